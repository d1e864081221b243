"""A trained reader: its encoder and the head above it, as train_reader.py wrote them."""
from dataclasses import dataclass

import torch
from torch import nn

from entities import EntityHead
from transformer import Encoder


@dataclass
class Parts:
    encoder: Encoder
    entities: EntityHead

    def modules(self) -> list[nn.Module]:
        return [self.encoder, self.entities]


def load_parts(path: str) -> Parts:
    state = torch.load(path)
    parts = Parts(Encoder(), EntityHead())
    for name, module in (("encoder", parts.encoder), ("entities", parts.entities)):
        module.load_state_dict(state[name])
        module.eval()
    return parts
