"""Reads the corpus once: every distinct word with its features, and the text as numbers of these.

    python tokens.py --corpus FOLDER --weights ../../weights
"""
import argparse
import time

import numpy as np

from lexis import Lexis
from words import LANGUAGES, grams, shape

# A word that came less often than this is not worth a row: it is read as it stands, but never kept.
BLOCK = 1 << 22


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--weights", required=True)
    options = arguments.parse_args()
    for language in LANGUAGES:
        started = time.time()
        lexis = Lexis(options.weights, language)
        index: dict[str, int] = {}
        parts = []
        block: list[int] = []
        with open(f"{options.corpus}/corpus.{language}.txt", encoding="utf8") as lines:
            for line in lines:
                for word in line.split():
                    block.append(index.setdefault(word, len(index)))
                if len(block) > BLOCK:
                    parts.append(np.array(block, np.int32))
                    block = []
        parts.append(np.array(block, np.int32))
        text = np.concatenate(parts)
        words = list(index)
        pieces = [grams(word) for word in words]
        lengths = np.array([len(each) for each in pieces], np.int32)
        np.savez(
            f"{options.corpus}/tokens.{language}.npz",
            text=text,
            static=np.array([lexis.of(word) for word in words], np.int32),
            pieces=np.concatenate([np.array(each, np.uint16) for each in pieces]),
            lengths=lengths,
            shapes=np.array([shape(word) for word in words], np.float32),
        )
        print(f"{language}: {len(text)} words, {len(words)} distinct, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
