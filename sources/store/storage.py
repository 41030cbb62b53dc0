"""A TinyDB storage that never leaves half a file: memory first, then one atomic replace for all tables.

Stock `JSONStorage` rewrites its file in place, so that a kill or a full disk destroys it. Here a commit writes a new
file beside the old one, syncs it, and renames it over the old one (POSIX rename(2) is atomic within a file system).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

_ENCODER = msgspec.json.Encoder()


class StoreError(Exception):
    """The store cannot be read or written; the text names the file, what is wrong and what to do."""


class AtomicStorage(Storage):
    """All tables of one file, held in memory; `commit` puts them on disk together.

    Takes the file's path; raises StoreError when the file is there but cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._data: dict[str, dict[str, Any]] | None = _load(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables as they stand in memory, or None when there are none yet."""
        return self._data

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take the tables into memory; `commit` makes them last."""
        self._data = data

    def commit(self) -> None:
        """Put all tables on disk at once. Raises StoreError, and leaves the former file whole, when that fails."""
        draft = self.path.with_suffix(".draft")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with open(draft, "wb") as file:
                for piece in _pieces(self._data or {}):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
            _sync_folder(self.path.parent)
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be written ({error.strerror}): what was stored before is untouched; "
                "free the disk or mend the folder's permissions"
            ) from error


def _load(path: Path) -> dict[str, dict[str, Any]] | None:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}): mend its permissions") from error
    try:
        return msgspec.json.decode(raw, type=dict[str, dict[str, Any]])
    except msgspec.MsgspecError as error:
        raise StoreError(
            f"{path}: is not a store of gainsay ({error}): move it away to start afresh, or put a copy of yours back"
        ) from error


def _pieces(tables: dict[str, dict[str, Any]]) -> Iterator[bytes]:
    """Yield the file document by document, so that a large store never holds the interpreter for long."""
    yield b"{"
    for n, (name, documents) in enumerate(tables.items()):
        yield (b",\n" if n else b"\n") + _ENCODER.encode(name) + b":{"
        for k, (key, document) in enumerate(documents.items()):
            yield (b",\n" if k else b"\n") + _ENCODER.encode(str(key)) + b":" + _ENCODER.encode(document)
        yield b"}"
    yield b"}\n"


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
