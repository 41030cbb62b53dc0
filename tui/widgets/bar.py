"""Widgets of a single line."""

from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import Line
from tui.themes import Paint
from tui.widgets.paint import strip_of


class Bar(Widget):
    """One line of pieces, made anew whenever it is drawn."""

    DEFAULT_CSS = """
    Bar {
        height: 1;
        background: $panel;
    }
    """

    def line(self, width: int) -> Line:
        """Return what to show in `width` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return the line as a strip."""
        width = self.size.width
        base: Style = self.rich_style
        paint: Paint = getattr(self.app, "paint")  # noqa: B009 - the app's type would make a circle of imports
        return strip_of(self.line(width) if y == 0 else [], width, paint, base)
