"""Backups: the whole store in a folder of its own, read back before it counts, and put back by one command.

    backups/2031-03-04T120000Z/   desk-00000001.journal and bodies/ with the packs that it speaks of

Packs only grow, so a backup on the same file system holds them by a second name, at no cost; elsewhere they are copied.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from sources.store.bodies import Bodies
from sources.store.changes import Rows, Tables
from sources.store.faults import Damaged, StoreError
from sources.store.files import Files, copy_file, discard
from sources.store.generation import Loaded, generations, name_of, read_generation, write_generation
from sources.store.journal import Journal
from sources.store.latch import Latch
from sources.store.places import local
from sources.store.rows import SCHEMA, BodyRow
from sources.store.watch import Watch, unwatched, watched

FOLDER = "backups"
DAILY = 7
"""Days of which the last backup is kept."""
_STAMP = "%Y-%m-%dT%H%M%SZ"


def back_up(
    journal: Journal, target: Path | None = None, now: datetime | None = None, watch: Watch = unwatched
) -> Path:
    """Write a backup of an open store, in its own `backups` or in another folder, and return the backup's folder.

    It counts, under its name, once it has been read back: the journal equals memory, and each body it speaks of is the
    one whose hash it bears. Raises StoreError.
    """
    files, now = journal.files, now or datetime.now(UTC)
    home = target or journal.folder / FOLDER
    final = home / now.strftime(_STAMP)
    draft = home / f"{final.name}.draft"
    try:
        files.make(draft / "bodies")
        with journal.locked():  # No longer than it takes to note what there is: others wait.
            tables = {name: Rows(dict(rows.data)) for name, rows in journal.tables.items()}
            for pack in files.names(journal.folder / "bodies"):
                _second(files, journal.folder / "bodies" / pack, draft / "bodies" / pack)
            sequence = journal.sequence + 1
        files.sync_folder(draft / "bodies")
        stamp = now.isoformat(timespec="seconds")
        write_generation(files, draft, 1, tables, schema=SCHEMA, sequence=sequence, now=stamp)
        if faults := list(damaged(files, draft, tables, watch)):
            raise Damaged(f"{draft}: is not a good copy: {faults[0]}: `gainsay store check` says more")
        files.rename(draft, final)
        files.sync_folder(home)
    except OSError as error:
        raise StoreError(f"{home}: no backup can be written ({error.strerror}): name another folder") from error
    return final


def keep(folder: Path, files: Files, path: Path) -> None:
    """Write a backup of a generation in an older schema, with all packs, before it is brought to today's. Raises
    OSError, Damaged.
    """
    loaded, now = read_generation(files, path), datetime.now(UTC)
    home = folder / FOLDER
    final = home / now.strftime(_STAMP)
    draft = home / f"{final.name}.draft"
    files.make(draft / "bodies")
    for pack in files.names(folder / "bodies"):
        _second(files, folder / "bodies" / pack, draft / "bodies" / pack)
    files.sync_folder(draft / "bodies")
    stamp = now.isoformat(timespec="seconds")
    write_generation(files, draft, 1, loaded.tables, schema=loaded.header.schema, sequence=1, now=stamp)
    files.rename(draft, final)
    files.sync_folder(home)


def daily(journal: Journal, now: datetime) -> Path | None:
    """Write a backup when the last is a day old, let the oldest go, and return the new one's folder, if any."""
    home = journal.folder / FOLDER
    there = backups(home)
    if there and now - taken(there[-1]) < timedelta(days=1):
        return None
    made = back_up(journal, now=now)
    last_of = {taken(path).date(): path for path in backups(home)}
    kept = set(list(last_of.values())[-DAILY:])
    for path in backups(home):
        if path not in kept:
            _remove(journal.files, path)
    return made


def backups(home: Path) -> list[Path]:
    """Return the backups in a folder, oldest first."""
    return sorted(path for path in home.glob("*Z") if path.is_dir() and _is_stamp(path.name))


def taken(backup: Path) -> datetime:
    """Return when a backup was taken, by its name."""
    return datetime.strptime(backup.name, _STAMP).replace(tzinfo=UTC)


def restore(folder: Path, backup: Path, files: Files, latch: Latch, watch: Watch = unwatched) -> Path | None:
    """Put a backup in place of what a store holds, as a new generation. Return the file that held it until now, if any.

    What is there goes nowhere: the former generation and all packs stay. `latch` is the store's lock, not yet taken; a
    gainsay that is running goes on with what was put back. Raises StoreError.
    """
    local(folder)
    try:
        files.make(folder)
        if not latch.take(60):
            raise StoreError(f"{folder}: another gainsay is at work with this store: close it first")
        try:
            loaded = _read(files, backup)
            tables = loaded.tables
            if faults := list(damaged(files, backup, tables, watch)):
                raise Damaged(f"{backup}: is damaged itself: {faults[0]}: take another one")
            files.make(folder / "bodies")
            there = set(files.names(folder / "bodies"))
            for pack in _packs(tables) - there:
                _second(files, backup / "bodies" / pack, folder / "bodies" / pack)
            files.sync_folder(folder / "bodies")
            numbers = generations(files.names(folder))
            last = numbers[-1] if numbers else 0
            now = datetime.now(UTC).isoformat(timespec="seconds")
            write_generation(files, folder, last + 1, tables, schema=loaded.header.schema, sequence=1, now=now)
            return folder / name_of(last) if last else None
        finally:
            latch.give()
    except OSError as error:
        raise StoreError(f"{folder}: cannot be restored ({error.strerror}): what was there is untouched") from error


def damaged(files: Files, folder: Path, tables: Tables, watch: Watch = unwatched) -> Iterator[str]:
    """Yield what is wrong with the bodies that a state speaks of, in words: each is unpacked and hashed."""
    bodies, decoder = Bodies(folder / "bodies", files), msgspec.json.Decoder(BodyRow)
    try:
        held = list(tables["bodies"].data.values()) if "bodies" in tables else []
        for raw in watched(watch, f"Reading what {folder.name} holds", held):
            row = decoder.decode(raw)
            try:
                bodies.read(row.key, row.spot)
            except (Damaged, OSError) as error:
                yield str(error)
    finally:
        bodies.close()


def _read(files: Files, backup: Path) -> Loaded:
    path = backup / name_of(1)
    try:
        loaded = read_generation(files, path)
    except FileNotFoundError:
        raise StoreError(f"{backup}: is no backup: `gainsay store backups` lists those that there are") from None
    if loaded.tail is not None:
        raise Damaged(f"{path}: {loaded.tail.what}: take another backup")
    if loaded.header.schema > SCHEMA:
        raise StoreError(f"{path}: was written by a newer gainsay: restore it with that one")
    return loaded


def _packs(tables: Tables) -> set[str]:
    decoder = msgspec.json.Decoder(BodyRow)
    return {decoder.decode(raw).spot.pack for raw in tables["bodies"].data.values()} if "bodies" in tables else set()


def _second(files: Files, source: Path, target: Path) -> None:
    try:
        files.link(source, target)
    except FileExistsError:
        return
    except OSError:  # Another file system, or one without second names.
        discard(files, target)
        copy_file(files, source, target)


def _remove(files: Files, backup: Path) -> None:
    """Take a backup away: its name first, so that half of one never counts."""
    gone = backup.with_name(f"{backup.name}.draft")
    try:
        files.rename(backup, gone)
        for path in (*(gone / "bodies").iterdir(), *gone.glob("*.journal")):
            discard(files, path)
        (gone / "bodies").rmdir()
        gone.rmdir()
    except OSError:
        return


def _is_stamp(name: str) -> bool:
    try:
        datetime.strptime(name, _STAMP)
    except ValueError:
        return False
    return True
