"""Whom pronouns, roles and headlines mean, once the whole article is known; and the weights by which they choose."""

import pytest
from spacy.language import Language

from sources.claims.parties import Parties
from sources.claims.parties_fit import Sample, fitted
from sources.claims.parties_ranking import Features
from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


def unworded(nlp: Language, text: str, cue: str, *wordings: str, outlet: str | None = None) -> str | None:
    """The party of a cue without a source in a text with these sources."""
    spans = [((text.index(w), text.index(w) + len(w)),) for w in wordings]
    at = text.index(cue)
    cues = [*[None] * len(spans), (at, at + len(cue))]
    return Parties().resolve(nlp(text), [*spans, ()], outlet, cues)[-1].party


@pytest.mark.parametrize(("pronoun", "party"), [("He", "Marek Tolan"), ("She", "Beatriz Orme")])
def test_a_given_name_tells_whom_he_and_she_mean(pipeline: Language, pronoun: str, party: str) -> None:
    text = (
        "Marek Tolan said that the mill would close. Beatriz Orme, of the weavers' guild, called it a disgrace. "
        f"{pronoun} would not say when the gates would be shut."
    )
    assert names(whom(pipeline, text, "Marek Tolan", "Beatriz Orme", pronoun))[-1] == party


def test_a_pronoun_takes_up_who_spoke_rather_than_who_was_spoken_of(pipeline: Language) -> None:
    text = (
        "Ana Belo told reporters that the dam was safe. The report by Clara Weste had said so in March.\n\n"
        "Belo walked the wall on Monday. “It is dry,” she said."
    )
    assert names(whom(pipeline, text, "Ana Belo", "she"))[-1] == "Ana Belo"


def test_i_within_a_quotation_is_who_is_quoted(pipeline: Language) -> None:
    text = "Ana Belo denied it.\n\n“I thought it was a fox,” says farmer Hugo Penn. “I was wrong.”"
    found = whom(pipeline, text, "Ana Belo", "I", "farmer Hugo Penn")
    assert names(found) == ["Ana Belo", "Hugo Penn", "Hugo Penn"]


def test_i_outside_quotations_is_the_paper(pipeline: Language) -> None:
    text = "Ana Belo denied it. I doubt that she read the file."
    assert names(whom(pipeline, text, "I", outlet="Kilmore Star")) == ["Kilmore Star"]


def test_a_headlines_role_is_who_speaks_first_below_it(pipeline: Language) -> None:
    text = (
        "Freed engineer doubts rescue story\n\nNobody came for Hugo Penn, he told this paper on Monday. "
        "The guard slept, the engineer added."
    )
    found = whom(pipeline, text, "Freed engineer", "he", "the engineer", outlet="Kilmore Star")
    assert names(found) == ["Hugo Penn"] * 3


def test_a_headlines_villagers_stay_unnamed(pipeline: Language) -> None:
    text = "Villagers fear flood\n\nAna Belo said that the dam was safe."
    assert names(whom(pipeline, text, "Villagers", "Ana Belo")) == [None, "Ana Belo"]


def test_an_office_is_whoever_is_named_next_without_a_word_of_who_they_are(pipeline: Language) -> None:
    text = (
        "The interior minister of Velmaria disowned the tape on Monday.\n\n"
        "“It is a puppet,” Lucian Obane told parliament. Prime Minister Ana Belo would not comment."
    )
    found = whom(pipeline, text, "The interior minister of Velmaria", "Lucian Obane")
    assert names(found) == ["Lucian Obane"] * 2


def test_an_officer_without_a_name_is_not_the_next_to_speak(pipeline: Language) -> None:
    text = "A senior officer said the car was empty. The officer gave no name. Hugo Penn called it a farce."
    assert names(whom(pipeline, text, "A senior officer", "The officer", "Hugo Penn")) == [None, None, "Hugo Penn"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "party"),
    [
        ("No shot was fired, the Reed Council said, adding that the road was open.", "the Reed Council", "adding",
         "Reed Council"),
        ("The Reed Council says that takings were down, and fears that shops will close.", "The Reed Council", "fears",
         "Reed Council"),
        ("The Reed Council told reporters it had left. Calls to Arden Motors were not returned.", "The Reed Council",
         "were not returned", "Arden Motors"),
    ],
)  # fmt: skip
def test_a_cue_without_a_source_has_the_subject_that_it_shares(
    pipeline: Language, text: str, source: str, cue: str, party: str
) -> None:
    assert unworded(pipeline, text, cue, source) == party


def test_what_could_not_be_checked_is_the_papers_own_word(pipeline: Language) -> None:
    text = "The Reed Council said nine had died. The figure could not be verified."
    assert (
        unworded(pipeline, text, "could not be verified", "The Reed Council", outlet="Kilmore Star") == "Kilmore Star"
    )
    assert unworded(pipeline, text, "could not be verified", "The Reed Council") is None


def test_the_paper_goes_by_its_initials(pipeline: Language) -> None:
    text = "Nine men were seen. KRA could not confirm it."
    assert names(whom(pipeline, text, "KRA", outlet="Kilmore Relay Agency")) == ["Kilmore Relay Agency"]


def test_the_countrys_ministry_is_that_of_the_country_named_last(pipeline: Language) -> None:
    text = (
        "Kenya denies drone was its own\n\nA drone came down in neutral Chad on Tuesday, the country’s defence "
        "ministry said. The Kenyan army said that none was missing."
    )
    assert names(whom(pipeline, text, "the country’s defence ministry")) == ["Chadian Defence Ministry"]


@pytest.mark.parametrize("wording", ["Ana Belo's manager", "Her doctors", "Ana Belo's neighbour"])
def test_a_persons_people_are_not_that_person(pipeline: Language, wording: str) -> None:
    text = f"Ana Belo was held on Friday. {wording} said that it was a mistake."
    assert names(whom(pipeline, text, wording)) == [None]


def test_a_mother_of_the_same_surname_is_named(pipeline: Language) -> None:
    text = "Jomo Tarin was dead before breakfast. His mother wants to know why. Perpetua Tarin sells fruit."
    assert names(whom(pipeline, text, "His mother")) == ["Perpetua Tarin"]


def test_a_body_with_a_persons_possessive_keeps_its_own_name(pipeline: Language) -> None:
    text = "Graca Tolan lost the vote. Tolan's New Harbour coalition alleges that boxes were filled."
    assert names(whom(pipeline, text, "Tolan's New Harbour coalition")) == ["New Harbour coalition"]


def test_the_companies_are_the_two_just_joined(pipeline: Language) -> None:
    text = "Arden Bank and Tolm Bank will merge, the companies said on Monday."
    assert names(whom(pipeline, text, "the companies")) == ["Arden Bank and Tolm Bank"]


def test_both_camps_without_two_parties_are_not_the_agency_that_quotes_them(pipeline: Language) -> None:
    text = "The count went on. Both camps, Lanternwire reports, say that they will wait."
    assert names(whom(pipeline, text, "Both camps, Lanternwire reports")) == [None]


def test_a_place_is_not_the_governor_described_after_it(pipeline: Language) -> None:
    text = "Nine died in the east of Belsar, the provincial governor, Anneke Tull, said. Belsar has two roads."
    assert names(whom(pipeline, text, "the provincial governor, Anneke Tull")) == ["Anneke Tull"]


def test_the_fit_learns_what_tells_the_right_from_the_wrong() -> None:
    right: Features = {"spoke": 1.0, "far": 0.0}
    wrong: Features = {"spoke": 0.0, "far": 1.0}
    samples: list[Sample] = [([right, wrong], [True, False], False, False)] * 20 + [
        ([wrong], [False], True, False)
    ] * 20
    weights, share = fitted(samples)
    assert share == 1.0
    assert weights["spoke"] > weights["nobody"] > weights["far"]


def test_two_bodies_joined_are_a_party_of_two(pipeline: Language) -> None:
    text = "The lock opens in May. Arden Bank and Tolm Bank said that they had paid for it."
    assert names(whom(pipeline, text, "Arden Bank and Tolm Bank")) == ["Arden Bank and Tolm Bank"]


def test_an_official_who_is_said_to_be_unnamed_is(pipeline: Language) -> None:
    text = "The Kenyan army denied it. An unnamed army official said that a post had fallen."
    assert names(whom(pipeline, text, "An unnamed army official")) == [None]


def test_the_defence_is_a_party_in_court(pipeline: Language) -> None:
    text = "Ana Belo is on trial. The defence says that the list was of groceries."
    assert names(whom(pipeline, text, "The defence")) == ["Defence"]


def test_a_place_taken_along_before_a_person_is_left_out(pipeline: Language) -> None:
    text = "In Port Skelly, Ana Belo said that she had heard it all before."
    assert names(whom(pipeline, text, "Port Skelly, Ana Belo")) == ["Ana Belo"]


def test_a_role_is_not_a_person_of_another_role(pipeline: Language) -> None:
    text = "Superintendent Hugo Limb stood by his word. The chaplain called it a lie."
    assert names(whom(pipeline, text, "Superintendent Hugo Limb", "The chaplain"))[-1] is None


def test_a_bare_surname_may_be_the_childs_own(pipeline: Language) -> None:
    text = (
        "Vessel's daughter denies report of his death\n\nThe daughter of Osric Vessel denied that he had died. "
        "Maud Vessel said that her father was well. He is cross, she said."
    )
    sources = ("Vessel's daughter", "The daughter of Osric Vessel", "Maud Vessel")
    assert names(whom(pipeline, text, *sources)) == ["Maud Vessel"] * 3
