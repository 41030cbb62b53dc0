"""How contested a conflict is: the order of the board."""

from bisect import bisect_left, insort

from sources.models import Conflict, Status

PARTY = 2.0
"""Each named party on an opposed side, up to six."""
UNNAMED = 0.5
"""Each unnamed one, up to four."""
ORIGIN = 1.5
"""Each independent origin beyond the first, up to eight: what many saw for themselves matters more than reprints."""
OUTLET = 0.25
"""Each outlet, up to twenty."""
STATEMENT = 0.1
"""Each statement, up to thirty."""
OTHER = 0.5
"""Each who could not verify, declined or did not answer, up to four: the question is open."""
OVER = -6.0
"""A conflict that has been settled or reversed."""


def contest(conflict: Conflict) -> float:
    """Return how contested a conflict is; more is higher on the board. Says nothing of who is right."""
    named = {e.statement.source.party for s in conflict.sides for e in s.statements if e.statement.source.named}
    parties = {party for side in conflict.sides for party in side.parties}
    statements = sum(len(side.statements) for side in conflict.sides)
    others = sum(len(side.parties) for side in conflict.others)
    return (
        PARTY * min(len(named), 6)
        + UNNAMED * min(max(len(parties) - len(named), 0), 4)
        + ORIGIN * min(conflict.origins - 1, 8)
        + OUTLET * min(conflict.outlets, 20)
        + STATEMENT * min(statements, 30)
        + OTHER * min(others, 4)
        + (0.0 if conflict.status is Status.CONTESTED else OVER)
    )


Rank = tuple[float, float, str]


def rank(conflict: Conflict) -> Rank:
    """Return what conflicts are sorted by: most contested first; of equals the one that moved last, then by id."""
    return -contest(conflict), -conflict.updated.timestamp(), conflict.id


def most_contested(conflicts: list[Conflict]) -> list[Conflict]:
    """Return the conflicts in the order of their ranks."""
    return sorted(conflicts, key=rank)


class Ranking:
    """Conflicts kept in order while they come, move and go, each at the cost of a binary search."""

    def __init__(self) -> None:
        self._order: list[Rank] = []
        self._ranks: dict[str, Rank] = {}

    @property
    def ids(self) -> list[str]:
        """The ids, most contested first."""
        return [id for _, _, id in self._order]

    def of(self, id: str) -> Rank:
        """Return the rank of the conflict of this id; raises KeyError when there is none."""
        return self._ranks[id]

    def put(self, conflict: Conflict) -> None:
        """Add a conflict, or move it to its place."""
        self.drop(conflict.id)
        new = self._ranks[conflict.id] = rank(conflict)
        insort(self._order, new)

    def drop(self, id: str) -> None:
        """Take a conflict out; an unknown one changes nothing."""
        if old := self._ranks.pop(id, None):
            del self._order[bisect_left(self._order, old)]
