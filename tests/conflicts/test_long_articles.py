"""Articles that tell several disputes, read and judged: a row for each, and nobody in a row that is not theirs."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.conflicts.board import within
from sources.language.pipeline import load
from sources.models import Article, Conflict

ARTICLES = tomllib.loads(Path(__file__).with_name("long_articles.toml").read_text("utf-8"))["article"]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load(), Parties())


def sides(conflict: Conflict) -> list[set[str]]:
    return [set(side.parties) for side in conflict.sides]


@pytest.mark.parametrize("told", ARTICLES, ids=[told["name"] for told in ARTICLES])
def test_each_dispute_has_its_row_and_no_other_party(reader: Reader, told: dict[str, Any]) -> None:
    conflicts = within(reader.read(Article(told["name"], None, None, None, "Meridian", told["text"])))
    found = [sides(c) for c in conflicts]
    for row in told["rows"]:
        one, two = set(row["one"]), set(row["two"])
        assert any(one <= a and two <= b for each in found for a in each for b in each if a is not b), (row, found)
        beside = [
            set().union(*(s.parties for s in c.others)) for c, r in zip(conflicts, found, strict=True) if one in r
        ]
        assert all(any(other in each for each in beside) for other in row.get("others", ())), (row, beside)
    for pair in told["apart"]:
        assert not any(set(pair) <= set().union(*row) for row in found), (pair, found)
