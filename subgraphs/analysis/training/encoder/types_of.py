"""What a batch reads of its distinct words."""
import numpy as np
import torch

from lexis import Lexis
from words import grams, shape


class Types:
    """Distinct words of a language with their features, packed."""

    def __init__(self, static, pieces, lengths, shapes, vectors):
        self.static = static
        self.pieces = pieces
        self.lengths = lengths.astype(np.int64)
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.shapes = torch.from_numpy(shapes)
        self.vectors = torch.from_numpy(vectors)

    def inputs(self, ids: np.ndarray):
        lengths = self.lengths[ids]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
        rows = self.pieces[np.repeat(self.starts[ids], lengths) + within]
        return (
            self.vectors[torch.from_numpy(self.static[ids].astype(np.int64))],
            torch.from_numpy(rows.astype(np.int64)),
            torch.from_numpy(offsets[:-1]),
            self.shapes[torch.from_numpy(ids)],
        )


def types_of(words: list[str], lexis: Lexis) -> Types:
    pieces = [grams(word) for word in words]
    return Types(
        np.array([lexis.of(word) for word in words], np.int32),
        np.concatenate([np.array(each, np.uint16) for each in pieces]),
        np.array([len(each) for each in pieces], np.int32),
        np.array([shape(word) for word in words], np.float32),
        lexis.vectors,
    )
