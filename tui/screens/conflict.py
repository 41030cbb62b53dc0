"""The sheet of a conflict."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from sources.models import Evidence
from sources.text import web_address
from tui.cells import shown
from tui.commands import Command, bindings
from tui.context import Context, as_text, attributed, party
from tui.messages import Changes
from tui.screens.base import DeskScreen
from tui.widgets.page_conflict import conflict_page
from tui.widgets.pageview import PageView
from tui.widgets.sheet import article_of, evidence_of, review_of


class ConflictScreen(DeskScreen):
    """The sides of one conflict face to face."""

    where: ClassVar[str] = "conflict"
    BINDINGS: ClassVar[list[BindingType]] = bindings("conflict")

    def __init__(self, context: Context, conflict: str) -> None:
        """Take the id of the conflict."""
        super().__init__(context)
        self.conflict = conflict
        self.page = PageView(lambda width: conflict_page(context, self.conflict, width))

    def compose(self) -> ComposeResult:
        """Lay out the sheet over the footer."""
        yield self.page
        yield self.footer

    def on_mount(self) -> None:
        """Whoever opens a conflict has looked at it."""
        self.desk.see(self.conflict)

    def apply(self, changes: Changes) -> None:
        """Follow the conflict; when it is gone, go back and say so."""
        try:
            self.desk.conflict(self.conflict)
        except KeyError:
            self.gainsay.tell("This conflict is no longer on the board: its statements have changed.")
            self.dismiss()
            return
        if self.conflict in changes.conflicts:
            self.desk.see(self.conflict)
        if self.conflict in changes.conflicts or changes.articles:
            self.page.rebuild()
        self.footer.refresh()

    @on(PageView.Stepped)
    def _stepped(self) -> None:
        self.footer.refresh()

    @on(PageView.Opened)
    def _opened(self) -> None:
        self.action_do("open")

    @property
    def evidence(self) -> Evidence | None:
        """The statement that the user stands on."""
        return evidence_of(self.desk.conflict(self.conflict), self.page.current)

    @property
    def _article(self) -> str | None:
        """The article in which the user stands on a statement, or that of the list of articles."""
        key = article_of(self.page.current)
        return key if key and self.context.is_here(key) else None

    def speaker(self) -> str:
        """Return the source of the statement that the user stands on, else the first who takes a side."""
        if self.evidence is not None:
            return party(self.evidence.statement)
        return next((shown(name) for side in self.desk.conflict(self.conflict).sides for name in side.parties), "")

    def chosen_conflicts(self) -> list[str]:
        """Return the conflict."""
        return [self.conflict]

    def why_not(self, name: str) -> str:
        """Return why a command cannot be used now, in words, or nothing when it can."""
        if name == "split" and self.evidence is None:
            return "Step to a statement with j, then S takes it out of this conflict."
        if name == "open" and review_of(self.page.current):
            return "o opens the review in the web browser."
        if name == "open" and self._article is None:
            return "Step to a statement with j, then enter opens its article."
        if name in ("next_pane", "last_pane") and not any(each.column for each in self.page.page.targets):
            return "The sides stand one below the other; j and k step through them."
        return super().why_not(name)

    def label(self, command: Command) -> str:
        """Return what the footer calls a command here."""
        mark = self.desk.conflict_mark(self.conflict)
        states = {"watch": "watching", "resolve": "resolved", "dismiss": "dismissed"}
        if states.get(command.action) == mark.triage.value:
            return f"not {mark.triage.value}"
        return "its article" if command.action == "open" else command.label

    def _address(self) -> str | None:
        if review := review_of(self.page.current):
            return web_address(review)
        return web_address(self.desk.article(self._article).url) if self._article else None

    def do_down(self) -> None:
        """To the next statement of the side; past the last, a line down."""
        self._step(1)

    def do_up(self) -> None:
        """To the statement before; past the first, a line up."""
        self._step(-1)

    def _step(self, by: int) -> None:
        here = self.page.target()
        if here is None:
            self.page.step(by)
            return
        same = [each for each in self.page.page.targets if each.column == here.column]
        number = same.index(here) + by
        if 0 <= number < len(same):
            self.page.to(same[number].key)
        else:
            self.page.scroll(by * 3)

    def do_next_pane(self) -> None:
        """To the nearest statement of the side across."""
        here = self.page.target()
        if here is None:
            self.page.step(1)
            return
        across = [each for each in self.page.page.targets if each.column != here.column]
        if across:
            self.page.to(min(across, key=lambda each: abs(each.top - here.top)).key)

    do_last_pane = do_next_pane

    def do_half_down(self) -> None:
        """Half a page down."""
        self.page.half(1)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.page.half(-1)

    def do_top(self) -> None:
        """To the heading."""
        self.page.scroll_to(y=0, animate=False)

    def do_bottom(self) -> None:
        """To the end."""
        self.page.scroll_to(y=self.page.virtual_size.height, animate=False)

    def do_open(self) -> None:
        """Open the article at the statement."""
        if self._article is not None:
            evidence = self.evidence
            self.gainsay.open_article(self._article, evidence.statement.id if evidence else None)

    def do_next_conflict(self) -> None:
        """To the next open conflict."""
        self._turn(1)

    def do_last_conflict(self) -> None:
        """To the open conflict before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        keys = [key for key in self.desk.conflict_ids() if key == self.conflict or self.context.is_open(key)]
        if len(keys) < 2:
            self.say("No other open conflict.")
            return
        self.conflict = keys[(keys.index(self.conflict) + step) % len(keys)]
        self.page.current = None
        self.page.scroll_to(y=0, animate=False)
        self.page.rebuild()
        self.desk.see(self.conflict)
        self.footer.refresh()

    def do_copy(self) -> None:
        """Copy the statement, or the whole conflict when the user stands on none."""
        evidence = self.evidence
        if evidence is None:
            self.copy(as_text(self.context, self.desk.conflict(self.conflict)))
        else:
            self.copy(attributed(self.context, self.desk.article(evidence.article), evidence.statement))

    def do_split(self) -> None:
        """Take the statement out of this conflict."""
        if (evidence := self.evidence) is not None:
            self.desk.split_off(self.conflict, (evidence.article, evidence.statement.id))
            self.say("Split off. u takes it back.")

    def do_why(self) -> None:
        """Show why each statement stands here."""
        from tui.screens.panels import why_panel

        self.app.push_screen(why_panel(self.context, self.conflict))

    def do_back(self) -> None:
        """Go back."""
        self.dismiss()
