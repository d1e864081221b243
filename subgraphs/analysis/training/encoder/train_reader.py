"""Fine-tunes the encoder with its head of entities, on what people annotated and on what another reader is sure of.

    python train_reader.py --data ../../../../shared/data --silver FOLDER --weights ../../weights --encoder encoder.pt --out reader.pt
"""
import argparse
import time

import numpy as np
import torch
from torch import nn

from entities import EntityHead, count_entities, entity_loss, read_documents, read_silver, windows_of
from lexis import Lexis
from transformer import WIDTH, WINDOW, Encoder
from types_of import types_of
from words import LANGUAGES

WINDOWS = 12
#: The nearer the words, the smaller the steps: by so much a layer.
FALL = 0.85
#: What people annotated has the last word: what another reader found comes in so much of the time.
SILVER_UNTIL = 0.65


class Reader(nn.Module):
    """The encoder with the vector that stands for hidden words."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.hidden = nn.Parameter(torch.randn(WIDTH) * 0.1)


class Words:
    """The words of the documents as types of their language."""

    def __init__(self, documents, weights: str):
        self.index = {language: {"": 0} for language in LANGUAGES}
        for language, sentences in documents:
            of = self.index[language]
            for sentence in sentences:
                for word in sentence.words:
                    of.setdefault(word, len(of))
        self.types = {language: types_of(list(of), Lexis(weights, language)) for language, of in self.index.items()}

    def ids(self, windows, language: str):
        ids = np.zeros((len(windows), WINDOW), np.int64)
        inside = np.zeros((len(windows), WINDOW), bool)
        for b, words in enumerate(windows):
            ids[b, : len(words)] = [self.index[language][word] for word in words]
            inside[b, : len(words)] = True
        return ids, torch.from_numpy(inside)


def states_of(reader: Reader, encode, words: Words, windows, language: str, dropout=0.0, hide=0.0, random=None):
    ids, inside = words.ids(windows, language)
    distinct, inverse = np.unique(ids, return_inverse=True)
    x = reader.encoder.word(*words.types[language].inputs(distinct), LANGUAGES.index(language))
    x = x[torch.from_numpy(inverse.reshape(ids.shape))]
    if hide:
        # Who a name is is told by what stands around it, too.
        cover = torch.from_numpy(random.random(ids.shape) < hide)
        x = torch.where(cover.unsqueeze(-1), reader.hidden.to(x.dtype), x)
    return encode(x, inside.unsqueeze(1).unsqueeze(1), dropout)


def rates_of(reader: Reader, head: EntityHead, rate: float, head_rate: float):
    blocks = reader.encoder.blocks
    groups = [
        {"params": [*head.parameters()], "lr": head_rate},
        {"params": [*reader.encoder.norm.parameters(), reader.encoder.rests, reader.hidden], "lr": rate},
    ]
    for i, block in enumerate(blocks):
        groups.append({"params": [*block.parameters()], "lr": rate * FALL ** (len(blocks) - 1 - i)})
    return [*groups, {"params": [*reader.encoder.word.parameters()], "lr": rate * FALL ** len(blocks)}]


def batches_of(documents, random):
    for language in LANGUAGES:
        windows = [w for own, sentences in documents if own == language for w in windows_of(sentences, random)]
        random.shuffle(windows)
        for at in range(0, len(windows) - WINDOWS // 2, WINDOWS):
            batch = windows[at : at + WINDOWS]
            yield language, batch + batch[: WINDOWS - len(batch)]


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("data", "weights", "encoder", "out"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--silver", help="folder of silver.en.jsonl and silver.fr.jsonl, by silver.ts")
    arguments.add_argument("--silver-share", type=float, default=0.5, help="of a loss, for what another reader found")
    arguments.add_argument("--epochs", type=int, default=10, help="over what people annotated")
    arguments.add_argument("--rate", type=float, default=5e-4, help="of the encoder's last layer")
    arguments.add_argument("--head-rate", type=float, default=1e-3)
    arguments.add_argument("--dropout", type=float, default=0.1)
    arguments.add_argument("--hide", type=float, default=0.08, help="of the words, in half of the batches")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(options.seed)

    train, dev = read_documents(options.data, "train"), read_documents(options.data, "dev")
    silver = [
        (language, stretch)
        for language in LANGUAGES
        if options.silver
        for stretch in read_silver(f"{options.silver}/silver.{language}.jsonl")
    ]
    words = Words([*train, *silver, *dev], options.weights)
    reader, head = Reader(), EntityHead()
    reader.load_state_dict(torch.load(options.encoder))
    encode = torch.compile(reader.encoder)
    optimiser = torch.optim.AdamW(
        rates_of(reader, head, options.rate, options.head_rate), weight_decay=0.02, betas=(0.9, 0.98)
    )
    rates = [group["lr"] for group in optimiser.param_groups]

    def read(windows, language):
        reader.eval()
        with torch.autocast("cpu", torch.bfloat16):
            states = states_of(reader, reader.encoder, words, windows, language)
        reader.train()
        return states

    steps = [(1.0, batch) for _ in range(options.epochs) for batch in batches_of(train, random)]
    steps += [(options.silver_share, batch) for batch in batches_of(silver, random)]
    order = np.argsort([random.random() * (1 if worth == 1 else SILVER_UNTIL) for worth, _ in steps])
    started = time.time()
    losses = []
    print(f"{len(steps)} steps, {sum(worth < 1 for worth, _ in steps)} of them silver", flush=True)
    for done, at in enumerate(order):
        share = done / len(order)
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1, share * 12) * (1 - share) + 1e-6
        worth, (language, windows) = steps[at]
        text = [[word for sentence in window for word in sentence.words] for window in windows]
        hide = options.hide if random.random() < 0.5 else 0.0
        with torch.autocast("cpu", torch.bfloat16):
            states = states_of(reader, encode, words, text, language, options.dropout, hide, random)
            loss = entity_loss(head, states, windows, language) * worth
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([*reader.parameters(), *head.parameters()], 1.0)
        optimiser.step()
        losses.append(loss.item() / worth)
        if done % 100 == 99:
            print(f"{done + 1}/{len(order)} {np.mean(losses[-100:]):.4f} {time.time() - started:.0f} s", flush=True)
        if done % 500 == 499 or done == len(order) - 1:
            print(count_entities(head, read, dev), flush=True)
            torch.save({"encoder": reader.encoder.state_dict(), "entities": head.state_dict()}, options.out)


if __name__ == "__main__":
    main()
