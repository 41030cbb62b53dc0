"""Letting go of bodies that nothing speaks of any more, and of packs that hold little else."""

from collections import Counter

import msgspec
from tinydb import where
from tinydb.table import Document

from sources.store.files import discard
from sources.store.journal import KEPT_GENERATIONS
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
    journal, database = store.journal, store.database
    with database.transaction():
        decoder = msgspec.json.Decoder(_Holder)
        held = {decoder.decode(raw).body for name in _HOLDERS for _, raw in database.table(name).raw()}
        read = msgspec.json.Decoder(BodyRow)
        bodies = {number: read.decode(raw) for number, raw in database.table("bodies").raw()}
        dead = [number for number, row in bodies.items() if row.key not in held]
        if dead:
            database.table("bodies").remove(doc_ids=dead)
        live = {number: row for number, row in bodies.items() if row.key in held}
        _move(store, live)
        retired = database.table("retired")
        for row in retired.search(where("generation") < journal.generation - KEPT_GENERATIONS):
            discard(journal.files, store.bodies.folder / row["pack"])
            retired.remove(doc_ids=[row.doc_id])
    return len(dead)


def _move(store: Store, live: dict[int, BodyRow]) -> None:
    """Write what is left of sparse packs to a pack that is in use."""
    used: Counter[str] = Counter()
    for row in live.values():
        used[row.spot.pack] += row.spot.size
    packs = store.bodies.packs()
    retired = {row["pack"] for row in store.database.table("retired")}
    newest = max(packs, default="")
    sparse = {name for name, size in packs.items() if name != newest and name not in retired and 2 * used[name] < size}
    if not sparse:
        return
    part: dict[str, bytes] = {}
    rows = {row.key: number for number, row in live.items()}
    for row in live.values():
        if row.spot.pack in sparse:
            store.bodies.read(row.key, row.spot)  # What is damaged is not passed on as if it were whole.
            part[row.key] = store.bodies.read_packed(row.spot)
    spots = store.bodies.add_packed(part)
    table = store.database.table("bodies")
    table.put(Document(builtins(BodyRow(key, spot)), rows[key]) for key, spot in spots.items())
    now = store.journal.generation
    store.database.table("retired").insert_multiple({"pack": name, "generation": now} for name in sorted(sparse))
