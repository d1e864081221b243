"""Writes what PyTorch computes for a few sentences with the weights as export.py rounds them: the scores that
src/models must give.

    python golden.py --lm reader.lm.pt --entities reader.entities.pt --corpus FOLDER --out ../../weights --id reader-3
    python golden.py --lm mood.lm.pt --moods mood.pt --corpus FOLDER --out ../../weights --id mood-4
"""
import argparse
import json

import numpy as np
import torch

from batches import Types, words_of_batch
from emotions import EmotionHead
from entities import WIDTHS, EntityHead
from reader import Reader
from words import LANGUAGES, Lexis

SENTENCES = [
    ("en", "The old captain of the Sirius , Mr. O’Brien , wrote to his sister-in-law in 1842 ."),
    ("en", "“ No ! ”"),
    ("en", "I"),
    ("en", "SHE came down from the farm near Exeter , and the young man 's mother kissed her ."),
    ("fr", "Le vieux capitaine de l’ Étoile-du-Nord , M. Lœuvre , écrivit à sa sœur le 14 juillet ."),
    ("fr", "— Oui … dit -il ."),
]


def in_bytes(values: np.ndarray) -> np.ndarray:
    low, high = float(values.min()), float(values.max())
    scale = (high - low) / 255
    return (np.rint((values - low) / scale) * scale + low).astype(np.float32)


def rounded(reader: Reader, head) -> None:
    """The weights as the service will read them."""
    with torch.no_grad():
        for lstm in (reader.lm.fw, reader.lm.bw, head.task.fw, head.task.bw):
            lstm.bias_ih_l0 += lstm.bias_hh_l0
            lstm.bias_hh_l0.zero_()
        for parameter in [*reader.parameters(), *head.parameters()]:
            if parameter is not reader.word.grams.weight:
                parameter.copy_(parameter.half().float())
        reader.word.grams.weight.copy_(torch.from_numpy(in_bytes(reader.word.grams.weight.numpy())))


def spans(told, words):
    scores, kinds, _ = told
    return {
        "spans": [
            [i, j, [round(v, 5) for v in scores[0, :, i, j].tolist()], [round(v, 5) for v in kinds[0, i, j].tolist()]]
            for i in range(len(words))
            for j in range(i, min(len(words), i + WIDTHS))
        ]
    }


def outputs(told, _words):
    return {"outputs": [round(v, 5) for v in told[0].tolist()]}


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("lm", "corpus", "out", "id"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--entities")
    arguments.add_argument("--moods")
    options = arguments.parse_args()
    trained = torch.load(options.entities or options.moods)
    head, written = (EntityHead(), spans) if options.entities else (EmotionHead(len(trained["out.bias"])), outputs)
    head.load_state_dict(trained)
    reader = Reader()
    reader.load_state_dict(torch.load(options.lm))
    reader.eval()
    head.eval()
    rounded(reader, head)
    types = {language: Types(Lexis(options.corpus, language)) for language in LANGUAGES}
    for each in types.values():
        each.lexis.vectors = in_bytes(each.lexis.vectors)
    rows = [(language, text.split()) for language, text in SENTENCES]
    ids = [np.array([types[language].of(word) for word in words]) for language, words in rows]
    for language in LANGUAGES:
        types[language].freeze()
    golden = []
    with torch.no_grad():
        for (language, words), own in zip(rows, ids):
            x, lengths, _ = words_of_batch(reader.word, types[language], [own])
            told = head(reader(x, lengths), lengths, LANGUAGES.index(language))
            golden.append({"language": language, "words": words, **written(told, words)})
    with open(f"{options.out}/{options.id}.golden.json", "w", encoding="utf8") as file:
        json.dump(golden, file, ensure_ascii=False)
        file.write("\n")


if __name__ == "__main__":
    main()
