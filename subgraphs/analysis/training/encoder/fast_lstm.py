"""Both LSTMs of `TwoWays` in one pass, for training on a CPU: products in bfloat16, cells in one compiled kernel.

The same function as two nn.LSTM (`python fast_lstm.py` compares them), and several times as fast where the processor
multiplies bfloat16 in tiles (AMX).
"""
import torch
from torch.nn import functional as F

HALF = torch.bfloat16


@torch.compile
def _cell(gates, c):
    """gates: ways × batch × 4H before their functions, in PyTorch's order i, f, g, o."""
    i, f, g, o = gates.float().chunk(4, -1)
    i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    c = f * c + i * g
    h = o * torch.tanh(c)
    return torch.cat([i, f, g, o], -1).to(HALF), c, h.to(HALF)


@torch.compile
def _cell_back(acts, c, before, dh, dh_next, dc_next):
    i, f, g, o = acts.float().chunk(4, -1)
    t = torch.tanh(c)
    dh = dh.float() + dh_next.float()
    dc = dc_next + dh * o * (1 - t * t)
    gates = torch.cat(
        [dc * g * i * (1 - i), dc * before * f * (1 - f), dc * i * (1 - g * g), dh * t * o * (1 - o)], -1
    )
    return gates.to(HALF), dc * f


class _TwoLstms(torch.autograd.Function):
    @staticmethod
    def forward(ctx, gates, recurrent):
        """gates: steps × ways × batch × 4H; recurrent: ways × H × 4H, both in bfloat16. Returns steps × ways × batch × H."""
        steps, ways, batch, wide = gates.shape
        width = wide // 4
        h = gates.new_zeros(ways, batch, width)
        c = torch.zeros(ways, batch, width)
        acts, cells, outs = [], [c], [h]
        for step in range(steps):
            act, c, h = _cell(torch.baddbmm(gates[step], h, recurrent), c)
            acts.append(act)
            cells.append(c)
            outs.append(h)
        ctx.save_for_backward(recurrent)
        ctx.kept = (acts, cells, outs)
        return torch.stack(outs[1:])

    @staticmethod
    def backward(ctx, grads):
        (recurrent,) = ctx.saved_tensors
        acts, cells, outs = ctx.kept
        grads = grads.contiguous()
        back = recurrent.transpose(1, 2).contiguous()
        dh = torch.zeros_like(outs[0])
        dc = torch.zeros_like(cells[0])
        gates = [None] * len(acts)
        for step in reversed(range(len(acts))):
            gates[step], dc = _cell_back(acts[step], cells[step + 1], cells[step], grads[step], dh, dc)
            dh = torch.bmm(gates[step], back)
        gates = torch.stack(gates)
        ways, batch, width = outs[0].shape
        before = torch.stack(outs[:-1]).permute(1, 3, 0, 2).reshape(ways, width, -1)
        weights = torch.bmm(before, gates.permute(1, 0, 2, 3).reshape(ways, -1, 4 * width))
        return gates, weights


def reversed_within(values, lengths):
    """Each sequence backwards, its padding still behind it."""
    steps = values.shape[1]
    at = torch.arange(steps).unsqueeze(0)
    index = torch.where(at < lengths.unsqueeze(1), lengths.unsqueeze(1) - 1 - at, at)
    return values.gather(1, index.unsqueeze(-1).expand_as(values))


def both_ways(two, x, lengths):
    """What `TwoWays.forward` gives outside of training, from its weights; differentiable."""

    def projected(lstm, values):
        bias = lstm.bias_ih_l0 + lstm.bias_hh_l0
        return F.linear(values.to(HALF), lstm.weight_ih_l0.to(HALF), bias.to(HALF))

    gates = torch.stack([projected(two.fw, x), projected(two.bw, reversed_within(x, lengths))])
    recurrent = torch.stack([two.fw.weight_hh_l0.T, two.bw.weight_hh_l0.T]).to(HALF)
    # steps × ways × batch × 4H
    states = _TwoLstms.apply(gates.permute(2, 0, 1, 3).contiguous(), recurrent.contiguous())
    forward, backward = states.permute(1, 2, 0, 3).unbind(0)
    return forward.float(), reversed_within(backward.float(), lengths)


def _compare():
    import time

    from reader import HIDDEN, WORD, TwoWays

    torch.manual_seed(1)
    two = TwoWays(WORD, HIDDEN).eval()
    lengths = torch.tensor([32] * 100 + [20] * 28)
    x = torch.randn(128, 32, WORD, requires_grad=True)
    for name, run in (("nn.LSTM", two.forward), ("fast", lambda x, l: both_ways(two, x, l))):
        for _ in range(4):
            started = time.time()
            two.zero_grad()
            x.grad = None
            forward, backward = run(x, lengths)
            mask = (torch.arange(32).unsqueeze(0) < lengths.unsqueeze(1)).unsqueeze(-1)
            ((forward * mask).pow(2).sum() + (backward * mask).sum()).backward()
            spent = time.time() - started
        print(name, f"{spent:.3f} s", *(f"{t.norm():.4f}" for t in (forward * mask, backward * mask, x.grad, two.fw.weight_hh_l0.grad, two.bw.weight_hh_l0.grad, two.bw.weight_ih_l0.grad, two.fw.bias_ih_l0.grad)))


if __name__ == "__main__":
    _compare()
