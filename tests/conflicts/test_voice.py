"""A medium is a party for its own voice, and for that alone."""

from dataclasses import replace

import pytest

from sources.conflicts.board import within
from sources.conflicts.voice import own_voice
from sources.models import Kind, Stance

from .make import article, said

TOLD = said("Marsh Gossip", "the singer/N Ida/P Welo/P was found/V! dead/A in Kolombe/P")
LINE = "Marsh Gossip said the singer Ida Welo was found dead in Kolombe."


@pytest.mark.parametrize(
    "own",
    [
        "The report is not true.",
        "That story, however, turned out to be a hoax.",
        "The tale has since been exposed as a fake.",
        "But it is not even remotely true.",
        "It was a fake report from a site that nobody runs.",
        "Welo is just the victim of another death hoax.",
    ],
)
def test_the_medium_denies_in_its_own_voice(own):
    (conflict,) = within(article("a", TOLD, text=f"{LINE}\n{own}", outlet="Kolombe Courier"))
    assert conflict.kind is Kind.DENIAL
    assert conflict.sides[0].parties == ("Marsh Gossip",)
    assert (conflict.sides[1].stance, conflict.sides[1].parties) == (Stance.DENIES, ("Kolombe Courier",))


@pytest.mark.parametrize(
    "other",
    [
        '"The report is a hoax," her agent said.',
        "It is unclear whether the report is a hoax.",
        "The report came at noon.",
        "The river was false calm and the fog a myth of its own.",
        "The story is a tall one, and it was soon debunked by the harbour master.",
        "Could the story be a hoax?",
    ],
)
def test_what_is_not_its_own_judgement_is_not_its_voice(other):
    assert own_voice(article("a", TOLD, text=f"{LINE}\n{other}")) == ()


def test_a_judgement_that_a_source_makes_is_the_source_s():
    text = f"{LINE}\nHer agent said that the report is a hoax."
    start = text.index("that the report")
    judged = said("Ida Welo", "the report is a hoax")
    judged = replace(judged, content=replace(judged.content, spans=((start, len(text) - 1),)))
    assert own_voice(article("a", TOLD, judged, text=text)) == ()


def test_several_own_judgements_are_one_conflict():
    text = f"{LINE}\nThe story is fake.\nFans wept at the quay.\nThe report was never true."
    (conflict,) = within(article("a", TOLD, text=text, outlet="Kolombe Courier"))
    assert len(conflict.sides[1].statements) == 2


def test_where_it_judges_it_also_speaks_in_plain_negative_sentences():
    text = f"{LINE}\nThe story is fake.\nIda Welo was not found dead in Kolombe.\nThe ferry does not sail at noon."
    (conflict,) = within(article("a", TOLD, text=text, outlet="Kolombe Courier"))
    shown = [e.statement.content.text for e in conflict.sides[1].statements]
    assert shown == ["The story is fake.", "Ida Welo was not found dead in Kolombe."]


def test_what_answers_itself_is_no_answer():
    plain = said(None, "Ida/P Welo/P was not found/V! dead/A in Kolombe/P", source="rumours")
    text = f"{LINE}\nThe tale is a hoax.\nIda Welo was not found dead in Kolombe."
    start = text.rindex("Ida Welo")
    plain = replace(plain, content=replace(plain.content, spans=((start, len(text)),)))
    assert [s.content.text for s in own_voice(article("a", plain, text=text))] == ["The tale is a hoax."]
    assert len(own_voice(article("a", plain, TOLD, text=text))) == 2


def test_a_plain_negative_sentence_alone_is_no_judgement():
    assert own_voice(article("a", TOLD, text=f"{LINE}\nIda Welo was not found dead in Kolombe.")) == ()


def test_the_medium_also_speaks_in_its_headline():
    reading = article("a", TOLD, text=LINE, outlet="Kolombe Courier")
    titled = replace(reading, article=replace(reading.article, title="Tale of the dead singer is a hoax"))
    (conflict,) = within(titled)
    assert conflict.sides[1].parties == ("Kolombe Courier",)


@pytest.mark.parametrize(
    "title", ["Singer found dead in Kolombe", "Welo is dead? It may be a hoax", "Agent says the tale is a hoax"]
)
def test_a_headline_that_judges_nothing_is_no_voice(title):
    reading = article("a", TOLD, text=LINE, outlet="Kolombe Courier")
    assert own_voice(replace(reading, article=replace(reading.article, title=title))) == ()
