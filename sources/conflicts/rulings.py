"""What the user has decided about statements: apart, together, or no conflict. It outlives what arrives later."""

from collections.abc import Iterable, Mapping, Set

from sources.conflicts.proposition import Key
from sources.models import Decision, Ruling


class Rulings:
    """The decisions that hold, by the statements that they are about."""

    def __init__(self) -> None:
        """Start without any."""
        self.decisions: frozenset[Decision] = frozenset()
        self.apart: dict[Key, set[Key]] = {}
        self.together: dict[Key, set[Key]] = {}
        self._calm: dict[Key, set[Key]] = {}

    def set(self, decisions: Iterable[Decision]) -> set[Key]:
        """Let these decisions hold in place of the former ones; return the statements that this touches."""
        now = frozenset(decisions)
        touched = {key for d in now ^ self.decisions for key in (d.one, d.other)}
        self.decisions = now
        of = {Ruling.APART: self.apart, Ruling.TOGETHER: self.together, Ruling.NO_CONFLICT: self._calm}
        for pairs in of.values():
            pairs.clear()
        for decision in now:
            of[decision.ruling].setdefault(decision.one, set()).add(decision.other)
            of[decision.ruling].setdefault(decision.other, set()).add(decision.one)
        return touched

    def parts(self, some: Set[Key], others: Set[Key]) -> bool:
        """Return whether statements of two sets must not stand in one conflict."""
        return _across(self.apart, some, others)

    def joins(self, some: Set[Key], others: Set[Key]) -> bool:
        """Return whether the user has put statements of two sets together."""
        return _across(self.together, some, others)

    def settles(self, core: Set[Key]) -> bool:
        """Return whether the clash that holds these statements together is no conflict to the user."""
        return bool(self._calm) and any(not self._calm[key].isdisjoint(core) for key in core if key in self._calm)


def _across(pairs: Mapping[Key, set[Key]], some: Set[Key], others: Set[Key]) -> bool:
    """Whether a decision stands between statements of two sets."""
    if not pairs:
        return False
    few, many = (some, others) if len(some) <= len(others) else (others, some)
    return any(not pairs[key].isdisjoint(many) for key in few if key in pairs)
