"""Writes trained parts as weights that src/models reads: a manifest, a binary, and where there is one a vocabulary.

    python export.py lexis  --corpus FOLDER --out ../../weights --id lexis-2
    python export.py reader --lm reader.lm.pt --entities reader.entities.pt --out ../../weights --id reader-3
    python export.py mood   --moods mood.pt --above reader-3 --adds-to mood-3 --out ../../weights --id mood-4
"""
import argparse
import hashlib
import json

import numpy as np
import torch

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


def lstm(binary: Binary, name: str, module: torch.nn.LSTM) -> None:
    """Input and recurrent weights as x·W takes them; PyTorch's two biases are one."""
    for target, values in (
        ("wx", module.weight_ih_l0.T),
        ("wh", module.weight_hh_l0.T),
        ("b", module.bias_ih_l0 + module.bias_hh_l0),
    ):
        binary.halves_of(f"{name}/{target}", values.detach().numpy())


def linear(binary: Binary, name: str, module: torch.nn.Linear) -> None:
    binary.halves_of(f"{name}/w", module.weight.T.detach().numpy())
    if module.bias is not None:
        binary.halves_of(f"{name}/b", module.bias.detach().numpy())


def encoder(binary: Binary, reader) -> None:
    binary.bytes_of("grams", reader.word.grams.weight.detach().numpy())
    linear(binary, "in", reader.word.win)
    lstm(binary, "lm/fw", reader.lm.fw)
    lstm(binary, "lm/bw", reader.lm.bw)
    linear(binary, "around", reader.join)


def task(binary: Binary, head) -> None:
    """What every head has above the encoder: a layer and two LSTMs of its own."""
    binary.halves_of("lang", head.lang.weight.detach().numpy())
    linear(binary, "task/in", head.enter)
    lstm(binary, "task/fw", head.task.fw)
    lstm(binary, "task/bw", head.task.bw)


def export_mood(options) -> None:
    from emotions import EmotionHead

    with open(f"{options.out}/{options.adds_to}.json", encoding="utf8") as file:
        outputs = json.load(file)["outputs"]
    head = EmotionHead(len(outputs))
    head.load_state_dict(torch.load(options.moods))
    binary = Binary()
    task(binary, head)
    linear(binary, "heed", head.heed)
    linear(binary, "middle", head.middle)
    linear(binary, "out", head.out)
    binary.write(options.out, options.id, {
        "task": "emotions of sentences",
        "languages": LANGUAGES,
        "features": "mood-head-1",
        "above": options.above,
        "addsTo": options.adds_to,
        "outputs": outputs,
        "calibration": {},
        "thresholds": {},
    })


def export_reader(options) -> None:
    from entities import KINDS, LABELS, EntityHead
    from reader import Reader

    reader, head = Reader(), EntityHead()
    if options.lm:
        reader.load_state_dict(torch.load(options.lm))
    if options.entities:
        head.load_state_dict(torch.load(options.entities))
    binary = Binary()
    encoder(binary, reader)
    task(binary, head)
    linear(binary, "span/start", head.start)
    linear(binary, "span/end", head.end)
    binary.halves_of("span/pair", head.pair.detach().numpy())
    linear(binary, "span/by-start", head.by_start)
    linear(binary, "span/by-end", head.by_end)
    binary.halves_of("span/width", head.width.detach().numpy())
    linear(binary, "kind/start", head.kind_start)
    linear(binary, "kind/end", head.kind_end)
    binary.write(options.out, options.id, {
        "task": "nested entities",
        "languages": LANGUAGES,
        "features": "reader-2",
        "lexis": options.lexis,
        "outputs": LABELS[1:],
        "kinds": KINDS,
        "calibration": {},
        "thresholds": {},
    })


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("what", choices=["lexis", "reader", "mood"])
    arguments.add_argument("--corpus")
    arguments.add_argument("--lm")
    arguments.add_argument("--entities")
    arguments.add_argument("--moods")
    arguments.add_argument("--above")
    arguments.add_argument("--adds-to")
    arguments.add_argument("--lexis", default="lexis-2")
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--id", required=True)
    options = arguments.parse_args()
    {"lexis": export_lexis, "reader": export_reader, "mood": export_mood}[options.what](options)


if __name__ == "__main__":
    main()
