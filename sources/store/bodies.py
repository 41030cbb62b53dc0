"""What is large and rarely asked for, outside the journal: texts and statements, compressed, under their SHA-256.

They stand one after the other in packs, `bodies/NUMBER-RANDOM.pack`, which only ever grow; the journal knows where. A
body is on the disk before the commit that speaks of it; what was written for a commit that never came is in nobody's
way. Each begins with a line of its hash and length, so that a pack can be read without the journal.
"""

import re
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import msgspec
import zstandard

from sources.store.faults import Damaged
from sources.store.files import Files, discard, shut, write_all

PACK_BYTES = 64 << 20
"""A pack that is so large is not added to."""
MOST = 64 << 20
"""Bytes that a body may unpack to."""
LEVEL = 6
_NAME = re.compile(r"(\d{8})-[0-9a-f]{8}\.pack")


class Spot(msgspec.Struct, frozen=True, array_like=True):
    """Where a body stands: the pack's name, the offset of its compressed bytes, and how many they are."""

    pack: str
    at: int
    size: int


def digest(body: bytes) -> str:
    """Return a body's key: its SHA-256 in hexadecimal."""
    return sha256(body).hexdigest()


class Bodies:
    """The packs of one folder. `add` belongs under the journal's lock; `read` does not need it."""

    def __init__(self, folder: Path, files: Files) -> None:
        self.folder = folder
        self._files = files
        self._handles: dict[str, int] = {}
        self._named: set[str] = set()
        """Packs whose names are known to be on the disk."""
        self._packer = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True)
        self._unpacker = zstandard.ZstdDecompressor()

    def add(self, bodies: Mapping[str, bytes]) -> dict[str, Spot]:
        """Put bodies on the disk, by their keys, and return where they are. Raises OSError."""
        packed = {key: self._packer.compress(body) for key, body in bodies.items()}
        return self.add_packed(packed)

    def add_packed(self, packed: Mapping[str, bytes]) -> dict[str, Spot]:
        """Put compressed bodies on the disk; see `add`. Raises SyncFailed when they may or may not be there."""
        if not packed:
            return {}
        name, at = self._last()
        spots, pieces, start = {}, [], at
        for key, data in packed.items():
            head = b"%b %08x\n" % (key.encode(), len(data))
            spots[key] = Spot(name, at + len(head), len(data))
            pieces += [head, data, b"\n"]
            at += len(head) + len(data) + 1
        path = self.folder / name
        if start:
            handle = self._files.open(path, write=True)
        else:
            self._files.make(self.folder)
            handle = self._files.create(path)
        try:
            write_all(self._files, handle, b"".join(pieces), start)
            try:
                self._files.sync(handle)
                if name not in self._named:
                    self._files.sync_folder(self.folder)
            except OSError as error:
                raise SyncFailed(error.errno, error.strerror) from error
            self._named.add(name)
        except BaseException:
            if not start:  # Nobody is to build on a pack whose name may not be on the disk.
                discard(self._files, path)
            raise
        finally:
            shut(self._files, handle)
        return spots

    def read(self, key: str, spot: Spot) -> bytes:
        """Return a body. Raises Damaged when what stands there is another, OSError."""
        try:
            body = self.unpack(key, self.read_packed(spot))
        except FileNotFoundError as error:
            raise Damaged(f"{self.folder / spot.pack}: is gone") from error
        if body is None:
            raise Damaged(f"{self.folder / spot.pack}: what stands at byte {spot.at} is not what was stored there")
        return body

    def unpack(self, key: str, packed: bytes) -> bytes | None:
        """Return the body that compressed bytes make, None when it is not the one of this key."""
        try:
            # A damaged length must not make room for itself.
            if not 0 <= zstandard.frame_content_size(packed) <= MOST:
                return None
            body: bytes = self._unpacker.decompress(packed)
        except zstandard.ZstdError:
            return None
        return body if digest(body) == key else None

    def read_packed(self, spot: Spot) -> bytes:
        """Return a body's compressed bytes, unchecked. Raises OSError."""
        if spot.pack not in self._handles:
            self._handles[spot.pack] = self._files.open(self.folder / spot.pack, write=False)
        return self._files.read(self._handles[spot.pack], spot.size, spot.at)

    def packs(self) -> dict[str, int]:
        """Return the packs with their lengths, oldest first. Raises OSError."""
        names = sorted(name for name in self._files.names(self.folder) if _NAME.fullmatch(name))
        return {name: self._files.size(self.folder / name) for name in names}

    def close(self) -> None:
        """Give up the files."""
        for handle in self._handles.values():
            shut(self._files, handle)
        self._handles.clear()

    def _last(self) -> tuple[str, int]:
        """The pack to add to and its length; 0 when it is to be made."""
        packs = self.packs()
        if packs:
            name, size = packs.popitem()
            if 0 < size < PACK_BYTES:
                return name, size
            return f"{int(name[:8]) + 1:08}-{secrets.token_hex(4)}.pack", 0
        # A number may come again when all packs are gone; a name never does, for backups may still hold the old one.
        return f"{1:08}-{secrets.token_hex(4)}.pack", 0


class SyncFailed(OSError):
    """The disk may or may not hold what was written last."""
