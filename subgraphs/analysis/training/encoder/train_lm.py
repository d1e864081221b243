"""Trains the reader's two language models on the corpus as one: each word is hidden in turn, and guessed from what stands before and behind it.

    python train_lm.py --corpus FOLDER --tokens 20000000 --out reader.lm.pt
    python train_lm.py --corpus FOLDER --tokens 40000000 --begin reader.lm.pt --out more.lm.pt
"""
import argparse
import os
import time
from random import Random

import numpy as np
import torch
from torch import distributed, multiprocessing, nn
from torch.nn import functional as F

from batches import Types, words_of_batch
from fast_lstm import HALF
from reader import AROUND, STATIC, Reader
from words import LANGUAGES, Lexis

SEGMENT = 48
BATCH = 128
NEGATIVES = 1024
ENDS = {".", "!", "?", "…", "...", "....", ";"}
CLOSES = {"”", "’", "'", '"', "»", ")"}
SHARE = {"en": 0.6, "fr": 0.4}
# Batches that a worker learns from by itself before all take the mean of what they know (local SGD, Stich 2019).
APART = 32


def read_segments(path: str, types: Types, most: int) -> list[np.ndarray]:
    """Whole sentences, several together as long as they are short; every segment begins one."""
    segments: list[np.ndarray] = []
    total = 0
    with open(path, encoding="utf8") as file:
        lines = file.read().split("\n")
    # So that the first million words come from every work.
    Random(1).shuffle(lines)
    for line in lines:
        words = line.split()
        start = 0
        last = 0
        for i in range(1, len(words) + 1):
            ended = i == len(words) or (words[i - 1] in ENDS and words[i] not in CLOSES) or (
                words[i - 1] in CLOSES and i > 1 and words[i - 2] in ENDS
            )
            if ended:
                last = i
            if i - start >= SEGMENT or i == len(words):
                end = last if last > start else i
                if end - start >= 4:
                    segments.append(np.array([types.of(word) for word in words[start:end]], np.int32))
                    total += end - start
                start = end
        if total >= most:
            break
    return segments


class Guess(nn.Module):
    """Sampled softmax over the words that have a vector."""

    def __init__(self, lexis: Lexis):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(lexis.vectors * 4), freeze=False, sparse=True)
        self.bias = nn.Embedding(len(lexis.words), 1, sparse=True)
        frequency = torch.from_numpy(lexis.counts.astype(np.float64)) ** 0.75
        self.frequency = frequency / frequency.sum()
        self.bias.weight.data = self.frequency.log().float().unsqueeze(1) * 0.5
        self.log_frequency = self.frequency.log().float()

    def loss(self, guesses, targets):
        negatives = torch.multinomial(self.frequency, NEGATIVES, replacement=True)
        own = (guesses * self.words(targets)).sum(-1) + self.bias(targets)[:, 0] - self.log_frequency[targets]
        others = (guesses.to(HALF) @ self.words(negatives).T.to(HALF)).float()
        return _guessed(own, others + self.bias(negatives)[:, 0] - self.log_frequency[negatives], targets, negatives)


@torch.compile(dynamic=True)
def _guessed(own, others, targets, negatives):
    """A word is guessed among itself and words drawn by frequency (Bengio, Senécal 2008)."""
    others = others.masked_fill(targets.unsqueeze(1) == negatives.unsqueeze(0), -1e4)
    return (torch.logaddexp(own, torch.logsumexp(others, 1)) - own).mean()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--tokens", type=int, required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--begin", help="a reader to go on from")
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--minutes", type=float, help="ends by then, with the rate at nothing")
    arguments.add_argument("--workers", type=int, default=2, help="processes, a core each")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    random = np.random.default_rng(1)

    types = {language: Types(Lexis(options.corpus, language)) for language in LANGUAGES}
    batches: list[tuple[str, list[np.ndarray]]] = []
    for language in LANGUAGES:
        segments = read_segments(f"{options.corpus}/corpus.{language}.txt", types[language], int(options.tokens * SHARE[language]))
        types[language].freeze()
        order = sorted(range(len(segments)), key=lambda i: len(segments[i]) + random.random())
        for at in range(0, len(order), BATCH):
            batches.append((language, [segments[i] for i in order[at : at + BATCH]]))
        print(language, len(segments), "segments", len(types[language].static), "types", flush=True)
    random.shuffle(batches)
    rendezvous = f"{os.path.abspath(options.out)}.workers"
    if os.path.exists(rendezvous):
        os.remove(rendezvous)
    # Forked, so that the words are in memory once.
    multiprocessing.start_processes(
        train, (options, types, batches, rendezvous), nprocs=options.workers, start_method="fork"
    )


def train(worker: int, options, types, batches, rendezvous: str) -> None:
    distributed.init_process_group("gloo", init_method=f"file://{rendezvous}", rank=worker, world_size=options.workers)
    torch.manual_seed(1)
    batches = batches[worker :: options.workers][: len(batches) // options.workers]
    reader = Reader()
    if options.begin:
        reader.load_state_dict(torch.load(options.begin), strict=False)
    guess = nn.ModuleDict({language: Guess(types[language].lexis) for language in LANGUAGES})
    out = nn.Linear(AROUND, STATIC)
    dense = torch.optim.AdamW([*reader.parameters(), *out.parameters()], lr=options.rate, weight_decay=0.01, fused=True)
    sparse = torch.optim.SparseAdam(list(guess.parameters()), lr=options.rate)

    everything = [*reader.parameters(), *out.parameters(), *guess.parameters()]

    def agree():
        for parameter in everything:
            distributed.all_reduce(parameter.data)
            parameter.data /= options.workers

    torch.manual_seed(2 + worker)
    started = torch.tensor(time.time(), dtype=torch.float64)
    distributed.all_reduce(started, distributed.ReduceOp.MAX)
    started = float(started)
    seen = 0
    losses: list[float] = []
    late = torch.zeros(1)
    for step, (language, sentences) in enumerate(batches):
        share = step / len(batches)
        if options.minutes:
            share = min(1, max(share, (time.time() - started) / 60 / options.minutes))
        rate = options.rate * min(1, step / 200) * (1 - share) + 1e-5
        for optimiser in (dense, sparse):
            for group in optimiser.param_groups:
                group["lr"] = rate
        x, lengths, ids = words_of_batch(reader.word, types[language], sentences)
        forward, backward = reader.lm(x, lengths)
        mask = torch.arange(x.shape[1]).unsqueeze(0) < lengths.unsqueeze(1)
        targets = torch.from_numpy(types[language].static_rows[ids])
        known = mask & (targets > 0)
        around = reader.around(forward, backward, lengths)[known]
        guesses = F.linear(around, out.weight.to(HALF), out.bias.to(HALF)).float()
        loss = guess[language].loss(guesses, targets[known])
        dense.zero_grad()
        sparse.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        dense.step()
        sparse.step()
        seen += int(lengths.sum())
        losses.append(loss.item())
        if step % APART == APART - 1:
            agree()
            late[0] = share
            distributed.all_reduce(late, distributed.ReduceOp.MAX)
            if worker == 0:
                spent = time.time() - started
                print(
                    f"{step + 1}/{len(batches)} loss {np.mean(losses[-APART:]):.3f} {options.workers * seen / spent:.0f} words/s"
                    f" {options.workers * seen / 1e6:.1f} M words, {spent:.0f} s",
                    flush=True,
                )
                torch.save(reader.state_dict(), options.out)
            if late[0] >= 1:
                break
    agree()
    if worker == 0:
        torch.save(reader.state_dict(), options.out)
    distributed.destroy_process_group()


if __name__ == "__main__":
    main()
