"""The reader's encoder: words in the text around them. src/models/reader does the same in TypeScript."""
import torch
from torch import nn
from torch.nn import functional as F

from words import GRAM_ROWS, LANGUAGES, SHAPES

STATIC = 128
GRAMS = 64
WIDTH = 256
HEADS = 4
LAYERS = 5
MIDDLE = 768
WINDOW = 128
#: Learnt places before each window that hold nothing: what a head heeds when no word has anything to say (Xiao et al. 2024).
RESTS = 2
EPSILON = 1e-5


class WordInput(nn.Module):
    """x = Win · [static; mean of grams; shape] + b + the language's own vector."""

    def __init__(self):
        super().__init__()
        self.grams = nn.EmbeddingBag(GRAM_ROWS, GRAMS, mode="mean")
        nn.init.normal_(self.grams.weight, std=0.3)
        self.enter = nn.Linear(STATIC + GRAMS + SHAPES, WIDTH)
        self.language = nn.Embedding(len(LANGUAGES), WIDTH)
        nn.init.normal_(self.language.weight, std=0.1)

    def forward(self, static, pieces, offsets, shapes, language):
        return self.enter(torch.cat([static * 3, self.grams(pieces, offsets), shapes], -1)) + self.language.weight[language]


def turned(x, cos, sin):
    """Rotary positions (Su et al. 2021), halves side by side."""
    first, second = x.chunk(2, -1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], -1)


def turns(steps: int):
    half = WIDTH // HEADS // 2
    rates = 10000.0 ** (-torch.arange(half, dtype=torch.float32) / half)
    angles = torch.arange(steps, dtype=torch.float32).unsqueeze(1) * rates
    return torch.cos(angles), torch.sin(angles)


class Norm(nn.Module):
    """By the root of the mean square (Zhang, Sennrich 2019)."""

    def __init__(self, width: int):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x):
        x = x.float()
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + EPSILON) * self.scale


def dropped(x, rate: float):
    """Dropout, the same in all windows of a batch: random numbers for each would take as long as the rest."""
    if rate == 0:
        return x
    kept = torch.rand(1, *x.shape[1:]) >= rate
    return x * (kept / (1 - rate)).to(x.dtype)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.heed_norm = Norm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH, bias=False)
        self.heed_out = nn.Linear(WIDTH, WIDTH, bias=False)
        self.think_norm = Norm(WIDTH)
        self.up = nn.Linear(WIDTH, MIDDLE)
        self.down = nn.Linear(MIDDLE, WIDTH)
        for last in (self.heed_out, self.down):
            nn.init.normal_(last.weight, std=0.02 / (2 * LAYERS) ** 0.5)

    def forward(self, x, cos, sin, mask, dropout: float):
        batch, steps, _ = x.shape
        q, k, v = (
            self.qkv(self.heed_norm(x)).view(batch, steps, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        )
        scores = turned(q, cos, sin) @ turned(k, cos, sin).transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        heeded = torch.softmax(scores.float(), -1).to(v.dtype) @ v
        x = x + dropped(self.heed_out(heeded.transpose(1, 2).reshape(batch, steps, WIDTH)), dropout)
        # Squared ReLU (So et al. 2021): as good as GELU, and cheap where there is no fast exponential.
        thought = self.down(torch.relu(self.up(self.think_norm(x))).square())
        return x + dropped(thought, dropout)


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.word = WordInput()
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = Norm(WIDTH)
        self.rests = nn.Parameter(torch.randn(RESTS, WIDTH) * 0.1)
        cos, sin = turns(WINDOW + RESTS)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(self, x, mask=None, dropout: float = 0.0):
        """@param x (windows, words, WIDTH) @param mask true where a word may be heeded: (windows, 1, 1, words)"""
        x = torch.cat([self.rests.to(x.dtype).expand(x.shape[0], -1, -1), x], 1)
        if mask is not None:
            mask = F.pad(mask, (RESTS, 0), value=True)
        steps = x.shape[1]
        for block in self.blocks:
            x = block(x, self.cos[:steps].to(x.dtype), self.sin[:steps].to(x.dtype), mask, dropout)
        return self.norm(x[:, RESTS:])
