"""What the desk tells whoever listens: typed, small, and safe to merge. The data itself stays with the desk."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedChanged:
    """A feed was polled, failed, or is being polled now."""

    feed: str


@dataclass(frozen=True, slots=True)
class ArticlesChanged:
    """These articles arrived, were read, or were marked."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class ConflictsChanged:
    """These conflicts opened (`new`), moved (`changed`: a side, a statement or a mark) or closed (`gone`)."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Progress:
    """Work under way: `what` in words, `done` of `total`; `done == total` ends it."""

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that the user should know, in words: what was wrong, where, and what to do."""

    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """Everything that the desk knew is on disk."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What the store holds is there: articles, readings and marks, all at once; conflicts follow."""


@dataclass(frozen=True, slots=True)
class PollerChanged:
    """It was found out which of the desks on one store polls, or another one does from now on."""


Event = FeedChanged | ArticlesChanged | ConflictsChanged | Progress | Trouble | Saved | Opened | PollerChanged
