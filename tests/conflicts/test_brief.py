"""Brief articles are known by a vector, long ones by their words; sets of both by the mean of their pairs."""

from itertools import product

import numpy as np
import pytest

from sources.conflicts.group import Total
from sources.conflicts.index import cosine, signature
from sources.models import Article, Reading

LONG = (
    "harbour crane strike docker union wage ferry quay captain tariff engine warehouse customs container berth pilot "
    "tide anchor winch foreman cargo lighter mooring bollard dredger stevedore"
)


def reading(id: str, text: str, vector: np.ndarray | None = None) -> Reading:
    packed = b"" if vector is None else np.round(vector / np.linalg.norm(vector) * 127).astype(np.int8).tobytes()
    return Reading(Article(id, None, None, None, None, text), "en", None, (), packed)


def turned(degrees: float) -> np.ndarray:
    return np.array([np.cos(np.radians(degrees)), np.sin(np.radians(degrees)), 0.0, 0.0])


def test_brief_articles_are_near_by_their_vectors_whatever_their_words() -> None:
    one, other = (
        signature(reading(k, t, turned(a))) for k, t, a in (("a", "Rebels captured", 0), ("b", "Troops seized", 20))
    )
    far = signature(reading("c", "Rebels captured", turned(90)))
    assert one.brief and cosine(one, other) > 0.5
    assert cosine(one, far) == 0.0


def test_without_a_vector_or_with_many_words_the_words_tell() -> None:
    bare, long = signature(reading("a", "Docker strike")), signature(reading("b", LONG, turned(0)))
    assert not bare.brief and not long.brief
    assert cosine(bare, long) > 0
    assert cosine(long, signature(reading("c", LONG, turned(90)))) == pytest.approx(1)


def test_sums_of_signatures_tell_the_mean_of_all_pairs() -> None:
    made = [
        signature(reading("a", "Docker strike at the quay", turned(0))),
        signature(reading("b", "Docker strike", turned(30))),
        signature(reading("c", LONG, turned(15))),
        signature(reading("d", "Ferry strike")),
        signature(reading("e", LONG)),
    ]
    for size in (1, 2, 3):
        mine, theirs = made[:size], made[size:]
        one, other = Total(), Total()
        for s in mine:
            one.add(s)
        for s in theirs:
            other.add(s)
        assert one.product(other) == pytest.approx(sum(cosine(a, b) for a, b in product(mine, theirs)), abs=0.02)
    whole = Total()
    for s in made:
        whole.add(s)
    pairs = [cosine(a, b) for a in made for b in made if a is not b]
    assert whole.mean(len(made)) == pytest.approx(sum(pairs) / len(pairs), abs=0.02)
