"""Statements that belong together, and whether two sets of them can be of one event."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sources.conflicts import judge
from sources.conflicts.arguments import alike
from sources.conflicts.proposition import Key

LINKAGE = 0.22
"""Mean cosine between the articles of two sets of statements from which they can be one matter."""
MANY_APART = 0.25
"""By how much more it must be for sets of very many articles."""
FEW = 3.0
"""The geometric mean of the sizes of two sets up to which it need not be more."""
THIN = 3
"""Statements up to which a dispute between articles is thin: one clash, or two."""
ALONE = 0.35
"""Mean cosine of its articles from which a thin dispute stands."""


@dataclass(slots=True)
class Group:
    """Statements that belong together, with their articles and the sum of these articles' signatures."""

    keys: set[Key]
    articles: set[str]
    signature: dict[str, float]
    names: Counter[str]
    """How many of the statements have which name in their contents."""

    def near(self, other: "Group") -> bool:
        """Return whether the mean cosine between the articles of both, shared ones included, lets them be one event.

        Of more articles the mean says more, so that it must be higher: what two large sets share may be no more than
        their topic.
        """
        if self.articles & other.articles:
            return True
        pairs = len(self.articles) * len(other.articles)
        mean = dot(self.signature, other.signature) / pairs
        least = LINKAGE if self.alike(other) else judge.NAMED_APART
        return mean >= least + MANY_APART * max(0.0, 1 - FEW / math.sqrt(pairs))

    def alike(self, other: "Group") -> bool:
        """Return whether the names that most statements of each share leave it open that both tell of the same."""
        mine, theirs = self.main_names(), other.main_names()
        return not mine or not theirs or alike(mine, theirs)

    def main_names(self) -> frozenset[str]:
        """The names that stand in at least half as many contents as the most frequent one."""
        most = max(self.names.values(), default=0)
        return frozenset(name for name, count in self.names.items() if 2 * count >= most)

    def take(self, other: "Group", signatures: Mapping[str, Mapping[str, float]]) -> None:
        """Add what the other one holds."""
        for article in other.articles - self.articles:
            for term, value in signatures[article].items():
                self.signature[term] = self.signature.get(term, 0.0) + value
        self.keys |= other.keys
        self.names += other.names
        self.articles |= other.articles


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the inner product of two sparse vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(value * b[term] for term, value in a.items() if term in b)
