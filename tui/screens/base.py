"""What all screens of the desk share: one door for commands, and those commands that work on each of them."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from sources.export.dossier import dossiers, file_name
from sources.export.formats import FORMATS, format_of
from sources.text import web_address
from tui import words
from tui.commands import Command, on_screen
from tui.context import Context, as_text, attributed
from tui.messages import Changes
from tui.screens.marking import Marking
from tui.widgets.footer import Footer

if TYPE_CHECKING:
    from tui.app import GainsayApp


_MARKING = frozenset(
    (
        *("watch", "resolve", "dismiss", "no_conflict", "merge", "split", "again", "star", "note", "tag", "grade"),
        *("read", "read_all", "undo", "redo"),
    )
)


class DeskScreen(Marking, Screen[None], inherit_bindings=False):
    """A screen whose commands come from the table. A subclass says what is chosen and adds its own `do_…`."""

    where: ClassVar[str]
    """The screen's name in the table of commands."""

    # Textual draws the whole screen anew when the focus moves; the widgets that it moves between draw themselves.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.footer = Footer(on_screen(self.where, context.commands), lambda name: not self.why_not(name), self.label)

    @property
    def gainsay(self) -> "GainsayApp":
        """The app, by its own type."""
        return cast("GainsayApp", self.app)

    # What a subclass answers

    def chosen_articles(self) -> list[str]:
        """Return the articles that a mark would go to."""
        return []

    def chosen_conflicts(self) -> list[str]:
        """Return the conflicts that a mark would go to."""
        return []

    def speaker(self) -> str:
        """Return the name of who speaks where the user stands, or nothing."""
        return ""

    def apply(self, changes: Changes) -> None:
        """Bring the screen up to date."""

    def label(self, command: Command) -> str:
        """Return what the footer calls a command now."""
        return command.label

    def why_not(self, name: str) -> str:
        """Return why a command cannot be used now, in words, or nothing when it can."""
        articles, conflicts = self.chosen_articles(), self.chosen_conflicts()
        if name in _MARKING and self.desk.broken:
            return "Nothing can be saved any more: the disk failed. L says what to do."
        if name == "poll" and self.desk.follows:
            return "Another desk polls; this one shows what it finds, and polls when that one ends."
        if name in ("watch", "resolve", "dismiss", "export", "brief", "no_conflict") and not conflicts:
            return "There is no conflict here; go to the Board with 3."
        if name == "again":
            deed = self.gainsay.last_deed
            if deed is None:
                return "Nothing to repeat: no mark has been made yet."
            if not conflicts and (deed.conflicts_only or not articles):
                return f"“{deed.label}” goes to conflicts; there is none here."
        if name in ("star", "note", "tag", "grade", "copy") and not articles and not conflicts:
            return "There is nothing here to mark or copy."
        if name == "party" and not self.speaker():
            return "Step to a statement; nobody speaks here."
        if name == "browser" and self._address() is None:
            return "There is no web address to open here."
        return ""

    # The one door

    def action_do(self, name: str) -> None:
        """Do the command with this name, or say why it cannot be done."""
        if reason := self.why_not(name):
            self.say(reason)
        else:
            getattr(self, f"do_{name}")()

    def say(self, message: str) -> None:
        """Tell the user something for a moment, in the footer."""
        self.footer.say(message)

    def _ask(self, title: str, value: str, done: Callable[[str], None]) -> None:
        from tui.screens.prompt import PromptScreen

        def answered(text: str | None) -> None:
            if text is not None:
                done(text)

        self.app.push_screen(PromptScreen(title, value), answered)

    # The desk

    def do_copy(self) -> None:
        """Copy what is chosen, with attribution."""
        articles, conflicts = self.chosen_articles(), self.chosen_conflicts()
        texts = [attributed(self.context, self.desk.article(key)) for key in articles]
        texts += [as_text(self.context, self.desk.conflict(key)) for key in conflicts if not articles]
        self.copy("\n\n".join(texts))

    def copy(self, text: str) -> None:
        """Put text on the clipboard, through the terminal."""
        self.app.copy_to_clipboard(text)
        self.say("Copied, with attribution. The terminal must allow OSC 52.")

    def ask_to_mute(self, kind: str, name: str) -> None:
        """Mute an outlet or a party, after asking."""
        from tui.screens.confirm import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self.gainsay.mute(kind, name)
                self.say(f"Muted {name}. u takes it back; : finds it under MUTED.")

        question = f"Mute the {kind} {name}? It stays on the desk, out of the lists."
        self.app.push_screen(ConfirmScreen(question, "Mute"), answered)

    def do_party(self) -> None:
        """Open the page of who speaks."""
        self.gainsay.open_party(self.speaker())

    def do_no_conflict(self) -> None:
        """Take what is no conflict off the Board."""
        chosen = self.chosen_conflicts()
        for key in chosen:
            self.desk.no_conflict(key)
        self.say(f"Off the Board: {words.count(len(chosen), 'conflict')}. u takes it back, one by one.")

    def do_export(self) -> None:
        """Ask for a file, and write the chosen conflicts to it."""
        chosen = dossiers(self.desk, self.chosen_conflicts())
        ends = " ".join(each.suffix for each in FORMATS.values())

        def done(text: str) -> None:
            path = Path(text).expanduser()
            form = format_of(path)
            if form is None:
                self.say(f"{path.name}: the name must end in one of {ends}")
                return
            try:
                path.write_text(FORMATS[form].render(chosen), encoding="utf-8", newline="")
            except OSError as error:
                self.say(f"{path}: cannot be written ({error.strerror})")
            else:
                self.say(f"Wrote {words.count(len(chosen), 'conflict')} to {path.resolve()}")

        self._ask(f"File for {words.count(len(chosen), 'conflict')} ({ends})", f"{file_name(chosen)}.md", done)

    def do_brief(self) -> None:
        """Copy a brief of the chosen conflicts."""
        self.copy(FORMATS["brief"].render(dossiers(self.desk, self.chosen_conflicts())))

    def do_browser(self) -> None:
        """Open the article's page in the web browser."""
        if address := self._address():
            self.app.open_url(address)
            self.say(f"Opened {address}")

    def _address(self) -> str | None:
        articles = self.chosen_articles()
        return web_address(self.desk.article(articles[0]).url) if articles else None

    def do_poll(self) -> None:
        """Poll every feed as soon as its server allows."""
        self.run_worker(self.desk.poll_now(), group="poll", exclusive=True, exit_on_error=False)
        self.say(f"Polling {words.count(len(self.desk.feeds), 'feed')}.")

    def do_feeds(self) -> None:
        """Show how each feed is doing."""
        from tui.screens.panels import feeds_panel

        self.app.push_screen(feeds_panel(self.context))

    def do_log(self) -> None:
        """Show what went wrong."""
        from tui.screens.panels import log_panel

        self.app.push_screen(log_panel(self.gainsay.troubles, self.context))

    def do_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.where, self.context.commands))

    def do_palette(self) -> None:
        """Open the palette."""
        self.app.action_command_palette()

    def do_light(self) -> None:
        """Switch between the two themes."""
        self.gainsay.switch_theme()

    def do_quit(self) -> None:
        """Leave."""
        self.app.exit()

    def compose(self) -> ComposeResult:
        """Hold the footer; a subclass puts more before it."""
        yield self.footer
