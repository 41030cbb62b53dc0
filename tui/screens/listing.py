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
        self.rows.sift(self._passes if query else None)

    def _passes(self, key: str) -> bool:
        try:
            return self.query.matches(self.facts(key))
        except KeyError:
            return False

    def names(self) -> Iterable[str]:
        """Return the ids of all rows that are shown."""
        return self.rows.index
