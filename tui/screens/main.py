"""The desk's first screen: Incoming, Claims and the Board, side by side or one at a time."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from sources.config import ConfigError
from tui import words
from tui.commands import bindings
from tui.context import Context, attributed
from tui.screens.live import LiveScreen
from tui.session import Session
from tui.widgets.rowlist import RowList
from tui.widgets.rows_claim import find, split_key

_REST_SECONDS = 0.05
"""For how long the cursor stays on a row before the other panes follow it: longer than a held key takes to repeat."""


class MainScreen(LiveScreen):
    """Three live lists."""

    where: ClassVar[str] = "main"
    BINDINGS: ClassVar[list[BindingType]] = bindings("main")
    AUTO_FOCUS = "#incoming"

    def __init__(self, context: Context, kept: Session, *, title: str, demo: bool) -> None:
        """Take the desk, what is remembered, the program's name, and whether this is the demo."""
        super().__init__(context, kept, title=title, demo=demo)
        self._following = Timer(self, _REST_SECONDS)

    def compose(self) -> ComposeResult:
        """Lay out the header, the panes and the footer."""
        yield self.header
        yield self.tabs
        with Horizontal(id="panes"):
            yield from self.panes
        yield self.filter
        yield self.footer

    def on_mount(self) -> None:
        """Show what the desk has."""
        for number, each in enumerate(self.lists):
            self.seek(number, self.kept.filters.get(each.name, ""))
        self.claims.all = self.kept.all_claims
        self.hush()
        self.board.closed = self.kept.show_closed
        for each in self.lists:
            each.rows.wanted = self.kept.cursors.get(each.name)
        self.fill()
        self.add_class("at-0", "side-1")
        self.set_class(self.kept.zoomed, "zoomed")
        if pane := min(2, max(0, self.kept.pane)):
            self.call_after_refresh(self._to, pane)

    def remember(self) -> None:
        """Note where the user is, for the next start."""
        self.kept.zoomed = self.has_class("zoomed")
        self.kept.all_claims = self.claims.all
        self.kept.show_closed = self.board.closed
        self.kept.cursors = {
            each.name: each.rows.cursor for each in self.lists if each.rows.cursor is not None and not each.rows.unmoved
        }

    def hush(self) -> None:
        """Leave out of the lists what is muted."""
        mutes = self.gainsay.mutes
        for each, hides in zip(self.lists, (mutes.hides_article, mutes.hides_claim, mutes.hides_conflict), strict=True):
            each.mute(hides if mutes else None)
        self.write_counts()

    @on(events.DescendantFocus)
    def _focused(self) -> None:
        if any(each.rows is self.focused for each in self.lists):
            self.kept.pane = self.at

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        """Let the rest of the screen follow the cursor when it rests, so that a key held down never waits for that."""
        self._following.stop()
        self._following = self.set_timer(_REST_SECONDS, self._catch_up)

    def _catch_up(self) -> None:
        self._following.stop()
        if self.claims.show(self.incoming.rows.cursor):
            self.panes[1].say(self.claims.count)
        self.footer.refresh()

    def action_do(self, name: str) -> None:
        """Do the command with this name, on a screen that has followed the cursor."""
        if name not in ("down", "up", "half_down", "half_up"):
            self._catch_up()
        super().action_do(name)

    @on(RowList.Arrived)
    def _arrived(self, event: RowList.Arrived) -> None:
        self.write_counts()

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        self.action_do("open")

    # Doing

    def do_mute(self) -> None:
        """Mute the outlet or who speaks, after asking."""
        if whom := self._whom():
            self.ask_to_mute(*whom)

    def do_merge(self) -> None:
        """Make one conflict of the selected ones: the first one keeps its place."""
        first, *rest = self.rows.chosen()
        try:
            for key in rest:
                self.desk.merge(first, key)
        except (KeyError, ValueError) as error:
            self.say(f"They cannot be one: {error.args[0]}")
        else:
            self.say(f"Merged {words.count(len(rest) + 1, 'conflict')}. u takes it back.")
        self.rows.clear_selected()

    def do_follow(self) -> None:
        """Ask for an address, try it, and follow the feed that is found."""

        def done(address: str) -> None:
            if address.strip():
                self.say(f"Looking for a feed at {address}…")
                self.run_worker(self._follow_feed(address.strip()), group="follow", exit_on_error=False)

        self._ask("Address of a feed, or of a page that names one", "", done)

    async def _follow_feed(self, address: str) -> None:
        try:
            found = await self.desk.try_feed(address)
            if found.best is None:
                self.gainsay.tell(f"No feed at {address}: {found.error or 'the page names none'}")
                return
            feed = self.desk.add_feed(found.best)
        except ConfigError as error:
            self.gainsay.tell(f"It cannot be followed: {error}")
        else:
            self.gainsay.tell(f"Following {feed.name}. `gainsay feeds remove` follows it no more.")

    def do_tour(self) -> None:
        """Show what is what."""
        from tui.screens.tour import tour_panel

        self.app.push_screen(tour_panel(self.context.commands))

    def do_open(self) -> None:
        """Open the article, the article at the statement, or the conflict."""
        key = self.rows.cursor
        if key is None:
            return
        if self.at == 0:
            self.gainsay.open_article(key)
        elif self.at == 1:
            article, statement = split_key(key)
            self.gainsay.open_article(article, statement)
        else:
            self.gainsay.open_conflict(key)

    def do_to_conflict(self) -> None:
        """Open the most contested conflict that the row takes part in."""
        self.gainsay.open_conflict(self._disputes()[0])

    def do_select(self) -> None:
        """Select the row and go on."""
        self.rows.toggle_selected()

    def do_read(self) -> None:
        """Mark as read, or as unread when all chosen are read, and go on."""
        keys = self.rows.chosen()
        read = not all(self.desk.article_mark(key).read for key in keys)
        label = f"{'read' if read else 'unread'}, {words.count(len(keys), 'article')}"
        self.desk.mark_articles(keys, label, read=read)
        if self.rows.selected:
            self.rows.clear_selected()
            self.say(f"Marked as {label}. u takes it back.")
        else:
            self.rows.move(1)

    def do_read_all(self) -> None:
        """Mark everything as read, after asking."""
        from tui.screens.confirm import ConfirmScreen

        keys = self.incoming.unread
        if not keys:
            self.say("Every article is read.")
            return
        number = words.count(len(keys), "unread article")

        def answered(yes: bool | None) -> None:
            if yes:
                self.desk.mark_articles(keys, f"read, {words.count(len(keys), 'article')}", read=True)
                self.say(f"Marked {words.count(len(keys), 'article')} as read. u takes it back.")

        self.app.push_screen(ConfirmScreen(f"Mark {number} as read?", "Mark as read"), answered)

    def do_copy(self) -> None:
        """Copy what is chosen; on a claim, the statement."""
        if self.at != 1 or self.rows.cursor is None:
            super().do_copy()
            return
        article, statement = split_key(self.rows.cursor)
        found = find(self.context, article, statement)
        self.copy(attributed(self.context, self.desk.article(article), found))
