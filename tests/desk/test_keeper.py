import asyncio
from pathlib import Path

import pytest

from sources.desk import keeper as module
from sources.desk.keeper import Keeper
from sources.models import ArticleMark, ConflictMark
from sources.store.storage import StoreError
from sources.store.store import Batch, Store


class Failing(Store):
    """A store whose disk is full for the first writes."""

    def __init__(self, folder: Path, failures: int) -> None:
        super().__init__(folder)
        self.failures = failures
        self.tried = asyncio.Event()
        self.loop = asyncio.get_running_loop()

    def save(self, batch: Batch) -> None:
        self.failures -= 1
        self.loop.call_soon_threadsafe(self.tried.set)
        if self.failures >= 0:
            raise StoreError("desk.json: cannot be written (No space left on device): free the disk")
        super().save(batch)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GATHER_SECONDS", 0.01)
    monkeypatch.setattr(module, "RETRY_SECONDS", 0.01)


async def test_changes_reach_the_disk_in_order_and_together(tmp_path: Path, quick: None) -> None:
    store, saved = Store(tmp_path), asyncio.Event()
    keeper = Keeper(store, pytest.fail, saved.set)
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
    keeper = Keeper(store, told.append, saved.set)
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
    keeper = Keeper(Store(tmp_path), pytest.fail, lambda: None)
    keeper.add(article_marks={"a": ArticleMark(read=True)})
    await keeper.flush()
    assert keeper.idle
    assert Store(tmp_path, read_only=True).load().article_marks == {"a": ArticleMark(read=True)}
