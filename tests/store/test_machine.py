"""The store against plain TinyDB in memory: the same answers, whatever is done in whatever order."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from sources.store import journal as journal_module
from sources.store.follower import Follower
from sources.store.frames import frame
from sources.store.generation import read_header
from sources.store.storage import JournalStorage
from sources.store.table import Database

TABLES = st.sampled_from(["a", "b"])
KEYS = st.sampled_from(["k", "m", "deep"])
TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
SMALL = st.integers(-2, 4) | st.booleans() | st.none() | st.sampled_from([1.0, 0.5, 2**70]) | TEXT
VALUES = st.recursive(
    SMALL, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=5
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=3)
IDS = st.integers(1, 12)
QUERIES = st.one_of(
    st.builds(lambda key, value: where(key) == value, KEYS, SMALL),
    st.builds(lambda key, value: where(key) != value, KEYS, SMALL),
    st.builds(lambda key: where(key).exists(), KEYS),
    st.builds(lambda a, b: (where("k") == a) & (where("m") == b), SMALL, SMALL),
    st.builds(lambda a, b: (where("k") == a) | ~(where("m") == b), SMALL, SMALL),
    st.builds(lambda value: where("deep")["k"] == value, SMALL),
)


class Fault(Exception):
    pass


class Machine(RuleBasedStateMachine):
    """Rules do the same to both; a rule that fails must fail in both, and change neither."""

    @initialize(stock=st.booleans(), indexed=st.booleans())
    def begin(self, stock: bool, indexed: bool) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.stock, self.indexed = stock, indexed
        self.model = TinyDB(storage=MemoryStorage)
        self.open()

    def open(self) -> None:
        # Stock tables on the journal storage must work as well; with them, no index.
        self.db: TinyDB = TinyDB(self.folder, storage=JournalStorage) if self.stock else Database(self.folder)
        if isinstance(self.db, Database) and self.indexed:
            for name in ("a", "b"):
                self.db.table(name).index("k")
                self.db.table(name).index("deep", "k")

    def forget_ids(self) -> None:
        """Both begin to count ids anew, as a table that is opened does."""
        for db in (self.model, self.db):
            for name in ("a", "b"):
                db.table(name)._next_id = None

    def both(self, name: str, work: Any) -> Any:
        results = []
        for db in (self.model, self.db):
            before = _contents(self.model)
            try:
                results.append(work(db.table(name)))
            except (ValueError, Fault, TypeError, AttributeError) as error:
                results.append(type(error))
                if db is self.model:
                    _put_back(self.model, before)
        assert results[0] == results[1]
        if isinstance(results[0], type):
            self.forget_ids()
        return results[0]

    @rule(name=TABLES, document=DOCUMENTS)
    def insert(self, name: str, document: dict[str, Any]) -> None:
        self.both(name, lambda table: table.insert(document))

    @rule(name=TABLES, document=DOCUMENTS, key=IDS)
    def insert_with_id(self, name: str, document: dict[str, Any], key: int) -> None:
        self.both(name, lambda table: table.insert(Document(document, key)))
        self.forget_ids()

    @rule(name=TABLES, documents=st.lists(DOCUMENTS | st.builds(Document, DOCUMENTS, IDS) | st.just(7), max_size=4))
    def insert_multiple(self, name: str, documents: list[Any]) -> None:
        self.both(name, lambda table: table.insert_multiple(documents))
        self.forget_ids()

    @rule(name=TABLES, fields=DOCUMENTS, query=st.none() | QUERIES)
    def update(self, name: str, fields: dict[str, Any], query: Any) -> None:
        self.both(name, lambda table: table.update(fields, query))

    @rule(name=TABLES, fields=DOCUMENTS, ids=st.lists(IDS, max_size=3))
    def update_ids(self, name: str, fields: dict[str, Any], ids: list[int]) -> None:
        self.both(name, lambda table: table.update(fields, doc_ids=ids))

    @rule(name=TABLES, stop=st.integers(0, 3))
    def update_that_fails(self, name: str, stop: int) -> None:
        def work(table: Any) -> Any:
            left = [stop]

            def change(document: Any) -> None:
                document["k"] = "changed"
                left[0] -= 1
                if left[0] < 0:
                    raise Fault

            return table.update(change)

        self.both(name, work)

    @rule(name=TABLES, fields=DOCUMENTS, one=QUERIES, other=QUERIES)
    def update_multiple(self, name: str, fields: dict[str, Any], one: Any, other: Any) -> None:
        self.both(name, lambda table: table.update_multiple([(fields, one), ({"m": 1}, other)]))

    @rule(name=TABLES, document=DOCUMENTS, query=QUERIES)
    def upsert(self, name: str, document: dict[str, Any], query: Any) -> None:
        self.both(name, lambda table: table.upsert(document, query))

    @rule(name=TABLES, document=DOCUMENTS, key=IDS)
    def upsert_with_id(self, name: str, document: dict[str, Any], key: int) -> None:
        self.both(name, lambda table: table.upsert(Document(document, key)))
        self.forget_ids()

    @rule(name=TABLES, query=QUERIES)
    def remove(self, name: str, query: Any) -> None:
        self.both(name, lambda table: table.remove(query))

    @rule(name=TABLES, ids=st.lists(IDS, max_size=3, unique=True))
    def remove_ids(self, name: str, ids: list[int]) -> None:
        self.both(name, lambda table: table.remove(doc_ids=ids))

    @rule(name=TABLES)
    def truncate(self, name: str) -> None:
        self.both(name, lambda table: table.truncate())

    @rule(name=TABLES)
    def drop_table(self, name: str) -> None:
        self.model.drop_table(name)
        self.db.drop_table(name)
        self.forget_ids()
        self.reindex()

    @rule()
    def drop_tables(self) -> None:
        self.model.drop_tables()
        self.db.drop_tables()
        self.reindex()

    def reindex(self) -> None:
        if isinstance(self.db, Database) and self.indexed:
            for name in ("a", "b"):
                self.db.table(name).index("k")

    @rule(documents=st.lists(DOCUMENTS, min_size=1, max_size=3), query=QUERIES, fail=st.booleans())
    def transaction(self, documents: list[dict[str, Any]], query: Any, fail: bool) -> None:
        if not isinstance(self.db, Database):
            return
        before = _contents(self.model)
        try:
            with self.db.transaction():
                for db in (self.model, self.db):
                    for document in documents:
                        db.table("a").insert(document)
                    db.table("b").remove(query)
                    db.table("a").update({"m": 2}, query)
                    db.table("b").insert({"k": 1})
                self.answers(query)
                if fail:
                    raise Fault
        except Fault:
            _put_back(self.model, before)
        self.forget_ids()

    @rule(query=QUERIES)
    def answers(self, query: Any) -> None:
        """Twice, for the second answer may come from the query cache; what was done to the first must not show."""
        for name in ("a", "b"):
            for _ in range(2):
                mine, theirs = self.db.table(name).search(query), self.model.table(name).search(query)
                assert mine == theirs
                assert [d.doc_id for d in mine] == [d.doc_id for d in theirs]
                for document in mine if not self.stock else ():
                    document.clear()
            assert self.db.table(name).count(query) == self.model.table(name).count(query)
            assert self.db.table(name).contains(query) == self.model.table(name).contains(query)
            assert self.db.table(name).get(query) == self.model.table(name).get(query)

    @rule(ids=st.lists(IDS, max_size=4))
    def by_id(self, ids: list[int]) -> None:
        for name in ("a", "b"):
            assert self.db.table(name).get(doc_ids=ids) == self.model.table(name).get(doc_ids=ids)
            for key in ids:
                assert self.db.table(name).get(doc_id=key) == self.model.table(name).get(doc_id=key)

    @rule(name=TABLES)
    def change_what_was_given(self, name: str) -> None:
        for document in self.db.table(name):
            document["k"] = {"aliased": True}
            for value in document.values():
                if isinstance(value, list):
                    value.append("aliased")

    @rule()
    def reopen(self) -> None:
        self.db.close()
        self.open()
        self.forget_ids()

    @rule(cut=st.integers(1, 60))
    def crash_while_writing(self, cut: int) -> None:
        """The process dies with part of its last, unacknowledged write in the file."""
        journal = self.db.storage.journal  # type: ignore[attr-defined]
        path, sequence = journal.path, journal.sequence
        self.db.close()
        salt = read_header(path, path.read_bytes())[0].salt
        with open(path, "ab") as file:
            file.write(frame(sequence + 1, b'{"a":[true,[],[]]}' + b" " * 60, salt)[:cut])
        self.open()
        self.forget_ids()
        assert len(self.db.storage.journal.reports) == 1  # type: ignore[attr-defined]

    @rule()
    def compact(self) -> None:
        self.db.storage.journal.compact()  # type: ignore[attr-defined]

    @rule(name=TABLES, document=DOCUMENTS)
    def another_process(self, name: str, document: dict[str, Any]) -> None:
        other = Database(self.folder)
        other.table(name).insert(document)
        other.storage.journal.compact()
        other.table(name).update({"m": "other"}, where("k") == 1)
        other.close()
        self.forget_ids()
        self.model.table(name).insert(document)
        self.model.table(name).update({"m": "other"}, where("k") == 1)
        self.db.storage.journal.follow()  # type: ignore[attr-defined]
        self.forget_ids()

    @invariant()
    def same(self) -> None:
        if hasattr(self, "db"):
            assert _contents(self.db) == _contents(self.model)
            assert self.db.tables() == self.model.tables()
            for name in self.db.tables():
                assert [d.doc_id for d in self.db.table(name)] == [d.doc_id for d in self.model.table(name)]

    def teardown(self) -> None:
        if hasattr(self, "db"):
            reader = Follower(self.folder)
            assert reader.tables.keys() == self.model.tables()
            reader.close()
            self.db.close()
            shutil.rmtree(self.folder)


def _contents(db: TinyDB) -> dict[str, dict[int, dict[str, Any]]]:
    """Every table's documents, as copies of their own."""
    import copy

    return {name: {d.doc_id: copy.deepcopy(dict(d)) for d in db.table(name)} for name in db.tables()}


def _put_back(db: TinyDB, contents: dict[str, dict[int, dict[str, Any]]]) -> None:
    """Stock TinyDB leaves the first documents of a failed update changed; the store must not."""
    db.storage.write({name: {str(key): d for key, d in table.items()} for name, table in contents.items()})
    for name in ("a", "b"):
        db.table(name).clear_cache()


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_module, "COMPACT_AT", 2000)


TestStore = Machine.TestCase
TestStore.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
