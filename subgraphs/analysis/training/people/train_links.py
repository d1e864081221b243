"""Trains the linker of coreference on what dump-links.ts wrote, and writes weights/<id>.{json,bin}.

A small network scores every row; the scores of a span's rows go through one softmax, and the loss is the share that
the right rows do not get. One document in eight is kept for tuning: the best epoch is chosen there, and so is the
temperature that makes the shares honest. Nothing of the dev parts is read.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

parser = argparse.ArgumentParser()
parser.add_argument("--links", type=Path, required=True, action="append", help="a folder that dump-links.ts wrote; several are joined")
parser.add_argument("--out", type=Path, required=True, help="the folder of weights")
parser.add_argument("--id", default="links-1")
parser.add_argument("--epochs", type=int, default=8)
parser.add_argument("--hidden", type=int, nargs=2, default=(64, 32))
parser.add_argument("--drop", default="", help="features to leave out, by the beginning of their names, for ablations")
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()
torch.manual_seed(arguments.seed)
torch.set_num_threads(1)
TUNING = 8
BATCH = 256


class Links:
    def __init__(self, folder: Path, part: str) -> None:
        about = json.loads((folder / f"{part}.json").read_text())
        self.features, self.names = about["features"], about["names"]
        self.groups = np.fromfile(folder / f"{part}.groups", np.int32)
        self.targets = np.fromfile(folder / f"{part}.targets", np.uint8)
        self.documents = np.fromfile(folder / f"{part}.documents", np.int32)
        self.rows = np.memmap(folder / f"{part}.rows", np.float16, "r").reshape(-1, len(self.names))
        self.offsets = np.concatenate([[0], np.cumsum(self.groups)])

    def spans(self, tuning: bool) -> np.ndarray:
        return np.flatnonzero((self.documents % TUNING == 3) == tuning)


def batch(links: Links, spans: np.ndarray, keep: np.ndarray):
    rows = np.concatenate([np.arange(links.offsets[s], links.offsets[s + 1]) for s in spans])
    owner = np.repeat(np.arange(len(spans)), links.groups[spans])
    x = torch.from_numpy(np.asarray(links.rows[rows], np.float32) * keep)
    return x, torch.from_numpy(owner), torch.from_numpy(links.targets[rows].astype(np.float32))


def right_share(scores: torch.Tensor, owner: torch.Tensor, targets: torch.Tensor, count: int) -> torch.Tensor:
    """The log share of each span's right rows."""
    most = torch.full((count,), -1e9).scatter_reduce(0, owner, scores, "amax")
    powers = torch.exp(scores - most[owner])
    every = torch.zeros(count).scatter_add(0, owner, powers)
    right = torch.zeros(count).scatter_add(0, owner, powers * targets)
    return torch.log(right + 1e-9) - torch.log(every)


def evaluate(model: nn.Module, parts: list, keep: np.ndarray, temperature: float = 1.0):
    loss, hits, total = 0.0, 0, 0
    with torch.no_grad():
        for links, chosen in parts:
            for at in range(0, len(chosen), 1024):
                spans = chosen[at : at + 1024]
                x, owner, targets = batch(links, spans, keep)
                scores = model(x)[:, 0] / temperature
                share = right_share(scores, owner, targets, len(spans))
                loss -= share.sum().item()
                most = torch.full((len(spans),), -1e9).scatter_reduce(0, owner, scores, "amax")
                best = (scores >= most[owner]).float()
                hits += (torch.zeros(len(spans)).scatter_add(0, owner, best * targets) > 0).sum().item()
                total += len(spans)
    return loss / total, hits / total


sources = [Links(folder, "train") for folder in arguments.links]
names = sources[0].names
keep = np.array([not (arguments.drop and name.startswith(tuple(arguments.drop.split("|")))) for name in names], np.float32)
learn = [(links, links.spans(False)) for links in sources]
tune = [(links, links.spans(True)) for links in sources]
model = nn.Sequential(
    nn.Linear(len(names), arguments.hidden[0]),
    nn.ReLU(),
    nn.Dropout(0.1),
    nn.Linear(arguments.hidden[0], arguments.hidden[1]),
    nn.ReLU(),
    nn.Linear(arguments.hidden[1], 1),
)
optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=1e-3)
order = [(links, spans[at : at + BATCH]) for links, spans in learn for at in range(0, len(spans), BATCH)]
schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=arguments.epochs * len(order))
generator = np.random.default_rng(arguments.seed)
best, state = 1e9, None
started = time.time()
for epoch in range(arguments.epochs):
    model.train()
    # Spans are shuffled within a source, so that a batch mixes documents and languages.
    order = []
    for links, spans in learn:
        mixed = generator.permutation(spans)
        order += [(links, np.sort(mixed[at : at + BATCH])) for at in range(0, len(mixed), BATCH)]
    generator.shuffle(order)
    for links, spans in order:
        x, owner, targets = batch(links, spans, keep)
        loss = -right_share(model(x)[:, 0], owner, targets, len(spans)).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    model.eval()
    loss, accuracy = evaluate(model, tune, keep)
    print(f"epoch {epoch + 1}: tuning loss {loss:.4f}, right {accuracy:.4f}, {time.time() - started:.0f} s", flush=True)
    if loss < best:
        best, state = loss, {key: value.clone() for key, value in model.state_dict().items()}
model.load_state_dict(state)
temperature = min(np.arange(0.7, 2.01, 0.05), key=lambda t: evaluate(model, tune, keep, float(t))[0])
print(f"temperature {temperature:.2f}, tuning {evaluate(model, tune, keep, float(temperature))}")

tensors, binary = [], b""
last = len(model) - 1
for name, at in (("in", 0), ("middle", 3), ("out", last)):
    weight, bias = model[at].weight.detach().numpy().copy(), model[at].bias.detach().numpy().copy()
    if at == 0:
        weight *= keep
    if at == last:
        weight, bias = weight / temperature, bias / temperature
    for part, values in (("w", weight.T), ("b", bias)):
        tensors.append({"name": f"{name}/{part}", "shape": list(values.shape), "dtype": "float32", "quantization": {"dtype": "float16"}})
        binary += np.ascontiguousarray(values, np.float16).tobytes()
name, version = arguments.id.rsplit("-", 1)
manifest = {
    "format": 1,
    "name": name,
    "version": version,
    "task": "coreference",
    "languages": ["en", "fr"],
    "features": sources[0].features,
    "outputs": ["link"],
    "calibration": {},
    "thresholds": {},
    "weights": {"file": f"{arguments.id}.bin", "bytes": len(binary), "sha256": hashlib.sha256(binary).hexdigest(), "tensors": tensors},
}
(arguments.out / f"{arguments.id}.bin").write_bytes(binary)
(arguments.out / f"{arguments.id}.json").write_text(json.dumps(manifest, indent=2) + "\n")
