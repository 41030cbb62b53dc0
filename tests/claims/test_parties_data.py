import pytest

from sources.claims.parties_data import Directory, coin_demonym, demonym_of, key


def test_every_state_answers_to_its_name_its_people_and_its_capital() -> None:
    directory = Directory()
    for name, adjective, capital in [
        ("Russia", "Russian", "Moscow"),
        ("Kosovo", "Kosovar", "Pristina"),
        ("Taiwan", "Taiwanese", "Taipei"),
        ("Palestine", "Palestinian", "Ramallah"),
        ("Burkina Faso", "Burkinabe", "Ouagadougou"),
    ]:
        state = directory.state(name)
        assert state is not None and state == directory.adjective(adjective) == directory.state(capital)


def test_the_directory_covers_the_worlds_states() -> None:
    directory = Directory()
    listed = [
        "Nauru",
        "Tuvalu",
        "Chad",
        "Togo",
        "Fiji",
        "Eswatini",
        "Andorra",
        "Kiribati",
        "Palau",
        "Samoa",
        "Tonga",
        "Vanuatu",
        "Malta",
        "Benin",
        "Oman",
        "Laos",
    ]
    assert all(directory.state(name) for name in listed)
    assert len({id(s) for s in directory._states.values()}) >= 196


@pytest.mark.parametrize("word", ["is", "who", "ap", "care", "us", "it", "map", "the", ""])
def test_a_word_is_no_party_though_capitals_would_make_it_one(word: str) -> None:
    assert Directory().find(word) is None


def test_names_fold_alike() -> None:
    assert key("The al-Shabaab's") == key("al Shabaab") == "al shabaab"
    assert Directory().find("Médecins Sans Frontières") == Directory().find("Doctors Without Borders")


def test_a_demonym_is_known_by_its_form() -> None:
    assert demonym_of("Tavaro", "Tavaran") and demonym_of("Sahar", "Sahari") and demonym_of("Mirland", "Mirlandic")
    assert not demonym_of("Tavaro", "Tavaro") and not demonym_of("Kolsk", "Korvan")
    assert coin_demonym("Marovia") == "Marovian"
