"""Statements that belong together, and whether two sets of them can be of one event."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sources.conflicts import judge
from sources.conflicts.arguments import alike
from sources.conflicts.index import FLOOR, SCALE, Signature, dot
from sources.conflicts.proposition import Key

Floats = npt.NDArray[np.float32]

LINKAGE = 0.21
"""Mean cosine between the articles of two sets of statements from which they can be one matter."""
BESIDE = 0.05
"""By how much nearer the article of what stands beside a dispute must be than the articles of two disputes."""
MANY_APART = 0.25
"""By how much more it must be for sets of very many articles."""
FEW = 3.0
"""The geometric mean of the sizes of two sets up to which it need not be more."""
THIN = 3
"""Statements up to which a dispute between articles is thin: one clash, or two."""
ALONE = 0.35
"""Mean cosine of its articles from which a thin dispute stands."""


@dataclass(slots=True)
class Total:
    """Sums of articles' signatures, by which the mean nearness of two sets of articles is told, see `index.cosine`."""

    terms: dict[str, float] = field(default_factory=dict)
    brief: dict[str, float] = field(default_factory=dict)
    """Terms of those that are brief."""
    bare: dict[str, float] = field(default_factory=dict)
    """Terms of those without a vector."""
    vectors: Floats | None = None
    brief_vectors: Floats | None = None
    many: int = 0
    """How many have a vector."""
    few: int = 0
    """How many are brief."""

    def copy(self) -> "Total":
        """Return the same sums, to be added to."""
        sums = dict(self.terms), dict(self.brief), dict(self.bare)
        return Total(*sums, self.vectors, self.brief_vectors, self.many, self.few)

    def add(self, one: Signature) -> None:
        """Add an article's."""
        _into(self.terms, one.terms)
        if one.vector is None:
            _into(self.bare, one.terms)
            return
        vector = (one.vector / 127).astype(np.float32)
        self.vectors = _sum(self.vectors, vector)
        self.many += 1
        if one.brief:
            _into(self.brief, one.terms)
            self.brief_vectors = _sum(self.brief_vectors, vector)
            self.few += 1

    def product(self, other: "Total") -> float:
        """Return the sum of the nearness of all pairs, one article of each side.

        Pairs of which one is brief, and both have vectors, count by these in place of their terms.
        """
        found = dot(self.terms, other.terms)
        if not self.brief and not other.brief:
            return found
        found -= dot(self.brief, other.terms) + dot(self.terms, other.brief) - dot(self.brief, other.brief)
        found += dot(self.brief, other.bare) + dot(self.bare, other.brief)
        mine, theirs = self.brief_vectors, other.brief_vectors
        near = _inner(mine, other.vectors) + _inner(self.vectors, theirs) - _inner(mine, theirs)
        pairs = self.few * other.many + self.many * other.few - self.few * other.few
        return found + SCALE * (near - FLOOR * pairs)

    def mean(self, count: int) -> float:
        """Return the mean nearness of each to each other of `count` articles, at least two."""
        own = count - self.few + self.few * SCALE * (1 - FLOOR)
        return (self.product(self) - own) / (count * (count - 1))


def _into(total: dict[str, float], terms: Mapping[str, float]) -> None:
    if not total:  # most sums are of one article alone, and copying is quick
        total.update(terms)
        return
    for term, value in terms.items():
        total[term] = total.get(term, 0.0) + value


def _sum(total: Floats | None, vector: Floats) -> Floats:
    return vector if total is None else np.add(total, vector, dtype=np.float32)


def _inner(a: Floats | None, b: Floats | None) -> float:
    return 0.0 if a is None or b is None else float(a @ b)


@dataclass(slots=True)
class Group:
    """Statements that belong together, with their articles and the sum of these articles' signatures."""

    keys: set[Key]
    articles: set[str]
    signature: Total
    """That of one article may be shared: it is copied before it grows."""
    names: dict[str, int]
    """How many of the statements have which name in their contents."""
    own: bool = False
    """Whether the sum is this group's own."""

    def near(self, other: "Group", more: float = 0.0) -> bool:
        """Return whether the mean cosine between the articles of both, shared ones included, lets them be one event;
        it must be by `more` over what it must be for two disputes.

        Of more articles the mean says more, so that it must be higher: what two large sets share may be no more than
        their topic.
        """
        if self.articles & other.articles:
            return True
        pairs = len(self.articles) * len(other.articles)
        mean = self.signature.product(other.signature) / pairs
        least = LINKAGE if self.alike(other) else judge.NAMED_APART
        return mean >= least + more + MANY_APART * max(0.0, 1 - FEW / math.sqrt(pairs))

    def alike(self, other: "Group") -> bool:
        """Return whether the names that most statements of each share leave it open that both tell of the same."""
        mine, theirs = self.main_names(), other.main_names()
        return not mine or not theirs or alike(mine, theirs)

    def main_names(self) -> frozenset[str]:
        """The names that stand in at least half as many contents as the most frequent one."""
        most = max(self.names.values(), default=0)
        return frozenset(name for name, count in self.names.items() if 2 * count >= most)

    def take(self, other: "Group", signatures: Mapping[str, Signature]) -> None:
        """Add what the other one holds."""
        for article in sorted(other.articles - self.articles):
            if not self.own:
                self.own, self.signature = True, self.signature.copy()
            self.signature.add(signatures[article])
        self.keys |= other.keys
        for name, count in other.names.items():
            self.names[name] = self.names.get(name, 0) + count
        self.articles |= other.articles
