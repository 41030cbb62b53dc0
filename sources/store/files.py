"""The system calls that the store makes, one method each, so that tests can record, cut and fail every one of them."""

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sources.store.latch import FileLatch, Latch

CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)


class Files(Protocol):
    """A file system as the store uses it. Every method may raise OSError; a handle is what `create` or `open` gave."""

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder; none when there is no such folder."""

    def make(self, folder: Path) -> None:
        """Make a folder and those above it, on the disk when this returns; nothing when it is there."""

    def size(self, path: Path) -> int:
        """Return a file's length in bytes."""

    def create(self, path: Path) -> int:
        """Create a file to read and write; FileExistsError when there is one."""

    def open(self, path: Path, *, write: bool) -> int:
        """Open a file that exists."""

    def read(self, handle: int, size: int, at: int) -> bytes:
        """Return up to `size` bytes from an offset on."""

    def write(self, handle: int, data: bytes | memoryview, at: int) -> int:
        """Write at an offset and return how many bytes were taken."""

    def truncate(self, handle: int, size: int) -> None:
        """Cut an open file to this length."""

    def sync(self, handle: int) -> None:
        """Return when the file's data and length are on the disk."""

    def close(self, handle: int) -> None:
        """Give a handle back."""

    def rename(self, old: Path, new: Path) -> None:
        """Put a file under another name in the same folder, in place of a file of that name."""

    def remove(self, path: Path) -> None:
        """Take a name away."""

    def link(self, old: Path, new: Path) -> None:
        """Give a file a second name."""

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in a folder are on the disk."""

    def latch(self, path: Path) -> Latch:
        """Return the lock that this file stands for, not yet taken."""


class Disk:
    """The machine's own file system."""

    def names(self, folder: Path) -> list[str]:
        """See Files."""
        try:
            return os.listdir(folder)  # noqa: PTH208 - every commit asks, and Paths cost more than names
        except FileNotFoundError:
            return []

    def make(self, folder: Path) -> None:
        """See Files."""
        missing = [path for path in (folder, *folder.parents) if not path.exists()]
        folder.mkdir(parents=True, exist_ok=True)
        for path in missing:
            self.sync_folder(path.parent)

    def size(self, path: Path) -> int:
        """See Files."""
        return path.stat().st_size

    def create(self, path: Path) -> int:
        """See Files."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)

    def open(self, path: Path, *, write: bool) -> int:
        """See Files."""
        return os.open(path, (os.O_RDWR if write else os.O_RDONLY) | _BINARY)

    def read(self, handle: int, size: int, at: int) -> bytes:
        """See Files."""
        if sys.platform != "win32":
            return os.pread(handle, size, at)
        os.lseek(handle, at, os.SEEK_SET)
        return os.read(handle, size)

    def write(self, handle: int, data: bytes | memoryview, at: int) -> int:
        """See Files."""
        if sys.platform != "win32":
            return os.pwrite(handle, data, at)
        os.lseek(handle, at, os.SEEK_SET)
        return os.write(handle, data)

    def truncate(self, handle: int, size: int) -> None:
        """See Files."""
        os.ftruncate(handle, size)

    def sync(self, handle: int) -> None:
        """See Files. On macOS fsync(2) leaves data in the drive's cache; F_FULLFSYNC does not (fcntl(2) there)."""
        _SYNC(handle)

    def close(self, handle: int) -> None:
        """See Files."""
        os.close(handle)

    def rename(self, old: Path, new: Path) -> None:
        """See Files."""
        old.replace(new)

    def remove(self, path: Path) -> None:
        """See Files."""
        path.unlink()

    def link(self, old: Path, new: Path) -> None:
        """See Files."""
        os.link(old, new)

    def sync_folder(self, folder: Path) -> None:
        """See Files. Windows keeps names without being asked and cannot open folders."""
        if sys.platform == "win32":
            return
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.EINVAL:  # Some file systems have no such call for folders.
                raise
        finally:
            os.close(handle)

    def latch(self, path: Path) -> Latch:
        """See Files."""
        return FileLatch(path)


def _syncer() -> Callable[[int], object]:
    if sys.platform == "darwin":
        import fcntl

        return lambda handle: fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
    # fdatasync(2) leaves out the time of the last change, not the length: all that a reader needs is on the disk.
    return os.fdatasync if hasattr(os, "fdatasync") else os.fsync


_SYNC = _syncer()


def write_all(files: Files, handle: int, data: bytes, at: int) -> None:
    """Write all of `data` at an offset, however many calls that takes. Raises OSError."""
    view = memoryview(data)
    while view:
        taken = files.write(handle, view[: 1 << 30], at)
        if taken <= 0:
            raise OSError(errno.EIO, "the disk takes no more bytes")
        view, at = view[taken:], at + taken


def read_from(files: Files, handle: int, at: int) -> bytes:
    """Return everything from an offset to the file's end. Raises OSError."""
    pieces = []
    while piece := files.read(handle, 1 << 30, at):
        pieces.append(piece)
        at += len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def read_file(files: Files, path: Path) -> bytes:
    """Return a file's bytes. Raises OSError."""
    handle = files.open(path, write=False)
    try:
        return read_from(files, handle, 0)
    finally:
        shut(files, handle)


def write_file(files: Files, path: Path, data: bytes) -> None:
    """Put a file on the disk whole, in place of a former one, or leave what was there. Raises OSError."""
    draft = path.with_name(path.name + ".draft")
    discard(files, draft)
    handle = files.create(draft)
    try:
        write_all(files, handle, data, 0)
        files.sync(handle)
    except BaseException:
        shut(files, handle)
        discard(files, draft)
        raise
    shut(files, handle)
    files.rename(draft, path)
    files.sync_folder(path.parent)


def copy_file(files: Files, source: Path, target: Path) -> None:
    """Copy a file to a new name, on the disk when this returns but for its name. Raises OSError."""
    origin = files.open(source, write=False)
    try:
        handle, at = files.create(target), 0
        try:
            while piece := files.read(origin, CHUNK, at):
                write_all(files, handle, piece, at)
                at += len(piece)
            files.sync(handle)
        finally:
            shut(files, handle)
    finally:
        shut(files, origin)


def shut(files: Files, handle: int) -> None:
    """Close a handle of which all that counts has been read or synced: that it fails to close changes nothing."""
    try:
        files.close(handle)
    except OSError:
        return


def discard(files: Files, path: Path) -> None:
    """Remove a file if it is there and can be removed: one that stays is in nobody's way."""
    try:
        files.remove(path)
    except OSError:
        return
