"""One generation of the journal: a file that begins with the state that an earlier one ended with.

`desk-00000007.journal`: first a frame that says what the file is, then the snapshot in a few frames, a frame that seals
it, and one frame a commit. A new generation appears under its name only when it is whole and on the disk; the one with
the highest number counts. Names are never used twice, so that no system has to replace a file that others have open.
"""

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sources.collector import uncollected
from sources.store import changes
from sources.store.changes import Rows, Tables
from sources.store.faults import Damaged, StoreError
from sources.store.files import Files, discard, read_file, shut, write_all
from sources.store.frames import Tail, frame, frames, tail

FORMAT = 1
CHUNK = 1 << 20
_NAME = re.compile(r"desk-(\d{8})\.journal")
SEAL = b'{"sealed":true}'


class Header(msgspec.Struct, frozen=True):
    """What a generation's first frame says."""

    gainsay_journal: int
    """The form of the frames."""
    schema: int
    """The form of the documents."""
    generation: int
    salt: int
    begun: str
    """When, ISO 8601 in UTC."""


@dataclass(slots=True)
class Loaded:
    """A generation as read from the disk."""

    header: Header
    tables: Tables
    sealed: int
    """Where the snapshot ends and the commits begin."""
    end: int
    """Where the last valid frame ends."""
    sequence: int
    """The last valid frame's."""
    commits: int
    tail: Tail | None


def name_of(generation: int) -> str:
    """Return a generation's file name."""
    return f"desk-{generation:08}.journal"


def generations(names: list[str]) -> list[int]:
    """Return the generations among these file names, oldest first."""
    return sorted(int(found[1]) for name in names if (found := _NAME.fullmatch(name)))


def read_generation(files: Files, path: Path) -> Loaded:
    """Return a generation's state. Raises Damaged when its beginning is, StoreError when it is too new, OSError."""
    return parse(path, read_file(files, path))


def parse(path: Path, data: bytes) -> Loaded:
    """Return what a generation's bytes hold; see `read_generation`. What follows the last valid frame is `tail`."""
    header, start, sequence = read_header(path, data)
    tables: dict[str, dict[int, bytes]] = {}
    sealed = commits = 0
    end, salt = start, header.salt
    try:
        with uncollected():
            for found in frames(data, start, salt, sequence + 1):
                end, sequence = found.end, found.sequence
                if not sealed and found.payload == SEAL:
                    sealed = found.end
                else:
                    changes.load(tables, (found.payload,))
                    commits += bool(sealed)
    except ValueError as error:
        raise Damaged(f"{path}: the commit before byte {end} fits its checksum but makes no sense ({error})") from error
    if not sealed:
        raise Damaged(
            f"{path}: its snapshot is damaged at byte {end}: `gainsay store repair` brings back what the "
            "generation before it still holds"
        )
    rest = tail(data, end, salt, sequence + 1)
    return Loaded(header, {n: Rows(rows) for n, rows in tables.items()}, sealed, end, sequence, commits, rest)


def read_header(path: Path, data: bytes) -> tuple[Header, int, int]:
    """Return what the first frame says, where it ends, and its sequence number. Raises Damaged and StoreError."""
    first = next(frames(data, 0, 0, None), None)
    try:
        if first is None:
            raise ValueError("its first line is not a journal's")
        header = msgspec.json.decode(first.payload, type=Header)
    except (ValueError, msgspec.MsgspecError) as error:
        raise Damaged(
            f"{path}: is damaged at its beginning ({error}): `gainsay store repair` brings back what can be read"
        ) from error
    if header.gainsay_journal > FORMAT:
        raise StoreError(f"{path}: was written by a newer gainsay: install that one, or name another --store")
    return header, first.end, first.sequence


def write_generation(
    files: Files, folder: Path, generation: int, tables: Tables, *, schema: int, sequence: int, now: str
) -> tuple[Path, Loaded]:
    """Write a state as a generation of its own, read it back, and only then give it its name.

    Returns its path and what was read back. Raises OSError or Damaged; then nothing has changed, unless it was the
    very last step that failed.
    """
    path = folder / name_of(generation)
    draft = path.with_suffix(".draft")
    discard(files, draft)
    salt = secrets.randbits(32)
    header = Header(FORMAT, schema, generation, salt, now)
    handle = files.create(draft)
    try:
        try:
            at = _put(files, handle, 0, frame(sequence, msgspec.json.encode(header), 0))
            for part in changes.snapshot(tables, CHUNK):
                sequence += 1
                at = _put(files, handle, at, frame(sequence, changes.encode_change(part), salt))
            _put(files, handle, at, frame(sequence + 1, SEAL, salt))
            files.sync(handle)
        finally:
            shut(files, handle)
        written = read_generation(files, draft)
        if written.tail is not None or not same(written.tables, tables):
            raise Damaged(f"{draft}: the disk gave back something else than was written to it: do not trust this disk")
    except BaseException:
        discard(files, draft)
        raise
    files.rename(draft, path)
    files.sync_folder(folder)
    return path, written


def same(one: Tables, other: Tables) -> bool:
    """Whether two states hold the same documents under the same ids."""
    return one.keys() == other.keys() and all(rows.data == other[name].data for name, rows in one.items())


def _put(files: Files, handle: int, at: int, data: bytes) -> int:
    write_all(files, handle, data, at)
    return at + len(data)
