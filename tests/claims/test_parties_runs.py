"""Names without what stands before them: titles, slugs, openers, the body they are of."""

import pytest
from spacy.language import Language

from sources.claims.parties import Parties
from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("On Friday Per Sundqvar of the Ferrymen's Union spoke.", "Per Sundqvar", "Per Sundqvar"),
        ("The boats, said Will Tamber on Friday, were full.", "Will Tamber", "Will Tamber"),
        ("It was Ilse Korda of the River Boatmen's Union who said so.", "Ilse Korda of the River Boatmen's Union",
         "Ilse Korda"),
        ("Neighbouring Velmaria asked for calm.", "Neighbouring Velmaria", "Velmaria"),
        ("In the end Gov. Ottilie Brask-Holm said that taxes had fallen.", "Gov. Ottilie Brask-Holm",
         "Ottilie Brask-Holm"),
        ("Later Comrade Lida Verrin said that the bridge was theirs.", "Comrade Lida Verrin", "Lida Verrin"),
        ("The Oystermen's Co-operative said that the beds were shut.", "The Oystermen's Co-operative",
         "Oystermen's Co-operative"),
    ],
)  # fmt: skip
def test_a_name_keeps_its_own_words_alone(pipeline: Language, text: str, source: str, party: str) -> None:
    assert names(whom(pipeline, text, source)) == [party]


def test_an_agencys_slug_is_no_part_of_a_name(pipeline: Language) -> None:
    text = "Rowing-Korda denies cheating\n\nThe rower Ilse Korda said on Monday that she was clean. Korda wept."
    assert names(whom(pipeline, text, "Korda denies", "Korda wept"))[-1] == "Ilse Korda"


def test_a_surname_of_two_parts_is_no_slug(pipeline: Language) -> None:
    text = "Brask-Holm denies cheating\n\nThe rower Ilse Brask-Holm said on Monday that she was clean."
    assert names(whom(pipeline, text, "Brask-Holm", "Ilse Brask-Holm")) == ["Ilse Brask-Holm"] * 2


def test_a_title_cut_short_is_the_office(pipeline: Language) -> None:
    text = "Gov. Ottilie Brask-Holm spoke at the fair. Taxes had fallen, the governor said."
    assert names(whom(pipeline, text, "the governor")) == ["Ottilie Brask-Holm"]


def test_the_government_of_a_person_is_no_states(pipeline: Language) -> None:
    text = "The government of Premier Ottilie Brask sat late. The premier said that it was tired."
    assert names(whom(pipeline, text, "The premier")) == ["Ottilie Brask"]


def test_a_day_is_no_state(pipeline: Language) -> None:
    text = "On Tuesday police chief Lida Verrin opened the gate, she said."
    assert "Tuesday" not in (whom(pipeline, text, "police chief Lida Verrin")[0].party or "")


def test_a_common_word_that_opens_a_sentence_is_no_name(pipeline: Language) -> None:
    text = "The team saw one eel. Eels counted since May were small, they said. Eels like rain."
    assert whom(pipeline, text, "they")[0].party != "Eels"


def test_a_place_in_a_relative_clause_is_not_who_speaks(pipeline: Language) -> None:
    text = "Verrin, who rowed for a year at third-rate Tolmark, owned up to it."
    found = Parties().resolve(pipeline(text), [((0, 6), (text.index("Tolmark"), text.index("Tolmark") + 7))], None)
    assert [r.party for r in found] == ["Verrin"]


def test_a_retired_constable_speaks_for_himself(pipeline: Language) -> None:
    text = "Vardian police said nothing. Hugo Penn, a retired constable, said that the river was low."
    assert names(whom(pipeline, text, "Hugo Penn, a retired constable")) == ["Hugo Penn"]
    text = "Vardian police said nothing. Police Sergeant Hugo Penn said that the river was low."
    assert whom(pipeline, text, "Police Sergeant Hugo Penn")[0].person == "Hugo Penn"


def test_who_after_a_single_word_makes_it_a_person(pipeline: Language) -> None:
    text = "Lida Verrin was in the yard. Marla, who mends nets, sat inside. “It rains,” she said."
    assert names(whom(pipeline, text, "she")) == ["Marla"]
