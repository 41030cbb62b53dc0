"""A list that shows only the rows that a test lets through, found in short turns so that no key waits for them."""

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from tui.widgets.rowindex import Order, RowIndex
from tui.widgets.rowlist import RowList

_TURN = 0.006
"""Seconds of looking between two turns of the event loop."""
_SHOW_EVERY = 0.12
"""Seconds between two looks at what has been found, once there is a page of it."""


class FilterList(RowList):
    """A RowList with a test. Rows that fail it are kept aside in their order and come back without being made anew."""

    _whole: RowIndex | None = None
    """All rows, while only some are shown."""
    _test: Callable[[str], bool] | None = None
    _search: Iterator[None] | None = None

    @property
    def whole(self) -> RowIndex:
        """All rows, shown or not."""
        return self.index if self._whole is None else self._whole

    @property
    def searching(self) -> bool:
        """Whether there may be more rows than those that are shown so far."""
        return self._search is not None

    def sift(self, test: Callable[[str], bool] | None) -> None:
        """Show the rows that pass `test`, all for None; the cursor stays on its row if that is shown."""
        whole, here = self.whole, self.cursor
        self._test, self._search = test, None
        self._measured.clear()
        self._waiting.clear()
        if test is None:
            self._whole = None
            self.index = whole
            self._settled_on(here)
            return
        self._whole = whole
        self.index = RowIndex(whole.usual)
        if here is not None and here in whole and test(here):
            self.index.insert(here, whole.order(here))
        self._search = self._hunt(whole)
        self._turn(here)

    def finish(self) -> None:
        """Look through all rows now: for commands that go to everything in the list."""
        if self._search is not None:
            for _ in self._search:
                pass
            self._search = None
            self._settled_on(self.cursor)

    def _settled_on(self, here: str | None) -> None:
        kept = here is not None and here in self.index
        self._keep_marks()
        if not kept:
            self.unmoved = True
        self._set_cursor(here if kept else self.index.nth(0))
        self._settle((here, 0) if kept and here is not None else None)

    def _hunt(self, whole: RowIndex) -> Iterator[None]:
        """Put what passes into the index; yield when the turn is over."""
        assert self._test is not None
        test, index, until = self._test, self.index, monotonic() + _TURN
        for key, order in whole.rows():
            if key in whole and key not in index and test(key):
                index.insert(key, order)
            if monotonic() > until:
                yield
                until = monotonic() + _TURN

    def _turn(self, here: str | None, shown: float = 0.0) -> None:
        search = self._search
        if search is None:
            return
        over = next(search, self) is self
        if over:
            self._search = None
        enough = self.index.lines > 2 * self._rows_height()
        if over or not shown or (not enough and self.index) or monotonic() - shown > _SHOW_EVERY:
            shown = monotonic()
            if self.cursor not in self.index or over:
                self._settled_on(self.cursor if self.cursor in self.index else here)
            else:
                self._settle(self._place())
            self.post_message(self.Arrived(self))
        if not over:
            self.set_timer(0.001, lambda: self._turn(here, shown) if self._search is search else None)

    # What changes while some rows are shown

    def fill(self, rows: Iterable[tuple[str, Order]]) -> None:
        """Show these rows, in order, as far as they pass."""
        if self._whole is None:
            super().fill(rows)
            return
        self._whole.fill(rows)
        self.sift(self._test)

    def put(self, rows: Iterable[tuple[str, Order]]) -> None:
        """Add or build anew those of these rows that pass, and take those out that no longer do."""
        if self._whole is None or self._test is None:
            super().put(rows)
            return
        shown: list[tuple[str, Order]] = []
        hidden: list[tuple[str, Order]] = []
        for key, order in rows:
            if key in self._whole and self._whole.order(key) != order:
                self._whole.remove(key)
            if key not in self._whole:
                self._whole.insert(key, order)
            (shown if self._test(key) else hidden).append((key, order))
        super().drop(key for key, _ in hidden)
        super().put(shown)

    def drop(self, keys: Iterable[str]) -> None:
        """Take these rows out."""
        every = list(keys)
        if self._whole is not None:
            for key in every:
                if key in self._whole:
                    self._whole.remove(key)
        super().drop(every)
