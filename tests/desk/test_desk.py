"""The engine against the HTTP newsroom: from a feed on the network to a triaged conflict, and what can go wrong."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sources.events import ArticlesChanged, ConflictsChanged, FeedChanged
from sources.models import Article, Feed, TextFrom, Triage
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.newsroom.stories import expected
from sources.store.store import Batch, Store
from tests.desk.running import config, done, running
from tests.newsroom.endings import faults, holds
from tests.newsroom.fixtures import newsroom  # noqa: F401


def ids(room: Newsroom, desk_articles: dict[str, Article]) -> dict[str, str]:
    """Return the stories' ids by the desk's, matched by address."""
    by_url = {room.article_url(item.id): item.id for item in room.released()}
    return {key: by_url[a.url] for key, a in desk_articles.items() if a.url in by_url}


async def test_the_stories_end_as_described(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    newsroom.release_all()
    async with running(config(tmp_path, newsroom.feeds)) as (desk, log):
        await log.until(done)
        articles = {key: desk.article(key) for key in desk.article_ids()}
        conflicts = [desk.conflict(key) for key in desk.conflict_ids()]
        names = ids(newsroom, articles)
    assert len(names) == len(newsroom.released())
    wrong = {e.name: said for e in expected() if (said := faults(e, conflicts, names))}
    assert not wrong, json.dumps(wrong, indent=1)


async def test_one_bad_feed_stops_nothing_and_says_what_is_wrong(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    broken, gone = newsroom.feeds[-2:]
    nowhere = Feed("Nowhere", "http://127.0.0.1:9/feed", "Nowhere", allow_private=True)
    newsroom.script(broken.url, Response(500, {}, b"out of order"))
    good = newsroom.feeds[0]
    async with running(config(tmp_path, (broken, gone, nowhere, good))) as (desk, log):
        await log.until(done)
        assert desk.feed_state(good.name).last_error is None
        assert len(desk.article_ids()) > 0
        assert all(desk.reading(key) is not None for key in desk.article_ids())
        assert "500" in (desk.feed_state(broken.name).last_error or "")
        assert desk.feed_state(gone.name).gone
        assert desk.feed_state("Nowhere").last_error
        assert not desk.nothing_reachable
    assert {e.feed for e in log.events if isinstance(e, FeedChanged)} == {f.name for f in (broken, gone, nowhere, good)}


async def test_triage_and_articles_survive_a_restart_and_nothing_is_read_twice(
    newsroom: Newsroom,  # noqa: F811
    tmp_path: Path,
) -> None:
    newsroom.release_all()
    made = config(tmp_path, tuple(f for f in newsroom.feeds if f.outlet in {"Kestrel", "Meridian", "Radio Caldrun"}))
    async with running(made) as (desk, log):
        await log.until(lambda d: done(d) and d.conflict_ids())
        conflict, article = desk.conflict_ids()[0], desk.article_ids()[0]
        desk.mark_conflicts([conflict], "watch", triage=Triage.WATCHING, note="ask the ministry")
        desk.mark_articles([article], "mark read", read=True)
        desk.mark_articles([article], "star", starred=True)
        assert desk.undo() == "star"
        before = {key: desk.conflict(key) for key in desk.conflict_ids()}
        order = list(desk.article_ids())
    newsroom.forget()
    async with running(made) as (desk, log):
        await log.until(done)
        assert list(desk.article_ids()) == order
        assert {key: desk.conflict(key) for key in desk.conflict_ids()} == before
        assert desk.conflict_mark(conflict).triage is Triage.WATCHING
        assert desk.conflict_mark(conflict).note == "ask the ministry"
        assert desk.article_mark(article).read and not desk.article_mark(article).starred
    assert all(r.path.endswith((".xml", ".json", ".rdf", "robots.txt")) or "feed" in r.path for r in newsroom.log)


async def test_a_text_that_was_under_way_when_the_desk_died_is_fetched_and_read_again(
    newsroom: Newsroom,  # noqa: F811
    tmp_path: Path,
) -> None:
    feed = next(f for f in newsroom.feeds if f.outlet == "Meridian")
    made = config(tmp_path, (feed,))
    async with running(made) as (desk, log):
        await log.until(done)
        whole = {key: desk.article(key).text for key in desk.article_ids()}
    # As a crash between the poll and the page leaves it: the article is known by its summary, and was not read.
    store = Store(tmp_path)
    articles = store.load().articles
    store.save(Batch(removed=set(articles)))
    store.save(
        Batch(articles={k: replace(a, text="cut short", text_from=TextFrom.SUMMARY) for k, a in articles.items()})
    )
    store.close()
    async with running(made) as (desk, log):
        await log.until(done)
        assert {key: desk.article(key).text for key in desk.article_ids()} == whole
        assert all(desk.reading(key) is not None for key in whole)


async def test_when_no_feed_answers_the_desk_knows(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    feeds = tuple(Feed(f"N{n}", f"http://127.0.0.1:{n}/feed", f"N{n}", allow_private=True) for n in (7, 9))
    async with running(config(tmp_path, feeds)) as (desk, log):
        assert not desk.nothing_reachable
        await log.until(lambda d: d.polled)
        assert desk.nothing_reachable


async def test_hostile_titles_arrive_as_text_and_lose_nothing_printable(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    async with running(config(tmp_path, newsroom.hostile)) as (desk, log):
        await log.until(done)
        titles = [desk.article(key).title or "" for key in desk.article_ids()]
        texts = [desk.article(key).text for key in desk.article_ids()]
    assert len(titles) >= 24
    bad = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    assert not any(bad.search(t) for t in titles + texts)
    for kept in ("[/b]", "[TODO]", "[VIDEO]", "@click"):
        assert any(kept in title for title in titles), kept


async def test_old_quiet_articles_go_and_disputed_or_starred_ones_stay(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    newsroom.release_all()
    made = config(tmp_path, tuple(f for f in newsroom.feeds if f.outlet in {"Kestrel", "Meridian"}))
    async with running(made) as (desk, log):
        await log.until(lambda d: done(d) and d.conflict_ids())
        disputed = {key for key in desk.article_ids() if desk.conflicts_of(key)}
        quiet = [key for key in desk.article_ids() if key not in disputed]
        desk.mark_articles(quiet[:1], "star", starred=True)
    store = Store(tmp_path)
    stored = store.load()
    assert set(stored.articles) == disputed | set(quiet)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    store.save(Batch(articles={key: replace(a, fetched=long_ago) for key, a in stored.articles.items()}))
    store.close()
    async with running(config(tmp_path, (), keep_days=60)) as (desk, log):
        await log.until(lambda d: len(d.article_ids()) > 0 and d.settled)
        assert set(desk.article_ids()) == disputed | set(quiet[:1])
    assert set(Store(tmp_path, read_only=True).load().articles) == disputed | set(quiet[:1])


async def test_scripts_can_hand_in_texts_and_hear_what_came_of_them(tmp_path: Path) -> None:
    claim = "The Hill Guard said on Tuesday that it had shot down an army helicopter near Osh Tal."
    denial = "The Vardian Defence Ministry denied that the Hill Guard had shot down an army helicopter near Osh Tal."
    texts = [Article(n, n, None, None, n, t, TextFrom.FILE) for n, t in (("Kestrel", claim), ("Meridian", denial))]
    async with running(config(tmp_path, ())) as (desk, log):
        desk.take(texts)
        await log.until(lambda d: d.settled and d.conflict_ids())
        (conflict,) = (desk.conflict(key) for key in desk.conflict_ids())
    assert holds(conflict) == {"Kestrel", "Meridian"}
    changed = [e for e in log.events if isinstance(e, ConflictsChanged)]
    assert changed and changed[0].new == {conflict.id}
    assert any(isinstance(e, ArticlesChanged) and e.ids == {"Kestrel", "Meridian"} for e in log.events)
