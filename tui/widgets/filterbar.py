"""The line in which a filter is written: live, with its fault marked where it stands."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.highlighter import Highlighter
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from sources.query import Place, QueryError
from sources.query.fields import FIELDS
from sources.query.parse import complete, tokens


class _Marked(Highlighter):
    """Fields, marks and saved names by colour; the fault underlined."""

    fault: QueryError | None = None

    def highlight(self, text: Text) -> None:
        """Lay styles over the text of the line."""
        for token in tokens(text.plain):
            if token.kind == "field" and token.text.lower() in FIELDS:
                text.stylize("bold cyan", token.start, token.start + len(token.text) + 1)
            elif token.kind in ("mark", "saved") or token.text == "or":
                text.stylize("bold magenta", token.start, token.end)
        if self.fault is not None:
            text.stylize("bold red underline", self.fault.start, max(self.fault.end, self.fault.start + 1))


class _Completer(Suggester):
    def __init__(self, bar: "FilterBar") -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._bar = bar

    async def get_suggestion(self, value: str) -> str | None:
        """Return the line with its last word completed."""
        return complete(value, self._bar.place, self._bar.names())


class _Line(Input, inherit_bindings=True):
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "cursor_right", "complete", show=False),
        Binding("shift+tab", "nothing", show=False),
        Binding("up", "earlier(-1)", "the query before", show=False),
        Binding("down", "earlier(1)", "the query after", show=False),
        Binding("escape", "leave", "as it was", show=False),
        Binding("ctrl+s", "keep", "save by name", show=False),
    ]

    def __init__(self, bar: "FilterBar", marked: _Marked) -> None:
        super().__init__(
            highlighter=marked, suggester=_Completer(bar), select_on_focus=False, compact=True, id="filter-line"
        )
        self._bar = bar

    def action_nothing(self) -> None:
        """Stay in the line."""

    def action_earlier(self, by: int) -> None:
        """Go through the queries used before."""
        self._bar.turn(by)

    def action_leave(self) -> None:
        """Leave, with the filter as it was."""
        self.post_message(FilterBar.Left())

    def action_keep(self) -> None:
        """Give the query a name."""
        self.post_message(FilterBar.Kept(self.value))


class FilterBar(Horizontal):
    """The line, after the name of the list that it is for. Hidden until it is opened."""

    DEFAULT_CSS = """
    FilterBar { height: 1; display: none; background: $panel; }
    FilterBar.open { display: block; }
    FilterBar Static { width: auto; color: $gainsay-new; text-style: bold; background: $panel; }
    FilterBar Input { width: 1fr; background: $panel; padding: 0; border: none; height: 1; }
    """

    class Typed(Message):
        """The text has changed."""

        def __init__(self, text: str) -> None:
            """Take the text."""
            super().__init__()
            self.text = text

    class Taken(Message):
        """The user goes on with this filter."""

    class Left(Message):
        """The user goes back to the filter before."""

    class Kept(Message):
        """The user wants to save the query by a name."""

        def __init__(self, text: str) -> None:
            """Take the text."""
            super().__init__()
            self.text = text

    def __init__(self, known: Callable[[], Mapping[str, tuple[str, ...]]]) -> None:
        """Take what gives the names that values are completed from, by field."""
        super().__init__(id="filter")
        self.place = Place.ARTICLE
        self.names = known
        self._marked = _Marked()
        self._label = Static("", markup=False)
        self.line = _Line(self, self._marked)
        self._earlier: list[str] = []
        self._at = 0

    def compose(self) -> ComposeResult:
        """Lay out name and line."""
        yield self._label
        yield self.line

    @property
    def is_open(self) -> bool:
        """Whether the user is writing in it."""
        return self.has_class("open")

    def open(self, label: str, place: Place, text: str, earlier: list[str]) -> None:
        """Let the user write, beginning with `text`; `earlier` are the queries used before, newest last."""
        self.place = place
        self._label.update(f" {label} / ")
        self._earlier = [*earlier, text]
        self._at = len(earlier)
        self._marked.fault = None
        self.add_class("open")
        with self.line.prevent(Input.Changed):
            self.line.value = text
        self.line.cursor_position = len(text)
        self.line.focus()

    def close(self) -> None:
        """Hide the line."""
        self.remove_class("open")

    def blame(self, fault: QueryError | None) -> None:
        """Mark what is wrong, or nothing."""
        self._marked.fault = fault
        self.line.refresh()

    def turn(self, by: int) -> None:
        """Put the query used before or after into the line."""
        self._at = max(0, min(len(self._earlier) - 1, self._at + by))
        self.line.value = self._earlier[self._at]
        self.line.cursor_position = len(self.line.value)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Taken())
