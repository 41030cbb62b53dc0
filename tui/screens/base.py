"""What all screens of the desk share: one door for commands, and the marks on whatever is chosen."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from sources.models import Triage
from sources.text import web_address
from tui import words
from tui.commands import Command, on_screen
from tui.context import Context, as_text, attributed
from tui.messages import Changes
from tui.widgets.footer import Footer

if TYPE_CHECKING:
    from tui.app import GainsayApp

_CHANGED = {
    Triage.WATCHING: "Watching",
    Triage.RESOLVED: "Resolved",
    Triage.DISMISSED: "Dismissed",
    Triage.NEW: "New again",
}


_MARKING = frozenset(("watch", "resolve", "dismiss", "again", "star", "note", "read", "read_all", "undo", "redo"))


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen whose commands come from the table. A subclass says what is chosen and adds its own `do_…`."""

    where: ClassVar[str]
    """The screen's name in the table of commands."""

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        super().__init__()
        self.context = context
        self.desk = context.desk
        self.footer = Footer(on_screen(self.where), lambda name: not self.why_not(name), self.label)

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
        if name in ("watch", "resolve", "dismiss", "again") and not conflicts:
            return "There is no conflict here; go to the Board with 3."
        if name == "again" and self.gainsay.last_triage is None:
            return "Nothing to repeat: no conflict has been watched, resolved or dismissed yet."
        if name in ("star", "note", "copy") and not articles and not conflicts:
            return "There is nothing here to mark or copy."
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

    # Marks

    def do_star(self) -> None:
        """Star everything chosen, or take the stars away when all have one."""
        articles, conflicts = self.chosen_articles(), self.chosen_conflicts()
        if articles:
            on = not all(self.desk.article_mark(key).starred for key in articles)
            self.desk.mark_articles(articles, _label("star" if on else "no star", len(articles), "article"), starred=on)
        elif conflicts:
            on = not all(self.desk.conflict_mark(key).starred for key in conflicts)
            self.desk.mark_conflicts(
                conflicts, _label("star" if on else "no star", len(conflicts), "conflict"), starred=on
            )

    def do_note(self) -> None:
        """Ask for a note."""
        from tui.screens.prompt import PromptScreen

        articles, conflicts = self.chosen_articles(), self.chosen_conflicts()
        keys = articles or conflicts
        old = self.desk.article_mark(keys[0]).note if articles else self.desk.conflict_mark(keys[0]).note

        def done(note: str | None) -> None:
            if note is None:
                return
            if articles:
                self.desk.mark_articles(articles, _label("note", len(articles), "article"), note=note)
            else:
                self.desk.mark_conflicts(conflicts, _label("note", len(conflicts), "conflict"), note=note)
            self.say("Note kept." if note else "Note taken away.")

        subject = words.count(len(keys), "article" if articles else "conflict")
        self.app.push_screen(PromptScreen(f"Note on {subject}", old if len(keys) == 1 else ""), done)

    def do_watch(self) -> None:
        """Watch, or no longer."""
        self._triage(Triage.WATCHING)

    def do_resolve(self) -> None:
        """Resolve, or take that back."""
        self._triage(Triage.RESOLVED)

    def do_dismiss(self) -> None:
        """Dismiss, or take that back."""
        self._triage(Triage.DISMISSED)

    def do_again(self) -> None:
        """Do the last triage here too."""
        if (triage := self.gainsay.last_triage) is not None:
            self._triage(triage, toggle=False)

    def _triage(self, triage: Triage, *, toggle: bool = True) -> None:
        keys = self.chosen_conflicts()
        if toggle and all(self.desk.conflict_mark(key).triage == triage for key in keys):
            triage = Triage.NEW
        self.gainsay.last_triage = triage
        label = _label(_CHANGED[triage].lower(), len(keys), "conflict")
        self.desk.mark_conflicts(keys, label, triage=triage)
        self.say(f"{_CHANGED[triage]}: {words.count(len(keys), 'conflict')}. u takes it back.")

    def do_undo(self) -> None:
        """Take the last mark back."""
        label = self.desk.undo()
        self.say(f"Taken back: {label}. U does it again." if label else "Nothing to take back.")

    def do_redo(self) -> None:
        """Do again what was taken back."""
        label = self.desk.redo()
        self.say(f"Done again: {label}." if label else "Nothing to do again.")

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
        from tui.screens.panels import help_panel

        self.app.push_screen(help_panel(self.where))

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


def _label(what: str, number: int, noun: str) -> str:
    return f"{what}, {words.count(number, noun)}"
