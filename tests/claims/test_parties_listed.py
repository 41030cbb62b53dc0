"""Parties that the user lists: the people who speak for them, and names of several words."""

from spacy.language import Language

from sources.models import PartyAlias
from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


def test_a_person_listed_under_a_body_speaks_for_it_and_is_taken_up_as_a_person(pipeline: Language) -> None:
    text = (
        "The general, General Stavan Koor, said the guns were silent. He rejected the charge. Koor would not say more. "
        "The Norland Staff agreed."
    )
    extra = (PartyAlias("Norland Staff", ("Stavan Koor",), "body"),)
    found = whom(pipeline, text, "General Stavan Koor", "He", "Koor", "The Norland Staff", extra=extra)
    assert names(found) == ["Norland Staff"] * 4
    assert [f.person for f in found] == ["Stavan Koor"] * 3 + [None]


def test_a_whole_phrase_that_the_user_lists_is_that_party(pipeline: Language) -> None:
    text = "Norland opposition says leader detained. The government denied it."
    extra = (PartyAlias("Civic Front", ("Norland opposition",), "group"),)
    assert names(whom(pipeline, text, "Norland opposition", extra=extra)) == ["Civic Front"]


def test_rebels_of_a_group_are_the_group(pipeline: Language) -> None:
    text = "The Free Lakes Army holds the ford. Rebels of the Free Lakes Army said on Monday that they would stay."
    assert names(whom(pipeline, text, "Rebels of the Free Lakes Army")) == ["Free Lakes Army"]
