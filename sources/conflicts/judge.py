"""Whether and how two statements clash, once it is known how surely they are about one proposition."""

from dataclasses import dataclass
from typing import Literal

from sources.conflicts.link import Features, Weights, measure
from sources.conflicts.proposition import Proposition, same_party
from sources.models import Kind, Stance

Relation = Literal["clash", "same", "about"]

CLASH = Weights((1.62, 0.47, 0.24, 0.99, 0.04, 0.79, -0.60, 0.94, 0.67, 0.54), -2.48)
"""Fitted on pairs of opposed positions in our own annotated dispatches (`tests/accuracy/board.py --fit`)."""
SAME = Weights((1.55, 0.89, 0.24, 0.47, 0.17, 0.59, -0.48, 0.80, 0.52, 0.27), -1.71)
"""The same, fitted on all pairs."""

LEAST_CLASH = 0.45
LEAST_SAME = 0.50
LEAST_ABOUT = 0.30
"""From here on a statement that takes no position is about the same proposition."""
TOLD_BACK = 0.60
"""What a denial of something told elsewhere scores against the statement that it refers to."""


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two statements."""

    relation: Relation
    kind: Kind
    score: float


def judge(a: Proposition, b: Proposition, articles: float) -> Edge | None:
    """Return what joins two statements of articles whose signatures have this cosine, None when nothing does."""
    features = measure(a, b, articles)
    if not features.event and not features.least > 0.5:
        return None
    if a.position * b.position == -1:
        return _opposed(a, b, features)
    score = SAME.score(features)
    if a.position and b.position:
        return Edge("same", Kind.DENIAL, score) if score >= LEAST_SAME else None
    if a.position == b.position or score < LEAST_ABOUT:
        return None
    return Edge("about", Kind.DENIAL, score)


def _opposed(a: Proposition, b: Proposition, features: Features) -> Edge | None:
    score = CLASH.score(features)
    if score < LEAST_CLASH or same_party(a, b):
        return None
    return Edge("clash", Kind.DENIAL, score)


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
