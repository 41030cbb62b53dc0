"""What a store keeps, what desks that share it see, and what it does when the disk fails."""

import errno
import multiprocessing
import os
import signal
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sources.models import (
    Act,
    Article,
    ArticleMark,
    ConflictMark,
    Cue,
    Excerpt,
    FeedState,
    QuoteForm,
    Reading,
    Source,
    Stance,
    Statement,
    TextFrom,
    Triage,
    Word,
)
from sources.store.files import Disk
from sources.store.store import Batch, ReadOnly, Store, StoreError

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
ARTICLE = Article("a1", "A title [/b]", "https://kestrel.example/1", NOON, "Kestrel", "Welo denied it.", TextFrom.PAGE)
STATEMENT = Statement(
    "s1",
    Source("Welo", ((0, 4),), "Idris Welo", True),
    Cue("denied", ((5, 11),), "deny"),
    Excerpt("it", ((12, 14),)),
    Stance.DENIES,
    Act.SPEECH,
    QuoteForm.INDIRECT,
    via=("Ama",),
    words=(Word("it", "it", "PRON", "obj", -1),),
)
NAMES = ("feeds", "articles", "readings", "article_marks", "conflict_marks")


def full() -> Batch:
    return Batch(
        feeds={"Kestrel": FeedState("Kestrel", etag='"x"', last_success=NOON)},
        articles={"a1": ARTICLE},
        readings={"a1": Reading(ARTICLE, "en", None, (STATEMENT,))},
        article_marks={"a1": ArticleMark(read=True)},
        conflict_marks={"c1": ConflictMark(Triage.WATCHING, NOON, note="ask them")},
    )


class Sick(Disk):
    """A disk of which one call fails from some time on."""

    def __init__(self) -> None:
        self.fails = ""
        self.error = OSError(28, "No space left on device")

    def sync(self, handle: int) -> None:
        if self.fails == "sync":
            raise self.error
        super().sync(handle)

    def write(self, handle: int, data: bytes | memoryview, at: int) -> int:
        if self.fails == "write":
            super().write(handle, data[: len(data) // 2], at)
            raise self.error
        return super().write(handle, data, at)


def test_everything_comes_back_after_reopening(tmp_path: Path) -> None:
    store, batch = Store(tmp_path), full()
    store.save(batch)
    store.close()
    stored = Store(tmp_path).load()
    for name in NAMES:
        assert getattr(stored, name) == getattr(batch, name)
    assert stored.articles["a1"].text == "Welo denied it."
    assert stored.readings["a1"].statements == (STATEMENT,)


def test_an_article_from_the_store_is_like_any_other(tmp_path: Path) -> None:
    import pickle

    store = Store(tmp_path)
    store.save(full())
    article, reading = store.load().articles["a1"], store.load().readings["a1"]
    assert pickle.loads(pickle.dumps(article)) == ARTICLE
    assert pickle.loads(pickle.dumps(reading)) == reading
    assert replace(article, outlet="Other") == replace(ARTICLE, outlet="Other")
    assert article != replace(ARTICLE, text="else")


def test_saving_again_replaces_and_removing_takes_readings_and_marks_along(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(full())
    store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    assert store.load().article_marks == {"a1": ArticleMark(starred=True)}
    store.save(Batch(removed={"a1"}))
    stored = store.load()
    assert not stored.articles and not stored.readings and not stored.article_marks
    assert stored.conflict_marks


def test_a_full_disk_changes_nothing_and_the_next_save_goes_through(tmp_path: Path) -> None:
    disk = Sick()
    store = Store(tmp_path, files=disk)
    store.save(full())
    disk.fails = "write"
    with pytest.raises(StoreError, match="No space left on device"):
        store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    assert store.load().article_marks == {"a1": ArticleMark(read=True)}
    assert Store(tmp_path, read_only=True).load().article_marks == {"a1": ArticleMark(read=True)}
    disk.fails = ""
    store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    assert Store(tmp_path, read_only=True).load().article_marks == {"a1": ArticleMark(starred=True)}


@pytest.mark.parametrize(
    "change", [{"article_marks": {"a1": ArticleMark()}}, {"articles": {"b": replace(ARTICLE, id="b", text="new")}}]
)
def test_a_failed_sync_makes_the_store_read_only_for_all_and_a_restart_writes_it_anew(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    disk = Sick()
    store, other = Store(tmp_path, files=disk), Store(tmp_path)
    store.save(full())
    disk.fails, disk.error = "sync", OSError(5, "Input/output error")
    with pytest.raises(ReadOnly, match="nothing more is stored"):
        store.save(Batch(**change))
    disk.fails = ""
    with pytest.raises(ReadOnly, match="nothing more is stored"):
        store.save(Batch(**change))
    with pytest.raises(ReadOnly, match="disk failed another"):
        other.save(Batch(**change))
    assert store.load().articles == {"a1": ARTICLE}
    store.close()
    other.close()
    again = Store(tmp_path)
    assert any("written anew" in report for report in again.reports())
    again.save(Batch(**change))
    assert again.load().articles["a1"] == ARTICLE


def test_two_desks_see_each_others_changes(tmp_path: Path) -> None:
    one, two = Store(tmp_path), Store(tmp_path)
    one.save(full())
    batch = two.follow()
    for name in NAMES:
        assert getattr(batch, name) == getattr(full(), name)
    assert not two.follow()
    two.save(Batch(conflict_marks={"c1": ConflictMark(Triage.RESOLVED)}))
    assert one.follow().conflict_marks == {"c1": ConflictMark(Triage.RESOLVED)}
    assert not two.follow()
    one.journal.compact()  # type: ignore[attr-defined]
    one.save(Batch(removed={"a1"}))
    assert two.follow().removed == {"a1"}
    assert not two.load().articles


def test_one_desk_leads_and_another_takes_over_when_it_ends(tmp_path: Path) -> None:
    one, two = Store(tmp_path), Store(tmp_path)
    assert one.lead() and one.lead()
    assert not two.lead()
    assert str(os.getpid()) in two.leader
    one.close()
    assert two.lead()


def _hold(folder: Path, told: Any) -> None:
    store = Store(folder)
    store.save(full())
    told.send(store.lead())
    time.sleep(600)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_the_lease_of_a_desk_that_was_killed_is_free_at_once(tmp_path: Path) -> None:
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_hold, args=(tmp_path, there))
    process.start()
    assert here.poll(120) and here.recv()
    store = Store(tmp_path)
    assert not store.lead()
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert store.lead()
    assert store.load().articles == {"a1": ARTICLE}


def test_every_version_that_was_fetched_is_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(full())
    store.save(full())
    later = replace(ARTICLE, text="Welo did not comment.", fetched=NOON + timedelta(hours=1))
    store.save(Batch(articles={"a1": later}))
    first, second = store.versions("a1")
    assert (first.text, second.text) == ("Welo denied it.", "Welo did not comment.")
    assert first.url == ARTICLE.url and second.fetched == later.fetched
    assert len(first.sha256) == 64 and first.sha256 != second.sha256
    store.save(Batch(removed={"a1"}))
    assert store.versions("a1") == ()


def test_a_text_that_the_disk_failed_to_give_once_comes_at_the_next_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    store.save(Batch(articles={ARTICLE.id: ARTICLE}))
    article = store.load().articles[ARTICLE.id]
    with monkeypatch.context() as patched:
        patched.setattr(store.bodies, "read_packed", failing)
        assert article.text == "" and any("is lost" in text for text in store.reports())
    assert article.text == ARTICLE.text


def failing(spot: object) -> bytes:
    raise OSError(errno.EIO, "Input/output error")
