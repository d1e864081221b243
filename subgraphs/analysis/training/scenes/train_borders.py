"""Learns which gaps between sentences are borders, from what dump-gaps.ts wrote; writes weights/<id>.bin and .json.

    python training/scenes/train_borders.py --gaps /tmp/gaps --id border-1
"""
import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROWS, WIDTH, HIDDEN = 16384, 8, 32
KIND_WEIGHT = {"break": 3.0, "chapter": 1.0, "paragraph": 1.0, "within": 1.0}


class Borders(nn.Module):
    """Dense signs and hashed words, one hidden layer, one logit."""

    def __init__(self, dense, mean, spread):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("spread", spread)
        self.words = nn.EmbeddingBag(ROWS + 1, WIDTH, mode="sum", padding_idx=ROWS)
        nn.init.normal_(self.words.weight, std=0.01)
        self.hidden = nn.Linear(dense + WIDTH, HIDDEN)
        self.output = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, dense, rows):
        if self.training:
            # Words are hidden so that no single one decides.
            rows = torch.where(torch.rand(rows.shape) < 0.5, torch.full_like(rows, ROWS), rows)
        x = torch.cat([(dense - self.mean) / self.spread, self.words(rows)], 1)
        return self.output(self.drop(torch.relu(self.hidden(x)))).squeeze(1)


def auc(scores, labels):
    order = np.argsort(scores)
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    positives = labels.sum()
    return (ranks[labels == 1].sum() - positives * (positives + 1) / 2) / (positives * (len(labels) - positives))


def held(doc):
    return int(hashlib.md5(doc.encode()).hexdigest(), 16) % 8 == 0


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--gaps", required=True)
    options.add_argument("--id", default="border-1")
    options.add_argument("--epochs", type=int, default=2)
    options.add_argument("--word-rate", type=float, default=3e-4)
    options.add_argument("--decay", type=float, default=0.1)
    options.add_argument("--out", default=str(Path(__file__).parents[2] / "weights"))
    options.add_argument("--drawn", type=float, nargs=2, default=[0.854, 1.275])
    args = options.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)

    about = json.loads(Path(f"{args.gaps}.json").read_text())
    dense = torch.from_numpy(np.fromfile(f"{args.gaps}.dense", np.float32).reshape(len(about), -1))
    rows = torch.from_numpy(np.fromfile(f"{args.gaps}.rows", np.int16).reshape(len(about), -1).astype(np.int64))
    rows[rows < 0] = ROWS
    labels = torch.tensor([float(a["label"]) for a in about])
    kinds = np.array([a["kind"] for a in about])
    languages = np.array([a["language"] for a in about])
    weights = torch.tensor([KIND_WEIGHT[kind] for kind in kinds])
    test = np.array([held(a["doc"]) for a in about])
    train = torch.from_numpy(np.flatnonzero(~test))
    probe = torch.from_numpy(np.flatnonzero(test))
    print(len(train), "learned from,", len(probe), "held out,", int(labels.sum()), "borders")

    model = Borders(dense.shape[1], dense[train].mean(0), dense[train].std(0) + 0.05)
    optimiser = torch.optim.AdamW(
        [
            {"params": model.words.parameters(), "weight_decay": args.decay, "lr": args.word_rate},
            {"params": [*model.hidden.parameters(), *model.output.parameters()], "weight_decay": 0.01, "lr": 2e-3},
        ]
    )
    loss_of = nn.BCEWithLogitsLoss(reduction="none")
    for epoch in range(args.epochs):
        model.train()
        order = train[torch.randperm(len(train))]
        total = 0.0
        for batch in order.split(256):
            loss = (loss_of(model(dense[batch], rows[batch]), labels[batch]) * weights[batch]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item() * len(batch)
        model.eval()
        with torch.no_grad():
            scores = model(dense[probe], rows[probe]).numpy()
        truth = labels[probe].numpy()
        report = []
        for kind in ("break", "chapter"):
            for language in ("en", "fr"):
                pick = np.isin(kinds[test], [kind, "paragraph"]) & (languages[test] == language)
                report.append(f"{kind} {language} {auc(scores[pick], truth[pick]):.3f}")
        print(f"epoch {epoch + 1}: loss {total / len(train):.4f}; AUC " + ", ".join(report))
    write(model, args)


def write(model, args):
    tensors, parts = [], []

    def add(name, tensor, quantised=False):
        values = tensor.detach().numpy().astype(np.float32)
        if quantised:
            reach = float(np.abs(values).max())
            scale = 2 * reach / 255
            parts.append(np.clip(np.round((values + reach) / scale), 0, 255).astype(np.uint8).tobytes())
            quantization = {"dtype": "uint8", "scale": scale, "min": -reach}
        else:
            parts.append(values.astype(np.float16).tobytes())
            quantization = {"dtype": "float16"}
        tensors.append({"name": name, "shape": list(values.shape), "dtype": "float32", "quantization": quantization})

    add("words", model.words.weight[:ROWS], quantised=True)
    # Dense signs are scaled inside the first layer, so that the service need not.
    scaled = model.hidden.weight.clone()
    inputs = model.mean.shape[0]
    scaled[:, :inputs] = scaled[:, :inputs] / model.spread
    bias = model.hidden.bias - scaled[:, :inputs] @ model.mean
    add("hidden/weights", scaled.T.contiguous())
    add("hidden/bias", bias)
    add("output/weights", model.output.weight.T.contiguous())
    add("output/bias", model.output.bias)
    binary = b"".join(parts)
    name, version = args.id.rsplit("-", 1)
    manifest = {
        "format": 1,
        "name": name,
        "version": version,
        "task": "borders of scenes",
        "languages": ["en", "fr"],
        "features": "gaps-1",
        "outputs": ["border"],
        # How sure a border is, once it is drawn; measure-borders.ts fits these two numbers.
        "calibration": {
            "border": {"slope": 1, "shift": 0},
            "drawn": {"slope": args.drawn[0], "shift": args.drawn[1]},
        },
        "thresholds": {},
        "weights": {
            "file": f"{args.id}.bin",
            "bytes": len(binary),
            "sha256": hashlib.sha256(binary).hexdigest(),
            "tensors": tensors,
        },
    }
    Path(args.out, f"{args.id}.bin").write_bytes(binary)
    Path(args.out, f"{args.id}.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(len(binary), "bytes", manifest["weights"]["sha256"])


main()
