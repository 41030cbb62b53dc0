"""The article that made the project: one conflict, told in two rounds."""

from pathlib import Path

import pytest

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.conflicts.board import within
from sources.language.pipeline import LanguageError, load
from sources.models import Article, Conflict, Kind, Stance

SEED = Path(__file__).parents[2].parent / "shared" / "cases" / "seed.txt"


@pytest.fixture(scope="module")
def conflicts() -> list[Conflict]:
    if not SEED.is_file():
        pytest.skip("../shared/cases/seed.txt is not here")
    try:
        reader = Reader(load(), Parties())
    except LanguageError as error:
        pytest.skip(str(error))
    return within(reader.read(Article("seed", None, None, None, "Middle East Eye", SEED.read_text("utf-8"))))


def test_one_conflict(conflicts):
    (conflict,) = conflicts
    assert conflict.kind is Kind.DENIAL
    asserting, denying = conflict.sides[:2]
    assert "Islamic State" in asserting.parties
    assert denying.parties == ("Russian Defence Ministry",)
    assert any("Interfax" in via for e in denying.statements for via in e.statement.via)
    assert len(denying.statements) >= 2, "the earlier round and this one"


def test_who_stands_beside(conflicts):
    (conflict,) = conflicts
    others = {side.stance: side.parties for side in conflict.others}
    assert others[Stance.UNVERIFIED] == ("Reuters",)
    assert any("Foreign Ministry" in party for party in others[Stance.NO_RESPONSE])
