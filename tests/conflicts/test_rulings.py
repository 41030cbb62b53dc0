"""What the user decides about conflicts holds, also for what arrives later, and can be taken back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.conflicts.board import Board
from sources.models import Backing, Decision, Ruling, Stance

from .make import article, said

CAPTURE = "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"
ASSERTED = article("asserted", said("Reed Front", CAPTURE), hours=0)
DENIED = article(
    "denied",
    said("Velmar Army", "any Velmar/P soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied"),
    hours=2,
)
AGAIN = article(
    "again", said("Kolombe Council", "fighters/N captured/V! two/# Velmar/P soldiers/N at/A Kolombe/P"), hours=3
)
LATER = article(
    "later",
    said("Velmar Army", "that Velmar/P soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied"),
    hours=20,
)
FERRY = article(
    "ferry",
    said("Dockers Union", "Marlin/P Lines/P sold/V! the ferry/N Aurora/P to Trask/P"),
    said("Marlin Lines", "that it sold/V! the ferry/N Aurora/P", "denies", cue="denied"),
    hours=1,
)


def filled(*readings) -> Board:
    board = Board()
    for reading in readings:
        board.add(reading)
    return board


def held(board: Board) -> list[set[str]]:
    return [{e.article for side in c.sides for e in side.statements} for c in board.conflicts()]


def test_no_conflict_goes_and_stays_away():
    board = filled(ASSERTED, DENIED)
    (conflict,) = board.conflicts()
    decisions = board.no_conflict(conflict.id)
    assert board.rule(decisions).gone == {conflict.id}
    board.add(AGAIN)
    board.add(LATER)
    assert board.conflicts() == []
    board.rule(())
    assert held(board) == [{"asserted", "denied", "again", "later"}]


def test_no_conflict_leaves_the_others():
    board = filled(ASSERTED, DENIED, FERRY)
    capture = next(c for c in board.conflicts() if c.sides[0].parties == ("Reed Front",))
    board.rule(board.no_conflict(capture.id))
    assert held(board) == [{"ferry"}]


def test_what_was_put_together_stands_alone_when_the_other_leaves():
    board = filled(ASSERTED, DENIED, FERRY)
    capture, ferry = sorted(board.ids(), key=lambda id: "ferry" in board.conflict(id).claim)
    board.rule((*board.merge(capture, ferry), *board.no_conflict(ferry)))
    assert board.conflicts() == []
    board.remove("ferry")
    assert held(board) == [{"asserted", "denied"}]


def test_a_statement_that_was_split_off_stays_out():
    board = filled(ASSERTED, DENIED, AGAIN)
    (conflict,) = board.conflicts()
    change = board.rule(board.split(conflict.id, ("again", "s1")))
    assert change.changed == {conflict.id}
    assert held(board) == [{"asserted", "denied"}]
    board.add(LATER)
    assert not any({"again", "asserted"} <= articles for articles in held(board))
    board.rule(())
    assert held(board) == [{"asserted", "denied", "again", "later"}]


def test_merged_conflicts_are_one_row():
    board = filled(ASSERTED, DENIED, FERRY)
    one, two = (c.id for c in board.conflicts())
    change = board.rule(board.merge(one, two))
    (merged,) = board.conflicts()
    assert merged.id in {one, two} and change.gone == {one, two} - {merged.id}
    assert held(board) == [{"asserted", "denied", "ferry"}]
    assert len(board.rule(()).new) == 1
    assert len(board.conflicts()) == 2


def test_figures_and_positions_stay_two_rows():
    board = filled(
        FERRY,
        article(
            "tolls",
            said("Hospital", "17/# people/N were killed/V! in Darsel/P"),
            said("Army", "4/# people/N were killed/V! in Darsel/P"),
        ),
    )
    one, two = (c.id for c in board.conflicts())
    with pytest.raises(ValueError, match="figures"):
        board.merge(one, two)


def test_what_is_not_there_is_said():
    board = filled(ASSERTED, DENIED)
    (conflict,) = board.conflicts()
    with pytest.raises(KeyError):
        board.split(conflict.id, ("ferry", "s1"))
    with pytest.raises(KeyError):
        board.no_conflict("none")


READINGS = [ASSERTED, DENIED, AGAIN, LATER, FERRY]


@settings(max_examples=40, deadline=None)
@given(st.permutations(READINGS), st.integers(0, 5))
def test_when_a_decision_comes_does_not_matter(order, at):
    decisions = (
        Decision(Ruling.APART, ("again", "s1"), ("denied", "s1")),
        Decision(Ruling.TOGETHER, ("asserted", "s1"), ("ferry", "s1")),
    )
    board = Board()
    for n, reading in enumerate(order):
        if n == at:
            board.rule(decisions)
        board.add(reading)
    board.rule(decisions)
    first = filled(*READINGS)
    first.rule(decisions)
    assert sorted(map(sorted, held(board))) == sorted(map(sorted, held(first)))


def test_each_statement_says_why_it_is_there():
    board = filled(ASSERTED, DENIED, AGAIN)
    (conflict,) = board.conflicts()
    lines = board.why(conflict.id)
    assert set(lines) == {("asserted", "s1"), ("denied", "s1"), ("again", "s1")}
    assert lines["denied", "s1"].startswith("denies what is said by") and "“denied”" in lines["denied", "s1"]
    assert "soldiers" in lines["denied", "s1"] and "Velmar Army" in lines["again", "s1"]
    assert not any("\n" in line for line in lines.values())


def test_a_denial_that_points_back_says_at_what():
    board = filled(
        article("a", said("Reed Front", CAPTURE), said("Velmar Army", "the claim/N!", "denies", cue="rejected"))
    )
    (conflict,) = board.conflicts()
    assert "points back to Reed Front" in board.why(conflict.id)["a", "s2"]


def test_clashing_figures_say_both():
    board = filled(
        article(
            "tolls",
            said("Hospital", "17/# people/N were killed/V! in Darsel/P"),
            said("Army", "4/# people/N were killed/V! in Darsel/P"),
        )
    )
    (conflict,) = board.conflicts()
    assert board.why(conflict.id)["tolls", "s2"] == "4 dead here, 17 dead according to Hospital"


def test_a_claim_of_two_origins_is_corroborated():
    board = filled(ASSERTED)
    alone = board.claim(("asserted", "s1"))
    assert (alone.backing, alone.origins, alone.conflict) == (Backing.SINGLE_SOURCE, 1, None)
    board.add(AGAIN)
    both = board.claim(("asserted", "s1"))
    assert (both.backing, both.outlets, both.origins) == (Backing.CORROBORATED, 2, 2)
    board.add(DENIED)
    disputed = board.claim(("again", "s1"))
    assert disputed.conflict == board.conflicts()[0].id
    assert [side.stance for side in disputed.positions] == [Stance.ASSERTS, Stance.DENIES]


def test_reprints_of_one_report_corroborate_nothing():
    text = "The Reed Front said its fighters captured two Velmar soldiers near Kolombe on the river at dawn. " * 3
    board = filled(
        article("one", said("Reed Front", CAPTURE), text=text), article("two", said("Reed Front", CAPTURE), text=text)
    )
    claim = board.claim(("one", "s1"))
    assert (claim.backing, claim.outlets, claim.origins) == (Backing.SINGLE_SOURCE, 2, 1)
