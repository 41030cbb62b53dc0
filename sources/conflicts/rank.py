"""How contested a conflict is: the order of the board."""

from bisect import bisect_left, insort

from sources.alerts import Alerts
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
WATCHED = 3.0
"""A conflict of a party, an outlet or a word that the user watches."""
FRESH = 0.5
"""Each day by which it moved later than another."""
_DAY = 86_400


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


def rank(conflict: Conflict, alerts: Alerts) -> Rank:
    """Return what conflicts are sorted by, given what the user watches: most contested first, a fresh move before an
    old one; of equals the one that moved last, then by id.
    """
    moved = conflict.updated.timestamp()
    watched = WATCHED if alerts.watched(conflict) else 0.0
    return -(contest(conflict) + watched + FRESH * moved / _DAY), -moved, conflict.id


def most_contested(conflicts: list[Conflict]) -> list[Conflict]:
    """Return the conflicts in the order of their ranks, nothing being watched."""
    return sorted(conflicts, key=lambda conflict: rank(conflict, Alerts()))


class Ranking:
    """Conflicts kept in order while they come, move and go, each at the cost of a binary search."""

    def __init__(self, alerts: Alerts | None = None) -> None:
        """Start empty; `alerts` is what the user watches."""
        self._alerts = alerts or Alerts()
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
        new = self._ranks[conflict.id] = rank(conflict, self._alerts)
        insort(self._order, new)

    def drop(self, id: str) -> None:
        """Take a conflict out; an unknown one changes nothing."""
        if old := self._ranks.pop(id, None):
            del self._order[bisect_left(self._order, old)]
