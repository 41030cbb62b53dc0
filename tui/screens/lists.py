"""What each of the three panes holds, and how it follows the desk without ever being made anew."""

from collections.abc import Iterable

from sources.models import Triage
from tui import cells, words
from tui.context import CLOSED, Context, every_evidence
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.rowindex import Order
from tui.widgets.rowlist import RowList
from tui.widgets.rows_article import article_row
from tui.widgets.rows_claim import claim_key, claim_row, split_key
from tui.widgets.rows_conflict import conflict_row

_GROUP = {Triage.RESOLVED: 1, Triage.DISMISSED: 2}
"""Where on the Board conflicts stand that the user has closed; the open ones stand before them."""


def _lines(rows: RowList, *texts: str) -> list[Line]:
    """Return a text for an empty list, a paragraph each, the first one standing out."""
    out: list[Line] = []
    for number, text in enumerate(texts):
        out += [[Piece(line, Ink.MUTED if number else Ink.TEXT)] for line in cells.wrap(text, rows.empty_width())]
        out.append([])
    return out


class Incoming:
    """All articles, newest first."""

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        self._context = context
        self._desk = context.desk
        self.rows = RowList(lambda key, width: article_row(context, key, width), self._empty, height=3, id="incoming")
        self._unread: set[str] = set()

    def _empty(self) -> list[Line]:
        desk = self._desk
        number = words.count(len(desk.feeds), "feed")
        if not desk.feeds:
            return _lines(self.rows, "There are no feeds yet.", "Name some in config.toml and start again.")
        if desk.polling or not any(desk.feed_state(feed.name).last_attempt for feed in desk.feeds):
            return _lines(self.rows, f"Polling {number}…", "New articles appear here as they come in.")
        return _lines(self.rows, "No articles yet.", f"{number} polled; ^r polls again, f shows how each is doing.")

    def _order(self, key: str) -> Order:
        return -self._desk.time_of(key).timestamp(), key, 0

    def fill(self) -> None:
        """Show everything that the desk has."""
        keys = list(self._desk.article_ids())
        self._unread = {key for key in keys if not self._desk.article_mark(key).read}
        self.rows.fill((key, self._order(key)) for key in keys)

    def apply(self, keys: Iterable[str]) -> None:
        """Follow these articles: come, read, marked or gone."""
        here, gone = [], []
        for key in keys:
            try:
                here.append((key, self._order(key)))
            except KeyError:
                gone.append(key)
                self._unread.discard(key)
                continue
            if self._desk.article_mark(key).read:
                self._unread.discard(key)
            else:
                self._unread.add(key)
        self.rows.put(here)
        self.rows.drop(gone)

    @property
    def count(self) -> str:
        """How many are unread."""
        return f"{len(self._unread):,} unread of {len(self.rows.index):,}"

    @property
    def unread(self) -> list[str]:
        """The unread articles, in the list's order."""
        return [key for key in self.rows.index if key in self._unread]

    def is_new(self, key: str) -> bool:
        """Say whether the article is unread."""
        return key in self._unread


class Claims:
    """The statements of one article in its order, or of all articles, newest article first."""

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        self._context = context
        self._desk = context.desk
        self.article: str | None = None
        self.all = False
        self._shown: dict[str, list[str]] = {}
        self.rows = RowList(self._row, self._empty, height=4, id="claims")

    def _row(self, key: str, width: int) -> Block:
        return claim_row(self._context, key, width, where=self.all)

    def _empty(self) -> list[Line]:
        if self.all:
            return _lines(self.rows, "No claims yet.", "Who says what appears here as articles are read.")
        if self.article is None:
            return _lines(self.rows, "No article is selected.")
        try:
            reading = self._desk.reading(self.article)
        except KeyError:
            reading = None
        if reading is None:
            return _lines(self.rows, "This article is being read…")
        if reading.language != "en":
            name = words.language(reading.language)
            return _lines(self.rows, f"Not read: {name}.", "Only English articles are read for claims.")
        return _lines(self.rows, "No claims in this article.", "It attributes nothing to anybody.")

    def show(self, article: str | None) -> bool:
        """Show the statements of this article, unless those of all are shown; say whether it was another one before."""
        if article == self.article:
            return False
        self.article = article
        if not self.all:
            self.rows.unmoved = True
            self.fill()
        return True

    def switch(self) -> None:
        """Show the statements of all articles, or again those of the selected one."""
        here = self.rows.cursor
        self.all = not self.all
        self.rows.unmoved = True
        self.rows.repaint()
        self.fill()
        if here is not None and here in self.rows.index:
            self.rows.go(here)

    def fill(self) -> None:
        """Show everything that belongs here."""
        articles = list(self._desk.article_ids()) if self.all else [self.article] if self.article is not None else []
        self._shown = {}
        self.rows.fill([row for article in articles for row in self._of(article)])

    def apply(self, articles: Iterable[str]) -> None:
        """Follow these articles."""
        if not self.all:
            if self.article in set(articles):
                self.fill()
                self.rows.touch(list(self.rows.index))
            return
        for article in articles:
            old = self._shown.pop(article, [])
            rows = self._of(article)
            self.rows.put(rows)
            kept = {key for key, _ in rows}
            self.rows.drop(key for key in old if key not in kept)

    def _of(self, article: str) -> list[tuple[str, Order]]:
        try:
            reading, time = self._desk.reading(article), self._desk.time_of(article)
        except KeyError:
            return []
        keys = [claim_key(article, each.id) for each in reading.statements] if reading else []
        if keys:
            self._shown[article] = keys
        return [(key, (-time.timestamp(), article, number)) for number, key in enumerate(keys)]

    @property
    def count(self) -> str:
        """How many there are, and of what."""
        number = len(self.rows.index)
        return f"{number:,} of all articles" if self.all else f"{number:,} of this article"

    def is_new(self, key: str) -> bool:
        """Say whether the statement takes part in an open conflict."""
        article, statement = split_key(key)
        return statement in self._context.disputes_of_statements(article)


class Board:
    """All conflicts, most contested first; those that the user has closed stand at the end, or are hidden."""

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        self._context = context
        self._desk = context.desk
        self.closed = True
        """Whether resolved and dismissed conflicts are shown."""
        self.rows = RowList(lambda key, width: conflict_row(context, key, width), self._empty, height=8, id="board")
        self._articles: dict[str, frozenset[str]] = {}
        self._known: set[str] = set()
        self._closed: set[str] = set()
        self._unseen: set[str] = set()

    @property
    def _hidden(self) -> int:
        return 0 if self.closed else len(self._closed)

    def _empty(self) -> list[Line]:
        if self._hidden:
            hidden = words.count(self._hidden, "conflict is", "conflicts are")
            return _lines(self.rows, "Nothing is open.", f"{hidden} resolved or dismissed; X shows them.")
        return _lines(
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
        """How many are open."""
        opened = len(self._known) - len(self._closed)
        return f"{opened:,} open" + (f", {self._hidden:,} hidden" if self._hidden else "")

    def is_new(self, key: str) -> bool:
        """Say whether the user has not yet looked at the conflict as it stands."""
        return key in self._unseen
