"""Tables under a transaction: what is there, what the transaction has changed, and documents that may be worked on."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from sources.store.changes import Rows, TableChange, decode_document, encode_document


class Draft:
    """A table as a transaction sees it. Takes the rows as they stand outside it."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.change = TableChange()

    def __len__(self) -> int:
        base = 0 if self.change.clear else len(self.rows.data) - len(self.change.drop)
        return base + sum(1 for key in self.change.put if not self._stays(key))

    def get(self, key: int) -> bytes | None:
        """Return a document's JSON, None when there is none of this id."""
        if (raw := self.change.put.get(key)) is not None:
            return raw
        return self.rows.data.get(key) if self._stays(key) else None

    def ids(self) -> Iterator[int]:
        """Yield the ids in the order that the table will have."""
        if not self.change.clear:
            yield from (key for key in self.rows.data if key not in self.change.drop)
        yield from (key for key in self.change.put if not self._stays(key))

    @property
    def highest(self) -> int:
        """The highest id, 0 when there is none."""
        change = self.change
        if not change.clear and self.rows.highest not in change.drop:
            return max(self.rows.highest, max(change.put, default=0))
        return max(self.ids(), default=0)

    def put(self, key: int, raw: bytes) -> None:
        """Insert a document, or replace it where it stands."""
        if self._stays(key) and self.rows.data[key] == raw:
            self.change.put.pop(key, None)
        else:
            self.change.put[key] = raw

    def drop(self, key: int) -> None:
        """Take a document away."""
        if self._stays(key):
            self.change.drop[key] = None
        self.change.put.pop(key, None)

    def clear(self) -> None:
        """Take all documents away."""
        self.change = TableChange(clear=bool(self.rows.data))

    def _stays(self, key: int) -> bool:
        """Whether the document stands where it stood before the transaction, replaced or not."""
        return not self.change.clear and key in self.rows.data and key not in self.change.drop


class Documents(Mapping[str, Mapping[str, Any]]):
    """A table as TinyDB reads it: documents by id as text, each read anew from its JSON. Takes the table, and to which
    ids to keep, in the table's order, if not to all.
    """

    def __init__(self, table: Draft | Rows, only: list[int] | None = None) -> None:
        self._table = table
        self._only = only

    def __len__(self) -> int:
        if self._only is not None:
            return len(self._only)
        return len(self._table) if isinstance(self._table, Draft) else len(self._table.data)

    def __iter__(self) -> Iterator[str]:
        return map(str, self._ids())

    def __getitem__(self, key: str) -> Any:
        try:
            raw = self._table.get(int(key))
        except ValueError:
            raw = None
        if raw is None:
            raise KeyError(key)
        return decode_document(raw)

    def items(self) -> Any:
        """Yield ids and documents; what is changed meanwhile is not seen."""
        if self._only is None and isinstance(self._table, Rows):
            return ((str(key), decode_document(raw)) for key, raw in list(self._table.data.items()))
        found = [(key, self._table.get(key)) for key in self._ids()]
        return ((str(key), decode_document(raw)) for key, raw in found if raw is not None)

    def _ids(self) -> Iterator[int]:
        if self._only is not None:
            return iter(self._only)
        return self._table.ids() if isinstance(self._table, Draft) else iter(list(self._table.data))


class Working(MutableMapping[int, Any]):
    """What TinyDB's own code changes: documents by id, made when they are asked for, of which `finish` gathers the
    changes. Without `finish` nothing has happened.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._touched: dict[int, Any] = {}
        self._gone: dict[int, None] = {}
        self._cleared = False

    def __contains__(self, key: object) -> bool:
        return key in self._touched or (isinstance(key, int) and self._stays(key))

    def __getitem__(self, key: int) -> Any:
        if key not in self._touched:
            raw = self._draft.get(key) if self._stays(key) else None
            if raw is None:
                raise KeyError(key)
            self._touched[key] = decode_document(raw)
        return self._touched[key]

    def __setitem__(self, key: int, document: Any) -> None:
        self._touched[key] = document

    def __delitem__(self, key: int) -> None:
        if key not in self:
            raise KeyError(key)
        if self._stays(key):
            self._gone[key] = None
        self._touched.pop(key, None)

    def __iter__(self) -> Iterator[int]:
        if not self._cleared:
            yield from (key for key in self._draft.ids() if key not in self._gone)
        yield from (key for key in self._touched if not self._stays(key))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take all documents away."""
        self._touched, self._gone, self._cleared = {}, {}, True

    def finish(self) -> None:
        """Hand the changes to the draft. Raises TypeError and ValueError when JSON cannot hold a document."""
        written = {key: encode_document(document) for key, document in self._touched.items()}
        if self._cleared:
            self._draft.clear()
        for key in self._gone:
            self._draft.drop(key)
        for key, raw in written.items():
            self._draft.put(key, raw)

    def _stays(self, key: int) -> bool:
        return not self._cleared and key not in self._gone and self._draft.get(key) is not None
