"""What each of the three panes holds, and how it follows the desk without ever being made anew."""

from collections.abc import Callable, Iterable

from sources.query import ArticleFacts, ClaimFacts, Facts, Place
from tui import cells, words
from tui.context import Context
from tui.ink import Block, Ink, Line, Piece
from tui.screens.listing import Listing
from tui.widgets.filterlist import FilterList
from tui.widgets.rowindex import Order
from tui.widgets.rowlist import RowList
from tui.widgets.rows_article import article_row
from tui.widgets.rows_claim import claim_key, claim_row, find, split_key


def lines(rows: RowList, *texts: str) -> list[Line]:
    """Return a text for an empty list, a paragraph each, the first one standing out."""
    out: list[Line] = []
    for number, text in enumerate(texts):
        out += [[Piece(line, Ink.MUTED if number else Ink.TEXT)] for line in cells.wrap(text, rows.empty_width())]
        out.append([])
    return out


def no_match(rows: FilterList, query: str, all_of_them: str) -> list[Line]:
    """Return what to say when a query leaves nothing of a list."""
    if rows.searching:
        return lines(rows, "Searching…")
    return lines(rows, f"Nothing matches {query}", f"{all_of_them} without the filter; esc drops it, / changes it.")


def found_count(rows: FilterList) -> str:
    """Return how many rows a query has found, of how many."""
    more = "…" if rows.searching else ""
    return f"{len(rows.index):,}{more} of {len(rows.whole):,}"


class Incoming(Listing):
    """All articles, newest first."""

    place = Place.ARTICLE
    name = "incoming"

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        super().__init__(context, lambda key, width: article_row(context, key, width), height=3)
        self._unread: set[str] = set()

    def facts(self, key: str) -> Facts:
        """Return what a query may ask of an article."""
        return ArticleFacts(self._desk, key)

    def empty(self) -> list[Line]:
        """Say why there is no article."""
        desk = self._desk
        if len(self.rows.whole):
            return no_match(self.rows, self.query.text, words.count(len(self.rows.whole), "article"))
        number = words.count(len(desk.feeds), "feed")
        if not desk.feeds:
            return lines(self.rows, "There are no feeds yet.", "Name some in config.toml and start again.")
        if desk.polling or not any(desk.feed_state(feed.name).last_attempt for feed in desk.feeds):
            return lines(self.rows, f"Polling {number}…", "New articles appear here as they come in.")
        return lines(self.rows, "No articles yet.", f"{number} polled; ^r polls again, f shows how each is doing.")

    def _order(self, key: str) -> Order:
        return -self._desk.time_of(key).timestamp(), key, 0

    def fill(self) -> None:
        """Show everything that the desk has."""
        keys = list(self._desk.article_ids())
        self._unread = {key for key in keys if self._asks(key)}
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
            (self._unread.add if self._asks(key) else self._unread.discard)(key)
        self.rows.put(here)
        self.rows.drop(gone)

    def _asks(self, key: str) -> bool:
        return not (self._desk.article_mark(key).read or (self._muted is not None and self._muted(key)))

    def mute(self, hides: Callable[[str], bool] | None) -> None:
        """Leave out the rows that are muted; they are not unread either."""
        super().mute(hides)
        self._unread = {key for key in self.rows.whole if self._asks(key)}

    @property
    def count(self) -> str:
        """How many are unread, or how many the query has found."""
        if self.query:
            return found_count(self.rows)
        return f"{len(self._unread):,} unread of {len(self.rows.whole):,}{self.muted}"

    @property
    def unread(self) -> list[str]:
        """The unread articles among those that are shown, in the list's order."""
        self.rows.finish()
        return [key for key in self.rows.index if key in self._unread]

    def is_new(self, key: str) -> bool:
        """Say whether the article is unread."""
        return key in self._unread


class Claims(Listing):
    """The statements of one article in its order, or of all articles, newest article first."""

    place = Place.CLAIM
    name = "claims"

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        super().__init__(context, self._row, height=4)
        self.article: str | None = None
        self.all = False
        self._shown: dict[str, list[str]] = {}

    def _row(self, key: str, width: int) -> Block:
        return claim_row(self._context, key, width, where=self.all)

    def facts(self, key: str) -> Facts:
        """Return what a query may ask of a statement. Raises KeyError when it is no longer there."""
        article, statement = split_key(key)
        found = find(self._context, article, statement)
        if found is None:
            raise KeyError(key)
        return ClaimFacts(self._desk, article, found)

    def empty(self) -> list[Line]:
        """Say why there is no claim."""
        if len(self.rows.whole):
            return no_match(self.rows, self.query.text, words.count(len(self.rows.whole), "claim"))
        if self.all:
            return lines(self.rows, "No claims yet.", "Who says what appears here as articles are read.")
        if self.article is None:
            return lines(self.rows, "No article is selected.")
        try:
            reading = self._desk.reading(self.article)
        except KeyError:
            reading = None
        if reading is None:
            return lines(self.rows, "This article is being read…")
        if reading.language != "en":
            name = words.language(reading.language)
            return lines(self.rows, f"Not read: {name}.", "Only English articles are read for claims.")
        return lines(self.rows, "No claims in this article.", "It attributes nothing to anybody.")

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
        if self.query:
            return found_count(self.rows)
        number = len(self.rows.index)
        return (f"{number:,} of all articles" if self.all else f"{number:,} of this article") + self.muted

    def is_new(self, key: str) -> bool:
        """Say whether the statement takes part in an open conflict."""
        article, statement = split_key(key)
        return statement in self._context.disputes_of_statements(article)
