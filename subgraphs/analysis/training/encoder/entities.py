"""Trains the nested-entity head on LitBank and fr-litbank over a frozen reader.

    python entities.py --corpus FOLDER --data ../../../../shared/data --lm reader.lm.pt --out reader.entities.pt
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

LABELS = ["NONE", "PER", "LOC", "FAC", "GPE", "VEH", "ORG", "TIME"]
KINDS = ["PROP", "NOM", "PRON"]
TASK_IN = 256
TASK_HIDDEN = 160
SPAN = 96
WIDTHS = 32
WORDS_A_BATCH = 800
HIDDEN_WORDS = 0.1


class EntityHead(nn.Module):
    def __init__(self, below=WORD + 2 * HIDDEN + AROUND, dropout=0.5):
        super().__init__()
        self.lang = nn.Embedding(len(LANGUAGES), LANGUAGE)
        self.enter = nn.Linear(below + LANGUAGE, TASK_IN)
        self.task = TwoWays(TASK_IN, TASK_HIDDEN)
        self.start = nn.Linear(2 * TASK_HIDDEN, SPAN)
        self.end = nn.Linear(2 * TASK_HIDDEN, SPAN)
        labels = len(LABELS) - 1
        self.pair = nn.Parameter(torch.randn(labels, SPAN, SPAN) * 0.02)
        self.by_start = nn.Linear(SPAN, labels)
        self.by_end = nn.Linear(SPAN, labels, bias=False)
        self.width = nn.Parameter(torch.zeros(labels, WIDTHS))
        self.kind_start = nn.Linear(SPAN, len(KINDS))
        self.kind_end = nn.Linear(SPAN, len(KINDS), bias=False)
        self.dropout = nn.Dropout(dropout)

    def forward(self, below, lengths, language):
        said = self.lang.weight[language].expand(*below.shape[:2], -1)
        entered = torch.tanh(self.enter(torch.cat([self.dropout(below), said], -1)))
        forward, backward = self.task(self.dropout(entered), lengths)
        above = self.dropout(torch.cat([forward, backward], -1))
        start = torch.relu(self.start(above))
        end = torch.relu(self.end(above))
        scores = torch.einsum("bis,lst,bjt->blij", start, self.pair, end)
        scores = scores + self.by_start(start).transpose(1, 2).unsqueeze(3) + self.by_end(end).transpose(1, 2).unsqueeze(2)
        steps = below.shape[1]
        apart = torch.arange(steps).unsqueeze(0) - torch.arange(steps).unsqueeze(1)
        allowed = (apart >= 0) & (apart < WIDTHS)
        scores = scores + self.width[:, apart.clamp(0, WIDTHS - 1)]
        kinds = self.kind_start(start).unsqueeze(2) + self.kind_end(end).unsqueeze(1)
        return scores, kinds, allowed


def widened(weights):
    """A head from before the reader told what it expects: it heeds nothing of that at first."""
    enter = weights["enter.weight"]
    if enter.shape[1] == WORD + 2 * HIDDEN + LANGUAGE:
        read = enter[:, : WORD + 2 * HIDDEN]
        weights["enter.weight"] = torch.cat([read, torch.zeros(TASK_IN, AROUND), enter[:, WORD + 2 * HIDDEN :]], 1)
    return weights


def read_sentences(data: str, part: str):
    """Sentences of both corpora: language, words, mentions (first, end, type, kind)."""
    sentences = []
    for line in open(f"{data}/litbank/{part}.jsonl", encoding="utf8"):
        row = json.loads(line)
        kinds = {(start, end): kind for start, end, _type, kind, _cluster in row["mentions"]}
        spans = {(start, end, label): kinds.get((start, end), "NOM") for start, end, label in row["entities"]}
        for start, end, label, kind, _cluster in row["mentions"]:
            if kind == "PRON":
                spans[(start, end, label)] = kind
        ordered = sorted(spans.items())
        at = 0
        for words in row["sentences"]:
            inside = [(s - at, e - at, l, k) for (s, e, l), k in ordered if s >= at and e <= at + len(words)]
            sentences.append(("en", words, inside))
            at += len(words)
    for line in open(f"{data}/fr-litbank/booknlpfr_v3_ner_{part}.jsonl", encoding="utf8"):
        row = json.loads(line)
        inside = [(s, e, label.split("_")[1], label.split("_")[0]) for s, e, label in row["entities"]]
        sentences.append(("fr", row["tokens"], [span for span in inside if span[2] in LABELS]))
    return sentences


def batches_of(sentences, types, most=WORDS_A_BATCH, random=None):
    """Sentences of one language and of like length together."""
    for language in LANGUAGES:
        own = [sentence for sentence in sentences if sentence[0] == language]
        noise = random.random(len(own)) * 4 if random is not None else np.zeros(len(own))
        order = sorted(range(len(own)), key=lambda i: len(own[i][1]) + noise[i])
        batch = []
        for i in order:
            if batch and (len(batch) + 1) * len(own[i][1]) > most:
                yield language, batch
                batch = []
            batch.append(own[i])
        if batch:
            yield language, batch


def read_silver(path: str):
    """What silver.py wrote: spans have a chance for each label."""
    for line in open(path, encoding="utf8"):
        row = json.loads(line)
        yield row["language"], row["words"], [(start, end, chances, kind) for start, end, chances, kind in row["spans"]]


def targets_of(batch, steps):
    """The chance of each label for each span, and the kinds of those that are more likely something than nothing."""
    labels = torch.zeros(len(batch), steps, steps, len(LABELS))
    labels[..., 0] = 1
    kinds = torch.full((len(batch), steps, steps), -1, dtype=torch.long)
    for b, (_language, _words, spans) in enumerate(batch):
        for start, end, label, kind in spans:
            if end - start > WIDTHS:
                continue
            if isinstance(label, list):
                labels[b, start, end - 1] = torch.tensor(label)
            else:
                labels[b, start, end - 1] = F.one_hot(torch.tensor(LABELS.index(label)), len(LABELS))
            if labels[b, start, end - 1, 0] < 0.5:
                kinds[b, start, end - 1] = KINDS.index(kind) if isinstance(kind, str) else kind
    return labels, kinds


def spans_of(scores, kinds, length):
    """Nested spans, best first; one that crosses a better one is dropped."""
    best, label = scores.max(0)
    found = [
        (best[i, j].item(), i, j + 1, LABELS[label[i, j] + 1], KINDS[kinds[i, j].argmax()])
        for i, j in (best[:length, :length] > 0).nonzero().tolist()
    ]
    taken = []
    for score, start, end, name, kind in sorted(found, reverse=True):
        if all(end <= s or start >= e or (s <= start and end <= e) or (start <= s and e <= end) for s, e, _n, _k, _p in taken):
            taken.append((start, end, name, kind, score))
    return taken


def measure(reader, head, types, sentences):
    reads = reader.training
    head.eval()
    reader.eval()
    counts = {language: {"all": [0, 0, 0], "named": [0, 0, 0], "kinds": [0, 0, 0]} for language in LANGUAGES}
    with torch.no_grad():
        for language, batch in batches_of(sentences, types, 4000):
            below, lengths = lower(reader, types[language], [words for _, words, _ in batch])
            scores, kinds, allowed = head(below, lengths, LANGUAGES.index(language))
            scores = scores.masked_fill(~allowed, -1e4)
            if language == "en":
                scores[:, LABELS.index("TIME") - 1] = -1e4
            for b, (_l, words, gold) in enumerate(batch):
                found = spans_of(scores[b], kinds[b], len(words))
                for name, mine, theirs in (
                    ("all", {f[:3] for f in found}, {g[:3] for g in gold}),
                    ("named", {f[:3] for f in found if f[3] != "PRON"}, {g[:3] for g in gold if g[3] != "PRON"}),
                    ("kinds", {f[:4] for f in found}, set(gold)),
                ):
                    sums = counts[language][name]
                    sums[0] += len(mine & theirs)
                    sums[1] += len(mine)
                    sums[2] += len(theirs)
    head.train()
    reader.train(reads)
    return {
        f"{language} {name}": round(2 * right / max(1, found + gold), 4)
        for language, parts in counts.items()
        for name, (right, found, gold) in parts.items()
    }


CACHE: dict = {}


def lower(reader, types: Types, sentences, learns=False):
    """What the reader says of the sentences; kept while it does not change."""
    if learns:
        x, lengths, _ = words_of_batch(reader.word, types, [np.array([types.of(word) for word in words]) for words in sentences])
        # Of a few words only their place is seen, so that names are not learned by heart.
        return reader(x * (torch.rand(*x.shape[:2], 1) >= HIDDEN_WORDS), lengths), lengths
    missing = [i for i, words in enumerate(sentences) if (id(types), tuple(words)) not in CACHE]
    if missing:
        ids = [np.array([types.of(word) for word in sentences[i]]) for i in missing]
        x, lengths, _ = words_of_batch(reader.word, types, ids)
        states = reader(x, lengths)
        for i, b in zip(missing, range(len(missing))):
            CACHE[(id(types), tuple(sentences[i]))] = states[b, : len(sentences[i])].clone()
    rows = [CACHE[(id(types), tuple(words))] for words in sentences]
    return nn.utils.rnn.pad_sequence(rows, batch_first=True), torch.tensor([len(words) for words in sentences])


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--lm", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--epochs", type=int, default=20)
    arguments.add_argument("--rate", type=float, default=1.5e-3)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--begin", help="a head to go on from")
    arguments.add_argument("--silver", nargs="*", default=[], help="files of silver.py; an epoch reads a third of them")
    arguments.add_argument("--tune", help="the reader learns too, slower than the head, and is written here")
    arguments.add_argument("--only", choices=["static", "states", "all"], default="all", help="ablations: without the language models, or without what they expect")
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(options.seed)

    train = read_sentences(options.data, "train")
    dev = read_sentences(options.data, "dev")
    types = {language: Types(Lexis(options.corpus, language)) for language in LANGUAGES}
    silver = [sentence for path in options.silver for sentence in read_silver(path)]
    for language, words, _spans in [*train, *dev, *silver]:
        for word in words:
            types[language].of(word)
    for language in LANGUAGES:
        types[language].freeze()
    reader = Reader()
    reader.load_state_dict(torch.load(options.lm))
    if options.only == "static":
        for parameter in reader.lm.parameters():
            parameter.data.zero_()
    if options.only == "states":
        for parameter in reader.join.parameters():
            parameter.data.zero_()
    reader.train(bool(options.tune))
    for parameter in reader.parameters():
        parameter.requires_grad_(bool(options.tune))
    head = EntityHead()
    if options.begin:
        head.load_state_dict(widened(torch.load(options.begin)))
    groups = [{"params": list(head.parameters()), "share": 1.0}]
    if options.tune:
        groups.append({"params": list(reader.parameters()), "share": 0.5})
    optimiser = torch.optim.AdamW(groups, lr=options.rate, weight_decay=0.02)
    started = time.time()
    for epoch in range(options.epochs):
        third = [silver[i] for i in random.permutation(len(silver))[: len(silver) // 3]]
        batches = list(batches_of([*train, *third], types, random=random))
        random.shuffle(batches)
        losses = []
        for step, (language, batch) in enumerate(batches):
            share = (epoch + step / len(batches)) / options.epochs
            for group in optimiser.param_groups:
                group["lr"] = group["share"] * options.rate * min(1, share * 20) * (1 - share) + 1e-5
            below, lengths = lower(reader, types[language], [words for _, words, _ in batch], bool(options.tune))
            scores, kinds, allowed = head(below, lengths, LANGUAGES.index(language))
            labels, kind_labels = targets_of(batch, below.shape[1])
            inside = torch.arange(below.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)
            counted = allowed & inside.unsqueeze(1) & inside.unsqueeze(2)
            if language == "en":
                scores = scores.index_fill(1, torch.tensor([LABELS.index("TIME") - 1]), -1e4)
            logits = torch.cat([torch.zeros_like(scores[:, :1]), scores], 1).permute(0, 2, 3, 1)[counted]
            loss = F.cross_entropy(logits, labels[counted], reduction="sum") / lengths.sum()
            named = kind_labels >= 0
            if named.any():
                loss = loss + 0.3 * F.cross_entropy(kinds[named], kind_labels[named], reduction="sum") / lengths.sum()
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*head.parameters(), *reader.parameters()], 1.0)
            optimiser.step()
            losses.append(loss.item())
        if options.tune or epoch % 3 == 2 or epoch == options.epochs - 1:
            CACHE.clear()
            figures = measure(reader, head, types, dev)
            print(epoch + 1, round(float(np.mean(losses)), 4), figures, f"{time.time() - started:.0f} s", flush=True)
    torch.save(head.state_dict(), options.out)
    if options.tune:
        torch.save(reader.state_dict(), options.tune)


if __name__ == "__main__":
    main()
