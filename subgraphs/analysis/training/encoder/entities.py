"""Nested entities over the encoder: the head, its sentences in windows, its loss and its figures."""
import json

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from transformer import WIDTH, WINDOW
from words import LANGUAGES

LABELS = ["NONE", "PER", "LOC", "FAC", "GPE", "VEH", "ORG", "TIME"]
KINDS = ["PROP", "NOM", "PRON"]
SPAN = 128
WIDTHS = 32


class EntityHead(nn.Module):
    """Scores of spans by their first and last words (Yu et al. 2020); that of no entity is 0."""

    def __init__(self, width: int = WIDTH, dropout: float = 0.3):
        super().__init__()
        self.start = nn.Linear(width, SPAN)
        self.end = nn.Linear(width, SPAN)
        labels = len(LABELS) - 1
        self.pair = nn.Parameter(torch.randn(labels, SPAN, SPAN) * 0.02)
        self.by_start = nn.Linear(SPAN, labels)
        self.by_end = nn.Linear(SPAN, labels, bias=False)
        self.width = nn.Parameter(torch.zeros(labels, WIDTHS))
        self.kind_start = nn.Linear(SPAN, len(KINDS))
        self.kind_end = nn.Linear(SPAN, len(KINDS), bias=False)
        self.dropout = nn.Dropout(dropout)
        # Few spans are anything.
        nn.init.constant_(self.by_start.bias, -3.0)

    def forward(self, states):
        """@param states (windows, words, width) @returns scores (windows, labels, first, last), kinds (windows, first, last, kinds)"""
        start = self.dropout(torch.relu(self.start(self.dropout(states))))
        end = self.dropout(torch.relu(self.end(self.dropout(states))))
        windows, steps, _ = start.shape
        fits = torch.einsum("bis,lst->bilt", start, self.pair.to(start.dtype)).reshape(windows, -1, SPAN)
        scores = (fits @ end.transpose(1, 2)).view(windows, steps, -1, steps).transpose(1, 2).float()
        scores = scores + self.by_start(start).transpose(1, 2).unsqueeze(3) + self.by_end(end).transpose(1, 2).unsqueeze(2)
        apart = torch.arange(steps).unsqueeze(0) - torch.arange(steps).unsqueeze(1)
        scores = scores + self.width[:, apart.clamp(0, WIDTHS - 1)]
        kinds = self.kind_start(start).unsqueeze(2) + self.kind_end(end).unsqueeze(1)
        return scores.float(), kinds.float()


class Sentence:
    def __init__(self, words, spans):
        self.words, self.spans = words, spans


def read_documents(data: str, part: str):
    """Documents of both corpora, (language, sentences); a sentence has words and mentions (first, end, type, kind)."""
    documents = []
    for line in open(f"{data}/litbank/{part}.jsonl", encoding="utf8"):
        row = json.loads(line)
        kinds = {(start, end): kind for start, end, _type, kind, _cluster in row["mentions"]}
        spans = {(start, end, label): kinds.get((start, end), "NOM") for start, end, label in row["entities"]}
        for start, end, label, kind, _cluster in row["mentions"]:
            if kind == "PRON":
                spans[(start, end, label)] = kind
        ordered = sorted(spans.items())
        sentences, at = [], 0
        for words in row["sentences"]:
            inside = [(s - at, e - at, l, k) for (s, e, l), k in ordered if s >= at and e <= at + len(words)]
            sentences.append(Sentence(words, inside))
            at += len(words)
        documents.append(("en", sentences))
    sentences = []
    for line in open(f"{data}/fr-litbank/booknlpfr_v3_ner_{part}.jsonl", encoding="utf8"):
        row = json.loads(line)
        inside = [(s, e, label.split("_")[1], label.split("_")[0]) for s, e, label in row["entities"]]
        sentences.append(Sentence(row["tokens"], [span for span in inside if span[2] in LABELS]))
    documents.append(("fr", sentences))
    return documents


#: What another reader found is taught where it was sure of it; of what it was less sure of, nothing is.
SURE = 0.8


def read_silver(path: str):
    """Stretches of novels as another reader reads them; see silver.ts."""
    stretch = []
    for line in open(path, encoding="utf8"):
        if line.strip():
            row = json.loads(line)
            stretch.append(Sentence(row["words"], [(s, e, l, k if sure >= SURE else None) for s, e, l, k, sure in row["spans"]]))
        elif stretch:
            yield stretch
            stretch = []


def windows_of(sentences, random=None):
    """Whole sentences one after the other while they fit; with `random`, the first window is cut short anywhere."""
    windows, window, used = [], [], 0
    room = WINDOW if random is None else int(random.integers(WINDOW // 4, WINDOW + 1))
    for sentence in sentences:
        for from_ in range(0, max(1, len(sentence.words)), WINDOW):
            piece = sentence
            if len(sentence.words) > WINDOW:
                words = sentence.words[from_ : from_ + WINDOW]
                inside = [(s - from_, e - from_, l, k) for s, e, l, k in sentence.spans if s >= from_ and e <= from_ + len(words)]
                piece = Sentence(words, inside)
            if not piece.words:
                continue
            if window and used + len(piece.words) > room:
                windows.append(window)
                window, used, room = [], 0, WINDOW
            window.append(piece)
            used += len(piece.words)
    if window:
        windows.append(window)
    return windows


def targets_of(batch, steps=WINDOW):
    labels = torch.zeros(len(batch), steps, steps, dtype=torch.long)
    kinds = torch.full((len(batch), steps, steps), -1, dtype=torch.long)
    owner = torch.full((len(batch), steps), -1, dtype=torch.long)
    for b, window in enumerate(batch):
        at = 0
        for number, sentence in enumerate(window):
            owner[b, at : at + len(sentence.words)] = number
            for start, end, label, kind in sentence.spans:
                if end - start <= WIDTHS:
                    labels[b, at + start, at + end - 1] = LABELS.index(label) if kind else -1
                    kinds[b, at + start, at + end - 1] = KINDS.index(kind) if kind else -1
            at += len(sentence.words)
    apart = torch.arange(steps).unsqueeze(0) - torch.arange(steps).unsqueeze(1)
    allowed = (apart >= 0) & (apart < WIDTHS) & (owner.unsqueeze(1) == owner.unsqueeze(2)) & (owner >= 0).unsqueeze(1) & (labels >= 0)
    return labels, kinds, allowed


IGNORED = -100


def entity_loss(head, states, batch, language, smoothing=0.0):
    scores, kinds = head(states)
    labels, kind_labels, allowed = targets_of(batch, states.shape[1])
    if language == "en":
        scores = scores.index_fill(1, torch.tensor([LABELS.index("TIME") - 1]), -1e4)
    # Picking the allowed ones out costs more, backwards, than all the rest.
    logits = torch.cat([torch.zeros_like(scores[:, :1]), scores], 1)
    count = sum(len(sentence.words) for window in batch for sentence in window)
    wanted = labels.masked_fill(~allowed, IGNORED)
    loss = F.cross_entropy(logits, wanted, ignore_index=IGNORED, reduction="sum")
    wanted = kind_labels.masked_fill(~allowed | (kind_labels < 0), IGNORED)
    loss = loss + 0.3 * F.cross_entropy(kinds.permute(0, 3, 1, 2), wanted, ignore_index=IGNORED, reduction="sum")
    return loss / count


def spans_of(scores, kinds):
    """Nested spans, best first; one that crosses a better one is dropped."""
    best, label = scores.max(0)
    found = [
        (best[i, j].item(), i, j + 1, LABELS[label[i, j] + 1], KINDS[kinds[i, j].argmax()])
        for i, j in (best > 0).nonzero().tolist()
    ]
    taken = []
    for score, start, end, name, kind in sorted(found, reverse=True):
        if all(end <= s or start >= e or (s <= start and end <= e) or (start <= s and e <= end) for s, e, _n, _k, _p in taken):
            taken.append((start, end, name, kind, score))
    return taken


def count_entities(head, read, documents, most=16):
    """F1 by language. @param read (windows of words, language) → states"""
    head.eval()
    counts = {language: {"all": [0, 0, 0], "named": [0, 0, 0], "kinds": [0, 0, 0]} for language in LANGUAGES}
    with torch.no_grad():
        for language, sentences in documents:
            windows = windows_of(sentences)
            for at in range(0, len(windows), most):
                batch = windows[at : at + most]
                states = read([[w for s in window for w in s.words] for window in batch], language)
                scores, kinds = head(states.float())
                _labels, _kinds, allowed = targets_of(batch, states.shape[1])
                scores = scores.masked_fill(~allowed.unsqueeze(1), -1e4)
                if language == "en":
                    scores[:, LABELS.index("TIME") - 1] = -1e4
                for b, window in enumerate(batch):
                    found = spans_of(scores[b], kinds[b])
                    gold, from_ = [], 0
                    for sentence in window:
                        gold += [(s + from_, e + from_, l, k) for s, e, l, k in sentence.spans]
                        from_ += len(sentence.words)
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
    return {
        f"{language} {name}": round(2 * right / max(1, found + gold), 4)
        for language, parts in counts.items()
        for name, (right, found, gold) in parts.items()
    }
