"""Two desks on one store: one polls, both triage, and the second takes over when the first has gone."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sources.desk import sharing
from sources.models import Article, ArticleMark, TextFrom, Triage
from sources.newsroom.server import Newsroom
from sources.store.backup import backups
from sources.store.store import Batch, Store
from sources.store.upkeep import upkeep
from tests.desk.running import config, done, running
from tests.newsroom.fixtures import newsroom  # noqa: F401


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "FOLLOW_SECONDS", 0.05)


async def test_a_second_desk_follows_triages_and_takes_over(newsroom: Newsroom, tmp_path: Path) -> None:  # noqa: F811
    newsroom.release_all()
    made = config(tmp_path, tuple(f for f in newsroom.feeds if f.outlet in {"Kestrel", "Meridian", "Radio Caldrun"}))
    async with running(made) as (first, log):
        await log.until(lambda d: d.leads)
        async with running(replace(made, contact="second@desk.example")) as (second, other):
            await log.until(lambda d: done(d) and d.conflict_ids())
            await other.until(lambda d: set(d.article_ids()) == set(first.article_ids()))
            await other.until(lambda d: set(d.conflict_ids()) == set(first.conflict_ids()))
            await other.until(lambda d: all(d.reading(key) for key in d.article_ids()))
            assert not second.leads
            conflict = second.conflict_ids()[0]
            second.mark_conflicts([conflict], "watch", triage=Triage.WATCHING)
            await log.until(lambda d: d.conflict_mark(conflict).triage is Triage.WATCHING)
            first.mark_conflicts([conflict], "note", note="seen here too")
            await other.until(lambda d: d.conflict_mark(conflict).note == "seen here too")
            assert second.conflict_mark(conflict).triage is Triage.WATCHING
            assert not any("second@desk.example" in request.headers["user-agent"] for request in newsroom.log)
            await first.close()
            await other.until(lambda d: d.leads)


async def test_a_mark_is_on_the_disk_before_it_is_told(tmp_path: Path) -> None:
    made = config(tmp_path, ())
    async with running(made) as (desk, log):
        desk.take([Article("a", "A", None, None, "Kestrel", "Nothing was said.", TextFrom.FILE)])
        await log.until(lambda d: d.settled and d.reading("a"))
        before = len(log.events)
        desk.mark_articles(["a"], "star", starred=True)
        assert len(log.events) == before
        stored = desk._store.__class__(tmp_path, read_only=True)
        await log.until(lambda d: len(log.events) > before)
        stored.follow()
        assert stored.load().article_marks["a"].starred


async def test_lists_and_marks_are_there_before_the_board(tmp_path: Path) -> None:
    made = config(tmp_path, ())
    claim = "The Hill Guard said on Tuesday that it had shot down an army helicopter near Osh Tal."
    async with running(made) as (desk, log):
        desk.take([Article(f"a{n}", str(n), None, None, f"O{n}", claim, TextFrom.FILE) for n in range(3)])
        await log.until(lambda d: d.settled and all(d.reading(f"a{n}") for n in range(3)))
        desk.mark_articles(["a1"], "star", starred=True)
    async with running(replace(made, store=tmp_path)) as (desk, log):
        await log.until(lambda d: len(d.article_ids()) == 3)
        assert desk.article_mark("a1").starred
        assert desk.article("a2").text == claim
        await log.until(lambda d: d.settled)


async def test_the_desk_that_polls_backs_up_and_lets_go_while_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "FIRST_UPKEEP_SECONDS", 0.0)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    store = Store(tmp_path)
    old = Article("old", "Old", None, long_ago, "Kestrel", "Nothing was said.", TextFrom.FILE, fetched=long_ago)
    store.save(Batch(articles={"old": old, "noted": replace(old, id="noted")}))
    store.save(Batch(article_marks={"noted": ArticleMark(note="keep")}))
    store.close()
    done = asyncio.Event()
    loop = asyncio.get_running_loop()

    def watched(store: Store, now: datetime) -> None:
        upkeep(store, now)
        loop.call_soon_threadsafe(done.set)

    monkeypatch.setattr(sharing, "upkeep", watched)
    async with running(config(tmp_path, (), keep_days=60)) as (desk, log):
        await asyncio.wait_for(done.wait(), 60)
        await log.until(lambda d: d.settled)
        assert list(desk.article_ids()) == ["noted"]
    assert len(backups(tmp_path / "backups")) == 1
    assert set(Store(tmp_path).load().articles) == {"noted"}


async def test_what_the_former_poller_stored_last_is_read_by_the_next(tmp_path: Path) -> None:
    former = Store(tmp_path)
    assert former.lead()
    articles = {
        f"a{n}": Article(f"a{n}", "A", None, None, "Kestrel", "Nothing was said.", TextFrom.FILE) for n in (1, 2)
    }
    async with running(config(tmp_path, ())) as (_, log):
        await log.until(lambda d: d.follows and not d.restoring)
        former.save(Batch(articles={"a1": articles["a1"]}))
        former.close()
        await log.until(lambda d: d.leads and "a1" in d.wire and d.reading("a1"))
        # And what another process hands in, once this desk polls.
        Store(tmp_path).save(Batch(articles={"a2": articles["a2"]}))
        await log.until(lambda d: "a2" in d.wire and d.reading("a2"))


async def test_marks_of_two_desks_on_one_conflict_stand_side_by_side(tmp_path: Path) -> None:
    made = config(tmp_path, ())
    async with running(made) as (one, log), running(made) as (two, other):
        one.take([Article("a", "A", None, None, "Kestrel", "Nothing was said.", TextFrom.FILE)])
        await other.until(lambda d: "a" in d.wire and d.settled)
        one.mark_articles(["a"], "star", starred=True)
        two.mark_articles(["a"], "tag", tags=("b",))
        both = ArticleMark(starred=True, tags=("b",))
        await log.until(lambda d: d.article_mark("a") == both)
        await other.until(lambda d: d.article_mark("a") == both)
        assert one.undo() == "star"
        await other.until(lambda d: d.article_mark("a") == replace(both, starred=False))
        await log.until(lambda d: d.article_mark("a") == replace(both, starred=False))
