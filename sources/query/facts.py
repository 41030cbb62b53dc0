"""What a query may ask of an article, a claim or a conflict. Each answer is worked out when it is asked for."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from sources.models import (
    Act,
    Article,
    ArticleMark,
    Conflict,
    ConflictMark,
    Evidence,
    QuoteForm,
    Reading,
    Statement,
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
_NONE: tuple[str, ...] = ()


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


def _said(statement: Statement) -> tuple[str, ...]:
    source = statement.source
    return tuple(name for name in (source.party, source.text, source.person) if name)


class ArticleFacts(Facts):
    """An article with what was read in it."""

    @property
    def _article(self) -> Article:
        return self.known.article(self.key)

    def _statements(self) -> tuple[Statement, ...]:
        reading = self.known.reading(self.key)
        return reading.statements if reading else ()

    @property
    def head(self) -> str:
        """The headline, or the text's beginning."""
        article = self._article
        return article.title or article.text[:160]

    def texts(self) -> Iterator[str]:
        """Yield headline, text and note."""
        article = self._article
        yield article.title or ""
        yield article.text
        yield self.note

    @property
    def time(self) -> datetime:
        """When it was published."""
        return self.known.time_of(self.key)

    def names(self, field: str) -> Iterable[str]:
        """Return its sources, outlet, media, tags, agency or language."""
        match field:
            case "party":
                return (name for each in self._statements() for name in _said(each))
            case "outlet":
                article = self._article
                return (article.outlet or "", article.feed or "")
            case "via":
                return (name for each in self._statements() for name in each.via)
            case "tag":
                return self.known.article_mark(self.key).tags
            case _:
                reading = self.known.reading(self.key)
                if reading is None:
                    return _NONE
                return (reading.agency or "",) if field == "agency" else (reading.language,)

    def stances(self) -> Iterable[str]:
        """Return the stances of its statements."""
        return (each.stance.value for each in self._statements() if each.act is Act.SPEECH)

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the conflicts that it takes part in."""
        return (self.known.conflict(key) for key in self.known.conflicts_of(self.key))

    def flag(self, name: str) -> bool:
        """Say whether it is unread, read, starred, noted, disputed or being read."""
        mark = self.known.article_mark(self.key)
        match name:
            case "unread":
                return not mark.read
            case "read":
                return mark.read
            case "starred":
                return mark.starred
            case "noted":
                return bool(mark.note)
            case "tagged":
                return bool(mark.tags)
            case "graded":
                return bool(mark.grade)
            case "pending":
                return self.known.reading(self.key) is None
            case _:
                return any(True for _ in self._open())

    def number(self, field: str) -> int:
        """Return the number of its statements."""
        return len(self._statements()) if field == "claims" else 1

    @property
    def grade(self) -> str:
        """The grade that the user gave."""
        return self.known.article_mark(self.key).grade

    @property
    def note(self) -> str:
        """The user's note."""
        return self.known.article_mark(self.key).note


class ClaimFacts(ArticleFacts):
    """One statement of an article."""

    def __init__(self, known: Known, article: str, statement: Statement) -> None:
        """Take who knows, the article's id and the statement."""
        super().__init__(known, article)
        self.statement = statement

    def _statements(self) -> tuple[Statement, ...]:
        return (self.statement,)

    @property
    def head(self) -> str:
        """The content."""
        return self.statement.content.text

    def texts(self) -> Iterator[str]:
        """Yield source, cue and content."""
        yield self.statement.source.text
        yield self.statement.cue.text
        yield self.statement.content.text

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the conflicts that the statement takes part in."""
        for each in super().conflicts():
            if any(e.article == self.key and e.statement.id == self.statement.id for e in evidence_of(each)):
                yield each

    def flag(self, name: str) -> bool:
        """Say whether it is named, unnamed, quoted, speech or negated, or what its article is."""
        match name:
            case "named":
                return self.statement.source.named
            case "unnamed":
                return not self.statement.source.named
            case "quoted":
                return self.statement.quote is not QuoteForm.INDIRECT
            case "speech":
                return self.statement.act is Act.SPEECH
            case "negated":
                return self.statement.negated
            case _:
                return super().flag(name)


class ConflictFacts(Facts):
    """A conflict with all its statements."""

    @property
    def _conflict(self) -> Conflict:
        return self.known.conflict(self.key)

    @property
    def head(self) -> str:
        """The claim."""
        return self._conflict.claim

    def texts(self) -> Iterator[str]:
        """Yield the claim, every statement's words, and the note."""
        yield self._conflict.claim
        for each in evidence_of(self._conflict):
            yield each.statement.source.text
            yield each.statement.content.text
        yield self.note

    @property
    def time(self) -> datetime:
        """When it last moved."""
        return self._conflict.updated

    def names(self, field: str) -> Iterable[str]:
        """Return its parties, outlets, media or tags."""
        match field:
            case "party":
                sides = (*self._conflict.sides, *self._conflict.others)
                return (name for side in sides for name in side.parties)
            case "outlet":
                return (each.outlet or "" for each in evidence_of(self._conflict))
            case "via":
                return (name for each in evidence_of(self._conflict) for name in each.statement.via)
            case "tag":
                return self.known.conflict_mark(self.key).tags
            case _:
                return _NONE

    def stances(self) -> Iterable[str]:
        """Return the stances of all who take part."""
        return (side.stance.value for side in (*self._conflict.sides, *self._conflict.others))

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the conflict."""
        yield self._conflict

    def flag(self, name: str) -> bool:
        """Say whether it is open, closed, new (or moved), watched, resolved, dismissed, starred, noted or single."""
        mark = self.known.conflict_mark(self.key)
        match name:
            case "open":
                return mark.triage not in CLOSED
            case "closed":
                return mark.triage in CLOSED
            case "new":
                unseen = mark.seen is None or mark.seen < self._conflict.updated
                return mark.triage not in CLOSED and unseen
            case "watched":
                return mark.triage is Triage.WATCHING
            case "starred":
                return mark.starred
            case "noted":
                return bool(mark.note)
            case "tagged":
                return bool(mark.tags)
            case "graded":
                return bool(mark.grade)
            case "single":
                return self._conflict.origins == 1
            case _:
                return mark.triage.value == name

    def number(self, field: str) -> int:
        """Return how many outlets, origins or statements it has."""
        if field == "claims":
            return sum(1 for _ in evidence_of(self._conflict))
        return self._conflict.outlets if field == "outlets" else self._conflict.origins

    @property
    def grade(self) -> str:
        """The grade that the user gave."""
        return self.known.conflict_mark(self.key).grade

    @property
    def note(self) -> str:
        """The user's note."""
        return self.known.conflict_mark(self.key).note
