"""Which words name a party or a medium, what the encoder marks, and the corpus of our own that it learns from."""

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sources.language.encoder.decode import marked
from sources.language.encoder.mentions import mentions, nearest

TEXT = "The Ministry of National Defence ( MND ) denied it . Idris Welo told Lantern Radio so ; Welo left ."
WORDS = TEXT.split()
CORPUS = Path(__file__).parents[2] / "sources" / "language" / "encoder" / "texts" / "written.jsonl"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Tavaran Ministry of National Defence", ["Ministry of National Defence"]),
        ("Ministry of National Defence", ["Ministry of National Defence", "MND"]),
        ("Idris Welo", ["Idris Welo", "Welo"]),
        ("Lantern Radio", ["Lantern Radio"]),
        ("Reed Front", []),
        ("", []),
    ],
)
def test_a_name_is_met_in_full_short_by_surname_or_initials(name: str, found: list[str]) -> None:
    assert [" ".join(WORDS[s:e]) for s, e in mentions(name, WORDS)] == found


def test_the_nearest_mention_is_rather_one_before() -> None:
    assert nearest([(2, 4), (8, 9)], 5) == [(2, 4)]
    assert nearest([(2, 4), (6, 7)], 4) == [(2, 4)]
    assert nearest([], 4) == []


def test_marked_words_join_over_light_ones_and_carry_their_mean() -> None:
    chances = np.array([0.1, 0.9, 0.1, 0.7, 0.1, 0.1, 0.1, 0.6, 0.1], np.float32)
    found, scores = marked(["the", "Bank", "of", "Norring", "said", "it", "to", "Kestrel", "."], chances, 0.5)
    assert found == ((1, 4), (7, 8))
    assert scores == pytest.approx((1.7 / 3, 0.6))
    assert marked([".", ","], np.array([0.9, 0.9], np.float32), 0.5) == ((), ())


def test_the_corpus_is_sound() -> None:
    ids = set()
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert record["id"] not in ids
        ids.add(record["id"])
        for told in record["attributions"]:
            assert told["content"] and (told["claim"] is None or told["claim"] in record["claims"])
            for role in ("source", "cue", "content"):
                assert all(0 <= s < e <= len(record["text"]) for s, e in told[role])
                assert all(e <= s for (_, e), (s, _) in pairwise(sorted(told[role])))
    assert len(ids) >= 300
