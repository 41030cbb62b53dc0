"""The desk's first screen: Incoming, Claims and the Board, side by side or one at a time."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.timer import Timer

from sources.config import ConfigError
from tui import cells, words
from tui.commands import Command, bindings
from tui.context import Context, attributed, party
from tui.messages import Changes
from tui.mutes import OUTLET, PARTY
from tui.screens.filtering import FilteringScreen
from tui.session import Session
from tui.widgets.header import Header
from tui.widgets.rowlist import RowList
from tui.widgets.rows_claim import find, split_key

_AGES_SECONDS = 30
_REST_SECONDS = 0.05
"""For how long the cursor stays on a row before the other panes follow it: longer than a held key takes to repeat."""


class MainScreen(FilteringScreen):
    """Three live lists."""

    where: ClassVar[str] = "main"
    BINDINGS: ClassVar[list[BindingType]] = bindings("main")
    AUTO_FOCUS = "#incoming"

    def __init__(self, context: Context, kept: Session, *, title: str, demo: bool) -> None:
        """Take the desk, what is remembered, the program's name, and whether this is the demo."""
        super().__init__(context, kept)
        self.header = Header(context, title=title, demo=demo)
        self._held: Changes | None = None
        self._counted = 0
        self._day = context.now().date()
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
        self.set_interval(_AGES_SECONDS, self._grow_older)

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

    def fill(self) -> None:
        """Show everything that the desk has."""
        self.incoming.fill()
        self.board.fill()
        self.board.apply(self.desk.conflict_ids())
        self.claims.show(self.incoming.rows.cursor)
        self.claims.fill()
        self.write_counts()

    # Following the desk

    def apply(self, changes: Changes) -> None:
        """Bring the lists up to date, or hold the changes back while the screen is paused."""
        if changes.progress is not None:
            self.header.progress = changes.progress
        if changes.opened and self._held is None:
            self.fill()
        if self._held is not None:
            self._held.articles |= changes.articles
            self._held.conflicts |= changes.conflicts
            self._held.gone |= changes.gone
            self.header.held = self._held.waiting
            self.header.refresh()
            return
        articles = set(changes.articles)
        with self.app.batch_update():
            if changes.conflicts or changes.gone:
                here = {key for key in changes.conflicts | changes.gone if self._on_board(key)}
                articles |= self.board.apply(here, (changes.conflicts | changes.gone) - here)
            if articles:
                self.incoming.apply(articles)
                self.claims.apply(articles)
            if not self.incoming.rows.index or not self.board.rows.index:
                for each in self.lists:
                    each.rows.refresh()
            self.write_counts()

    def _on_board(self, key: str) -> bool:
        try:
            self.desk.conflict(key)
        except KeyError:
            return False
        return True

    def tick(self) -> None:
        """Show the time; catch up with articles that the desk took in without a word.

        While articles come in, those of the last moment are on their way here: only a difference that stays is one.
        """
        self.header.refresh()
        number = len(self.desk.article_ids())
        stays, self._counted = number == self._counted, number
        if self._held is None and stays and number != len(self.incoming.rows.whole):
            self.fill()

    def _grow_older(self) -> None:
        """Ages move on; at midnight times become dates."""
        today = self.context.now().date()
        for each in self.lists if today != self._day else (self.board,):
            each.rows.repaint()
        self._day = today

    def write_counts(self) -> None:
        """Bring up to date what is said around the lists."""
        super().write_counts()
        self.header.unseen = self.board.unseen
        self.header.refresh()

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

    def do_pause(self) -> None:
        """Hold the lists still, or let them catch up."""
        if self._held is None:
            self._held = Changes()
            self.say("Paused: the lists stand still, polling goes on. p lets them catch up.")
        else:
            held, self._held = self._held, None
            self.header.held = 0
            self.apply(held)
            self.say("The lists are live again.")
        self.header.paused = self._held is not None
        self.header.refresh()

    # What is chosen, and what can be done with it

    def speaker(self) -> str:
        """Return the source of the claim, or the first who takes a side in the conflict, under the cursor."""
        key = self.rows.cursor
        if key is None or self.at == 0:
            return ""
        if self.at == 2:
            return next((cells.shown(name) for side in self.desk.conflict(key).sides for name in side.parties), "")
        found = find(self.context, *split_key(key))
        return party(found) if found else ""

    def chosen_articles(self) -> list[str]:
        """Return the articles chosen in Incoming, or the one of the claim under the cursor."""
        if self.at == 0:
            return self.rows.chosen()
        return [split_key(key)[0] for key in self.rows.chosen()] if self.at == 1 else []

    def chosen_conflicts(self) -> list[str]:
        """Return the conflicts chosen on the Board."""
        return self.rows.chosen() if self.at == 2 else []

    def _disputes(self) -> list[str]:
        key = self.rows.cursor
        if key is None or self.at == 2:
            return []
        if self.at == 0:
            return self.context.disputes(key)
        article, statement = split_key(key)
        found = self.context.disputes_of_statements(article).get(statement)
        return [found] if found else []

    def why_not(self, name: str) -> str:
        """Return why a command cannot be used now, in words, or nothing when it can."""
        if name == "read" and self.at == 1:
            return "Read and unread belong to articles; go to Incoming with 1."
        if name in ("read", "read_all") and self.at != 0:
            return "Read and unread belong to articles; go to Incoming with 1."
        if name in ("star", "note", "tag", "grade", "again") and self.at == 1:
            return "Marks go to articles and conflicts, not to single claims."
        if name == "select" and self.at == 1:
            return "Articles and conflicts can be selected, single claims cannot."
        if name == "mute" and not self._whom():
            return "Nobody speaks here, and no outlet prints here."
        if name == "closed" and self.at != 2:
            return "This is for the Board; go there with 3."
        if name == "merge" and (self.at != 2 or len(self.rows.selected) < 2):
            return "Select two or more conflicts of the Board with space, then M makes them one."
        if name == "to_conflict" and not self._disputes():
            return "Nothing here is disputed." if self.at != 2 else "Press enter to open the conflict."
        if name in ("open", "select", "read") and self.rows.cursor is None:
            return "There is nothing here yet."
        if name == "back" and not (self.rows.selected or self.here.query or self.has_class("zoomed") or self.at):
            return "Nothing to go back from; q leaves."
        return super().why_not(name)

    def label(self, command: Command) -> str:
        """Return what the footer calls a command now."""
        if command.action == "all_claims":
            return "this article" if self.claims.all else "all claims"
        if command.action == "next_new":
            return ("next unread", "next disputed", "next new")[self.at]
        if command.action == "back" and self.rows.selected:
            return "drop selection"
        if command.action == "back" and self.here.query:
            return "drop filter"
        return command.label

    def _whom(self) -> tuple[str, str] | None:
        """The outlet of the article, or who speaks, under the cursor."""
        key = self.rows.cursor
        if self.at == 0:
            return (OUTLET, self.context.outlet(self.desk.article(key))) if key else None
        return (PARTY, self.speaker()) if self.speaker() else None

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
