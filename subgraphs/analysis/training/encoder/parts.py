"""A trained reader: its encoder and the heads above it, from one file or from several."""
from dataclasses import dataclass

import torch
from torch import nn

from entities import EntityHead
from transformer import Encoder


class MoodHead(nn.Module):
    """What is said of a sentence, by the mean and the highest of its words' states. As large as what was learned."""

    def __init__(self, state: dict):
        super().__init__()
        self.enter = nn.Linear(*reversed(state["enter.weight"].shape))
        self.out = nn.Linear(*reversed(state["out.weight"].shape))
        self.load_state_dict(state)

    def forward(self, states):
        """@param states (words, width)"""
        return self.out(torch.relu(self.enter(torch.cat([states.mean(0), states.amax(0)]))))


@dataclass
class Parts:
    encoder: Encoder
    entities: EntityHead
    moods: MoodHead | None

    def modules(self) -> list[nn.Module]:
        return [part for part in (self.encoder, self.entities, self.moods) if part is not None]


def add_parts(arguments) -> None:
    arguments.add_argument("--encoder", help="a file of all parts, or of the encoder alone")
    arguments.add_argument("--entities", help="the head of entities, where it is in another file")
    arguments.add_argument("--moods", help="the head of moods, where it is in another file")


def load_parts(options) -> Parts:
    encoder, entities = Encoder(), EntityHead()
    encoder.load_state_dict(state_of(options.encoder, "encoder"))
    entities.load_state_dict(state_of(options.entities or options.encoder, "entities"))
    moods = state_of(options.moods, "moods") if options.moods else torch.load(options.encoder).get("moods")
    parts = Parts(encoder, entities, MoodHead(moods) if moods else None)
    for module in parts.modules():
        module.eval()
    return parts


def state_of(path: str, name: str) -> dict:
    """A file is of several parts, or is the part."""
    state = torch.load(path)
    return state.get(name, state)
