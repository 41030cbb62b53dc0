"""The user's marks on whatever a screen has chosen: each is one step for undo, and can be repeated elsewhere."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sources.models import ArticleMark, ConflictMark, Triage
from sources.text import clean_line
from tui import words

if TYPE_CHECKING:
    from sources.desk import Desk
    from tui.app import GainsayApp

CHANGED = {
    Triage.WATCHING: "Watching",
    Triage.RESOLVED: "Resolved",
    Triage.DISMISSED: "Dismissed",
    Triage.NEW: "New again",
}
GRADE = re.compile(r"(?=.)([A-F]?)([1-6]?)")
"""An Admiralty grade: reliability of the source, credibility of the information, or both."""
_TAG = re.compile(r"[^\w/.:-]+")


@dataclass(frozen=True, slots=True)
class Deed:
    """A mark that can be given to other rows too: what it is called, and what it changes of a mark."""

    label: str
    change: Callable[[ArticleMark | ConflictMark], dict[str, Any]]
    conflicts_only: bool = False


def triaged(triage: Triage) -> Deed:
    """Return the deed of setting a conflict's state."""
    return Deed(CHANGED[triage].lower(), lambda mark: {"triage": triage}, conflicts_only=True)


def starred(on: bool) -> Deed:
    """Return the deed of giving or taking a star."""
    return Deed("star" if on else "no star", lambda mark: {"starred": on})


def noted(note: str) -> Deed:
    """Return the deed of writing a note."""
    return Deed("note" if note else "no note", lambda mark: {"note": note})


def graded(grade: str) -> Deed:
    """Return the deed of giving a grade, none for an empty one."""
    return Deed(f"grade {grade}" if grade else "no grade", lambda mark: {"grade": grade})


def tagged(text: str) -> Deed:
    """Return the deed of giving and taking tags: words, those after `-` are taken away."""
    plus, minus = tags_of(text)

    def change(mark: ArticleMark | ConflictMark) -> dict[str, Any]:
        return {"tags": tuple(sorted((set(mark.tags) | plus) - minus))}

    return Deed(f"tag {' '.join([*sorted(plus), *('-' + tag for tag in sorted(minus))])}", change)


def tags_of(text: str) -> tuple[set[str], set[str]]:
    """Return the tags that a line gives and those that it takes away; a tag holds letters, digits and / . : - _."""
    plus: set[str] = set()
    minus: set[str] = set()
    for word in clean_line(text).replace(",", " ").split():
        tag = _TAG.sub("", word.lstrip("#-"))
        if tag:
            (minus if word.startswith("-") else plus).add(tag.casefold())
    return plus, minus


def do(desk: "Desk", deed: Deed, articles: list[str], conflicts: list[str]) -> str:
    """Do it to the articles, or to the conflicts when there is no article; return the step's label.

    Rows that change alike are changed together, and the whole is one step.
    """
    keys, noun = (articles, "article") if articles else (conflicts, "conflict")
    label = f"{deed.label}, {words.count(len(keys), noun)}"
    if articles:
        desk.mark_each_article({key: deed.change(desk.article_mark(key)) for key in keys}, label)
    else:
        desk.mark_each_conflict({key: deed.change(desk.conflict_mark(key)) for key in keys}, label)
    return label


class Marking:
    """The commands that mark what is chosen. Whoever derives from this says what that is, and makes the parts that it
    uses.
    """

    desk: "Desk"
    chosen_articles: Callable[[], list[str]]
    chosen_conflicts: Callable[[], list[str]]
    say: Callable[[str], None]
    _ask: Callable[[str, str, Callable[[str], None]], None]

    @property
    def gainsay(self) -> "GainsayApp":
        """The app, by its own type."""
        raise NotImplementedError

    def _mark(self, deed: Deed, said: str) -> None:
        """Do it to everything chosen, and remember it for the next time."""
        self.gainsay.last_deed = deed
        do(self.desk, deed, [] if deed.conflicts_only else self.chosen_articles(), self.chosen_conflicts())
        self.say(f"{said}: {self._subject()}. u takes it back.")

    def _subject(self) -> str:
        articles, conflicts = self.chosen_articles(), self.chosen_conflicts()
        return words.count(len(articles or conflicts), "article" if articles else "conflict")

    def _marks(self) -> list[ArticleMark | ConflictMark]:
        articles = self.chosen_articles()
        if articles:
            return [self.desk.article_mark(key) for key in articles]
        return [self.desk.conflict_mark(key) for key in self.chosen_conflicts()]

    def do_star(self) -> None:
        """Star everything chosen, or take the stars away when all have one."""
        on = not all(mark.starred for mark in self._marks())
        self._mark(starred(on), "Starred" if on else "No longer starred")

    def do_note(self) -> None:
        """Ask for a note."""
        marks = self._marks()
        old = marks[0].note if len(marks) == 1 else ""
        said = {True: "Note kept", False: "Note taken away"}
        self._ask(f"Note on {self._subject()}", old, lambda text: self._mark(noted(text), said[bool(text)]))

    def do_tag(self) -> None:
        """Ask for tags."""
        held = dict.fromkeys(tag for mark in self._marks() for tag in mark.tags)
        title = f"Tags of {self._subject()}" + (f", now {' '.join(held)}" if held else "")

        def done(text: str) -> None:
            if any(tags_of(text)):
                self._mark(tagged(text), f"Tagged {clean_line(text)}")

        self._ask(title, "", done)

    def do_grade(self) -> None:
        """Ask for an Admiralty grade."""
        marks = self._marks()

        def done(text: str) -> None:
            grade = text.strip().upper()
            if grade and not GRADE.fullmatch(grade):
                self.say(f"{text} is no grade: a letter from A to F, a number from 1 to 6, or both, as B2.")
            else:
                self._mark(graded(grade), f"Graded {grade}" if grade else "Grade taken away")

        title = f"Grade of {self._subject()}: source A–F, information 1–6, as B2"
        self._ask(title, marks[0].grade if len(marks) == 1 else "", done)

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
        """Do the last mark here too."""
        if (deed := self.gainsay.last_deed) is not None:
            self._mark(deed, deed.label.capitalize())

    def _triage(self, triage: Triage) -> None:
        if all(self.desk.conflict_mark(key).triage == triage for key in self.chosen_conflicts()):
            triage = Triage.NEW
        self._mark(triaged(triage), CHANGED[triage])

    def do_undo(self) -> None:
        """Take the last mark back."""
        label = self.desk.undo()
        self.say(f"Taken back: {label}. U does it again." if label else "Nothing to take back.")

    def do_redo(self) -> None:
        """Do again what was taken back."""
        label = self.desk.redo()
        self.say(f"Done again: {label}." if label else "Nothing to do again.")
