"""What a statement holds of its content."""

from dataclasses import replace

import pytest

from sources.conflicts.board import within
from sources.conflicts.position import position
from sources.models import Cue, Excerpt, Source, Statement

from .make import CAPTURE, article, said


@pytest.mark.parametrize(
    ("content", "held"),
    [
        ("It is a coup, what else would you call it?", 1),
        ("The dam is sound, isn't it?", 1),
        ("Was it a coup?", 0),
        ("Of those who saw it, who would call it a coup?", 0),
    ],
)
def test_a_question_is_no_statement_but_one_may_close_with_it(content, held):
    made = said("Ida Welo", "it is a coup/N!")
    assert position(replace(made, content=Excerpt(content, ()))) == held


@pytest.mark.parametrize(
    ("content", "held"),
    [
        ("the bridge/N had not closed/V!", -1),
        ("it did not know/V! of a leak/N", 0),
        ("the city/N will not be intimidated/V!", 0),
    ],
)
def test_who_does_not_know_or_will_not_bow_denies_nothing(content, held):
    made = said("Ida Welo", content.replace("intimidated/V!", "intimidate/V!"), negated=True)
    assert position(made) == held


@pytest.mark.parametrize(
    ("cue", "content", "held"),
    [
        ("rejected", "the announcement/N!", -1),
        ("rejected", "this", -1),
        ("rejected", "it", 0),
        ("rejected", "the offer/N!", 0),
        ("dismissed", "the estimates/N! as guesswork/N", -1),
    ],
)
def test_who_turns_down_a_telling_denies_and_who_turns_down_a_proposal_does_not(cue, content, held):
    made = said("Velmar Army", content.replace("estimates/", "estimate/"), "denies", cue=cue)
    assert position(made) == held


@pytest.mark.parametrize(
    ("cue", "content"),
    [("accused", "each other of the raid/N!"), ("blamed", "one another"), ("trade", "accusations/N! over the raid/N")],
)
def test_what_two_hold_against_each_other_is_neither_side(cue, content):
    assert position(said("Reed Front and Velmar", content, cue=cue)) == 0


def _placed(statement: Statement, text: str) -> Statement:
    def at(piece: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(piece), text.index(piece) + len(piece)),)

    return replace(
        statement,
        source=Source(statement.source.text, at(statement.source.text), statement.source.party, True),
        cue=Cue(statement.cue.text, at(statement.cue.text), statement.cue.lemma),
        content=Excerpt(statement.content.text, at(statement.content.text)),
    )


@pytest.mark.parametrize(("stance", "inner"), [("unverified", "could not establish"), ("declines", "would not say")])
def test_who_tells_that_it_does_not_know_is_on_no_side(stance, inner):
    outer = f"its people {inner} whether Velmar soldiers were captured near Kolombe"
    text = f"The Reed Front says so. Velmar denies that. The River Commission told us that {outer}."
    told = replace(said("River Commission", CAPTURE, cue="told us"), content=Excerpt(outer, ()))
    unsure = said("River Commission", CAPTURE, stance, cue=inner, source="its people")
    unsure = replace(unsure, content=Excerpt("whether Velmar soldiers were captured near Kolombe", ()))
    statements = [
        said("Reed Front", CAPTURE),
        said("Velmar", CAPTURE, "denies", cue="denied"),
        *(_placed(each, text) for each in (told, unsure)),
    ]
    (found,) = within(article("a", *statements, text=text))
    assert [side.parties for side in found.sides] == [("Reed Front",), ("Velmar",)]
    assert [(side.stance.value, side.parties) for side in found.others] == [(stance, ("River Commission",))]
