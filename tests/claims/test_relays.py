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
