"""A line to write."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from sources.text import clean_line


class PromptScreen(ModalScreen[str | None]):
    """Asks for one line of text; leaves with it cleaned, or with None when the user goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "back", show=False)]

    def __init__(self, title: str, value: str = "") -> None:
        """Take what is asked for, and the text that is there already."""
        super().__init__()
        self._title = title
        self._value = value

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical(id="prompt") as frame:
            frame.border_title = Content(self._title)
            frame.border_subtitle = Content("enter keep  esc leave as it is")
            yield Input(self._value, select_on_focus=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.dismiss(clean_line(event.value))
