"""Locks between processes, which the system gives back when their holder dies, however it dies."""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Protocol

NOTE = 120
_BYTE = 1 << 40
"""Windows locks ranges of bytes and keeps others from reading them: lock one that no file has."""


class Latch(Protocol):
    """A lock that one holder has at a time, between processes and within one."""

    def take(self, seconds: float) -> bool:
        """Take it, waiting up to so long; return whether it was had. Raises OSError."""

    def give(self) -> None:
        """Let others take it; nothing when it is not held."""

    def note(self, text: str) -> None:
        """Leave up to NOTE bytes for all who share the lock; only while it is held. Raises OSError."""

    def read(self) -> str:
        """Return what a holder has left, empty when that is nothing."""

    def close(self) -> None:
        """Give it back and the file's handle with it."""


class FileLatch:
    """A lock on a file by flock(2) or LockFile; the file stays when the lock goes, for its name is the lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self, seconds: float) -> bool:
        """See Latch."""
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            if not os.fstat(self._handle).st_size:
                # A note overwrites: that works, for all who look before the next boot, on a disk that is full or fails.
                os.write(self._handle, b" " * NOTE)
        if _lock(self._handle):
            return True
        end, pause = time.monotonic() + seconds, 0.0005
        while time.monotonic() < end:
            time.sleep(pause)
            if _lock(self._handle):
                return True
            pause = min(pause * 2, 0.02)
        return False

    def give(self) -> None:
        """See Latch."""
        if self._handle is not None:
            _unlock(self._handle)

    def note(self, text: str) -> None:
        """See Latch."""
        if self._handle is not None:
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, text.encode("ascii", "replace")[:NOTE].ljust(NOTE))

    def read(self) -> str:
        """See Latch."""
        try:
            if self._handle is None:
                return self._path.read_text("ascii", "replace").strip()
            os.lseek(self._handle, 0, os.SEEK_SET)
            return os.read(self._handle, NOTE).decode("ascii", "replace").strip()
        except OSError:
            return ""

    def close(self) -> None:
        """See Latch."""
        if self._handle is not None:
            handle, self._handle = self._handle, None
            os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)
