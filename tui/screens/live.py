"""The lists kept up to date with the desk, or held still while the screen is paused."""

from tui.context import Context
from tui.messages import Changes
from tui.screens.choosing import ChoosingScreen
from tui.session import Session
from tui.widgets.header import Header

_AGES_SECONDS = 30


class LiveScreen(ChoosingScreen):
    """The three lists following the desk, under the header that says how it is doing."""

    def __init__(self, context: Context, kept: Session, *, title: str, demo: bool) -> None:
        """Take the desk, what is remembered, the program's name, and whether this is the demo."""
        super().__init__(context, kept)
        self.header = Header(context, title=title, demo=demo)
        self._held: Changes | None = None
        self._counted = 0
        self._day = context.now().date()

    def on_mount(self) -> None:
        """Let the ages move on."""
        self.set_interval(_AGES_SECONDS, self._grow_older)

    def fill(self) -> None:
        """Show everything that the desk has."""
        self.incoming.fill()
        self.board.fill()
        self.board.apply(self.desk.conflict_ids())
        self.claims.show(self.incoming.rows.cursor)
        self.claims.fill()
        self.write_counts()

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
