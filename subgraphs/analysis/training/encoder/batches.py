"""Types of words with their features, and sentences of types, packed so that a batch is a few gathers."""
import numpy as np
import torch

from words import FIRST_OF_SENTENCE, Lexis, grams, shape


class Types:
    """Every distinct word of a language (in its own case), with what the reader reads of it."""

    def __init__(self, lexis: Lexis):
        self.lexis = lexis
        self.index: dict[str, int] = {}
        self.static: list[int] = []
        self.rows: list[np.ndarray] = []
        self.shapes: list[list[float]] = []

    def of(self, word: str) -> int:
        found = self.index.get(word)
        if found is None:
            found = len(self.static)
            self.index[word] = found
            self.static.append(self.lexis.rows([word])[0])
            self.rows.append(np.array(grams(word), np.int32))
            self.shapes.append(shape(word))
        return found

    def freeze(self) -> None:
        self.static_rows = np.array(self.static)
        self.vectors = torch.from_numpy(self.lexis.vectors)
        self.shape_table = torch.tensor(self.shapes)
        self.lengths = np.array([len(rows) for rows in self.rows])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])
        self.flat = np.concatenate(self.rows)
        self.rows = []

    def inputs(self, ids: np.ndarray):
        """What WordInput takes for each of the ids (distinct words of a batch)."""
        lengths = self.lengths[ids]
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
        rows = self.flat[np.repeat(self.starts[ids], lengths) + within]
        return (
            self.vectors[torch.from_numpy(self.static_rows[ids])],
            torch.from_numpy(rows.astype(np.int64)),
            torch.from_numpy(offsets[:-1]),
            self.shape_table[torch.from_numpy(ids)],
        )


def words_of_batch(word_input, types: Types, sentences: list[np.ndarray]):
    """x of every word of the sentences, padded, and their lengths.

    The first word of a sentence is another word than the same one elsewhere: its shape says where it stands.
    """
    lengths = torch.tensor([len(sentence) for sentence in sentences])
    steps = int(lengths.max())
    ids = np.zeros((len(sentences), steps), np.int64)
    for i, sentence in enumerate(sentences):
        ids[i, : len(sentence)] = sentence
    first = np.zeros_like(ids)
    first[:, 0] = 1
    distinct, inverse = np.unique(ids * 2 + first, return_inverse=True)
    static, rows, offsets, shapes = types.inputs(distinct // 2)
    shapes = shapes.clone()
    shapes[:, FIRST_OF_SENTENCE] = torch.from_numpy((distinct % 2).astype(np.float32))
    x = word_input(static, rows, offsets, shapes)
    return x[torch.from_numpy(inverse.reshape(ids.shape))], lengths, ids
