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
