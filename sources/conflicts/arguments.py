"""Who did what to whom in a content, as far as its parse tells."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.conflicts.numerals import number
from sources.conflicts.words import is_root, stem, word_list
from sources.models import Word

_APART = ("acl", "obl", "nmod", "advcl", "conj", "parataxis", "ccomp", "xcomp")
MANY = word_list("many")
"""Stems of nouns that mean many, or no person."""
ALIKE = 4
"""Letters that two names must share at their beginning to be one: "Brevia", "Brevian"."""


@dataclass(frozen=True, slots=True)
class Affected:
    """The one or those to whom something happens."""

    names: frozenset[str] = frozenset()
    """Stems of their names; empty when they are not named."""
    counted: bool = False
    """Whether they are so many unnamed ones."""
    single: bool = False
    """Whether it is one unnamed one."""

    def other_than(self, other: "Affected") -> bool:
        """Return whether these cannot be those: other names, or one against a number of people."""
        if self.names and other.names:
            return not alike(self.names, other.names)
        return (self.is_one and other.counted) or (other.is_one and self.counted)

    @property
    def is_one(self) -> bool:
        """Whether it is somebody, by name or not."""
        return bool(self.names) or self.single


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Return whether two sets of stems share a name, up to its ending (a country and its people)."""
    if not a.isdisjoint(b):
        return True
    few, many = (a, b) if len(a) < len(b) else (b, a)
    for x in few:
        if len(x) >= ALIKE:
            start = x[:ALIKE]
            for y in many:
                if y.startswith(start) and abs(len(x) - len(y)) <= 3:
                    return True
    return False


def _root(words: Sequence[Word]) -> int | None:
    return next((at for at, word in enumerate(words) if is_root(word)), None)


def _phrase(words: Sequence[Word], head: int) -> list[int]:
    """The words of a noun phrase but for its clauses and further attributes."""
    found = [head]
    for at in found:
        found += [
            child
            for child, word in enumerate(words)
            if word.head == at and child != at and child not in found and not word.role.startswith(_APART)
        ]
    return found


def _argument(words: Sequence[Word], roles: Sequence[str]) -> int | None:
    root = _root(words)
    if root is None:
        return None
    for role in roles:
        for at, word in enumerate(words):
            if word.head == root and word.role == role:
                return at
    return None


def affected(words: Sequence[Word]) -> Affected:
    """Return to whom what the head word says happens: the object, the passive's subject, else the subject."""
    head = _argument(words, ("obj", "nsubj:pass", "nsubj"))
    if head is None:
        return Affected()
    phrase = _phrase(words, head)
    word = words[head]
    numbers = [value for at in phrase if (value := number(words[at].text)) is not None]
    several = any(value != 1 for value in numbers) or (word.pos == "NOUN" and word.text.lower() != word.lemma)
    # "two Velmar soldiers" names no one: whose soldiers they are is not who they are.
    names = frozenset(
        stem(words[at].text)
        for at in phrase
        if words[at].pos == "PROPN" and not several and number(words[at].text) is None
    )
    counted = not names and several and bool(numbers)
    single = not several and word.pos in {"NOUN", "NUM"} and stem(word.lemma) not in MANY
    told = 1 in numbers or any(words[at].lemma in {"the", "a"} or words[at].role == "nmod:poss" for at in phrase)
    if word.pos == "PRON" and word.text.lower() in {"he", "she", "him", "her"}:
        single = told = True
    return Affected(names, counted, single and told)


def agents(words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of who does what the head word says: the active's subject, or the passive's "by" phrase."""
    root = _root(words)
    if root is None:
        return frozenset()
    heads = [
        at
        for at, word in enumerate(words)
        if word.head == root
        and (
            word.role == "nsubj"
            or (word.role in {"obl:agent", "obl"} and any(w.head == at and w.lemma == "by" for w in words))
        )
    ]
    return frozenset(
        stem(words[at].text)
        for head in heads
        for at in _phrase(words, head)
        if words[at].pos in {"PROPN", "NOUN", "ADJ"}
    )
