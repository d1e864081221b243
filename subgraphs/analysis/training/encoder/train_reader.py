"""Fine-tunes the encoder with its two heads, entities and moods, in turns.

    python train_reader.py --data ../../../../shared/data --moods emotions.jsonl --weights ../../weights --encoder encoder.pt --out reader.pt
"""
import argparse
import time

import numpy as np
import torch
from torch import nn

from entities import EntityHead, count_entities, entity_loss, read_documents, windows_of
from lexis import Lexis
from moods import MoodData, MoodHead, MoodLoss, measure_moods, mood_batches, rates_of, repeated, types_of
from moods import states_of as mood_states
from transformer import WIDTH, WINDOW, Encoder
from words import LANGUAGES

WINDOWS = 12
#: The losses of moods are sums over some fifty outputs: so much of them moves the encoder as far as entities do.
MOOD_SHARE = 0.15


class Reader(nn.Module):
    """The encoder with the vector that stands for hidden words."""

    def __init__(self):
        super().__init__()
        self.encoder = Encoder()
        self.hidden = nn.Parameter(torch.randn(WIDTH) * 0.1)


def load_encoder(path: str) -> Reader:
    reader = Reader()
    reader.load_state_dict({name: value for name, value in torch.load(path).items() if name.startswith("encoder.") or name == "hidden"})
    return reader


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


def entity_states(reader: Reader, encode, words: Words, windows, language: str, dropout=0.0, hide=0.0, random=None):
    ids, inside = words.ids(windows, language)
    distinct, inverse = np.unique(ids, return_inverse=True)
    x = reader.encoder.word(*words.types[language].inputs(distinct), LANGUAGES.index(language))
    x = x[torch.from_numpy(inverse.reshape(ids.shape))]
    if hide:
        # Who a name is is told by what stands around it, too.
        cover = torch.from_numpy(random.random(ids.shape) < hide)
        x = torch.where(cover.unsqueeze(-1), reader.hidden.to(x.dtype), x)
    mask = inside.unsqueeze(1).unsqueeze(1).expand(-1, 1, WINDOW, -1)
    return encode(x, mask, dropout)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--moods", nargs="*", default=[])
    arguments.add_argument("--weights", required=True)
    arguments.add_argument("--encoder", required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--epochs", type=int, default=10, help="over the entities")
    arguments.add_argument("--mood-epochs", type=int, default=3)
    arguments.add_argument("--learn", nargs="+", default=["train", "novels"])
    arguments.add_argument("--rate", type=float, default=5e-4, help="of the encoder")
    arguments.add_argument("--head-rate", type=float, default=1e-3)
    arguments.add_argument("--dropout", type=float, default=0.1)
    arguments.add_argument("--hide", type=float, default=0.08)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--threads", type=int, default=1)
    options = arguments.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    random = np.random.default_rng(options.seed)

    train, dev = read_documents(options.data, "train"), read_documents(options.data, "dev")
    words = Words([*train, *dev], options.weights)
    reader = load_encoder(options.encoder)
    encode = torch.compile(reader.encoder)
    entities = EntityHead()
    groups = rates_of(reader.encoder, entities, options.rate, options.head_rate)
    moods = None
    if options.moods:
        mood_data = MoodData(options.moods, options.weights)
        moods = MoodHead(len(mood_data.outputs))
        mood_loss = MoodLoss(mood_data.parts["train"], len(mood_data.outputs))
        rows = repeated(mood_data.parts["train"]) + [
            row for part in options.learn if part != "train" for row in mood_data.parts.get(part, [])
        ]
        groups.append({"params": [*moods.parameters()], "lr": options.head_rate})
    groups.append({"params": [reader.hidden], "lr": options.rate})
    optimiser = torch.optim.AdamW(groups, weight_decay=0.02, betas=(0.9, 0.98))
    rates = [group["lr"] for group in groups]

    def read(windows, language):
        reader.eval()
        with torch.autocast("cpu", torch.bfloat16):
            states = entity_states(reader, reader.encoder, words, windows, language)
        reader.train()
        return states

    def entity_batches():
        for _ in range(options.epochs):
            for language in LANGUAGES:
                windows = [w for own, sentences in train if own == language for w in windows_of(sentences, random)]
                random.shuffle(windows)
                for at in range(0, len(windows) - WINDOWS // 2, WINDOWS):
                    batch = windows[at : at + WINDOWS]
                    yield language, batch + batch[: WINDOWS - len(batch)]

    steps = [("entities", batch) for batch in entity_batches()]
    if moods:
        steps += [("moods", batch) for _ in range(options.mood_epochs) for batch in mood_batches(rows, random)]
    order = random.permutation(len(steps))
    started = time.time()
    losses = {"entities": [], "moods": []}
    norms = {"entities": [], "moods": []}
    print(f"{len(steps)} steps, {sum(kind == 'moods' for kind, _ in steps)} of moods", flush=True)
    for done, at in enumerate(order):
        share = done / len(order)
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1, share * 12) * (1 - share) + 1e-6
        kind, batch = steps[at]
        if kind == "entities":
            language, windows = batch
            text = [[word for sentence in window for word in sentence.words] for window in windows]
            with torch.autocast("cpu", torch.bfloat16):
                states = entity_states(reader, encode, words, text, language, options.dropout, options.hide, random)
                loss = entity_loss(entities, states, windows, language)
        else:
            states = mood_states(reader.encoder, encode, mood_data.types, batch, options.dropout)
            loss = mood_loss(moods(states, batch.sentences, len(batch.rows)), batch.targets) * MOOD_SHARE
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        norms[kind].append(float(nn.utils.clip_grad_norm_(reader.parameters(), 1.0)))
        optimiser.step()
        losses[kind].append(loss.item())
        if done % 100 == 99:
            print(
                f"{done + 1}/{len(order)}",
                *(f"{name} {np.mean(all[-100:]):.4f} (gradient {np.mean(norms[name][-100:]):.2f})" for name, all in losses.items() if all),
                f"{time.time() - started:.0f} s",
                flush=True,
            )
        if done % 700 == 699 or done == len(order) - 1:
            print(count_entities(entities, read, dev), flush=True)
            torch.save({"encoder": reader.encoder.state_dict(), "entities": entities.state_dict(), "moods": moods and moods.state_dict()}, options.out)
    if moods:
        for alone in (True, False):
            print("moods alone" if alone else "moods among others", measure_moods(reader.encoder, moods, mood_data, alone), flush=True)


if __name__ == "__main__":
    main()
