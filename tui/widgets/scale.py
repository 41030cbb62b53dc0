"""The figures of a conflict as ranges on one scale."""

from dataclasses import dataclass

from sources.models import Conflict
from tui import cells
from tui.context import figures, party
from tui.ink import Block, Ink, Line, Piece

_PARTIES = 10


@dataclass(frozen=True, slots=True)
class _Range:
    party: str
    low: float
    high: float | None
    """None for no end."""


def scale(conflict: Conflict, width: int) -> Block:
    """Return a line for each party's latest figure, `├──┤` from its low to its high end, over an axis.

    Nothing when fewer than two figures are told, or all are the same.
    """
    ranges = _ranges(conflict)
    ends = [end for each in ranges for end in (each.low, each.high) if end]
    if len(ranges) < 2 or len({(each.low, each.high) for each in ranges}) < 2 or not ends:
        return []
    low, high = min(ends), max(ends)
    margin = max(1.0, (high - low) * 0.12)
    low, high = max(0.0, low - margin), high + margin
    name_width = min(28, max(10, width // 3))
    label_width = max(cells.width(figures(each.low, each.high)) for each in ranges) + 1
    room = max(10, width - name_width - label_width - 2)

    def at(value: float) -> int:
        return max(0, min(room - 1, round((value - low) / (high - low) * (room - 1))))

    block: Block = []
    for each in ranges[:_PARTIES]:
        first, last = at(max(low, each.low)), at(high if each.high is None else min(high, each.high))
        bar = _bar(each, first, last, room)
        name = cells.pad(cells.cut_middle(each.party, name_width), name_width)
        line: Line = [Piece(name + " ", Ink.TEXT), Piece(cells.pad(bar, room), Ink.NEW)]
        block.append([*line, Piece(cells.pad_left(figures(each.low, each.high), label_width), Ink.STRONG)])
    if len(ranges) > _PARTIES:
        block.append([Piece(f"and {len(ranges) - _PARTIES} more", Ink.CHROME)])
    block += _axis(low, high, name_width, room)
    return block


def _ranges(conflict: Conflict) -> list[_Range]:
    """Each party's latest figure."""
    told = [each for side in conflict.sides for each in side.statements]
    told.sort(key=lambda each: each.published.timestamp() if each.published else 0.0)
    latest = {party(each.statement): _Range(party(each.statement), *each.figure) for each in told if each.figure}
    return sorted(latest.values(), key=lambda each: (each.low, each.high is None, each.high or 0.0))


def _bar(each: _Range, first: int, last: int, room: int) -> str:
    if each.high is None:
        return " " * first + "├" + "─" * max(0, room - first - 2) + "→"
    if each.low == 0 and each.high > 0:
        return "←" + "─" * max(0, last - 1) + "┤"
    if first == last:
        return " " * first + "●"
    return " " * first + "├" + "─" * (last - first - 1) + "┤"


def _axis(low: float, high: float, name_width: int, room: int) -> Block:
    indent = Piece(" " * (name_width + 1))
    left, middle, right = f"{low:,.0f}", f"{(low + high) / 2:,.0f}", f"{high:,.0f}"
    half = (room - 1) // 2
    line = "├" + "─" * (half - 1) + "┼" + "─" * (room - half - 2) + "┤"
    at = max(len(left) + 1, half - len(middle) // 2)
    numbers = f"{left.ljust(at)}{middle}".ljust(room - len(right))
    if len(numbers) + len(right) > room:
        numbers = left.ljust(room - len(right))
    return [[indent, Piece(line, Ink.RULE)], [indent, Piece(numbers + right, Ink.CHROME)]]
