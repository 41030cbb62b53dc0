"""A machine in memory whose power can be cut: what no sync has reached may be on its disk, or not, or in part.

The model is harsher than any file system in use: of all that is pending since a sync of the file (each sector of each
write, each change of its length) and since a sync of the folder (each name made, moved or removed), any subset may have
reached the disk, in any order. A sync that fails drops what was pending, as Linux does: the data stays readable, a
later sync says that all is well, and the disk never sees it.
"""

import errno
import random
from collections.abc import Callable, Iterable, Iterator
from copy import copy
from itertools import product
from pathlib import Path

SECTOR = 512
Op = tuple[int, bytes] | int
"""A piece of a write with its offset, or a new length."""


class Inode:
    def __init__(self, data: bytes = b"") -> None:
        self.data = bytearray(data)
        self.durable = bytes(data)
        self.pending: list[Op] = []

    def write(self, data: bytes, at: int) -> None:
        if at + len(data) > len(self.data):
            self.data.extend(bytes(at + len(data) - len(self.data)))
            self.pending.append(len(self.data))
        self.data[at : at + len(data)] = data
        while data:
            room = SECTOR - at % SECTOR
            self.pending.append((at, data[:room]))
            at, data = at + room, data[room:]

    def truncate(self, size: int) -> None:
        del self.data[size:]
        self.data.extend(bytes(size - len(self.data)))
        self.pending.append(size)

    def after(self, ops: Iterable[Op]) -> bytes:
        """What the disk holds when these of the pending operations have reached it."""
        out = bytearray(self.durable)
        for op in ops:
            if isinstance(op, int):
                del out[op:]
                out.extend(bytes(op - len(out)))
            else:
                at, piece = op
                room = max(0, min(len(piece), len(out) - at))
                out[at : at + room] = piece[:room]
        return bytes(out)


class Folder:
    def __init__(self) -> None:
        self.names: dict[str, Inode] = {}
        self.durable: dict[str, Inode] = {}
        self.pending: list[dict[str, Inode | None]] = []

    def change(self, **names: Inode | None) -> None:
        self.pending.append(names)
        _rename(self.names, names)


def _rename(names: dict[str, Inode], change: dict[str, Inode | None]) -> None:
    for name, inode in change.items():
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


def _under(folders: dict[Path, Folder], old: Path, new: Path) -> dict[Path, Folder]:
    """These folders, those in `old` and itself under `new`."""
    return {
        new / path.relative_to(old) if path.is_relative_to(old) else path: folder for path, folder in folders.items()
    }


class FreeLatch:
    """Nobody else is there; a note stays until the power fails, for it need not reach the disk."""

    def __init__(self) -> None:
        self.text = ""

    def take(self, seconds: float) -> bool:
        return True

    def give(self) -> None:
        return None

    def note(self, text: str) -> None:
        self.text = text

    def read(self) -> str:
        return self.text

    def close(self) -> None:
        return None


class Machine:
    """The file system; `before` is called with its name before each system call, and may raise OSError."""

    def __init__(self) -> None:
        self.folders: dict[Path, Folder] = {}
        self.handles: dict[int, Inode] = {}
        self.latches: dict[Path, FreeLatch] = {}
        self.moved: list[tuple[Path, Path]] = []
        """Folders that have another name now, of which the disk may not know yet."""
        self.before: Callable[[str], None] = lambda call: None

    def names(self, folder: Path) -> list[str]:
        self.before("names")
        return [*self.folders[folder].names] if folder in self.folders else []

    def make(self, folder: Path) -> None:
        self.before("make")
        for path in (*reversed(folder.parents), folder):
            self.folders.setdefault(path, Folder())

    def size(self, path: Path) -> int:
        self.before("size")
        return len(self._inode(path).data)

    def create(self, path: Path) -> int:
        self.before("create")
        if path.name in self.folders[path.parent].names:
            raise FileExistsError(errno.EEXIST, "File exists")
        inode = Inode()
        self.folders[path.parent].change(**{path.name: inode})
        return self._handle(inode)

    def open(self, path: Path, *, write: bool) -> int:
        self.before("open")
        return self._handle(self._inode(path))

    def read(self, handle: int, size: int, at: int) -> bytes:
        self.before("read")
        return bytes(self.handles[handle].data[at : at + size])

    def write(self, handle: int, data: bytes | memoryview, at: int) -> int:
        try:
            self.before("write")
        except OSError:  # The disk took the first half.
            self.handles[handle].write(bytes(data[: len(data) // 2]), at)
            raise
        self.handles[handle].write(bytes(data), at)
        return len(data)

    def truncate(self, handle: int, size: int) -> None:
        self.before("truncate")
        self.handles[handle].truncate(size)

    def sync(self, handle: int) -> None:
        inode = self.handles[handle]
        try:
            self.before("sync")
        except OSError:
            inode.pending.clear()
            raise
        inode.durable = inode.after(inode.pending)
        inode.pending.clear()

    def close(self, handle: int) -> None:
        self.before("close")
        del self.handles[handle]

    def rename(self, old: Path, new: Path) -> None:
        self.before("rename")
        if old in self.folders:
            self.folders = _under(self.folders, old, new)
            self.moved.append((old, new))
            return
        self.folders[old.parent].change(**{new.name: self._inode(old), old.name: None})

    def remove(self, path: Path) -> None:
        self.before("remove")
        self._inode(path)
        self.folders[path.parent].change(**{path.name: None})

    def link(self, old: Path, new: Path) -> None:
        self.before("link")
        self.folders[new.parent].change(**{new.name: self._inode(old)})

    def sync_folder(self, folder: Path) -> None:
        found = self.folders[folder]
        try:
            self.before("sync_folder")
        except OSError:
            found.pending.clear()
            raise
        for names in found.pending:
            _rename(found.durable, names)
        found.pending.clear()
        self.moved = [move for move in self.moved if move[1].parent != folder]

    def latch(self, path: Path) -> FreeLatch:
        return self.latches.setdefault(path, FreeLatch())

    def _inode(self, path: Path) -> Inode:
        if path.parent not in self.folders or path.name not in self.folders[path.parent].names:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        return self.folders[path.parent].names[path.name]

    def _handle(self, inode: Inode) -> int:
        handle = max(self.handles, default=2) + 1
        self.handles[handle] = inode
        return handle

    # Power loss

    def pending(self) -> int:
        """How many operations no sync has reached: the power may fail in two to the power of so many ways."""
        files = sum(len(inode.pending) for inode in self._dirty().values())
        return files + sum(len(folder.pending) for folder in self.folders.values()) + len(self.moved)

    def _dirty(self) -> dict[int, Inode]:
        found = (i for f in self.folders.values() for i in (*f.names.values(), *f.durable.values()))
        return {id(i): i for i in found if i.pending}

    def crashes(self, most: int, dice: random.Random) -> Iterator["Machine"]:
        """Yield what the machine may find on its disk if the power fails now: every case, or `most` of them drawn."""
        inodes = self._dirty()
        choices = [
            *(_subsets(i.pending, most, dice) for i in inodes.values()),
            *(_subsets(f.pending, most, dice) for f in self.folders.values()),
            _subsets(self.moved, most, dice),
        ]
        total = 1
        for choice in choices:
            total *= len(choice)
        picks = product(*choices) if total <= most else _drawn(choices, most, dice)
        for pick in picks:
            files = dict(zip(inodes, pick[: len(inodes)], strict=True))
            *names, moved = pick[len(inodes) :]
            found = self._after(files, names)
            for old, new in reversed(self.moved):
                if (old, new) not in moved:
                    found.folders = _under(found.folders, new, old)
            yield found

    def _after(self, files: dict[int, list[Op]], names: list[list[dict[str, Inode | None]]]) -> "Machine":
        machine, made = Machine(), dict[int, Inode]()
        for (path, folder), ops in zip(self.folders.items(), names, strict=True):
            entries = copy(folder.durable)
            for op in ops:
                _rename(entries, op)
            new = machine.folders.setdefault(path, Folder())
            for name, inode in entries.items():
                if id(inode) not in made:
                    made[id(inode)] = Inode(inode.after(files.get(id(inode), ())))
                new.names[name] = new.durable[name] = made[id(inode)]
        return machine


def _subsets(ops: list, most: int, dice: random.Random) -> list[list]:  # type: ignore[type-arg]
    """Every subset in order, or, where they are too many, all, none, every beginning and end, and some drawn."""
    count = len(ops)
    if 2**count <= most:
        return [[op for n, op in enumerate(ops) if bits >> n & 1] for bits in range(2**count)]
    some = [[op for op in ops if dice.random() < 0.5] for _ in range(most // 2)]
    step = max(1, 4 * count // most)
    ends = [ops[:n] for n in range(0, count, step)] + [ops[n:] for n in range(0, count, step)]
    return [list(ops), *some, *ends]


def _drawn(choices: list[list], most: int, dice: random.Random) -> Iterator[tuple]:  # type: ignore[type-arg]
    for _ in range(most):
        yield tuple(dice.choice(choice) for choice in choices)
