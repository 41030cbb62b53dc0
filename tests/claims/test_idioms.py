"""Idioms that take a side, and that they take none where they only stand nearby."""

from collections.abc import Callable

import pytest

from sources.claims.idioms import deeds, idioms, in_content
from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.language.pipeline import load
from sources.models import Article, Stance, Statement


@pytest.fixture(scope="module")
def read() -> Callable[[str], tuple[Statement, ...]]:
    reader = Reader(load(), Parties())
    return lambda text: reader.read(Article("a", None, None, None, None, text)).statements


@pytest.mark.parametrize(
    ("content", "stance"),
    [
        ("it could not comment on the arrests", Stance.DECLINES),
        ("that it wouldn’t discuss the fee", Stance.DECLINES),
        ("“It is for the court to decide,”", Stance.DECLINES),
        ("it was too early to say what had happened", Stance.UNVERIFIED),
        ("it had no way of knowing", None),
        ("there was no way of knowing who had called", Stance.UNVERIFIED),
        ("yes, she had signed", Stance.CONFIRMS),
        ("he had misspoken", Stance.RETRACTS),
        ("the figure was included in error", Stance.RETRACTS),
        ("the claim that the well was poisoned had no basis", Stance.DENIES),
        ("it did not recognise that figure", Stance.DENIES),
        ("it was hard to square the bill with the receipts", Stance.DOUBTS),
        ("the children were not sure of the way", None),
        ("the mayor had misspoken", None),
        ("the bank was sceptical of the plan", None),
        ("they would not leave", None),
        ("she did not speak to the boy", None),
        ("she would rather not say", Stance.DECLINES),
        ("“Ask the harbour master,”", Stance.DECLINES),
        ("“Ask the harbour master and she will tell you of the flood,”", None),
        ("“Absolutely not,”", Stance.DENIES),
        ("“Absolutely not one of us slept,”", None),
        ("it had done nothing of the sort", Stance.DENIES),
        ("it was too early to draw conclusions", Stance.DOUBTS),
        ("“We accept the board's number,”", Stance.CONFIRMS),
        ("“We accept the prize,”", None),
    ],
)
def test_what_a_content_does(content: str, stance: Stance | None) -> None:
    assert in_content(content) is stance


def test_every_idiom_is_found_by_a_word_that_it_cannot_be_without() -> None:
    for index in idioms():
        places = {idiom.place for found in index.values() for idiom in found}
        assert places == set(range(1, max(places) + 1))
        assert not {"", "...", "^"} & index.keys()


def test_an_idiom_counts_for_the_cue_that_it_holds_only(read: Callable[[str], tuple[Statement, ...]]) -> None:
    said = read("The harbour master said the shipyard had ignored three letters from the town council last year.")
    assert [s.stance for s in said if s.cue.text == "said"] == [Stance.ASSERTS]


def test_a_deed_answers_no_claim(read: Callable[[str], tuple[Statement, ...]]) -> None:
    said = read(
        "The union rejected the offer of the shipyard. On Monday the union rejected the claim of the shipyard as well."
    )
    assert [s.stance for s in said if s.cue.text == "rejected"] == [Stance.ASSERTS, Stance.DENIES]


def test_who_is_dismissed_from_a_post_is_not_denied(read: Callable[[str], tuple[Statement, ...]]) -> None:
    said = read(
        "The lawyer of the dairy said that Dr Tarr had been dismissed for poor work after a year in the laboratory."
    )
    assert said and all(s.stance is Stance.ASSERTS for s in said)


def test_a_deed_has_objects_that_make_it_one_or_the_only_ones_that_do_not() -> None:
    assert all(d.verbs and d.objects for d in deeds())
