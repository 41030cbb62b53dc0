"""Rows of the tables as typed structs, found by their keys."""

import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from tinydb.table import Document

from sources.store import rows
from sources.store.faults import StoreError
from sources.store.table import Database

T = TypeVar("T")

_TURN = 500
"""Rows between two moments in which other threads, the screen's above all, get the interpreter."""
_REST = 1e-4
"""Seconds: none at all would give it to nobody."""


def gently(documents: Iterable[T]) -> Iterator[T]:
    """Yield documents, and leave the interpreter to other threads in between."""
    for at, document in enumerate(documents, 1):
        if at % _TURN == 0:
            time.sleep(_REST)
        yield document


class Records:
    """Typed access to a database whose rows have keys. Takes the folder as well, for faults to name."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def all(self, name: str, kind: type[T]) -> Iterator[tuple[str, T]]:
        """Yield keys and records of a table of plain rows. Raises StoreError for one that does not fit."""
        return ((row.key, row.record) for _, row in self.rows(name, rows.Row[kind]))  # type: ignore[valid-type]

    def rows(self, name: str, kind: type[T], last: int | None = None) -> Iterator[tuple[int, T]]:
        """Yield ids and rows of a table as it stands now, or the last so many. Raises StoreError for one that does not
        fit.
        """
        return self._decoded(name, kind, self._database.table(name).raw(last))

    def _decoded(self, name: str, kind: type[T], documents: Iterator[tuple[int, bytes]]) -> Iterator[tuple[int, T]]:
        decoder = msgspec.json.Decoder(kind)
        number = 0
        try:
            for number, raw in gently(documents):
                yield number, decoder.decode(raw)
        except msgspec.MsgspecError as error:
            raise self._unfit(name, number, error) from error

    def one(self, name: str, key: str, kind: type[T]) -> T | None:
        """Return the row under a key, None when there is none. Raises StoreError when it does not fit."""
        found = next(iter(self._database.table(name).index("key").find(key)), None)
        return None if found is None else self.row(name, found, kind)

    def row(self, name: str, number: int, kind: type[T]) -> T | None:
        """Return the row with an id, None when there is none. Raises StoreError when it does not fit."""
        raw = self._database.storage.rows(name).get(number)
        try:
            return None if raw is None else msgspec.json.decode(raw, type=kind)
        except msgspec.MsgspecError as error:
            raise self._unfit(name, number, error) from error

    def put(self, name: str, records: Mapping[str, Any]) -> None:
        """Insert rows, or replace those under the same keys."""
        if not records:
            return
        table = self._database.table(name)
        index, fresh = table.index("key"), self._database.storage.rows(name).highest
        documents = []
        for key, record in records.items():
            known = next(iter(index.find(key)), None)
            if known is None:
                known = fresh = fresh + 1
            documents.append(Document(rows.builtins(record), known))
        table.put(documents)

    def drop(self, name: str, field: str, values: Iterable[str]) -> None:
        """Remove the rows whose field has one of these values."""
        table = self._database.table(name)
        if ids := [number for value in values for number in table.index(field).find(value)]:
            table.remove(doc_ids=ids)

    def _unfit(self, name: str, number: int, error: Exception) -> StoreError:
        return StoreError(
            f"{self._folder}: table {name!r}, document {number}: {error}: `gainsay store restore` puts a backup back"
        )
