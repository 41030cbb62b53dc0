"""Letting go of bodies that nothing speaks of any more, and of packs that hold little else."""

from collections import Counter
from dataclasses import dataclass

import msgspec
from tinydb import where
from tinydb.table import Document

from sources.store.files import discard
from sources.store.journal import KEPT_GENERATIONS
from sources.store.records import gently
from sources.store.rows import ArticleRow, BodyRow, ReadingRow, VersionRow, builtins
from sources.store.store import Store

_HOLDERS = {"articles": ArticleRow, "readings": ReadingRow, "versions": VersionRow}


class _Holder(msgspec.Struct):
    body: str


def tidy(store: Store) -> int:
    """Drop the bodies that no article, reading or version speaks of; return how many. Raises StoreError, OSError.

    A pack of which less than half is still spoken of is written anew. Its old file goes when no generation that is kept
    can speak of it any more; backups hold packs by names of their own.
    """
    seen = store.journal.sequence
    found = _look(store)  # All rows are looked through before anybody has to wait for it.
    if not found.due:
        return 0
    journal, database = store.journal, store.database
    with database.transaction():
        if journal.sequence != seen:
            found = _look(store)
        if found.dead:
            database.table("bodies").remove(doc_ids=found.dead)
        if found.sparse:
            _move(store, found)
        retired = database.table("retired")
        for row in retired.search(where("generation") < journal.generation - KEPT_GENERATIONS):
            discard(journal.files, store.bodies.folder / row["pack"])
            retired.remove(doc_ids=[row.doc_id])
    return len(found.dead)


@dataclass(slots=True)
class _Found:
    """What there is to do."""

    live: dict[int, BodyRow]
    dead: list[int]
    sparse: set[str]
    """Packs of which less than half is spoken of."""
    due: bool
    """Whether there is anything at all."""


def _look(store: Store) -> _Found:
    database, journal = store.database, store.journal
    with journal.mutex:
        holders = [database.table(name).raw() for name in _HOLDERS]
        documents = database.table("bodies").raw()
        old = database.table("retired").all()
    decoder, read = msgspec.json.Decoder(_Holder), msgspec.json.Decoder(BodyRow)
    held = {decoder.decode(raw).body for each in holders for _, raw in gently(each)}
    bodies = {number: read.decode(raw) for number, raw in gently(documents)}
    live = {number: row for number, row in bodies.items() if row.key in held}
    used: Counter[str] = Counter()
    for row in live.values():
        used[row.spot.pack] += row.spot.size
    packs, retired = store.bodies.packs(), {row["pack"] for row in old}
    newest = max(packs, default="")
    sparse = {name for name, size in packs.items() if name != newest and name not in retired and 2 * used[name] < size}
    gone = any(row["generation"] < journal.generation - KEPT_GENERATIONS for row in old)
    dead = [number for number in bodies if number not in live]
    return _Found(live, dead, sparse, bool(dead or sparse or gone))


def _move(store: Store, found: _Found) -> None:
    """Write what is left of sparse packs to a pack that is in use."""
    part: dict[str, bytes] = {}
    numbers = {row.key: number for number, row in found.live.items()}
    for row in found.live.values():
        if row.spot.pack in found.sparse:
            store.bodies.read(row.key, row.spot)  # What is damaged is not passed on as if it were whole.
            part[row.key] = store.bodies.read_packed(row.spot)
    spots = store.bodies.add_packed(part)
    table = store.database.table("bodies")
    table.put(Document(builtins(BodyRow(key, spot)), numbers[key]) for key, spot in spots.items())
    now = store.journal.generation
    store.database.table("retired").insert_multiple({"pack": name, "generation": now} for name in sorted(found.sparse))
