"""One list for everything that is a list: rows of different heights, kept by key, alive while they change.

Rows that arrive above the first visible one push nothing about: the place on the screen and the cursor stay with
their rows. Rows are built when they come into sight, and forgotten again.
"""

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.glyphs import CURSOR, SELECTED
from tui.ink import Block, Ink, Line, Piece
from tui.themes import Paint
from tui.widgets.paint import strip_of
from tui.widgets.rowindex import Order, RowIndex

GUTTER = 2
_REMEMBERED = 600


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list whose rows come from a function of key and width."""

    DEFAULT_CSS = """
    RowList {
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

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: "RowList", key: str | None) -> None:
            """Take the list and the key of the row, None when the list is empty."""
            super().__init__()
            self.rows = rows
            self.key = key

    class Opened(Message):
        """The user opened a row with the mouse."""

        def __init__(self, rows: "RowList", key: str) -> None:
            """Take the list and the key of the row."""
            super().__init__()
            self.rows = rows
            self.key = key

    class Arrived(Message):
        """The number of new rows out of sight above has changed, or that of selected rows."""

        ALLOW_SELECTOR_MATCH: ClassVar[set[str]] = {"rows"}

        def __init__(self, rows: "RowList") -> None:
            """Take the list."""
            super().__init__()
            self.rows = rows

    def __init__(
        self,
        build: Callable[[str, int], Block],
        empty: Callable[[], list[Line]],
        *,
        height: int = 3,
        id: str | None = None,
    ) -> None:
        """Take what builds the row of a key for a width in cells, and what to say when there is none."""
        super().__init__(id=id)
        self._build = build
        self._empty = empty
        self.index = RowIndex(height)
        self.cursor: str | None = None
        self.selected: dict[str, None] = {}
        self.unmoved = True
        """Whether the user has left the cursor alone: until then it stays on the first row."""
        self._measured: set[str] = set()
        self._blocks: LRUCache[str, Block] = LRUCache(_REMEMBERED)
        self._strips: LRUCache[tuple[str, bool], list[Strip]] = LRUCache(_REMEMBERED)
        self._waiting: set[str] = set()
        self._settling = False
        self._look: tuple[Style, Paint] | None = None
        self._built = 0
        self._last: tuple[str, int, int] | None = None

    # What is in it

    def fill(self, rows: Iterable[tuple[str, Order]]) -> None:
        """Show these rows, in order; the cursor stays on its row, or goes to the next that is left."""
        place = self._place()
        old = self.cursor
        follow = [old, *self.index.below(old)] if old is not None and old in self.index else []
        self.index.fill(rows)
        self._measured.intersection_update(self.index)
        self._keep_marks()
        if self.unmoved:
            self._set_cursor(self.index.nth(0))
        else:
            self._set_cursor(next((key for key in follow if key in self.index), None) or self.index.nth(0))
        self._settle(place)

    def put(self, rows: Iterable[tuple[str, Order]]) -> None:
        """Add these rows, or build them anew when they are there; one whose order changed moves to its place."""
        place = self._place()
        top = self.index.order(place[0]) if place else None
        for key, order in rows:
            self._forget(key)
            if key in self.index:
                if self.index.order(key) == order:
                    continue
                self.index.remove(key)
            elif top is not None and order < top:
                self._waiting.add(key)
            self.index.insert(key, order)
        if self.cursor is None or self.unmoved:
            self._set_cursor(self.index.nth(0))
        self._settle(None if self.unmoved else place)

    def drop(self, keys: Iterable[str]) -> None:
        """Take these rows out."""
        place = self._place()
        for key in keys:
            if key not in self.index:
                continue
            if key == self.cursor:
                heir = next(self.index.below(key), None) or next(self.index.above(key), None)
                self._set_cursor(heir)
            if place and place[0] == key:
                heir = next(self.index.below(key), None)
                place = (heir, 0) if heir else None
            self.index.remove(key)
            self._forget(key)
            self.selected.pop(key, None)
            self._waiting.discard(key)
        self._settle(place)

    def touch(self, keys: Iterable[str]) -> None:
        """Build these rows anew where they are in sight."""
        place = self._place()
        changed = [key for key in keys if key in self.index]
        for key in changed:
            self._forget(key)
        if changed:
            self._settle(place)

    def repaint(self) -> None:
        """Build all rows anew, as when the hour has changed."""
        place = self._place()
        self._forget_all()
        self._settle(place)

    def _forget_all(self) -> None:
        self._measured.clear()
        self._blocks.clear()
        self._strips.clear()

    @property
    def arrived(self) -> int:
        """How many rows have come in above the first one in sight and have not been seen yet."""
        return len(self._waiting)

    def chosen(self) -> list[str]:
        """Return the selected rows, or the one under the cursor when none is."""
        return list(self.selected) or ([self.cursor] if self.cursor is not None else [])

    # Where the user is

    def move(self, step: int) -> None:
        """Move the cursor by `step` rows, as far as there are any."""
        self.unmoved = False
        if self.cursor is None:
            self.go(self.index.nth(0))
            return
        walk = self.index.below(self.cursor) if step > 0 else self.index.above(self.cursor)
        goal = self.cursor
        for _, goal in zip(range(abs(step)), walk, strict=False):
            pass
        self.go(goal)

    def page(self, part: float) -> None:
        """Move the cursor by a part of the height, negative upwards, at least one row."""
        self.unmoved = False
        if self.cursor is None:
            return
        here = self.index.top(self.cursor)
        aim = max(0, min(self.index.lines - 1, here + int(part * max(1, self._rows_height()))))
        found = self.index.at(aim)
        if found and found[0] != self.cursor:
            self.scroll_to(y=self.scroll_offset.y + found[1] - here, animate=False)
            self.go(found[0])
        else:
            self.move(1 if part > 0 else -1)

    def go(self, key: str | None) -> None:
        """Put the cursor on the row with this key, and the row into sight."""
        if key is None or key not in self.index:
            return
        self.unmoved = False
        self._set_cursor(key)
        self._measure_around(key)
        self._reveal()
        self.refresh()

    def find(self, wanted: Callable[[str], bool], step: int) -> bool:
        """Go to the next (`step` 1) or last (-1) row that is `wanted`, going round once; say whether there is one."""
        if self.cursor is None:
            return False
        before, after = self.index.above(self.cursor), self.index.below(self.cursor)
        key = next((key for key in (after if step > 0 else before) if wanted(key)), None)
        if key is None:
            far = self.index if step > 0 else self._backwards()
            key = next((key for key in far if wanted(key)), None)
        if key is None or key == self.cursor:
            return False
        self.go(key)
        return True

    def toggle_selected(self) -> None:
        """Select the row under the cursor, or leave it out again, and go to the next."""
        if self.cursor is None:
            return
        if self.cursor in self.selected:
            del self.selected[self.cursor]
        else:
            self.selected[self.cursor] = None
        self._strips.clear()
        self.post_message(self.Arrived(self))
        self.move(1)

    def clear_selected(self) -> None:
        """Select nothing."""
        self.selected.clear()
        self._strips.clear()
        self.post_message(self.Arrived(self))
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is in sight."""
        width = self.scrollable_content_region.width
        base = self.rich_style
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
        strips = self._strips.get((key, here))
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
            self._strips[(key, here)] = strips
        return strips

    def _empty_line(self, y: int, width: int, paint: Paint, base: Style) -> Strip:
        lines = self._empty()
        at = y - 1
        line = [Piece("  "), *lines[at]] if 0 <= at < len(lines) else []
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

    def _seen(self) -> None:
        """Count as seen the new rows that are in sight, and all of them at the very top."""
        if not self._waiting:
            return
        before = len(self._waiting)
        if self.scroll_offset.y <= 0:
            self._waiting.clear()
        else:
            line = self.scroll_offset.y
            end = line + self._rows_height()
            while line < end and (found := self.index.at(line)):
                self._waiting.discard(found[0])
                line = found[1] + self.index.height(found[0])
        if len(self._waiting) != before:
            self.post_message(self.Arrived(self))

    def _set_cursor(self, key: str | None) -> None:
        if key != self.cursor:
            self.cursor = key
            self.post_message(self.Moved(self, key))

    def _forget(self, key: str) -> None:
        self._measured.discard(key)
        self._blocks.discard(key)
        self._strips.discard((key, True))
        self._strips.discard((key, False))

    def _keep_marks(self) -> None:
        self.selected = {key: None for key in self.selected if key in self.index}
        self._waiting.intersection_update(self.index)

    def _backwards(self) -> Iterable[str]:
        last = self.index.nth(-1)
        if last is not None:
            yield last
            yield from self.index.above(last)

    # What the user does with the mouse, and what befalls the widget

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Measure what has come into sight."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling and round(old_value) != round(new_value):
            self._settle(self._place())

    def on_resize(self, event: events.Resize) -> None:
        """Build all rows anew when the width has changed, and stay where the user is."""
        self._settle(self._place())
        if not self.unmoved:
            self.call_after_refresh(self._reveal)

    def on_focus(self) -> None:
        """Light the cursor."""
        self._strips.clear()
        self.refresh()

    def on_blur(self) -> None:
        """Dim the cursor."""
        self._strips.clear()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; a second click on it opens it."""
        found = self.index.at(int(event.y) + self.scroll_offset.y)
        if found is None:
            return
        key = found[0]
        if key == self.cursor and event.chain > 1:
            self.post_message(self.Opened(self, key))
        else:
            self.go(key)
