"""Trains the emotion head over a reader, which stays as it is or learns too, on what dump-emotions.ts wrote.

    python emotions.py --corpus FOLDER --data FOLDER/emotions.jsonl --lm reader.lm.pt --out reader.emotions.pt
    python emotions.py --corpus FOLDER --data FOLDER/emotions.jsonl --lm reader.lm.pt --out mood.pt --tune mood.lm.pt
"""
import argparse
import json
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from batches import Types, words_of_batch
from reader import AROUND, HIDDEN, LANGUAGE, WORD, Reader, TwoWays
from words import LANGUAGES, Lexis

TASK_IN = 192
TASK_HIDDEN = 128
MIDDLE = 192
MOST_WORDS = 80
WORDS_A_BATCH = 1200
HIDDEN_WORDS = 0.1
GO, XED, MOOD, VAD = (0, 28), (28, 37), (37, 46), (46, 49)


class EmotionHead(nn.Module):
    def __init__(self, outputs: int, dropout=0.5):
        super().__init__()
        self.lang = nn.Embedding(len(LANGUAGES), LANGUAGE)
        self.enter = nn.Linear(WORD + 2 * HIDDEN + AROUND + LANGUAGE, TASK_IN)
        self.task = TwoWays(TASK_IN, TASK_HIDDEN)
        self.heed = nn.Linear(2 * TASK_HIDDEN, 1)
        self.middle = nn.Linear(2 * (2 * TASK_HIDDEN) + TASK_IN, MIDDLE)
        self.out = nn.Linear(MIDDLE, outputs)
        self.dropout = nn.Dropout(dropout)

    def forward(self, below, lengths, language):
        said = self.lang.weight[language].expand(*below.shape[:2], -1)
        entered = torch.tanh(self.enter(torch.cat([self.dropout(below), said], -1)))
        forward, backward = self.task(self.dropout(entered), lengths)
        above = torch.cat([forward, backward], -1)
        inside = (torch.arange(below.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)).unsqueeze(-1)
        heed = torch.softmax(self.heed(above).masked_fill(~inside, -1e4), 1)
        pooled = torch.cat([
            (above * heed).sum(1),
            above.masked_fill(~inside, -1.0).max(1).values,
            (entered * inside).sum(1) / lengths.unsqueeze(1),
        ], -1)
        return self.out(self.dropout(torch.relu(self.middle(self.dropout(pooled)))))


def read(path: str):
    parts: dict[str, list] = {}
    with open(path, encoding="utf8") as lines:
        outputs = json.loads(next(lines))["outputs"]
        for line in lines:
            row = json.loads(line)
            targets = np.array([np.nan if value is None else value for value in row["targets"]], np.float32)
            words = row["words"][:MOST_WORDS] or ["."]
            parts.setdefault(row["part"], []).append((row["language"], words, targets, row["id"]))
    return outputs, parts


def batches_of(rows, random=None, most=WORDS_A_BATCH):
    for language in LANGUAGES:
        own = [row for row in rows if row[0] == language]
        noise = random.random(len(own)) * 3 if random is not None else np.zeros(len(own))
        order = sorted(range(len(own)), key=lambda i: len(own[i][1]) + noise[i])
        batch = []
        for i in order:
            if batch and (len(batch) + 1) * len(own[i][1]) > most:
                yield language, batch
                batch = []
            batch.append(own[i])
        if batch:
            yield language, batch


CACHE: dict[int, torch.Tensor] = {}


def below_of(reader, types: Types, batch):
    """What the reader says of the sentences; kept while it does not change."""
    if reader.training:
        x, lengths, _ = words_of_batch(reader.word, types, [np.array([types.of(w) for w in row[1]]) for row in batch])
        # Of a few words only their place is seen, so that sentences are not learned by heart.
        return reader(x * (torch.rand(*x.shape[:2], 1) >= HIDDEN_WORDS), lengths), lengths
    missing = [row for row in batch if id(row[2]) not in CACHE]
    if missing:
        with torch.no_grad():
            x, lengths, _ = words_of_batch(reader.word, types, [np.array([types.of(w) for w in row[1]]) for row in missing])
            states = reader(x, lengths).half()
        for b, row in enumerate(missing):
            CACHE[id(row[2])] = states[b, : len(row[1])].clone()
    rows = [CACHE[id(row[2])].float() for row in batch]
    return nn.utils.rnn.pad_sequence(rows, batch_first=True), torch.tensor([len(row[1]) for row in batch])


def predict(reader, head, types, rows):
    learns = reader.training
    head.eval()
    reader.eval()
    found = {}
    with torch.no_grad():
        for language, batch in batches_of(rows, most=6000):
            logits = head(*below_of(reader, types[language], batch), LANGUAGES.index(language)).numpy()
            for row, values in zip(batch, logits):
                found[id(row[2])] = values
    head.train()
    reader.train(learns)
    if learns:
        CACHE.clear()
    return np.stack([found[id(row[2])] for row in rows]), np.stack([row[2] for row in rows])


def thresholds(logits, truths):
    best = []
    for label in range(logits.shape[1]):
        order = np.argsort(-logits[:, label])
        hits = np.cumsum(truths[order, label] > 0)
        f1 = 2 * hits / (np.arange(1, len(order) + 1) + max(1, (truths[:, label] > 0).sum()))
        at = int(np.argmax(f1))
        following = order[min(at + 1, len(order) - 1)]
        best.append((logits[order[at], label] + logits[following, label]) / 2)
    return np.array(best)


def macro(logits, truths, cuts):
    scores = []
    for label in range(logits.shape[1]):
        mine = logits[:, label] > cuts[label]
        theirs = truths[:, label] > 0
        scores.append(2 * (mine & theirs).sum() / max(1, mine.sum() + theirs.sum()))
    return round(float(np.mean(scores)), 4)


def measure(reader, head, types, parts):
    tuned = {}
    tuning, truth = predict(reader, head, types, parts["tuning"])
    languages = np.array([row[0] for row in parts["tuning"]])
    figures = {}
    for name, part, language, (first, end) in (
        ("go", "goDev", "en", GO), ("xed en", "xedEn", "en", (28, 36)), ("xed fr", "xedFr", "fr", (28, 36)),
    ):
        known = ~np.isnan(truth[:, first]) & (languages == language)
        cuts = thresholds(tuning[known, first:end], truth[known, first:end])
        logits, gold = predict(reader, head, types, parts[part])
        figures[name] = macro(logits[:, first:end], gold[:, first:end], cuts)
    logits, gold = predict(reader, head, types, parts["vadDev"])
    for i, name in enumerate("VAD"):
        figures[name] = round(float(np.corrcoef(logits[:, VAD[0] + i], gold[:, VAD[0] + i])[0, 1]), 4)
    return figures


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--lm", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--rate", type=float, default=1e-3)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--begin", help="a head to go on from")
    arguments.add_argument("--tune", help="the reader learns too, slower than the head, and is written here")
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(options.seed)

    outputs, parts = read(options.data)
    types = {language: Types(Lexis(options.corpus, language)) for language in LANGUAGES}
    for rows in parts.values():
        for language, words, _targets, _id in rows:
            for word in words:
                types[language].of(word)
    for language in LANGUAGES:
        types[language].freeze()
    reader = Reader()
    reader.load_state_dict(torch.load(options.lm))
    reader.train(bool(options.tune))
    head = EmotionHead(len(outputs))
    if options.begin:
        head.load_state_dict(torch.load(options.begin))
    train = parts["train"] + parts["novels"]
    small = [row for row in parts["train"] if row[0] == "fr" or not np.isnan(row[2][VAD[0]])]
    truths = np.stack([row[2] for row in parts["train"]])
    positives = np.nansum(truths[:, : VAD[0]] > 0, 0)
    negatives = np.nansum(truths[:, : VAD[0]] == 0, 0)
    rarity = torch.tensor((negatives / np.maximum(1, positives)) ** 0.35, dtype=torch.float32)
    weights = torch.ones(len(outputs))
    weights[XED[0] : XED[1]] = 1.5
    groups = [{"params": list(head.parameters()), "share": 1.0}]
    if options.tune:
        groups.append({"params": list(reader.parameters()), "share": 0.3})
    optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.02)
    started = time.time()
    for epoch in range(options.epochs):
        batches = list(batches_of(train + small, random))
        random.shuffle(batches)
        losses = []
        for step, (language, batch) in enumerate(batches):
            share = (epoch + step / len(batches)) / options.epochs
            for group in optimiser.param_groups:
                group["lr"] = group["share"] * options.rate * min(1, share * 20) * (1 - share) + 1e-5
            logits = head(*below_of(reader, types[language], batch), LANGUAGES.index(language))
            targets = torch.from_numpy(np.stack([row[2] for row in batch]))
            known = ~torch.isnan(targets)
            targets = targets.nan_to_num()
            each = F.binary_cross_entropy_with_logits(
                logits[:, : VAD[0]], targets[:, : VAD[0]], pos_weight=rarity, reduction="none"
            )
            numbers = (logits[:, VAD[0] :] - targets[:, VAD[0] :]) ** 2 * 8
            loss = (torch.cat([each, numbers], 1) * weights * known).sum() / len(batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*head.parameters(), *reader.parameters()], 5.0)
            optimiser.step()
            losses.append(loss.item())
        print(epoch + 1, round(float(np.mean(losses)), 3), measure(reader, head, types, parts), f"{time.time() - started:.0f} s", flush=True)
        torch.save(head.state_dict(), options.out)
        if options.tune:
            torch.save(reader.state_dict(), options.tune)


if __name__ == "__main__":
    main()
