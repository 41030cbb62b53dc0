"""The journal as a reader sees it: tables in memory that follow what other processes commit."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.store import changes
from sources.store.changes import Change, Tables
from sources.store.faults import Damaged, StoreError
from sources.store.files import Disk, Files, read_from, shut
from sources.store.frames import frames
from sources.store.generation import Loaded, generations, name_of, parse

RACE_SECONDS = 0.05

Observer = Callable[[Change, bool], None]
"""Told of each commit just before it is applied: what it changes, and whether another process made it."""
Migration = Callable[[Tables], None]
"""Brings tables of one schema to the next, in place."""


@dataclass(slots=True)
class Place:
    """Where in which file a process has read to."""

    path: Path
    generation: int
    salt: int
    end: int
    sequence: int


class Follower:
    """The tables of one folder, which others write. Several threads may use it.

    Takes the folder, the documents' schema, the migrations that lead to it (by the schema that each starts from), and
    the file system. Raises StoreError when the folder cannot be read and Damaged when what is in it cannot be trusted;
    a folder without a journal is an empty store.
    """

    _writes = False

    def __init__(
        self,
        folder: Path,
        *,
        schema: int = 1,
        migrations: Mapping[int, Migration] | None = None,
        files: Files | None = None,
    ) -> None:
        self.folder = folder
        self.files: Files = files or Disk()
        self.tables: Tables = {}
        self.reports: list[str] = []
        """What was found and put right, in words for the user, oldest first; whoever shows them takes them out."""
        self.broken: str | None = f"{folder}: the store was opened to read only"
        """Why no change is taken; None while changes are."""
        self.observers: list[Observer] = []
        self.mutex = threading.RLock()
        self._schema = schema
        self._migrations = migrations or {}
        self._handle: int | None = None
        self._place: Place | None = None
        try:
            self._start()
        except OSError as error:
            self.close()
            raise self._failed(error) from error
        except BaseException:
            self.close()
            raise

    @property
    def path(self) -> Path | None:
        """The current generation's file, None while there is none."""
        return self._place.path if self._place else None

    @property
    def sequence(self) -> int:
        """The number of the last commit that memory holds."""
        return self._place.sequence if self._place else 0

    @property
    def generation(self) -> int:
        """The current generation's number, 0 while there is none."""
        return self._place.generation if self._place else 0

    def follow(self) -> None:
        """Take in what other processes have committed, without waiting for them. Raises StoreError."""
        with self.mutex:
            try:
                self._look()
            except OSError as error:
                raise self._failed(error) from error

    def close(self) -> None:
        """Give up the file; what was committed stays."""
        with self.mutex:
            self.broken = self.broken or f"{self.folder}: the store was closed"
            if self._handle is not None:
                handle, self._handle = self._handle, None
                shut(self.files, handle)

    def _start(self) -> None:
        self._look()

    def _settle(self) -> None:
        """Find out whether a tail that is not whole is another's write under way; a reader waits for the next look."""

    def _look(self) -> None:
        for patience in (True, True, True, False):
            found = generations(self.files.names(self.folder))
            if not found:
                return
            if self._place is not None and self._place.generation == found[-1]:
                if not self._read_on(self._place):
                    self._settle()
                return
            path = self.folder / name_of(found[-1])
            try:
                handle = self.files.open(path, write=self._writes)
            except FileNotFoundError:  # Generations have come and it is gone: look again.
                continue
            try:
                loaded = parse(path, read_from(self.files, handle, 0))
            except BaseException:
                shut(self.files, handle)
                raise
            if loaded.tail is not None and not loaded.tail.torn:
                shut(self.files, handle)
                if patience:  # Perhaps a write under way, read half before it and half after.
                    time.sleep(RACE_SECONDS)
                    continue
                raise Damaged(f"{path}: {loaded.tail.what}: `gainsay store repair` brings back what can be read")
            self._swap(handle)
            self._take(path, loaded)
            return
        raise StoreError(f"{self.folder}: changes faster than it can be read: try again")

    def _read_on(self, place: Place) -> bool:
        """Apply the commits that follow `place`; return whether the file ends with the last of them."""
        size = self.files.size(place.path)
        if size <= place.end:
            return size == place.end
        assert self._handle is not None
        data, start = read_from(self.files, self._handle, place.end), place.end
        for found in frames(data, 0, place.salt, place.sequence + 1, base=start):
            try:
                change = changes.decode_change(found.payload)
            except ValueError as error:
                raise Damaged(f"{place.path}: the commit at byte {found.start} makes no sense ({error})") from error
            self._apply(change, foreign=True)
            place.end, place.sequence = found.end, found.sequence
        return place.end == start + len(data)

    def _take(self, path: Path, loaded: Loaded) -> None:
        """Let memory be what was loaded, in today's schema; observers hear of the difference."""
        header = loaded.header
        if header.schema > self._schema:
            raise StoreError(f"{path}: was written by a newer gainsay: install that one, or name another --store")
        for schema in range(header.schema, self._schema):
            self._migrations[schema](loaded.tables)
        if self._place is not None and (change := changes.difference(self.tables, loaded.tables)):
            for observer in self.observers:
                observer(change, True)
        self.tables = loaded.tables
        self._place = Place(path, header.generation, header.salt, loaded.end, loaded.sequence)

    def _swap(self, handle: int) -> None:
        """Go on with another open file."""
        old, self._handle = self._handle, handle
        if old is not None:
            shut(self.files, old)

    def _apply(self, change: Change, *, foreign: bool) -> None:
        for observer in self.observers:
            observer(change, foreign)
        changes.apply(self.tables, change)

    def _failed(self, error: OSError) -> StoreError:
        return StoreError(
            f"{self.folder}: cannot be used ({error.strerror}): what was stored before is untouched; "
            "free the disk or mend the folder's permissions, or name another folder with --store"
        )
