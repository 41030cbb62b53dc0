"""Where each of very many rows of different heights stands.

Rows are kept in chunks, each with the sum of its heights, so that finding the row at a line, the line of a row,
inserting, removing and changing a height all cost about the square root of the number of rows.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

Order = tuple[float | str | int, ...]
"""What rows are sorted by, smallest first; all rows of a list have the same types in the same places."""

_FULL = 512


class _Chunk:
    __slots__ = ("heights", "keys", "orders", "total")

    def __init__(self, keys: list[str], orders: list[Order], heights: list[int]) -> None:
        self.keys = keys
        self.orders = orders
        self.heights = heights
        self.total = sum(heights)


class RowIndex:
    """Rows by key, in order, with their heights in lines."""

    def __init__(self, height: int = 1) -> None:
        """Take the `height` that a row is given until it is measured."""
        self.usual = height
        self._chunks: list[_Chunk] = []
        self._where: dict[str, _Chunk] = {}
        self._lines = 0

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._where)

    def __contains__(self, key: object) -> bool:
        """Say whether there is a row with this key."""
        return key in self._where

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in order."""
        for chunk in self._chunks:
            yield from chunk.keys

    @property
    def lines(self) -> int:
        """The height of all rows together."""
        return self._lines

    def fill(self, rows: Iterable[tuple[str, Order]]) -> None:
        """Replace all rows by `rows`, given in order; a row that was there before keeps its height."""
        known = {key: height for chunk in self._chunks for key, height in zip(chunk.keys, chunk.heights, strict=True)}
        every = list(rows)
        self._chunks, self._where, self._lines = [], {}, 0
        for at in range(0, len(every), _FULL // 2):
            part = every[at : at + _FULL // 2]
            keys = [key for key, _ in part]
            chunk = _Chunk(keys, [order for _, order in part], [known.get(key, self.usual) for key in keys])
            self._chunks.append(chunk)
            self._where.update(dict.fromkeys(keys, chunk))
            self._lines += chunk.total

    def rows(self) -> Iterator[tuple[str, Order]]:
        """Yield keys and orders as they stood when this began; rows that come meanwhile may be left out."""
        for chunk in list(self._chunks):
            yield from list(zip(chunk.keys, chunk.orders, strict=True))

    def insert(self, key: str, order: Order) -> None:
        """Add a row before the rows whose order is not smaller; one with this key must not be there yet."""
        if not self._chunks:
            self._chunks.append(_Chunk([], [], []))
        at = min(bisect_left(self._chunks, order, key=_last), len(self._chunks) - 1)
        chunk = self._chunks[at]
        place = bisect_left(chunk.orders, order)
        chunk.keys.insert(place, key)
        chunk.orders.insert(place, order)
        chunk.heights.insert(place, self.usual)
        chunk.total += self.usual
        self._lines += self.usual
        self._where[key] = chunk
        if len(chunk.keys) > _FULL:
            half = len(chunk.keys) // 2
            new = _Chunk(chunk.keys[half:], chunk.orders[half:], chunk.heights[half:])
            self._chunks[at] = _Chunk(chunk.keys[:half], chunk.orders[:half], chunk.heights[:half])
            self._chunks.insert(at + 1, new)
            for each in (self._chunks[at], new):
                self._where.update(dict.fromkeys(each.keys, each))

    def remove(self, key: str) -> None:
        """Take the row with this key out."""
        chunk = self._where.pop(key)
        place = chunk.keys.index(key)
        height = chunk.heights[place]
        del chunk.keys[place], chunk.orders[place], chunk.heights[place]
        chunk.total -= height
        self._lines -= height
        if not chunk.keys:
            self._chunks = [each for each in self._chunks if each is not chunk]

    def order(self, key: str) -> Order:
        """Return what the row is sorted by."""
        chunk = self._where[key]
        return chunk.orders[chunk.keys.index(key)]

    def height(self, key: str) -> int:
        """Return the height of the row."""
        chunk = self._where[key]
        return chunk.heights[chunk.keys.index(key)]

    def set_height(self, key: str, height: int) -> None:
        """Give the row its measured height."""
        chunk = self._where[key]
        place = chunk.keys.index(key)
        change = height - chunk.heights[place]
        chunk.heights[place] = height
        chunk.total += change
        self._lines += change

    def top(self, key: str) -> int:
        """Return the line at which the row begins."""
        chunk = self._where[key]
        above = 0
        for each in self._chunks:
            if each is chunk:
                break
            above += each.total
        return above + sum(chunk.heights[: chunk.keys.index(key)])

    def at(self, line: int) -> tuple[str, int] | None:
        """Return the key and first line of the row that covers `line`; None outside all rows."""
        if not 0 <= line < self._lines:
            return None
        above = 0
        for chunk in self._chunks:
            if line < above + chunk.total:
                for key, height in zip(chunk.keys, chunk.heights, strict=True):
                    if line < above + height:
                        return key, above
                    above += height
            above += chunk.total
        return None

    def nth(self, number: int) -> str | None:
        """Return the key of row `number`, counted from 0; negative numbers count from the end."""
        if number < 0:
            number += len(self)
        if number < 0:
            return None
        for chunk in self._chunks:
            if number < len(chunk.keys):
                return chunk.keys[number]
            number -= len(chunk.keys)
        return None

    def number(self, key: str) -> int:
        """Return the number of the row, counted from 0."""
        chunk = self._where[key]
        before = 0
        for each in self._chunks:
            if each is chunk:
                break
            before += len(each.keys)
        return before + chunk.keys.index(key)

    def below(self, key: str) -> Iterator[str]:
        """Yield the keys of the rows after this one, nearest first."""
        yield from self._walk(key, 1)

    def above(self, key: str) -> Iterator[str]:
        """Yield the keys of the rows before this one, nearest first."""
        yield from self._walk(key, -1)

    def _walk(self, key: str, step: int) -> Iterator[str]:
        chunk = self._where[key]
        place = chunk.keys.index(key)
        yield from (chunk.keys[place + 1 :] if step > 0 else chunk.keys[:place][::-1])
        at = next(number for number, each in enumerate(self._chunks) if each is chunk)
        for each in self._chunks[at + 1 :] if step > 0 else self._chunks[:at][::-1]:
            yield from each.keys[::step]


def _last(chunk: _Chunk) -> Order:
    return chunk.orders[-1] if chunk.orders else ()
