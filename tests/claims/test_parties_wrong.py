"""Who must not be taken for a party: media of a place, groups and people that only stand near."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize("medium", ["Northland TV", "The Northland Times", "Northland Central News"])
def test_officials_of_a_place_are_not_its_medium(pipeline: Language, medium: str) -> None:
    text = f"{medium} showed the leader at a farm. Northland officials have denied that he is ill."
    assert names(whom(pipeline, text, "Northland officials")) == [None]


def test_officials_of_a_people_are_none_of_its_bodies(pipeline: Language) -> None:
    text = "The Peruvian Army said that it held two men. Other Peruvian officials said one. Army officials said two."
    found = whom(pipeline, text, "The Peruvian Army", "Other Peruvian officials", "Army officials")
    assert names(found) == ["Peruvian Army", None, "Peruvian Army"]


def test_the_man_is_the_one_whom_the_text_left_unnamed(pipeline: Language) -> None:
    text = (
        "The recording was made by a man in the next house. Hugo Penn sang that day. Bram Oss, a lawyer, has it. "
        "The man did not know what he had, it was said."
    )
    assert names(whom(pipeline, text, "The man")) == [None]


def test_the_man_is_he_whom_the_text_went_on_to_name(pipeline: Language) -> None:
    text = "The recording was made by a man named Hugo Penn. The man said that he had not known."
    assert names(whom(pipeline, text, "The man")) == ["Hugo Penn"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Reed Council met two growers who said that the frost was late.", None),
        ("The Reed Council met growers who said that the frost was late.", None),
        ("The Reed Council met Hugo Penn, who said that the frost was late.", "Hugo Penn"),
        ("Friends of Hugo Penn, a potter who said that he was tired, wept.", "Hugo Penn"),
    ],
)
def test_who_is_the_noun_before_it(pipeline: Language, text: str, party: str | None) -> None:
    assert names(whom(pipeline, text, "who")) == [party]


def test_papers_that_somebody_brings_are_theirs(pipeline: Language) -> None:
    text = "Tolmark Bank closed. Hugo Penn said no. He has brought bank statements that show he is rich."
    assert names(whom(pipeline, text, "Hugo Penn", "that"))[1] != "Tolmark Bank"


def test_they_are_the_people_of_the_clause_and_not_a_body_near_by(pipeline: Language) -> None:
    text = (
        "Thousands of weavers gathered around the Tolmark Police Headquarters as they chanted that the mill was theirs."
    )
    assert names(whom(pipeline, text, "they")) == [None]


def test_fighters_of_a_named_group_are_that_groups(pipeline: Language) -> None:
    text = "The Reed Front took the town. The Marsh Brigade's men fled. Marsh Brigade fighters said that they had won."
    assert names(whom(pipeline, text, "Marsh Brigade fighters")) == ["Marsh Brigade"]
    text = (
        "The Reed Front, an armed group, took the town. Basque fighters said no. The fighters said that it was theirs."
    )
    assert names(whom(pipeline, text, "Basque fighters", "The fighters")) == [None, "Reed Front"]


def test_who_left_a_body_does_not_speak_for_it(pipeline: Language) -> None:
    text = "Two executives of Tolmark Chemie said no. A former executive of Tolmark Chemie said yes."
    found = whom(pipeline, text, "Two executives of Tolmark Chemie", "A former executive of Tolmark Chemie")
    assert names(found)[1] is None


def test_a_president_named_with_the_state_is_no_other_president(pipeline: Language) -> None:
    text = (
        "Velmaria's president, Karim Soran, admitted it. President of Ostland Ivor Orlin said he must wait. "
        "The president of Ostland said no more."
    )
    found = whom(pipeline, text, "Velmaria's president, Karim Soran", "President of Ostland Ivor Orlin")
    assert names(found) == ["Karim Soran", "Ivor Orlin"]


def test_several_are_not_the_one_who_is_called_so(pipeline: Language) -> None:
    text = "The officers, Anton Verrin and Nico Pell, were jailed. Verrin denied it. Both officers said no."
    assert names(whom(pipeline, text, "Verrin denied"[:6], "Both officers"))[1] is None


def test_a_bare_surname_joins_no_two_people(pipeline: Language) -> None:
    text = "Lynda Bale, the wife of Oscar Bale, wept. Mrs Bale said that she was tired. Mr Bale said that he was not."
    assert names(whom(pipeline, text, "Mrs Bale", "Mr Bale")) == ["Lynda Bale", "Oscar Bale"]


def test_a_government_of_a_person_is_no_state_called_after_them(pipeline: Language) -> None:
    text = "Velmaria held a vote. The government of Karim al-Soran agreed to a truce, it said."
    assert "Karimi" not in str(names(whom(pipeline, text, "The government of Karim al-Soran")))
