"""The Board: all conflicts, and how the list follows them."""

from collections.abc import Iterable

from sources.models import Triage
from sources.query import ConflictFacts, Facts, Place
from tui import words
from tui.context import CLOSED, Context, every_evidence
from tui.ink import Line
from tui.screens.listing import Listing
from tui.screens.lists import found_count, lines, no_match
from tui.widgets.rowindex import Order
from tui.widgets.rows_conflict import conflict_row

_GROUP = {Triage.RESOLVED: 1, Triage.DISMISSED: 2}
"""Where on the Board conflicts stand that the user has closed; the open ones stand before them."""


class Board(Listing):
    """All conflicts, most contested first; those that the user has closed stand at the end, or are hidden."""

    place = Place.CONFLICT
    name = "board"

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        super().__init__(context, lambda key, width: conflict_row(context, key, width), height=8)
        self.closed = True
        """Whether resolved and dismissed conflicts are shown."""
        self._articles: dict[str, frozenset[str]] = {}
        self._known: set[str] = set()
        self._closed: set[str] = set()
        self._unseen: set[str] = set()

    @property
    def _hidden(self) -> int:
        return 0 if self.closed else len(self._closed)

    def facts(self, key: str) -> Facts:
        """Return what a query may ask of a conflict."""
        return ConflictFacts(self._desk, key)

    def empty(self) -> list[Line]:
        """Say why there is no conflict."""
        if len(self.rows.whole):
            return no_match(self.rows, self.query.text, words.count(len(self.rows.whole), "conflict"))
        if self._hidden:
            hidden = words.count(self._hidden, "conflict is", "conflicts are")
            return lines(self.rows, "Nothing is open.", f"{hidden} resolved or dismissed; X shows them.")
        return lines(
            self.rows,
            "No conflicts yet.",
            "When one named party denies what another says, or gives other numbers, both stand here.",
        )

    def _order(self, key: str) -> Order:
        triage = self._desk.conflict_mark(key).triage
        return _GROUP.get(triage, 0), *self._desk.conflict_rank(key)

    def _takes(self, key: str) -> bool:
        """Take note of a conflict's state, and say whether it is shown."""
        closed = self._desk.conflict_mark(key).triage in CLOSED
        (self._closed.add if closed else self._closed.discard)(key)
        (self._unseen.add if self._context.is_unseen(key) else self._unseen.discard)(key)
        return self.closed or not closed

    def fill(self) -> None:
        """Show everything that the desk has."""
        self._closed, self._unseen = set(), set()
        self._known = set(self._desk.conflict_ids())
        shown = [(key, self._order(key)) for key in self._known if self._takes(key)]
        self.rows.fill(sorted(shown, key=lambda row: row[1]))

    def apply(self, keys: Iterable[str], gone: Iterable[str] = ()) -> set[str]:
        """Follow these conflicts; return the articles whose rows may look different now."""
        touched: set[str] = set()
        here, away = [], list(gone)
        for key in away:
            self._known.discard(key)
            self._closed.discard(key)
            self._unseen.discard(key)
            touched |= self._articles.pop(key, frozenset())
        for key in keys:
            self._known.add(key)
            if self._takes(key):
                here.append((key, self._order(key)))
            else:
                away.append(key)
            touched |= self._articles.get(key, frozenset())
            self._articles[key] = frozenset(each.article for each in every_evidence(self._desk.conflict(key)))
            touched |= self._articles[key]
        self.rows.drop(away)
        self.rows.put(here)
        return touched

    @property
    def unseen(self) -> int:
        """How many open conflicts are new or have moved since the user last looked at them."""
        return len(self._unseen)

    @property
    def count(self) -> str:
        """How many are open, or how many the query has found."""
        if self.query:
            return found_count(self.rows)
        opened = len(self._known) - len(self._closed)
        return f"{opened:,} open" + (f", {self._hidden:,} hidden" if self._hidden else "") + self.muted

    def is_new(self, key: str) -> bool:
        """Say whether the user has not yet looked at the conflict as it stands."""
        return key in self._unseen
