"""What is in the store, answered as a desk would, for commands that need no running one."""

import argparse
from datetime import UTC, datetime

from sources.conflicts.board import Board
from sources.marks import Marks
from sources.models import Article, ArticleMark, Conflict, ConflictMark, Reading
from sources.query import ConflictFacts, Place, QueryError, parse
from sources.store.storage import StoreError
from sources.store.store import Store
from sources.wire import time_of
from tui import session
from tui.cli import Fault, configuration, store_folder


class StoredDesk:
    """A desk that stands still. Takes what the options name; raises Fault when the store cannot be read."""

    def __init__(self, args: argparse.Namespace) -> None:
        """Read the store, which a running desk may go on using."""
        self.config = configuration(args)
        self.folder = store_folder(args, self.config)
        try:
            stored = Store(self.folder, read_only=True).load()
        except StoreError as error:
            raise Fault(str(error)) from error
        self._articles = stored.articles
        self._readings = stored.readings
        self.marks = Marks(stored.article_marks, stored.conflict_marks)
        self.board = Board()
        for reading in stored.readings.values():
            self.board.add(reading)

    def article(self, key: str) -> Article:
        """Return the article with this id."""
        return self._articles[key]

    def reading(self, key: str) -> Reading | None:
        """Return the article's reading."""
        return self._readings.get(key)

    def time_of(self, key: str) -> datetime:
        """Return when the article was published."""
        return time_of(self._articles[key])

    def article_mark(self, key: str) -> ArticleMark:
        """Return the user's marks on the article."""
        return self.marks.article(key)

    def conflict(self, key: str) -> Conflict:
        """Return the conflict with this id."""
        return self.board.conflict(key)

    def conflict_mark(self, key: str) -> ConflictMark:
        """Return the user's marks on the conflict."""
        return self.marks.conflict(key)

    def conflicts_of(self, key: str) -> tuple[str, ...]:
        """Return the ids of the conflicts that the article takes part in."""
        return self.board.conflicts_of(key)

    def chosen(self, ids: list[str], query: str) -> list[str]:
        """Return the conflicts with ids that begin so, and those that the query means; all open ones
        when neither is given. Raises Fault.
        """
        every = self.board.ids()
        found = []
        for wanted in ids:
            same = [key for key in every if key == wanted] or [key for key in every if key.startswith(wanted)]
            if len(same) != 1:
                what = "no conflict has" if not same else f"{len(same)} conflicts have"
                raise Fault(f"{what} an id that begins with {wanted!r}: `gainsay board --json` prints the ids")
            found += same
        if query or not ids:
            names = session.named(session.load(self.folder), self.config.filters)
            try:
                test = parse(query or "is:open", Place.CONFLICT, datetime.now(UTC), names)
            except QueryError as error:
                raise Fault(f"filter {query!r}: {error.message}") from error
            found += [key for key in every if key not in found and test.matches(ConflictFacts(self, key))]
        return found
