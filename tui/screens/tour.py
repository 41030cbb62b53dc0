"""What is what, on one page, for the first start."""

from sources.models import Stance
from tui import cells
from tui.commands import Command, keys_shown
from tui.glyphs import STANCE_GLYPH, STANCE_INK, STANCE_WORD
from tui.ink import Block, Ink, Line, Piece
from tui.screens.panels import PanelScreen
from tui.widgets.pageview import Page

_STEPS = (
    (("pane_1",), "Incoming: articles as they come. ● is unread, ! takes part in a dispute."),
    (("pane_2",), "Claims: who says what in the article under the cursor, and through whom."),
    (("pane_3",), "Board: what named parties dispute: the claim, who asserts, who denies, who stands aside."),
    (("down", "open", "back"), "Move, open an article or a conflict, go back. tab goes from pane to pane."),
    (("next_conflict", "to_conflict"), "The next open conflict from anywhere; the conflict of what you look at."),
    (("watch", "resolve", "dismiss"), "Watch a conflict, resolve it, or dismiss it."),
    (("read", "star", "tag", "note"), "Read, star, tag, write a note."),
    (("undo", "redo"), "Take back every mark, as many as you like, and give them again."),
    (("filter",), "Show only what matters: words, party:… stance:denies newer:2h is:unread."),
    (("export", "copy"), "Write a brief to a file; copy a quotation with its attribution."),
    (("palette", "help"), "Any command, party or article by name; all keys."),
)


def tour_panel(table: tuple[Command, ...]) -> PanelScreen:
    """Return the page, with the user's own keys."""
    known = {command.action: command for command in table}

    def build(width: int) -> Page:
        intro = "gainsay reads who says what in the news and shows where named parties contradict each other."
        lines: Block = [[], *([Piece(f" {line}", Ink.STRONG)] for line in cells.wrap(intro, width - 2)), []]
        for actions, text in _STEPS:
            shown = " ".join(keys_shown(known[action]).split(" ")[0] for action in actions)
            for number, part in enumerate(cells.wrap(text, width - 18)):
                head = Piece(cells.pad(f"   {shown}" if not number else "", 17), Ink.KEY)
                lines.append([head, Piece(part)])
        signs: Line = [Piece("   ")]
        for stance in (Stance.ASSERTS, Stance.DENIES, Stance.UNVERIFIED, Stance.NO_RESPONSE):
            signs.append(Piece(f"{STANCE_GLYPH[stance]} {STANCE_WORD[stance]}   ", STANCE_INK[stance]))
        end = "It never says who is right. esc closes this page; f1 opens it again."
        lines += [[], cells.fit(signs, width), []]
        lines += [[Piece(f" {line}", Ink.MUTED)] for line in cells.wrap(end, width - 2)]
        return Page(lines)

    return PanelScreen("Welcome", build, fitting=True)
