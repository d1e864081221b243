"""Mixes the moods of the encoder's head with those of the bag of words, and writes how: weights/<id>.json.

    python mix_moods.py --data emotions.jsonl --moods moods.pt --weights ../../weights --reader reader-2 --bag mood-1 --id mood-2

Shares, calibration and thresholds are fitted on the tuning part; the figures printed are of the parts that are only measured.
"""
import argparse
import json

import numpy as np
import torch

from moods import (
    GO,
    MEASURED,
    MOOD,
    VAD,
    XED_FELT,
    MoodData,
    MoodHead,
    calibrated,
    figures_of,
    fitted_cut,
    read_moods,
)
from transformer import Encoder
from words import LANGUAGES

SHARES = np.linspace(0, 1, 11)
SETS = {"go": GO, "xed": XED_FELT, "mood": MOOD, "vad": VAD}
#: XED's last output, neutral, is no label of its figures; of the moods, neutral is what is left.
THRESHOLDS = (("go", GO, ["en"]), ("xed", XED_FELT, LANGUAGES), ("mood", (MOOD[0], MOOD[1] - 1), LANGUAGES))


class Bag:
    """The sentence model of src/models/emotion, over the features that dump-emotions.ts wrote."""

    def __init__(self, weights: str, id: str):
        manifest = json.load(open(f"{weights}/{id}.json", encoding="utf8"))
        binary = open(f"{weights}/{manifest['weights']['file']}", "rb").read()
        self.outputs = manifest["outputs"]
        tensors, at = {}, 0
        for tensor in manifest["weights"]["tensors"]:
            count, kept = int(np.prod(tensor["shape"])), tensor["quantization"]
            if kept["dtype"] == "uint8":
                values = np.frombuffer(binary, np.uint8, count, at) * np.float32(kept["scale"]) + np.float32(kept["min"])
                at += count
            else:
                values = np.frombuffer(binary, np.float16, count, at).astype(np.float32)
                at += 2 * count
            tensors[tensor["name"]] = values.reshape(tensor["shape"]).astype(np.float32)
        self.table = np.concatenate([tensors["words"], tensors["pairs"], tensors["pieces"]])
        self.layers = [(tensors[f"{name}/weights"], tensors[f"{name}/bias"]) for name in ("hidden", "output")]

    def read(self, bags) -> np.ndarray:
        x = np.concatenate([self.table[rows].sum(0) / np.sqrt(len(rows)) for rows in bags])
        (inner, inner_bias), (outer, outer_bias) = self.layers
        return np.maximum(0, x @ inner + inner_bias) @ outer + outer_bias


def read_bags(path: str, bag: Bag) -> dict[str, np.ndarray]:
    read = {part: [] for part in MEASURED}
    with open(path, encoding="utf8") as lines:
        for line in lines:
            # The parts to learn from are most of the file, and are not wanted here.
            if any(f'"part":"{part}"' in line[:24] for part in MEASURED):
                row = json.loads(line)
                read[row["part"]].append(bag.read(row["bags"]))
    return {part: np.stack(rows) for part, rows in read.items()}


def shares_of(rows, encoder, bag) -> dict[str, float]:
    """What the bag counts, the encoder counting the rest: the share whose calibrated chances cost least."""
    truths = np.stack([row[2] for row in rows])
    languages = np.array([row[0] for row in rows])
    shares = {}
    for name, (first, end) in SETS.items():
        for language in LANGUAGES:
            known = (languages == language) & ~np.isnan(truths[:, first])
            # Nobody rated French sentences for these: what holds in English is taken.
            if known.sum() < 100:
                shares[f"{name}:{language}"] = shares.get(f"{name}:en", 0.5)
                continue
            costs = [cost_of(name, (1 - s) * encoder[known] + s * bag[known], truths[known], first, end) for s in SHARES]
            shares[f"{name}:{language}"] = round(float(SHARES[int(np.argmin(costs))]), 2)
    return shares


def cost_of(name, outputs, truths, first, end) -> float:
    if name == "vad":
        return -np.mean([np.corrcoef(outputs[:, at], truths[:, at])[0, 1] for at in range(first, end)])
    costs = []
    for at in range(first, end):
        rated = ~np.isnan(truths[:, at])
        if rated.any():
            logits, truth = outputs[rated, at].astype(np.float64), truths[rated, at] > 0
            score = np.stack([logits, np.ones_like(logits)], 1) @ calibrated(logits, truth)
            costs.append(np.logaddexp(0, score).mean() - score[truth].sum() / len(score))
    return float(np.mean(costs))


def mixed(shares, outputs, rows, encoder, bag) -> np.ndarray:
    share = {
        language: np.array([shares[f"{output.split(':')[0]}:{language}"] for output in outputs]) for language in LANGUAGES
    }
    of = np.stack([share[row[0]] for row in rows])
    return (1 - of) * encoder + of * bag


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("data", "moods", "weights", "reader", "bag", "id"):
        arguments.add_argument(f"--{name}", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    data = MoodData([options.data], options.weights, MEASURED)
    kept = torch.load(options.moods)
    model, head = Encoder(), MoodHead(len(data.outputs))
    model.load_state_dict(kept["encoder"]), head.load_state_dict(kept["moods"])
    encoder = {part: read_moods(model, head, data.types, data.parts[part]) for part in MEASURED}
    bag = read_bags(options.data, Bag(options.weights, options.bag))
    shares = shares_of(data.parts["tuning"], encoder["tuning"], bag["tuning"])
    both = {part: mixed(shares, data.outputs, data.parts[part], encoder[part], bag[part]) for part in MEASURED}
    for name, read in (("encoder", encoder), ("bag", bag), ("both", both)):
        print(name, figures_of(data.parts, read))
    write(options, data, shares, both["tuning"])


def write(options, data: MoodData, shares, tuning) -> None:
    truths = np.stack([row[2] for row in data.parts["tuning"]])
    languages = np.array([row[0] for row in data.parts["tuning"]])
    calibration, thresholds = {}, {}
    for at in range(*MOOD):
        known = ~np.isnan(truths[:, at])
        slope, shift = calibrated(tuning[known, at].astype(np.float64), truths[known, at] > 0)
        calibration[data.outputs[at]] = {"slope": float(slope), "shift": float(shift)}
    for _name, (first, end), taught in THRESHOLDS:
        for language in taught:
            known = ~np.isnan(truths[:, first]) & (languages == language)
            for at in range(first, end):
                cut = fitted_cut(tuning[known, at].astype(np.float64), truths[known, at] > 0)
                thresholds[f"{data.outputs[at]}:{language}"] = round(float(cut), 4)
    name, version = options.id.rsplit("-", 1)
    mixture = {
        "format": 1,
        "name": name,
        "version": version,
        "task": "emotions of sentences; valence, arousal, dominance",
        "reader": options.reader,
        "bag": options.bag,
        "outputs": data.outputs,
        "shares": {key: {"reader": round(1 - share, 2), "bag": share} for key, share in shares.items()},
        "calibration": calibration,
        "thresholds": thresholds,
    }
    with open(f"{options.weights}/{options.id}.json", "w", encoding="utf8") as out:
        out.write(json.dumps(mixture, indent=2) + "\n")


if __name__ == "__main__":
    main()
