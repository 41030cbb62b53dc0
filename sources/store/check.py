"""Looking at a store without changing it: every frame, every row, every body, every backup."""

from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sources.store import rows
from sources.store.backup import FOLDER, backups, damaged
from sources.store.changes import Tables
from sources.store.faults import StoreError
from sources.store.files import Disk, Files
from sources.store.generation import generations, name_of, read_generation
from sources.store.journal import ASIDE
from sources.store.watch import Watch, unwatched

_KINDS = {
    "articles": rows.ArticleRow,
    "readings": rows.ReadingRow,
    "versions": rows.VersionRow,
    "bodies": rows.BodyRow,
    rows.LOST: rows.LostRow,
    "disputed": rows.DisputedRow,
    **{name: rows.Row[kind] for name, kind in rows.PLAIN.items()},  # type: ignore[valid-type]
}


@dataclass(slots=True)
class Health:
    """What a look at a store gave: lines for the user, those about faults apart."""

    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def check(folder: Path, files: Files | None = None, watch: Watch = unwatched) -> Health:
    """Read all of a store and say what it holds and what is wrong. Raises StoreError when there is none to read."""
    files = files or Disk()
    health = Health()
    try:
        there = generations(files.names(folder))
        if not there:
            raise StoreError(f"{folder}: holds no journal: name the store's folder with --store")
        newest = _generation(files, folder / name_of(there[-1]), health)
        for number in there[:-1]:
            _generation(files, folder / name_of(number), health, former=True)
        if newest is not None:
            _rows(folder, newest, health)
            faults = list(damaged(files, folder, newest, watch))
            health.faults += faults
            count = len(newest["bodies"].data) if "bodies" in newest else 0
            health.lines.append(f"bodies: {count - len(faults):,} of {count:,} are as they were stored")
        for backup in backups(folder / FOLDER):
            found = Health()
            tables = _generation(files, backup / name_of(1), found)
            found.faults += [] if tables is None else list(damaged(files, backup, tables, watch))
            health.lines.append(f"backup {backup.name}: {found.faults[0] if found.faults else 'in order'}")
            health.faults += found.faults
        if kept := sorted(files.names(folder / ASIDE)):
            health.lines.append(f"kept aside by earlier repairs: {', '.join(kept)}")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be read ({error.strerror}): mend its permissions") from error
    return health


def _generation(files: Files, path: Path, health: Health, *, former: bool = False) -> Tables | None:
    kind = "former generation" if former else "journal"
    try:
        loaded = read_generation(files, path)
    except StoreError as error:
        health.faults.append(str(error))
        return None
    what = f"{kind} {path.name}: schema {loaded.header.schema}, {loaded.commits:,} commits, {loaded.end:,} bytes"
    if loaded.tail is not None and loaded.tail.torn:
        what += f"; {loaded.tail.what}: the next start cuts it off"
    elif loaded.tail is not None:
        health.faults.append(f"{path}: {loaded.tail.what}")
        return None
    health.lines.append(what)
    return loaded.tables


def _rows(folder: Path, tables: Tables, health: Health) -> None:
    """Every row fits its kind, and every text and statement that is spoken of is somewhere."""
    spoken: set[str] = set()
    there: set[str] = set()
    gone: set[str] = set()
    for name, table in tables.items():
        kind = _KINDS.get(name)
        if kind is None:
            continue
        decoder = msgspec.json.Decoder(kind)
        for number, raw in table.data.items():
            try:
                row = decoder.decode(raw)
            except msgspec.MsgspecError as error:
                health.faults.append(f"{folder}: table {name!r}, document {number}: {error}")
                continue
            if isinstance(row, rows.BodyRow):
                there.add(row.key)
            elif isinstance(row, rows.LostRow):
                gone.add(row.key)
            elif hasattr(row, "body"):
                spoken.add(row.body)
        if kind is not rows.LostRow:
            health.lines.append(f"{name}: {len(table.data):,}")
    if lost := spoken & gone:
        health.lines.append(f"lost before an earlier repair: {len(lost):,} texts or statements")
    if missing := len(spoken - there - gone):
        health.faults.append(f"{folder}: {missing:,} texts or statements are spoken of and nowhere to be found")
