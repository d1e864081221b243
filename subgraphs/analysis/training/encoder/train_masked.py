"""Trains the encoder on raw novels: words are hidden, and guessed from the words around them (Devlin et al. 2019).

    python train_masked.py --corpus FOLDER --weights ../../weights --minutes 60 --out encoder.pt

What rules the length is the clock: the rate falls to nothing in the last minute, whatever the machine could do by then.
"""
import argparse
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from lexis import Lexis
from transformer import STATIC, WIDTH, WINDOW, Encoder
from types_of import Types
from words import LANGUAGES

BATCH = 64
NEGATIVES = 4096
SHARE = {"en": 0.62, "fr": 0.38}
COMMONEST = 120
HIDE_COMMON, HIDE_OTHERS = 0.1, 0.3
LEFT_AS_IT_IS = 0.12
#: Of so many windows no word is hidden: other words stand in their places. A reader never sees a hidden word.
SWAPPED_WINDOWS = 0.3


class Text:
    """A language's corpus: windows in random order, again and again."""

    def __init__(self, corpus: str, weights: str, language: str, random):
        self.lexis = Lexis(weights, language)
        data = np.load(f"{corpus}/tokens.{language}.npz")
        self.text = data["text"]
        self.types = Types(data["static"], data["pieces"], data["lengths"], data["shapes"], self.lexis.vectors)
        self.counts = np.bincount(data["static"][self.text], minlength=len(self.lexis.words)).astype(np.float64)
        common = np.argsort(-self.counts)[:COMMONEST]
        self.hide = np.full(len(self.lexis.words), HIDE_OTHERS, np.float32)
        self.hide[common] = HIDE_COMMON
        self.hide[0] = 0
        self.random = random
        self.order = np.empty(0, np.int64)

    def others(self, count: int) -> np.ndarray:
        """Words as common as words are."""
        return self.text[self.random.integers(len(self.text), size=count)]

    def windows(self) -> np.ndarray:
        if len(self.order) < BATCH:
            self.order = self.random.permutation((len(self.text) - WINDOW - 1) // WINDOW)
            self.shift = int(self.random.integers(WINDOW))
        chosen, self.order = self.order[:BATCH], self.order[BATCH:]
        return self.text[(chosen * WINDOW + self.shift)[:, None] + np.arange(WINDOW)]


class Guess(nn.Module):
    """Sampled softmax over the words that have a vector (Bengio, Senécal 2008)."""

    def __init__(self, text: Text):
        super().__init__()
        self.into = nn.Linear(WIDTH, STATIC)
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(text.lexis.vectors * 3), freeze=False, sparse=True)
        frequency = torch.from_numpy(np.maximum(text.counts, 1.0)) ** 0.75
        frequency[0] = 0
        self.frequency = frequency / frequency.sum()
        self.log_frequency = (self.frequency + 1e-12).log().float()
        self.bias = nn.Embedding(len(text.lexis.words), 1, sparse=True)
        self.bias.weight.data = self.log_frequency.unsqueeze(1) * 0.5

    def forward(self, states, targets):
        negatives = torch.multinomial(self.frequency, NEGATIVES, replacement=True)
        guesses = self.into(states).float()
        own = (guesses * self.words(targets)).sum(-1) + self.bias(targets)[:, 0] - self.log_frequency[targets]
        with torch.autocast("cpu", torch.bfloat16):
            others = guesses @ self.words(negatives).T
        others = others.float() + self.bias(negatives)[:, 0] - self.log_frequency[negatives]
        others = others.masked_fill(targets.unsqueeze(1) == negatives.unsqueeze(0), -1e4)
        logits = torch.cat([own.unsqueeze(1), others], 1) - float(np.log(NEGATIVES))
        return F.cross_entropy(logits, torch.zeros(len(targets), dtype=torch.long))


class Masked(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.hidden = nn.Parameter(torch.randn(WIDTH) * 0.1)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--minutes", type=float, required=True)
    arguments.add_argument("--encoder", help="one to go on from")
    arguments.add_argument("--rate", type=float, default=2e-3)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--muon", type=int, default=1)
    arguments.add_argument("--compile", type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(2)
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(2)
    texts = {language: Text(options.corpus, options.weights, language, random) for language in LANGUAGES}
    guess = {language: Guess(texts[language]) for language in LANGUAGES}
    model = Masked()
    if options.encoder:
        print(model.load_state_dict(torch.load(options.encoder), strict=False))
        with torch.no_grad():
            model.encoder.rests.copy_(model.hidden.expand_as(model.encoder.rests))
    encoder = torch.compile(model.encoder) if options.compile else model.encoder

    matrices = [p for p in model.encoder.blocks.parameters() if p.ndim == 2]
    chosen = {id(p) for p in matrices} if options.muon else set()
    others = [p for p in [*model.parameters(), *(p for g in guess.values() for p in g.into.parameters())] if id(p) not in chosen]
    optimisers = [torch.optim.AdamW(others, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)]
    if options.muon:
        # Orthogonal steps for what multiplies (Jordan 2024): the same loss in fewer steps.
        optimisers.append(torch.optim.Muon(matrices, lr=options.rate * 1.5, weight_decay=0.02, momentum=0.95, ns_steps=5, adjust_lr_fn="match_rms_adamw"))
    sparse = torch.optim.SparseAdam([p for g in guess.values() for p in [g.words.weight, g.bias.weight]], lr=options.rate)
    rates = [group["lr"] for optimiser in [*optimisers, sparse] for group in optimiser.param_groups]

    started = time.time()
    losses = {language: [] for language in LANGUAGES}
    step = seen = 0
    share = 0.0
    saved = started
    while share < 1:
        share = (time.time() - started) / 60 / options.minutes
        factor = min(1.0, (step + 1) / 300) * max(0.0, min(1.0, (1 - share) * 1.6))
        groups = [group for optimiser in [*optimisers, sparse] for group in optimiser.param_groups]
        for group, rate in zip(groups, rates):
            group["lr"] = rate * factor
        language = "en" if random.random() < SHARE["en"] else "fr"
        text = texts[language]
        ids = text.windows()
        rows = text.types.static[ids]
        hide = random.random(ids.shape, np.float32) < text.hide[rows]
        cover = hide & (random.random(ids.shape, np.float32) >= LEFT_AS_IT_IS)
        swap = cover & (random.random((len(ids), 1)) < SWAPPED_WINDOWS)
        cover &= ~swap
        ids = ids.copy()
        ids[swap] = text.others(int(swap.sum()))
        distinct, inverse = np.unique(ids, return_inverse=True)
        with torch.autocast("cpu", torch.bfloat16):
            x = model.encoder.word(*text.types.inputs(distinct), LANGUAGES.index(language))
            x = x[torch.from_numpy(inverse.reshape(ids.shape))]
            x = torch.where(torch.from_numpy(cover).unsqueeze(-1), model.hidden.to(x.dtype), x)
            states = encoder(x)
        at = torch.from_numpy(hide)
        loss = guess[language](states[at], torch.from_numpy(rows[hide].astype(np.int64)))
        for optimiser in [*optimisers, sparse]:
            optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(others, 1.0)
        for optimiser in [*optimisers, sparse]:
            optimiser.step()
        step += 1
        seen += ids.size
        losses[language].append(loss.item())
        if step % int(__import__("os").environ.get("EVERY","100")) == 0:
            spent = time.time() - started
            print(
                f"{step} en {np.mean(losses['en'][-200:]):.3f} fr {np.mean(losses['fr'][-200:]):.3f}"
                f" {seen / 1e6:.1f} M words, {seen / spent:.0f} words/s, {spent:.0f} s",
                flush=True,
            )
        if time.time() - saved > 300:
            saved = time.time()
            torch.save(model.state_dict(), options.out)
            torch.save({l: g.state_dict() for l, g in guess.items()}, options.out + ".guess")
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
