"""Papers without a word of whose they are, kin set after a name, and whom `they` means when one of them is named."""

import pytest
from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


@pytest.mark.parametrize(
    "paper",
    ["a company statement", "a notice nailed to the gate", "a letter to employees", "the owner of Brandhalm Quays"],
)
def test_a_paper_is_of_whom_the_text_speaks(pipeline: Language, paper: str) -> None:
    text = f"Brandhalm Quays shut at noon. Brandhalm Quays said so itself. The cranes will stand, {paper} says."
    assert names(whom(pipeline, text, "Brandhalm Quays", "Brandhalm Quays", paper))[-1] == "Brandhalm Quays"


def test_a_letter_from_somebody_is_theirs(pipeline: Language) -> None:
    text = "Brandhalm Quays said that it would shut. The cranes stand, says a letter from Bram Oss on the wall."
    assert names(whom(pipeline, text, "Brandhalm Quays", "a letter from Bram Oss on the wall"))[-1] == "Bram Oss"


def test_the_bare_surname_is_not_the_father_set_after_his_name(pipeline: Language) -> None:
    text = (
        "Verrin said that he would row. The rower Bram Verrin is 25. Hugo Verrin, the father, swears that he is clean. "
        "Hugo Verrin built his boat."
    )
    assert names(whom(pipeline, text, "Verrin")) == ["Bram Verrin"]


def test_who_whose_sister_died_is_no_sister(pipeline: Language) -> None:
    text = "Bram Verrin, whose sister died in May, doubted it. “It came late,” he said."
    assert names(whom(pipeline, text, "Bram Verrin", "he")) == ["Bram Verrin"] * 2


def test_they_are_whoever_is_named_among_them(pipeline: Language) -> None:
    text = "The eels were few, Professor Lida Verrin and three others wrote in May. The nets were old, they said."
    assert names(whom(pipeline, text, "Professor Lida Verrin", "they")) == ["Lida Verrin"] * 2


def test_as_leads_to_the_name_that_closes_its_phrase(pipeline: Language) -> None:
    source = "friends as Bram Oss, a member of the senate"
    text = f"The plan has few {source}, said."
    assert names(whom(pipeline, text, source)) == ["Bram Oss"]


def test_a_commander_without_a_name_speaks_for_his_own_body(pipeline: Language) -> None:
    text = "The Reed Brigades hold the pass. A Brigades commander wants a road. He said that it was long promised."
    assert names(whom(pipeline, text, "A Brigades commander", "He")) == ["Reed Brigades"] * 2


def test_a_commander_of_one_state_is_not_of_anothers_ministry(pipeline: Language) -> None:
    text = "The Norwegian Defence Ministry denied it. A Velmarian air defence commander said that it fell."
    assert names(whom(pipeline, text, "A Velmarian air defence commander")) != ["Norwegian Defence Ministry"]


def test_it_takes_up_a_body_that_is_only_described(pipeline: Language) -> None:
    text = "The boatmen's union Keelhold laughs at it. The river board has the keys. It will open the lock."
    assert names(whom(pipeline, text, "The boatmen's union Keelhold", "It"))[-1] == "River board"


def test_a_newspaper_which_is_not_the_name_before_it(pipeline: Language) -> None:
    text = "TOLMARK, May 2 (Halvard) - A newspaper which printed the map sold out."
    assert whom(pipeline, text, "which")[0].party != "Halvard"
