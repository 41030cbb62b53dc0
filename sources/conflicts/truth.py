"""Contents that judge a telling instead of telling something: "these claims are false", "the story is a hoax"."""

from collections.abc import Sequence
from dataclasses import dataclass

from sources.conflicts.words import base, is_negation, is_root, stem, word_list
from sources.models import Word

UNTRUE = word_list("untrue")
"""Stems that say of a telling that it is not so."""
TRUE = word_list("true")
"""Stems that say so when they are negated."""
REPORTS = word_list("reports")
CALLS = word_list("calls")
"""Stems of verbs whose object is judged by what is said of it ("called the article false")."""
SHOWN = word_list("shown")
"""Stems of words for what shows something, as a telling says it."""
PREDICATES = frozenset({"xcomp", "ccomp", "obj", "obl", "conj", "parataxis", "advcl"})
LINKS = frozenset({"be", "prove", "turn", "appear", "seem", "expose", "remain", "become"})
SHOWS = word_list("shows")
"""Stems of what a picture does: show, date from, be taken."""
INDEED = frozenset({"actually", "really"})
"""Lemmas by which what is so is held against what was said; also of nouns behind "in"."""
IN_FACT = frozenset({"fact", "reality", "truth"})
STATED = word_list("stated")
TELLERS = word_list("tellers")
_PARTY = 5
"""Words in which a content may name a party alone."""
"""Stems of words for a telling that a speaker stands for."""
IF = frozenset({"if", "unless", "whether"})
"""Open what is supposed, not judged: "if that is a fake, I am one too"."""
_TITLES = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sir"})
_SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A content that says of something told that it is not so."""

    told: frozenset[int]
    """Indices of the words for what was told; empty when they only point back ("the claim is false")."""


def judgement(words: Sequence[Word], cue: str) -> Judgement | None:
    """Return the judgement that a content passes on something told, None when it passes none.

    `cue` is the lemma of the statement's cue: what somebody calls false is judged by the call.
    """
    if any(word.lemma == "such" and words[at].lemma == "no" for at, word in enumerate(words[1:])):
        return Judgement(frozenset())  # "there is no such order"
    for at in range(len(words)):
        if not _judges(words, at):
            continue
        governor = _predicate_of(words, at, cue)
        if governor is None or any(w.lemma in IF and w.role == "mark" and w.head in (at, governor) for w in words):
            continue
        subject = next(
            (
                k
                for k, word in enumerate(words)
                if word.head in (at, governor) and k != at and word.role.startswith(_SUBJECTS)
            ),
            None,
        )
        if subject is None and stem(cue) in CALLS:
            subject = next((k for k, w in enumerate(words) if k < at and w.pos in {"NOUN", "PROPN"}), None)
        if subject is None and _opening_telling(words) < at:
            subject = _opening_telling(words)
        if subject is None:  # "referred to the vote as a hoax"
            subject = next((k for k, w in enumerate(words[:at]) if is_root(w) and w.pos in {"NOUN", "PROPN"}), None)
        if subject is None:
            return Judgement(frozenset())
        if stem(cue) in CALLS and not _a_telling(words, subject):
            return None  # "called the vote a hoax": of what happens it is an opinion
        inside = _under(words, subject) - {at} - _under(words, at, apart=subject)
        if stem(base(words[subject])) in REPORTS:
            inside -= {subject}
        return Judgement(frozenset(inside))
    return Judgement(frozenset()) if _shows_otherwise(words) else None


def _shows_otherwise(words: Sequence[Word]) -> bool:
    """Whether it is said what a picture shows in truth: "the video in fact dates from May", so not what was told."""
    pairs = zip(("", *(w.lemma for w in words)), words, strict=False)
    if not any(word.lemma in INDEED or (word.lemma in IN_FACT and before == "in") for before, word in pairs):
        return False
    for word in words:
        if word.head < 0 or not word.role.startswith("nsubj") or stem(base(word)) not in SHOWN:
            continue
        verbs = {word.head} | {k for k, w in enumerate(words) if w.head == word.head and w.role == "xcomp"}
        shows = any(stem(words[k].lemma) in SHOWS or any(w.head == k and w.role == "cop" for w in words) for k in verbs)
        if shows and any(w.head in verbs and (w.lemma in INDEED or w.lemma in IN_FACT) for w in words):
            return True
    return False


def _a_telling(words: Sequence[Word], at: int) -> bool:
    """Whether something is said or shown by what a word names, or the word only points at it."""
    return stem(base(words[at])) in REPORTS | SHOWN or words[at].pos == "PRON"


def told_by(words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the name of whose words a content is about ("Mr Crane's statement", "the army account"),
    empty when of nobody's.

    Only of words that a speaker stands for: a medium's report or story may tell what others say.
    """
    stated = {at for at, word in enumerate(words) if stem(word.lemma) in STATED}
    bodies = {
        stem(word.lemma)
        for word in words
        if word.head in stated and word.role in ("compound", "nmod:poss") and stem(word.lemma) in TELLERS
    }
    if bodies:
        return frozenset(bodies)
    owners = {
        at
        for at, word in enumerate(words)
        if word.role == "nmod:poss"
        and word.pos == "PROPN"
        and word.head >= 0
        and stem(words[word.head].lemma) in STATED
    }
    parts = {at for at, word in enumerate(words) if word.pos == "PROPN" and (at in owners or word.head in owners)}
    return frozenset(stem(words[at].text) for at in parts if words[at].text.rstrip(".") not in _TITLES)


def whom(words: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the party that a content is and nothing else ("the port police"), empty when it is none."""
    if len(words) > _PARTY or any(word.pos in ("VERB", "AUX") for word in words):
        return frozenset()
    heads = [word for word in words if is_root(word)]
    if not heads or not (heads[0].pos == "PROPN" or stem(heads[0].lemma) in TELLERS):
        return frozenset()
    named = [word for word in words if word.pos == "PROPN"] or heads
    return frozenset(stem(word.lemma) for word in named)


def _judges(words: Sequence[Word], at: int) -> bool:
    """Whether a word says that something is not so, its own negation reckoned in."""
    stemmed = stem(words[at].lemma)
    if words[at].lemma == "lie" and words[at].pos == "VERB" and _placed(words, at):
        return False  # "the tower is lying in the square"
    bad, good = stemmed in UNTRUE, stemmed in TRUE
    if not bad and not good:
        return False
    negated = any(
        is_negation(word) and (word.head == at or (word.head >= 0 and word.head == words[at].head and k < at))
        for k, word in enumerate(words)
    )
    return bad != negated


def _opening_telling(words: Sequence[Word]) -> int:
    """Where a content opens with a telling and what is told, the noun taken for a verb ("Claims that ... were false");
    how many words there are otherwise.
    """
    opens = len(words) > 1 and words[0].pos == "VERB" and words[1].lemma == "that" and stem(base(words[0])) in REPORTS
    return 0 if opens else len(words)


def _placed(words: Sequence[Word], at: int) -> bool:
    return any(word.head == at and word.role.startswith(("obl", "advmod")) for word in words)


def _predicate_of(words: Sequence[Word], at: int, cue: str) -> int | None:
    """The word that the judging word is said by: itself as a head word, or the verb that links it to its subject."""
    if is_root(words[at]):
        return at
    head = words[at].head
    if words[at].role == "nmod" and head >= 0 and words[head].lemma == "victim":
        return _predicate_of(words, head, cue)  # "was the victim of a hoax"
    if head >= 0 and head == _opening_telling(words) and any(w.head == at and w.role == "cop" for w in words):
        return at
    if head < 0 or words[at].role.split(":")[0] not in PREDICATES:
        return at if head >= 0 and stem(cue) in CALLS and at < 8 else None
    if is_root(words[head]) and (words[head].lemma in LINKS or stem(words[head].lemma) in CALLS):
        return head
    if words[at].role == "conj" and is_root(words[head]) and _judges(words, head):
        return head
    return head if stem(cue) in CALLS and is_root(words[head]) else None


def _under(words: Sequence[Word], head: int, apart: int = -1) -> set[int]:
    inside = {head}
    for _ in words:
        more = {at for at, word in enumerate(words) if word.head in inside and at != apart} - inside
        if not more:
            break
        inside |= more
    return inside
