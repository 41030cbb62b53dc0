"""Whether and how two statements clash, once it is known how surely they are about one proposition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sources.conflicts.link import Features, Weights, measure
from sources.conflicts.proposition import Key, Proposition, same_party
from sources.models import Kind, Stance

Relation = Literal["clash", "same", "about"]

DENIED = Weights((1.25, 0.38, 0.29, 0.99, 0.15, 1.06, -0.74, 1.86, -0.55, 0.81, 0.24, 0.80, 0.49), -2.14)
"""Whether a denial denies that assertion. The weights here are fitted on our own annotated dispatches."""
NEGATED = Weights((0.66, 0.73, 0.02, 0.55, 0.55, 0.31, -0.25, 0.81, -0.12, 0.41, -0.19, 0.24, 1.72), -2.20)
"""Whether an assertion that something is not so contradicts one that it is."""
SAME = Weights((1.41, 0.85, 0.13, 0.32, 0.22, 0.63, -0.51, 0.82, 0.0, 0.37, 0.52, 0.24, 0.73), -1.73)
"""Whether two statements are about one proposition."""

FLOOR = 0.25
"""Pairs that score less are never looked at again."""
LEAST_DENIED = 0.30
LEAST_NEGATED = 0.45
LEAST_SAME = 0.55
ONE_ARTICLE = 1.0
SAME_STORY = 0.25
"""Cosine of two articles from which their statements can agree: more than what it takes to contradict."""
LEAST_ONE = 0.60
"""From here on two disputed statements hold their disputes together as one."""
LEAST_ABOUT = 0.30
"""From here on a statement that takes no position is about the same proposition."""
LEAST_COUNTED = 0.30
NEW_COUNT = timedelta(hours=36)
TOLD_BACK = 0.60
"""What a denial of something told elsewhere scores against the statement that it refers to."""
AFTER = 3
"""How many statements farther one that comes after counts, for an answer that speaks of what is nearest."""
NEAR = 0.5
"""Nearness from which a denial may be held against an assertion with which it shares no word for what happened."""
AIMS = 8
"""Assertions that one denial is held against at most."""
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
    opposed = a.position * b.position == -1
    if not opposed and not (a.position and b.position) and a.position == b.position:
        return None
    if not a.keys & b.keys and not (opposed and a.key[0] == b.key[0]):
        return None
    features = measure(a, b, articles)
    if not features.event and not features.least > 0.5 and not _near_denial(a, b, features):
        return None
    if opposed:
        return _opposed(a, b, features, articles)
    score = SAME.score(features)
    if a.position and b.position:
        return Edge("same", Kind.DENIAL, score) if score >= LEAST_SAME and articles >= SAME_STORY else None
    if a.position == b.position or score < LEAST_ABOUT:
        return None
    return Edge("about", Kind.DENIAL, score)


def counted(a: Proposition, b: Proposition, articles: float) -> Edge | None:
    """Return the clash of two parties' figures, None when there is none.

    A figure that another party gives more than 36 hours later is taken for a new count, not for a contradiction.
    """
    if not a.figures or not b.figures or same_party(a, b) or not a.party or not b.party:
        return None
    if abs(a.time - b.time) > NEW_COUNT:
        return None
    if not any(x.clashes(y) for x in a.figures for y in b.figures):
        return None
    score = SAME.score(measure(a, b, articles))
    return Edge("clash", Kind.FIGURES, score) if score >= LEAST_COUNTED else None


def _near_denial(a: Proposition, b: Proposition, features: Features) -> bool:
    """Whether one of them is an outright denial that stands close to the other in one article."""
    return features.near >= NEAR and a.position * b.position == -1 and _outright(a, b)


def _outright(a: Proposition, b: Proposition) -> bool:
    return a.outright or b.outright


def _opposed(a: Proposition, b: Proposition, features: Features, articles: float) -> Edge | None:
    outright = _outright(a, b)
    yes, no = (a, b) if a.position > b.position else (b, a)
    if not outright and not (yes.full and len(no.terms) > 1 and yes.party and no.party):
        return None
    if articles < ONE_ARTICLE and not (yes.terms and no.terms and len(yes.terms) + len(no.terms) > 2):
        return None
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
    best = sorted(clashes, key=lambda key: (-clashes[key], key))[:AIMS]
    return frozenset(key for key in best if clashes[key] >= least)


def referred(statements: list[Proposition]) -> list[tuple[Proposition, Proposition, Edge]]:
    """Return what statements that point back ("denied the claim") point at, within the statements of one article.

    A denial points at the assertion of another party that it fits best, by nearness and by how central the assertion is
    to the article. Who could not verify, declines or does not answer speaks of what is nearest, rather before than
    after: those that a conflict holds among them decide which one.
    """
    found = []
    for statement in statements:
        denies = statement.outright or statement.statement.stance is Stance.DOUBTS
        if statement.position and not (denies and statement.points_back):
            continue
        told = [
            other
            for other in statements
            if other.position
            and not other.points_back
            and (not denies or (other.position == 1 and other.full and not same_party(statement, other)))
        ]
        if denies:
            best = max(
                told, key=lambda other: (DENIED.score(measure(statement, other, 1.0)), -other.order), default=None
            )
            if best and statement.points_back:
                found.append(
                    (statement, best, Edge("clash" if statement.position else "about", Kind.DENIAL, TOLD_BACK))
                )
            continue
        for other in told:
            away = abs(other.order - statement.order) + (AFTER if other.order > statement.order else 0)
            found.append((statement, other, Edge("about", Kind.DENIAL, LEAST_ABOUT / (1 + away / 10))))
    return found
