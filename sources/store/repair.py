"""Bringing back from a damaged journal what can be read of it; the damaged file is kept as it was."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sources.collector import uncollected
from sources.store import changes
from sources.store.changes import Rows, Tables
from sources.store.faults import Damaged, StoreError
from sources.store.files import Disk, Files, discard, read_file, write_file
from sources.store.frames import HEAD, frames, later, mend, tail
from sources.store.generation import (
    SEAL,
    Header,
    generations,
    name_of,
    parse,
    read_header,
    write_generation,
)
from sources.store.journal import ASIDE, LOCK_SECONDS
from sources.store.mending import mend_bodies
from sources.store.places import local
from sources.store.rows import SCHEMA
from sources.store.watch import Watch, unwatched


@dataclass(slots=True)
class Salvaged:
    """What a damaged generation still held."""

    header: Header
    tables: Tables
    sequence: int
    found: list[str] = field(default_factory=list)
    """What was wrong, in words, in the file's order."""
    lost: int = 0
    """Commits of which nothing could be brought back."""


@dataclass(slots=True)
class Repaired:
    """What a repair found and did, in words, nothing when all was well; and how much of it is lost."""

    lines: list[str] = field(default_factory=list)
    lost: int = 0


def salvage(path: Path, data: bytes, former: bytes | None) -> Salvaged:
    """Return all that the bytes of a generation still tell, with the bytes of the one before it, if that is there.

    A flipped bit is put right by the checksums. A damaged snapshot is replaced by the end of the generation before it,
    which is the same state. Raises Damaged when the first line is lost, for no other can be checked without it.
    """
    try:
        header, start, sequence = read_header(path, data)
        out = Salvaged(header, {}, sequence)
    except Damaged:
        header, start, sequence = _mended_header(path, data)
        out = Salvaged(header, {}, sequence)
        out.found.append(f"{path}: one bit of its first line was flipped and has been put right")
    payloads: list[bytes] = []
    sealed: bool | None = None
    """Whether the snapshot came through; None before its end."""
    at, salt = start, header.salt
    while at < len(data):
        for found in frames(data, at, salt, out.sequence + 1):
            at, out.sequence = found.end, found.sequence
            if found.payload == SEAL and sealed is None:
                sealed = not out.lost
            else:
                payloads.append(found.payload)
        if at < len(data):
            at = _gap(path, data, at, salt, out, payloads)
            if payloads and payloads[-1] == SEAL and sealed is None:
                sealed = not out.lost
                payloads.pop()
    tables = (None if sealed else _base(path, former, sequence, out)) or {}
    # On what the former generation ended with, the rest of the snapshot changes nothing.
    with uncollected():
        changes.load(tables, payloads)
    out.tables = {name: Rows(rows) for name, rows in tables.items()}
    return out


def repair(folder: Path, files: Files | None = None, watch: Watch = unwatched) -> Repaired:
    """Write what can be read of a folder as a new generation and return what was found.

    A damaged journal stays beside it, out of the way. Raises StoreError when another gainsay is at work, nothing can be
    read, or the disk fails.
    """
    files = files or Disk()
    local(folder)
    try:
        if not generations(files.names(folder)):
            raise StoreError(f"{folder}: holds no journal: name the store's folder with --store")
        latch = files.latch(folder / "lock")
        try:
            if not latch.take(LOCK_SECONDS):
                raise StoreError(f"{folder}: another gainsay is at work with this store: close it first")
            return _repair(folder, files, watch)
        finally:
            latch.close()
    except OSError as error:
        raise StoreError(f"{folder}: cannot be repaired ({error.strerror}): what was there is untouched") from error


def _repair(folder: Path, files: Files, watch: Watch) -> Repaired:
    there = generations(files.names(folder))
    newest = folder / name_of(there[-1])
    data = read_file(files, newest)
    former = read_file(files, folder / name_of(there[-2])) if len(there) > 1 else None
    out = Repaired()
    try:
        saved = salvage(newest, data, former)
    except Damaged as error:
        if former is None:
            raise
        out.lines.append(str(error))
        saved = salvage(folder / name_of(there[-2]), former, None)
        out.lines.append(f"{newest}: its first line is lost: the store goes back to {name_of(there[-2])}")
        saved.lost += 1
    out.lines += saved.found
    broken = bool(out.lines)
    out.lost = saved.lost
    if saved.header.schema == SCHEMA:  # What is older is brought to today's form at its next start.
        mended = mend_bodies(files, folder, saved.tables, watch)
        out.lines += mended.lines
        out.lost += mended.lost
    if not out.lines:
        return out
    if broken:
        files.make(folder / ASIDE)
        kept = folder / ASIDE / f"{newest.name}-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S}"
        write_file(files, kept, data)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    made, _ = write_generation(
        files,
        folder,
        there[-1] + 1,
        saved.tables,
        schema=saved.header.schema,
        sequence=saved.sequence + 1,
        now=now,
    )
    what = "nothing was lost" if not out.lost else f"{out.lost} commits, texts or lists of statements are lost"
    out.lines.append(f"{made}: holds all that could be read; {what}")
    if broken:
        discard(files, newest)  # It stands aside now; as a former generation it would be found damaged for ever.
        out.lines.append(f"{kept}: is the damaged file as it was")
    return out


def _gap(path: Path, data: bytes, at: int, salt: int, out: Salvaged, payloads: list[bytes]) -> int:
    """Take what can be had of the bytes from `at` to the next valid frame, and return where that begins."""
    following = later(data, at, salt)
    end = following.start if following else len(data)
    missing = following.sequence - out.sequence - 1 if following else 1
    rest = None if following else tail(data, at, salt, out.sequence + 1)
    where = f"{path}: bytes {at} to {end}"
    if rest is not None and rest.torn:
        out.found.append(f"{path}: {rest.what}: it was never acknowledged")
    elif missing == 1 and (payload := mend(data, at, end, salt, out.sequence + 1)) is not None:
        out.found.append(f"{where}: one bit was flipped and has been put right")
        payloads.append(payload)
    else:
        out.found.append(f"{where}: {max(missing, 1)} commits are lost")
        out.lost += max(missing, 1)
    out.sequence = following.sequence - 1 if following else out.sequence + 1
    return end


def _base(path: Path, former: bytes | None, sequence: int, out: Salvaged) -> dict[str, dict[int, bytes]] | None:
    """The state that a damaged snapshot held, from the end of the generation before it."""
    if former is None:
        return None
    try:
        loaded = parse(path, former)
    except StoreError:
        return None
    if loaded.tail is not None or loaded.sequence + 1 != sequence:
        return None
    out.lost = 0
    out.found.append(f"{path}: its snapshot was taken from the generation before it")
    return {name: dict(rows.data) for name, rows in loaded.tables.items()}


def _mended_header(path: Path, data: bytes) -> tuple[Header, int, int]:
    """The first line with one flipped bit put right. Raises Damaged when that does not mend it."""
    ends = [HEAD + int(data[13:21], 16) + 1] if data[13:21].isalnum() and _hex(data[13:21]) else []
    at = -1
    for _ in range(3):
        if (at := data.find(b"\n", at + 1)) >= 0:
            ends.append(at + 1)
    for end in ends:
        if (payload := mend(data, 0, end, 0, None)) is not None:
            header = msgspec.json.decode(payload, type=Header)
            # Its number follows from that of the first whole frame, for the line itself may have told it wrong.
            first = later(data, end, header.salt)
            if first is not None and first.start == end:
                return header, end, first.sequence - 1
    raise Damaged(f"{path}: its first line is lost, without which no other can be checked")


def _hex(digits: bytes) -> bool:
    return all(digit in b"0123456789abcdef" for digit in digits)
