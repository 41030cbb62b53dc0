"""Text measured as a terminal measures it: in cells, where a Chinese character takes two and an accent none."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, get_character_cell_size

from tui.ink import Ink, Line, Piece

_WORD = re.compile(r"\S+")
ELLIPSIS = "…"


def shown(text: str) -> str:
    """Return `text` with every character that a terminal would not print replaced by a space, one for one.

    The engine has cleaned what comes from outside; this keeps the promise at the last door too, and because it
    keeps the length, offsets into `text` stay good.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def width(text: str) -> int:
    """Return the cells that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def line_width(line: Sequence[Piece]) -> int:
    """Return the cells that `line` takes."""
    return sum(width(piece.text) for piece in line)


def head(text: str, cells: int) -> str:
    """Return the longest beginning of `text` that takes at most `cells`."""
    if text.isascii():
        return text[: max(0, cells)]
    taken = 0
    for at, char in enumerate(text):
        taken += get_character_cell_size(char)
        if taken > cells:
            return text[:at]
    return text


def tail(text: str, cells: int) -> str:
    """Return the longest end of `text` that takes at most `cells`."""
    if text.isascii():
        return text[max(0, len(text) - cells) :] if cells > 0 else ""
    taken = 0
    for at in range(len(text) - 1, -1, -1):
        taken += get_character_cell_size(text[at])
        if taken > cells:
            return text[at + 1 :]
    return text


def cut(text: str, cells: int) -> str:
    """Return `text` in at most `cells`, cut at its end with an ellipsis when it is longer."""
    if width(text) <= cells:
        return text
    return head(text, cells - 1).rstrip() + ELLIPSIS if cells > 0 else ""


def cut_middle(text: str, cells: int) -> str:
    """Return `text` in at most `cells`, cut in its middle: both ends of a name tell names apart."""
    if width(text) <= cells:
        return text
    if cells < 4:
        return cut(text, cells)
    front = (cells - 1 + 1) // 2
    return head(text, front).rstrip() + ELLIPSIS + tail(text, cells - 1 - front).lstrip()


def pad(text: str, cells: int) -> str:
    """Return `text` with spaces behind it up to `cells`; a longer text comes back as it is."""
    return text + " " * (cells - width(text))


def pad_left(text: str, cells: int) -> str:
    """Return `text` with spaces before it up to `cells`; a longer text comes back as it is."""
    return " " * (cells - width(text)) + text


def wrap_spans(text: str, cells: int) -> list[tuple[int, int]]:
    """Return the `[start, end)` of each line of `text` when it is wrapped at white space to `cells` (at least 2).

    A word longer than a line is broken. White space at a break belongs to no line.
    """
    cells = max(2, cells)
    lines: list[tuple[int, int]] = []
    start = end = -1
    taken = 0
    for match in _WORD.finditer(text):
        first, last = match.span()
        size = width(match.group())
        gap = width(text[end:first]) if start >= 0 else 0
        if start >= 0 and taken + gap + size <= cells:
            end, taken = last, taken + gap + size
            continue
        if start >= 0:
            lines.append((start, end))
        while size > cells:
            piece = head(text[first:last], cells)
            lines.append((first, first + len(piece)))
            first += len(piece)
            size = width(text[first:last])
        start, end, taken = first, last, size
    if start >= 0 and end > start:
        lines.append((start, end))
    return lines


def wrap(text: str, cells: int, limit: int = 0) -> list[str]:
    """Return `text` wrapped to `cells`, in at most `limit` lines (0: as many as needed); what is cut ends in `…`."""
    spans = wrap_spans(text, cells)
    lines = [text[start:end] for start, end in spans]
    if limit and len(lines) > limit:
        rest = text[spans[limit - 1][0] :]
        lines = [*lines[: limit - 1], cut(rest if width(rest) > cells else rest + ELLIPSIS, cells)]
    return lines


def wrap_parts(parts: Sequence[str], cells: int, limit: int) -> list[str]:
    """Return `parts` joined by ` · `, broken between parts before it is broken within one, in at most `limit` lines."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines else part
        if lines and width(joined) <= cells:
            lines[-1] = joined
        else:
            lines.append(part)
    return [line for whole in lines for line in wrap(whole, cells)][:limit]


def fit(line: Sequence[Piece], cells: int) -> Line:
    """Return `line` in at most `cells`, its last piece that fits in part cut with an ellipsis."""
    out: Line = []
    left = cells
    for piece in line:
        size = width(piece.text)
        if size <= left:
            out.append(piece)
            left -= size
            continue
        if left > 0:
            out.append(piece._replace(text=cut(piece.text, left)))
        break
    return out


def spread(left: Sequence[Piece], right: Sequence[Piece], cells: int) -> Line:
    """Return one line of exactly `cells` with `left` at its left and `right` at its right; `left` gives way."""
    right = fit(right, cells)
    room = cells - line_width(right)
    line = fit(left, room - 1 if right else room)
    return [*line, Piece(" " * (room - line_width(line)), Ink.TEXT), *right]
