"""Learns what words count for in search, and a turn of their vectors, by finding the passage that a few words were cut from
(inverse cloze); writes weights/<id>.bin and .json. The turn is one for both languages, whose vectors the lexis has beside
each other, so that a question in one finds passages in the other.

    python training/search/train_search.py --lexis weights/lexis-2 --corpus /tmp/train --id seek-2
"""
import argparse
import hashlib
import json
import re
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

LANGUAGES = ("en", "fr")
PASSAGE = (70, 140)
QUERY = (4, 14)
BATCH, NEIGHBOURS = 384, 6
SIF = 1e-3


def read_lexis(path):
    manifest = json.loads(Path(f"{path}.json").read_text())
    binary = Path(f"{path}.bin").read_bytes()
    words = Path(path).parent.joinpath(manifest["vocabulary"]["file"]).read_text().split("\n")
    tables, at, line = {}, 0, 0
    for tensor in manifest["weights"]["tensors"]:
        size, width = tensor["shape"]
        quantization = tensor["quantization"]
        values = np.frombuffer(binary, np.uint8, size * width, at).reshape(size, width)
        language, count = words[line].split(" ")
        assert language == tensor["name"] and int(count) == size
        rows = {word: row for row, word in enumerate(words[line + 1 : line + 1 + size])}
        table = torch.from_numpy(values.astype(np.float32) * quantization["scale"] + quantization["min"])
        tables[language] = (rows, table)
        at += size * width
        line += 1 + size
    return tables


def read_passages(path, rows, most):
    """Passages as rows of words, in the order of the books."""
    passages, current = [], []
    with open(path, encoding="utf8") as lines:
        for line in lines:
            words = re.sub(r"\d", "0", line.lower().replace("’", "'")).split()
            ids = [rows.get(word, 0) for word in words if word[0].isalnum()]
            current += [i for i in ids if i > 0]
            while len(current) >= PASSAGE[0]:
                passages.append(np.array(current[: PASSAGE[1]], np.int64))
                current = current[PASSAGE[1] :]
                if len(passages) == most:
                    return passages
    return passages


class Search(nn.Module):
    def __init__(self, tables):
        super().__init__()
        self.words, self.log = nn.ModuleDict(), nn.ModuleDict()
        for language, (_, table) in tables.items():
            size, width = table.shape
            # Words are in the order of their frequency, which Zipf's law then gives.
            share = 1 / (np.arange(1, size + 1) * np.log(size))
            self.words[language] = nn.Embedding.from_pretrained(table, freeze=True, padding_idx=0)
            self.log[language] = nn.Embedding(size, 1, padding_idx=0)
            self.log[language].weight.data[:, 0] = torch.tensor(np.log(SIF / (SIF + share)), dtype=torch.float32)
        self.turn = nn.Linear(width, width)
        nn.init.eye_(self.turn.weight)
        nn.init.zeros_(self.turn.bias)
        self.sharpness = nn.Parameter(torch.tensor(2.5))

    def forward(self, ids, language):
        weight = torch.exp(self.log[language](ids)) * (ids > 0).unsqueeze(2)
        pooled = F.normalize((self.words[language](ids) * weight).sum(1), dim=1)
        return F.normalize(self.turn(pooled), dim=1)


def pad(lists):
    longest = max(len(one) for one in lists)
    padded = np.zeros((len(lists), longest), np.int64)
    for i, one in enumerate(lists):
        padded[i, : len(one)] = one
    return torch.from_numpy(padded)


def draw(passages, random, hide=0.9):
    """Neighbouring passages, and a few words cut out of each."""
    queries, texts = [], []
    for _ in range(BATCH // NEIGHBOURS):
        start = random.integers(0, len(passages) - NEIGHBOURS)
        for passage in passages[start : start + NEIGHBOURS]:
            length = int(random.integers(*QUERY))
            at = int(random.integers(0, max(1, len(passage) - length)))
            queries.append(passage[at : at + length])
            texts.append(np.delete(passage, slice(at, at + length)) if random.random() < hide else passage)
    return pad(queries), pad(texts)


def found(model, language, passages):
    random = np.random.default_rng(5)
    model.eval()
    hits = []
    with torch.no_grad():
        for _ in range(20):
            queries, texts = draw(passages, random, 1)
            best = (model(queries, language) @ model(texts, language).T).argmax(1)
            hits.append((best == torch.arange(len(best))).float().mean().item())
    model.train()
    return f"{language} {np.mean(hits):.3f}"


def learn(tables, corpus, minutes):
    passages = {
        language: read_passages(f"{corpus}/corpus.{language}.txt", rows, 150_000) for language, (rows, _) in tables.items()
    }
    probes = {language: own[:6000] for language, own in passages.items()}
    random = np.random.default_rng(3)
    model = Search(tables)

    def say(step):
        print(step, *(found(model, language, probe) for language, probe in probes.items()), flush=True)

    say(0)
    optimiser = torch.optim.Adam(
        [
            {"params": model.log.parameters(), "lr": 0.01},
            {"params": [*model.turn.parameters(), model.sharpness], "lr": 1e-3},
        ]
    )
    end = time.process_time() + 60 * minutes
    step = 0
    while time.process_time() < end:
        language = LANGUAGES[step % len(LANGUAGES)]
        queries, texts = draw(passages[language][6000:], random)
        likeness = torch.exp(model.sharpness) * (model(queries, language) @ model(texts, language).T)
        loss = F.cross_entropy(likeness, torch.arange(len(queries)))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % 400 == 0:
            say(step)
    say(step)
    return model


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--lexis", required=True)
    options.add_argument("--corpus", required=True)
    options.add_argument("--id", default="seek-2")
    options.add_argument("--minutes", type=float, default=2.4)
    options.add_argument("--out", default=str(Path(__file__).parents[2] / "weights"))
    args = options.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    tensors, parts = [], []

    def add(name, values, quantised):
        values = values.detach().numpy().astype(np.float32)
        if quantised:
            low, high = float(values.min()), float(values.max())
            scale = (high - low) / 255
            parts.append(np.round((values - low) / scale).astype(np.uint8).tobytes())
            quantization = {"dtype": "uint8", "scale": scale, "min": low}
        else:
            parts.append(values.astype(np.float16).tobytes())
            quantization = {"dtype": "float16"}
        tensors.append({"name": name, "shape": list(values.shape), "dtype": "float32", "quantization": quantization})

    model = learn(read_lexis(args.lexis), args.corpus, args.minutes)
    for language in LANGUAGES:
        # What words count for, as logarithms: a byte each.
        add(f"{language}/counts", model.log[language].weight[:, 0].clamp(-12, 3), True)
        add(f"{language}/turn", model.turn.weight.T.contiguous(), False)
        add(f"{language}/shift", model.turn.bias, False)
    binary = b"".join(parts)
    name, version = args.id.rsplit("-", 1)
    manifest = {
        "format": 1,
        "name": name,
        "version": version,
        "task": "search by meaning",
        "languages": list(LANGUAGES),
        "features": "words-1",
        "lexis": Path(args.lexis).name,
        "outputs": ["vector"],
        "calibration": {},
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
