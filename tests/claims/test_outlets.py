"""Outlets that a reader knows beforehand: named by initials or a word, they are named in full."""

from collections.abc import Iterable

import pytest
from spacy.language import Language

from sources.claims.outlets import Outlets
from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.language.pipeline import load
from sources.models import Article

KNOWN = (
    "Norrig Market Wire",
    "The Sorrel Bee",
    "Tern Valley News Agency",
    "The Quill & Harbour Gazette",
    "Dorn News",
    "Dorn Newswire",
    "Peru News Service",
)


@pytest.fixture(scope="module")
def outlets() -> Outlets:
    return Outlets(Parties(), KNOWN)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def via(nlp: Language, text: str, outlet: str | None, known: Iterable[str] = KNOWN) -> set[str]:
    statements = Reader(nlp, Parties(), outlets=known).read(Article("a", None, None, None, outlet, text)).statements
    return {name for s in statements for name in s.via}


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("NMW", "Norrig Market Wire"),
        ("the NMW agency", None),
        ("NMW agency", "Norrig Market Wire"),
        ("TVNA", "Tern Valley News Agency"),
        ("QHG", "The Quill & Harbour Gazette"),
        ("Norrig", "Norrig Market Wire"),
        ("Sorrel Bee", "The Sorrel Bee"),
        ("the Bee", "The Sorrel Bee"),
        ("Bee", None),
        ("Sorrel", None),
        ("Dorn", None),
        ("Peru", None),
        ("UN", None),
        ("nmw", None),
    ],
)
def test_short_names(outlets: Outlets, name: str, full: str | None) -> None:
    assert outlets.full(name) == full


def test_without_outlets_nothing_is_short(outlets: Outlets) -> None:
    assert Outlets(Parties()).full("NMW") is None
    assert Outlets(Parties()).is_medium("Norrig Market Wire")
    assert not Outlets(Parties()).is_medium("Norrig")


@pytest.mark.parametrize("short", ["NMW", "the NMW agency", "Norrig"])
def test_a_statement_made_to_a_known_outlet(nlp: Language, short: str) -> None:
    text = f"The ferry hit the pier in fog, the harbour master told {short} on Monday in the town of Lurenna."
    assert via(nlp, text, "The Sorrel Bee") == {"Norrig Market Wire"}


def test_a_statement_made_to_the_outlet_itself_has_no_relay(nlp: Language) -> None:
    text = "The ferry hit the pier in fog, the harbour master told NMW on Monday in the town of Lurenna."
    assert via(nlp, text, "Norrig Market Wire") == set()
    assert via(nlp, text, "Norrig Market Wire", known=()) == set()


def test_initials_that_the_text_explains_are_what_it_says(nlp: Language) -> None:
    text = (
        "The Northern Marine Watch (NMW) is to close its last station in the autumn.\n\nThe ferry hit the pier in fog,"
        " the harbour master told NMW on Monday in the town of Lurenna."
    )
    assert "Norrig Market Wire" not in via(nlp, text, "The Sorrel Bee")


def test_this_newspaper_is_the_outlet_itself(nlp: Language) -> None:
    text = (
        "The Norrig Market Wire has closed its office in Lurenna.\n\nThe ferry hit the pier in fog, the harbour master"
        " told this newspaper on Monday."
    )
    assert via(nlp, text, "The Sorrel Bee") == set()
