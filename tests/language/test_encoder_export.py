# ruff: noqa: E402
"""The exported graphs compute what the network in PyTorch computes."""

from pathlib import Path

import numpy as np
import pytest

for package in ("torch", "onnx", "onnxruntime", "tokenizers", "safetensors"):
    pytest.importorskip(package, reason=f"export needs the package {package} (the extra train)")

import torch

from sources.language.encoder.evaluate import Torch
from sources.language.encoder.export import export
from sources.language.encoder.network import Network
from sources.language.encoder.onnx_backend import Onnx

from .encoder_fixtures import LABELS, cutter


@pytest.mark.parametrize(("heads", "inner"), [(12, 1536), (6, 384)], ids=["whole", "cut"])
def test_graphs_and_network_agree(tmp_path: Path, heads: int, inner: int) -> None:
    torch.manual_seed(1)
    network = Network(LABELS, heads=heads, inner=inner)
    torch.nn.init.normal_(network.trunk.features.weight, std=0.1)
    torch.nn.init.normal_(network.parser.root)
    cutter(tmp_path)
    LABELS.save(tmp_path)
    torch.save(network.state_dict(), tmp_path / "weights.pt")
    export(tmp_path, tmp_path / "out", eight_bits=False)
    mine, theirs = Torch(network), Onnx(tmp_path / "out")
    rng = np.random.default_rng(1)
    ids, features = rng.integers(4, 90, (3, 40)), rng.integers(0, 32, (3, 40))
    firsts = np.sort(rng.integers(0, 40, (3, 20)), 1)
    words = mine.words(ids, features, firsts)
    for a, b in zip(words, theirs.words(ids, features, firsts), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-4)
    for a, b in zip(mine.parse(words[0]), theirs.parse(words[0]), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-4)
    _, dependents, heads = mine.parse(words[0])
    chosen = dependents[0], heads[0, rng.integers(0, 21, 20)]
    np.testing.assert_allclose(mine.relations(*chosen), theirs.relations(*chosen), atol=1e-4)
    fed = (np.array([0, 2, 2]), np.array([3, 5, 7]), rng.integers(0, 31, (3, 20)), rng.integers(0, 7, (3, 20)))
    for a, b in zip(mine.roles(words[0], *fed), theirs.roles(words[0], *fed), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-4)
