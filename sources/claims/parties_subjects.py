"""Whom a cue without a worded source belongs to: a subject shared with another verb, whoever was asked, the paper."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from sources.claims.participles import spoken_of
from sources.models import Span as Offsets

_ASKED = frozenset({"call", "calls", "email", "emails", "inquiries", "letter", "letters", "message", "messages"}) | {
    "enquiries",
    "question",
    "questions",
    "request",
    "requests",
    "e-mail",
    "e-mails",
}
_PUT_FORWARD = frozenset(
    {"add", "bring", "drop", "give", "issue", "level", "make", "post", "publish", "reiterate", "release", "renew"}
    | {"repeat", "retract", "send", "voice", "withdraw"}
)
"""Verbs whose subject stands behind the claim, report or accusation that is their object."""
_CHECKED = re.compile(
    r"\b(?:not|impossible|unable|no way|never)\b.*\b(?:verif|check|corroborat|authenticat|determin|establish)"
    r"|\b(?:un(?:true|founded|verified|confirmed|proven)|false|misleading|debunked|not true)\b|n['’]t true\b",
    re.IGNORECASE,
)


def shared_subject(doc: Doc, cue: Offsets, worded: Sequence[list[Token]]) -> list[Token]:
    """Return the tokens of the source whose verb the cue at `cue` goes with (`the ministry said …, adding that …`), of
    those who were asked (`calls to the firm were not returned`), or none. `worded` are the sources that the text words.
    """
    span: Span | None = doc.char_span(*cue, alignment_mode="expand")
    if not span:
        return []
    verb = span.root
    if verb.pos_ == "NOUN" and not _put_forward(verb):
        return []
    if verb.i and verb.nbor(-1).lemma_.lower() in {"deny", "dismiss", "reject"}:  # "Family denies | report | that"
        return []
    asked = verb.lower_ == "asked" and verb.dep_ == "advcl" and (verb.tag_ == "VBN" or verb.is_sent_start)
    if spoken_of(verb) or asked:  # "Asked whether …, the minister": by somebody else
        return []
    if any(t.dep_ in {"aux:pass", "nsubj:pass", "expl"} for t in verb.children):
        return _asked(verb)
    sentence = [t for t in worded if t[0].sent == verb.sent]
    own: list[Token] = []
    for climbed in _above(verb):
        subjects = [t for t in climbed.children if t.dep_ == "nsubj" and (t.i < verb.i or climbed != verb)]
        aside = [p for p in climbed.children if p.dep_ == "parataxis" and p.i < verb.i]
        subjects += [t for p in aside for t in p.children if t.dep_ == "nsubj"]
        if found := next((t for s in subjects for t in sentence if s in t), None):
            return found if not own or _attached_low(verb, climbed) else own
        if subjects and not own:
            own = list(subjects[0].subtree)
    if own:
        return own
    before = [t for t in sentence if t[0].i < verb.i]
    return before[-1] if before else sentence[0] if sentence and verb.tag_ == "VBG" else []


def verdict(doc: Doc, cue: Offsets) -> bool:
    """Return whether a cue without a source is the paper's own finding: `could not be verified`, `is false`."""
    return bool(_CHECKED.search(doc.text[cue[0] : cue[1]]))


def _put_forward(noun: Token) -> bool:
    """Whether a claim that a noun names is that of its verb's subject: "repeated the claim that", not "denied" it."""
    return noun.dep_ in {"obj", "dobj"} and noun.head.lemma_.lower() in _PUT_FORWARD


def _above(verb: Token) -> Iterator[Token]:
    for _ in range(6):
        yield verb
        if verb.head.i == verb.i:
            return
        verb = verb.head


def _attached_low(verb: Token, reporting: Token) -> bool:
    """Whether a verb that the parse put under what was said goes with the verb that says it: by its form, or its tense
    after a comma.
    """
    if verb.tag_ == "VBG":
        return True
    finite = [_tense(v) for v in (verb, reporting)]
    joins = next((c for c in verb.children if c.dep_ == "cc"), None)
    apart = joins is not None and joins.i > 0 and joins.nbor(-1).text == ","
    helped = verb.tag_ == "VBD" and _helped(verb.head) and not _helped(verb) and not _helped(reporting)
    return finite[0] == finite[1] and (apart or helped or _tense(verb.head) != finite[0])


def _helped(verb: Token) -> bool:
    return any(c.dep_ == "aux" for c in verb.children)


def _tense(verb: Token) -> str:
    aux = next((c for c in verb.children if c.dep_ == "aux"), None)
    if aux is None:
        return verb.tag_
    return "VBD" if aux.lemma_ == "have" else aux.tag_


def _asked(verb: Token) -> list[Token]:
    for subject in verb.children:
        if subject.dep_ in {"nsubj:pass", "nsubj"} and subject.lower_ in _ASKED:
            for inner in subject.children:
                if inner.dep_ in {"nmod", "obl"} and any(c.lower_ == "to" for c in inner.children):
                    return [t for t in inner.subtree if t.lower_ != "to"]
    return []
