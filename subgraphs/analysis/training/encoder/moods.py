"""Moods of sentences over the encoder of the reader: head, batches, loss and figures, for joint training or alone.

    python moods.py --data emotions.jsonl --encoder encoder.pt --weights ../../weights --out moods.pt

Sentences are packed into the windows that the service reads. In half of the batches each hears only itself, in the others
its neighbours too, because a book's sentences stand among others.
"""
import argparse
import json
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lexis import Lexis
from transformer import WIDTH, WINDOW, Encoder
from types_of import Types
from words import LANGUAGES, grams, shape

MIDDLE = 192
WINDOWS_A_BATCH = 16
GO, XED, MOOD, VAD = (0, 28), (28, 37), (37, 46), (46, 49)
#: XED's figures count its eight emotions; a sentence without any is a neutral one.
XED_FELT = (28, 36)
#: Errors of XED and of valence, arousal and dominance count more: the one is scarce, the others' numbers are small.
XED_WEIGHT, VAD_WEIGHT = 1.5, 8.0
RARITY_POWER = 0.35


class MoodHead(nn.Module):
    """out(relu(in([mean; max] of the final states of a sentence's words)))"""

    def __init__(self, outputs: int, dropout=0.3):
        super().__init__()
        self.enter = nn.Linear(2 * WIDTH, MIDDLE)
        self.out = nn.Linear(MIDDLE, outputs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states, sentences, count: int):
        """@param states (windows, words, WIDTH) @param sentences the sentence of each word, -1 where there is none"""
        flat = sentences.reshape(-1)
        inside = flat >= 0
        of, own = flat[inside], states.reshape(-1, WIDTH)[inside].float()
        words = torch.zeros(count).index_add(0, of, torch.ones(len(of))).clamp(min=1).unsqueeze(1)
        mean = torch.zeros(count, WIDTH).index_add(0, of, own) / words
        most = torch.zeros(count, WIDTH).scatter_reduce(0, of.unsqueeze(1).expand(-1, WIDTH), own, "amax", include_self=False)
        pooled = self.dropout(torch.cat([mean, most], -1))
        return self.out(self.dropout(torch.relu(self.enter(pooled))))


@dataclass
class MoodBatch:
    language: str
    words: np.ndarray
    """Types of the words: (windows, WINDOW)"""
    sentences: torch.Tensor
    """The sentence of each word in this batch, -1 where there is none."""
    targets: torch.Tensor
    """(sentences, outputs), NaN where nothing is known"""
    rows: list
    alone: bool

    def mask(self):
        """True where a word may heed another: (windows, 1, words or 1, words)"""
        if self.alone:
            return (self.sentences.unsqueeze(1) == self.sentences.unsqueeze(2)).unsqueeze(1)
        return (self.sentences >= 0).unsqueeze(1).unsqueeze(1).expand(-1, 1, WINDOW, -1)


class MoodData:
    """What dump-emotions.ts wrote, with the words as types of their language."""

    def __init__(self, paths: list[str], weights: str, wanted=None):
        """@param wanted the parts to keep, all without"""
        self.parts: dict[str, list] = {}
        index = {language: {} for language in LANGUAGES}
        for path in paths:
            with open(path, encoding="utf8") as lines:
                for line in lines:
                    row = json.loads(line)
                    if "outputs" in row:
                        self.outputs = row["outputs"]
                        continue
                    if wanted and row["part"] not in wanted:
                        continue
                    of = index[row["language"]]
                    words = np.array([of.setdefault(word, len(of)) for word in row["words"][:WINDOW] or ["."]], np.int64)
                    targets = np.array([np.nan if value is None else value for value in row["targets"]], np.float32)
                    self.parts.setdefault(row["part"], []).append((row["language"], words, targets, row["id"]))
        self.types = {language: types_of(list(of), Lexis(weights, language)) for language, of in index.items()}


def types_of(words: list[str], lexis: Lexis) -> Types:
    pieces = [grams(word) for word in words]
    return Types(
        np.array([lexis.of(word) for word in words], np.int32),
        np.concatenate([np.array(each, np.uint16) for each in pieces]),
        np.array([len(each) for each in pieces], np.int32),
        np.array([shape(word) for word in words], np.float32),
        lexis.vectors,
    )


def mood_batches(rows, random=None, windows=WINDOWS_A_BATCH, alone=None):
    """Batches of one language each, in random order; without a random, in the order of the rows."""
    batches = []
    for language in LANGUAGES:
        own = [row for row in rows if row[0] == language]
        order = random.permutation(len(own)) if random is not None else range(len(own))
        packed, room = [], 0
        for i in order:
            if len(own[i][1]) > room:
                packed.append([])
                room = WINDOW
            packed[-1].append(own[i])
            room -= len(own[i][1])
        batches += [(language, packed[at : at + windows]) for at in range(0, len(packed), windows)]
    if random is not None:
        random.shuffle(batches)
    for language, packed in batches:
        yield made(language, packed, alone if alone is not None else bool(random.random() < 0.5), windows)


def made(language, packed, alone, windows) -> MoodBatch:
    words = np.zeros((windows, WINDOW), np.int64)
    sentences = np.full((windows, WINDOW), -1, np.int64)
    rows = []
    for at, window in enumerate(packed):
        first = 0
        for row in window:
            words[at, first : first + len(row[1])] = row[1]
            sentences[at, first : first + len(row[1])] = len(rows)
            first += len(row[1])
            rows.append(row)
    targets = torch.from_numpy(np.stack([row[2] for row in rows]))
    return MoodBatch(language, words, torch.from_numpy(sentences), targets, rows, alone)


def states_of(model: Encoder, encode, types, batch: MoodBatch, dropout=0.0):
    """@param encode the encoder, or what torch.compile made of it"""
    distinct, inverse = np.unique(batch.words, return_inverse=True)
    with torch.autocast("cpu", torch.bfloat16):
        x = model.word(*types[batch.language].inputs(distinct), LANGUAGES.index(batch.language))
        return encode(x[torch.from_numpy(inverse.reshape(batch.words.shape))], batch.mask(), dropout)


class MoodLoss:
    """Cross entropy for labels, rare ones counting more, and squares for the numbers, where something is known."""

    def __init__(self, rows, outputs: int):
        truths = np.stack([row[2] for row in rows])[:, : VAD[0]]
        rarity = (np.nansum(truths == 0, 0) / np.maximum(1, np.nansum(truths > 0.5, 0))) ** RARITY_POWER
        self.rarity = torch.tensor(rarity, dtype=torch.float32)
        self.weights = torch.ones(outputs)
        self.weights[XED[0] : XED[1]] = XED_WEIGHT
        self.weights[VAD[0] :] = VAD_WEIGHT

    def __call__(self, logits, targets):
        known = ~torch.isnan(targets)
        targets = targets.nan_to_num()
        labels = F.binary_cross_entropy_with_logits(
            logits[:, : VAD[0]], targets[:, : VAD[0]], pos_weight=self.rarity, reduction="none"
        )
        numbers = (logits[:, VAD[0] :] - targets[:, VAD[0] :]) ** 2
        return (torch.cat([labels, numbers], 1) * self.weights * known).sum() / len(targets)


def read_moods(model: Encoder, head: MoodHead, types, rows, alone=True) -> np.ndarray:
    """Outputs of all rows, in their order."""
    was = head.training
    head.eval(), model.eval()
    found = {}
    with torch.no_grad():
        for batch in mood_batches(rows, alone=alone):
            logits = head(states_of(model, model, types, batch), batch.sentences, len(batch.rows)).numpy()
            found.update((id(row), values) for row, values in zip(batch.rows, logits))
    head.train(was), model.train(was)
    return np.stack([found[id(row)] for row in rows])


def fitted_cuts(logits, truths):
    """For each output the cut with the best expected F1 by calibrated chances; sharper than the best count on few sentences."""
    return np.array([fitted_cut(logits[:, label].astype(np.float64), truths[:, label] > 0) for label in range(logits.shape[1])])


def fitted_cut(logits, truth):
    slope, shift = calibrated(logits, truth)
    order = np.argsort(-logits)
    chances = 1 / (1 + np.exp(-(slope * logits[order] + shift)))
    expected = 2 * np.cumsum(chances) / (np.arange(1, len(order) + 1) + chances.sum())
    at = int(np.argmax(expected))
    return (logits[order[at]] + logits[order[min(at + 1, len(order) - 1)]]) / 2


#: Pulls slope and shift towards those of an untouched logit.
HOLD = 0.1
START = np.array([1.0, 0.0])


def calibrated(logits, truth):
    """Slope and shift by Newton's method on the log loss, each step as long as it helps."""
    x = np.stack([logits, np.ones_like(logits)], 1)

    def cost(w):
        score = x @ w
        return np.logaddexp(0, score).sum() - score[truth].sum() + HOLD / 2 * ((w - START) ** 2).sum()

    w = START
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        bend = (x * (p * (1 - p))[:, None]).T @ x + HOLD * np.eye(2)
        step = np.linalg.solve(bend, x.T @ (p - truth) + HOLD * (w - START))
        while cost(w - step) > cost(w) and np.abs(step).max() > 1e-6:
            step = step / 2
        w = w - step
    return w


def counted_cuts(logits, truths):
    """The cut with the best F1 as counted."""
    best = []
    for label in range(logits.shape[1]):
        order = np.argsort(-logits[:, label])
        hits = np.cumsum(truths[order, label] > 0)
        at = int(np.argmax(2 * hits / (np.arange(1, len(order) + 1) + max(1, (truths[:, label] > 0).sum()))))
        best.append((logits[order[at], label] + logits[order[min(at + 1, len(order) - 1)], label]) / 2)
    return np.array(best)


def macro(logits, truths, cuts) -> float:
    scores = []
    for label in range(logits.shape[1]):
        mine, theirs = logits[:, label] > cuts[label], truths[:, label] > 0
        scores.append(2 * (mine & theirs).sum() / max(1, mine.sum() + theirs.sum()))
    return round(float(np.mean(scores)), 4)


SETS = (("go", "goDev", "en", GO), ("xed en", "xedEn", "en", XED_FELT), ("xed fr", "xedFr", "fr", XED_FELT))


def figures_of(parts, read: dict[str, np.ndarray], cuts_by=fitted_cuts) -> dict[str, float]:
    """@param read the outputs of the rows of tuning, goDev, xedEn, xedFr and vadDev"""
    truths = {part: np.stack([row[2] for row in parts[part]]) for part in read}
    languages = np.array([row[0] for row in parts["tuning"]])
    figures = {}
    for name, part, language, (first, end) in SETS:
        known = ~np.isnan(truths["tuning"][:, first]) & (languages == language)
        cuts = cuts_by(read["tuning"][known, first:end], truths["tuning"][known, first:end])
        figures[name] = macro(read[part][:, first:end], truths[part][:, first:end], cuts)
    for i, name in enumerate("VAD"):
        figures[name] = round(float(np.corrcoef(read["vadDev"][:, VAD[0] + i], truths["vadDev"][:, VAD[0] + i])[0, 1]), 4)
    return figures


MEASURED = ("tuning", "goDev", "xedEn", "xedFr", "vadDev")


def measure_moods(model: Encoder, head: MoodHead, data: MoodData, alone=True) -> dict[str, float]:
    return figures_of(data.parts, {part: read_moods(model, head, data.types, data.parts[part], alone) for part in MEASURED})


def rates_of(model: Encoder, head: MoodHead, encoder_rate: float, head_rate: float, fall=0.85):
    """The nearer the words, the smaller the steps."""
    depth = len(model.blocks)
    groups = [{"params": [*head.parameters()], "lr": head_rate}, {"params": [*model.norm.parameters()], "lr": encoder_rate}]
    for i, block in enumerate(model.blocks):
        groups.append({"params": [*block.parameters()], "lr": encoder_rate * fall ** (depth - 1 - i)})
    return [*groups, {"params": [*model.word.parameters()], "lr": encoder_rate * fall**depth}]


def repeated(rows):
    """The small corpora, French XED and EmoBank, are read twice an epoch."""
    return rows + [row for row in rows if row[0] == "fr" or not np.isnan(row[2][VAD[0]])]


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", required=True, nargs="+")
    arguments.add_argument("--encoder", required=True)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--epochs", type=int, default=3)
    arguments.add_argument("--rate", type=float, default=4e-4)
    arguments.add_argument("--head-rate", type=float, default=1e-3)
    arguments.add_argument("--dropout", type=float, default=0.1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--learn", nargs="+", default=["train", "novels"])
    arguments.add_argument("--compile", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(options.seed)
    data = MoodData(options.data, options.weights)
    model = Encoder()
    state = torch.load(options.encoder)
    model.load_state_dict({name[8:]: value for name, value in state.items() if name.startswith("encoder.")})
    head = MoodHead(len(data.outputs))
    loss_of = MoodLoss(data.parts["train"], len(data.outputs))
    rows = repeated(data.parts["train"]) + [row for part in options.learn if part != "train" for row in data.parts.get(part, [])]
    groups = rates_of(model, head, options.rate, options.head_rate)
    optimiser = torch.optim.AdamW([group for group in groups if group["lr"] > 0], weight_decay=0.02)
    rates = [group["lr"] for group in optimiser.param_groups]
    encode = torch.compile(model) if options.compile else model
    started = time.time()
    for epoch in range(options.epochs):
        batches = list(mood_batches(rows, random))
        losses = []
        for step, batch in enumerate(batches):
            share = (epoch + step / len(batches)) / options.epochs
            for group, rate in zip(optimiser.param_groups, rates):
                group["lr"] = rate * min(1, share * 16) * (1 - share) + 1e-6
            states = states_of(model, encode, data.types, batch, options.dropout)
            loss = loss_of(head(states, batch.sentences, len(batch.rows)), batch.targets)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*model.parameters(), *head.parameters()], 5.0)
            optimiser.step()
            losses.append(loss.item())
            if step % 50 == 0:
                print(f"{epoch + 1}.{step}/{len(batches)} {np.mean(losses[-50:]):.3f} {time.time() - started:.0f} s", flush=True)
        print(epoch + 1, round(float(np.mean(losses)), 3), measure_moods(model, head, data), f"{time.time() - started:.0f} s", flush=True)
        torch.save({"encoder": model.state_dict(), "head": head.state_dict()}, options.out)
    print("among others", measure_moods(model, head, data, alone=False))


if __name__ == "__main__":
    main()
