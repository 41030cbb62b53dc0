"""Participles that say something of the noun before them: "a man said to be the owner", "a picture purporting to show".

The parser of a small model takes the noun of the first for whoever speaks, though nobody is named who does, and lets
the infinitive run into the main clause.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import Lexicon, words
from sources.claims.drafts import Draft

RULE = "participle"
_SPOKEN_OF = words("said thought believed reported alleged rumoured rumored understood presumed reputed feared")
"""Participles of verbs of which none has an infinitive for its object in the active."""
_OWN = words("claiming purporting purported professing alleging")
"""Participles of which the noun is whoever speaks, or what shows it."""
_PUT = words("asked pressed quizzed questioned challenged")
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_RELATIVE = frozenset(("WDT", "WP", "WRB"))
_BEFORE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "ADV"))
_ENDS = frozenset((",", ".", ";", ":", ")", "—", "–", "--", "?", "!"))
SHORTEST, LONGEST = 3, 40
"""Words that a noun is said to be, do or show."""


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield what a sentence's nouns are said, thought or claim to be, to do or to show, of its tokens."""
    for n, verb in enumerate(tokens):
        own = verb.lower_ in _OWN and (verb.tag_ == "VBG" or verb.dep_ == "acl")
        if not (own or spoken_of(verb)) or not 0 < n < len(tokens) - 3 or tokens[n + 1].lower_ != "to":
            continue
        noun, entry = _holder(tokens, n), lexicon.verb(verb)
        if entry is None or noun.pos_ not in ("NOUN", "PROPN") or tokens[n + 2].pos_ not in ("VERB", "AUX"):
            continue
        phrase = _phrase(noun)
        said = _infinitive(tokens[n + 1 : n + LONGEST])
        if len(said) < SHORTEST:
            continue
        content = said if own else [*phrase, *said]
        yield Draft(
            RULE,
            verb.i,
            entry.lemma,
            [verb.i],
            phrase if own else [],
            spans.trim(spans.text_of(verb.doc), spans.of_tokens(verb.doc, content)),
            entry.stance,
            entry.act,
            tokens[n + 2].i,
        )


def spoken_of(verb: Token) -> bool:
    """Whether a verb is a participle that tells what others say of the noun before it: "a man | said | to be armed",
    "the chairman stands | accused |".
    """
    if verb.lower_ == "accused" and verb.i and verb.nbor(-1).lower_ in ("stand", "stands", "stood"):
        return True
    if verb.lower_ not in _SPOKEN_OF or not verb.i or verb.i + 1 >= len(verb.doc) or verb.nbor().lower_ != "to":
        return False
    return verb.nbor(-1).pos_ in ("NOUN", "PROPN") and tree.child(verb, "aux", "aux:pass") is None


def is_put(verb: Token) -> bool:
    """Whether a verb is a participle for what was done to its subject, though tagged as a past: "Asked whether it
    leaked, she said", "An aide, asked whether it leaked, hung up".
    """
    if verb.tag_ not in ("VBD", "VBN"):
        return False
    if verb.lower_ in _PUT and verb.i and verb.nbor(-1).text == ",":
        after = verb.doc[verb.i + 1 : verb.sent.end]
        return any(t.text == "," and t.nbor().tag_ in ("VBD", "VBZ", "MD") for t in after[:-1])
    early = verb.dep_ == "advcl" and verb.i < verb.head.i
    return early and not any(c.dep_.startswith(("nsubj", "csubj", "aux", "mark")) for c in verb.lefts)


def asked_by(verb: Token) -> bool:
    """Whether a verb is a participle in commas that says by whom its noun was asked: "the zoo, | asked | by the paper
    how", where nobody tells anything.
    """
    around = [t.lower_ for t in verb.doc[max(0, verb.i - 1) : verb.i + 2]]
    return verb.lower_ in _PUT and around[::2] == [",", "by"]


def asked_before(verb: Token) -> tuple[list[int], list[int]]:
    """Who was asked in commas before `verb` opens what they did then, and what they were asked: "| The hospital |,
    asked by the paper | how many beds it had |, referred questions"; empty where nobody was.
    """
    doc, start = verb.doc, verb.sent.start
    comma = next((i for i in range(verb.i - 1, max(start, verb.i - 4), -1) if doc[i].text == ","), start)
    if comma == start:
        return [], []
    put = next((i for i in range(start + 2, comma) if doc[i].lower_ in _PUT and doc[i - 1].text == ","), start)
    while start < put - 1 and doc[start].is_space:
        start += 1
    whom = [*range(start, put - 1)]
    if not whom or any(doc[i].pos_ in ("VERB", "AUX", "PUNCT") for i in whom):
        return [], []
    opens = (
        i for i in range(put + 1, comma) if doc[i].tag_ in _RELATIVE or doc[i].lower_ in ("if", "whether", "about")
    )
    return whom, [*range(next(opens, comma), comma)]


def _holder(tokens: Sequence[Token], n: int) -> Token:
    """The noun before a participle, or before when it was made: "a | video | released Tuesday purporting to show"."""
    at = n - 1
    while at > 1 and tokens[at].lower_ in tree.TEMPORAL:
        at -= 1
    return tokens[at - 1] if at < n - 1 and at and tokens[at].pos_ == "VERB" else tokens[at]


def _phrase(noun: Token) -> list[int]:
    """The noun phrase that ends with a noun, up to what it qualifies: "another man in | orange"."""
    head = noun
    while head.dep_ == "nmod" and head.head.i < head.i and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    under = {t.i for t in head.subtree}
    first = head.i
    while first - 1 in under and noun.doc[first - 1].pos_ in _BEFORE:
        first -= 1
    return list(range(first, noun.i + 1))


def _infinitive(tokens: Sequence[Token]) -> list[int]:
    """The infinitive that some tokens open with, up to the verb of the clause that its noun is part of."""
    said = [*tokens[:2]]
    for t in tokens[2:]:
        if t.text in _ENDS or t.lower_ == "also":
            break
        if t.tag_ in _FINITE and said[-1].tag_ not in _RELATIVE:
            while said[-1].pos_ == "ADV":
                said.pop()
            break
        said.append(t)
    return [t.i for t in said]
