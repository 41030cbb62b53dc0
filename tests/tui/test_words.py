"""What a statement rests on, in words."""

from dataclasses import replace

import pytest

from sources.models import Access, Act, Cue, Evidence, Excerpt, QuoteForm, Source, Stance, Statement, TextFrom
from tui import words
from tui.context import stance_word

SAID = Statement(
    "s",
    Source("the board", ((0, 9),), None, True),
    Cue("said", ((10, 14),), "say"),
    Excerpt("the gate was shut", ((15, 32),)),
    Stance.ASSERTS,
    Act.SPEECH,
    QuoteForm.INDIRECT,
)


@pytest.mark.parametrize(
    ("text_from", "access", "told"),
    [
        (TextFrom.PAGE, Access.FULL, ""),
        (TextFrom.SUMMARY, Access.PARTIAL, "summary only"),
        (TextFrom.PAGE, Access.PARTIAL, "a part only"),
        (TextFrom.PAGE, Access.PAYWALLED, "a part only, paywalled"),
        (TextFrom.SUMMARY, Access.BLOCKED, "summary only, page blocked"),
    ],
)
def test_a_statement_says_what_it_rests_on(text_from: TextFrom, access: Access, told: str) -> None:
    assert words.rests_on(Evidence("a", "Quay", None, SAID, text_from, access)) == told


def test_every_label_has_its_words() -> None:
    short = [each for each in Access if each is not Access.FULL]
    told = [words.rests_on(Evidence("a", "Quay", None, SAID, TextFrom.SUMMARY, access)) for access in short]
    assert all(told) and len(set(told)) == len(short)


@pytest.mark.parametrize(
    ("act", "stance", "cue", "word"),
    [
        (Act.SPEECH, Stance.DENIES, "reject", "denies"),
        (Act.INTENT, Stance.ASSERTS, "plan", "intends"),
        (Act.INTENT, Stance.ASSERTS, "reject", "refuses"),
        (Act.INTENT, Stance.DECLINES, "say", "declined"),
        (Act.BELIEF, Stance.ASSERTS, "think", "believes"),
        (Act.BELIEF, Stance.ASSERTS, "oppose", "opposes"),
        (Act.BELIEF, Stance.DOUBTS, "wonder", "doubts"),
    ],
)
def test_what_is_no_speech_has_a_word_of_its_own(act: Act, stance: Stance, cue: str, word: str) -> None:
    assert stance_word(replace(SAID, act=act, stance=stance, cue=Cue(cue, (), cue))) == word
