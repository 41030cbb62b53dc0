"""Candidate pairs of statements: those that may clash, and those that can only agree.

Whether two statements agree matters only where one of them is disputed, and most pairs are of two that nobody disputes.
So only the first kind is gone through when an article comes; the second is found again, from the articles that are near
each other, for a statement that turns out to be disputed or that somebody asks about.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sources.conflicts.judge import ONE_ARTICLE, SAME_STORY, one_denial
from sources.conflicts.proposition import Key, Proposition, same_party
from sources.conflicts.rivals import excludes, may_exclude, opposites
from sources.conflicts.tellings import TELLING
from sources.conflicts.turns import admits
from sources.conflicts.versions import Version
from sources.models import Stance


class Pair(NamedTuple):
    """Two statements, the one that came later first, and the cosine of their articles."""

    late: Proposition
    early: Proposition
    articles: float


@dataclass(frozen=True, slots=True)
class Told:
    """An article's statements, all of them, and those that are compared with other articles' by what can join them.

    What goes round without a speaker is compared within its article alone.
    """

    arrived: int
    whole: Sequence[Proposition]
    asserting: Sequence[Proposition]
    denying: Sequence[Proposition]
    neither: Sequence[Proposition]
    withdrawing: Sequence[Proposition]
    admitting: Sequence[Proposition]
    counting: Sequence[Proposition]
    rival: Sequence[Proposition]
    """Those that assert what another account can exclude."""
    versions: frozenset[Version]
    """All versions that they tell."""
    blaming: Sequence[Proposition]
    """Those that put something down to somebody."""


def _told(arrived: int, whole: Sequence[Proposition]) -> Told:
    across = [p for p in whole if p.statement.rule != TELLING]
    neither = tuple(p for p in across if not p.position)
    rival = tuple(p for p in across if p.position > 0 and p.versions)
    return Told(
        arrived,
        whole,
        asserting=tuple(p for p in across if p.position > 0),
        denying=tuple(p for p in across if p.position < 0),
        neither=neither,
        withdrawing=tuple(p for p in neither if p.statement.stance is Stance.RETRACTS),
        admitting=tuple(p for p in across if admits(p)),
        counting=tuple(p for p in across if p.figures),
        rival=rival,
        versions=frozenset(version for p in rival for version in p.versions),
        blaming=tuple(p for p in across if p.position > 0 and p.culprits),
    )


class Candidates:
    """The statements of the articles on the board, and which articles are near which."""

    def __init__(self) -> None:
        """Start with no articles."""
        self._told: dict[str, Told] = {}
        self._near: dict[str, dict[str, float]] = {}
        self._asked: dict[str, dict[Key, Proposition]] = {}
        """By article, the statements of which all that they agree with has been asked for."""
        self._arrived = 0

    def add(self, article: str, statements: Sequence[Proposition], near: Iterable[tuple[str, float]]) -> None:
        """Enter an article that is not there, with its statements and the articles near to it with their cosines."""
        self._arrived += 1
        self._told[article] = _told(self._arrived, statements)
        self._near[article] = mine = dict(near)
        for other, cosine in mine.items():
            self._near[other][article] = cosine

    def remove(self, article: str) -> None:
        """Forget an article; an unknown one changes nothing."""
        self._told.pop(article, None)
        self._asked.pop(article, None)
        for other in self._near.pop(article, ()):
            del self._near[other][article]

    def within(self, article: str) -> Iterator[Pair]:
        """Yield the pairs of an article's statements that may clash, or of which one may be about the other."""
        statements = self._told[article].whole
        for at, p in enumerate(statements):
            position = p.position
            able = position > 0 and excludes(p)
            for other in statements[:at]:
                if position != other.position or (able and excludes(other) and may_exclude(p, other)):
                    yield Pair(p, other, ONE_ARTICLE)

    def across(self, article: str) -> Iterator[Pair]:
        """Yield the pairs of a statement of this article and one of an article near to it that may clash."""
        mine = self._told[article]
        for near, cosine in self._near[article].items():
            for p, other in _clashing(mine, self._told[near]):
                yield Pair(p, other, cosine)

    def counting(self, article: str) -> Iterator[Pair]:
        """Yield the pairs of a statement of this article and one of it, or of an article near to it, that count."""
        mine = self._told[article]
        counting = [p for p in mine.whole if p.figures]
        for at, p in enumerate(counting):
            for other in counting[:at]:
                yield Pair(p, other, ONE_ARTICLE)
        if mine.counting:
            for near, cosine in self._near[article].items():
                for other in self._told[near].counting:
                    for p in mine.counting:
                        yield Pair(p, other, cosine)

    def agreeing(self, p: Proposition) -> Iterator[Pair]:
        """Yield the pairs of a statement that may agree, or of which one may be about the other, and cannot clash.

        They are yielded once; of those that come later `asked` tells.
        """
        article = p.key[0]
        asked = self._asked.setdefault(article, {})
        if p.key in asked:
            return
        asked[p.key] = p
        mine = self._told[article]
        for other in mine.whole:
            if p.position == other.position != 0 and other.key not in asked:
                yield Pair(p, other, ONE_ARTICLE) if p.order > other.order else Pair(other, p, ONE_ARTICLE)
        if p.statement.rule == TELLING:
            return
        for near, cosine in self._near[article].items():
            theirs, known = self._told[near], self._asked.get(near, {})
            for other in _agreeing(p, theirs, cosine):
                if other.key not in known:
                    yield Pair(p, other, cosine) if mine.arrived > theirs.arrived else Pair(other, p, cosine)

    def asked(self, article: str) -> Iterator[Pair]:
        """Yield the pairs of a statement of this article and one that has been asked for before it came."""
        mine = self._told[article]
        for near, cosine in self._near[article].items():
            for p in self._asked.get(near, {}).values():
                if p.statement.rule != TELLING:
                    for other in _agreeing(p, mine, cosine):
                        yield Pair(other, p, cosine)


def _clashing(mine: Told, theirs: Told) -> Iterator[tuple[Proposition, Proposition]]:
    for some, others in ((mine.asserting, theirs.denying), (mine.denying, theirs.asserting)):
        if others:
            for p in some:
                keys = p.keys
                for other in others:
                    if not keys.isdisjoint(other.keys):
                        yield p, other
    for some, others in ((mine.admitting, theirs.denying), (mine.denying, theirs.admitting)):
        for p in some:
            for other in others:
                if same_party(p, other) and p.keys.isdisjoint(other.keys):
                    yield p, other
    yield from _excluding(mine, theirs)
    for some, others in ((mine.withdrawing, theirs.asserting), (mine.asserting, theirs.withdrawing)):
        for p in some:
            for other in others:
                yield p, other


def _excluding(mine: Told, theirs: Told) -> Iterator[tuple[Proposition, Proposition]]:
    seen = set()
    if mine.versions and not opposites(mine.versions).isdisjoint(theirs.versions):
        for p in mine.rival:
            if not opposites(p.versions).isdisjoint(theirs.versions):
                for other in theirs.rival:
                    if may_exclude(p, other):
                        seen.add((p.key, other.key))
                        yield p, other
    if theirs.blaming:
        for p in mine.blaming:
            for other in theirs.blaming:
                if (p.key, other.key) not in seen and may_exclude(p, other):
                    yield p, other


def _agreeing(p: Proposition, theirs: Told, cosine: float) -> Iterator[Proposition]:
    position, keys = p.position, p.keys
    if position:
        same = theirs.asserting if position > 0 else theirs.denying
        parts = (same if cosine >= SAME_STORY else (), theirs.neither)
    else:
        parts = (theirs.asserting, theirs.denying)
    for others in parts:
        for other in others:
            if not keys.isdisjoint(other.keys) or one_denial(p, other, cosine):
                yield other
