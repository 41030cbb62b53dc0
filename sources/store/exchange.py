"""The whole store as one file that stock TinyDB opens, texts and statements included, and back."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from sources.codec import from_json, to_json
from sources.models import Article, ArticleMark, ConflictMark, FeedState, Reading, Statement
from sources.store.faults import StoreError
from sources.store.files import Disk
from sources.store.rows import Batch
from sources.store.watch import Watch, unwatched, watched

if TYPE_CHECKING:
    from sources.store.store import Store

IMPORTED_AT_ONCE = 2000
"""Articles in one commit."""
_ENCODE = msgspec.json.Encoder().encode


class _StoredReading(msgspec.Struct):
    """A reading without its article, which has a table of its own."""

    language: str
    agency: str | None
    statements: tuple[Statement, ...]
    vector: bytes = b""


def export(store: "Store", target: Path, watch: Watch = unwatched) -> int:
    """Write everything as stock TinyDB's JSON: tables of `{"key", "record"}`. Returns how many documents.

    Never holds more than a document in memory. Raises StoreError; a former file is then untouched.
    """
    draft = target.with_name(target.name + ".draft")
    count = 0
    try:
        with open(draft, "wb") as file:
            for name_at, (name, documents) in enumerate(_tables(store, watch)):
                file.write((b"," if name_at else b"{") + b"\n" + _ENCODE(name) + b":{")
                for at, document in enumerate(documents):
                    file.write(b'%b\n"%d":%b' % (b"," if at else b"", at + 1, _ENCODE(document)))
                    count += 1
                file.write(b"}")
            file.write(b"}\n")
            file.flush()
            Disk().sync(file.fileno())
        draft.replace(target)
        Disk().sync_folder(target.absolute().parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise StoreError(f"{target}: cannot be written ({error.strerror}): name another file") from error
    return count


def import_file(store: "Store", source: Path, watch: Watch = unwatched) -> int:
    """Add everything in such a file to the store, in place of records of the same keys. Returns how many documents.

    Raises StoreError naming what does not fit, before anything is stored.
    """
    try:
        data = msgspec.json.decode(source.read_bytes(), type=dict[str, dict[str, Any]])
    except OSError as error:
        raise StoreError(
            f"{source}: cannot be read ({error.strerror}): name a file that `store export` wrote"
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{source}: is not a store of gainsay ({error}): name a file that `store export` wrote"
        ) from error
    batch = _batch(source, data)
    articles = list(batch.articles.items())
    first = Batch(
        feeds=batch.feeds,
        article_marks=batch.article_marks,
        conflict_marks=batch.conflict_marks,
        disputed=batch.disputed,
    )
    with store.database.transaction():
        store.save(first)
        for at in range(0, len(articles), IMPORTED_AT_ONCE):
            watch("Storing articles", at, len(articles))
            part = dict(articles[at : at + IMPORTED_AT_ONCE])
            store.save(Batch(articles=part, readings={k: batch.readings[k] for k in part if k in batch.readings}))
    return sum(
        len(getattr(batch, name)) for name in ("feeds", "articles", "readings", "article_marks", "conflict_marks")
    )


def _tables(store: "Store", watch: Watch) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    stored = store.load()
    yield "feeds", ({"key": key, "record": to_json(record)} for key, record in stored.feeds.items())
    yield (
        "articles",
        (
            {"key": key, "record": to_json(article)}
            for key, article in watched(watch, "Writing articles", stored.articles.items())
        ),
    )
    yield (
        "readings",
        (
            {"key": key, "record": _reading(reading)}
            for key, reading in watched(watch, "Writing statements", stored.readings.items())
        ),
    )
    yield "article_marks", ({"key": key, "record": to_json(mark)} for key, mark in stored.article_marks.items())
    yield "conflict_marks", ({"key": key, "record": to_json(mark)} for key, mark in stored.conflict_marks.items())
    yield "disputed", ({"key": key, "record": True} for key in sorted(stored.disputed))
    yield (
        "versions",
        ({"key": key, "record": to_json(version)} for key in stored.articles for version in store.versions(key)[:-1]),
    )


def _reading(reading: Reading) -> dict[str, Any]:
    return to_json(_StoredReading(reading.language, reading.agency, reading.statements, reading.vector))


def _batch(source: Path, data: dict[str, dict[str, Any]]) -> Batch:
    def records(name: str, kind: Any) -> dict[str, Any]:
        out = {}
        for number, document in data.get(name, {}).items():
            try:
                out[document["key"]] = from_json(kind, document["record"])
            except (KeyError, TypeError, msgspec.ValidationError) as error:
                raise StoreError(f"{source}: table {name!r}, document {number}: {error}: mend or remove it") from error
        return out

    articles = records("articles", Article)
    readings = {
        key: Reading(articles[key], r.language, r.agency, r.statements, r.vector)
        for key, r in records("readings", _StoredReading).items()
        if key in articles
    }
    return Batch(
        records("feeds", FeedState),
        articles,
        readings,
        set(),
        records("article_marks", ArticleMark),
        records("conflict_marks", ConflictMark),
        records("disputed", bool),
    )
