"""A trained reader: its encoder and the heads above it, from one file or from several."""
from dataclasses import dataclass

import torch

from entities import EntityHead
from moods import MoodHead
from transformer import Encoder


@dataclass
class Parts:
    encoder: Encoder
    entities: EntityHead
    moods: MoodHead | None

    def modules(self) -> list[torch.nn.Module]:
        return [part for part in (self.encoder, self.entities, self.moods) if part is not None]


def add_parts(arguments) -> None:
    arguments.add_argument("--encoder", help="what train_reader.py wrote, or the encoder alone")
    arguments.add_argument("--entities", help="the head of entities, where it is not in the same file")
    arguments.add_argument("--moods", help="the head of moods, where it is not in the same file and there is one")


def load_parts(options) -> Parts:
    encoder, entities = Encoder(), EntityHead()
    encoder.load_state_dict(state_of(options.encoder, "encoder"))
    entities.load_state_dict(state_of(options.entities or options.encoder, "entities"))
    moods = None
    state = state_of(options.moods, "moods") if options.moods else torch.load(options.encoder).get("moods")
    if state:
        moods = MoodHead(len(state["out.bias"]))
        moods.load_state_dict(state)
    parts = Parts(encoder, entities, moods)
    for module in parts.modules():
        module.eval()
    return parts


def state_of(path: str, name: str) -> dict:
    """A file is of several parts, or is the part."""
    state = torch.load(path)
    return state.get(name, state)
