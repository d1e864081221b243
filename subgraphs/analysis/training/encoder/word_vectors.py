"""Word vectors of a language from the corpus: skip-gram with negative sampling (Mikolov et al. 2013), by gensim.

    python word_vectors.py --corpus FOLDER --language en --size 50000 --epochs 2

Writes FOLDER/vectors.LANGUAGE.npz: words (most frequent first) and their unit vectors.
"""
import argparse
import re
import time

import numpy as np
from gensim.models import Word2Vec

WIDTH = 128
DIGIT = re.compile(r"\d")


def key(word: str) -> str:
    """How a word is looked up: lower case, every digit a 0."""
    return DIGIT.sub("0", word.lower())


class Paragraphs:
    def __init__(self, path: str):
        self.path = path

    def __iter__(self):
        with open(self.path, encoding="utf8") as lines:
            for line in lines:
                yield key(line).split()


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--corpus", required=True)
    arguments.add_argument("--language", choices=["en", "fr"], required=True)
    arguments.add_argument("--size", type=int, required=True, help="words that get a vector")
    arguments.add_argument("--epochs", type=int, default=2)
    arguments.add_argument("--workers", type=int, default=1)
    options = arguments.parse_args()

    started = time.time()
    model = Word2Vec(
        vector_size=WIDTH, window=5, sg=1, negative=5, sample=1e-4, min_count=5,
        max_final_vocab=options.size, workers=options.workers, epochs=options.epochs, seed=1,
    )
    paragraphs = Paragraphs(f"{options.corpus}/corpus.{options.language}.txt")
    model.build_vocab(paragraphs)
    print(f"{options.language}: {len(model.wv)} words, {time.time() - started:.0f} s", flush=True)
    model.train(paragraphs, total_examples=model.corpus_count, epochs=options.epochs)
    vectors = model.wv.get_normed_vectors().astype(np.float32)
    counts = np.array([model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key])
    np.savez(
        f"{options.corpus}/vectors.{options.language}.npz",
        words=np.array(model.wv.index_to_key), vectors=vectors, counts=counts,
    )
    print(f"{options.language}: done in {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    main()
