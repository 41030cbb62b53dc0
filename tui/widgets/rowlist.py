"""One list for everything that is a list: rows by key, alive while they change.

Rows that arrive above the first visible one push nothing about: the place on the screen and the cursor stay with
their rows.
"""

from collections.abc import Callable, Iterable
from itertools import islice

from textual import events
from textual.message import Message

from tui.ink import Block, Line
from tui.widgets.rowindex import Order
from tui.widgets.rowview import RowView


class RowList(RowView):
    """A list with a cursor, a selection, and a count of what came in out of sight."""

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
        """Take what builds the row of a key for a width, what to say when there is none, and a row's usual height."""
        super().__init__(build, empty, height=height, id=id)
        self.unmoved = True
        """Whether the user has left the cursor alone: until then it stays on the first row."""
        self._waiting: set[str] = set()
        self.wanted: str | None = None
        """The row to stand on as soon as it is there, unless the user has moved before."""

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
        kept, moved = [], False
        for key, order in rows:
            if key in self.index:
                if self.index.order(key) == order:
                    kept.append(key)
                    continue
                self.index.remove(key)
            elif top is not None and order < top:
                self._waiting.add(key)
            self._forget(key)
            self.index.insert(key, order)
            moved = True
        if moved and (self.cursor is None or self.unmoved):
            self._set_cursor(self.index.nth(0))
        if not moved:
            self.touch(kept)
            return
        for key in kept:
            self._forget(key)
        self._settle(None if self.unmoved else place)

    def drop(self, keys: Iterable[str]) -> None:
        """Take these rows out."""
        place = self._place()
        gone = False
        for key in keys:
            if key not in self.index:
                continue
            gone = True
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
        if gone:
            self._settle(place)

    def touch(self, keys: Iterable[str]) -> None:
        """Build these rows anew where they are in sight, and draw those alone when their heights have stayed."""
        place = self._place()
        measured, grown = [], False
        for key in keys:
            if key not in self.index:
                continue
            known = key in self._measured
            self._forget(key)
            if known:
                before = self.index.height(key)
                grown |= self._measure(key) != before
                measured.append(key)
        if grown:
            self._settle(place)
            return
        start, end = self.scroll_offset.y, self.scroll_offset.y + self._rows_height()
        for key in measured:
            top, height = self.index.top(key), self.index.height(key)
            if top < end and top + height > start:
                self.refresh_lines(top, height)

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
        self.unmoved, self.wanted = False, None
        if self.cursor is None:
            self.go(self.index.nth(0))
            return
        walk = self.index.below(self.cursor) if step > 0 else self.index.above(self.cursor)
        passed = list(islice(walk, abs(step)))
        self.go(passed[-1] if passed else self.cursor)

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
        before = (self.scroll_offset.y, self.index.lines)
        old = self.cursor
        self._set_cursor(key)
        self._measure_around(key)
        self._reveal()
        if before != (self.scroll_offset.y, self.index.lines):
            self.refresh()
            return
        for changed in {old, key}:
            if changed is not None and changed in self.index:
                self.refresh_lines(self.index.top(changed), self.index.height(changed))

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
        here = self.cursor
        self.post_message(self.Arrived(self))
        self.move(1)
        self.refresh_lines(self.index.top(here), self.index.height(here))

    def clear_selected(self) -> None:
        """Select nothing."""
        self.selected.clear()
        self.post_message(self.Arrived(self))
        self.refresh()

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
        if self.wanted is not None and self.wanted in self.index:
            if self.unmoved:
                self.unmoved = False
                key = self.wanted
                self.call_after_refresh(self._reveal)
            self.wanted = None
        if key != self.cursor:
            self.cursor = key
            self.post_message(self.Moved(self, key))

    def _keep_marks(self) -> None:
        self.selected = {key: None for key in self.selected if key in self.index}
        self._waiting.intersection_update(self.index)

    def _backwards(self) -> Iterable[str]:
        last = self.index.nth(-1)
        if last is not None:
            yield last
            yield from self.index.above(last)

    # What the user does with the mouse, and what befalls the widget

    def on_resize(self, event: events.Resize) -> None:
        """Build all rows anew when the width has changed, and stay where the user is."""
        self._settle(self._place())
        if not self.unmoved:
            self.call_after_refresh(self._reveal)

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
