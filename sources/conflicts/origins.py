"""Where reports began: ten outlets that print one agency's copy are one origin."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

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
    words = [word.lower() for word in running_words(article.text)]
    grams = {_hash(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    quotes = {
        _hash(quoted)
        for statement in reading.statements
        if statement.quote is QuoteForm.DIRECT
        and len(quoted := [word.lower() for word in running_words(statement.content.text)]) >= LONG_QUOTE
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
    """Return whether two articles rest on one report: the same agency, an agency's own copy, a copy, a long quotation."""
    if {a.agency or a.outlet, b.agency or b.outlet} == {a.agency or b.agency} and (a.agency or b.agency):
        return True
    return bool(a.quotes & b.quotes) or contained(a, b) >= COPIED


def count(found: Iterable[Provenance]) -> tuple[int, int]:
    """Return how many outlets and how many independent origins these articles have.

    An article without an outlet counts as an outlet of its own.
    """
    articles = sorted(found, key=lambda p: p.article)
    outlets = {p.outlet or f"\0{p.article}" for p in articles}
    root = list(range(len(articles)))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    for i, a in enumerate(articles):
        for j in range(i):
            if top(i) != top(j) and one_origin(a, articles[j]):
                root[top(i)] = top(j)
    return len(outlets), len({top(at) for at in range(len(articles))})


def _hash(words: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big")
