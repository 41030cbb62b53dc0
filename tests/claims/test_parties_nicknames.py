"""Short forms and nicknames: whose they are, and which lone names are no one's."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize(
    ("whole", "short"),
    [("Benjamin Oss", "Benny"), ("Bettina Vane", "Tina"), ("Casimir Odell", "Cas"), ("Robert Penn", "Bob")],
)
def test_a_short_form_is_whose_given_name_it_is_short_for(pipeline: Language, whole: str, short: str) -> None:
    text = f"{whole} sold the boat on Friday. {short} said it leaked."
    assert names(whom(pipeline, text, short)) == [whole]


def test_a_short_form_of_two_is_nobody_elses(pipeline: Language) -> None:
    text = "Benjamin Oss met Benedict Penn on Friday. Then Ben said it leaked."
    assert names(whom(pipeline, text, "Ben "))[0] not in {"Benjamin Oss", "Benedict Penn"}


def test_a_surname_is_no_short_form(pipeline: Language) -> None:
    text = "Benjamin Oss sold the boat on Friday. Mr Ben said it leaked."
    assert names(whom(pipeline, text, "Mr Ben")) != ["Benjamin Oss"]


def test_a_nickname_between_the_names_is_part_of_them(pipeline: Language) -> None:
    text = 'Agata Krol laughed. Bettina "Tina" Krol says she was robbed. Tina told the Mail so.'
    assert names(whom(pipeline, text, 'Bettina "Tina" Krol', "Tina")) == ["Bettina Krol"] * 2
