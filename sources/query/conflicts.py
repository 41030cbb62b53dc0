"""What a query may ask of a conflict."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sources.models import Conflict, Triage
from sources.query.facts import CLOSED, NONE, Facts, evidence_of


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
                return NONE

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
