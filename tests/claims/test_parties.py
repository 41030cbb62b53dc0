import pytest
from spacy.language import Language

from sources.claims.parties import Parties, Resolved, clean_name
from sources.language.pipeline import load
from sources.models import PartyAlias


@pytest.fixture(scope="module")
def pipeline() -> Language:
    return load()


def whom(
    nlp: Language, text: str, *wordings: str, outlet: str | None = None, extra: tuple[PartyAlias, ...] = ()
) -> list[Resolved]:
    """Resolve `wordings`, which stand in `text` in this order."""
    spans, at = [], 0
    for wording in wordings:
        start = text.index(wording, at)
        spans.append(((start, start + len(wording)),))
        at = start + len(wording)
    return Parties(extra).resolve(nlp(text), spans, outlet)


def names(found: list[Resolved]) -> list[str | None]:
    return [f.party for f in found]


@pytest.mark.parametrize(
    "wording",
    [
        "The Russian Defence Ministry",
        "The Russian defence ministry",
        "Russia's Ministry of Defence",
        "Russia's Ministry of Defense",
        "Moscow's defence ministry",
        "The Russian Defense Ministry",
        "The Defence Ministry of Russia",
        "The Russian Ministry of Defence",
    ],
)
def test_a_ministry_has_one_name_however_it_is_worded(pipeline: Language, wording: str) -> None:
    assert names(whom(pipeline, f"{wording} said on Tuesday that no bridge had been hit.", wording)) == [
        "Russian Defence Ministry"
    ]


def test_a_bare_ministry_is_the_one_named_before(pipeline: Language) -> None:
    text = (
        "The Kenyan Defence Ministry denied that a post had fallen. The defence ministry sent no figures. "
        "The ministry later added a map. It gave no times."
    )
    found = whom(pipeline, text, "The Kenyan Defence Ministry", "The defence ministry", "The ministry", "It")
    assert set(names(found)) == {"Kenyan Defence Ministry"}


def test_two_states_ministries_stay_apart(pipeline: Language) -> None:
    text = "Chad's army said it had withdrawn. Niger's army said it had not. Niger's defence ministry said nothing."
    found = whom(pipeline, text, "Chad's army", "Niger's army", "Niger's defence ministry")
    assert len(set(names(found))) == 3


def test_surname_and_pronoun_take_up_the_full_name(pipeline: Language) -> None:
    text = (
        "Foreign Minister Ana Belo, who was in Port Alder, said the talks had ended. Belo said they would not resume. "
        "She thanked the hosts. Ms Belo said no more."
    )
    found = whom(pipeline, text, "Foreign Minister Ana Belo, who was in Port Alder", "Belo", "She", "Ms Belo")
    assert names(found) == ["Ana Belo"] * 4
    assert all(f.named for f in found)


def test_a_spokesman_speaks_for_the_body_and_is_kept(pipeline: Language) -> None:
    text = (
        "The Reed Front, the armed movement that holds the marshes, said it had taken nine guards. "
        "A spokesman for the movement, Idris Welo, told reporters that they were safe. Welo said they had food. "
        "He would not say where they were."
    )
    found = whom(pipeline, text, "The Reed Front", "A spokesman for the movement, Idris Welo", "Welo", "He")
    assert names(found) == ["Reed Front"] * 4
    assert [f.person for f in found] == [None, "Idris Welo", "Idris Welo", "Idris Welo"]


@pytest.mark.parametrize(
    ("text", "wording", "party"),
    [
        ("Kremlin spokesman Pavel Orlin said it was a fiction.", "Kremlin spokesman Pavel Orlin", "Kremlin"),
        ("Pavel Orlin, a spokesman for the Kremlin, said no.", "Pavel Orlin, a spokesman for the Kremlin", "Kremlin"),
        ("The Pentagon's spokeswoman said it was aware.", "The Pentagon's spokeswoman", "Pentagon"),
        ("A White House spokesperson declined to comment.", "A White House spokesperson", "White House"),
    ],
)
def test_offices_and_their_spokesmen(pipeline: Language, text: str, wording: str, party: str) -> None:
    assert names(whom(pipeline, text, wording)) == [party]


@pytest.mark.parametrize("wording", ["IS", "ISIS", "Isil", "Daesh", "Islamic State", "the Islamic State group"])
def test_known_groups_have_one_name(pipeline: Language, wording: str) -> None:
    wording = wording[0].upper() + wording[1:]
    assert names(whom(pipeline, f"{wording} said it had shot down a drone.", wording)) == ["Islamic State"]


def test_militants_are_the_only_group_an_article_is_about(pipeline: Language) -> None:
    text = "Islamic State said it had taken the town. The militants said two soldiers were captured."
    assert names(whom(pipeline, text, "The militants")) == ["Islamic State"]


def test_an_acronym_defined_in_the_text_is_its_name(pipeline: Language) -> None:
    text = "The Coastal Relief Committee (CRC) said ten boats were missing. The CRC said it would search."
    assert names(whom(pipeline, text, "The Coastal Relief Committee", "The CRC")) == ["Coastal Relief Committee"] * 2


@pytest.mark.parametrize(
    "wording",
    [
        "Officials",
        "Two residents",
        "A source close to the talks",
        "Witnesses",
        "Two fishermen from a village downstream",
        "Experts",
        "Russian officials",
        "A senior diplomat",
        "One of the men",
    ],
)
def test_who_is_not_named_stays_unnamed(pipeline: Language, wording: str) -> None:
    assert whom(pipeline, f"{wording} said the road was open again.", wording) == [Resolved(None, False, None)]


def test_a_pronoun_after_an_unnamed_source_names_nobody(pipeline: Language) -> None:
    text = "Residents said they had heard shots before dawn."
    assert names(whom(pipeline, text, "Residents", "they")) == [None, None]


def test_an_unworded_source_is_the_subject_that_its_cue_shares_or_nobody(pipeline: Language) -> None:
    text = "The Kenyan Defence Ministry said the post was safe, adding that two men were hurt."
    cue = (text.index("adding"), text.index("adding") + 6)
    whole = ((0, len("The Kenyan Defence Ministry")),)
    assert names(Parties().resolve(pipeline(text), [whole, ()], None, [None, cue])) == ["Kenyan Defence Ministry"] * 2
    assert Parties().resolve(pipeline(text), [()], None) == [Resolved(None, False, None)]


def test_we_and_this_newspaper_are_the_outlet(pipeline: Language) -> None:
    text = "We could not verify the film."
    assert names(whom(pipeline, text, "We", outlet="Harbour Times")) == ["Harbour Times"]


def test_a_state_that_speaks_is_its_government_or_its_one_speaking_body(pipeline: Language) -> None:
    assert names(whom(pipeline, "Moscow denied the report.", "Moscow")) == ["Russia"]
    text = "The Iranian government denied it. Tehran would not say more."
    assert names(whom(pipeline, text, "The Iranian government", "Tehran")) == ["Iran", "Iran"]
    text = "Kenya denies border fire\n\nThe Kenyan Defence Ministry said no shot was fired."
    assert names(whom(pipeline, text, "Kenya", "The Kenyan Defence Ministry")) == ["Kenyan Defence Ministry"] * 2


def test_the_users_own_parties_stand_over_the_shipped_ones(pipeline: Language) -> None:
    mine = (
        PartyAlias("Islamic State (IS)", ("ISIS", "Islamic State"), "group"),
        PartyAlias("Lanternwire", ("LWR",), "agency"),
    )
    assert names(whom(pipeline, "ISIS said it had left.", "ISIS", extra=mine)) == ["Islamic State (IS)"]
    assert Parties(mine).is_agency("LWR")
    assert Parties(mine).canonical("the LWR") == "Lanternwire"


def test_media_and_their_masters() -> None:
    parties = Parties()
    assert parties.canonical("Interfax news agency") == "Interfax"
    assert parties.canonical("AFP") == "Agence France-Presse"
    assert parties.is_agency("Tass") and parties.is_medium("the BBC") and not parties.is_agency("the BBC")
    assert parties.is_agency("Quayside News Agency") and not parties.is_medium("Hezbollah")
    assert parties.voice_of("AMAQ") == "Islamic State"
    assert parties.voice_of("Reuters") is None


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("the Reed Front's", "Reed Front"),
        (" The  Guardian ", "The Guardian"),
        ("“Ana Belo,”", "Ana Belo"),
        ("an agency", "agency"),
    ],
)
def test_names_are_clean(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_odd_spans_resolve_to_nobody(pipeline: Language) -> None:
    doc = pipeline("A , B .\n\n' s \u201c said \u201d")
    found = Parties().resolve(doc, [((0, 0),), ((2, 3),), ((8, 12),), ((0, 400),)], None)
    assert len(found) == 4
    assert Parties().resolve(pipeline(""), [()], None) == [Resolved(None, False, None)]
