"""Which articles tell of the same event: an index by telling words whose look-ups do not grow with the board."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sources.conflicts.words import running_words, stem, weight
from sources.models import Article, Reading

Ints = npt.NDArray[np.int8]

TERMS = 60
"""Terms that an article is known by."""
KEYS = 16
"""Terms, the most telling, that it is looked up by."""
POSTINGS = 200
"""The newest articles kept under one term: bounds what a look-up costs, at the price of very old matches."""
MIN_WEIGHT = 1.5
SAME_EVENT = 0.20
"""Least cosine at which two articles may tell of one event."""
NEIGHBOURS = 24
"""Most articles that a new one is compared with statement by statement."""
FEW_TERMS = 20
"""Terms under which an article is known by its opening's vector rather than by them."""
SCALE, FLOOR = 1.1, 0.3
"""What brings the cosine of openings to that of terms: of two events one pair in a thousand of the one kind lies over
.59, of the other over .33."""


class Signature(NamedTuple):
    """What an article is known by."""

    terms: dict[str, float]
    """Its most telling stems, the most telling first, with weights of unit length."""
    vector: Ints | None = None
    """The vector of its opening, components times 127; None when there is none."""
    brief: bool = False
    """Whether it has too few words to be known by them alone: a headline, a line under it."""


@lru_cache(maxsize=4)
def telling(article: Article) -> dict[str, float]:
    """Return the article's most telling stems, the most telling first, with weights of unit length; the title counts
    three times.
    """
    counts: dict[str, int] = {}
    for word, count in Counter(running_words(article.text)).items():
        if len(word) > 1:
            stemmed = stem(word)
            counts[stemmed] = counts.get(stemmed, 0) + count
    for word in running_words(article.title or ""):
        stemmed = stem(word)
        counts[stemmed] = counts.get(stemmed, 0) + 2
    scored = [
        (-(1 + math.log(count)) * each, term)
        for term, count in counts.items()
        if (each := weight(term)) >= MIN_WEIGHT and not term.isdigit()
    ]
    top = sorted(scored)[:TERMS]
    length = math.sqrt(sum(value * value for value, _ in top)) or 1.0
    return {term: -value / length for value, term in top}


def signature(reading: Reading) -> Signature:
    """Return what the article of a reading is known by."""
    terms = telling(reading.article)
    vector = np.frombuffer(reading.vector, np.int8) if reading.vector else None
    return Signature(terms, vector, vector is not None and len(terms) < FEW_TERMS)


def cosine(a: Signature, b: Signature) -> float:
    """Return how near two articles are, 0 to 1: the cosine of their terms, or of their vectors if one is brief.

    That of vectors is brought to the scale of that of terms.
    """
    if (a.brief or b.brief) and a.vector is not None and b.vector is not None:
        return max(0.0, SCALE * (float(np.dot(a.vector.astype(np.float32), b.vector)) / 127**2 - FLOOR))
    return dot(a.terms, b.terms)


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the inner product of two sparse vectors."""
    return math.fsum([a[term] * b[term] for term in a.keys() & b.keys()])


_NOTHING = Signature({})


@dataclass(slots=True)
class ArticleIndex:
    """Signatures of the articles on the board and, under each telling term, the newest articles that it marks."""

    signatures: dict[str, Signature] = field(default_factory=dict)
    _postings: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, reading: Reading) -> None:
        """Enter a reading's article; one of the same id must have been removed before."""
        article = reading.article
        self.signatures[article.id] = signature(reading)
        for term in self._keys(article.id):
            postings = self._postings.setdefault(term, {})
            postings[article.id] = None
            if len(postings) > POSTINGS:
                del postings[next(iter(postings))]

    def remove(self, article: str) -> None:
        """Forget an article."""
        for term in self._keys(article):
            if (postings := self._postings.get(term)) is not None:
                postings.pop(article, None)
                if not postings:
                    del self._postings[term]
        self.signatures.pop(article, None)

    def neighbours(self, article: str) -> list[tuple[str, float]]:
        """Return the other articles that may tell of the same event with their cosines, nearest first."""
        mine = self.signatures.get(article, _NOTHING)
        shared: Counter[str] = Counter()
        for term in self._keys(article):
            shared.update(self._postings.get(term, {}).keys())  # of a mapping it would add up the values, slowly
        shared.pop(article, None)
        near = (
            (other, cosine(mine, self.signatures[other]))
            for other, terms in shared.most_common(4 * NEIGHBOURS)
            if terms
        )
        found = [(other, value) for other, value in near if value >= SAME_EVENT]
        return sorted(found, key=lambda item: (-item[1], item[0]))[:NEIGHBOURS]

    def _keys(self, article: str) -> Iterator[str]:
        terms = self.signatures.get(article, _NOTHING).terms
        return islice(terms, KEYS)
