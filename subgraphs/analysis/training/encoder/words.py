"""How a word becomes numbers; src/models/reader does the same in TypeScript, and a golden file holds both to it."""
import re

import numpy as np

GRAM_ROWS = 32768
GRAM_LENGTHS = range(2, 6)
SHAPES = 8
LANGUAGES = ["en", "fr"]

DIGIT = re.compile(r"\d")
APOSTROPHES = str.maketrans("’", "'")


def plain(word: str) -> str:
    return word.translate(APOSTROPHES)


def key(word: str) -> str:
    """How a word is looked up among the vectors."""
    return DIGIT.sub("0", plain(word).lower())


def fnv1a(text: str) -> int:
    value = 0x811C9DC5
    for unit in text.encode("utf-16-le")[::2] if text.isascii() else memoryview(text.encode("utf-16-le")).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return value


def grams(word: str) -> list[int]:
    """Rows of the pieces of a word, and of the whole word, in its own case."""
    whole = f"<{plain(word)}>"
    pieces = {whole}
    for length in GRAM_LENGTHS:
        for at in range(len(whole) - length + 1):
            pieces.add(whole[at : at + length])
    return sorted(fnv1a(piece) % GRAM_ROWS for piece in pieces)


def shape(word: str) -> list[float]:
    """All but the last two are the word's own; the place in its sentence is set by the caller."""
    letters = [c for c in word if c.isalpha()]
    return [
        float(bool(word) and word[0].isupper()),
        float(len(letters) >= 2 and all(c.isupper() for c in letters)),
        float(any(c.isdigit() for c in word)),
        float(not any(c.isalnum() for c in word)),
        float("-" in word and len(word) > 1),
        float("'" in plain(word) and len(word) > 1),
        0.0,
        float(len(word) == 1),
    ]


FIRST_OF_SENTENCE = 6


class Lexis:
    """The vectors of one language; row 0 is the unknown word."""

    def __init__(self, folder: str, language: str):
        data = np.load(f"{folder}/vectors.{language}.npz")
        self.words = ["\u0000"] + [str(word) for word in data["words"]]
        unknown = data["unknown"] if "unknown" in data else np.zeros(data["vectors"].shape[1], np.float32)
        self.vectors = np.concatenate([unknown[None], data["vectors"]])
        self.counts = np.concatenate([[1], data["counts"]])
        self.row = {word: row for row, word in enumerate(self.words)}

    def rows(self, words: list[str]) -> list[int]:
        return [self.row.get(key(word), 0) for word in words]
