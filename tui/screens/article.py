"""The reading view of an article."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from sources.models import Statement
from tui import cells
from tui.commands import Command, bindings
from tui.context import Context, attributed, party, stance_word, via
from tui.glyphs import STANCE_GLYPH, STANCE_INK
from tui.ink import Ink, Line, Piece
from tui.messages import Changes
from tui.screens.base import DeskScreen
from tui.widgets.bar import Bar
from tui.widgets.page_article import article_page
from tui.widgets.pageview import PageView


class _Detail(Bar):
    """Who makes the statement that the user stands on, and how it came."""

    def __init__(self, screen: "ArticleScreen") -> None:
        super().__init__()
        self._view = screen

    def line(self, width: int) -> Line:
        """Return the statement's number, source, stance and way."""
        statement, targets = self._view.statement, self._view.page.page.targets
        if statement is None:
            text = f"{len(targets)} statements; n goes to the next" if targets else "no statements"
            return [Piece(f" {text}", Ink.CHROME)]
        number = next(n for n, each in enumerate(targets, 1) if each.key == statement.id)
        disputed = statement.id in self._view.context.disputes_of_statements(self._view.article)
        parts = [f"via {via(statement.via)}" if statement.via else "", self._view.context.when(statement)]
        left = [
            Piece(f" {STANCE_GLYPH[statement.stance]} ", STANCE_INK[statement.stance]),
            Piece(party(statement), Ink.STRONG),
            Piece(f" {stance_word(statement)}", STANCE_INK[statement.stance]),
            *(Piece(f" · {part}", Ink.MUTED) for part in parts if part),
        ]
        right = [
            Piece("! disputed  " if disputed else "", Ink.ALERT),
            Piece(f"{number} of {len(targets)} ", Ink.CHROME),
        ]
        return cells.spread(left, right, width)


class ArticleScreen(DeskScreen):
    """One article, with its statements where they stand."""

    where: ClassVar[str] = "article"
    BINDINGS: ClassVar[list[BindingType]] = bindings("article")

    def __init__(self, context: Context, article: str, statement: str | None = None) -> None:
        """Take the ids of the article and of the statement to begin at."""
        super().__init__(context)
        self.article = article
        self._versions = len(context.desk.versions(article))
        self.page = PageView(lambda width: article_page(context, article, width, self._versions), current=statement)
        self._detail = _Detail(self)

    def compose(self) -> ComposeResult:
        """Lay out the text over the line of the statement and the footer."""
        yield self.page
        yield self._detail
        yield self.footer

    def on_mount(self) -> None:
        """An article that was opened has been read."""
        if not self.desk.article_mark(self.article).read:
            self.desk.mark_articles([self.article], "read, 1 article", read=True)

    def apply(self, changes: Changes) -> None:
        """Follow the article; when it is gone, go back."""
        if self.article in changes.articles:
            try:
                self.desk.article(self.article)
            except KeyError:
                self.dismiss()
                return
            self._versions = len(self.desk.versions(self.article))
            self.page.rebuild()
        self._stepped()

    @on(PageView.Stepped)
    def _stepped(self) -> None:
        self._detail.refresh()
        self.footer.refresh()

    @on(PageView.Opened)
    def _opened(self) -> None:
        self.action_do("open")

    @property
    def statement(self) -> Statement | None:
        """The statement that the user stands on."""
        reading = self.desk.reading(self.article)
        if reading is None or self.page.target() is None:
            return None
        return next((each for each in reading.statements if each.id == self.page.current), None)

    def speaker(self) -> str:
        """Return the source of the statement that the user stands on."""
        return party(self.statement) if self.statement else ""

    def chosen_articles(self) -> list[str]:
        """Return the article."""
        return [self.article]

    def _disputes(self) -> list[str]:
        statement = self.statement
        if statement is None:
            return self.context.disputes(self.article)
        found = self.context.disputes_of_statements(self.article).get(statement.id)
        return [found] if found else []

    def why_not(self, name: str) -> str:
        """Return why a command cannot be used now, in words, or nothing when it can."""
        if name in ("open", "to_conflict", "next_conflict", "last_conflict") and not self._disputes():
            if self.statement is None:
                return "Nothing in this article is disputed."
            return "This statement is not disputed."
        if name in ("next_new", "last_new") and not self.page.page.targets:
            return "There are no statements in this text."
        return super().why_not(name)

    def label(self, command: Command) -> str:
        """Return what the footer calls a command here."""
        names = {"next_new": "statement", "open": "its conflict"}
        return names.get(command.action, command.label)

    def do_down(self) -> None:
        """One line down."""
        self.page.scroll(1)

    def do_up(self) -> None:
        """One line up."""
        self.page.scroll(-1)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.page.half(1)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.page.half(-1)

    def do_top(self) -> None:
        """To the headline."""
        self.page.scroll_to(y=0, animate=False)

    def do_bottom(self) -> None:
        """To the end."""
        self.page.scroll_to(y=self.page.virtual_size.height, animate=False)

    def do_next_new(self) -> None:
        """To the next statement."""
        if not self.page.step(1):
            self.say("This is the last statement.")

    def do_last_new(self) -> None:
        """To the statement before."""
        if not self.page.step(-1):
            self.say("This is the first statement.")

    def do_open(self) -> None:
        """To the conflict of the statement, or of the article."""
        self.gainsay.open_conflict(self._disputes()[0])

    do_to_conflict = do_open
    do_next_conflict = do_open
    do_last_conflict = do_open

    def do_unread(self) -> None:
        """Mark as unread, and go back."""
        self.desk.mark_articles([self.article], "unread, 1 article", read=False)
        self.dismiss()

    def do_copy(self) -> None:
        """Copy the statement, or the headline when the user stands on none."""
        self.copy(attributed(self.context, self.desk.article(self.article), self.statement))

    def do_versions(self) -> None:
        """Show what the article was before."""
        from tui.screens.versions import versions_panel

        self.app.push_screen(versions_panel(self.context, self.article))

    def do_back(self) -> None:
        """Go back."""
        self.dismiss()
