"""Writes what PyTorch computes for a few texts with the weights as export.py rounds them: the scores that
src/models/reader must give.

    python golden.py --reader reader.pt --weights ../../weights --out ../../weights --id reader-2
"""
import argparse
import json

import numpy as np
import torch

from entities import WIDTHS
from lexis import Lexis
from parts import Parts, load_parts
from transformer import WINDOW
from words import LANGUAGES, grams, shape

TEXTS = [
    ("en", [
        "The old captain of the Sirius , Mr. O’Brien , wrote to his sister-in-law in 1842 .",
        "“ No ! ”",
        "SHE came down from the farm near Exeter , and the young man 's mother kissed her .",
    ]),
    ("en", ["I"]),
    # Fills a window to its last place, and goes on in the next one among others.
    ("en", ["He left .", "and the captain of the ship , " * 20, "Then it rained in Leeds ."]),
    ("fr", [
        "Le vieux capitaine de l’ Étoile-du-Nord , M. Lœuvre , écrivit à sa sœur le 14 juillet .",
        "— Oui … dit -il .",
    ]),
]
#: Of texts that fill windows, spans of so many words are kept.
FEW, MANY = 4, 100


def in_bytes(values: np.ndarray) -> np.ndarray:
    low, high = float(values.min()), float(values.max())
    scale = (high - low) / 255
    return (np.rint((values - low) / scale) * scale + low).astype(np.float32)


def rounded(parts: Parts) -> None:
    """The weights as the service will read them."""
    grams = parts.encoder.word.grams.weight
    with torch.no_grad():
        for module in parts.modules():
            for parameter in module.parameters():
                if parameter is not grams:
                    parameter.copy_(parameter.half().float())
        grams.copy_(torch.from_numpy(in_bytes(grams.numpy())))


def windows_of(sentences):
    """As text-windows.ts cuts them: pieces (sentence, where it begins there, words), as many as a window has room for."""
    windows, room = [], 0
    for number, words in enumerate(sentences):
        for begin in range(0, len(words), WINDOW):
            piece = words[begin : begin + WINDOW]
            if len(piece) > room:
                windows.append([])
                room = WINDOW
            windows[-1].append((number, begin, piece))
            room -= len(piece)
    return windows


def inputs_of(words: list[str], lexis: Lexis):
    """What WordInput takes for each of the words."""
    pieces = [grams(word) for word in words]
    return (
        torch.from_numpy(lexis.vectors[[lexis.of(word) for word in words]]),
        torch.tensor([row for own in pieces for row in own]),
        torch.tensor([0, *np.cumsum([len(own) for own in pieces])[:-1]]),
        torch.tensor([shape(word) for word in words]),
    )


def golden_of(parts: Parts, lexis: Lexis, language: str, sentences: list[list[str]]) -> dict:
    widest = WIDTHS if sum(map(len, sentences)) < MANY else FEW
    spans = []
    for window in windows_of(sentences):
        words = [word for _number, _begin, piece in window for word in piece]
        read = parts.encoder(parts.encoder.word(*inputs_of(words, lexis), LANGUAGES.index(language)).unsqueeze(0))
        scores, kinds = parts.entities(read)
        at = 0
        for number, begin, piece in window:
            for i in range(len(piece)):
                for j in range(i, min(len(piece), i + widest)):
                    values = scores[0, :, at + i, at + j], kinds[0, at + i, at + j]
                    spans.append([number, begin + i, begin + j, *(short(each) for each in values)])
            at += len(piece)
    return {"language": language, "sentences": sentences, "spans": spans}


def short(values: torch.Tensor) -> list[float]:
    return [round(value, 5) for value in values.tolist()]


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("reader", "weights", "out", "id"):
        arguments.add_argument(f"--{name}", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    parts = load_parts(options.reader)
    rounded(parts)
    lexis = {language: Lexis(options.weights, language) for language in LANGUAGES}
    with torch.no_grad():
        golden = [
            golden_of(parts, lexis[language], language, [sentence.split() for sentence in sentences])
            for language, sentences in TEXTS
        ]
    with open(f"{options.out}/{options.id}.golden.json", "w", encoding="utf8") as file:
        json.dump(golden, file, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
