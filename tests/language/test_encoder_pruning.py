# ruff: noqa: E402
"""What is cut from the layers is what the loss would not miss."""

from pathlib import Path

import pytest

for package in ("torch", "safetensors"):
    pytest.importorskip(package, reason=f"training needs the package {package} (the extra train)")

import torch

from sources.language.encoder.network import HEAD, Network
from sources.language.encoder.pruning import Pruner

from .encoder_fixtures import LABELS


def words(network: Network) -> torch.Tensor:
    ids = torch.arange(4, 34).view(2, 15)
    mask = torch.ones_like(ids, dtype=torch.bool)
    return network.trunk(ids, torch.zeros_like(ids), mask, torch.arange(0, 15, 2).expand(2, -1))


def test_what_nothing_hears_is_cut_and_not_missed(tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = Network(LABELS, 2).eval()
    deaf_units, deaf_heads = [3, 700, 1200], [0, 5]
    with torch.no_grad():
        for block in network.trunk.layers:
            block.down.weight[:, deaf_units] = 0
            for head in deaf_heads:
                block.out.weight[:, head * HEAD : (head + 1) * HEAD] = 0
    before = words(network)
    pruner = Pruner(network.trunk, (10, 1533))
    (before * torch.randn_like(before)).sum().backward()
    pruner.count()
    pruner.cut(1, 1)
    assert all(block.heads == 10 and block.up.out_features == 1533 for block in network.trunk.layers)
    torch.testing.assert_close(words(network), before, atol=1e-5, rtol=1e-5)
    torch.save(network.state_dict(), tmp_path / "weights.pt")
    LABELS.save(tmp_path)
    torch.testing.assert_close(words(Network.load(tmp_path)), before, atol=1e-5, rtol=1e-5)
