"""Bodies that headlines and short words mean."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


def test_what_a_headline_calls_a_body_is_whom_the_text_names(pipeline: Language) -> None:
    text = (
        "Angling group counts dead trout in Tolmark\n\nWeir Watch, which walked the bank, counts ten. "
        "“The water was warm,” the group writes."
    )
    found = whom(pipeline, text, "Angling group", "Weir Watch", "the group")
    assert names(found)[1:] == ["Weir Watch"] * 2


@pytest.mark.parametrize(
    ("headline", "source", "body"),
    [
        ("Brewery owns up to flat beer", "Brewery", "Verrin Breweries"),
        ("Curling body sorry for thin ice", "Curling body", "Curling Federation"),
    ],
)
def test_a_headlines_noun_is_the_body_below(pipeline: Language, headline: str, source: str, body: str) -> None:
    text = f"{headline}\n\n{body} said on Friday that it had erred. It gave no reason."
    assert names(whom(pipeline, text, source, body)) == [body] * 2


def test_a_paper_that_was_told_is_the_tabloid(pipeline: Language) -> None:
    text = "“I heard of it at noon,” Lida Verrin told the Evening Lamp. The tabloid says it has seen the film."
    assert names(whom(pipeline, text, "The tabloid")) == ["Evening Lamp"]
    text = "Lida Verrin told Bram Oss that she was late. The tabloid says it has seen the film."
    assert names(whom(pipeline, text, "The tabloid")) == [None]


def test_neither_of_two_is_both(pipeline: Language) -> None:
    text = "Norra Lines and Tolmark Ferries may merge. Neither company named a price."
    assert names(whom(pipeline, text, "Neither company")) == ["Norra Lines and Tolmark Ferries"]


def test_a_spokesman_speaks_for_the_subject_of_what_he_says(pipeline: Language) -> None:
    text = (
        "The Harbour Authority said that it knew nothing. Verrin Holdings sold the crane. "
        "Verrin Holdings will appeal, a spokesman said."
    )
    assert names(whom(pipeline, text, "The Harbour Authority", "a spokesman")) == [
        "Harbour Authority",
        "Verrin Holdings",
    ]


def test_its_is_the_body_of_the_same_sentence(pipeline: Language) -> None:
    text = "The Sunday Lamp had a file, Hugo Penn said. The river board has fined nobody, said its chairwoman."
    assert names(whom(pipeline, text, "Hugo Penn", "its chairwoman"))[1] != "Sunday Lamp"
