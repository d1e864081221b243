"""Labelled English sentences put into French word by word, because hardly any French ones are labelled.

    python translate_moods.py --data emotions.jsonl --weights ../../weights --out translated.jsonl

The English and the French vectors of lexis-1 are turned onto each other (orthogonally; Schönemann 1966), first by words that the
languages write nearly alike, then by pairs of words that are each other's nearest (CSLS; Conneau et al. 2018). No dictionary and no
translated text is read. The result is no French, but its words are French ones of the same feeling.
"""
import argparse
import json
import unicodedata

import numpy as np
import torch

from lexis import Lexis
from words import key

#: Words among which neighbours are looked for, while turning and at last; the commonest come first.
WHILE_TURNING, AT_LAST = 6000, 14000
ROUNDS = 3
NEIGHBOURS = 10
#: Words whose nearest is farther than this stay as they are.
FARTHEST = -0.2
LEAST_LETTERS = 5
#: English endings, and what French has for them.
ENDINGS = [
    ("", ""), ("ty", "te"), ("ous", "eux"), ("ic", "ique"), ("ary", "aire"), ("or", "eur"), ("ist", "iste"),
    ("ism", "isme"), ("ical", "ique"), ("al", "el"), ("ly", "lement"),
]  # fmt: skip
ELIDED = {"le": "l'", "la": "l'", "de": "d'", "je": "j'", "ne": "n'", "que": "qu'", "me": "m'", "te": "t'", "se": "s'"}
FULL = {short: long for long, short in ELIDED.items()}
#: Of GoEmotions, whose sentences are many and mostly neutral, the share that is taken of those that are not.
SHARE_OF_GO = 0.6
XED_NEUTRAL, MOOD_NEUTRAL = "xed:neutral", "mood:NEUTRAL"


def unit(vectors) -> np.ndarray:
    centred = vectors[:AT_LAST] - vectors[1:AT_LAST].mean(0)
    return (centred / np.maximum(1e-6, np.linalg.norm(centred, axis=1, keepdims=True))).astype(np.float32)


def bare(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def written_alike(english: list[str], french: list[str]) -> list[tuple[int, int]]:
    rows: dict[str, int] = {}
    for row, word in enumerate(french[:AT_LAST]):
        rows.setdefault(bare(word), row)
    pairs = []
    for row, word in enumerate(english[:AT_LAST]):
        if len(word) < LEAST_LETTERS:
            continue
        forms = [word.removesuffix(ours) + theirs for ours, theirs in ENDINGS if word.endswith(ours)]
        found = next((rows[form] for form in forms if form in rows), None)
        if found is not None:
            pairs.append((row, found))
    return pairs


def turn(english, french, pairs) -> np.ndarray:
    """The rotation that brings French vectors nearest to the English ones of the pairs."""
    ours, theirs = np.array(pairs).T
    u, _, v = np.linalg.svd(french[theirs].T @ english[ours])
    return u @ v


def nearness(english, french, count: int) -> torch.Tensor:
    """CSLS: cosines less how near everything is to either word. (English, French)"""
    ours, theirs = torch.from_numpy(english[:count]), torch.from_numpy(french[:count])
    cosines = ours @ theirs.T
    of_ours = cosines.topk(NEIGHBOURS, 1).values.mean(1)
    of_theirs = (theirs @ ours.T).topk(NEIGHBOURS, 1).values.mean(1)
    return cosines.mul_(2).sub_(of_ours.unsqueeze(1)).sub_(of_theirs)


def nearest_french(english: Lexis, french: Lexis) -> dict[str, str]:
    ours, theirs = unit(english.vectors), unit(french.vectors)
    pairs = written_alike(english.words, french.words)
    for _ in range(ROUNDS):
        near = nearness(ours, theirs @ turn(ours, theirs, pairs), WHILE_TURNING)
        to_french, to_english = near.argmax(1), near.argmax(0)
        pairs = [(row, int(to_french[row])) for row in range(1, WHILE_TURNING) if to_english[to_french[row]] == row]
    near, rows = nearness(ours, theirs @ turn(ours, theirs, pairs), AT_LAST).topk(3, 1)
    found = {}
    for row, word in enumerate(english.words[:AT_LAST]):
        for at in range(3):
            candidate = french.words[rows[row, at]]
            if near[row, at] > FARTHEST and any(c.isalpha() for c in candidate):
                found[word] = candidate
                break
    return found


def translated(words: list[str], french: dict[str, str]) -> list[str]:
    out = [in_case_of(word, french.get(key(word), word)) if any(c.isalpha() for c in word) else word for word in words]
    for at, following in enumerate(out[1:]):
        word, vowel = out[at].lower(), bare(following[0].lower()) in "aeiouyh"
        if vowel and word in ELIDED:
            out[at] = in_case_of(out[at], ELIDED[word])
        elif not vowel and word in FULL:
            out[at] = in_case_of(out[at], FULL[word])
    return out


def in_case_of(model: str, word: str) -> str:
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[0].upper() + word[1:] if model[0].isupper() else word


def main() -> None:
    arguments = argparse.ArgumentParser()
    for name in ("data", "weights", "out"):
        arguments.add_argument(f"--{name}", required=True)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    random = np.random.default_rng(5)
    french = nearest_french(Lexis(options.weights, "en"), Lexis(options.weights, "fr"))
    with open(options.data, encoding="utf8") as lines, open(options.out, "w", encoding="utf8") as out:
        header = next(lines)
        out.write(header)
        outputs = json.loads(header)["outputs"]
        for line in lines:
            row = json.loads(line)
            if row["part"] != "train" or row["language"] != "en":
                continue
            part, targets = part_of(outputs, row["targets"], random)
            if part:
                words = translated(row["words"], french)
                made = {"part": part, "id": row["id"], "language": "fr", "words": words, "targets": targets}
                out.write(json.dumps(made, ensure_ascii=False) + "\n")


def part_of(outputs: list[str], targets: list, random):
    """Neutral sentences are left out: French XED has none, and GoEmotions plenty."""
    said = dict(zip(outputs, targets))
    if said["vad:V"] is not None:
        return "as-vad", targets
    if said[XED_NEUTRAL] is not None:
        if said[XED_NEUTRAL]:
            return None, targets
        return "as-xed", [None if output in (XED_NEUTRAL, MOOD_NEUTRAL) else said[output] for output in outputs]
    taken = not said["go:neutral"] and random.random() < SHARE_OF_GO
    return ("as-go" if taken else None), targets


if __name__ == "__main__":
    main()
