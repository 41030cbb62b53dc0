"""The user's marks and decisions at the desk: on the disk before they are shown, and undone step by step."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sources.conflicts.proposition import Key
from sources.desk.keeper import Keeper
from sources.desk.scope import Scope
from sources.desk.standing import Standing
from sources.events import ArticlesChanged, ConflictsChanged, Event
from sources.marks import Marks, Step
from sources.models import ArticleMark, ConflictMark, Decision

_TABLES = ("article_marks", "conflict_marks")


class Marking:
    """What the user marks and decides. Whoever derives from this makes the parts that it uses."""

    board: Standing
    marks: Marks
    _scope: Scope
    _keeper: Keeper
    _tell: Callable[[Event], None]

    def article_mark(self, key: str) -> ArticleMark:
        """Return the user's marks on an article."""
        return self.marks.article(key)

    def conflict_mark(self, key: str) -> ConflictMark:
        """Return the user's marks on a conflict."""
        return self.marks.conflict(key)

    def mark_articles(self, keys: Iterable[str], label: str, **changes: Any) -> None:
        """Set fields of ArticleMark (`read`, `starred`, `note`) on articles; `label` names the step for undo."""
        self._stepped(self.marks.change_articles(keys, label, changes))

    def mark_conflicts(self, keys: Iterable[str], label: str, **changes: Any) -> None:
        """Set fields of ConflictMark (`triage`, `starred`, `note`) on conflicts; `label` names the step for undo."""
        self._stepped(self.marks.change_conflicts(keys, label, changes))

    def mark_each_article(self, changes: Mapping[str, Mapping[str, Any]], label: str) -> None:
        """Set fields of each article's ArticleMark, by id, as one step for undo."""
        self._stepped(self.marks.change_each_article(changes, label))

    def mark_each_conflict(self, changes: Mapping[str, Mapping[str, Any]], label: str) -> None:
        """Set fields of each conflict's ConflictMark, by id, as one step for undo."""
        self._stepped(self.marks.change_each_conflict(changes, label))

    def step(self, label: str, act: Callable[[bool], None]) -> None:
        """Do what changes no mark as a step for undo: `act` is called with True to do it, with False to undo it."""
        self.marks.do(label, act)

    def split_off(self, key: str, statement: Key) -> None:
        """Take a statement, given by its article's id and its own, out of a conflict for good. Raises KeyError."""
        self._decide(key, "split off", self.board.split(key, statement))

    def merge(self, key: str, other: str) -> None:
        """Make one conflict of two. Raises KeyError, and ValueError, in words, for two that cannot be one."""
        self._decide(key, "merge", self.board.merge(key, other))

    def no_conflict(self, key: str) -> None:
        """Take a conflict that is none off the board, for good. Raises KeyError."""
        self._decide(key, "not a conflict", self.board.no_conflict(key))

    def undo(self) -> str | None:
        """Take back the user's last step; return its label, or None when there is none."""
        return self._stepped(self.marks.undo())

    def redo(self) -> str | None:
        """Do the last undone step again; return its label, or None when there is none."""
        return self._stepped(self.marks.redo())

    def see(self, key: str) -> None:
        """Note that the user has looked at a conflict as it now stands."""
        updated = self.board.conflict(key).updated
        mark = self.marks.conflict(key)
        if mark.seen != updated:
            self.marks.set_quietly(key, seen := replace(mark, seen=updated))
            self._keeper.add(step=Step("see", conflicts={key: (mark, seen)}))
            self._tell(ConflictsChanged(frozenset(), frozenset((key,))))

    def _stepped(self, step: Step | None) -> str | None:
        if step is None:
            return None
        if not step.articles and not step.conflicts:
            return step.label
        self._keeper.add(step=step, then=partial(self._tell_step, step))
        return step.label

    def _take_marks(self, articles: Mapping[str, ArticleMark], conflicts: Mapping[str, ConflictMark]) -> None:
        """Take over marks as the disk has them, but for those of which the user has changed something since."""
        self.marks.take_in(
            {key: mark for key, mark in articles.items() if not self._keeper.holds("article_marks", key)},
            {key: mark for key, mark in conflicts.items() if not self._keeper.holds("conflict_marks", key)},
        )

    def _marked(self, marks: Mapping[tuple[str, str], Any]) -> None:
        self._take_marks(*({key: mark for (name, key), mark in marks.items() if name == table} for table in _TABLES))

    def _tell_step(self, step: Step) -> None:
        """Only what is on the disk is shown as done."""
        if step.articles:
            self._tell(ArticlesChanged(frozenset(step.articles)))
        if step.conflicts:
            change = self.board.rule(self.marks.decisions())
            marked = frozenset(key for key in step.conflicts if self._scope.shows(key))
            self._tell(ConflictsChanged(change.new, (change.changed | marked) - change.new, change.gone))

    def _decide(self, key: str, label: str, decisions: tuple[Decision, ...]) -> None:
        known = self.marks.conflict(key).decisions
        self._stepped(self.marks.change_conflicts([key], label, {"decisions": (*known, *decisions)}))
