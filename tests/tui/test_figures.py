"""How a conflict of figures shows what each party counts: on its row, on its sheet and on one scale."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sources.codec import conflict_json
from sources.models import (
    Act,
    Conflict,
    Cue,
    Evidence,
    Excerpt,
    Kind,
    QuoteForm,
    Side,
    Source,
    Stance,
    Statement,
    Status,
    Triage,
    Word,
)
from tui.context import figure, figures
from tui.widgets.scale import scale

DAY = datetime(2031, 10, 3, 9, tzinfo=UTC)
NUMBERS = frozenset(("3", "12", "a", "dozen", "seven", "forty-one", "62", "million"))


def evidence(who: str, content: str, low: float, high: float | None) -> Evidence:
    words = tuple(Word(w, w, "NUM" if w.lower() in NUMBERS else "NOUN", "dep", -1) for w in content.split())
    said = Statement(
        "s1",
        Source(who, ((0, 1),), who, True),
        Cue("said", ((2, 3),), "say"),
        Excerpt(content, ((4, 5),)),
        Stance.ASSERTS,
        Act.SPEECH,
        QuoteForm.INDIRECT,
        words=words,
    )
    return Evidence("a", "Quay", DAY, said, figure=(low, high))


def conflict(*given: Evidence) -> Conflict:
    sides = tuple(Side(Stance.ASSERTS, (each.statement.source.party or "",), (each,)) for each in given)
    return Conflict("c", Kind.FIGURES, "drivers were killed", Status.CONTESTED, DAY, DAY, 2, 2, sides)


@pytest.mark.parametrize(
    ("content", "low", "high", "told"),
    [
        ("on 3 May 12 drivers died", 12, 12, "12"),
        ("at least forty-one drivers died", 41, None, "at least forty-one"),
        ("some 62 million crowns are gone", 60_760_000, 63_240_000, "some 62 million"),
        ("it was far worse", 41, None, "at least 41"),
        ("it was far worse", 20, 30, "20 to 30"),
    ],
)
def test_the_figure_is_the_one_that_is_disputed_not_the_first_number(content, low, high, told):
    assert figure(evidence("Clinic", content, low, high)) == told


def test_what_is_not_counted_shows_no_figure():
    assert figure(replace(evidence("Clinic", "on 3 May the bridge fell", 0, 0), figure=None)) == ""


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (62_000_000, 62_000_000, "62,000,000"),
        (0, 7, "at most 7"),
        (2.5, 3.25, "2.5 to 3.25"),
        (1_200, None, "at least 1,200"),
    ],
)
def test_an_interval_in_words(low, high, told):
    assert figures(low, high) == told


def test_the_scale_shows_a_number_that_leaves_out_what_it_counts():
    block = scale(conflict(evidence("Clinic", "seven", 7, 7), evidence("Union", "more than a dozen", 13, None)), 70)
    lines = ["".join(piece.text for piece in line) for line in block]
    assert lines[0].startswith("Clinic") and "●" in lines[0] and lines[0].rstrip().endswith("7")
    assert lines[1].startswith("Union") and "→" in lines[1] and lines[1].rstrip().endswith("at least 13")


def test_the_printed_conflict_tells_each_figure():
    made = conflict_json(conflict(evidence("Clinic", "seven", 7, 7), evidence("Union", "more", 13, None)), Triage.NEW)
    assert [side["statements"][0]["figure"] for side in made["sides"]] == [[7, 7], [13, None]]
