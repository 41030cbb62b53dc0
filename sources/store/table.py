"""TinyDB on the journal: `Database` in place of TinyDB, with queries, documents and tables as they are there."""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from copy import copy
from itertools import islice
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table
from tinydb.utils import LRUCache

from sources.store.changes import Rows
from sources.store.drafts import Documents, Draft, Working
from sources.store.index import Index
from sources.store.storage import JournalStorage

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]


class JournalTable(Table):
    """A table whose every change is one commit, and which may have indexes.

    Differs from TinyDB's own in this: what it gives never aliases what is stored; an update that fails changes nothing;
    no id of a document that was removed is given again while the table is open.
    """

    def __init__(
        self,
        storage: Storage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        self._only: list[int] | None = None
        self._indexes: dict[tuple[str, ...], Index] = {}
        super().__init__(storage, name, cache_size, persist_empty)
        self._query_cache = cast("LRUCache[QueryLike, list[Document]]", _Answers(self, cache_size))

    @property
    def journal_storage(self) -> JournalStorage:
        """The storage, which is the journal's."""
        return cast(JournalStorage, self._storage)

    def index(self, *path: str) -> Index:
        """Index the documents by the value under a path of keys; `search` and its kin then use that for `==`."""
        if path not in self._indexes:
            made = Index(self.name, path)
            journal = self.journal_storage.journal
            with journal.mutex:
                made.build(journal.tables.get(self.name) or Rows())
                journal.observers.append(made.observe)
            self._indexes[path] = made
        return self._indexes[path]

    def put(self, documents: Iterable[Document]) -> None:
        """Insert documents, or replace whole those whose ids are there, in one commit."""

        def updater(table: dict[int, Mapping[str, Any]]) -> None:
            table.update({document.doc_id: dict(document) for document in documents})

        with self._transaction():
            self._next_id = None
            self._update_table(updater)

    def raw(self, last: int | None = None) -> Iterator[tuple[int, bytes]]:
        """Yield ids and JSON of all documents as they stand now, or of the last so many."""
        rows = self.journal_storage.rows(self.name)
        if last is not None and isinstance(rows, Rows):
            return reversed(list(islice(reversed(rows.data.items()), last)))
        if isinstance(rows, Rows):
            return iter(list(rows.data.items()))
        return ((key, raw) for key in list(rows.ids()) if (raw := rows.get(key)) is not None)

    # TinyDB's own, each as one transaction, on as few documents as an index leaves

    def insert(self, document: Mapping[str, Any]) -> int:
        """See tinydb.table.Table."""
        with self._transaction():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """See tinydb.table.Table."""
        with self._transaction():
            made = super().insert_multiple(documents)
            self._next_id = None  # An id that the caller chose may be the next one.
            return made

    def search(self, cond: QueryLike) -> list[Document]:
        """See tinydb.table.Table."""
        return Table.search(self._narrowed(cond), cond)

    def get(  # type: ignore[override]
        self, cond: QueryLike | None = None, doc_id: int | None = None, doc_ids: list[int] | None = None
    ) -> Document | list[Document] | None:
        """See tinydb.table.Table."""
        if doc_id is None and doc_ids is not None:
            return Table.get(self._on(doc_ids), cond, doc_id, doc_ids)
        target = self if doc_id is not None or cond is None else self._narrowed(cond)
        return Table.get(target, cond, doc_id, doc_ids)  # type: ignore[arg-type]

    def update(self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """See tinydb.table.Table."""
        with self._transaction():
            if doc_ids is None and cond is not None:
                doc_ids = [document.doc_id for document in self._matching(cond)]
            return super().update(fields, None, doc_ids)

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """See tinydb.table.Table."""
        with self._transaction():
            return super().update_multiple(updates)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """See tinydb.table.Table."""
        with self._transaction():
            return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """See tinydb.table.Table."""
        with self._transaction():
            if doc_ids is None and cond is not None:
                doc_ids = [document.doc_id for document in self._matching(cond)]
            return super().remove(None, doc_ids)

    def truncate(self) -> None:
        """See tinydb.table.Table."""
        with self._transaction():
            super().truncate()

    def __len__(self) -> int:
        return len(self._read_table())

    def _transaction(self) -> Any:
        return self.journal_storage.transaction()

    def _matching(self, cond: QueryLike) -> Iterator[Document]:
        return (document for document in self._narrowed(cond) if cond(document))

    def _get_next_id(self) -> int:
        rows = self.journal_storage.rows(self.name)
        given: int = max(self._next_id or 1, rows.highest + 1)
        self._next_id = cast(None, given + 1)  # What TinyDB declares.
        return given

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", Documents(self.journal_storage.rows(self.name), self._only))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        with self._transaction():
            working = Working(self.journal_storage.draft(self.name))
            updater(cast("dict[int, Mapping[str, Any]]", working))
            working.finish()
            self.journal_storage.version += 1

    # Narrowing

    def _narrowed(self, cond: QueryLike) -> "JournalTable":
        """This table, cut down to the documents that an index leaves for a condition."""
        ids = self._candidates(getattr(cond, "_hash", None))
        return self if ids is None else self._on(ids)

    def _on(self, ids: Iterable[int]) -> "JournalTable":
        wanted, rows = set(ids), self.journal_storage.rows(self.name)
        view = copy(self)
        if len(wanted) <= 1:
            view._only = [key for key in wanted if rows.get(key) is not None]
        elif isinstance(rows, Draft):
            view._only = [key for key in rows.ids() if key in wanted]
        elif rows.ascending:
            view._only = sorted(key for key in wanted if key in rows.data)
        else:
            view._only = [key for key in list(rows.data) if key in wanted]
        return view

    def _candidates(self, test: Any) -> Iterable[int] | None:
        """Ids among which all matches of a query are, or None for all; `test` is what TinyDB hashes queries by."""
        match test:
            case ("==", path, value) if path in self._indexes:
                found: Iterable[int] = self._indexes[path].find(value)
            case ("and", frozenset() as parts):
                narrow = [ids for part in parts if (ids := self._candidates(part)) is not None]
                if not narrow:
                    return None
                found = set(narrow[0]).intersection(*narrow[1:])
            case _:
                return None
        rows = self.journal_storage.rows(self.name)
        return [*found, *rows.change.put] if isinstance(rows, Draft) else found


class _Answers:
    """TinyDB's query cache, which keeps ids alone: what it gives is made anew, and nothing outlives a change."""

    def __init__(self, table: JournalTable, capacity: int | None) -> None:
        self._table = table
        self._version = -1
        self._ids: LRUCache[Any, list[int]] = LRUCache(capacity)

    def get(self, cond: QueryLike) -> list[Document] | None:
        storage = self._table.journal_storage
        if storage.version != self._version or (ids := self._ids.get(cond)) is None:
            return None
        rows = storage.rows(self._table.name)
        documents = Documents(rows)
        return [self._table.document_class(documents[str(key)], key) for key in ids]

    def __setitem__(self, cond: QueryLike, documents: list[Document]) -> None:
        if (version := self._table.journal_storage.version) != self._version:
            self._ids.clear()
            self._version = version
        self._ids[cond] = [document.doc_id for document in documents]

    def clear(self) -> None:
        self._ids.clear()


class Database(TinyDB):
    """TinyDB on a journal. Takes the journal's folder, or what JournalStorage takes."""

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]

    def table(self, name: str, **kwargs: Any) -> JournalTable:
        """See tinydb.TinyDB."""
        return cast(JournalTable, super().table(name, **kwargs))

    @property
    def storage(self) -> JournalStorage:
        """The storage, which is the journal's."""
        return cast(JournalStorage, self._storage)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes to all tables in the block one commit; an exception in it leaves everything as it was.

        Raises StoreError when the commit cannot be put on the disk.
        """
        with self.storage.transaction():
            yield

    def drop_table(self, name: str) -> None:
        """See tinydb.TinyDB."""
        with self.transaction():
            super().drop_table(name)

    def drop_tables(self) -> None:
        """See tinydb.TinyDB."""
        with self.transaction():
            super().drop_tables()
