"""Whether a denial can be of what another one asserts, as far as that is told without measuring."""

import re
from functools import lru_cache

from sources.conflicts.figures import RISING, ROLE_OF
from sources.conflicts.proposition import Proposition, same_name, same_party
from sources.conflicts.truth import told_by, whom
from sources.conflicts.words import is_root, stem, word_list

_ACTS_FOR = re.compile(
    r"\b([A-Z][\w-]+)['’]s? (?:own )?(?:lawyers?|solicitors?|attorneys?|counsel|agents?|spokes\w+|managers?|office)\b"
)
TALLIES = word_list("tallies")
NEXT = 2
"""Statements from one to the other at most, where a negation of one word answers an assertion."""
_CONTRADICTS = frozenset(("contradict", "rebut", "refute", "correct"))
"""Cues whose object may be whoever is contradicted."""


def may_oppose(a: Proposition, b: Proposition, apart: bool) -> bool:
    """Return whether one of two opposed statements can deny the other at all, `apart` if they are of two articles.

    Asked before more is measured, for most cannot.
    """
    outright = a.outright or b.outright
    yes, no = (a, b) if a.position > b.position else (b, a)
    harm = not apart and any(ROLE_OF.get(word) in RISING for word in no.head & yes.head)  # "nobody was hurt"
    telling = len(no.terms) > 1 or harm or _beside(no, yes)
    if not outright and not (yes.full and telling and yes.party and no.party):
        return False
    if not outright and a.key[0] == b.key[0] and not (meets(no, yes) and (_denies_its_head(no, yes) or not no.head)):
        return False
    few = not no.terms or len(yes.terms) < 2 or len(yes.terms) + len(no.terms) <= 2
    if apart and few and not (same_party(a, b) and yes.head & no.head):
        return False
    return not outright or (may_mean(no, yes) and not stands_with(no, yes))


def _beside(no: Proposition, yes: Proposition) -> bool:
    """Whether a negation of one word answers what a named party has just said: "there is no agreement"."""
    near = no.key[0] == yes.key[0] and abs(yes.order - no.order) <= NEXT
    if not (near and yes.statement.source.named and no.statement.source.named and no.head & yes.head):
        return False
    return all(stem(word.lemma) in no.head for word in no.statement.words if word.pos in {"NOUN", "PROPN"})


def contradicts(denial: Proposition) -> bool:
    """Return whether what is denied may be whoever said it: "contradicted the navy"."""
    return denial.statement.cue.lemma in _CONTRADICTS


def counts(p: Proposition) -> bool:
    """Return whether a statement says how many or how much."""
    return bool(p.figures) or any(word.pos == "NUM" for word in p.statement.words)


@lru_cache(maxsize=1_024)
def of_a_count(denial: Proposition) -> bool:
    """Return whether it is a count that a denial is of: "the union's tally of 90 sick"."""
    return any(is_root(word) and word.pos == "NOUN" and stem(word.lemma) in TALLIES for word in denial.statement.words)


def stands_with(denial: Proposition, other: Proposition) -> bool:
    """Return whether whoever denies cannot be against the other: tells it in words of their own, acts for its party
    ("Brune's lawyer"), or one is an officer of the other.
    """
    if any(a.through and same_name(a.through, b.party) for a, b in ((denial, other), (other, denial))):
        return True
    source = denial.statement.source
    client = None if source.named else _ACTS_FOR.search(source.text)
    return client is not None and stem(client[1]) in other.folded


def _denies_its_head(no: Proposition, yes: Proposition) -> bool:
    """Whether one says what the other says not to happen."""
    return bool(no.head & (yes.stems.keys() | yes.groups.keys()))


def meets(no: Proposition, yes: Proposition) -> bool:
    """Return whether one says what the other says not to happen, or most of all that it says."""
    shared = sum(term.weight for term in no.terms if term.stem in yes.stems)
    return _denies_its_head(no, yes) or 2 * shared > no.total


def may_mean(denial: Proposition, other: Proposition) -> bool:
    """Return whether a denial that points back can mean the other: not when it names another ("Crane's story")."""
    words = denial.statement.words
    if of_a_count(denial) and not counts(other):
        return False
    teller = told_by(words) or (whom(words) if contradicts(denial) else frozenset())
    source = other.statement.source
    names = f"{source.text} {source.party or ''} {source.person or ''}".split()
    return not teller or not teller.isdisjoint(map(stem, names))
