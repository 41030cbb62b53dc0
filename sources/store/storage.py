"""TinyDB's storage on a journal: what is read is made anew, what is written is committed, all tables together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from sources.store.changes import Change, Rows, encode_document
from sources.store.drafts import Documents, Draft
from sources.store.faults import Damaged, ReadOnly, StoreError
from sources.store.follower import Follower
from sources.store.journal import Journal

__all__ = ["Damaged", "JournalStorage", "ReadOnly", "StoreError"]


class JournalStorage(Storage):
    """All tables of a folder. Takes the folder, or a journal that is open already.

    Works under stock TinyDB tables too, at their pace; with JournalTable a change costs what it changes.
    """

    def __init__(self, journal: str | Path | Follower) -> None:
        self.journal = journal if isinstance(journal, Follower) else Journal(Path(journal))
        self.version = 0
        """Another number whenever documents may be others than before."""
        self._drafts: dict[str, Draft | None] | None = None
        self._read_at = 0
        self.journal.observers.append(self._changed)

    def read(self) -> dict[str, Any] | None:
        """Return the tables: documents by id as text, made anew when they are asked for. None when there are none."""
        self._read_at = self.journal.sequence
        names = dict.fromkeys(self.journal.tables)
        for name, draft in (self._drafts or {}).items():
            if draft is None:
                names.pop(name, None)
            else:
                names[name] = None
        return {name: Documents(self.rows(name)) for name in names} or None

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Commit the difference between the tables as they are and `data`. Raises StoreError.

        Whoever comes from `read` with more than tables taken away must have read the present state: when another has
        committed since, nothing is written.
        """
        with self.transaction():
            fresh = {name: table for name, table in data.items() if not isinstance(table, Documents)}
            if fresh and self.journal.sequence != self._read_at:
                raise StoreError(f"{self.journal.folder}: changed while it was read: use sources.store.table.Database")
            for name in self.read() or {}:
                if name not in data:
                    self._drop(name)
            for name, table in fresh.items():
                self._replace(name, table)

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is changed in the block one commit; nests. An exception in it leaves everything as it was."""
        journal = self.journal
        with journal.mutex:
            if self._drafts is not None:
                yield
                return
            if not isinstance(journal, Journal):
                raise ReadOnly(journal.broken)
            with journal.locked():
                self._drafts = {}
                try:
                    yield
                    if change := self._gathered():
                        journal.commit(change)
                finally:
                    self._drafts = None
                    self.version += 1

    def rows(self, name: str) -> Rows | Draft:
        """Return a table as it stands: under a transaction that has changed it, as that sees it."""
        if self._drafts and name in self._drafts:
            return self._drafts[name] or Rows()
        return self.journal.tables.get(name) or Rows()

    def draft(self, name: str) -> Draft:
        """Return a table to change, under a transaction."""
        assert self._drafts is not None
        draft = self._drafts.get(name)
        if draft is None:
            rows = self.journal.tables.get(name)
            draft = Draft(rows or Rows())
            if name in self._drafts:  # The transaction has dropped it before.
                draft.clear()
            self._drafts[name] = draft
        return draft

    def _drop(self, name: str) -> None:
        assert self._drafts is not None
        if name in self.journal.tables:
            self._drafts[name] = None
        else:
            self._drafts.pop(name, None)

    def _replace(self, name: str, table: Mapping[Any, Mapping[str, Any]]) -> None:
        draft = self.draft(name)
        wanted = {int(key): encode_document(document) for key, document in table.items()}
        for key in list(draft.ids()):
            if key not in wanted:
                draft.drop(key)
        for key, raw in wanted.items():
            draft.put(key, raw)

    def _gathered(self) -> Change:
        tables, change = self.journal.tables, Change()
        for name, draft in (self._drafts or {}).items():
            part = None if draft is None else draft.change
            if part is None or part or name not in tables:
                change[name] = part
        return change

    def _changed(self, change: Change, foreign: bool) -> None:
        self.version += 1
