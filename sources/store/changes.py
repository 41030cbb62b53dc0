"""Tables in memory, what a commit changes in them, and how a commit is written.

A document stands in memory as the JSON that is on the disk and is read anew each time that it is asked for: what a
caller gets is the caller's own, and a document costs little more than its text.

A commit's payload is one line that says what happens to which table, then one line a document:

    {"articles": [false, [7, 9], [3]], "old": null}     clear it first?, ids put, ids dropped; null: the table goes
    {"title": "…"}
    {"title": "…"}
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import msgspec

_ENCODE = msgspec.json.Encoder().encode
decode_document = msgspec.json.Decoder().decode


class Rows:
    """One table's documents as JSON, by id, in their order."""

    __slots__ = ("_ascending", "_highest", "data", "size")

    def __init__(self, data: dict[int, bytes] | None = None) -> None:
        self.data = data or {}
        self.size = sum(map(len, self.data.values()))
        """Bytes of JSON that they make."""
        self._highest: int | None = None
        self._ascending: bool | None = None

    @property
    def highest(self) -> int:
        """The highest id, 0 when there is none."""
        if self._highest is None:
            self._highest = max(self.data, default=0)
        return self._highest

    @property
    def ascending(self) -> bool:
        """Whether the documents stand in the order of their ids, as they do unless a caller chose ids."""
        if self._ascending is None:
            self._ascending = all(a < b for a, b in pairwise(self.data))
        return self._ascending

    def get(self, key: int) -> bytes | None:
        """Return a document's JSON, None when there is none of this id."""
        return self.data.get(key)

    def apply(self, change: "TableChange") -> None:
        """Clear, then drop, then put: a document that is replaced keeps its place, one dropped and put goes last."""
        if change.clear:
            self.data, self.size, self._highest, self._ascending = {}, 0, 0, True
        for key in change.drop:
            if (old := self.data.pop(key, None)) is not None:
                self.size -= len(old)
                if key == self._highest:
                    self._highest = None
        for key, raw in change.put.items():
            if self._ascending and key not in self.data:
                self._ascending = key > self.highest
            self.size += len(raw) - len(self.data.get(key, b""))
            self.data[key] = raw
            if self._highest is not None and key > self._highest:
                self._highest = key


Tables = dict[str, Rows]


class TableChange:
    """What happens to one table, against how it stood before."""

    __slots__ = ("clear", "drop", "put")

    def __init__(self, put: dict[int, bytes] | None = None, drop: Iterable[int] = (), *, clear: bool = False) -> None:
        self.clear = clear
        self.drop = dict.fromkeys(drop)
        self.put = put or {}

    def __bool__(self) -> bool:
        return bool(self.clear or self.drop or self.put)


Change = dict[str, TableChange | None]
"""What a commit does, by table; None takes the table away."""


def encode_document(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON that reads back equal to it, in the sense of the standard library's json.

    Tuples become lists and keys become text, as stock TinyDB's files have it. Raises TypeError for what JSON cannot
    hold and ValueError for NaN, infinities and lone surrogates: nothing is ever stored as something else.
    """
    try:
        raw = _ENCODE(document)
        if decode_document(raw) == document:
            return raw
    except TypeError:
        pass
    return _ENCODE(json.loads(json.dumps(document, allow_nan=False)))


def encode_change(change: Change) -> bytes:
    """Return a commit's payload."""
    heads = {name: None if part is None else (part.clear, [*part.put], [*part.drop]) for name, part in change.items()}
    lines = [raw for part in change.values() if part is not None for raw in part.put.values()]
    return b"\n".join([_ENCODE(heads), *lines])


def decode_change(payload: bytes) -> Change:
    """Return what a payload says. Raises ValueError when it is none."""
    first, *documents = payload.split(b"\n")
    try:
        heads = _HEADS.decode(first)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    change: Change = {}
    at = 0
    for name, head in heads.items():
        if head is None:
            change[name] = None
            continue
        clear, put, drop = head
        change[name] = TableChange(dict(zip(put, documents[at : at + len(put)], strict=True)), drop, clear=clear)
        at += len(put)
    if at != len(documents):
        raise ValueError(f"{len(documents) - at} documents too many")
    return change


_HEADS = msgspec.json.Decoder(dict[str, tuple[bool, list[int], list[int]] | None])


def apply(tables: Tables, change: Change) -> None:
    """Bring tables from before a commit to after it."""
    for name, part in change.items():
        if part is None:
            tables.pop(name, None)
        elif name in tables:
            tables[name].apply(part)
        else:
            tables[name] = Rows(dict(part.put))


def load(tables: dict[str, dict[int, bytes]], payloads: Iterable[bytes]) -> None:
    """Apply commit after commit to bare dicts: the fast way in. Raises ValueError."""
    for payload in payloads:
        for name, part in decode_change(payload).items():
            if part is None:
                tables.pop(name, None)
                continue
            rows = tables.setdefault(name, {})
            if part.clear:
                rows.clear()
            for key in part.drop:
                rows.pop(key, None)
            rows.update(part.put)


def difference(old: Tables, new: Tables) -> Change:
    """Return the change that leads from one state to another."""
    change: Change = {name: None for name in old if name not in new}
    for name, rows in new.items():
        before = old[name].data if name in old else {}
        put = {key: raw for key, raw in rows.data.items() if before.get(key) != raw}
        part = TableChange(put, [key for key in before if key not in rows.data])
        if part or name not in old:
            change[name] = part
    return change


def snapshot(tables: Tables, most: int) -> Iterator[Change]:
    """Yield changes of about `most` bytes at most that build these tables from nothing."""
    for name, rows in tables.items():
        part, size = TableChange(), 0
        for key, raw in rows.data.items():
            part.put[key] = raw
            size += len(raw)
            if size >= most:
                yield {name: part}
                part, size = TableChange(), 0
        if part or not rows.data:
            yield {name: part}
