"""Every command of the screen in one table: keys, footer, palette and help are all made from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the user can do."""

    action: str
    """The command's name; a screen does it in its method `do_NAME`."""
    keys: tuple[str, ...]
    """Textual's names of the keys, the one that is shown first."""
    label: str
    """One or two words for the footer."""
    help: str
    """What it does, in a sentence without a full stop."""
    group: str
    where: frozenset[str]
    """The screens on which it works: `main`, `article`, `conflict`, `party`, `panel`: what opens over the others."""
    footer: int = 0
    """The smaller, the sooner it is given room in the footer; 0 never."""
    show: str = ""
    """How its keys are written, when not as `key_name` writes the first."""


_MAIN, _ARTICLE, _CONFLICT, _PARTY, _PANEL = "main", "article", "conflict", "party", "panel"
_DESK = (_MAIN, _ARTICLE, _CONFLICT)
_PAGES = (*_DESK, _PARTY)
_ALL = (*_PAGES, _PANEL)


def _command(
    action: str,
    keys: str,
    label: str,
    help: str,
    group: str,
    where: Iterable[str] = (_MAIN,),
    footer: int = 0,
    show: str = "",
) -> Command:
    return Command(action, tuple(keys.split()), label, help, group, frozenset(where), footer, show)


MOVE, MARK, DISPUTE, DESK, SHOW = "Moving about", "Marks", "Conflicts", "The desk", "The screen"

COMMANDS = (
    _command("down", "j down", "down", "Next row, line or statement", MOVE, _ALL, show="j ↓"),
    _command("up", "k up", "up", "Row, line or statement before", MOVE, _ALL, show="k ↑"),
    _command("top", "g home", "top", "To the top", MOVE, _ALL),
    _command("bottom", "G end", "bottom", "To the bottom", MOVE, _ALL),
    _command("half_down", "ctrl+d pagedown", "half down", "Half a page down", MOVE, _ALL),
    _command("half_up", "ctrl+u pageup", "half up", "Half a page up", MOVE, _ALL),
    _command("next_pane", "tab l right", "pane", "Next pane, or side of a conflict", MOVE, (_MAIN, _CONFLICT)),
    _command("last_pane", "shift+tab h left", "pane before", "Pane or side before", MOVE, (_MAIN, _CONFLICT)),
    _command("pane_1", "1", "Incoming", "To Incoming", MOVE),
    _command("pane_2", "2", "Claims", "To Claims", MOVE),
    _command("pane_3", "3", "Board", "To the Board", MOVE),
    _command("open", "enter", "open", "Open what the cursor is on", MOVE, _PAGES, 1),
    _command("back", "escape", "back", "One step back; drop the selection", MOVE, _ALL, 2),
    _command("next_new", "n", "next new", "Next unread article, disputed claim, unseen conflict or statement", MOVE,
             (_MAIN, _ARTICLE), 9, "n N"),
    _command("last_new", "N", "new before", "The one before", MOVE, (_MAIN, _ARTICLE)),
    _command("next_conflict", "right_square_bracket", "next conflict", "Next open conflict", MOVE, _DESK, 8, "] ["),
    _command("last_conflict", "left_square_bracket", "conflict before", "Open conflict before", MOVE, _DESK),
    _command("to_conflict", "c", "conflict", "To the conflict that the row takes part in", MOVE, (_MAIN, _ARTICLE), 4),
    _command("party", "P", "party", "The page of who speaks: all that they said, and who disputes it", MOVE, _DESK, 12),
    _command("filter", "slash", "filter", "Filter the list: words, party: outlet: is: newer: ! or", MOVE,
             (_MAIN,), 7),
    _command("select", "space", "select", "Select the row and go to the next", MARK, (_MAIN,), 6),
    _command("read", "r", "read", "Mark as read or unread and go to the next", MARK, (_MAIN,), 3),
    _command("read_all", "R", "all read", "Mark every article of the list as read", MARK),
    _command("unread", "m", "unread", "Mark the article as unread and go back", MARK, (_ARTICLE,), 6),
    _command("star", "s", "star", "Star, or take the star away", MARK, _DESK, 5),
    _command("tag", "t", "tag", "Give tags: words with spaces between them, - takes one away", MARK, _DESK, 12),
    _command("note", "i", "note", "Write a note", MARK, _DESK, 12),
    _command("grade", "A", "grade", "Admiralty grade: source A to F, information 1 to 6", MARK, _DESK, 13),
    _command("mute", "m", "mute", "Mute the outlet, or who speaks: gone from the lists, not from the desk", MARK,
             (_MAIN, _PARTY), 15),
    _command("undo", "u", "undo", "Take the last mark back", MARK, _DESK, 7, "u U"),
    _command("redo", "U", "redo", "Do again what was taken back", MARK, _DESK),
    _command("watch", "w", "watch", "Watch the conflict, or stop watching", DISPUTE, (_MAIN, _CONFLICT), 2),
    _command("resolve", "v", "resolve", "Resolve the conflict: the matter is closed for you", DISPUTE,
             (_MAIN, _CONFLICT), 4),
    _command("dismiss", "x", "dismiss", "Dismiss the conflict: it is none", DISPUTE, (_MAIN, _CONFLICT), 3),
    _command("again", "full_stop", "repeat", "Do the last mark on this row too", MARK, _DESK, 10),
    _command("merge", "M", "merge", "Make one conflict of the selected ones", DISPUTE),
    _command("split", "S", "split off", "Take the statement out of this conflict, for good", DISPUTE, (_CONFLICT,), 13),
    _command("no_conflict", "D", "no conflict", "Take a conflict that is none off the Board, for good", DISPUTE,
             (_MAIN, _CONFLICT)),
    _command("why", "W", "why here", "Why each statement stands in this conflict", DISPUTE, (_CONFLICT,), 14),
    _command("closed", "X", "closed", "Show or hide resolved and dismissed conflicts", DISPUTE, (_MAIN,)),
    _command("all_claims", "a", "all claims", "Claims of all articles, or of the selected one", SHOW, (_MAIN,), 10),
    _command("zoom", "z", "zoom", "Give the pane the whole screen, or take it back", SHOW, (_MAIN,), 13),
    _command("pause", "p", "pause", "Hold the lists still; polling goes on", SHOW, (_MAIN,), 14),
    _command("light", "T", "light/dark", "Switch between the light and the dark theme", SHOW, _PAGES),
    _command("versions", "V", "versions", "What an edited article was before, and what changed", SHOW, (_ARTICLE,), 13),
    _command("browser", "o", "browser", "Open the article in the web browser", DESK, _PAGES, 11),
    _command("copy", "y", "copy", "Copy with attribution", DESK, _PAGES, 11),
    _command("export", "e", "export", "Write the conflicts to a file: its name's end tells the form", DESK,
             (_MAIN, _CONFLICT), 9),
    _command("brief", "E", "copy brief", "Copy a brief of the conflicts in Markdown", DESK, (_MAIN, _CONFLICT)),
    _command("poll", "ctrl+r", "poll", "Poll all feeds now", DESK, _PAGES),
    _command("feeds", "f", "feeds", "How each feed is doing", DESK, _PAGES),
    _command("follow", "F", "follow", "Follow a feed: its address, or that of a page that names one", DESK, (_MAIN,)),
    _command("log", "L", "log", "What went wrong since the start", DESK, _PAGES),
    _command("palette", "colon ctrl+p", "command", "Any command, article or conflict by name", DESK, _ALL, 20),
    _command("help", "question_mark", "keys", "All keys", DESK, _ALL, 1),
    _command("tour", "f1", "tour", "What is what, on one page", DESK, (_MAIN,)),
    _command("quit", "q", "quit", "Leave; everything is kept", DESK, _PAGES, 21),
)  # fmt: skip

_NAMES = {
    "question_mark": "?", "slash": "/", "colon": ":", "full_stop": ".", "right_square_bracket": "]",
    "left_square_bracket": "[",
    "escape": "esc", "up": "↑", "down": "↓", "left": "←", "right": "→", "shift+tab": "⇧tab",
    "pagedown": "pgdn", "pageup": "pgup",
}  # fmt: skip


def key_name(key: str) -> str:
    """Return a key as people write it: `^r`, `esc`, `?`."""
    if key in _NAMES:
        return _NAMES[key]
    return f"^{key[5:]}" if key.startswith("ctrl+") else key


def keys_shown(command: Command) -> str:
    """Return the keys of a command as the footer writes them."""
    return command.show or key_name(command.keys[0])


def bindings(where: str) -> list[BindingType]:
    """Return Textual's bindings of the commands that work on a screen; their ids are the commands' names."""
    return [
        Binding(
            ",".join(command.keys), f"do('{command.action}')", command.label, show=False, id=f"{where}.{command.action}"
        )
        for command in COMMANDS
        if where in command.where
    ]


def on_screen(where: str, table: Iterable[Command] = COMMANDS) -> list[Command]:
    """Return the commands of the table that work on a screen, in its order."""
    return [command for command in table if where in command.where]
