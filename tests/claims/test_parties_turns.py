"""Who has the word: turns with labels, quotations, and whom the pronouns inside and outside them mean."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize(
    ("label", "answers"), [("Korda", "Ada Korda"), ("KORDA", "Ada Korda"), ("AK", "Ada Korda"), ("A", "Ada Korda")]
)
def test_i_in_a_labelled_turn_is_who_the_label_means(pipeline: Language, label: str, answers: str) -> None:
    text = (
        "Ada Korda built the dam.\n\nQ: Does the dam leak?\n\n"
        f"{label}: No. I wrote to them.\n\nQ: We hear it did.\n\n{label}: Never."
    )
    assert names(whom(pipeline, text, "I", "We", outlet="Tarn Star")) == [answers, "Tarn Star"]


def test_i_under_the_questions_of_an_interview_is_the_guest(pipeline: Language) -> None:
    text = "Ada Korda built the dam.\n\nDoes this dam leak?\n\nI deny that.\n\nWho paid?\n\nThe town did, I think."
    assert names(whom(pipeline, text, "I", outlet="Tarn Star")) == ["Ada Korda"]


def test_questions_of_the_paper_itself_leave_we_to_the_paper(pipeline: Language) -> None:
    text = "Ada Korda built the dam.\n\nDid it leak?\n\nWe do not know.\n\nWho paid?\n\nThe town did."
    assert names(whom(pipeline, text, "We", outlet="Tarn Star")) == ["Tarn Star"]


def test_he_in_a_turn_is_not_the_one_whose_turn_it_is(pipeline: Language) -> None:
    text = "Mr Oss: Did you see the mate?\n\nMr Penn: I did. He told me the pump was dry.\n\nMr Oss: Thank you."
    assert names(whom(pipeline, text, "He")) == [None]


def test_she_in_a_quotation_is_not_who_says_it(pipeline: Language) -> None:
    text = "Ada Vane met Mira Reyle at noon. “She says I knew,” Mira Reyle said. “She lied,” Reyle added."
    found = whom(pipeline, text, "She")
    assert names(found) == ["Ada Vane"]


def test_who_says_a_quotation_is_not_whom_it_names(pipeline: Language) -> None:
    text = "Ada Vane runs a mill. Vane asked Mira Reyle for help. “Reyle never paid,” she said."
    assert names(whom(pipeline, text, "she")) == ["Ada Vane"]


def test_a_title_of_another_language_is_a_title(pipeline: Language) -> None:
    text = "Hartwig Zollikon ran the lift. Herr Zollikon said it was safe."
    assert names(whom(pipeline, text, "Herr Zollikon")) == ["Hartwig Zollikon"]
