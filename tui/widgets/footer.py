"""The last line: the keys that work here and now, or for a moment what a key has just done."""

from collections.abc import Callable

from tui import cells
from tui.commands import Command, keys_shown
from tui.ink import Ink, Line, Piece
from tui.widgets.bar import Bar

MESSAGE_SECONDS = 4.0


class Footer(Bar):
    """Keys by their rank, as many as fit; a message takes their place for a few seconds."""

    def __init__(self, commands: list[Command], works: Callable[[str], bool], label: Callable[[Command], str]) -> None:
        """Take the screen's commands, what says whether one works now, and what it is called now."""
        super().__init__()
        self._ranked = sorted((each for each in commands if each.footer), key=lambda each: each.footer)
        self._works = works
        self._label = label
        self._message = ""
        self._held = ""
        self._number = 0

    def say(self, message: str) -> None:
        """Show a message for a few seconds."""
        self._message = cells.shown(message)
        self._number += 1
        number = self._number
        self.set_timer(MESSAGE_SECONDS, lambda: self._unsay(number))
        self.refresh()

    def hold(self, message: str) -> None:
        """Show a message until another one is held; the keys stand there again after an empty one."""
        self._held = self._message = cells.shown(message)
        self._number += 1
        self.refresh()

    def _unsay(self, number: int) -> None:
        if number == self._number:
            self._message = self._held
            self.refresh()

    @property
    def message(self) -> str:
        """What is being said."""
        return self._message

    def line(self, width: int) -> Line:
        """Return the message, or the keys that fit, `? keys` always among them."""
        if self._message:
            ink = Ink.ERROR if self._held.startswith("!") else Ink.MUTED if self._held else Ink.STRONG
            return cells.fit([Piece(" "), Piece(self._message, ink)], width)
        last = self._item(next(each for each in self._ranked if each.action == "help"))
        room = width - cells.line_width(last) - 2
        line: Line = []
        for command in self._ranked:
            if command.action == "help" or not self._works(command.action):
                continue
            item = self._item(command)
            if cells.line_width(item) > room:
                break
            line += item
            room -= cells.line_width(item)
        return cells.spread(line, [*last, Piece(" ")], width)

    def _item(self, command: Command) -> Line:
        click = f"screen.do('{command.action}')"
        return [
            Piece(" "),
            Piece(keys_shown(command), Ink.KEY, click=click),
            Piece(f" {self._label(command)} ", Ink.MUTED, click=click),
        ]
