"""The tree that the parser's scores give is the best one with a single root."""

import itertools

import numpy as np
import pytest

pytest.importorskip("tokenizers", reason="the encoder needs the package tokenizers")

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.encoder.tree import heads


def is_tree(found: list[int]) -> bool:
    for at in range(1, len(found) + 1):
        seen = set()
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = found[at - 1]
    return found.count(0) == 1


@settings(deadline=None)
@given(n=st.integers(1, 5), seed=st.integers(0, 10_000))
def test_no_tree_scores_higher(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    found = heads(scores)
    assert is_tree(found)
    worth = [
        sum(scores[i, h] for i, h in enumerate(other))
        for other in itertools.product(range(n + 1), repeat=n)
        if is_tree(list(other))
    ]
    assert sum(scores[i, h] for i, h in enumerate(found)) == pytest.approx(max(worth), abs=1e-4)


def test_a_long_sentence_of_cycles_still_makes_a_tree() -> None:
    n = 150
    scores = np.zeros((n, n + 1), np.float32)
    for i in range(n):
        scores[i, (i ^ 1) + 1 if (i ^ 1) < n else 1] = 5
    assert is_tree(heads(scores))
