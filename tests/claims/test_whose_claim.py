"""Whose claim a noun names where somebody else denies it, and what is denied in a relative clause."""

from collections.abc import Callable

import pytest

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.language.pipeline import load
from sources.models import Article, Stance, Statement

Read = Callable[[str], tuple[Statement, ...]]


@pytest.fixture(scope="module")
def read() -> Read:
    reader = Reader(load(), Parties())
    return lambda text: reader.read(Article("a", None, None, None, None, text)).statements


@pytest.mark.parametrize(
    ("verb", "party"),
    [("rejected", None), ("denied", None), ("repeated", "Dornach Chemicals"), ("issued", "Dornach Chemicals")],
)
def test_who_denies_a_claim_did_not_make_it(verb: str, party: str | None) -> None:
    text = f"Dornach Chemicals {verb} a claim that the plant had leaked solvent into the river."
    source, cue = (0, 17), (text.index("claim"), text.index("claim") + 5)
    found = Parties().resolve(load()(text), [(source,), ()], None, [None, cue])
    assert [f.party for f in found] == ["Dornach Chemicals", party]


def test_a_claim_is_that_of_the_word_before_it(read: Read) -> None:
    found = read(
        "Vardia denies rebel claim that two soldiers were taken near Osh Tal\n\nCALDRUN, 7 November - The Hill Guard, "
        "the armed movement that holds the east, said on Saturday that its fighters had captured two men near Osh Tal."
    )
    assert ("Hill Guard", Stance.ASSERTS) in [(s.source.party, s.stance) for s in found if s.cue.lemma == "claim"]


def test_what_is_denied_in_a_relative_clause_is_what_it_follows(read: Read) -> None:
    found = read(
        "The Civic Front said on Thursday that officers had detained its leader outside her flat in the capital, a "
        "report that police denied."
    )
    assert [s.content.text for s in found if s.stance is Stance.DENIES] == ["a report"]


def test_a_head_shaken_at_questions_denies_nothing(read: Read) -> None:
    found = read("Mr Halle was seen in Parliament Street at five. He shook his head at questions and walked on.")
    assert not [s for s in found if s.stance is Stance.DENIES]
