"""What a statement holds of its content: that it is so, that it is not, or neither."""

import re
from collections.abc import Sequence

from sources.conflicts.truth import REPORTS, UNTRUE, judgement
from sources.conflicts.words import base, is_root, stem, word_list
from sources.models import QuoteForm, Stance, Statement, Word

PROPOSALS = word_list("proposals")
"""Stems of what can be turned down without being disputed."""
ATTITUDES = word_list("attitudes")
"""Stems of cues that tell how somebody stands to something, not what is so."""
WISHES = word_list("wishes", stemmed=False)
"""Lemmas of what says that something is wanted, not that it is so."""
LEFT_OPEN = word_list("left_open", stemmed=False)
"""Words by which a negative content leaves open what is so, or says what ought to be."""
_CLOSING = " \t\n\"'\u2019\u201d)"
TURNS_DOWN = word_list("turns_down")
"""Stems of verbs that turn down a proposal as well as a telling."""
UNKNOWING = word_list("unknowing")
"""Stems that, negated, say that somebody does not know."""
PUT_OUT = word_list("put_out")
"""Stems of what is told or counted, and what shows it: who rejects it disputes it."""
_TAGGED = re.compile(
    r"\w\w, (?:what else|what more|who else|is it not|right|no|(?:is|was|are|were|do|does|did|has|have|had|ca|wo)n[’']t"
    r" (?:it|he|she|they|we|you))\b[^,?.!]*\?\W*$",
    re.I,
)
"""A statement that closes with a question by which it only asks for assent."""
_THIS = frozenset(("this", "that", "these", "those"))
_EACH_OTHER = re.compile(r"\W*(?:each other|one another|the other)\b", re.I)
"""Opens what two parties hold against one another: both sides at once, so neither."""
_EXCHANGE = frozenset(map(stem, ("trade", "exchange", "swap")))
"""Stems of cues for what two hand each other: "trade accusations over the raid"."""
_NOBODY = re.compile(r"(?:no|none|nobody|neither)\b", re.I)
FINDS = frozenset(map(stem, ("verify", "confirm", "prove", "corroborate", "substantiate")))
"""Stems of cues that, negated, say that something is not known to be so."""
AHEAD = re.compile(r"\b(?:will|would|may|might|could|should|must|ha(?:s|ve) to)\b", re.I)
"""Who will or might deny has not denied."""
WHOLE = 0.6
"""Share of a content from which a statement inside it is what it tells."""


def position(statement: Statement) -> int:
    """Return what a statement holds of its content, taken positively: 1 that it is so, -1 that it is not, 0 neither.

    Who asks, wants or would rather, who does not know, who turns down a proposal, and two who accuse each other hold
    neither.
    """
    if _asks(statement.content.text):
        return 0
    if _EACH_OTHER.match(statement.content.text) or stem(statement.cue.lemma) in _EXCHANGE:
        return 0
    match statement.stance:
        case Stance.ASSERTS if stem(statement.cue.lemma) in ATTITUDES:
            return 0
        case Stance.ASSERTS | Stance.CONFIRMS if _wished(statement.words) or _NOBODY.match(statement.source.text):
            return 0
        case Stance.ASSERTS | Stance.CONFIRMS:
            return (0 if _unknowing(statement) else -1) if statement.negated else 1
        case Stance.DENIES if _NOBODY.match(statement.source.text) or _no_comment(statement.words):
            return 0
        case Stance.DENIES if AHEAD.search(statement.cue.text) or stem(statement.cue.lemma) in FINDS:
            return 0
        case Stance.DENIES if stem(statement.cue.lemma) in TURNS_DOWN and _turned_down(statement.words):
            return 0
        case Stance.DENIES:  # a negative content words the denial itself ("denied it: 'There was no shooting'")
            return -1
        case _:
            return 0


def _asks(content: str) -> bool:
    """Whether a content is a question, not a statement with a question behind it: "It is a coup, what else?"."""
    return content.rstrip(_CLOSING).endswith("?") and not _TAGGED.search(content)


def _no_comment(words: Sequence[Word]) -> bool:
    """Whether it is comments that are turned down."""
    return any(is_root(word) and word.lemma == "comment" for word in words)


def _unknowing(statement: Statement) -> bool:
    """Whether what is negated is knowledge: who is not aware of it, or holds that it is not false, does not deny."""
    words = statement.words
    if statement.quote is QuoteForm.DIRECT and any(word.lemma == "would" for word in words):
        return True  # in reported speech it may stand for "will"
    head = next((word for word in words if is_root(word)), None)
    return (head is not None and stem(head.lemma) in UNKNOWING | UNTRUE) or any(
        word.lemma.lower() in LEFT_OPEN
        for word in words
        if word.pos in {"AUX", "ADV"} and (word.head < 0 or is_root(words[word.head]) or words[word.head] is head)
    )


def _wished(words: Sequence[Word]) -> bool:
    """Whether the content says what somebody wants or what ought to be."""
    roots = {at for at, word in enumerate(words) if is_root(word)}
    return any(words[at].lemma in WISHES for at in roots) or any(
        word.head in roots and word.pos == "AUX" and word.lemma in WISHES for word in words
    )


def _turned_down(words: Sequence[Word]) -> bool:
    """Whether what is rejected is no telling: an offer, a bill, a thing, somebody."""
    opening = next((word for word in words[:4] if word.pos in {"NOUN", "VERB", "PROPN"}), None)
    if opening is not None and opening.pos == "NOUN" and stem(opening.lemma) in PROPOSALS:
        return True
    clause = any(word.text.lower() == "that" for word in words[:2])
    pointing = len(words) == 1 and words[0].text.lower() in _THIS
    return not (clause or pointing or any(stem(base(word)) in REPORTS | UNTRUE | PUT_OUT for word in words))


def relayed(statements: Sequence[Statement]) -> frozenset[str]:
    """Return the ids of statements whose content is another one's denial ("it reported that the ministry denied ...")
    or somebody's not knowing ("it said that its observers could not determine who had fired").

    They tell of it; taken by their own words they would stand on the side that a denial is against, or on one at all.
    """
    inside = [(_whole(s), position(s) < 0) for s in statements if s.cue.spans and (_open(s) or position(s) < 0)]
    found = set()
    for outer in statements if inside else ():
        start, end = reach(outer.content.spans)
        held = {
            denial
            for (low, high), denial in inside
            if start <= low and high <= end and high - low >= WHOLE * (end - start)
        }
        if (False in held and not _open(outer)) or (
            True in held and position(outer) >= 0 and not judgement(outer.words, outer.cue.lemma)
        ):
            found.add(outer.id)
    return frozenset(found)


def _open(statement: Statement) -> bool:
    """Whether it says that somebody could not establish, or would not say, what is so."""
    return statement.stance in {Stance.UNVERIFIED, Stance.DECLINES}


def _whole(statement: Statement) -> tuple[int, int]:
    return reach((*statement.source.spans, *statement.cue.spans, *statement.content.spans))


def reach(spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return where the first of some spans starts and the last one ends."""
    return min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
