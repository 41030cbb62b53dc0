"""How surely two statements are about one proposition: words, names, event, and place in the article."""

import math
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from sources.conflicts.proposition import Proposition

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


class Overlap(NamedTuple):
    """What two statements have in common."""

    first: float
    """Weight of the first one's terms that the second one has too."""
    second: float
    event: bool
    """Whether a word that says what happened is among them."""
    name: bool


def _overlap(a: Proposition, b: Proposition) -> Overlap:
    first = second = 0.0
    event = name = False
    mine, theirs = a.stems, b.stems
    shared = mine.keys() & theirs.keys()
    for stem in shared if len(shared) < 3 else sorted(shared):  # sums of three depend on the order
        one, other = mine[stem], theirs[stem]
        first += one.weight
        second += other.weight
        event = event or (one.event and other.event)
        name = name or one.name or other.name
    if a.groups and b.groups and not a.groups.keys().isdisjoint(b.groups):
        event = True if (more := _paraphrased(a, b)) else event
        first += more
        event = True if (more := _paraphrased(b, a)) else event
        second += more
    return Overlap(first, second, event, name)


def _paraphrased(a: Proposition, b: Proposition) -> float:
    """Weight of those of a's terms that are not in b but of which a paraphrase is."""
    matched = 0.0
    for term in a.terms:
        if term.groups and term.stem not in b.stems and (common := term.groups.intersection(b.groups)):
            matched += GROUP_MATCH * min(term.weight, b.groups[min(common)].weight)
    return matched


def measure(a: Proposition, b: Proposition, articles: float) -> Features:
    """Return the features of a pair; `articles` is the cosine of their articles, 1 within one article."""
    first, second, event, name = _overlap(a, b)
    share_a, share_b = first / a.total if a.total else 0.0, second / b.total if b.total else 0.0
    same = a.key[0] == b.key[0]
    yes, no = (a, b) if a.position >= b.position else (b, a)
    return Features(
        least=max(share_a, share_b),
        most=min(share_a, share_b),
        shared=1 - math.exp(-min(first, second) / 10),
        event=float(event),
        name=float(name),
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
    return any(map(a.said.__contains__, b.party_words))


@dataclass(frozen=True, slots=True)
class Weights:
    """Logistic weights of the features, in the order of Features, and the intercept."""

    features: tuple[float, ...]
    intercept: float

    def score(self, features: Features) -> float:
        """Return the probability that the pair is about one proposition."""
        value = self.intercept + sum(map(mul, self.features, features))
        return 1 / (1 + math.exp(-value))
