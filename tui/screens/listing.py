"""What the three lists have in common: rows, and a query that says which of them are shown."""

from collections.abc import Callable, Iterable, Mapping

from sources.query import Facts, Place, Query, parse
from tui.context import Context
from tui.ink import Block, Line
from tui.widgets.filterlist import FilterList


class Listing:
    """One list with its rows. A subclass says what a row's facts are."""

    place: Place
    name: str

    def __init__(self, context: Context, build: Callable[[str, int], Block], *, height: int) -> None:
        """Take the desk, what builds a row for a width, and a row's usual height."""
        self._context = context
        self._desk = context.desk
        self.query = Query("", lambda facts: True)
        self._muted: Callable[[str], bool] | None = None
        self.rows = FilterList(build, self.empty, height=height, id=self.name)

    def facts(self, key: str) -> Facts:
        """Return what a query may ask of the row."""
        raise NotImplementedError

    def empty(self) -> list[Line]:
        """Return what to say when there are no rows."""
        raise NotImplementedError

    def is_new(self, key: str) -> bool:
        """Say whether the row asks for attention."""
        raise NotImplementedError

    @property
    def count(self) -> str:
        """What stands at the right of the frame."""
        raise NotImplementedError

    def seek(self, text: str, saved: Mapping[str, str]) -> None:
        """Show only what the query `text` means, everything for an empty one. Raises QueryError, and changes nothing
        then.
        """
        query = parse(text, self.place, self._context.now(), saved)
        if query.text == self.query.text:
            return
        self.query = query
        self._sift()

    def mute(self, hides: Callable[[str], bool] | None) -> None:
        """Leave out the rows that `hides` says are muted; None shows all again."""
        if hides is not None or self._muted is not None:
            self._muted = hides
            self._sift()

    def _sift(self) -> None:
        self.rows.sift(self._passes if self.query or self._muted else None)

    def _passes(self, key: str) -> bool:
        try:
            if self._muted is not None and self._muted(key):
                return False
            return not self.query or self.query.matches(self.facts(key))
        except KeyError:
            return False

    @property
    def muted(self) -> str:
        """How many rows are left out because they are muted, in words, nothing when there are none."""
        number = len(self.rows.whole) - len(self.rows.index) if self._muted is not None and not self.query else 0
        return f", {number:,} muted" if number else ""

    def names(self) -> Iterable[str]:
        """Return the ids of all rows that are shown."""
        return self.rows.index
