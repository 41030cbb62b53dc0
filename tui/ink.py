"""What a line on the screen is made of before any widget or colour comes in: pieces of text, each with an ink.

An ink says what a piece *is*; `tui.themes` says how that looks under the theme in use. Rows and pages are built of
these and are therefore plain data, which a test can compare without a terminal.
"""

from enum import StrEnum
from typing import NamedTuple


class Ink(StrEnum):
    """What a piece of text is."""

    TEXT = "text"
    CLAIM = "claim"
    STRONG = "strong"
    FRESH = "fresh"
    MUTED = "muted"
    CHROME = "chrome"
    RULE = "rule"
    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    SOFT = "soft"
    ALERT = "alert"
    NEW = "new"
    STAR = "star"
    KEY = "key"
    TITLE = "title"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"
    ERROR = "error"
    TAB = "tab"


class Piece(NamedTuple):
    """A run of text in one ink."""

    text: str
    ink: Ink = Ink.TEXT
    target: str = ""
    """The thing on a page that the piece belongs to, so that it can be lit when the user stands on it."""
    click: str = ""
    """The Textual action to run when it is clicked."""


Line = list[Piece]
Block = list[Line]
"""The lines of one row."""


def plain(block: Block) -> list[str]:
    """Return the text of each line of `block`."""
    return ["".join(piece.text for piece in line) for line in block]
