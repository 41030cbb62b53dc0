"""How surely two statements are about one proposition: words, names, event, and place in the article."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from sources.conflicts.proposition import Proposition
from sources.models import Stance

GROUP_MATCH = 0.7
"""What a match by paraphrase group counts of a match by the word itself."""


class Features(NamedTuple):
    """What is measured on a pair of statements; every field lies between 0 and about 1."""

    least: float
    """Share of the shorter content's weight that the other one has too."""
    most: float
    """The same for the longer content."""
    shared: float
    """Weight in common, squashed: 1 - exp(-nats / 10)."""
    event: float
    """Whether a word that says what happened is in common."""
    name: float
    """Whether a name is in common."""
    articles: float
    """Cosine of the articles' signatures; 1 within one article."""
    same_article: float
    near: float
    """Nearness within one article: 1 for neighbours, falling with the statements between."""
    after: float
    """Whether, within one article, the assertion comes after what opposes it."""
    central: float
    """How central the assertion's content is to its article."""
    back: float
    """Whether what opposes it only points back at something told elsewhere."""
    addressed: float
    """Whether one content names the other's party."""
    head: float
    """Whether what the one says to happen, or not to, is a word of the other; 1 when both ways."""


def _overlap(a: Proposition, b: Proposition) -> tuple[float, float, bool, bool]:
    """Matched share of a, matched weight, whether an event word and whether a name is among what matched."""
    matched = 0.0
    event = name = False
    stems, groups = b.stems, b.groups
    for term in a.terms:
        if other := stems.get(term.stem):
            matched += term.weight
            event |= term.event and other.event
            name |= term.name
        elif term.groups and not term.groups.isdisjoint(groups):
            other = groups[min(g for g in term.groups if g in groups)]
            matched += GROUP_MATCH * min(term.weight, other.weight)
            event = True
    return (matched / a.total if a.total else 0.0), matched, event, name


def may_tie(mine: Sequence[Proposition], others: Sequence[Proposition]) -> Iterator[tuple[Proposition, Proposition]]:
    """Yield the pairs of statements, one of each article, that anything can join: a word that they share or counts,
    where one of them takes a position, or a withdrawal.

    Most pairs have none of them; this is much quicker than to judge them.
    """
    for a in mine:
        keys, takes, counts = a.keys, a.position, a.figures
        back = a.statement.stance is Stance.RETRACTS
        for b in others:
            tie = (takes or b.position) and (not keys.isdisjoint(b.keys) or (counts and b.figures))
            if tie or back or b.statement.stance is Stance.RETRACTS:
                yield a, b


def measure(a: Proposition, b: Proposition, articles: float) -> Features:
    """Return the features of a pair; `articles` is the cosine of their articles, 1 within one article."""
    share_a, weight_a, event_a, name_a = _overlap(a, b)
    share_b, weight_b, event_b, name_b = _overlap(b, a)
    same = a.key[0] == b.key[0]
    yes, no = (a, b) if a.position >= b.position else (b, a)
    return Features(
        least=max(share_a, share_b),
        most=min(share_a, share_b),
        shared=1 - math.exp(-min(weight_a, weight_b) / 10),
        event=float(event_a or event_b),
        name=float(name_a or name_b),
        articles=articles,
        same_article=float(same),
        near=1 / (1 + abs(a.order - b.order) / 2) if same else 0.0,
        after=float(same and yes.order > no.order),
        central=yes.central,
        back=float(no.points_back),
        addressed=float(_names(a, b) or _names(b, a)),
        head=(_heads(a, b) + _heads(b, a)) / 2,
    )


def _heads(a: Proposition, b: Proposition) -> bool:
    return not (a.head.isdisjoint(b.stems) and a.head.isdisjoint(b.groups))


def _names(a: Proposition, b: Proposition) -> bool:
    """Whether a's content or cue mentions b's party."""
    return any(word in a.said for word in b.party_words)


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights of the features, in the order of Features, and the intercept."""

    features: tuple[float, ...]
    intercept: float

    def score(self, features: Features) -> float:
        """Return the probability that the pair is about one proposition."""
        value = self.intercept + sum(map(mul, self.features, features))
        return 1 / (1 + math.exp(-value))
