"""Mixed work on a database, one committed step at a time, for the tests that cut it short."""

from collections.abc import Callable, Iterator

from tinydb import where
from tinydb.table import Document

from sources.store.changes import Tables
from sources.store.table import Database

State = dict[str, dict[int, bytes]]
Step = Callable[[Database], object]


def steps(rounds: int = 1, *, compact: bool = True) -> Iterator[Step]:
    """Yield steps that use every kind of change; each that returns has been committed."""
    for n in range(rounds):
        yield lambda db, n=n: db.insert({"n": n, "title": "Zwölf Boote – \x01\u2028"})
        yield lambda db: db.table("marks").insert_multiple([{"k": k, "on": True} for k in range(5)])
        yield lambda db: db.update({"seen": True}, where("n") >= 0)
        yield _together
        yield lambda db: db.table("marks").remove(where("k") == 2)
        yield lambda db, n=n: db.table("texts").insert(
            {"text": f"{n} " + "a long text " * 60, "deep": {"er": [1, [2]]}}
        )
        if compact:
            yield lambda db: db.storage.journal.compact()  # type: ignore[attr-defined]
        yield lambda db, n=n: db.upsert({"n": n, "again": 1.5}, where("n") == n)
        yield lambda db: db.table("texts").upsert(Document({"text": "short"}, 1))
        yield lambda db, n=n: db.table(f"gone{n}").insert({"x": None})
        yield lambda db, n=n: db.drop_table(f"gone{n}")
        yield lambda db: db.table("few").truncate()
        yield lambda db, n=n: db.table("few").insert({"n": n})


def _together(db: Database) -> None:
    with db.transaction():
        db.insert({"feed": "Kestrel", "etag": '"x"'})
        db.table("marks").update({"on": False}, where("k") == 1)
        db.table("texts").insert({"text": "arrived with the feed's validators"})


def state(tables: Tables) -> State:
    """Return a copy of what tables hold."""
    return {name: dict(rows.data) for name, rows in tables.items()}
