"""Turns the French vectors so that words stand where English ones of their meaning do: writes vectors.fr.npz anew, and
dictionary.tsv, which says of the frequent English words what they are in French.

    python align_vectors.py --corpus FOLDER

Begins with words that both languages write alike, and goes on from one turn to the next with the words that are each
other's nearest (Conneau et al. 2018; Artetxe, Labaka, Agirre 2018). No dictionary is needed, for both languages tell
the same kind of stories.
"""
import argparse

import numpy as np

from words import Lexis

#: The most frequent words of each language, whose vectors are the surest.
WORDS = 12_000
#: Words that are as long are seldom alike by chance.
LETTERS = 5
TURNS = 8
NEIGHBOURS = 10
#: Below this a word and its nearest have little in common.
SURE = 0.05


def centred(vectors: np.ndarray) -> np.ndarray:
    moved = vectors - vectors.mean(0)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True).clip(1e-9)


def turn_between(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The orthogonal matrix that brings rows of source nearest to those of target (Schönemann 1966)."""
    left, _, right = np.linalg.svd(source.T @ target)
    return left @ right


def likeness(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Cosines, less those of words that are near to everything (CSLS; Conneau et al. 2018)."""
    cosines = source @ target.T
    near_source = np.sort(cosines, 1)[:, -NEIGHBOURS:].mean(1)
    near_target = np.sort(cosines, 0)[-NEIGHBOURS:].mean(0)
    return 2 * cosines - near_source[:, None] - near_target


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    options = arguments.parse_args()
    english, french = (Lexis(options.corpus, language) for language in ("en", "fr"))
    told_by, told = english.vectors[1:], french.vectors[1:]
    target, source = centred(told_by), centred(told)
    pairs = [
        (row - 1, english.row[word] - 1)
        for word, row in french.row.items()
        if len(word) >= LETTERS and row < 2 * WORDS and english.row.get(word, 2 * WORDS) < 2 * WORDS
    ]
    for turn in range(TURNS):
        rows, columns = np.array(pairs).T
        matrix = turn_between(source[rows], target[columns])
        alike = likeness(source[:WORDS] @ matrix, target[:WORDS])
        best, back = alike.argmax(1), alike.argmax(0)
        pairs = [(row, column) for row, column in enumerate(best) if back[column] == row]
        print(turn + 1, len(pairs), "words are each other's nearest", flush=True)
    with open(f"{options.corpus}/dictionary.tsv", "w", encoding="utf8") as file:
        for column, row in enumerate(back):
            if alike[row, column] > SURE:
                file.write(f"{english.words[column + 1]}\t{french.words[row + 1]}\n")
    # With row 0, so that no word is as far from the words as before.
    turned = (french.vectors - told.mean(0)) @ matrix + told_by.mean(0)
    np.savez(
        f"{options.corpus}/vectors.fr.npz",
        words=np.array(french.words[1:]),
        vectors=turned[1:].astype(np.float32),
        unknown=turned[0].astype(np.float32),
        counts=french.counts[1:],
    )


if __name__ == "__main__":
    main()
