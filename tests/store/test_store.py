import os
from datetime import UTC, datetime
from pathlib import Path

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
from sources.store.storage import StoreError
from sources.store.store import Batch, Store

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


def full() -> Batch:
    return Batch(
        feeds={"Kestrel": FeedState("Kestrel", etag='"x"', last_success=NOON)},
        articles={"a1": ARTICLE},
        readings={"a1": Reading(ARTICLE, "en", None, (STATEMENT,))},
        article_marks={"a1": ArticleMark(read=True)},
        conflict_marks={"c1": ConflictMark(Triage.WATCHING, NOON, note="ask them")},
    )


def test_everything_comes_back_after_reopening(tmp_path: Path) -> None:
    store, batch = Store(tmp_path), full()
    store.save(batch)
    store.close()
    stored = Store(tmp_path).load()
    for name in ("feeds", "articles", "readings", "article_marks", "conflict_marks"):
        assert getattr(stored, name) == getattr(batch, name)


def test_saving_again_replaces_and_removing_takes_readings_and_marks_along(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(full())
    store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    assert store.load().article_marks == {"a1": ArticleMark(starred=True)}
    store.save(Batch(removed={"a1"}))
    stored = store.load()
    assert not stored.articles and not stored.readings and not stored.article_marks
    assert stored.conflict_marks


def test_a_failed_write_leaves_the_former_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.save(full())

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(StoreError, match="No space left on device"):
        store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    assert Store(tmp_path, read_only=True).load().article_marks == {"a1": ArticleMark(read=True)}


def test_a_second_desk_is_refused_and_a_reader_is_not(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(full())
    with pytest.raises(StoreError, match="another gainsay"):
        Store(tmp_path)
    assert Store(tmp_path, read_only=True).load().articles
    store.close()
    Store(tmp_path).close()


@pytest.mark.parametrize("damage", [b"", b"{", b'{"articles": 3}', b"\xff\xfe", b"[]"])
def test_a_damaged_file_is_named_and_not_overwritten(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "desk.json").write_bytes(damage)
    with pytest.raises(StoreError, match=r"desk\.json"):
        Store(tmp_path)
    assert (tmp_path / "desk.json").read_bytes() == damage


def test_a_document_that_does_not_fit_is_named(tmp_path: Path) -> None:
    (tmp_path / "desk.json").write_text('{"articles": {"7": {"key": "a", "record": {"id": 5}}}}')
    with pytest.raises(StoreError, match="'articles', document 7"):
        Store(tmp_path).load()


def test_an_empty_folder_is_an_empty_store(tmp_path: Path) -> None:
    stored = Store(tmp_path / "new").load()
    assert not stored.articles and not stored.feeds
