"""Writes what several readers together say of sentences that nobody labelled, for entities.py to learn from
(distillation of an ensemble: Hinton, Vinyals, Dean 2015).

    python silver.py --corpus FOLDER --language en --words 300000 --teachers a.lm.pt,a.pt b.lm.pt,b.pt --out silver.en.jsonl
"""
import argparse
import json

import numpy as np
import torch

from batches import Types, words_of_batch
from entities import LABELS, EntityHead, batches_of
from reader import Reader
from train_lm import CLOSES, ENDS
from words import LANGUAGES, Lexis

SHORTEST, LONGEST = 6, 60
#: Spans that are as surely nothing are left out.
NOTHING = 0.97


def read_sentences(path: str, most: int) -> list[list[str]]:
    sentences, total = [], 0
    with open(path, encoding="utf8") as lines:
        for line in lines:
            words, start = line.split(), 0
            for i in range(1, len(words) + 1):
                if i < len(words) and (words[i - 1] not in ENDS or words[i] in CLOSES):
                    continue
                if SHORTEST <= i - start <= LONGEST:
                    sentences.append(words[start:i])
                    total += i - start
                start = i
            if total >= most:
                break
    return sentences


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("corpus", "out"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--language", choices=LANGUAGES, required=True)
    arguments.add_argument("--words", type=int, required=True)
    arguments.add_argument("--teachers", nargs="+", required=True, help="LM,ENTITIES of each")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    teachers = []
    for paths in options.teachers:
        lm, entities = paths.split(",")
        reader, head = Reader().eval(), EntityHead().eval()
        reader.load_state_dict(torch.load(lm))
        head.load_state_dict(torch.load(entities))
        teachers.append((reader, head))
    sentences = read_sentences(f"{options.corpus}/corpus.{options.language}.txt", options.words)
    types = Types(Lexis(options.corpus, options.language))
    for word in {word for words in sentences for word in words}:
        types.of(word)
    types.freeze()
    language = LANGUAGES.index(options.language)
    with open(options.out, "w", encoding="utf8") as out, torch.no_grad():
        for _, batch in batches_of([(options.language, words, []) for words in sentences], None, 4000):
            chances, kinds = 0, 0
            for reader, head in teachers:
                ids = [np.array([types.of(word) for word in words]) for _, words, _ in batch]
                x, lengths, _ = words_of_batch(reader.word, types, ids)
                scores, said, allowed = head(reader(x, lengths), lengths, language)
                scores = torch.cat([torch.zeros_like(scores[:, :1]), scores.masked_fill(~allowed, -1e4)], 1)
                if options.language == "en":
                    scores[:, LABELS.index("TIME")] = -1e4
                chances = chances + torch.softmax(scores, 1) / len(teachers)
                kinds = kinds + torch.softmax(said, -1)
            for b, (_, words, _) in enumerate(batch):
                own = chances[b, :, : len(words), : len(words)]
                spans = [
                    [i, j + 1, [round(value, 3) for value in own[:, i, j].tolist()], int(kinds[b, i, j].argmax())]
                    for i, j in (own[0] < NOTHING).nonzero().tolist()
                ]
                out.write(json.dumps({"language": options.language, "words": words, "spans": spans}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
