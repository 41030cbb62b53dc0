"""Panels that open over a screen: the feeds, the log, and what to do when nothing can be reached."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from sources.models import FeedState
from tui import cells, words
from tui.commands import bindings
from tui.context import Context, every_evidence, party, quoted
from tui.glyphs import STANCE_GLYPH, STANCE_INK
from tui.ink import Block, Ink, Piece
from tui.widgets.pageview import Page, PageView


class PanelScreen(ModalScreen[str | None], inherit_bindings=False):
    """Reading matter in a frame. Leaves with the name of the key that was chosen, or None."""

    where: ClassVar[str] = "panel"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("panel"), Binding("q", "do('back')", "close", show=False)]

    def __init__(
        self,
        title: str,
        build: Callable[[int], Page],
        choices: dict[str, str] | None = None,
        *,
        fitting: bool = False,
    ) -> None:
        """Take the panel's name, what makes its page for a width, what single keys do here, by key, and whether the
        panel is only as high as its page.
        """
        super().__init__()
        self._fitting = fitting
        self._title = title
        self._choices = choices or {}
        self.page = PageView(build)

    def compose(self) -> ComposeResult:
        """Lay out the page in its frame."""
        with Vertical(id="panel") as frame:
            frame.border_title = Content(self._title)
            keys = [*(f"{key} {text}" for key, text in self._choices.items()), "j k scroll", "esc close"]
            frame.border_subtitle = Content("  ".join(keys))
            yield self.page
            if self._fitting:
                self.page.fit = frame

    def key_d(self) -> None:
        """Choose `d` where it is offered."""
        if "d" in self._choices:
            self.dismiss("d")

    def action_do(self, name: str) -> None:
        """Do a command of the panel."""
        match name:
            case "down":
                self.page.scroll(1)
            case "up":
                self.page.scroll(-1)
            case "half_down":
                self.page.half(1)
            case "half_up":
                self.page.half(-1)
            case "top":
                self.page.scroll_to(y=0, animate=False)
            case "bottom":
                self.page.scroll_to(y=self.page.virtual_size.height, animate=False)
            case "palette":
                self.app.action_command_palette()
            case _:
                self.dismiss(None)


def feeds_panel(context: Context) -> PanelScreen:
    """Return how each feed is doing: failing ones first, with the reason."""

    def build(width: int) -> Page:
        states = [(feed, context.desk.feed_state(feed.name)) for feed in context.desk.feeds]
        states.sort(key=lambda pair: not pair[1].last_error)
        now = context.now()
        lines: Block = [[]]
        if not states:
            lines.append([Piece(" There are no feeds; name some in config.toml.", Ink.MUTED)])
        for feed, state in states:
            right = [Piece(f"{words.count(state.entries, 'entry', 'entries')} ", Ink.CHROME)]
            lines.append(
                cells.spread([_health(state, enabled=feed.enabled), Piece(cells.shown(feed.outlet))], right, width)
            )
            lines.append([Piece("   "), Piece(cells.cut(cells.shown(feed.url), width - 4), Ink.CHROME)])
            for told in (_times(state, now), *_reasons(state)):
                lines += [[Piece("   "), Piece(text, Ink.MUTED)] for text in cells.wrap(told, width - 4)]
            if state.last_error:
                error = cells.shown(state.last_error)
                lines += [[Piece("   "), Piece(text, Ink.ERROR)] for text in cells.wrap(error, width - 4)]
            lines.append([])
        return Page(lines)

    return PanelScreen("Feeds", build)


def _health(state: FeedState, *, enabled: bool) -> Piece:
    if not enabled:
        return Piece(" – off      ", Ink.CHROME)
    if state.gone:
        return Piece(" × gone     ", Ink.ERROR)
    if state.last_error:
        return Piece(" ! failing  ", Ink.ERROR)
    return Piece(" = ok       ", Ink.ASSERTS) if state.last_success else Piece(" … waiting  ", Ink.CHROME)


def _times(state: FeedState, now: datetime) -> str:
    parts = [
        f"last read {words.moment(state.last_success, now)}" if state.last_success else "never read",
        f"{words.count(state.failures, 'failure')} in a row" if state.failures else "",
        f"next poll {words.moment(state.next_due, now)}" if state.next_due else "",
    ]
    return " · ".join(part for part in parts if part)


def _reasons(state: FeedState) -> list[str]:
    """Why a feed was or was not polled last and when it is next, and what was wrong with its document, in words."""
    found = [state.why_last, state.why_next and f"next: {state.why_next}", *state.notes]
    return [cells.shown(text) for text in found if text]


def log_panel(troubles: list[tuple[datetime, str]], context: Context) -> PanelScreen:
    """Return what went wrong, newest first."""

    def build(width: int) -> Page:
        lines: Block = [[]]
        if not troubles:
            lines.append([Piece(" Nothing has gone wrong.", Ink.MUTED)])
        for moment, text in reversed(troubles):
            for number, part in enumerate(cells.wrap(cells.shown(text), width - 16)):
                time = words.moment(moment, context.now()) if not number else ""
                lines.append([Piece(cells.pad(f" {time}", 15), Ink.CHROME), Piece(part)])
        return Page(lines)

    return PanelScreen("Log", build)


def why_panel(context: Context, conflict: str) -> PanelScreen:
    """Return why each statement stands in a conflict."""

    def build(width: int) -> Page:
        lines: Block = [[]]
        reasons = context.desk.why(conflict)
        for each in every_evidence(context.desk.conflict(conflict)):
            said = each.statement
            head = f" {STANCE_GLYPH[said.stance]} {party(said)}"
            outlet = [Piece(cells.shown(each.outlet or ""), Ink.CHROME)]
            lines.append(cells.spread([Piece(head, STANCE_INK[said.stance])], outlet, width - 1))
            lines += [[Piece("   "), Piece(line)] for line in cells.wrap(quoted(said), width - 5, 2)]
            reason = reasons.get((each.article, said.id), "It is about the same claim.")
            lines += [[Piece("   "), Piece(line, Ink.MUTED)] for line in cells.wrap(cells.shown(reason), width - 5)]
            lines.append([])
        return Page(lines)

    return PanelScreen("Why they stand together", build)


def unreachable_panel(context: Context, *, offer_demo: bool) -> PanelScreen:
    """Return why no feed could be reached, feed by feed, and what can be done."""

    def build(width: int) -> Page:
        number = words.count(len(context.desk.feeds), "feed")
        text = f"None of the {number} could be reached. Perhaps this computer is offline. Polling goes on by itself."
        lines: Block = [[]]
        lines += [[Piece(f" {line}", Ink.STRONG)] for line in cells.wrap(text, width - 2)]
        if offer_demo:
            demo = "d starts the demo: a newsroom of invented outlets on this computer, which needs no network."
            lines += [[Piece(f" {line}", Ink.TEXT)] for line in cells.wrap(demo, width - 2)]
        lines.append([])
        for feed in context.desk.feeds:
            error = cells.shown(context.desk.feed_state(feed.name).last_error or "")
            lines.append([Piece(" ! ", Ink.ERROR), Piece(cells.shown(feed.outlet))])
            lines += [[Piece("   "), Piece(part, Ink.MUTED)] for part in cells.wrap(error, width - 4)]
        return Page(lines)

    return PanelScreen("No feed can be reached", build, {"d": "start the demo"} if offer_demo else None)
