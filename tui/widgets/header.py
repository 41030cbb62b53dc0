"""The first line: how the feeds are doing, when the next poll is, what is new, and the hour."""

from sources.events import Progress
from tui import cells, words
from tui.context import Context
from tui.ink import Ink, Line, Piece
from tui.widgets.bar import Bar

_WIDE = 104
"""Cells from which on everything is said in full."""


class Header(Bar):
    """The state of the desk in one line."""

    def __init__(self, context: Context, *, title: str, demo: bool) -> None:
        """Take the desk, the program's name, and whether the feeds are the demo's own."""
        super().__init__()
        self._view = context
        self._title = title
        self._demo = demo
        self.progress: Progress | None = None
        self.paused = False
        self.held = 0
        """Changes that wait while the screen is paused."""
        self.unseen = 0
        """Conflicts that are new or have moved."""

    def line(self, width: int) -> Line:
        """Return the line; what matters least goes first when there is no room."""
        now = self._view.now()
        name = [Piece(" "), Piece(self._title, Ink.TITLE), Piece(" ")]
        if self._demo:
            name += [Piece(" DEMO ", Ink.TAB), Piece(" ")]
        clock = [Piece(f"{now:%H:%M} ", Ink.TEXT)]
        groups = [
            (1, self._feeds(short=width < _WIDE)),
            (3, self._next_poll(short=width < _WIDE)),
            (2, self._news(short=width < _WIDE)),
            (4, self._progress()),
            (0, self._unsaved(short=width < _WIDE)),
            (0, self._live()),
        ]
        shown = [(rank, line) for rank, line in groups if line]
        while shown and sum(cells.line_width(line) + 3 for _, line in shown) > width - cells.line_width(name) - 6:
            shown.remove(max(shown, key=lambda pair: pair[0]))
        left: Line = list(name)
        right: Line = []
        for rank, line in shown:
            if rank == 0:
                right += [*line, Piece("  ")]
            else:
                left += [Piece("   "), *line]
        return cells.spread(left, [*right, *clock], width)

    def _feeds(self, *, short: bool) -> Line:
        desk = self._view.desk
        states = [desk.feed_state(feed.name) for feed in desk.feeds if feed.enabled]
        failing = sum(1 for state in states if state.last_error)
        fine = sum(1 for state in states if state.last_success and not state.last_error)
        line = [Piece(words.count(len(states), "feed"), Ink.MUTED)]
        if fine and not (short and failing):
            line.append(Piece(f"  {fine} ok", Ink.ASSERTS))
        if failing:
            line.append(Piece(f"  {failing} failing", Ink.ERROR, click="screen.do('feeds')"))
        return line

    def _next_poll(self, *, short: bool) -> Line:
        desk = self._view.desk
        if desk.follows:
            return [Piece("another desk polls", Ink.MUTED)]
        if polling := len(desk.polling):
            return [Piece(f"polling {polling}…".ljust(11 if short else 14), Ink.MUTED)]
        if desk.next_poll is None:
            return []
        left = (desk.next_poll - self._view.now()).total_seconds()
        text = f"poll {words.countdown(left)}".ljust(11) if short else f"next poll {words.countdown(left)}".ljust(14)
        return [Piece(text, Ink.MUTED)]

    def _news(self, *, short: bool) -> Line:
        unseen = self.unseen
        text = f"● {unseen:,} new" if short else f"● {words.count(unseen, 'conflict')} new or moved"
        return [Piece(text, Ink.NEW)] if unseen else []

    def _progress(self) -> Line:
        if self.progress is None or self.progress.done >= self.progress.total:
            return []
        return [Piece(f"{cells.shown(self.progress.what)} {self.progress.done:,}/{self.progress.total:,}", Ink.CHROME)]

    def _unsaved(self, *, short: bool) -> Line:
        if self._view.desk.broken:
            text = "! read-only" if short else "! read-only: nothing is saved"
            return [Piece(text, Ink.ERROR, click="screen.do('log')")]
        return [] if self._view.desk.saved else [Piece("saving…", Ink.CHROME)]

    def _live(self) -> Line:
        if self.paused:
            return [Piece(f"paused, {self.held} waiting", Ink.ALERT)]
        return [Piece("● live", Ink.ASSERTS)]
