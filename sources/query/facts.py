"""What a query may ask of a thing, and of whom. Each answer is worked out when it is asked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sources.models import (
    Article,
    ArticleMark,
    Conflict,
    ConflictMark,
    Evidence,
    Reading,
    Triage,
)


class Place(StrEnum):
    """What a query is about."""

    ARTICLE = "article"
    CLAIM = "claim"
    CONFLICT = "conflict"


class Known(Protocol):
    """Who answers: a desk, or whatever else holds articles and conflicts. All raise KeyError for an unknown id."""

    def article(self, key: str) -> Article:
        """Return the article with this id."""

    def reading(self, key: str) -> Reading | None:
        """Return the article's reading, or None while it has not been read."""

    def time_of(self, key: str) -> datetime:
        """Return when the article was published."""

    def article_mark(self, key: str) -> ArticleMark:
        """Return the user's marks on the article."""

    def conflict(self, key: str) -> Conflict:
        """Return the conflict with this id."""

    def conflict_mark(self, key: str) -> ConflictMark:
        """Return the user's marks on the conflict."""

    def conflicts_of(self, key: str) -> tuple[str, ...]:
        """Return the ids of the conflicts that the article takes part in."""


CLOSED = frozenset((Triage.RESOLVED, Triage.DISMISSED))
NONE: tuple[str, ...] = ()


def evidence_of(conflict: Conflict) -> Iterator[Evidence]:
    """Yield the statements of all sides and of those who stand aside."""
    for side in (*conflict.sides, *conflict.others):
        yield from side.statements


class Facts:
    """One thing, as a query sees it. What does not apply to it is empty, False or 0."""

    def __init__(self, known: Known, key: str) -> None:
        """Take who knows, and the id."""
        self.known = known
        self.key = key

    @property
    def head(self) -> str:
        """What stands for it in a list: the headline, the content, the claim."""
        raise NotImplementedError

    def texts(self) -> Iterator[str]:
        """Yield all its texts."""
        raise NotImplementedError

    @property
    def time(self) -> datetime:
        """When it came, or last moved."""
        raise NotImplementedError

    def names(self, field: str) -> Iterable[str]:
        """Return its parties, outlets, media, tags, agencies or languages."""
        raise NotImplementedError

    def stances(self) -> Iterable[str]:
        """Return the stances that are taken in it."""
        raise NotImplementedError

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the conflicts that it takes part in, or is."""
        raise NotImplementedError

    def flag(self, name: str) -> bool:
        """Say whether `is:name` holds."""
        raise NotImplementedError

    def number(self, field: str) -> int:
        """Return a count: `claims`, `outlets` or `origins`."""
        raise NotImplementedError

    @property
    def grade(self) -> str:
        """The grade that the user gave, as `B2`, or nothing."""
        raise NotImplementedError

    @property
    def note(self) -> str:
        """The user's note."""
        raise NotImplementedError

    def _open(self) -> Iterator[Conflict]:
        return (each for each in self.conflicts() if self.known.conflict_mark(each.id).triage not in CLOSED)
