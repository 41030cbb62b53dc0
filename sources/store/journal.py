"""The journal: tables in memory that are never ahead of the disk, shared by several processes.

Every commit is one appended frame, synced before memory changes and before anybody is told. Processes take turns by a
lock and read each other's commits from the file. What goes wrong is handled by these rules:

- A write that fails is cut off again; the commit has not happened, and the next one may be tried.
- A sync that fails makes the journal read-only: the system may have dropped what it could not write, and a second sync
  would say that all is well (https://wiki.postgresql.org/wiki/Fsync_Errors). A note on the lock keeps other processes
  from building on it; whoever opens the store next writes a new generation before anything else.
- A tail that was never written whole is kept aside and cut off; all other damage is refused (see frames.tail).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from sources.store import changes
from sources.store.changes import Change
from sources.store.faults import Damaged, ReadOnly, StoreError
from sources.store.files import Files, discard, read_from, shut, write_all, write_file
from sources.store.follower import Follower, Migration, Place
from sources.store.frames import Tail, frame
from sources.store.generation import generations, name_of, read_generation, write_generation
from sources.store.latch import Latch

LOCK_SECONDS = 60.0
KEPT_GENERATIONS = 2
"""Generations kept beside the current one."""
COMPACT_AT = 4 << 20
COMPACT_RATIO = 3
"""A new generation is begun when the file is so large, and so many times as large as what it holds."""
ASIDE = "aside"
_ROW = 12
"""Bytes that a document takes in the journal beside its JSON."""


class Journal(Follower):
    """The tables of one folder, to read and to change. Several threads may use a journal, several processes its folder.

    Takes what Follower takes and what to do with the file before migrations run. A folder without a journal gets one.
    """

    _writes = True

    def __init__(
        self,
        folder: Path,
        *,
        schema: int = 1,
        migrations: Mapping[int, Migration] | None = None,
        before_migration: Callable[[Path], None] | None = None,
        files: Files | None = None,
    ) -> None:
        self._latch: Latch | None = None
        self._locked = False
        self._trusted = 0
        """The generation that is known to be on the disk with its name."""
        self._before_migration = before_migration
        super().__init__(folder, schema=schema, migrations=migrations, files=files)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from committing, with all that they have committed taken in; nests.

        Raises ReadOnly when the journal takes no changes, StoreError when the lock is not to be had.
        """
        with self.mutex:
            if self._locked:
                yield
                return
            if self.broken:
                raise ReadOnly(self.broken)
            self._lock()
            self._locked = True
            try:
                try:
                    self._catch_up()
                except OSError as error:
                    raise self._failed(error) from error
                yield
            finally:
                self._locked = False
                if self._latch is not None:
                    self._latch.give()

    def commit(self, change: Change) -> None:
        """Put a change on the disk, then into memory. Raises StoreError; then nothing has changed.

        Whoever computes the change from what the tables hold does both under `locked`.
        """
        with self.locked():
            place = self._place
            assert place is not None
            data = frame(place.sequence + 1, changes.encode_change(change), place.salt)
            self._append(place, data)
            self._apply(change, foreign=False)
            place.end += len(data)
            place.sequence += 1
            self._compact_if_due(place)

    def compact(self) -> None:
        """Begin a new generation that holds the present state alone. Raises StoreError; then nothing has changed."""
        with self.locked():
            place = self._place
            assert place is not None
            try:
                self._begin(place.generation + 1, place.sequence + 1)
            except OSError as error:
                raise self._failed(error) from error
            self._forget()

    def fail(self, error: OSError) -> None:
        """Take no more changes, since a sync of another of the store's files has failed."""
        self._break(self.generation, error)

    def close(self) -> None:
        """Give up files and lock; what was committed stays."""
        with self.mutex:
            super().close()
            if self._latch is not None:
                self._latch.close()

    def _start(self) -> None:
        self.broken = None
        self.files.make(self.folder)
        self._latch = self.files.latch(self.folder / "lock")
        with self.locked():
            return

    def _lock(self) -> None:
        assert self._latch is not None
        try:
            taken = self._latch.take(LOCK_SECONDS)
        except OSError as error:
            raise self._failed(error) from error
        if not taken:
            raise StoreError(
                f"{self.folder}: another gainsay has held this store for {LOCK_SECONDS:.0f} seconds: "
                "see whether it hangs, and end it if so"
            )

    def _settle(self) -> None:
        if not self.broken:
            with self.locked():
                return

    def _catch_up(self) -> None:
        """Follow under the lock: what is not whole now never will be."""
        assert self._latch is not None
        found = generations(self.files.names(self.folder))
        place, fresh = self._place, not self._trusted
        if not found:
            if place is not None:
                raise StoreError(f"{self.folder}: the journal is gone: put it back, or start gainsay again")
            self._begin(1, 1)
        elif place is None or place.generation != found[-1] or not self._read_on(place):
            self._adopt(found[-1])
        self._trust()
        if self._latch.read() == self._suspicion(self.generation):
            if not fresh:
                self.broken = (
                    f"{self.folder}: the disk failed another gainsay: nothing more is stored; "
                    "see to the disk, then start again"
                )
                raise ReadOnly(self.broken)
            self.compact()
            self._latch.note("")
            self.reports.append(
                f"{self.folder}: the disk failed while the store was last written: all that was stored "
                "has been written anew; see to the disk"
            )

    def _adopt(self, generation: int) -> None:
        """Read a generation whole, put its tail right, and go on from it."""
        path = self.folder / name_of(generation)
        loaded = read_generation(self.files, path)
        if loaded.tail is not None and not loaded.tail.torn:
            raise Damaged(f"{path}: {loaded.tail.what}: `gainsay store repair` brings back what can be read")
        older = loaded.header.schema < self._schema
        if older and self._before_migration is not None:
            self._before_migration(path)
        handle = self.files.open(path, write=True)
        try:
            if loaded.tail is not None:
                self._cut(path, handle, loaded.tail)
            self._take(path, loaded)
        except BaseException:
            shut(self.files, handle)
            raise
        self._swap(handle)
        if older:
            self.compact()

    def _trust(self) -> None:
        """Before anything is built on a generation, it is on the disk: its writer may have been killed before that."""
        if self._handle is not None and self._trusted != self.generation:
            try:
                self.files.sync(self._handle)
                self.files.sync_folder(self.folder)
            except OSError as error:
                self._break(self.generation, error)
                raise
            self._trusted = self.generation

    def _cut(self, path: Path, handle: int, tail: Tail) -> None:
        """Keep a write that never ended aside and cut it off."""
        aside = self.folder / ASIDE
        self.files.make(aside)
        kept = aside / f"{path.stem}-torn-{tail.start}-{datetime.now(UTC):%Y%m%dT%H%M%S}"
        write_file(self.files, kept, read_from(self.files, handle, tail.start))
        self.files.truncate(handle, tail.start)
        self.reports.append(
            f"{path}: {tail.what} before it was whole: it was cut off and kept as {ASIDE}/{kept.name}; "
            "all that was stored before it is there"
        )

    # Writing

    def _append(self, place: Place, data: bytes) -> None:
        handle = self._handle
        assert handle is not None
        written = False
        try:
            write_all(self.files, handle, data, place.end)
            written = True
            self.files.sync(handle)
        except BaseException as error:
            try:
                self.files.truncate(handle, place.end)
            except OSError as second:
                self.broken = self._words(second)
            if not isinstance(error, OSError):
                raise
            if written:
                self._break(place.generation, error)
            raise self._failed(error) from error

    def _begin(self, generation: int, sequence: int) -> None:
        """Write memory as a new generation and go on from that. Raises OSError, StoreError."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        try:
            path, loaded = write_generation(
                self.files, self.folder, generation, self.tables, schema=self._schema, sequence=sequence, now=now
            )
            handle = self.files.open(path, write=True)
        except OSError as error:
            if self._is_there(generation):
                self._break(generation, error)
            raise
        self._place = Place(path, generation, loaded.header.salt, loaded.end, loaded.sequence)
        self._swap(handle)
        self._trusted = generation

    def _is_there(self, generation: int) -> bool:
        """Whether a generation has its name, or may have it."""
        try:
            return name_of(generation) in self.files.names(self.folder)
        except OSError:
            return True

    def _forget(self) -> None:
        """Remove generations that are too old to be kept; those that cannot be removed are in nobody's way."""
        try:
            old = generations(self.files.names(self.folder))[: -KEPT_GENERATIONS - 1]
        except OSError:
            return
        for n in old:
            discard(self.files, self.folder / name_of(n))

    def _break(self, generation: int, error: OSError) -> None:
        """Take no more changes, and let no other process build on what may not be on the disk."""
        self.broken = self._words(error)
        if self._latch is not None:
            with suppress(OSError):
                self._latch.note(self._suspicion(generation))

    @staticmethod
    def _suspicion(generation: int) -> str:
        return f"a sync failed in {name_of(generation)}"

    def _compact_if_due(self, place: Place) -> None:
        if place.end < COMPACT_AT:
            return
        live = sum(rows.size + _ROW * len(rows.data) for rows in self.tables.values())
        if place.end > COMPACT_RATIO * live:
            try:
                self.compact()
            except StoreError as error:  # The commit itself is safe where it is.
                self.reports.append(str(error))

    def _words(self, error: OSError) -> str:
        return (
            f"{self.folder}: the disk failed ({error.strerror}): nothing more is stored; all that was stored before "
            "is there; see to the disk, then start again"
        )

    def _failed(self, error: OSError) -> StoreError:
        return ReadOnly(self.broken) if self.broken else super()._failed(error)
