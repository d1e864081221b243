"""The product's own word vectors (weights/lexis-1), as training reads them."""
import json

import numpy as np

from words import key


class Lexis:
    """The vectors of one language; row 0 is the unknown word."""

    def __init__(self, weights: str, language: str):
        manifest = json.load(open(f"{weights}/lexis-1.json", encoding="utf8"))
        binary = open(f"{weights}/{manifest['weights']['file']}", "rb").read()
        at = 0
        for tensor in manifest["weights"]["tensors"]:
            rows, width = tensor["shape"]
            if tensor["name"] == language:
                quantization = tensor["quantization"]
                codes = np.frombuffer(binary, np.uint8, rows * width, at).reshape(rows, width)
                self.vectors = (codes * np.float32(quantization["scale"]) + np.float32(quantization["min"])).astype(np.float32)
            at += rows * width
        self.vectors[0] = 0
        lines = open(f"{weights}/{manifest['vocabulary']['file']}", encoding="utf8").read().split("\n")
        at = 0
        while at < len(lines) and lines[at]:
            name, count = lines[at].split(" ")
            if name == language:
                self.words = lines[at + 1 : at + 1 + int(count)]
            at += 1 + int(count)
        self.row = {word: row for row, word in enumerate(self.words)}

    def of(self, word: str) -> int:
        return self.row.get(key(word), 0)
