"""From lines of pieces to strips: the only door through which text reaches the terminal."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui import cells
from tui.ink import Piece
from tui.themes import Paint


def strip_of(
    line: Sequence[Piece], width: int, paint: Paint, base: Style, *, lit: bool = False, target: str | None = None
) -> Strip:
    """Return `line` as a strip of exactly `width` cells over the style `base`.

    `lit` lays the paint's light under the whole line, `target` under the pieces of that target alone. Characters
    that would steer a terminal are printed as spaces.
    """
    light = base + paint.lit if lit else base
    segments = []
    for piece in line:
        if not piece.text:
            continue
        under = base + paint.lit if target is not None and piece.target == target else light
        style = under + paint[piece.ink]
        if piece.click:
            style += Style.from_meta({"@click": piece.click})
        segments.append(Segment(cells.shown(piece.text), style))
    return Strip(segments).adjust_cell_length(width, light)
