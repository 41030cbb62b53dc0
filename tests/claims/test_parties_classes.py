"""Whom a description means whose noun the name lacks, and who is named after what they are."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("Tolmark Rovers sacked their coach on Monday. The club would not say why.", "The club", "Tolmark Rovers"),
        ("Lurenna Police held two men. The force said that both were free.", "The force", "Lurenna Police"),
        ("Cave Relief reached the five on Sunday. All were well, the relief team said.", "the relief team",
         "Cave Relief"),
        ("The Annals of Vardian Surgery withdrew the paper. The journal regretted it.", "The journal",
         "Annals of Vardian Surgery"),
        ("The Hop Growers' Federation met on Monday. The trade was sick, the union said.", "the union",
         "Hop Growers' Federation"),
    ],
)  # fmt: skip
def test_a_body_goes_by_its_class(pipeline: Language, text: str, source: str, party: str) -> None:
    assert names(whom(pipeline, text, source)) == [party]


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("One of the rowers, Hugo Penn", "Hugo Penn"),
        ("A keeper of the pass, Bram Oss", "Bram Oss"),
        ("The millowner, Lida Verrin", "Lida Verrin"),
        ("Another, a retired potter called Marla Finch", "Marla Finch"),
    ],
)
def test_a_name_after_a_comma_is_whom_the_words_before_describe(pipeline: Language, source: str, party: str) -> None:
    assert names(whom(pipeline, f"{source}, said that the river had risen.", source)) == [party]


def test_a_source_that_begins_in_another_clause_is_who_is_named_last(pipeline: Language) -> None:
    source = "nine goats have died since May, the headmistress, Lida Verrin"
    text = f"At Tolmark, where {source}, wants a vet, the roof is new."
    assert names(whom(pipeline, text, source)) == ["Lida Verrin"]


def test_whom_a_headline_describes_is_the_subject_of_the_first_sentence(pipeline: Language) -> None:
    text = (
        "New bishop sells palace\n\nBram Oss had been bishop for a week when he saw the bill. Lida Verrin, "
        "the treasurer, added it up.\n\nThe bishop would live above a shop, he said."
    )
    assert names(whom(pipeline, text, "New bishop", "The bishop")) == ["Bram Oss"] * 2


def test_who_quits_as_minister_is_the_minister(pipeline: Language) -> None:
    text = "Lida Verrin has stood down as forestry minister of Velmaria. Bram Oss drove. The minister said no more."
    assert names(whom(pipeline, text, "The minister")) == ["Lida Verrin"]


def test_who_has_a_technical_director_is_a_firm(pipeline: Language) -> None:
    text = "Red Lantern’s commercial director, Hugo Penn, was away. The company would sell the mill, it was thought."
    assert names(whom(pipeline, text, "The company")) == ["Red Lantern"]


def test_i_in_a_transcript_is_whose_words_they_are(pipeline: Language) -> None:
    text = "KORDA: Bram Oss walked the coast.\n\nOSS: My boots split. I think it was the salt.\n\nKORDA: Thank you."
    assert names(whom(pipeline, text, "I think"[:1], outlet="Radio Tolmark")) == ["Bram Oss"]


def test_an_earlier_version_of_this_article_is_the_papers(pipeline: Language) -> None:
    text = "Verrin Analytics counts ten. An earlier version of this article said twelve. We regret it."
    found = whom(pipeline, text, "An earlier version of this article", outlet="Kilmore Star")
    assert names(found) == ["Kilmore Star"]
