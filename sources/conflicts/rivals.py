"""Versions that exclude each other: rival accounts of one matter, and two parties that blame each other for it."""

from functools import lru_cache

from sources.conflicts.arguments import alike
from sources.conflicts.link import Features
from sources.conflicts.proposition import Proposition
from sources.conflicts.versions import Version, attributes, told_once
from sources.conflicts.words import groups, stem

STATES = frozenset(stem(word) for word in ["army", "military", "forces", "government", "troops", "state"])
"""Words of a party's name that many parties have in common."""

NEAR = 0.3
"""Cosine of two articles from which a telling word in common shows that two accusations are of one deed."""
TELLING = 4.0


def rival(a: Proposition, b: Proposition) -> bool:
    """Return whether two positive contents word one matter in ways of which one excludes the other."""
    of_a, of_b = a.versions, b.versions
    if not of_a or not of_b or opposites(of_a).isdisjoint(of_b):
        return False
    both = {name for name, _ in of_a & of_b}
    if not a.head & b.head:
        both |= attributes()
    return any((name, 1 - side) in of_b for name, side in of_a if name not in both)


def one_happening(a: Proposition, b: Proposition) -> bool:
    """Return whether two rival contents of one article must be of one happening: who took a post, why it blew up."""
    named = a.statement.source.named and b.statement.source.named
    return named and any(name in told_once() and (name, 1 - side) in b.versions for name, side in a.versions)


def excludes(p: Proposition) -> bool:
    """Return whether a content can exclude any other: it is one of two versions, or names a culprit."""
    return bool(p.versions or p.culprits)


def may_exclude(a: Proposition, b: Proposition) -> bool:
    """Return whether one of two positive contents may exclude the other, or each blames the other's side."""
    return rival(a, b) or (bool(a.culprits and b.culprits) and _accuses(a, b) and _accuses(b, a))


def blame(a: Proposition, b: Proposition, features: Features) -> bool:
    """Return whether each puts the same deed down to the other's side: A says that B's did it, B that A's did."""
    if not (_accuses(a, b) and _accuses(b, a)):
        return False
    close = features.articles >= NEAR and any(t.weight >= TELLING and t.stem in b.stems for t in a.terms)
    return bool(close or a.head & b.head or _deeds(a) & _deeds(b))


def _deeds(p: Proposition) -> frozenset[str]:
    return frozenset(group for term in p.terms if term.event for group in groups(term.stem)) - {"soldier", "cause"}


def _accuses(a: Proposition, b: Proposition) -> bool:
    return bool(a.culprits) and alike(a.culprits, _other(b.party_words, a.party_words))


@lru_cache(maxsize=20_000)
def opposites(versions: frozenset[Version]) -> frozenset[Version]:
    """Return the versions of which each excludes one of these."""
    return frozenset((name, 1 - side) for name, side in versions)


@lru_cache(maxsize=50_000)
def _other(words: tuple[str, ...], apart: tuple[str, ...]) -> frozenset[str]:
    return _who(words) - _who(apart)


@lru_cache(maxsize=20_000)
def _who(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(stem, words)) - STATES
