"""Cut the layers while they learn: attention heads and inner units that the loss would miss least go.

How much it would miss one is the square of its weights times their gradients, summed over steps (Molchanov et al. 2019,
"Importance Estimation for Neural Network Pruning", https://arxiv.org/abs/1906.10771). What is left goes on learning.
"""

import torch
from torch import Tensor, nn

from sources.language.encoder.network import HEAD, Block, Trunk


class Pruner:
    """Counts, step by step, how much each head and each inner unit of a trunk's layers matters, and cuts them."""

    def __init__(self, trunk: Trunk, sizes: tuple[int, int]) -> None:
        """`sizes` are the heads and inner units that a layer has in the end."""
        self.trunk, self.sizes = trunk, sizes
        self.first = trunk.layers[0].heads, trunk.layers[0].up.out_features
        self._begin()

    def _begin(self) -> None:
        self.heads = [torch.zeros(block.heads) for block in self.trunk.layers]
        self.units = [torch.zeros(block.up.out_features) for block in self.trunk.layers]

    @torch.no_grad()
    def count(self) -> None:
        """Take in the gradients of one step, after it went backwards."""
        for block, heads, units in zip(self.trunk.layers, self.heads, self.units, strict=True):
            heads += (_blame(block.qkv).view(3, block.heads, HEAD).sum((0, 2)) + _heard(block)).square()
            units += (_blame(block.up) + _share(block.down.weight).sum(0)).square()

    def cut(self, time: int, times: int) -> None:
        """Cut for the time-th of several times, by a like factor, what matters least; the counts start again."""
        heads, units = (
            round(first * (last / first) ** (time / times)) for first, last in zip(self.first, self.sizes, strict=True)
        )
        for block, mattering, using in zip(self.trunk.layers, self.heads, self.units, strict=True):
            _cut(block, _most(mattering, heads), _most(using, units))
        self._begin()


def _share(weight: Tensor) -> Tensor:
    return weight * weight.grad if weight.grad is not None else torch.zeros_like(weight)


def _blame(layer: nn.Linear) -> Tensor:
    return _share(layer.weight).sum(1) + _share(layer.bias)


def _heard(block: Block) -> Tensor:
    return _share(block.out.weight).sum(0).view(block.heads, HEAD).sum(1)


def _most(counts: Tensor, number: int) -> Tensor:
    return counts.topk(min(number, len(counts))).indices.sort().values


def _cut(block: Block, heads: Tensor, units: Tensor) -> None:
    kept = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    width = block.heads * HEAD
    block.qkv = _linear(block.qkv, torch.cat([kept + n * width for n in range(3)]), None)
    block.out = _linear(block.out, None, kept)
    block.up = _linear(block.up, units, None)
    block.down = _linear(block.down, None, units)
    block.heads = len(heads)


def _linear(layer: nn.Linear, rows: Tensor | None, columns: Tensor | None) -> nn.Linear:
    weight, bias = layer.weight.detach(), layer.bias.detach()
    if rows is not None:
        weight, bias = weight[rows], bias[rows]
    if columns is not None:
        weight = weight[:, columns]
    made = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        made.weight.copy_(weight)
        made.bias.copy_(bias)
    return made
