"""Parties that only the rest of an article tells: states, headlines, pairs, offices, pronouns, cut sources."""

import pytest
from spacy.language import Language

from sources.claims.parties import Parties
from sources.models import PartyAlias
from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


def test_a_state_is_the_body_that_spoke_for_it(pipeline: Language) -> None:
    text = (
        "Velmaria says drone crashed\n\nA drone came down in Velmaria on Tuesday, the country's defence ministry said. "
        "The ministry did not say whose it was."
    )
    found = whom(pipeline, text, "Velmaria", "the country's defence ministry", "The ministry")
    assert names(found) == ["Velmarian Defence Ministry"] * 3


def test_a_bare_ministry_belongs_to_the_state_that_acts_before_it(pipeline: Language) -> None:
    text = (
        "Velmaria said on Monday that its envoy had been called home. A note was delivered at noon, the foreign "
        "ministry added. Ostland's foreign ministry said it had the paper."
    )
    found = whom(pipeline, text, "Velmaria", "the foreign ministry", "Ostland's foreign ministry")
    assert names(found)[:2] == ["Velmarian Foreign Ministry"] * 2
    assert names(found)[2] != "Velmarian Foreign Ministry"


def test_a_fronted_place_says_whose_ministry_it_is(pipeline: Language) -> None:
    text = (
        "The Kenyan foreign ministry denied that a post had fallen. "
        "In Chad's capital, the Defence Ministry said that it had no soldiers there."
    )
    found = whom(pipeline, text, "The Kenyan foreign ministry", "the Defence Ministry")
    assert names(found) == ["Kenyan Foreign Ministry", "Chadian Defence Ministry"]


def test_an_armed_group_named_an_army_is_no_states_army(pipeline: Language) -> None:
    text = (
        "The government of Kenya blamed the Forest Liberation Army. The rebels called it a lie. "
        "The army said that it had no men there."
    )
    found = whom(pipeline, text, "The government of Kenya", "The rebels", "The army")
    assert names(found) == ["Kenya", "Forest Liberation Army", "Kenyan Army"]


@pytest.mark.parametrize(
    ("text", "wording", "party"),
    [
        ("On Wednesday the Reed Council said no.", "Wednesday the Reed Council", "Reed Council"),
        ("The Reed Council on Thursday denied it.", "The Reed Council on Thursday", "Reed Council"),
        ("The Reed Council said late on Friday it had left.", "The Reed Council said late on Friday", "Reed Council"),
        ("It is over, said pastry chef Ana Sorel-Vance.", "pastry chef Ana Sorel", "Ana Sorel-Vance"),
        ("The council's director, Ana Belo, said no.", "The council's director", "Ana Belo"),
        ("Runner-up Ana Belo said no.", "Belo", "Ana Belo"),
    ],
)
def test_a_source_is_made_whole_and_bare_of_dates(pipeline: Language, text: str, wording: str, party: str) -> None:
    text = "Three men were seen. " + text
    assert names(whom(pipeline, text, wording)) == [party]


def test_a_spokeswoman_whose_name_was_cut_still_speaks_for_the_body(pipeline: Language) -> None:
    text = "It was a joke, foreign ministry spokeswoman Ana Belo told reporters in Nairobi for Kenya."
    found = whom(pipeline, text, "Belo")
    assert names(found) == ["Kenyan Foreign Ministry"]
    assert found[0].person == "Ana Belo"


def test_a_pronoun_takes_up_an_unnamed_spokeswoman(pipeline: Language) -> None:
    text = (
        "The Kenyan Defence Ministry denied it. Its duty spokeswoman said the men were actors. "
        "She would not say how many there were."
    )
    found = whom(pipeline, text, "Its duty spokeswoman", "She")
    assert names(found) == ["Kenyan Defence Ministry"] * 2
    assert [f.person for f in found] == [None, None]


def test_a_spokesman_named_with_his_body_after_him(pipeline: Language) -> None:
    text = "Idris Kell, the Reed Council's spokesman, called it a lie."
    found = whom(pipeline, text, "Idris Kell, the Reed Council's spokesman")
    assert (found[0].party, found[0].person) == ("Reed Council", "Idris Kell")


def test_a_presidents_staff_speak_for_the_presidency(pipeline: Language) -> None:
    text = (
        "The office of Kenyan President Ana Belo denied that she was ill. "
        "She reads and dictates, said Idris Kell, her press secretary."
    )
    found = whom(pipeline, text, "The office of Kenyan President Ana Belo", "Idris Kell, her press secretary")
    assert names(found) == ["Kenyan Presidency"] * 2


@pytest.mark.parametrize("wording", ["Both firms", "The two companies", "A joint statement"])
def test_two_that_speak_as_one(pipeline: Language, wording: str) -> None:
    text = f"Arden Bank and Tolm Bank will merge. {wording} said that no branch would close."
    assert names(whom(pipeline, text, wording)) == ["Arden Bank and Tolm Bank"]


def test_a_pair_without_two_parties_is_nobody(pipeline: Language) -> None:
    text = "The strike went on. Both sides said that they would not give way."
    assert names(whom(pipeline, text, "Both sides")) == [None]


def test_a_headline_that_describes_a_group_means_the_one_quoted_below(pipeline: Language) -> None:
    text = "Aid group: convoy was looted\n\nOpen Granary said on Monday that forty sacks were gone."
    assert names(whom(pipeline, text, "Aid group", "Open Granary")) == ["Open Granary"] * 2


def test_a_headlines_regulator_is_no_firm(pipeline: Language) -> None:
    text = "Regulator: records were safe\n\nArden Motors said on Monday that it had lost nothing."
    assert names(whom(pipeline, text, "Regulator", "Arden Motors"))[0] != "Arden Motors"


def test_police_are_the_one_force_that_the_article_names(pipeline: Language) -> None:
    text = "Police said two men were held. Ashdown Constabulary would not say where. Police gave no names."
    assert set(names(whom(pipeline, text, "Police", "Ashdown Constabulary"))) == {"Ashdown Constabulary"}


def test_a_role_told_late_is_the_person_the_article_is_about(pipeline: Language) -> None:
    text = (
        "Ana Belo came four minutes late. It was well written, the finance minister told reporters. "
        "Belo smiled. She had read it twice, she added."
    )
    assert names(whom(pipeline, text, "the finance minister", "She")) == ["Ana Belo"] * 2


@pytest.mark.parametrize(
    ("text", "wording", "party"),
    [
        ("The mayor said the dam was safe.", "The mayor", None),
        ("The mayor of flooded Tolm said the dam was safe.", "The mayor of flooded Tolm", "Mayor of Tolm"),
        ("A doctor at the Tolm Clinic said nine had died.", "A doctor at the Tolm Clinic", None),
    ],
)
def test_an_office_is_a_party_only_with_its_place(
    pipeline: Language, text: str, wording: str, party: str | None
) -> None:
    assert names(whom(pipeline, text, wording)) == [party]


def test_a_chief_executive_without_a_name_speaks_for_the_firm(pipeline: Language) -> None:
    text = "Arden Motors said no plant would close. The chief executive assured workers that it was safe."
    assert names(whom(pipeline, text, "Arden Motors", "The chief executive")) == ["Arden Motors"] * 2


def test_the_firm_meant_is_the_one_that_acts_last(pipeline: Language) -> None:
    text = (
        "Arden Motors blamed a valve. Arden Motors runs nine plants. Arden Motors is old. "
        "Tolm Industries hit back within the hour. The part was sound when it left the works, the manufacturer said."
    )
    assert names(whom(pipeline, text, "the manufacturer")) == ["Tolm Industries"]


def test_a_bodys_own_words_do_not_make_its_owner_the_party(pipeline: Language) -> None:
    text = "Nine had died, said doctors at the town's central hospital."
    assert names(whom(pipeline, text, "doctors at the town's central hospital")) == ["Central hospital"]


@pytest.mark.parametrize(
    ("text", "wording", "party"),
    [
        ("The boat sank, said Tursun the ferryman.", "Tursun the ferryman", "Tursun"),
        ("His widow, Hodan, said the boat sank.", "His widow, Hodan", "Hodan"),
        ("The Governor of Tolm, Captain Nuno Leal, said no.", "The Governor of Tolm, Captain Nuno Leal", "Nuno Leal"),
        ("Council secretary Ana Belo at a session said no.", "Council secretary Ana Belo at a session", "Ana Belo"),
        ("It is late, says Liv Aron (Coast Party), who has read it.", "who", "Liv Aron"),
        ("Arden Motors chief executive Ana Belo said no.", "Arden Motors chief executive Ana Belo", "Ana Belo"),
    ],
)
def test_people_in_the_forms_that_news_gives_them(pipeline: Language, text: str, wording: str, party: str) -> None:
    text = "Three men were seen. " + text
    assert names(whom(pipeline, text, wording)) == [party]


def test_a_prime_minister_is_not_the_minister(pipeline: Language) -> None:
    text = "Prime Minister Ana Belo spoke. The minister said no."
    assert names(whom(pipeline, text, "The minister")) == [None]


def test_another_agency_is_not_the_last_speaker(pipeline: Language) -> None:
    text = "Arden Motors said nine were hurt. The disaster agency said ten were."
    assert names(whom(pipeline, text, "Arden Motors", "The disaster agency"))[1] != "Arden Motors"


def test_the_paper_by_the_last_word_of_its_name(pipeline: Language) -> None:
    text = "Three men were seen. The Star has not been able to confirm it. This newspaper asked twice."
    found = whom(pipeline, text, "The Star", "This newspaper", outlet="Kilmore Star")
    assert names(found) == ["Kilmore Star"] * 2


def test_the_paper_goes_by_its_whole_name(pipeline: Language) -> None:
    text = "The gap is held. The Review was unable to establish it. A review of the film was kind."
    found = whom(pipeline, text, "The Review", "A review of the film", outlet="The Tolmark Review")
    assert names(found) == ["Tolmark Review", None]


def test_the_family_is_that_of_the_one_the_article_is_about(pipeline: Language) -> None:
    text = "Jomo Barasti died on Friday. Barasti had been held for a week. The family said that he was beaten."
    assert names(whom(pipeline, text, "The family")) == ["Barasti family"]


def test_a_body_owned_by_a_pronoun_keeps_no_pronoun_in_its_name(pipeline: Language) -> None:
    text = "Kenya denied it. Its Maritime Guard said that no shot was fired."
    assert names(whom(pipeline, text, "Its Maritime Guard")) == ["Kenyan Maritime Guard"]


def test_each_side_is_nobody(pipeline: Language) -> None:
    assert names(whom(pipeline, "By night each side accused the other.", "each side")) == [None]


def test_the_ministry_is_the_one_that_acts_not_the_last_named(pipeline: Language) -> None:
    text = (
        "The Kenyan Interior Ministry denied the capture. The Interior Ministry and the Kenyan Foreign Ministry did "
        "not respond to calls. The ministry said on Sunday that no man was missing."
    )
    found = whom(pipeline, text, "The Kenyan Interior Ministry", "The ministry said"[:12])
    assert set(names(found)) == {"Kenyan Interior Ministry"}


def test_who_speaks_for_something_without_a_name_is_their_own_party(pipeline: Language) -> None:
    text = "The bill is dead, said Ana Belo, who speaks for the opposition on defence."
    assert names(whom(pipeline, text, "Ana Belo, who speaks for the opposition on defence")) == ["Ana Belo"]


def test_a_pronoun_after_someone_without_a_name_names_nobody(pipeline: Language) -> None:
    text = (
        "Marta Ilves said that her son had not called. At noon a captain came to the gate. "
        "He said that nobody had been taken."
    )
    assert names(whom(pipeline, text, "Marta Ilves", "He")) == ["Marta Ilves", None]


def test_a_title_tells_two_of_one_surname_apart(pipeline: Language) -> None:
    text = (
        "Anton Reyle is dead, a newspaper wrote. Anton Reyle ruled until 1998. His daughter, Mira Reyle, denied it. "
        "Ms Reyle said that he was asleep. The daughter of Anton Reyle asked for peace."
    )
    found = whom(pipeline, text, "Ms Reyle", "The daughter of Anton Reyle")
    assert names(found) == ["Mira Reyle"] * 2


@pytest.mark.parametrize(
    ("wording", "party"),
    [
        ("The seafarers' union", "Seafarers' union"),
        ("The port workers’ union", "Port workers’ union"),
        ("The prosecutor's office", "Prosecutor's Office"),
        ("The prime minister's office", "Prime Minister's Office"),
    ],
)
def test_bodies_called_by_their_members_or_office(pipeline: Language, wording: str, party: str) -> None:
    assert names(whom(pipeline, f"{wording} said on Tuesday that talks went on.", wording)) == [party]


def test_the_company_is_neither_a_regulator_nor_a_surname(pipeline: Language) -> None:
    text = (
        "Arden Motors lost nine men. The energy regulator said it would look. Feil said that he was sorry. "
        "The company said nothing."
    )
    found = whom(pipeline, text, "The energy regulator", "Feil", "The company")
    assert names(found)[2] == "Arden Motors"


def test_a_person_of_the_configuration_is_taken_up_as_a_person(pipeline: Language) -> None:
    text = "Ana Belo said no. She would not say more."
    extra = (PartyAlias("Ana Belo", ("Belo",), "person"),)
    assert names(whom(pipeline, text, "Ana Belo", "She", extra=extra)) == ["Ana Belo"] * 2


def test_the_channel_is_the_broadcaster_not_the_last_speaker(pipeline: Language) -> None:
    text = "Tolm State Television said that a bridge fell. Ana Belo said that it stood. The channel did not respond."
    found = whom(pipeline, text, "Tolm State Television", "Ana Belo", "The channel")
    assert names(found) == ["Tolm State Television", "Ana Belo", "Tolm State Television"]


@pytest.mark.parametrize("wording", ["Organizers", "Unions", "Employers", "Ana Belo's critics", "Her supporters"])
def test_plain_plurals_and_a_persons_circle_stay_unnamed(pipeline: Language, wording: str) -> None:
    text = f"The vote was for Ana Belo. {wording} said that the count was late."
    assert names(whom(pipeline, text, wording)) == [None]


@pytest.mark.parametrize("name", ["Lanternwire", "Tolm Matin", "Ilex Media"])
def test_media_by_the_form_of_their_names(name: str) -> None:
    assert Parties().is_medium(name)


@pytest.mark.parametrize("wording", ["Detectives", "Cops"])
def test_detectives_are_the_police(pipeline: Language, wording: str) -> None:
    assert names(whom(pipeline, f"{wording} said that two men were held.", wording)) == ["Police"]
    text = f"Ashdown Constabulary said that two men were held. {wording} gave no names."
    assert names(whom(pipeline, text, "Ashdown Constabulary", wording)) == ["Ashdown Constabulary"] * 2
