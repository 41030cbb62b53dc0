"""What goes round without a speaker is a side of its own where somebody denies it."""

from dataclasses import replace

import pytest

from sources.conflicts.board import within
from sources.conflicts.prepare import propositions
from sources.conflicts.tellings import TELLING, denied, tellings
from sources.models import Excerpt, Kind, Stance

from .make import article, said

RUMOUR = "A rumour surfaced on Monday that the singer Ida Welo had died."
DENIAL = said("Welo's agent", "the rumour/N", "denies", cue="denied")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (RUMOUR, "A rumour"),
        ("The tale has made the rounds since the flood.", "The tale"),
        ("The false report came from a site called Marsh Lantern.", "Marsh Lantern"),
        ("Kolombe.info has been spreading this fake story all week.", "Kolombe.info"),
        ("The post was headlined \u201cIda Welo found dead at the weir\u201d.", ""),
        ("Word of the singer went viral in Kolombe.", ""),
    ],
)
def test_a_sentence_tells_what_goes_round(line, source):
    (told,) = tellings(line, (), ())
    assert (told.source.text, told.stance, told.rule) == (source, Stance.ASSERTS, TELLING)
    assert all(line[slice(*span)] == told.source.text for span in told.source.spans)
    assert line[slice(*told.content.spans[0])] == told.content.text


@pytest.mark.parametrize(
    "line",
    [
        "Marsh Wire reports that the weir is closed.",
        "The agent dismissed the rumour that Welo had died.",
        "The weir was closed on Monday.",
    ],
)
def test_what_somebody_says_does_not_go_round(line):
    assert tellings(line, (), ()) == ()


def test_what_is_read_as_a_statement_is_not_told_twice():
    whole = (0, len(RUMOUR))
    assert tellings(RUMOUR, (), [whole]) == ()
    assert tellings(RUMOUR, [whole], ()) == ()


def test_a_denial_meets_what_goes_round():
    (conflict,) = within(article("a", DENIAL, text=f"{RUMOUR}\nWelo's agent denied the rumour."))
    assert conflict.kind is Kind.DENIAL
    assert [side.parties for side in conflict.sides] == [("A rumour",), ("Welo's agent",)]


def test_nothing_goes_round_where_nobody_denies_it():
    reading = article("a", said("Marsh Wire", "the/N weir/N closed/V!"), text=RUMOUR)
    assert all(p.statement.rule != TELLING for p in propositions(reading))


def test_a_report_judged_false_speaks_for_nobody():
    told = said("Ida Welo", "the/N singer/N died/V! at/A the/N weir/N", source="The phony report")
    text = "The phony report mentions the singer died at the weir.\nThe report was a hoax."
    (conflict,) = within(article("a", told, text=text, outlet="Kolombe Courier"))
    assert conflict.sides[0].parties == ("The phony report",)


@pytest.mark.parametrize(
    ("content", "source", "told"),
    [
        ("reports that the dam had burst", "reports", "that the dam had burst"),
        ("as theatre the claim of the Marsh Front that it held the post", "the Marsh Front", "that it held the post"),
        ("as theatre the rumours of a burst dam", "the rumours", "of a burst dam"),
    ],
)
def test_a_denial_names_what_was_told_and_by_whom(content, source, told):
    denial = said("the ministry", content, "denies", cue="dismissed")
    found = denied(replace(denial, content=Excerpt(content, ((0, len(content)),))))
    assert (found.source.text, found.content.text) == (source, told)


@pytest.mark.parametrize(("what", "rows"), [("any suggestion", 0), ("a suggestion", 1), ("reports", 1)])
def test_what_nobody_need_have_told_is_no_dispute(what, rows):
    content = f"{what} that acid leaked into the river"
    text = f"Tolmark Mills rejected {content}."
    tagged = content.replace("acid", "acid/N").replace("leaked", "leaked/V!").replace("river", "river/N")
    denial = said("Tolmark Mills", tagged, "denies", cue="rejected")
    at = text.index(content)
    denial = replace(denial, content=Excerpt(content, ((at, at + len(content)),)))
    assert len(within(article("a", denial, text=text))) == rows
