"""Typed access to the store: one batch in, one transaction on disk; everything out at the start."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.table import Document, Table

from sources.codec import from_json, to_json
from sources.models import Article, ArticleMark, ConflictMark, FeedState, Reading, Statement
from sources.store.storage import AtomicStorage, StoreError

T = TypeVar("T")
SCHEMA = 1


@dataclass(slots=True)
class Batch:
    """Changes that belong together: all of them reach the disk, or none."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    """Ids of articles to let go, with their readings and marks."""
    article_marks: dict[str, ArticleMark] = field(default_factory=dict)
    conflict_marks: dict[str, ConflictMark] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that the store holds. Articles stand in the order in which they came."""

    feeds: dict[str, FeedState]
    articles: dict[str, Article]
    readings: dict[str, Reading]
    article_marks: dict[str, ArticleMark]
    conflict_marks: dict[str, ConflictMark]


@dataclass(frozen=True, slots=True)
class _StoredReading:
    """A reading without its article, which has a table of its own."""

    language: str
    agency: str | None
    statements: tuple[Statement, ...]


class Store:
    """The desk's folder on disk. Not thread-safe: one caller at a time.

    Takes the folder and whether only to read. Raises StoreError when the folder is in use by another desk, or its
    files cannot be read.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self._lock: FileLock | None = None if read_only else _lock(folder)
        try:
            self._db = TinyDB(folder / "desk.json", storage=AtomicStorage)
        except StoreError:
            self.close()
            raise

    def load(self) -> Stored:
        """Return everything. Raises StoreError naming the table and key of a document that does not fit."""
        articles = self._all("articles", Article)
        readings = {
            key: Reading(articles[key], r.language, r.agency, r.statements)
            for key, r in self._all("readings", _StoredReading).items()
            if key in articles
        }
        return Stored(
            self._all("feeds", FeedState),
            articles,
            readings,
            self._all("article_marks", ArticleMark),
            self._all("conflict_marks", ConflictMark),
        )

    def save(self, batch: Batch) -> None:
        """Put a batch on disk, all or nothing. Raises StoreError; what was stored before is then still there."""
        self._put("feeds", batch.feeds)
        self._put("articles", batch.articles)
        self._put(
            "readings", {k: _StoredReading(r.language, r.agency, r.statements) for k, r in batch.readings.items()}
        )
        self._put("article_marks", batch.article_marks)
        self._put("conflict_marks", batch.conflict_marks)
        for name in ("articles", "readings", "article_marks"):
            self._drop(name, batch.removed)
        self._storage.commit()

    def close(self) -> None:
        """Let another desk have the folder."""
        if self._lock is not None:
            self._lock.release()

    @property
    def _storage(self) -> AtomicStorage:
        storage = self._db.storage
        assert isinstance(storage, AtomicStorage)
        return storage

    def _all(self, name: str, kind: type[T]) -> dict[str, T]:
        out = {}
        for document in self._db.table(name):
            try:
                out[document["key"]] = from_json(kind, document["record"])
            except (KeyError, msgspec.ValidationError) as error:
                raise StoreError(
                    f"{self._storage.path}: table {name!r}, document {document.doc_id}: {error}: "
                    "put a copy of the file back, or move it away to start afresh"
                ) from error
        return out

    def _put(self, name: str, records: dict[str, Any]) -> None:
        if not records:
            return
        table = self._db.table(name)
        known = self._ids(table)
        fresh = (max(known.values(), default=0) + n for n in range(1, len(records) + 1))
        documents = [
            Document({"key": key, "record": to_json(record)}, known.get(key) or next(fresh))
            for key, record in records.items()
        ]
        _upsert(table, documents)

    def _drop(self, name: str, keys: Iterable[str]) -> None:
        table = self._db.table(name)
        known = self._ids(table)
        if ids := [known[k] for k in keys if k in known]:
            table.remove(doc_ids=ids)

    @staticmethod
    def _ids(table: Table) -> dict[str, int]:
        return {document["key"]: document.doc_id for document in table}


def _upsert(table: Table, documents: list[Document]) -> None:
    """Insert or replace by id in one pass; TinyDB's own `upsert` takes one pass over the table a document."""

    def change(rows: dict[int, Any]) -> None:
        rows.update({d.doc_id: dict(d) for d in documents})

    table._update_table(change)
    table.clear_cache()


def _lock(folder: Path) -> FileLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock")
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(
            f"{folder}: another gainsay is at work with this store: close it, or give this one a store of its own "
            "with --store FOLDER"
        ) from None
    except OSError as error:
        raise StoreError(f"{folder}: cannot be used ({error.strerror}): name another folder with --store") from error
    return lock
