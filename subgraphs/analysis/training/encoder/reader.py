"""The reader's encoder: words in their sentence, and what is expected in their place. The heads are above it."""
import torch
from torch import nn
from torch.nn import functional as F

from fast_lstm import HALF, both_ways, reversed_within
from words import GRAM_ROWS, SHAPES

STATIC = 128
GRAMS = 64
WORD = 192
HIDDEN = 384
AROUND = 256
LANGUAGE = 16


class WordInput(nn.Module):
    """x = tanh(Win · [static; mean of grams; shape] + b)."""

    def __init__(self):
        super().__init__()
        self.grams = nn.EmbeddingBag(GRAM_ROWS, GRAMS, mode="mean")
        nn.init.normal_(self.grams.weight, std=0.3)
        self.win = nn.Linear(STATIC + GRAMS + SHAPES, WORD)

    def forward(self, static, rows, offsets, shapes):
        return torch.tanh(self.win(torch.cat([static * 3, self.grams(rows, offsets), shapes], -1)))


class TwoWays(nn.Module):
    """A forward and a backward LSTM that know nothing of each other."""

    def __init__(self, width, hidden):
        super().__init__()
        self.fw = nn.LSTM(width, hidden, batch_first=True)
        self.bw = nn.LSTM(width, hidden, batch_first=True)

    def forward(self, x, lengths):
        if self.training:
            return both_ways(self, x, lengths)
        forward, _ = self.fw(x)
        backward, _ = self.bw(reversed_within(x, lengths))
        return forward, reversed_within(backward, lengths)


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = WordInput()
        self.lm = TwoWays(WORD, HIDDEN)
        self.join = nn.Linear(2 * HIDDEN, AROUND)

    def around(self, forward, backward, lengths):
        """What is expected at each place by all before it and all behind it: it has not read the word itself."""
        before = F.pad(forward[:, :-1], (0, 0, 1, 0))
        inside = torch.arange(forward.shape[1]).unsqueeze(0) < (lengths - 1).unsqueeze(1)
        behind = F.pad(backward[:, 1:], (0, 0, 0, 1)) * inside.unsqueeze(-1)
        both = torch.cat([before, behind], -1)
        if self.training:
            return torch.relu(F.linear(both.to(HALF), self.join.weight.to(HALF), self.join.bias.to(HALF)))
        return torch.relu(self.join(both))

    def forward(self, x, lengths):
        forward, backward = self.lm(x, lengths)
        return torch.cat([x, forward, backward, self.around(forward, backward, lengths).float()], -1)
