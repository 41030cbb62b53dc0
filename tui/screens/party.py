"""The page of a party."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from sources.text import web_address
from tui.commands import Command, bindings
from tui.context import Context, attributed
from tui.messages import Changes
from tui.mutes import PARTY
from tui.screens.base import DeskScreen
from tui.widgets.page_party import BETWEEN, party_page
from tui.widgets.pageview import PageView
from tui.widgets.rows_claim import find


class PartyScreen(DeskScreen):
    """What one party said, on what, and who disputes it."""

    where: ClassVar[str] = "party"
    BINDINGS: ClassVar[list[BindingType]] = bindings("party")

    def __init__(self, context: Context, name: str) -> None:
        """Take the party's name."""
        super().__init__(context)
        self.party_name = name
        self.page = PageView(lambda width: party_page(context, name, width))

    def compose(self) -> ComposeResult:
        """Lay out the page over the footer."""
        yield self.page
        yield self.footer

    def apply(self, changes: Changes) -> None:
        """Follow the desk."""
        if changes.articles or changes.conflicts or changes.gone:
            self.page.rebuild()

    @on(PageView.Stepped)
    def _stepped(self) -> None:
        self.footer.refresh()

    @on(PageView.Opened)
    def _opened(self) -> None:
        self.action_do("open")

    def _here(self) -> tuple[str, str] | None:
        target = self.page.target()
        if target is None:
            return None
        article, _, rest = target.key.partition(BETWEEN)
        return article, rest

    def why_not(self, name: str) -> str:
        """Return why a command cannot be used now, in words, or nothing when it can."""
        here = self._here()
        if name == "open" and here is None:
            return "Step to a statement or a conflict with j, then enter opens it."
        if name in ("copy", "browser") and (here is None or not here[0]):
            return "Step to a statement with j first."
        return super().why_not(name) if name not in ("copy", "browser") else ""

    def label(self, command: Command) -> str:
        """Return what the footer calls a command here."""
        return "open" if command.action == "open" else command.label

    def do_open(self) -> None:
        """Open the article at the statement, or the conflict."""
        if here := self._here():
            article, rest = here
            if article:
                self.gainsay.open_article(article, rest)
            else:
                self.gainsay.open_conflict(rest)

    def do_copy(self) -> None:
        """Copy the statement with its attribution."""
        if here := self._here():
            found = find(self.context, *here)
            self.copy(attributed(self.context, self.desk.article(here[0]), found))

    def _address(self) -> str | None:
        here = self._here()
        return web_address(self.desk.article(here[0]).url) if here and here[0] else None

    def do_down(self) -> None:
        """To the next statement or conflict."""
        if not self.page.step(1):
            self.page.scroll(3)

    def do_up(self) -> None:
        """To the one before."""
        if not self.page.step(-1):
            self.page.scroll(-3)

    def do_half_down(self) -> None:
        """Half a page down."""
        self.page.half(1)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.page.half(-1)

    def do_top(self) -> None:
        """To the name."""
        self.page.scroll_to(y=0, animate=False)

    def do_bottom(self) -> None:
        """To the end."""
        self.page.scroll_to(y=self.page.virtual_size.height, animate=False)

    def do_mute(self) -> None:
        """Mute the party, after asking."""
        self.ask_to_mute(PARTY, self.party_name)

    def do_back(self) -> None:
        """Go back."""
        self.dismiss()
