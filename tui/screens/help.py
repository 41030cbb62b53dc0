"""All keys and signs, made from the table of commands, with a line in which to search them."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tui import cells
from tui.commands import Command, key_name
from tui.glyphs import (
    KIND_MEANING,
    KIND_WORD,
    STANCE_GLYPH,
    STANCE_INK,
    STANCE_WORD,
    STATUS_GLYPH,
    TRIAGE_GLYPH,
)
from tui.ink import Block, Ink, Line, Piece
from tui.screens.panels import PanelScreen
from tui.widgets.pageview import Page

_KEYS = 16
_PLACES = {"main": "on the desk", "article": "in an article", "conflict": "on a conflict's sheet"}


class HelpScreen(PanelScreen):
    """The keys of the screen that it was called from first; `/` searches."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", "search", show=False)]

    def __init__(self, where: str, table: tuple[Command, ...]) -> None:
        """Take the name of the screen below, and the table of commands with the user's keys."""
        super().__init__("Keys", lambda width: Page(self._lines(width)))
        self._where = where
        self._table = table
        self._line = Input(placeholder="a key, or words of what you want to do", compact=True, id="help-line")
        self._line.display = False

    def compose(self) -> ComposeResult:
        """Lay out the page, and under it the line."""
        with Vertical(id="panel") as frame:
            frame.border_title = Content("Keys")
            frame.border_subtitle = Content("/ search  j k scroll  esc close")
            yield self.page
            yield self._line

    def action_search(self) -> None:
        """Open the line."""
        self._line.display = True
        self._line.focus()

    @on(Input.Changed)
    def _typed(self) -> None:
        self.page.rebuild()
        self.page.scroll_to(y=0, animate=False)

    @on(Input.Submitted)
    def _taken(self) -> None:
        self.page.focus()

    def action_do(self, name: str) -> None:
        """Leave the search first, then the panel."""
        if name == "back" and self._line.display:
            self._line.value = ""
            self._line.display = False
            self.page.focus()
            return
        super().action_do(name)

    def _lines(self, width: int) -> Block:
        wanted = self._line.value.casefold().split()
        lines: Block = []
        for group in dict.fromkeys(command.group for command in self._table):
            rows = [each for each in self._table if each.group == group and self._found(each, wanted)]
            rows.sort(key=lambda command: self._where not in command.where)
            if rows:
                lines += [[], [Piece(f" {group}", Ink.TITLE)]]
            for command in rows:
                lines += self._row(command, width)
        signs = [line for line in _signs() if _holds("".join(piece.text for piece in line), wanted)]
        if signs:
            lines += [[], [Piece(" What the signs mean", Ink.TITLE)], *(cells.fit(line, width) for line in signs)]
        return lines or [[], [Piece(" Nothing of that name; esc shows all again.", Ink.MUTED)]]

    def _row(self, command: Command, width: int) -> Block:
        here = self._where in command.where
        keys = " ".join(key_name(key) for key in command.keys)
        places = ", ".join(text for key, text in _PLACES.items() if key in command.where)
        text = command.help if here or not places else f"{command.help} ({places})"
        return [
            [
                Piece(cells.pad(f"   {keys} " if not number else "", _KEYS), Ink.KEY if here else Ink.CHROME),
                Piece(part, Ink.TEXT if here else Ink.CHROME),
            ]
            for number, part in enumerate(cells.wrap(text, width - _KEYS - 1))
        ]

    @staticmethod
    def _found(command: Command, wanted: list[str]) -> bool:
        if len(wanted) == 1 and wanted[0] in {key_name(key).casefold() for key in command.keys}:
            return True
        return _holds(f"{command.label} {command.help} {command.action}", wanted)


def _holds(text: str, wanted: list[str]) -> bool:
    low = text.casefold()
    return all(word in low for word in wanted)


def _signs() -> list[Line]:
    lines: list[Line] = [
        [Piece(f"   {STANCE_GLYPH[stance]} ", STANCE_INK[stance]), Piece(word)] for stance, word in STANCE_WORD.items()
    ]
    lines += [[Piece(f"   {glyph} ", Ink.ALERT), Piece(status.value)] for status, glyph in STATUS_GLYPH.items()]
    lines += [[Piece(f"   {glyph} ", Ink.NEW), Piece(triage.value)] for triage, glyph in TRIAGE_GLYPH.items()]
    lines += [[Piece(f"   {KIND_WORD[kind]}: ", Ink.MUTED), Piece(text)] for kind, text in KIND_MEANING.items()]
    return lines
