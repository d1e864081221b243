"""Writes trained parts as weights that src/models reads: a manifest, a binary, and where there is one a vocabulary.

    python export.py lexis  --corpus FOLDER --out ../../weights --id lexis-1
    python export.py reader --reader reader.pt --out ../../weights --id reader-2
"""
import argparse
import hashlib
import json

import numpy as np
import torch

from entities import KINDS, LABELS
from parts import load_parts
from transformer import HEADS, WINDOW
from words import LANGUAGES, Lexis


class Binary:
    def __init__(self):
        self.parts: list[bytes] = []
        self.tensors: list[dict] = []

    def bytes_of(self, name: str, values: np.ndarray) -> np.ndarray:
        """A byte a number; returns the numbers as they will be read."""
        low, high = float(values.min()), float(values.max())
        scale = (high - low) / 255
        codes = np.rint((values - low) / scale).astype(np.uint8)
        self._add(name, values.shape, codes.tobytes(), {"dtype": "uint8", "scale": scale, "min": low})
        return codes.astype(np.float32) * scale + low

    def halves_of(self, name: str, values: np.ndarray) -> np.ndarray:
        halves = values.astype(np.float16)
        self._add(name, values.shape, halves.tobytes(), {"dtype": "float16"})
        return halves.astype(np.float32)

    def _add(self, name, shape, content, quantization):
        self.parts.append(content)
        self.tensors.append({"name": name, "shape": list(shape), "dtype": "float32", "quantization": quantization})

    def write(self, out: str, model_id: str, manifest: dict) -> None:
        content = b"".join(self.parts)
        with open(f"{out}/{model_id}.bin", "wb") as file:
            file.write(content)
        name, version = model_id.rsplit("-", 1)
        manifest = {"format": 1, "name": name, "version": version, **manifest}
        manifest["weights"] = {
            "file": f"{model_id}.bin",
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "tensors": self.tensors,
        }
        with open(f"{out}/{model_id}.json", "w", encoding="utf8") as file:
            json.dump(manifest, file, indent=2, ensure_ascii=False)
            file.write("\n")
        print(model_id, len(content), "bytes", manifest["weights"]["sha256"])


def export_lexis(options) -> None:
    binary = Binary()
    lines = []
    for language in LANGUAGES:
        lexis = Lexis(options.corpus, language)
        binary.bytes_of(language, lexis.vectors)
        lines += [f"{language} {len(lexis.words)}", "", *lexis.words[1:]]
    words = ("\n".join(lines) + "\n").encode("utf8")
    with open(f"{options.out}/{options.id}.words.txt", "wb") as file:
        file.write(words)
    binary.write(options.out, options.id, {
        "task": "word vectors",
        "languages": LANGUAGES,
        "features": "lexis-1",
        "outputs": ["vector"],
        "calibration": {},
        "thresholds": {},
        "vocabulary": {"file": f"{options.id}.words.txt", "bytes": len(words), "sha256": hashlib.sha256(words).hexdigest()},
    })


def linear(binary: Binary, name: str, module: torch.nn.Linear) -> None:
    binary.halves_of(f"{name}/w", module.weight.T.detach().numpy())
    if module.bias is not None:
        binary.halves_of(f"{name}/b", module.bias.detach().numpy())


def export_reader(options) -> None:
    parts = load_parts(options.reader)
    encoder, head = parts.encoder, parts.entities
    binary = Binary()

    def halves(name: str, parameter: torch.nn.Parameter) -> None:
        binary.halves_of(name, parameter.detach().numpy())

    binary.bytes_of("grams", encoder.word.grams.weight.detach().numpy())
    linear(binary, "enter", encoder.word.enter)
    halves("language", encoder.word.language.weight)
    for i, block in enumerate(encoder.blocks):
        halves(f"block/{i}/heed/norm", block.heed_norm.scale)
        linear(binary, f"block/{i}/qkv", block.qkv)
        linear(binary, f"block/{i}/heed/out", block.heed_out)
        halves(f"block/{i}/think/norm", block.think_norm.scale)
        linear(binary, f"block/{i}/up", block.up)
        linear(binary, f"block/{i}/down", block.down)
    halves("norm", encoder.norm.scale)
    halves("rests", encoder.rests)
    linear(binary, "span/start", head.start)
    linear(binary, "span/end", head.end)
    halves("span/pair", head.pair)
    linear(binary, "span/by-start", head.by_start)
    linear(binary, "span/by-end", head.by_end)
    halves("span/width", head.width)
    linear(binary, "kind/start", head.kind_start)
    linear(binary, "kind/end", head.kind_end)
    binary.write(options.out, options.id, {
        "task": "nested entities",
        "languages": LANGUAGES,
        "features": "reader-2",
        "heads": HEADS,
        "window": WINDOW,
        "lexis": options.lexis,
        "outputs": LABELS[1:],
        "kinds": KINDS,
        "calibration": {},
        "thresholds": {},
    })


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("what", choices=["lexis", "reader"])
    arguments.add_argument("--corpus", help="of the lexis")
    arguments.add_argument("--reader", help="what train_reader.py wrote")
    arguments.add_argument("--lexis", default="lexis-1")
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--id", required=True)
    options = arguments.parse_args()
    export_lexis(options) if options.what == "lexis" else export_reader(options)


if __name__ == "__main__":
    main()
