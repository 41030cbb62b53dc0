import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sources.desk import keeper as module
from sources.desk.keeper import Keeper
from sources.marks import Step
from sources.models import Article, ArticleMark, ConflictMark, Reading, TextFrom, Triage
from sources.store.storage import StoreError
from sources.store.store import Batch, Store


class Failing(Store):
    """A store whose disk is full for the first writes."""

    def __init__(self, folder: Path, failures: int) -> None:
        super().__init__(folder)
        self.failures = failures
        self.tried = asyncio.Event()
        self.loop = asyncio.get_running_loop()

    def save(self, batch: Batch) -> dict[tuple[str, str], Any]:
        self.failures -= 1
        self.loop.call_soon_threadsafe(self.tried.set)
        if self.failures >= 0:
            raise StoreError("desk.json: cannot be written (No space left on device): free the disk")
        return super().save(batch)


def untold(marks: object) -> None:
    pass


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GATHER_SECONDS", 0.01)
    monkeypatch.setattr(module, "RETRY_SECONDS", 0.01)


async def test_changes_reach_the_disk_in_order_and_together(tmp_path: Path, quick: None) -> None:
    store, saved = Store(tmp_path), asyncio.Event()
    keeper = Keeper(store, pytest.fail, saved.set, untold)
    work = asyncio.create_task(keeper.run())
    keeper.add(article_marks={"a": ArticleMark(read=True)}, conflict_marks={"c": ConflictMark(note="x")})
    keeper.add(article_marks={"a": ArticleMark(starred=True)})
    assert not keeper.idle
    await asyncio.wait_for(saved.wait(), 30)
    assert keeper.idle
    work.cancel()
    stored = Store(tmp_path, read_only=True).load()
    assert stored.article_marks == {"a": ArticleMark(starred=True)}
    assert stored.conflict_marks == {"c": ConflictMark(note="x")}


async def test_a_full_disk_is_told_once_and_nothing_is_lost(tmp_path: Path, quick: None) -> None:
    told: list[str] = []
    saved = asyncio.Event()
    store = Failing(tmp_path, failures=3)
    keeper = Keeper(store, told.append, saved.set, untold)
    work = asyncio.create_task(keeper.run())
    keeper.add(article_marks={"a": ArticleMark(read=True), "b": ArticleMark(read=True)})
    await store.tried.wait()
    keeper.add(article_marks={"a": ArticleMark(starred=True)})
    await asyncio.wait_for(saved.wait(), 30)
    assert keeper.idle
    work.cancel()
    assert told == ["desk.json: cannot be written (No space left on device): free the disk"]
    stored = Store(tmp_path, read_only=True).load().article_marks
    assert stored == {"a": ArticleMark(starred=True), "b": ArticleMark(read=True)}


async def test_flush_writes_what_is_pending_when_the_desk_closes(tmp_path: Path) -> None:
    keeper = Keeper(Store(tmp_path), pytest.fail, lambda: None, untold)
    keeper.add(article_marks={"a": ArticleMark(read=True)})
    await keeper.flush()
    assert keeper.idle
    assert Store(tmp_path, read_only=True).load().article_marks == {"a": ArticleMark(read=True)}


async def test_what_two_desks_mark_on_one_conflict_stands_side_by_side(tmp_path: Path) -> None:
    told: list[Any] = []
    one, other = (Keeper(Store(tmp_path), pytest.fail, lambda: None, told.append) for _ in range(2))
    tagged, dismissed, watched = (
        ConflictMark(tags=("a",)), ConflictMark(Triage.DISMISSED, tags=("b",)), ConflictMark(Triage.WATCHING)
    )  # fmt: skip
    one.add(step=Step("tag", conflicts={"c": (ConflictMark(), tagged)}))
    other.add(step=Step("dismiss", conflicts={"c": (ConflictMark(), dismissed)}))
    other.add(step=Step("note", conflicts={"c": (dismissed, replace(dismissed, note="seen"))}))
    await one.flush()
    await other.flush()
    both = ConflictMark(Triage.DISMISSED, tags=("a", "b"), note="seen")
    assert Store(tmp_path, read_only=True).load().conflict_marks == {"c": both}
    assert told[-1] == {("conflict_marks", "c"): both}
    one.add(step=Step("watch", conflicts={"c": (ConflictMark(), watched)}))
    assert one.holds("conflict_marks", "c") and not other.holds("conflict_marks", "c")
    await one.flush()
    assert told[-1] == {("conflict_marks", "c"): replace(both, triage=Triage.WATCHING)}


async def test_a_mark_outlives_a_full_disk_with_what_was_marked_meanwhile(tmp_path: Path) -> None:
    store = Failing(tmp_path, failures=1)
    keeper = Keeper(store, pytest.fail, lambda: None, untold)
    read, starred = ArticleMark(read=True), ArticleMark(starred=True)
    keeper.add(step=Step("read", articles={"a": (ArticleMark(), read)}))
    writing = asyncio.create_task(keeper.flush())
    await store.tried.wait()
    keeper.add(step=Step("star", articles={"a": (ArticleMark(), starred)}))
    with pytest.raises(StoreError):
        await writing
    await keeper.flush()
    stored = Store(tmp_path, read_only=True).load().article_marks
    assert stored == {"a": ArticleMark(read=True, starred=True)}


async def test_an_article_that_comes_again_as_it_goes_is_stored_without_its_former_reading(tmp_path: Path) -> None:
    store = Store(tmp_path)
    keeper = Keeper(store, pytest.fail, lambda: None, untold)
    article = Article("a", "A", None, None, "Kestrel", "Nothing was said.", TextFrom.FILE)
    keeper.add(articles={"a": article, "b": replace(article, id="b")}, readings={"a": Reading(article, "en", None, ())})
    keeper.add(article_marks={"a": ArticleMark(read=True)})
    await keeper.flush()
    keeper.add(removed={"a", "b"})
    keeper.add(articles={"a": replace(article, text="It was said."), "c": replace(article, id="c")})
    await keeper.flush()
    stored = Store(tmp_path, read_only=True).load()
    assert {key: a.text for key, a in stored.articles.items()} == {"a": "It was said.", "c": "Nothing was said."}
    assert not stored.readings and not stored.article_marks and len(store.versions("a")) == 1
    keeper.add(articles={"d": replace(article, id="d")}, article_marks={"d": ArticleMark(read=True)})
    keeper.add(removed={"d"})
    await keeper.flush()
    assert "d" not in Store(tmp_path, read_only=True).load().articles
