"""A frame with a name at its left and a count at its right, around one list."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from tui import cells
from tui.ink import Ink, Line, Piece
from tui.widgets.bar import Bar
from tui.widgets.rowlist import RowList


class Pane(Vertical):
    """One of the three panes."""

    DEFAULT_CSS = """
    Pane {
        border: round $gainsay-rule;
        border-title-color: $gainsay-muted;
        border-subtitle-color: $gainsay-new;
        background: $background;
        width: 1fr;
        height: 1fr;
    }
    Pane:focus-within {
        border: heavy $gainsay-chrome;
        border-title-color: $gainsay-claim;
    }
    """

    def __init__(self, name: str, rows: RowList, *, id: str) -> None:
        """Take the pane's name and its list."""
        super().__init__(id=id)
        self.title = name
        self.rows = rows
        self.query_text = ""
        """The filter in use."""
        self.count = ""
        """What stands at the right of the frame."""
        self._written: tuple[object, ...] | None = None

    def compose(self) -> ComposeResult:
        """Hold the list."""
        yield self.rows

    def on_resize(self) -> None:
        """Let the frame's text keep its places."""
        self.label()

    def on_descendant_focus(self) -> None:
        """Draw the frame's line as heavy as the frame."""
        self.label()

    def on_descendant_blur(self) -> None:
        """Draw the frame's line as light as the frame."""
        self.label()

    def say(self, count: str) -> None:
        """Set the count and write the frame's text."""
        self.count = count
        self.label()

    def label(self) -> None:
        """Write the name, the new rows out of sight, and the count into the frame."""
        room = self.outer_size.width - 6
        heavy = self.has_pseudo_class("focus-within")
        selected = len(self.rows.selected)
        written = (self.count, room, heavy, self.rows.arrived, selected, self.query_text)
        if room <= 0 or written == self._written:
            return
        self._written = written
        above = f"▲ {self.rows.arrived} new" if self.rows.arrived else ""
        title = self.title
        if self.query_text:
            spare = room - cells.width(title) - cells.width(self.count) - cells.width(above) - 8
            title += f" / {cells.cut(cells.shown(self.query_text), spare)}" if spare > 3 else " /"
        left = f"{title}  {above}" if above else title
        if cells.width(left) + cells.width(self.count) + 3 > room:
            left = title if cells.width(title) + cells.width(self.count) + 3 <= room else ""
        gap = room - cells.width(left) - cells.width(self.count) - 2
        fill = ("━" if heavy else "─") * max(0, gap)
        self.border_title = Content.assemble(
            left, " ", (fill, "not bold $gainsay-chrome" if heavy else "not bold $gainsay-rule"), " ", self.count
        )
        self.border_subtitle = Content(f"{selected} selected" if selected else "")


class Tabs(Bar):
    """The names of the panes when not all of them are in sight."""

    def __init__(self, panes: list[Pane]) -> None:
        """Take the panes in order."""
        super().__init__()
        self._panes = panes

    def line(self, width: int) -> Line:
        """Return each pane's number, name and count; the one in use stands out."""
        tabs: Line = []
        for number, pane in enumerate(self._panes, 1):
            here = pane.has_pseudo_class("focus-within")
            short = pane.count if width >= 90 else pane.count.split(" ")[0]
            above = f" ▲{pane.rows.arrived}" if pane.rows.arrived else ""
            filtered = " /" if pane.query_text else ""
            text = f" {number} {pane.title}{filtered} {short}{above} "
            tabs.append(Piece(text, Ink.TAB if here else Ink.MUTED, click=f"screen.do('pane_{number}')"))
            tabs.append(Piece(" "))
        selected = next((len(pane.rows.selected) for pane in self._panes if pane.has_pseudo_class("focus-within")), 0)
        return cells.spread(tabs, [Piece(f"{selected} selected ", Ink.NEW)] if selected else [], width)
