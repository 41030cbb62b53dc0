"""Secondary indexes: which documents have which value under a key, kept up by the changes themselves."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sources.collector import uncollected
from sources.store.changes import Change, Rows, decode_document

_ABSENT = object()


class Index:
    """The documents of one table by the value under a path of keys. Takes the table's name and the path.

    It stands on what JSON keeps apart and Python does not (1, 1.0 and true are one value), so that it finds at least
    what `==` finds; lists and objects it does not tell apart at all. Whoever asks it tests what it gives.
    """

    def __init__(self, table: str, path: tuple[str, ...]) -> None:
        self.table = table
        self.path = path
        self._ids: dict[Any, int | dict[int, None]] = {}
        """By value the document that has it, or the documents when they are several: most keys are unique."""
        self._value: dict[int, Any] = {}
        self._odd: dict[int, None] = {}
        self._decode = _decoder(path)

    def build(self, rows: Rows) -> None:
        """Begin anew with these rows."""
        self._ids, self._value, self._odd = {}, {}, {}
        with uncollected():
            if len(self.path) == 1:
                self._fill(rows)
                return
            for key, raw in rows.data.items():
                self._put(key, raw)

    def observe(self, change: Change, foreign: bool) -> None:
        """Take a commit in; an observer of the journal."""
        if self.table not in change:
            return
        part = change[self.table]
        if part is None or part.clear:
            self._ids, self._value, self._odd = {}, {}, {}
        if part is not None:
            for key in part.drop:
                self._drop(key)
            for key, raw in part.put.items():
                self._drop(key)
                self._put(key, raw)

    def find(self, value: Any) -> Iterable[int]:
        """Return the ids of all documents that may have this value, in no order."""
        try:
            found = self._ids.get(value, ())
        except TypeError:
            found = ()
        return [*((found,) if isinstance(found, int) else found), *self._odd]

    def values(self) -> Iterator[Any]:
        """Yield the values that documents have, lists and objects apart."""
        return iter(self._ids)

    def value(self, key: int) -> Any:
        """Return the value of the document with this id, None when it has none."""
        return self._value.get(key)

    def _fill(self, rows: Rows) -> None:
        """The way in for very many: nearly all values of a key are there, may be hashed and are unique."""
        decode, ids, values = self._decode.decode, self._ids, self._value
        for key, raw in rows.data.items():
            try:
                value = decode(raw).value
                if value is msgspec.UNSET or ids.setdefault(value, key) != key:
                    raise TypeError
                values[key] = value
            except (msgspec.ValidationError, TypeError):
                self._put(key, raw)

    def _put(self, key: int, raw: bytes) -> None:
        value = self._read(raw)
        if value is _ABSENT:
            return
        try:
            there = self._ids.setdefault(value, key)
        except TypeError:
            self._odd[key] = None
            return
        self._value[key] = value
        if isinstance(there, dict):
            there[key] = None
        elif there != key:
            self._ids[value] = {there: None, key: None}

    def _drop(self, key: int) -> None:
        self._odd.pop(key, None)
        if key in self._value:
            value = self._value.pop(key)
            ids = self._ids[value]
            if isinstance(ids, dict):
                ids.pop(key, None)
            if not ids or ids == key:
                del self._ids[value]

    def _read(self, raw: bytes) -> Any:
        try:
            found: Any = self._decode.decode(raw)
            for _ in self.path:
                found = found.value
            return _ABSENT if found is msgspec.UNSET else found
        except (msgspec.ValidationError, AttributeError):
            found = decode_document(raw)
        for name in self.path:
            if not isinstance(found, dict) or name not in found:
                return _ABSENT
            found = found[name]
        return found


def _decoder(path: tuple[str, ...]) -> "msgspec.json.Decoder[Any]":
    """A decoder that makes nothing of a document but the value at the path."""
    kind: Any = Any
    for name in reversed(path):
        kind = msgspec.defstruct(
            "Step",
            [("value", kind | msgspec.UnsetType if kind is not Any else Any, msgspec.UNSET)],
            rename={"value": name},
        )
    return msgspec.json.Decoder(kind)
