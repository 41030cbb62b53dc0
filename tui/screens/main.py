"""The desk's first screen: Incoming, Claims and the Board, side by side or one at a time."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tui import words
from tui.commands import Command, bindings
from tui.context import Context, attributed
from tui.messages import Changes
from tui.screens.panes import PanesScreen
from tui.widgets.header import Header
from tui.widgets.rowlist import RowList
from tui.widgets.rows_claim import find, split_key

_AGES_SECONDS = 30


class MainScreen(PanesScreen):
    """Three live lists."""

    where: ClassVar[str] = "main"
    BINDINGS: ClassVar[list[BindingType]] = bindings("main")
    AUTO_FOCUS = "#incoming"

    def __init__(self, context: Context, *, title: str, demo: bool) -> None:
        """Take the desk, the program's name, and whether this is the demo."""
        super().__init__(context)
        self.header = Header(context, title=title, demo=demo)
        self._held: Changes | None = None
        self._day = context.now().date()

    def compose(self) -> ComposeResult:
        """Lay out the header, the panes and the footer."""
        yield self.header
        yield self.tabs
        with Horizontal(id="panes"):
            yield from self.panes
        yield self.footer

    def on_mount(self) -> None:
        """Show what the desk has."""
        self.fill()
        self.add_class("at-0", "side-1")
        self.set_interval(_AGES_SECONDS, self._grow_older)

    def fill(self) -> None:
        """Show everything that the desk has."""
        self.incoming.fill()
        self.board.apply(self.desk.conflict_ids())
        self.claims.show(self.incoming.rows.cursor)
        self.claims.fill()
        self.write_counts()

    # Following the desk

    def apply(self, changes: Changes) -> None:
        """Bring the lists up to date, or hold the changes back while the screen is paused."""
        if changes.progress is not None:
            self.header.progress = changes.progress
        if changes.opened:
            self.tick()
        if self._held is not None:
            self._held.articles |= changes.articles
            self._held.conflicts |= changes.conflicts
            self._held.reorder |= changes.reorder
            self.header.held = self._held.waiting
            self.header.refresh()
            return
        articles = set(changes.articles)
        with self.app.batch_update():
            if changes.reorder:
                articles |= self.board.apply(key for key in changes.conflicts if self._on_board(key))
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
        """Show the time; catch up with articles that the desk took in without a word, as when it restores."""
        self.header.refresh()
        if self._held is None and len(self.desk.article_ids()) != len(self.incoming.rows.index):
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
        self.header.refresh()

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        if event.rows is self.incoming.rows:
            self.claims.show(event.key)
        self.write_counts()

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
        if name in ("star", "note") and self.at == 1:
            return "Stars and notes go to articles and conflicts, not to single claims."
        if name == "select" and self.at == 1:
            return "Articles and conflicts can be selected, single claims cannot."
        if name == "closed" and self.at != 2:
            return "This is for the Board; go there with 3."
        if name == "to_conflict" and not self._disputes():
            return "Nothing here is disputed." if self.at != 2 else "Press enter to open the conflict."
        if name in ("open", "select", "read") and self.rows.cursor is None:
            return "There is nothing here yet."
        if name == "back" and not (self.rows.selected or self.has_class("zoomed") or self.at):
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
        return command.label

    # Doing

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
