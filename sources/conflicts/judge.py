"""Whether and how two statements clash, once it is known how surely they are about one proposition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sources.conflicts.link import Features, Weights, measure
from sources.conflicts.proposition import Key, Proposition, same_party
from sources.models import Kind, Stance

Relation = Literal["clash", "same", "about"]

DENIED = Weights((1.59, 0.21, 0.07, 0.93, 0.19, 1.09, -1.00, 1.82, 0.0, 0.92, 0.57), -2.04)
"""Whether a denial denies that assertion. The weights here are fitted on our own annotated dispatches."""
NEGATED = Weights((0.87, 0.77, -0.04, 0.76, 0.53, 0.40, -0.31, 0.76, 0.0, 0.32, 1.38), -2.25)
"""Whether an assertion that something is not so contradicts one that it is."""
SAME = Weights((1.40, 0.80, 0.13, 0.29, 0.23, 0.59, -0.48, 0.80, 0.53, 0.28, 0.75), -1.70)
"""Whether two statements are about one proposition."""

FLOOR = 0.25
"""Pairs that score less are never looked at again."""
LEAST_DENIED = 0.30
LEAST_NEGATED = 0.45
LEAST_SAME = 0.38
LEAST_ABOUT = 0.30
"""From here on a statement that takes no position is about the same proposition."""
TOLD_BACK = 0.60
"""What a denial of something told elsewhere scores against the statement that it refers to."""
NEAR = 0.5
"""Nearness from which a denial may be held against an assertion with which it shares no word for what happened."""
MARGIN = 0.50
"""Share of its best score from which a denial is also held against a further assertion."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two statements."""

    relation: Relation
    kind: Kind
    score: float


def judge(a: Proposition, b: Proposition, articles: float) -> Edge | None:
    """Return what joins two statements of articles whose signatures have this cosine, None when nothing does."""
    features = measure(a, b, articles)
    if not features.event and not features.least > 0.5 and not _near_denial(a, b, features):
        return None
    if a.position * b.position == -1:
        return _opposed(a, b, features)
    score = SAME.score(features)
    if a.position and b.position:
        return Edge("same", Kind.DENIAL, score) if score >= LEAST_SAME else None
    if a.position == b.position or score < LEAST_ABOUT:
        return None
    return Edge("about", Kind.DENIAL, score)


def _near_denial(a: Proposition, b: Proposition, features: Features) -> bool:
    """Whether one of them is an outright denial that stands close to the other in one article."""
    return bool(features.denial) and features.near >= NEAR and a.position * b.position == -1


def _opposed(a: Proposition, b: Proposition, features: Features) -> Edge | None:
    outright = Stance.DENIES in (a.statement.stance, b.statement.stance)
    score = (DENIED if outright else NEGATED).score(features)
    if score < (LEAST_DENIED if outright else LEAST_NEGATED) or same_party(a, b):
        return None
    return Edge("clash", Kind.DENIAL, score)


def chosen(edges: Mapping[Key, Edge]) -> frozenset[Key]:
    """Return the assertions that a denial is held against: those that it fits best."""
    clashes = {key: edge.score for key, edge in edges.items() if edge.relation == "clash"}
    if not clashes:
        return frozenset()
    least = MARGIN * max(clashes.values())
    return frozenset(key for key, score in clashes.items() if score >= least)


def referred(statements: list[Proposition]) -> list[tuple[Proposition, Proposition, Edge]]:
    """Return what statements that point back ("denied the claim") point at, within the statements of one article.

    A denial points at the nearest earlier assertion of another party, an answer that takes no position at the nearest
    earlier statement of whatever position but its own; where nothing is earlier, at the first later one.
    """
    found = []
    for at, statement in enumerate(statements):
        denies = statement.statement.stance in (Stance.DENIES, Stance.DOUBTS)
        if not statement.points_back or (statement.position and not denies):
            continue
        for other in [*reversed(statements[:at]), *statements[at + 1 :]]:
            if other.position == 0 or other.points_back or same_party(statement, other):
                continue
            if denies and other.position != 1:
                continue
            edge = Edge("clash" if statement.position else "about", Kind.DENIAL, TOLD_BACK)
            found.append((statement, other, edge))
            break
    return found
