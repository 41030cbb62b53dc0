"""Every document of `wild.py` gives what a reader must show of it: at least 150 of them."""

import re
from datetime import UTC, datetime

import pytest

from sources.feeds.items import FeedError
from sources.feeds.parse import Parsed, parse
from sources.models import Feed
from tests.feeds.wild import ONE, Case, encodings, formats, item, jsonfeed, rss
from tests.feeds.wild_breakage import DATES, breakage, identities

FEED = Feed("Quay", "https://quay.example/feed.xml", "Quay Wire")
NOW = datetime.now(UTC)
CASES = [*(Case(name, text.encode()) for name, text in formats()), *encodings(), *breakage(), *identities()]
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read(body: bytes, case: Case | None = None) -> Parsed:
    return parse(body, case.headers if case else {}, FEED.url, FEED, NOW)


def test_there_are_enough_of_them() -> None:
    assert len(CASES) + len(DATES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_gives_what_it_holds(case: Case) -> None:
    if case.fault:
        with pytest.raises(FeedError, match=case.fault):
            read(case.body, case)
        return
    parsed = read(case.body, case)
    assert tuple(entry.title for entry in parsed.entries) == case.titles
    assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
    assert not any(_UNSAFE.search(f"{e.title}{e.content}{e.url}") for e in parsed.entries)
    if case.note is not None:
        assert parsed.broken is case.note
        assert bool(parsed.notes) is case.note


@pytest.mark.parametrize("form", ["rss", "json"])
@pytest.mark.parametrize(("date", "known"), DATES.items())
def test_dates_are_read_as_people_write_them(date: str, known: bool, form: str) -> None:
    if form == "json":
        if known and not re.match(r"\d{4}-\d\d-\d\dT|\d{8}T", date):
            pytest.skip("JSON Feed knows RFC 3339 alone")
        body = jsonfeed([{"id": "1", "title": ONE, "date_published": date}])
    else:
        body = rss(item(ONE, 1, f"<pubDate>{date}</pubDate>"))
    published = read(body.encode()).entries[0].published
    if not known:
        assert published is None
        return
    assert published is not None
    assert published.replace(microsecond=0) == datetime(2025, 6, 3, 8, tzinfo=UTC)
