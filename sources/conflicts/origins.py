"""Where reports began: ten outlets that print one agency's copy are one origin."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from sources.conflicts.proposition import fold_name
from sources.conflicts.words import running_words
from sources.models import QuoteForm, Reading

SHINGLE = 5
COPIED = 0.5
"""Containment of word 5-grams from which an article counts as a copy of another (Broder 1997, "On the resemblance and
containment of documents"; wire reprints are cut and retitled, so containment, not resemblance)."""
MOST = 400
"""Shingles kept of one article: the smallest hashes, a fair sample of a long text (Broder's min-wise sketch)."""
LONG_QUOTE = 8
"""Words from which a quotation, printed alike by two articles, shows one origin."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What tells an article's origin, without its text."""

    article: str
    outlet: str | None
    agency: str | None
    shingles: frozenset[int]
    quotes: frozenset[int]
    words: int


def provenance(reading: Reading) -> Provenance:
    """Return what is kept of a reading to tell its origin."""
    article = reading.article
    words = [_number(word.lower()) for word in running_words(article.text)]
    runs = zip(*(words[at:] for at in range(SHINGLE)), strict=False) if len(words) >= SHINGLE else [tuple(words)]
    grams = set(map(hash, runs)) if words else set()
    quotes = {
        hash(tuple(quoted))
        for statement in reading.statements
        if statement.quote is QuoteForm.DIRECT
        and len(quoted := [_number(word.lower()) for word in running_words(statement.content.text)]) >= LONG_QUOTE
    }
    outlet = fold_name(article.outlet) if article.outlet else None
    agency = fold_name(reading.agency) if reading.agency else None
    return Provenance(article.id, outlet, agency, frozenset(sorted(grams)[:MOST]), frozenset(quotes), len(words))


def contained(a: Provenance, b: Provenance) -> float:
    """Return the share of the smaller article's sampled 5-grams that the other one has too."""
    small, large = sorted((a, b), key=lambda p: (len(p.shingles), p.article))
    if len(large.shingles) == MOST:
        bound = max(large.shingles)
        sample = {gram for gram in small.shingles if gram <= bound}
    else:
        sample = set(small.shingles)
    return len(sample & large.shingles) / len(sample) if sample else 0.0


def one_origin(a: Provenance, b: Provenance) -> bool:
    """Return whether two articles rest on one newsroom's report: one outlet or agency, a copy, a long quotation."""
    if a.outlet and a.outlet == b.outlet:
        return True
    agencies = {a.agency or a.outlet, b.agency or b.outlet}
    if (a.agency or b.agency) and len(agencies) == 1:  # also the agency's own article and one that credits it
        return True
    return bool(a.quotes & b.quotes) or contained(a, b) >= COPIED


class Origins:
    """The provenance of the articles on the board, with what has been found out about pairs of them."""

    def __init__(self) -> None:
        self._of: dict[str, Provenance] = {}
        self._pairs: dict[str, dict[str, bool]] = {}

    def add(self, reading: Reading) -> None:
        """Enter an article's provenance."""
        self._of[reading.article.id] = provenance(reading)

    def remove(self, article: str) -> None:
        """Forget an article; an unknown one changes nothing."""
        self._of.pop(article, None)
        for other in self._pairs.pop(article, {}):
            self._pairs[other].pop(article, None)

    def count(self, articles: Iterable[str]) -> tuple[int, int]:
        """Return how many outlets and how many independent origins these articles have.

        An article without an outlet counts as an outlet of its own.
        """
        ordered = sorted(set(articles))
        outlets = {self._of[article].outlet or f"\0{article}" for article in ordered}
        root = {article: article for article in ordered}

        def top(article: str) -> str:
            while root[article] != article:
                root[article] = root[root[article]]
                article = root[article]
            return article

        for at, a in enumerate(ordered):
            for b in ordered[:at]:
                if top(a) != top(b) and self._one(a, b):
                    root[top(a)] = top(b)
        return len(outlets), len({top(article) for article in ordered})

    def _one(self, a: str, b: str) -> bool:
        known = self._pairs.setdefault(a, {}).get(b)
        if known is None:
            known = one_origin(self._of[a], self._of[b])
            self._pairs[a][b] = self._pairs.setdefault(b, {})[a] = known
        return known


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    """A number for a word, the same in every run; of numbers, unlike words, Python's own hash is that too."""
    return crc32(word.encode())
