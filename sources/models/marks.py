"""What the user marks and decides."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Triage(StrEnum):
    """The analyst's own state of a conflict."""

    NEW = "new"
    WATCHING = "watching"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """The user's marks on an article."""

    read: bool = False
    starred: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    grade: str = ""
    """The user's own Admiralty grade: the source's reliability A to F, the information's credibility 1 to 6, or both
    (NATO AJP-2.1; https://en.wikipedia.org/wiki/Admiralty_code)."""


class Ruling(StrEnum):
    """What the user has decided about two statements."""

    APART = "apart"
    """They are not about one claim, and never stand in one conflict."""
    TOGETHER = "together"
    """The disputes that they stand in are one."""
    NO_CONFLICT = "no_conflict"
    """They do not clash: what they found is no conflict."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling of the user's on two statements, each given by its article's id and its own."""

    ruling: Ruling
    one: tuple[str, str]
    other: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ConflictMark:
    """The user's marks on a conflict."""

    triage: Triage = Triage.NEW
    seen: datetime | None = None
    """`updated` of the conflict when the user last opened it."""
    starred: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    grade: str = ""
    """As that of an article."""
    decisions: tuple[Decision, ...] = ()
    """What the user decided here about what belongs together."""
    history: tuple[tuple[datetime, str], ...] = field(default=(), compare=False)
    """When the user did what here, oldest first; what was undone stands there too."""
