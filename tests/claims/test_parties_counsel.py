"""Whom lawyers and agents without a name stand for: their client, where the article names them."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize("wording", ["Ana Belo's solicitor", "Her lawyers", "A lawyer for Belo", "Her agent"])
def test_who_acts_for_a_person_is_that_persons_voice(pipeline: Language, wording: str) -> None:
    text = f"Ana Belo was held on Friday. {wording} said that it was a mistake."
    assert names(whom(pipeline, text, wording)) == ["Ana Belo"]


def test_the_lawyer_is_the_one_who_spoke_before(pipeline: Language) -> None:
    text = "Bram Oss was held on Friday. His lawyer said that he was ill. The lawyer said no more. She left."
    assert names(whom(pipeline, text, "His lawyer", "The lawyer", "She")) == ["Bram Oss"] * 3


def test_a_lawyer_whom_the_article_names_is_their_own_party(pipeline: Language) -> None:
    text = "Bram Oss was held on Friday. His lawyer said he was ill. Oss's lawyer, Ada Vane, said so too."
    assert names(whom(pipeline, text, "His lawyer", "Oss's lawyer, Ada Vane")) == ["Ada Vane"] * 2


def test_a_named_lawyer_of_another_is_not_meant(pipeline: Language) -> None:
    text = "Oss's lawyer, Ada Vane, said he was ill. Hugo Penn's lawyer said that Penn was well. Bram Oss slept."
    assert names(whom(pipeline, text, "Oss's lawyer, Ada Vane", "Hugo Penn's lawyer")) == ["Ada Vane", "Hugo Penn"]


@pytest.mark.parametrize("wording", ["Defence counsel", "Defence lawyers", "A defence lawyer", "His defence team"])
def test_the_defence_is_that_of_the_one_accused(pipeline: Language, wording: str) -> None:
    text = f"Bram Oss went on trial for fraud on Monday. A clerk, Ada Vane, wept. {wording} said that he was ill."
    assert names(whom(pipeline, text, wording)) == ["Bram Oss"]


@pytest.mark.parametrize(
    "lede",
    [
        "Bram Oss and Hugo Penn were charged with fraud. Penn pleaded guilty. Oss denied fraud.",
        "Two men were charged on Monday. Bram Oss pleaded guilty.",
        "Bram Oss, a baker, was seen near the mill on Monday.",
    ],
)
def test_the_defence_is_nobody_where_it_may_be_of_two_or_none(pipeline: Language, lede: str) -> None:
    assert names(whom(pipeline, f"{lede} Defence counsel said that he was ill.", "Defence counsel")) == [None]


def test_a_singers_manager_speaks_for_the_singer_and_a_waitresss_does_not(pipeline: Language) -> None:
    text = "The {} Ana Belo was in tears on Friday. Her manager said that it was a mistake."
    assert names(whom(pipeline, text.format("singer"), "Her manager")) == ["Ana Belo"]
    assert names(whom(pipeline, text.format("waitress"), "Her manager")) == [None]


def test_his_lawyer_is_not_the_lawyer_of_a_firm(pipeline: Language) -> None:
    text = "A man was held on Friday. Vireo Electric sells lamps. He is a beekeeper, his lawyer said."
    assert names(whom(pipeline, text, "his lawyer")) == [None]


def test_whom_a_lawyer_names_is_not_the_coroner_of_the_sentence_before(pipeline: Language) -> None:
    text = "The coroner found a flaw. Mr Elias Munk's solicitors accept that."
    assert names(whom(pipeline, text, "The coroner", "Mr Elias Munk's solicitors"))[0] != "Elias Munk"


def test_his_lawyer_is_not_the_judges(pipeline: Language) -> None:
    text = "Judge Hugo Moe told Bram Oss he was a menace. Oss shrugged. His lawyer said there would be no appeal."
    assert names(whom(pipeline, text, "His lawyer")) == ["Bram Oss"]


def test_a_lawyer_of_hers_is_not_the_presidents(pipeline: Language) -> None:
    text = (
        "The president's lawyer said the tape was false. President Omar Lund denied knowing the woman. Her lawyer, "
        "Eva Lind, said she had proof."
    )
    assert names(whom(pipeline, text, "The president's lawyer", "Her lawyer, Eva Lind")) == ["Omar Lund", "Eva Lind"]
