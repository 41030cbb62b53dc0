"""What a statement holds of its content."""

from dataclasses import replace

import pytest

from sources.conflicts.position import position
from sources.models import Excerpt

from .make import said


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
