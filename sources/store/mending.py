"""Bringing back texts and statements that a pack has lost: a flipped bit is put right, a good copy taken, or the loss
noted, and what rests on it let go, so that the desk fetches and reads the article again.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from sources.store import rows
from sources.store.backup import FOLDER, backups
from sources.store.bodies import Bodies, Spot
from sources.store.changes import Rows, TableChange, Tables
from sources.store.faults import StoreError
from sources.store.files import Files
from sources.store.generation import name_of, read_generation
from sources.store.watch import Watch, unwatched, watched

MOST_TRIED = 16 << 10
"""Bytes of a body of which every bit is tried."""
_LOOKS = 3
"""A disk that fails once is asked again: what a repair takes for lost, it lets go."""


@dataclass(slots=True)
class Mended:
    """What was done, in words, and how many bodies could not be brought back."""

    lines: list[str] = field(default_factory=list)
    lost: int = 0


def mend_bodies(files: Files, folder: Path, tables: Tables, watch: Watch = unwatched) -> Mended:
    """Mend what the tables speak of, on the disk and in the tables themselves. Raises OSError."""
    out = Mended()
    bodies = Bodies(folder / "bodies", files)
    try:
        held = {row.key: (number, row.spot) for number, row in _decoded(tables, "bodies", rows.BodyRow).items()}
        checked = watched(watch, "Reading texts and statements", list(held.items()))
        bad = {key: spot for key, (_, spot) in checked if not _is_good(bodies, key, spot)}
        names = _names(tables)
        known = {row.key for row in _decoded(tables, rows.LOST, rows.LostRow).values()}
        missing = names.keys() - held.keys() - known
        if not bad and not missing:
            return out
        copies = _copies(files, folder, {*bad, *missing})
        found: dict[str, bytes] = {}
        lost: set[str] = set()
        for key in watched(watch, "Bringing back what is damaged", [*bad, *sorted(missing)]):
            what = f"{folder}: {names.get(key, 'a text that nothing speaks of')}"
            if (packed := copies.get(key)) is not None:
                found[key] = packed
                out.lines.append(f"{what}: was taken from a backup")
            elif key in bad and (packed := _flipped(bodies, key, bad[key])) is not None:
                found[key] = packed
                out.lines.append(f"{what}: one bit was flipped and has been put right")
            elif key in names:
                lost.add(key)
                out.lines.append(f"{what}: is lost; what can be had again is fetched and read at the next start")
        out.lost = len(lost)
        _put(tables, "bodies", {held[key][0]: None for key in bad})
        spots = bodies.add_packed(found)
        _put(tables, "bodies", _numbered(tables, "bodies", [rows.BodyRow(key, spot) for key, spot in spots.items()]))
        _let_go(tables, lost)
    finally:
        bodies.close()
    return out


def _is_good(bodies: Bodies, key: str, spot: Spot) -> bool:
    packed = _packed(bodies, spot)
    return packed is not None and bodies.unpack(key, packed) is not None


def _packed(bodies: Bodies, spot: Spot) -> bytes | None:
    """The compressed bytes at a spot, None when the disk does not give them however often it is asked."""
    for _ in range(_LOOKS):
        with suppress(OSError):
            return bodies.read_packed(spot)
    return None


def _flipped(bodies: Bodies, key: str, spot: Spot) -> bytes | None:
    """The compressed bytes after the one flip that gives them their hash again, if there is one."""
    found = _packed(bodies, spot)
    if found is None or len(found) > MOST_TRIED:
        return None
    packed = bytearray(found)
    for bit in range(len(packed) * 8):
        packed[bit >> 3] ^= 1 << (bit & 7)
        if bodies.unpack(key, bytes(packed)) is not None:
            return bytes(packed)
        packed[bit >> 3] ^= 1 << (bit & 7)
    return None


def _copies(files: Files, folder: Path, wanted: set[str]) -> dict[str, bytes]:
    """Good copies of bodies from the store's backups, newest first."""
    out: dict[str, bytes] = {}
    for backup in reversed(backups(folder / FOLDER)):
        try:
            tables = read_generation(files, backup / name_of(1)).tables
            there = _decoded(tables, "bodies", rows.BodyRow).values()
        except (StoreError, OSError, msgspec.MsgspecError):
            continue
        bodies = Bodies(backup / "bodies", files)
        for row in there:
            if row.key in wanted and row.key not in out:
                packed = _packed(bodies, row.spot)
                if packed is not None and bodies.unpack(row.key, packed) is not None:
                    out[row.key] = packed
        bodies.close()
    return out


def _names(tables: Tables) -> dict[str, str]:
    """What each body is that something speaks of, in words for the user."""
    out = {
        row.body: f"the text of {row.url or row.article} as it was fetched {row.fetched}"
        for row in _decoded(tables, "versions", rows.VersionRow).values()
    }
    for row in _decoded(tables, "readings", rows.ReadingRow).values():
        out[row.body] = f"what was read in article {row.key}"
    for row in _decoded(tables, "articles", rows.ArticleRow).values():
        out[row.body] = f"the text of “{row.record.title or row.key}” ({row.record.url or row.key})"
    return out


def _let_go(tables: Tables, lost: set[str]) -> None:
    """Note which bodies are lost, and drop the readings that rest on them: what is unread is fetched and read again."""
    texts = {row.key for row in _decoded(tables, "articles", rows.ArticleRow).values() if row.body in lost}
    readings = _decoded(tables, "readings", rows.ReadingRow)
    _put(tables, "readings", {n: None for n, row in readings.items() if row.body in lost or row.key in texts})
    spoken = _names(tables).keys()
    _put(tables, rows.LOST, _numbered(tables, rows.LOST, [rows.LostRow(key) for key in sorted(lost & spoken)]))


def _decoded(tables: Tables, name: str, kind: type[Any]) -> dict[int, Any]:
    decoder = msgspec.json.Decoder(kind)
    return {number: decoder.decode(raw) for number, raw in tables[name].data.items()} if name in tables else {}


def _numbered(tables: Tables, name: str, made: list[Any]) -> dict[int, bytes]:
    first = tables[name].highest + 1 if name in tables else 1
    return {first + n: msgspec.json.encode(row) for n, row in enumerate(made)}


def _put(tables: Tables, name: str, documents: Mapping[int, bytes | None]) -> None:
    if documents:
        change = TableChange({n: raw for n, raw in documents.items() if raw is not None})
        change.drop.update((n, None) for n, raw in documents.items() if raw is None)
        tables.setdefault(name, Rows()).apply(change)
