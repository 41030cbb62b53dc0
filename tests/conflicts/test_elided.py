"""Numbers that leave out what they count, sums and shares, and a number told in place of another."""

from dataclasses import replace

import pytest

from sources.conflicts.board import Board, within
from sources.conflicts.figures import figures
from sources.language.pipeline import LanguageError, load
from sources.models import Kind, Word

from .make import article, said


@pytest.fixture(scope="module")
def nlp():
    try:
        return load()
    except LanguageError as error:
        pytest.skip(str(error))


def parsed(nlp, text: str) -> tuple[Word, ...]:
    doc = nlp(text)
    return tuple(
        Word(t.text, t.lemma_, t.pos_, "root" if t.head is t else t.dep_.lower(), -1 if t.head is t else t.head.i)
        for t in doc
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("Nine people are now known to have died in the quarry", [(9, 9, "dead")]),
        ("Four people drowned in the Tessen", [(4, 4, "dead")]),
        ("62 million crowns have been frozen", [(60_760_000, 63_240_000, "#crown")]),
        ("Lindal Bank is missing between 300 and 380 million crowns", [(300_000_000, 380_000_000, "#crown")]),
        ("16 tonnes of fish were taken out of the Tessen", [(16, 16, "#tonn")]),
        ("31 percent of the dockers stayed out", [(31, 31, "votes")]),
        ("Ida Welo, her driver and two guards were killed", [(2, 4, "dead")]),
        ("About 400 have lost the roof over their heads", []),
        ("Trask lost the last three games", [(3, 3, "#game")]),
        ("230 of 1,700 jobs would go", []),
        ("The toll was raised by two", []),
        ("The raid of Oct. 14 was a failure", []),
        ("One ministry offered four crowns and another offered nine crowns", []),
    ],
)
def test_what_a_parsed_number_counts(nlp, content, found):
    assert [(f.low, f.high, f.role) for f in figures(parsed(nlp, content))] == found


@pytest.mark.parametrize(
    ("content", "corrects"),
    [
        ("three drivers, not two, were killed", 2),
        ("400,000 crowns were staked, not 640,000", 640_000),
        ("forty people, rather than sixty, were hurt", 60),
        ("three drivers and two guards were killed", None),
        ("three drivers, not two guards, were killed", None),
    ],
)
def test_a_number_that_is_told_in_place_of_another(nlp, content, corrects):
    assert figures(parsed(nlp, content))[0].corrects == corrects


def toll(count: str, party: str = "Darsel Clinic"):
    return said(party, f"{count}/# drivers/N were killed/V! on the road/N to Kolombe/P")


def test_a_toll_that_another_one_puts_right_is_disputed(nlp):
    text = "the road to Kolombe, where the convoy of Open Barn came under fire"
    told = article("a", toll("two", "Open Barn"), text=f"Open Barn said two drivers were killed on {text}.")
    later = article("b", toll("three"), hours=9, text=f"Darsel Clinic said three drivers were killed on {text}.")
    words = parsed(nlp, "three drivers, not two, were killed on the road to Kolombe")
    right = article(
        "c",
        replace(toll("three"), words=words),
        hours=9,
        text=f"Darsel Clinic said three drivers, not two, were killed on {text}.",
    )
    assert board(told, later) == []
    (conflict,) = board(told, right)
    assert conflict.kind is Kind.FIGURES


def board(*readings):
    made = Board()
    for reading in readings:
        made.add(reading)
    return made.conflicts()


TONNES = said("Anglers' Club", "the loss/N at 16/# tonnes/N!", cue="put")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (said("Clear Water", "nine/#!", cue="spoke of"), True),
        (said("Clear Water", "it is more than forty/#!"), True),
        (said("Clear Water", "sixteen/#!", cue="spoke of"), False),
        (said("Clear Water", "every one/#!", cue="counted"), False),
        (said("Clear Water", "my boy/N< was four/#!"), False),
        (said("Anglers' Club", "nine/#!", cue="spoke of"), False),
        (said(None, "nine/#!", cue="spoke of", source="they"), False),
    ],
)
def test_a_bare_number_counts_what_the_one_before_it_does(answer, told):
    text = f"Anglers' Club put the loss at 16 tonnes. Clear Water {answer.cue.text} {answer.content.text}."
    found = within(article("a", TONNES, answer, text=text))
    assert [c.kind for c in found] == ([Kind.FIGURES] if told else [])


def test_two_bare_numbers_side_by_side_count_the_same():
    text = "Organisers claim 120,000. City Hall registered 46,300."
    one, two = said("Organisers", "120,000/#!", cue="claim"), said("City Hall", "46,300/#!", cue="registered")
    (conflict,) = within(article("a", one, two, text=text))
    assert [side.parties for side in conflict.sides] == [("City Hall",), ("Organisers",)]
    assert within(article("a", one, text=text)) == []


def test_a_bare_number_is_told_in_the_millions_of_the_one_before_it():
    told = said("Two officials", "it at 11/# million/# crowns/N!", cue="put")
    answer = said("Terrace Talk", "14/#!", cue="reported")
    text = "Two officials put it at 11 million crowns. Terrace Talk had reported 14."
    (conflict,) = within(article("a", told, answer, text=text))
    assert conflict.sides[1].parties == ("Terrace Talk",)
    assert conflict.sides[1].statements[0].figure == (14_000_000, 14_000_000)
    shown = Board()
    shown.add(article("a", told, answer, text=text))
    (id,) = shown.ids()
    lines = shown.why(id).values()
    assert any("10,780,000 to 11,220,000 crowns" in line for line in lines)


def test_guests_are_not_counted_in_money():
    told = said("Lindal Bank", "the meal/N cost/V! $300,000/#")
    guests = said("A waiter", "it was a party/N! of 12/#")
    assert (
        within(article("a", told, guests, text="Lindal Bank said the meal cost $300,000. They were a party of nine."))
        == []
    )


def test_two_sums_in_two_stories_are_not_held_against_each_other():
    one = article("a", said("Lindal Bank", "the watch/N in gold/N will cost/V! 900/# crowns/N"))
    two = article("b", said("Orlo Works", "the watch/N in steel/N will cost/V! 300/# crowns/N"), hours=2)
    assert board(one, two) == []
