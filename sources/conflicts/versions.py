"""Versions of one matter that exclude each other: dead or alive, captured or escaped, accident or attack."""

import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sources.conflicts.words import is_negation, is_root
from sources.models import Word

Version = tuple[str, int]
"""An exclusive pair of `data/rivals.toml` and the side of it, 0 or 1."""

CLAUSES = frozenset({"xcomp", "conj", "ccomp", "advcl", "parataxis"})
PARTS = frozenset({"obl", "obj", "nmod"})


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data/rivals.toml").read_text("utf-8"))


@cache
def attributes() -> frozenset[str]:
    """Return the names of those pairs that exclude each other only of one and the same happening."""
    return frozenset(_data()["attributes"])


@cache
def told_once() -> frozenset[str]:
    """Return the names of those pairs of which an article tells no more than one happening."""
    return frozenset(_data()["once"].split())


@cache
def _versions() -> dict[str, frozenset[Version]]:
    data = _data()
    of: dict[str, set[Version]] = {}
    for name, sides in (data["pairs"] | data["attributes"]).items():
        for side, words in enumerate(sides):
            for word in words.split():
                of.setdefault(word, set()).add((name, side))
    return {word: frozenset(places) for word, places in of.items()}


def versions(words: Sequence[Word]) -> frozenset[Version]:
    """Return the exclusive pairs that what a content says to happen belongs to, each with its side of the pair."""
    heads = {at for at, word in enumerate(words) if is_root(word) or word.role in CLAUSES}
    roots = {at for at in heads if is_root(words[at])}
    subjects = {at for at, word in enumerate(words) if word.head in roots and word.role == "nsubj"}
    parts = {at for at, word in enumerate(words) if word.head in roots and word.role.partition(":")[0] in PARTS}
    # What happened says more than who or what did it, and that more than to whom.
    found: dict[str, set[int]] = {}
    for level in (heads, subjects, parts):
        fresh: dict[str, set[int]] = {}
        for name, side in _told(words, level):
            fresh.setdefault(name, set()).add(side)
        found = fresh | found
    return frozenset((name, side) for name, sides in found.items() for side in sides)


def _told(words: Sequence[Word], places: Iterable[int]) -> frozenset[Version]:
    found: set[Version] = set()
    for at in places:
        lemma, text = words[at].lemma.lower(), words[at].text.lower()
        sides = _versions().get(lemma, frozenset()) | _versions().get(text, frozenset())
        denied = bool(sides) and any(word.head == at and is_negation(word) for word in words)
        found |= {(name, 1 - side) for name, side in sides} if denied else sides
    return frozenset(found)
