"""Versions that exclude each other: rival accounts of one matter, and two parties that blame each other for it."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sources.conflicts.arguments import alike
from sources.conflicts.link import Features
from sources.conflicts.proposition import NEGATIONS, Proposition
from sources.conflicts.words import groups, is_root, stem

STATES = frozenset(stem(word) for word in ["army", "military", "forces", "government", "troops", "state"])
"""Words of a party's name that many parties have in common."""

NEAR = 0.3
"""Cosine of two articles from which a telling word in common shows that two accusations are of one deed."""
TELLING = 4.0
CLAUSES = frozenset({"xcomp", "conj", "ccomp", "advcl", "parataxis"})
PARTS = frozenset({"obl", "obj", "nmod"})
BLAMES = frozenset(map(stem, ("blame", "accuse")))
"""Cues whose object is the culprit."""


@cache
def _versions() -> dict[str, frozenset[tuple[str, int]]]:
    data = tomllib.loads(files(__package__).joinpath("data/rivals.toml").read_text("utf-8"))
    of: dict[str, set[tuple[str, int]]] = {}
    for name, sides in data["pairs"].items():
        for side, words in enumerate(sides):
            for word in words.split():
                of.setdefault(stem(word), set()).add((name, side))
    return {stemmed: frozenset(places) for stemmed, places in of.items()}


def versions(p: Proposition) -> frozenset[tuple[str, int]]:
    """Return the exclusive pairs that what is said to happen belongs to, each with its side of the pair."""
    words = p.statement.words
    heads = {at for at, word in enumerate(words) if is_root(word) or word.role in CLAUSES}
    roots = {at for at in heads if is_root(words[at])}
    subjects = {at for at, word in enumerate(words) if word.head in roots and word.role == "nsubj"}
    parts = {at for at, word in enumerate(words) if word.head in roots and word.role in PARTS}
    # What happened says more than who or what did it, and that more than to whom.
    return next((found for level in (heads, subjects, parts) if (found := _told(p, level))), frozenset())


def _told(p: Proposition, places: Iterable[int]) -> frozenset[tuple[str, int]]:
    words = p.statement.words
    found: set[tuple[str, int]] = set()
    for at in places:
        sides = _versions().get(stem(words[at].lemma), frozenset()) | _versions().get(stem(words[at].text), frozenset())
        denied = any(w.head == at and k != at and w.text.lower() in NEGATIONS for k, w in enumerate(words))
        found |= {(name, 1 - side) for name, side in sides} if denied else sides
    return frozenset(found)


def rival(a: Proposition, b: Proposition) -> bool:
    """Return whether two positive contents word one matter in ways of which one excludes the other."""
    of_a, of_b = versions(a), versions(b)
    both = {name for name, _ in of_a & of_b}
    return any((name, 1 - side) in of_b for name, side in of_a if name not in both)


def blame(a: Proposition, b: Proposition, features: Features) -> bool:
    """Return whether each puts the same deed down to the other's side: A says that B's did it, B that A's did."""
    close = features.articles >= NEAR and any(t.weight >= TELLING and t.stem in b.stems for t in a.terms)
    return bool(close or a.head & b.head or _deeds(a) & _deeds(b)) and _accuses(a, b) and _accuses(b, a)


def _deeds(p: Proposition) -> frozenset[str]:
    return frozenset(group for term in p.terms if term.event for group in groups(term.stem)) - {"soldier", "cause"}


def _accuses(a: Proposition, b: Proposition) -> bool:
    own = frozenset(map(stem, a.party_words)) - STATES
    other = frozenset(map(stem, b.party_words)) - STATES
    named = frozenset(term.stem for term in a.terms)
    doers = named if stem(a.statement.cue.lemma) in BLAMES else named & a.agents
    return alike(doers, other - own)
