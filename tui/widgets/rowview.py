"""The drawing of very many rows of different heights, of which a few are in sight.

Rows are built when they come into sight, and forgotten again. Whatever changes above the first visible row, it stays
where it is on the screen.
"""

from collections.abc import Callable

from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.glyphs import CURSOR, SELECTED
from tui.ink import Block, Ink, Line, Piece
from tui.themes import Paint
from tui.widgets.paint import strip_of
from tui.widgets.rowindex import RowIndex

GUTTER = 3
"""Cells beside a row: the cursor's bar and the mark of selection at its left, a space at its right."""

_REMEMBERED = 600

_Look = tuple[bool, bool, bool]
"""What a row's strips depend on beside its text: whether it is selected, under the cursor, and that in the list in use.
"""

_LOOKS: tuple[_Look, ...] = tuple(
    (selected, here, lit) for selected in (False, True) for here, lit in ((False, False), (True, False), (True, True))
)


class RowView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows the rows of an index; a row is built from its key and the width in cells."""

    DEFAULT_CSS = """
    RowView {
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $gainsay-rule;
        scrollbar-color-hover: $gainsay-chrome;
        scrollbar-color-active: $gainsay-chrome;
        scrollbar-corner-color: $background;
    }
    """

    def __init__(
        self,
        build: Callable[[str, int], Block],
        empty: Callable[[], list[Line]],
        *,
        height: int = 3,
        id: str | None = None,
    ) -> None:
        """Take what builds the row of a key for a width, what to say when there is none, and a row's usual height."""
        super().__init__(id=id)
        self._build = build
        self._empty = empty
        self.index = RowIndex(height)
        self.cursor: str | None = None
        self.selected: dict[str, None] = {}
        self._measured: set[str] = set()
        self._blocks: LRUCache[str, Block] = LRUCache(_REMEMBERED)
        self._strips: LRUCache[tuple[str, _Look], list[Strip]] = LRUCache(_REMEMBERED)
        self._settling = False
        self._look: tuple[Style, Paint] | None = None
        self._base = Style()
        self._built = 0
        self._last: tuple[str, int, int] | None = None
        self._nothing: list[Line] = []

    def repaint(self) -> None:
        """Build all rows anew, as when the hour has changed."""
        place = self._place()
        self._forget_all()
        self._settle(place)

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of `crop`; the style under them is looked up once, for that is dear."""
        self._base = self.rich_style
        self._nothing = [] if self.index else self._empty()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is in sight."""
        width = self.scrollable_content_region.width
        base = self._base
        paint = self._paint()
        if not self.index:
            return self._empty_line(y, width, paint, base)
        if self._look != (base, paint):
            self._look = (base, paint)
            self._strips.clear()
        line = y + self.scroll_offset.y
        if self._last is None or not self._last[1] <= line < self._last[1] + self._last[2]:
            found = self.index.at(line)
            self._last = (*found, self.index.height(found[0])) if found else None
        if self._last is None:
            return Strip.blank(width, base)
        key, top, _ = self._last
        strips = self._row(key, width, paint, base)
        return strips[line - top] if line - top < len(strips) else Strip.blank(width, base)

    def _row(self, key: str, width: int, paint: Paint, base: Style) -> list[Strip]:
        here = key == self.cursor
        look = (key in self.selected, here, here and self.has_focus)
        strips = self._strips.get((key, look))
        if strips is None:
            block = self._block(key)
            end = len(block)
            while end and not "".join(piece.text for piece in block[end - 1]).strip():
                end -= 1
            mark = Piece(SELECTED if key in self.selected else " ", Ink.NEW)
            bar = Piece(CURSOR if here else " ", Ink.KEY if self.has_focus else Ink.CHROME)
            strips = [
                strip_of(
                    [bar if at < end else Piece(" "), mark if at == 0 else Piece(" "), *line],
                    width,
                    paint,
                    base,
                    lit=here and at < end and self.has_focus,
                )
                for at, line in enumerate(block)
            ]
            self._strips[(key, look)] = strips
        return strips

    def _empty_line(self, y: int, width: int, paint: Paint, base: Style) -> Strip:
        at = y - 1
        line = [Piece("  "), *self._nothing[at]] if 0 <= at < len(self._nothing) else []
        return strip_of(line, width, paint, base)

    def _paint(self) -> Paint:
        paint: Paint = getattr(self.app, "paint")  # noqa: B009 - the app's type would make a circle of imports
        return paint

    def empty_width(self) -> int:
        """Return the cells that a text for the empty list may take."""
        return max(10, self.scrollable_content_region.width - GUTTER - 2)

    def _block(self, key: str) -> Block:
        block = self._blocks.get(key)
        if block is None:
            block = self._build(key, max(10, self.scrollable_content_region.width - GUTTER))
            self._blocks[key] = block
        return block

    # Keeping the place

    def _rows_height(self) -> int:
        return self.scrollable_content_region.height

    def _place(self) -> tuple[str, int] | None:
        """Return the first row in sight and how many of its lines are above it."""
        found = self.index.at(self.scroll_offset.y)
        return (found[0], self.scroll_offset.y - found[1]) if found else None

    def _settle(self, place: tuple[str, int] | None) -> None:
        """Measure what is in sight and near, and stay at `place` whatever changed above it."""
        self._last = None
        if self._settling or not self.is_mounted or self._rows_height() == 0:
            self.refresh()
            return
        if self._built != self.scrollable_content_region.width:
            self._built = self.scrollable_content_region.width
            self._forget_all()
        self._settling = True
        try:
            if place and place[0] in self.index:
                self._measure_around(place[0])
                y = self.index.top(place[0]) + min(place[1], self.index.height(place[0]) - 1)
            else:
                if (first := self.index.nth(0)) is not None:
                    self._measure_around(first)
                y = 0
            self.virtual_size = Size(self.scrollable_content_region.width, self.index.lines)
            if y != self.scroll_offset.y:
                self.scroll_to(y=y, animate=False, force=True)
            self._seen()
        finally:
            self._settling = False
            self._last = None
        self.refresh()

    def _measure_around(self, key: str) -> None:
        """Measure the rows for a page above and two below `key`."""
        page = max(1, self._rows_height())
        for walk, lines in ((self.index.below(key), page * 2), (self.index.above(key), page)):
            self._measure(key)
            for each in walk:
                lines -= self._measure(each)
                if lines <= 0:
                    break

    def _measure(self, key: str) -> int:
        if key in self._measured:
            return self.index.height(key)
        height = max(1, len(self._block(key)))
        self._measured.add(key)
        self.index.set_height(key, height)
        return height

    def _reveal(self) -> None:
        """Scroll as little as brings the cursor's row into sight."""
        if self.cursor is None or self._rows_height() == 0:
            return
        self._last = None
        top, height = self.index.top(self.cursor), self.index.height(self.cursor)
        page = self._rows_height()
        self.virtual_size = Size(self.scrollable_content_region.width, self.index.lines)
        if top < self.scroll_offset.y or height >= page:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + height > self.scroll_offset.y + page:
            self.scroll_to(y=top + height - page, animate=False, force=True)

    def _forget(self, key: str) -> None:
        self._measured.discard(key)
        self._blocks.discard(key)
        for look in _LOOKS:
            self._strips.discard((key, look))

    def _seen(self) -> None:
        """Take note of what is in sight; a subclass may care."""

    def _forget_all(self) -> None:
        self._measured.clear()
        self._blocks.clear()
        self._strips.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Measure what has come into sight."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._settle(self._place())

    def on_focus(self) -> None:
        """Light the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Dim the cursor."""
        self.refresh()
