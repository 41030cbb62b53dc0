"""Words as linking sees them: stems, how telling each is, and which news uses for one and the same happening."""

import json
import math
import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock

import snowballstemmer  # type: ignore[import-untyped]

from sources.models import Word

_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = Lock()
"""A stemmer, in C or in Python, keeps the word that it is at."""
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['\u2019]s?$")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the Snowball English stem (Porter 2, https://snowballstem.org) of `word`, lower-cased, possessive cut."""
    with _STEMMING:
        return str(_STEMMER.stemWord(_POSSESSIVE.sub("", word.lower())))


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    data = json.loads(files(__package__).joinpath("data/frequencies.json").read_text("utf-8"))
    return data["documents"], data["counts"]


@lru_cache(maxsize=100_000)
def weight(stemmed: str) -> float:
    """Return how telling a stem is: its inverse document frequency, in nats, over a fixed background.

    The background (stretches of 300 words from UD English EWT and GUM, Wikinews and our own texts) does not move with
    the board, so two statements link alike whatever else has arrived. A stem unknown there weighs most.
    """
    documents, counts = _frequencies()
    return math.log(documents / counts.get(stemmed, 2))


@cache
def _groups() -> dict[str, frozenset[str]]:
    data = tomllib.loads(files(__package__).joinpath("data/concepts.toml").read_text("utf-8"))
    of: dict[str, set[str]] = {}
    for name, words in data["groups"].items():
        for word in words.split():
            of.setdefault(stem(word), set()).add(name)
    return {stemmed: frozenset(names) for stemmed, names in of.items()}


@lru_cache(maxsize=100_000)
def groups(stemmed: str) -> frozenset[str]:
    """Return the names of the paraphrase groups that a stem belongs to."""
    return _groups().get(stemmed, frozenset())


def base(word: Word) -> str:
    """Return the form by which a word is compared: its lemma, as written for names and numbers.

    Of "talk" the plural noun is another word: talks are held, talk goes round.
    """
    if word.pos in {"PROPN", "NUM"}:
        return word.text
    return "negotiation" if word.pos == "NOUN" and word.text.lower() == "talks" else word.lemma


def is_root(word: Word) -> bool:
    """Return whether a word heads a content, or one of the sentences of a longer one."""
    return word.role == "root"


def is_negation(word: Word) -> bool:
    """Return whether a word negates what it belongs to."""
    return _negates(word.text.lower())


@lru_cache(maxsize=100_000)
def _negates(lower: str) -> bool:
    return lower in _negations() or lower.endswith(("n't", "n\u2019t"))


@cache
def _negations() -> frozenset[str]:
    return word_list("negations", stemmed=False)


def running_words(text: str) -> list[str]:
    """Return the words and numbers of running text, in order, as written."""
    return _WORD.findall(text)


def word_list(name: str, *, stemmed: bool = True) -> frozenset[str]:
    """Return a list of `data/words.toml`, as stems or as written."""
    words = tomllib.loads(files(__package__).joinpath("data/words.toml").read_text("utf-8"))[name].split()
    return frozenset(stem(word) if stemmed else word for word in words)
