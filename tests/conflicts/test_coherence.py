"""Into which events the articles of a large dispute part."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sources.conflicts.coherence import APART, events, strays
from sources.conflicts.group import Total
from sources.conflicts.index import Signature, cosine


def known_by(*terms: str) -> Signature:
    return Signature({term: len(terms) ** -0.5 for term in terms})


def test_articles_of_two_events_part():
    ferry = {f"f{n}": known_by("ferry", "harbour", f"own{n}") for n in range(4)}
    mine = {f"m{n}": known_by("mine", "shaft", f"other{n}") for n in range(3)}
    found = events(sorted(ferry | mine), ferry | mine)
    assert sorted(map(sorted, found)) == [sorted(ferry), sorted(mine)]


def test_articles_of_one_event_stay_together():
    ferry = {f"f{n}": known_by("ferry", "harbour", f"own{n}") for n in range(6)}
    assert events(sorted(ferry), ferry) == [set(ferry)]


def whole_of(signatures: dict[str, Signature]) -> Total:
    whole = Total()
    for each in signatures.values():
        whole.add(each)
    return whole


def test_an_article_that_shares_little_with_the_others_strays():
    ferry = {f"f{n}": known_by("ferry", "harbour", "captain", f"own{n}") for n in range(6)}
    other = {"mine": known_by("mine", "shaft", "gas", "harbour")}
    assert strays(ferry | other, whole_of(ferry | other), ferry | other) == ["mine"]


def test_none_strays_where_all_are_alike_or_few():
    ferry = {f"f{n}": known_by("ferry", "harbour", "captain", f"own{n}") for n in range(6)}
    assert strays(ferry, whole_of(ferry), ferry) == []
    few = {"a": known_by("ferry", "harbour"), "b": known_by("ferry", "captain"), "c": known_by("mine")}
    assert strays(few, whole_of(few), few) == []


def test_a_brief_one_is_placed_by_its_vector():
    east, north = np.array([127, 0], np.int8), np.array([0, 127], np.int8)
    signatures = {
        "a": Signature({"ferry": 1.0}, east),
        "b": Signature({"mine": 1.0}, north),
        "c": Signature({"boat": 1.0}, east, brief=True),
    }
    assert sorted(map(sorted, events("abc", signatures))) == [["a", "c"], ["b"]]


@given(st.lists(st.sets(st.sampled_from("abcdefg"), min_size=1, max_size=4), min_size=1, max_size=12))
def test_every_article_is_in_one_event_and_what_is_far_apart_in_two(words: list[set[str]]) -> None:
    signatures = {f"{n:02}": known_by(*sorted(each)) for n, each in enumerate(words)}
    found = events(sorted(signatures), signatures)
    assert sorted(key for each in found for key in each) == sorted(signatures)
    for n, one in enumerate(found):
        for other in found[:n]:
            mean = sum(cosine(signatures[a], signatures[b]) for a in one for b in other) / (len(one) * len(other))
            assert mean < APART + 1e-9
