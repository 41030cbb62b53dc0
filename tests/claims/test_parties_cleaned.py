"""Names without what is no part of them, and capitals that name nobody."""

import pytest
from spacy.language import Language

from sources.claims.parties import clean_name
from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize(
    ("source", "party"),
    [
        ("CEO Tim Brannick", "Tim Brannick"),
        ("Kessel Retail SVP Helena Verrin", "Helena Verrin"),
        ("Tourist Jan Pell", "Jan Pell"),
        ("Investigator Sergei Orlov", "Sergei Orlov"),
        ("U.S. Secretary of State Peter Brannick", "Peter Brannick"),
        ("Minister for Special Duties Anna Turrel", "Anna Turrel"),
        ("President of Velmaria Ivor Orlin", "Ivor Orlin"),
        ("Secretary of Harbour Security Jeb Turrel", "Jeb Turrel"),
        ("Vardian Member of Parliament Ali al-Soran", "Ali al-Soran"),
        ("The director at the Tolmark Peace Foundation Imad R. Verrin", "Imad R. Verrin"),
        ("Center for Coastal and Maritime Studies analyst Hugo Penn", "Hugo Penn"),
        ("Mayor-elect Ana Belo", "Ana Belo"),
        ("Lt. Gen. Mark A. Brune", "Mark A. Brune"),
        ("U.S. Rep. Ivan Hale", "Ivan Hale"),
        ("Mayor de Sorel", "de Sorel"),
        ("The Sergeant-at-Arms Hugo Vane", "Hugo Vane"),
        ("Brazilian Maria Sorel", "Maria Sorel"),
        ("Corbes' Gordon Penn", "Gordon Penn"),
        ("The University of Tolmark's Ana Belo", "Ana Belo"),
        ("Han Ki-joon", "Han Ki-joon"),
        ("Naser El-soran", "Naser El-soran"),
        ("Steve Penn of Ostland", "Steve Penn"),
    ],
)
def test_a_person_goes_without_office_people_and_place(pipeline: Language, source: str, party: str) -> None:
    assert names(whom(pipeline, f"{source} said that the bridge was safe.", source)) == [party]


@pytest.mark.parametrize(
    "source",
    [
        "Hospital Maria Segunda",
        "Tolmark Harbour Foundation",
        "The Tolmark Reporter",
        "The US Geological Survey",
        "The City of Tolmark Police",
        "Coast News Daily Report",
        "The Bank of Velmaria",
        "The New Tolmark Farmers' Union",
        "Mary Jane Belo",
    ],
)
def test_a_name_that_only_looks_so_stays_whole(pipeline: Language, source: str) -> None:
    text = f"{source} said that the bridge was safe."
    assert names(whom(pipeline, text, source)) == [source.removeprefix("The ")]


def test_an_opener_is_dropped_where_the_name_stands_alone(pipeline: Language) -> None:
    text = "Praising Ana Belo, he left. Free Ana Belo was printed on shirts. Ana Belo said that she was well."
    assert names(whom(pipeline, text, "Ana Belo said"[:8])) == ["Ana Belo"]


def test_a_surname_that_is_a_calling_too_is_its_bearers(pipeline: Language) -> None:
    text = "The claim came from Rep. Duncan Carpenter. Carpenter said that ten were held. A carpenter denied it."
    assert names(whom(pipeline, text, "Carpenter said"[:9], "A carpenter")) == ["Duncan Carpenter", None]


def test_a_member_of_a_party_is_described_and_not_named(pipeline: Language) -> None:
    text = (
        "The claim came from Rep. Ivan Hale on Tuesday. The Ostland Republican said that ten were held. "
        "“It is so,” the Congressman said. A Tolmark Congressman denied it."
    )
    found = whom(pipeline, text, "The Ostland Republican", "the Congressman", "A Tolmark Congressman")
    assert names(found) == ["Ivan Hale", "Ivan Hale", None]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A film.\nDoubts: Viewers asked whether the film was real.", "Doubts"),
        ("A film.\nUnmasked: The man was held on Monday.", "Unmasked"),
        ("TOLMARK: A preacher in Tolmark has said that the film was false.", "TOLMARK"),
        ("She ran home after LOSING HOPE, it was said.", "LOSING HOPE"),
        ("P.S.: She said that it was so.", "P.S."),
        ("Its URL says that it was so.", "Its URL"),
        ("A Peruvian who sails there said no.", "A Peruvian who sails there"),
        ("Two Canadians say that they sold it.", "Two Canadians"),
        ("Many Peruvians doubt it.", "Many Peruvians"),
        ("No sect, Vardian or otherwise, claimed it.", "No sect, Vardian or otherwise"),
        ("The Mother Superior of the convent said no.", "The Mother Superior of the convent"),
        ("The group was U.S.-led and said no.", "U.S.-led"),
        ("A man claiming to be Hugo Penn said no.", "A man claiming to be Hugo Penn"),
        ("Parcel sorting firm confirmed it.", "Parcel sorting firm"),
        ("Friends and relief workers said no.", "Friends and relief workers"),
        ("Medical staff said no.", "Medical staff"),
        ("Several papers in Peru and Chile said no.", "Peru and Chile"),
    ],
)
def test_capitals_that_name_nobody(pipeline: Language, text: str, source: str) -> None:
    assert names(whom(pipeline, text, source)) == [None]


def test_a_label_is_a_name_where_the_text_has_it_again(pipeline: Language) -> None:
    text = "Hugo Penn ran the mill. He was fined.\n\nPenn: I never saw the bill."
    assert names(whom(pipeline, text, "Penn:"[:4])) == ["Hugo Penn"]
    text = "A strike.\n\nKORDA: Bram Oss walked.\n\nOSS: My boots split.\n\nKORDA: Thank you."
    assert names(whom(pipeline, text, "OSS")) == ["Bram Oss"]


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("McBrade's has said that no shop will close.", "McBrade", "McBrade's"),
        ("McBrade's shop was shut. McBrade said no.", "McBrade said"[:7], "McBrade"),
        ("According to tattle.website, the singer died.", "tattle.website", "tattle.website"),
        ("Harbour staff said no. Staff at Tolmark Hospital said yes.", "Staff at Tolmark Hospital", "Tolmark Hospital"),
        ("The US said that the jet fell.", "The US", "US"),
        ("The Tolmark police and the B.T. RNLD have confirmed it.", "the B.T. RNLD", "B.T. RNLD"),
    ],
)
def test_a_name_keeps_what_is_its_own(pipeline: Language, text: str, source: str, party: str) -> None:
    assert names(whom(pipeline, text, source)) == [party]


def test_marks_without_width_are_no_part_of_a_name() -> None:
    assert clean_name("Hugo Vale\u200b") == "Hugo Vale"
