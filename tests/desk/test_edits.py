"""An item that its publisher edits is one article with a former version, read anew; a copy of it is none at all."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sources.models import Access, Feed
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.store.store import Store
from tests.desk.running import config, done, running
from tests.newsroom.fixtures import newsroom  # noqa: F401

TEXT = "The harbour board said on Monday that the gate at the north quay was {}. " + "Ferries sailed as usual. " * 30


def feed(state: str, guid: str = "1", etag: str = "a") -> Response:
    item = (
        f"<item><title>Board speaks of the gate</title><link>https://quay.example/a</link><guid>{guid}</guid>"
        f"<description>{TEXT.format(state)}</description></item>"
    )
    body = f'<rss version="2.0"><channel><title>Quay</title>{item}</channel></rss>'
    return Response(200, {"Content-Type": "application/rss+xml", "ETag": f'"{etag}"'}, body)


async def test_an_edit_is_a_version_and_a_changed_id_or_second_feed_is_no_second_article(
    newsroom: Newsroom,  # noqa: F811
    tmp_path: Path,
) -> None:
    newsroom.script("/own.xml", feed("shut"))
    newsroom.script("/copy.xml", feed("shut", guid="other"))
    first = Feed("Quay", f"{newsroom.url}/own.xml", "Quay Wire", interval=1, allow_private=True)
    second = replace(first, name="Quay Sport", url=f"{newsroom.url}/copy.xml", interval=3_600)
    async with running(config(tmp_path, (first,))) as (desk, log):
        await log.until(lambda d: done(d) and len(d.article_ids()) == 1)
        key = desk.article_ids()[0]
        assert "was shut" in desk.article(key).text
        desk.feeds = (first, second)
        desk._intake.follow(desk.feeds)
        await log.until(lambda d: d.feed_state("Quay Sport").last_success)
        newsroom.unscript("/own.xml")
        newsroom.script("/own.xml", feed("open", guid="2", etag="b"))
        await log.until(lambda d: "was open" in d.article(key).text and d.reading(key) is not None and d.saved)
        assert list(desk.article_ids()) == [key]
        assert desk.article(key).access is Access.FULL
    store = Store(tmp_path, read_only=True)
    texts = [version.text for version in store.versions(key)]
    assert any("was shut" in text for text in texts)
    assert "was open" in texts[-1]


async def test_a_wish_to_poll_is_not_passed_on_within_a_minute(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    newsroom.script("/own.xml", feed("shut"))
    own = Feed("Quay", f"{newsroom.url}/own.xml", "Quay Wire", interval=3_600, allow_private=True)
    async with running(config(tmp_path, (own,))) as (desk, log):
        await log.until(done)
        before: datetime | None = desk.feed_state("Quay").last_attempt
        for _ in range(5):
            await desk.poll_now()
        await log.until(lambda d: "less than a minute" in (d.feed_state("Quay").why_last or ""))
        assert desk.feed_state("Quay").last_attempt == before
    assert len(newsroom.requests("/own.xml")) == 1
