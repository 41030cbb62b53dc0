r"""The journal's frames: one commit each, with its place in the order, its length and two checksums.

    SEQUENCE LENGTH CRC HEADCRC PAYLOAD\n      (hexadecimal: 12, 8, 8 and 8 digits, one space after each)

CRC-32 finds every single flipped bit and every burst of up to 32 bits. Both checksums start from a random salt that
the file's first frame names (as SQLite's write-ahead log does, https://sqlite.org/fileformat2.html#walformat), so that
a frame of another file, or one that an article's text imitates, is never taken for one of this file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

HEAD = 40
SECTOR = 512
_LOOKS_LIKE_HEAD = re.compile(rb"[0-9a-f]{12} [0-9a-f]{8} [0-9a-f]{8} [0-9a-f]{8} ")


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole, valid frame: its bytes are `[start, end)` of the file."""

    start: int
    end: int
    sequence: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the last valid frame, from `start` on: a write that never ended (`torn`), or damage."""

    start: int
    torn: bool
    what: str


def frame(sequence: int, payload: bytes, salt: int) -> bytes:
    """Return the bytes of a frame."""
    head = b"%012x %08x %08x" % (sequence, len(payload), crc32(payload, salt))
    return b"%b %08x %b\n" % (head, crc32(head, salt), payload)


def frames(data: bytes, start: int, salt: int, sequence: int | None, base: int = 0) -> Iterator[Frame]:
    """Yield the valid frames from `start` on until one is not.

    `sequence` is that of the first (None takes any); each must follow its forerunner by one. `base` is where `data`
    begins in its file.
    """
    at, size = start, len(data)
    while at + HEAD < size:
        found = _frame(data, at, salt, base)
        if found is None or (sequence is not None and found.sequence != sequence):
            return
        yield found
        sequence = found.sequence + 1
        at = found.end - base


def _frame(data: bytes, at: int, salt: int, base: int = 0) -> Frame | None:
    head = data[at : at + HEAD]
    if not _fits(head, salt):
        return None
    end = at + HEAD + int(head[13:21], 16)
    payload = data[at + HEAD : end]
    if data[end : end + 1] != b"\n" or crc32(payload, salt) != int(head[22:30], 16):
        return None
    return Frame(base + at, base + end + 1, int(head[:12], 16), payload)


def _fits(head: bytes, salt: int) -> bool:
    """Whether a frame's head is as it was written; compared as text, for `int` would take other spellings too."""
    return head[30:] == b" %08x " % crc32(head[:30], salt)


def later(data: bytes, start: int, salt: int) -> Frame | None:
    """Return the first valid frame that begins at `start` or after it, or None."""
    for match in _LOOKS_LIKE_HEAD.finditer(data, start):
        if (found := _frame(data, match.start(), salt)) is not None:
            return found
    return None


def tail(data: bytes, start: int, salt: int, sequence: int) -> Tail | None:
    """Return what is wrong after the last valid frame, which ends at `start`, or None when nothing follows it.

    A write that was cut off leaves too few bytes, or sectors of zeros where blocks never reached the disk. All else is
    damage: bytes that a valid frame follows, and a last frame that is there in full length but does not fit its
    checksums. No single flipped bit of a frame looks like a write that was cut off.
    """
    if start >= len(data):
        return None
    if (next_frame := later(data, start, salt)) is not None:
        if next_frame.start == start:
            what = f"commit {sequence:x} is missing: {next_frame.sequence:x} stands in its place"
        else:
            what = f"bytes {start} to {next_frame.start} are damaged; {next_frame.sequence:x} after them is whole"
        return Tail(start, False, what)
    left = len(data) - start
    length = _announced(data, start, salt)
    if left <= HEAD or (length is not None and left < HEAD + length + 1) or _unwritten(data, start):
        return Tail(start, True, f"a write of {left} bytes at byte {start} was interrupted")
    return Tail(start, False, f"the last commit, at byte {start}, is damaged")


def _announced(data: bytes, at: int, salt: int) -> int | None:
    """The payload's length by a header that fits its own checksum, else None."""
    head = data[at : at + HEAD]
    return int(head[13:21], 16) if _fits(head, salt) else None


def _unwritten(data: bytes, start: int) -> bool:
    """Whether sectors stand as zeros. Frames hold no zeros; one flipped bit makes no digit and no newline a zero."""
    for run in re.finditer(rb"\x00+", data[start:]):
        first, last = start + run.start(), start + run.end()
        if (first == start or first % SECTOR == 0) and (last == len(data) or last % SECTOR == 0):
            return True
    return False


def mend(data: bytes, start: int, end: int, salt: int, sequence: int | None) -> bytes | None:
    """Return the payload of the frame in `[start, end)` when one flipped bit is all that is wrong with it, else None.

    CRC-32 is linear: the difference of two checksums names the bit. By chance it fits something else once in 2**32
    bits that are tried, so this is for a repair that the user asks for, never done unasked.
    """
    piece = bytearray(data[start:end])
    if len(piece) <= HEAD:
        return None
    if (found := _mended(piece, salt, sequence)) is not None:
        return found
    for bit in range(HEAD * 8):
        piece[bit >> 3] ^= 1 << (bit & 7)
        if (found := _mended(piece, salt, sequence)) is not None:
            return found
        piece[bit >> 3] ^= 1 << (bit & 7)
    return None


def _mended(piece: bytearray, salt: int, sequence: int | None) -> bytes | None:
    """The payload of a frame whose head is whole, after one flip at most in the rest."""
    head = bytes(piece[:HEAD])
    if not _fits(head, salt) or sequence not in (None, int(head[:12], 16)):
        return None
    if int(head[13:21], 16) != len(piece) - HEAD - 1:
        return None
    payload, wanted = bytearray(piece[HEAD:-1]), int(head[22:30], 16)
    difference = crc32(payload, salt) ^ wanted
    if not difference:
        return bytes(payload)
    # What flipping bit `b` of the last byte does to the checksum; one byte further left, that takes one more step.
    effects = [crc32(bytes((1 << b,))) ^ crc32(b"\0") for b in range(8)]
    for at in range(len(payload) - 1, -1, -1):
        if difference in effects:
            payload[at] ^= 1 << effects.index(difference)
            return bytes(payload)
        effects = [(e >> 8) ^ _STEP[e & 255] for e in effects]
    return None


_STEP = [crc32(bytes((n,))) ^ crc32(b"\0") for n in range(256)]
