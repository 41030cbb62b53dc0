"""A party that admits what it denied: in a later article, or as one article tells it."""

from dataclasses import replace

import pytest

from sources.conflicts.board import Board, within
from sources.models import Conflict, Kind, Statement, Status

from .make import article, said


def board(*readings) -> list[Conflict]:
    made = Board()
    for reading in readings:
        made.add(reading)
    return made.conflicts()


SCENE = "Lindal Bank closed its counters in Brelling while engineers searched its network for the intruders."


def told(statement: Statement, id: str, hours: float = 0):
    source, cue = statement.source.text, statement.cue.text
    return article(id, statement, hours=hours, text=f"{source} {cue} {statement.content.text}. {SCENE}")


DENIED = said("Lindal Bank", "the claim/N!", "denies", cue="rejected")
ADMITTED = said("Lindal Bank", "strangers/N had gained/V! access/N in August/P", "confirms", cue="acknowledged")


def test_who_admits_in_an_article_close_by_what_it_dismissed_turns_round():
    (conflict,) = board(told(DENIED, "a"), told(ADMITTED, "b", 70))
    assert (conflict.kind, conflict.status) == (Kind.REVERSAL, Status.REVERSED)
    assert [side.parties for side in conflict.sides] == [("Lindal Bank",), ("Lindal Bank",)]


COUNTERS = said("Lindal Bank", "its counters/N were closed/V! on Friday/P", "denies", cue="denied")


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        (DENIED, ADMITTED, -70),
        (DENIED, ADMITTED, 24 * 90),
        (DENIED, replace(ADMITTED, cue=replace(ADMITTED.cue, text="explained", lemma="explain")), 70),
        (COUNTERS, ADMITTED, 70),
        (DENIED, replace(ADMITTED, source=replace(ADMITTED.source, party="Orlo Works", text="Orlo Works")), 70),
    ],
)
def test_what_is_earlier_or_much_later_or_no_admission_or_of_other_things_or_parties_is_no_turn(first, second, hours):
    assert board(told(first, "a"), told(second, "b", hours)) == []


def test_articles_must_be_close():
    other = "The Tessen froze at Kolombe and a choir sang for the ferrymen; in Trask barley was dear and tugs ran late."
    far = article("b", ADMITTED, hours=70, text=f"Lindal Bank acknowledged access. {other}")
    assert board(told(DENIED, "a"), far) == []


def one(
    cue: str, before: str, *, stance: str = "confirms", source: str = "Lindal Bank", what: str = "power/N failure/N!"
) -> list[Conflict]:
    """The conflicts of an article in which a bank speaks by a cue after it is told what it held before."""
    now = said("Lindal Bank", "a short/A outage/N!", stance, cue=cue)
    then = said(source, f"any {what}", "denies", cue=before)
    return within(article("a", now, then, text=f"Lindal Bank {cue} a short outage, {before} any power failure."))


@pytest.mark.parametrize("before", ["having denied", "had earlier ruled out", "until last week denied"])
def test_one_article_tells_that_a_party_turned_round(before):
    (conflict,) = one("admitted", before)
    assert conflict.kind is Kind.REVERSAL
    assert {side.parties for side in conflict.sides} == {("Lindal Bank",)}


def test_who_admits_one_thing_and_denies_another_at_a_time_does_not_turn_round():
    assert one("admitted", "denies") == []
    assert one("said", "having denied", stance="asserts") == []
    assert [c.kind for c in one("admitted", "having denied", source="Orlo Works", what="outage/N!")] == [Kind.DENIAL]


def test_who_now_says_otherwise_turns_round_from_what_it_is_told_to_have_said_right_before():
    then = said("Hill Watch", "its men/N touched/V! the convoy/N", negated=True, cue="swore")
    now = said("Hill Watch", "some of them carried/V! off food/N", cue="now concedes", stance="confirms")
    text = "On Tuesday Hill Watch swore that nobody of its own touched the convoy. It now concedes that some took food."
    (conflict,) = within(article("a", then, now, text=text))
    assert conflict.kind is Kind.REVERSAL
    plain = replace(now, cue=replace(now.cue, text="conceded"))
    assert within(article("a", then, plain, text=text)) == []
    assert within(article("a", now, then, text=text)) == []


REPORTED = said("Velmar Courier", "the deputy/N left/V! the Orchard/P Party/P for the Tessen/P Union/P", cue="reported")
STAYED = "the deputy/N left/V! the Orchard/P Party/P"


@pytest.mark.parametrize(
    ("stance", "negated", "cue", "source", "kinds"),
    [
        ("confirms", True, "accepted that no", "Velmar Courier", [Kind.REVERSAL]),
        ("confirms", False, "accepted", "Velmar Courier", []),
        ("asserts", True, "added that no", "Velmar Courier", []),
        ("confirms", True, "accepted that no", "Orchard Party", [Kind.DENIAL]),
    ],
)
def test_who_owns_that_what_it_said_is_not_so_turns_round(stance, negated, cue, source, kinds):
    owned = said(source, STAYED, stance, cue=cue, negated=negated)
    text = f"The Velmar Courier reported that the deputy left. {source} {cue} deputy left the Orchard Party."
    assert [c.kind for c in within(article("a", REPORTED, owned, text=text))] == kinds
    later = board(told(REPORTED, "a"), told(owned, "b", 20))
    assert [c.kind for c in later] == kinds
    earlier = [c.kind for c in board(told(REPORTED, "a", 20), told(owned, "b"))]
    assert earlier == [kind for kind in kinds if kind is not Kind.REVERSAL]
