"""Who carried a statement: media by name and by description, those to whom it was told, those who tell it on."""

from collections.abc import Callable

import pytest

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.language.pipeline import load
from sources.models import Article, Statement

Read = Callable[..., tuple[Statement, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    reader = Reader(load(), Parties())
    return lambda text, outlet=None: reader.read(Article("a", None, None, None, outlet, text)).statements


def via(found: tuple[Statement, ...], cue: str) -> list[tuple[str, ...]]:
    return [s.via for s in found if s.cue.text.startswith(cue)]


def test_the_agency_is_the_one_named_before(read: Read) -> None:
    found = read(
        "The Tern news agency said the bridge had been closed. A clerk told the agency that the pier would open."
    )
    assert via(found, "told") == [("Tern",)]


def test_a_medium_does_not_relay_itself(read: Read) -> None:
    found = read("The owner of the mill has left the country, the Tern news agency reported on Monday.")
    assert via(found, "reported") == [()]


def test_who_tells_of_another_relays_what_the_other_said(read: Read) -> None:
    found = read("The guard admitted the theft on Monday, his lawyer, Ada Quill, said in the town of Lurenna.")
    assert via(found, "admitted") == [("Ada Quill",)]
    assert via(found, "said") == [()]


def test_what_a_quoted_speaker_says_of_others_has_no_relay(read: Read) -> None:
    found = read("“They said the bridge was safe, and we believed them,” the skipper told the court on Monday.")
    assert all(s.via == () for s in found)


def test_the_speaker_goes_on_to_the_same_medium(read: Read) -> None:
    found = read("The minister told Radio Kestrel that the road was safe. She also called the report exaggerated.")
    assert via(found, "also called") == [("Radio Kestrel",)]


def test_a_source_ends_before_who_quotes_it(read: Read) -> None:
    found = read("A trader in Tiro, quoted by the local station Radio Well, spoke of forty attackers in the market.")
    assert [(s.source.text, s.via) for s in found if s.cue.text.startswith("spoke")] == [
        ("A trader in Tiro", ("Radio Well",))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The dam is sound, an engineer told me in the town of Lurenna.",
        "The engineer told the court on Monday that the dam was sound.",
        "The engineer said on Monday that the dam on Star Island was sound.",
        "The results were published by the Commission, and the mayor said on Monday that the count was sound.",
    ],
)
def test_what_is_no_relay(read: Read, text: str) -> None:
    assert all(s.via == () for s in read(text))


def test_whoever_is_said_to_quote_is_the_relay_whatever_the_name(read: Read) -> None:
    found = read("The boat had crossed the line, according to the Sorrel Coast Guard, quoted by Gullwing.")
    assert via(found, "according to") == [("Gullwing",)]


@pytest.mark.parametrize(
    "text",
    [
        "HOST: Good morning.\n\nQUILL: The mayor has apologised to the skipper, and the council says it will pay for"
        " the boat.",
        "A video of the fire was published by the daily Vesta, which could not independently verify the footage.",
        "The ferrymen announced on their Bellweather channel that no boat would sail before the weekend.",
        "The yard denied that the ferry leaks, after the daily Vesta reported on Sunday that its pumps never stop.",
        "The pilots dispute the log: no lamp was lit that night, the lock keeper, Ada Quill, remarked on Tuesday.",
        "The ferry was overdue by Sunday, and the clerk said on Monday that the search had begun.",
        "The harbour master relies on soundings that Quill calls guesswork, he told the council in Lurenna.",
        "Joren Bask says that he hopes to win the regatta, and that the lock will be his first care.",
        "Quill told the town it was late. Bask admitted in an interview with Quill that the lock was unsafe.",
        "The skipper said of the Lurenna Mercury that it printed whatever the mayor sent it.",
        "“I would,” she said to the radio in the kitchen.",
        "The yard did not answer our call; the pilots conceded on the quay that the buoy had been moved.",
    ],
)
def test_what_is_told_by_nobody_else(read: Read, text: str) -> None:
    assert [
        s.via for s in read(f"{text}\n\nThe Vardian harbour town of Lurenna lies on the great lake.") if s.via
    ] == []


@pytest.mark.parametrize(
    ("text", "cue", "names"),
    [
        ("The mayor told a radio station in May that the dam was safe for years.", "told", ("a radio station",)),
        (
            "The ferry sank after two deckhands complained of leaks, insiders in the harbour office told the council.",
            "complained",
            ("insiders in the harbour office",),
        ),
    ],
)
def test_who_tells_without_a_name(read: Read, text: str, cue: str, names: tuple[str, ...]) -> None:
    assert via(read(f"{text}\n\nThe Vardian harbour town of Lurenna lies on the great lake."), cue) == [names]


@pytest.mark.parametrize(
    ("text", "cue", "names"),
    [
        (
            "Two pilots told the daily Vesta that the buoy was dark.\n\nThe other said the lamp had"
            " been stolen in May.",
            "said",
            ("Vesta",),
        ),
        (
            "Two pilots told the daily Vesta that the buoy had been dark for weeks. One of them claimed the lamp was"
            " stolen in May.",
            "claimed",
            ("Vesta",),
        ),
        (
            "The minister told the daily Vesta that the road was safe. She declined to comment on the cost.",
            "declined",
            (),
        ),
    ],
)
def test_who_goes_on(read: Read, text: str, cue: str, names: tuple[str, ...]) -> None:
    assert via(read(f"{text}\n\nThe Vardian harbour town of Lurenna lies on the great lake."), cue) == [names]


LATER = "\n\nThe Vardian harbour town of Lurenna lies on the great lake."


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("The skipper told the podcast Cold Galley that the mast had been rotten for years.", "told", "Cold Galley"),
        ("\u201cThe mast was rotten,\u201d the skipper wrote on the forum Bowline.", "wrote", "Bowline"),
        ("A sailmaker, reached through the Lurenna Mercury, said the mast had been rotten.", "said", "Lurenna Mercury"),
        ("\u201cSell the boat,\u201d Quill advised in a column for the Morning Sextant.", "advised", "Morning Sextant"),
        ("The mast was rotten, according to a memo leaked to the weekly Spar.", "according", "Spar"),
        (
            "The skipper told breakfast television that the mast had been rotten for years.",
            "told",
            "breakfast television",
        ),
        ("The lamp had been lit all night, the harbour office told its own news agency.", "told", "news agency"),
        (
            "The skipper said the mast had been rotten. He was speaking on Radio Gannet on Monday.",
            "said",
            "Radio Gannet",
        ),
        ("The mayor begged for patience in a post on the Lanyard network on Monday evening.", "begged", "Lanyard"),
        ("The lock was safe, the clerk said in a note spread by the local information service.", "said", "service"),
        (
            "On Monday's edition of “Gannet Tonight” and on Radio Gannet on Monday, Bask said he was calm.",
            "said",
            "Gannet",
        ),
        (
            "The broadcaster QLT reported on Monday that the board had voted to close the lock, citing two clerks.",
            "citing",
            "QLT",
        ),
        (
            "The islanders' radio, Far Beacon, quoted a captain as saying that the lamp was lit.",
            "saying",
            "Far Beacon",
        ),
        (
            "The skipper told the station Radio Gannet that the mast was rotten. He had written to the yard, he"
            " told the host.",
            "told",
            "Radio Gannet",
        ),
    ],
)
def test_by_what_way(read: Read, text: str, cue: str, name: str) -> None:
    assert all(name in " ".join(names) for names in via(read(text + LATER), cue)) and via(read(text + LATER), cue)


@pytest.mark.parametrize(
    ("text", "cue", "names"),
    [
        ("The skipper answered through his solicitor, Ada Quill, that the mast was sound.", "answered", ("Ada Quill",)),
        ("Joren Bask denied the theft through his lawyer on Monday.", "denied", ("Joren Bask's lawyer",)),
        (
            "The poachers told the warden through a go-between that the nets were theirs.",
            "told",
            ("a go-between",),
        ),
        (
            "\u201cThe nets are ours,\u201d the poacher writes in a letter handed on by relatives.",
            "writes",
            ("relatives",),
        ),
        (
            "Joren Bask thanked the pilots of Lurenna in a note read out by his brother.",
            "thanked",
            ("Joren Bask's brother",),
        ),
        (
            "The skipper stated through his solicitor that the mast was sound. The solicitor, Ada Quill, left early.",
            "stated",
            ("Ada Quill",),
        ),
        ("Joren Bask declined through a friend to discuss the mast of the ferry.", "declined", ()),
        ("A pilot, reached through a colleague, described the lamp as dark.", "described", ()),
    ],
)
def test_who_hands_it_on(read: Read, text: str, cue: str, names: tuple[str, ...]) -> None:
    assert via(read(text + LATER), cue) in ([names], [] if names == () else [names])


def test_those_who_gather_accounts_are_told_by_their_own(read: Read) -> None:
    text = (
        "The Lamplight Foundation interviewed nine people in Lurenna, it says.\n\nA ferryman told its investigators"
        " that the boats had left without them."
    )
    assert via(read(text), "told") == [("Lamplight Foundation",)]


def test_the_group_that_was_told_has_its_name(read: Read) -> None:
    text = (
        "The Lamplight Foundation said on Monday that nine boats were lost.\n\nA ferryman told the group that the"
        " boats had left without them."
    )
    assert via(read(text), "told") == [("Lamplight Foundation",)]


@pytest.mark.parametrize(
    "text", ["The pilot whom the daily Vesta quoted on Sunday has told us that the mast was sound."]
)
def test_what_is_told_to_us_has_no_relay(read: Read, text: str) -> None:
    assert via(read(text + LATER, "The Lurenna Mercury"), "has") == [()]


def test_an_outlet_relays_what_its_own_former_article_told(read: Read) -> None:
    text = (
        "In spring we carried a report in which Joren Bask claimed that the mayor had sold the lock. He withdraws the"
        " charge today and says that he was angry."
    )
    found = read(text, "The Lurenna Mercury")
    assert via(found, "claimed") == [("The Lurenna Mercury",)]
    assert via(found, "says") == [()]


def test_a_title_that_ends_in_paper_means_the_only_one_named(read: Read) -> None:
    text = (
        "Harbour chief confirms lock is leaking: newspaper\n\nAda Quill was quoted as saying by the Lurenna"
        " Mercury that the gates had been loose since May."
    )
    assert via(read(text), "confirms") == [("Lurenna Mercury",)]


def test_the_paper_may_be_named_later(read: Read) -> None:
    text = (
        "The mast was rotten, the skipper told the paper on Monday.\n\nThe editor of the Lurenna Mercury confirmed that"
        " the call had come in at night."
    )
    assert via(read(text), "told") == [("Lurenna Mercury",)]


def test_a_report_that_is_rejected_does_not_relay_the_rejection(read: Read) -> None:
    found = read(
        "Sabrex Energy on Monday rejected a report by the Weekly Ledger that it had paid officials in Lurenna."
    )
    assert via(found, "rejected") == [()]


def test_a_leader_is_no_paper(read: Read) -> None:
    found = read("Indigenous leader Tuira Kaxo said the minister had denied in May that the dam was unsafe.")
    assert [s.source.party for s in found][:1] == ["Tuira Kaxo"]
