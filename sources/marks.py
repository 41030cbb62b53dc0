"""The user's marks on articles and conflicts, with undo and redo of every step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sources.models import ArticleMark, ConflictMark, Decision, Triage

M = TypeVar("M", ArticleMark, ConflictMark)

_UNMARKED_ARTICLE = ArticleMark()
_UNMARKED_CONFLICT = ConflictMark()
_REMEMBERED = 100
"""Entries of a conflict's history at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the user did: what it is called, and the marks before and after, by id.

    `act` does what changes no mark: it is called with True to do it and with False to take it back.
    """

    label: str
    articles: Mapping[str, tuple[ArticleMark, ArticleMark]] = field(default_factory=dict)
    conflicts: Mapping[str, tuple[ConflictMark, ConflictMark]] = field(default_factory=dict)
    act: Callable[[bool], None] | None = None
    forth: bool = True

    def reversed(self) -> "Step":
        """Return the step that leads back."""
        return Step(
            self.label,
            {key: (after, before) for key, (before, after) in self.articles.items()},
            {key: (after, before) for key, (before, after) in self.conflicts.items()},
            self.act,
            not self.forth,
        )


class Marks:
    """Marks by id. What was never marked has the default mark and takes no room."""

    def __init__(
        self, articles: Mapping[str, ArticleMark] | None = None, conflicts: Mapping[str, ConflictMark] | None = None
    ) -> None:
        self._articles = dict(articles or {})
        self._conflicts = dict(conflicts or {})
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def article(self, key: str) -> ArticleMark:
        """Return the mark of the article with this id."""
        return self._articles.get(key, _UNMARKED_ARTICLE)

    def conflict(self, key: str) -> ConflictMark:
        """Return the mark of the conflict with this id."""
        return self._conflicts.get(key, _UNMARKED_CONFLICT)

    def tags(self) -> frozenset[str]:
        """Return every tag that is given to an article or a conflict."""
        articles = (tag for mark in self._articles.values() for tag in mark.tags)
        return frozenset(articles) | {tag for mark in self._conflicts.values() for tag in mark.tags}

    def decisions(self) -> frozenset[Decision]:
        """Return all that the user decided about what belongs together."""
        return frozenset(decision for mark in self._conflicts.values() for decision in mark.decisions)

    def change_articles(self, keys: Iterable[str], label: str, changes: Mapping[str, Any]) -> Step | None:
        """Set the given fields of these articles' marks; return the step, or None when nothing changed."""
        return self.change_each_article(dict.fromkeys(keys, changes), label)

    def change_conflicts(self, keys: Iterable[str], label: str, changes: Mapping[str, Any]) -> Step | None:
        """Set the given fields of these conflicts' marks; return the step, or None when nothing changed."""
        return self.change_each_conflict(dict.fromkeys(keys, changes), label)

    def change_each_article(self, changes: Mapping[str, Mapping[str, Any]], label: str) -> Step | None:
        """Set fields of each article's mark, by id, in one step; return it, or None when nothing changed."""
        pairs = {key: (self.article(key), replace(self.article(key), **each)) for key, each in changes.items()}
        return self._do(Step(label, articles={k: p for k, p in pairs.items() if p[0] != p[1]}))

    def change_each_conflict(self, changes: Mapping[str, Mapping[str, Any]], label: str) -> Step | None:
        """Set fields of each conflict's mark, by id, in one step; return it, or None when nothing changed."""
        pairs = {key: (self.conflict(key), replace(self.conflict(key), **each)) for key, each in changes.items()}
        return self._do(Step(label, conflicts={k: p for k, p in pairs.items() if p[0] != p[1]}))

    def do(self, label: str, act: Callable[[bool], None]) -> Step | None:
        """Do what changes no mark, as a step that can be taken back like the others; return the step."""
        return self._do(Step(label, act=act))

    def take_in(self, articles: Mapping[str, ArticleMark], conflicts: Mapping[str, ConflictMark]) -> None:
        """Set marks that another desk has made: outside undo, which is each user's own."""
        self._articles.update(articles)
        self._conflicts.update(conflicts)

    def set_quietly(self, key: str, mark: ConflictMark) -> None:
        """Set a conflict's mark outside undo: for what follows from looking, not from deciding."""
        self._conflicts[key] = mark

    def undo(self) -> Step | None:
        """Take the last step back and return what was applied, or None when there is none."""
        return self._move(self._done, self._undone, back=True)

    def redo(self) -> Step | None:
        """Apply the last undone step again and return what was applied, or None when there is none."""
        return self._move(self._undone, self._done, back=False)

    def _do(self, step: Step) -> Step | None:
        if not step.articles and not step.conflicts and step.act is None:
            return None
        step = self._dated(step)
        self._apply(step)
        self._done.append(step)
        self._undone.clear()
        return step

    def _move(self, origin: list[Step], target: list[Step], *, back: bool) -> Step | None:
        if not origin:
            return None
        step = origin.pop()
        target.append(step)
        applied = self._dated(step.reversed() if back else step)
        self._apply(applied)
        return applied

    def _apply(self, step: Step) -> None:
        for key, (before, after) in step.articles.items():
            self._articles[key] = only_changes(before, after, self.article(key))
        for key, (old, new) in step.conflicts.items():
            self._conflicts[key] = only_changes(old, new, self.conflict(key))
        if step.act is not None:
            step.act(step.forth)

    def _dated(self, step: Step) -> Step:
        """Return the step with what it does to each conflict told in that conflict's history."""
        now = datetime.now(UTC).replace(microsecond=0)
        dated = {}
        for key, (old, new) in step.conflicts.items():
            past = self.conflict(key).history
            history = (*past, (now, told(old, new)))[-_REMEMBERED:]
            dated[key] = replace(old, history=past), replace(new, history=history)
        return replace(step, conflicts=dated)


def told(before: ConflictMark, after: ConflictMark) -> str:
    """Return in words what was changed of a conflict's mark."""
    plus = [f"#{tag}" for tag in after.tags if tag not in before.tags]
    minus = [f"-#{tag}" for tag in before.tags if tag not in after.tags]
    new, old = len(after.decisions), len(before.decisions)
    decided = after.decisions[-1].ruling.value.replace("_", " ") if new > old else "a ruling taken back"
    parts = [
        ("new again" if after.triage is Triage.NEW else after.triage.value) if after.triage != before.triage else "",
        ("starred" if after.starred else "no longer starred") if after.starred != before.starred else "",
        (f"note: {after.note}" if after.note else "note taken away") if after.note != before.note else "",
        (f"graded {after.grade}" if after.grade else "grade taken away") if after.grade != before.grade else "",
        " ".join([*plus, *minus]),
        decided if new != old else "",
    ]
    return ", ".join(part for part in parts if part)


def only_changes(before: M, after: M, now: M) -> M:
    """Return `now` with what differs between `before` and `after`.

    Undoing a dismissal must not undo a note that was written since, and two users' marks on one conflict do not undo
    each other: only the step's own fields move, and of tags and decisions only those that it gave or took.
    """
    changed: dict[str, Any] = {}
    for name in before.__slots__:
        old: Any = getattr(before, name)
        new: Any = getattr(after, name)
        there: Any = getattr(now, name)
        if old != new and isinstance(new, tuple):
            stay: list[Any] = [part for part in there if part in new or part not in old]
            changed[name] = (*stay, *(part for part in new if part not in old and part not in there))
        elif old != new:
            changed[name] = new
    return replace(now, **changed)
