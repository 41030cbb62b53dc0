"""What a source does with a content: the cue's own stance, turned by negation, modals, and what the content says."""

import re

from spacy.tokens import Doc, Token

from sources.claims import idioms, negation, spans, tree, verdicts, withdrawals
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

_CHECK = words(
    """verify confirm corroborate authenticate substantiate establish determine check ascertain validate vouch find
    trace"""
)
_TELL = words(
    """say tell comment elaborate specify disclose reveal identify name give provide explain discuss answer confirm
    deny clarify describe talk speak address detail speculate guess release state mention indicate respond share offer
    divulge verify acknowledge dispute be draw hand turn produce supply publish show breathe admit concede field
    expand engage"""
)
SETTLED = frozenset(
    (
        "colon",
        "floating",
        "according_to",
        "per",
        "adverb",
        "view",
        "raising",
        "rejoinder",
        "voice",
        "writing",
        "withdrawal",
        "no_response",
        "unverified",
        "no_comment",
    )
)
"""Rules that give the stance themselves."""
_REPLY = words("respond reply answer return comment pick_up")
_HOLDING = words("believe think accept agree trust")
_SURE = words("sure certain convinced confident persuaded buy")
_UNABLE = words("could can able unable cannot impossible possible")
_UNKNOWN = re.compile(r"\W*(?:yet )?(?:who|whom|whose|what|which|when|where|why|whether|if|how)\b", re.IGNORECASE)
_DODGED = re.compile(
    r"\W*to (?:(?:go|get|be drawn) into|(?:take|face) (?:\w+ )?questions|be (?:named|quoted|drawn))\b", re.I
)
_LETTERS = re.compile(r"\b(?:letters?|e-?mails?|messages?|requests?|calls?|enquir\w+|inquir\w+|questions?)\b", re.I)
_OWNED = words("admit concede accept acknowledge own")
_WILLING = words("prepared willing ready inclined able")
_PUT_FORWARD = (Stance.ASSERTS, Stance.CONFIRMS)
_PLAIN = (Stance.ASSERTS, Act.SPEECH)
_THAT = re.compile(r"\W*(?:to \w+ )?that\b", re.IGNORECASE)
_NAMING = words(
    """blast slam deride mock
    call brand label dub describe term deem denounce characterize characterise portray regard consider dismiss"""
)
_MILD = words("describe term deem characterize characterise portray regard consider call")
_GUESSED = re.compile(
    r"\b(?:speculative|unproven|doubtful|questionable|dubious|of unknown origin|unverified|unconfirmed)\b", re.I
)
_PERSON = re.compile(r"\W*(?:him|her|me|us|you)\b(?! \w+$)", re.IGNORECASE)
_IN_DOUBT = re.compile(r"\binto (?:question|doubt)\W*$", re.IGNORECASE)
_DOUBTED = words("find consider think deem regard call")
_NO_MEANS = re.compile(r"\b(?:no (?:means|way|possibility)|(?:stop|stops|stopped|fell|falls) short) of\W*$", re.I)
_SPOKEN = re.compile(r"\W*to (?:talk|speak|comment|discuss|answer)\b", re.IGNORECASE)
_PASSED_ON = re.compile(r"\b(?:questions|inquiries|enquiries|queries|requests|reporters|callers)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:questions?|inquir\w+|enquir\w+|quer(?:y|ies)|reporters?)\b", re.IGNORECASE)
_WAVED = words("brush_off brush_aside wave_away shrug_off laugh_off rebuff")
_NO_EVIDENCE = re.compile(
    r"^\W*(?:that\s+)?there\s+(?:is|was|were|are|has\s+been)\s+[“\"‘]?no\s+(?:\w+\s+){0,2}(?:evidence|proof|truth|indication|sign)\b",
    re.IGNORECASE,
)
_AS_FALSE = re.compile(rf"\bas\W+(?:\w+ly |an? )*(?:{'|'.join(sorted(idioms.listed('false')))})\W*$", re.IGNORECASE)
_CALLED = re.compile(
    rf"\W*as\W+(?:\w+ly )?(?:{'|'.join(sorted(idioms.listed('false')))})\W+(?=(?:an?|the|his|her|its)\b)", re.I
)
_REQUESTS = words(
    """ask urge call press appeal request beg implore beseech exhort plead invite order instruct command demand allow
    permit forbid oblige"""
)
_NEITHER = re.compile(
    r"neither\s+confirm\w*\s+(?:nor|or)\s+den\w+|not\s+confirm\w*\s+or\s+den\w+|n[’']t\s+confirm\s+or\s+deny", re.I
)
_NO_COMMENT = re.compile(r"^\W*(?:a |with )?\W*no comment\W*$", re.IGNORECASE)
_TO = re.compile(r"\W*(?:not )?to\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\W*(?:that\b|\w+\s+\w+)", re.IGNORECASE)


def settle(doc: Doc, draft: Draft) -> None:
    """Set the draft's stance, act and negation from the whole of cue, content and what stands around them."""
    cue = [doc[i] for i in draft.cue]
    content = spans.worded(doc, draft.content)
    draft.negated = negation.is_negative(doc, draft)
    if _requests(doc, draft):
        draft.act = Act.INTENT
    if draft.rule in SETTLED or not cue:
        if draft.rule in ("colon", "floating") and idioms.NOT_TRUE.search(content[:120]):
            draft.stance = Stance.DENIES
        elif draft.rule == "colon" and _NO_COMMENT.match(content):
            draft.stance = Stance.DECLINES
        return
    anchor = doc[draft.anchor]
    words = " ".join(t.lower_ for t in cue)
    own = [t for t in cue if not any(a <= t.idx < b for a, b in draft.content)]
    negated = tree.is_negated(anchor, outside=draft.content) or any(t.lower_ in tree.NEGATIONS for t in own)
    if draft.stance is Stance.CONFIRMS and idioms.SHORT_OF.search(spans.text_of(doc)[: anchor.idx][-60:]):
        negated = True
    able = any(t.lower_ in _UNABLE for t in cue)
    follow = doc[draft.head].lemma_.lower() if draft.head is not None else ""
    neither = _NEITHER.search(spans.text_of(doc), cue[0].idx, cue[-1].idx + 60)
    if neither is not None and neither.end() <= cue[-1].sent.end_char:
        draft.stance, draft.act = Stance.DECLINES, Act.SPEECH
    elif draft.lemma in _CHECK and _unable(doc, draft, content, negated):
        draft.stance = Stance.UNVERIFIED
    elif draft.stance is Stance.DECLINES:
        _declining(draft, follow, negated, content)
    elif "no longer" in words and (draft.lemma in _NAMING or (draft.stance, draft.act) == _PLAIN):
        draft.stance = Stance.RETRACTS if draft.lemma in _NAMING else Stance.ASSERTS
    elif negated and ((draft.lemma in _WILLING and _TO.match(content)) or _SPOKEN.match(content)):
        _unwilling(draft, follow, content)
    elif negated or "unable" in words:
        _negative(draft, content, able or "unable" in words, words)
    elif draft.stance is Stance.RETRACTS and draft.rule in ("quotation", "aside"):
        draft.stance = Stance.ASSERTS
    elif draft.lemma == "agree" and _TO.match(content):
        draft.act = Act.INTENT
    elif draft.lemma in ("agree", "allow") and draft.rule in ("clause", "rest", "encoder"):
        if (
            _CLAUSE.match(content)
            and not tree.is_passive(anchor)
            and (draft.rule != "encoder" or _is_clause(doc, draft))
        ):
            draft.stance, draft.act = Stance.CONFIRMS, Act.SPEECH
    elif _own(draft, anchor, words, content):
        draft.stance = Stance.ASSERTS
    elif draft.lemma == "challenge" and draft.rule in ("object", "passive", "encoder") and not _TO.search(content):
        draft.stance = Stance.DOUBTS
    elif draft.lemma == "give_up" and not idioms.CLAIM.match(content):
        draft.stance, draft.act = Stance.ASSERTS, Act.INTENT
    elif draft.lemma == "wonder" and not re.match(r"\W*(?:whether|if)\b", content):
        draft.stance = Stance.ASSERTS
    elif draft.stance in _PUT_FORWARD and draft.act is Act.SPEECH and withdrawals.takes_back(content):
        if not idioms.ANOTHER.match(content) and not verdicts.of_others(content):
            draft.stance = Stance.RETRACTS
    elif draft.lemma in _OWNED and draft.rule in ("object", "encoder") and idioms.NO_FAULT.match(content):
        draft.stance = Stance.DENIES
    elif draft.stance is Stance.DENIES and draft.lemma in _WAVED and _ASKED.search(f"{words} {content[:30]}"):
        draft.stance = Stance.DECLINES
    elif draft.stance is Stance.ASSERTS and draft.act is not Act.INTENT:
        _by_content(draft, content)


def turn(doc: Doc, draft: Draft) -> None:
    """Once its spans are settled, take the side from a draft whose cue is a deed ("rejected the offer"), and give a
    plain assertion the stance of what its cue or its content says as a whole.
    """
    content = spans.worded(doc, draft.content)
    draft.negated &= draft.stance is not Stance.NO_RESPONSE and draft.rule not in ("no_response", "no_comment")
    if draft.stance is Stance.CONFIRMS and (idioms.in_content(content) is Stance.RETRACTS or withdrawals.owns(content)):
        draft.stance = Stance.RETRACTS
    elif draft.stance is not Stance.ASSERTS and idioms.is_deed(doc, draft):
        draft.stance, draft.act = Stance.ASSERTS, Act.INTENT
    elif draft.stance is Stance.DOUBTS and idioms.in_cue(doc, draft) is Stance.DENIES:  # "scoffed at it as a lie"
        draft.stance = Stance.DENIES
    if draft.stance is not Stance.ASSERTS:
        return
    if draft.act is Act.SPEECH and negation.by_nobody(doc, draft):  # "no one has claimed that"
        draft.act = Act.BELIEF
    found = idioms.in_cue(doc, draft)
    if found is Stance.RETRACTS and any(doc[i].lower_ in tree.NEGATIONS - {"no"} for i in draft.cue):
        return
    if found is not None and idioms.is_deed(doc, draft):
        draft.act = Act.INTENT
    elif found is not None:
        draft.stance, draft.act = found, Act.SPEECH
    elif draft.act is not Act.INTENT:
        told = idioms.in_content(content) or (Stance.DENIES if verdicts.rejects(doc, draft) else None)
        draft.negated = draft.negated and told not in (Stance.DECLINES, Stance.UNVERIFIED)
        if told is not None and not (told is Stance.RETRACTS and withdrawals.anothers(doc, draft)):
            draft.stance = told


def _own(draft: Draft, anchor: Token, words: str, content: str) -> bool:
    """Whether a cue that mostly answers another's claim has none to answer: "confessed that he was afraid", "was
    recognised as a port", "dismissed him as a clown".
    """
    if draft.lemma == "confess":
        return not _TO.match(content) and "to" not in words.split()
    if draft.lemma in ("recognize", "recognise"):
        return tree.is_passive(anchor) or " as " in content
    return draft.lemma == "dismiss" and bool(_PERSON.match(content))


def _is_clause(doc: Doc, draft: Draft) -> bool:
    """Whether a content is a clause, not the phrase that "agree with" takes."""
    head = doc[draft.head] if draft.head is not None else None
    return head is None or any(c.dep_ in ("nsubj", "nsubj:pass", "expl", "csubj") for c in head.children)


def _unable(doc: Doc, draft: Draft, content: str, negated: bool) -> bool:
    """Whether a check failed in other words than "could not": no means of checking, "verify neither", "nobody has",
    "has not been verified", "stopped short of confirming".
    """
    if negated and (draft.lemma not in ("confirm", "find") or tree.is_passive(doc[draft.anchor])):
        return True
    before = spans.text_of(doc)[: doc[draft.anchor].idx][-40:]
    return bool(_NO_MEANS.search(before)) or content.lower().startswith("neither ") or negation.by_nobody(doc, draft)


def _requests(doc: Doc, draft: Draft) -> bool:
    """Whether a cue says what somebody is to do ("asked both armies to leave"), which is no claim that it is so."""
    head = doc[draft.head] if draft.head is not None else None
    return draft.lemma in _REQUESTS and any(
        t.tag_ == "TO" and t.head.tag_ == "VB" and (t.head.head.i == draft.anchor or t.head == head)
        for s, e in draft.content
        for t in spans.tokens_in(doc, s, e)
    )


def _by_content(draft: Draft, content: str) -> None:
    """What a plain assertion does by what it says: no comment, too early to tell, not true, calling a claim names."""
    if (m := _CALLED.match(content)) is not None and draft.lemma in _NAMING and idioms.CLAIM.match(content[m.end() :]):
        draft.stance = Stance.DENIES
    elif draft.lemma in _NAMING or draft.rule == "object_complement":
        m = idioms.CLAIM.match(content)
        if _IN_DOUBT.search(content):
            draft.stance = Stance.DOUBTS
            return
        mild = draft.lemma in _MILD and idioms.MEASURED.match(content) and not idioms.FALSE.search(content)
        if m is not None and draft.lemma in _NAMING and not mild and not idioms.GRANTED.search(content):
            draft.stance = Stance.DOUBTS if _GUESSED.search(content) else Stance.DENIES
        elif draft.lemma in _NAMING and idioms.FALSE.search(content):
            draft.stance = Stance.DENIES
    elif draft.rule in ("object", "encoder") and idioms.CLAIM.match(content) and _AS_FALSE.search(content):
        draft.stance = Stance.DENIES
    elif _NO_COMMENT.match(content) or idioms.WOULD_NOT.match(content):
        draft.stance = Stance.DECLINES
    elif idioms.EARLY.search(content):
        draft.stance = Stance.UNVERIFIED
    elif idioms.NOT_TRUE.match(content) or _NO_EVIDENCE.match(content):
        draft.stance = Stance.DENIES
    elif draft.lemma == "refer" and _PASSED_ON.search(content):
        draft.stance = Stance.DECLINES
    elif draft.lemma in _DOUBTED and idioms.ODD.match(content):
        draft.stance = Stance.DOUBTS


def _declining(draft: Draft, follow: str, negated: bool, content: str) -> None:
    """Refusing to tell declines; refusing to do is an intent."""
    if negated:
        draft.stance = Stance.ASSERTS
    elif _TO.match(content) and follow not in _TELL and draft.lemma != "decline":
        draft.stance, draft.act = Stance.ASSERTS, Act.INTENT
        _unwilling(draft, follow, content)


def _unwilling(draft: Draft, follow: str, content: str) -> None:
    """Not to be willing to tell declines, not to be willing to believe denies; all else is an intent."""
    if follow in _HOLDING and follow != "agree" and _THAT.match(content):
        draft.stance, draft.act = Stance.DENIES, Act.SPEECH
    elif follow in _TELL - {"be", "turn", "show", "draw", "hand"} or _DODGED.match(content):
        draft.stance, draft.act = Stance.DECLINES, Act.SPEECH


def _negative(draft: Draft, content: str, able: bool, words: str) -> None:
    """A negated cue: what it means depends on the verb and on whether the source could not or would not."""
    lemma = draft.lemma
    if draft.stance is Stance.DENIES:
        if lemma in ("rule_out", "dismiss", "reject", "brush_off"):
            draft.stance = Stance.ASSERTS
        else:
            agreed = lemma in ("dispute", "contest") or "no longer" in words
            draft.stance = Stance.CONFIRMS if agreed else Stance.DECLINES
    elif (lemma in _CHECK and able) or (lemma in ("say", "tell") and able and _UNKNOWN.match(content)):
        draft.stance = Stance.UNVERIFIED
    elif lemma == "confirm":
        draft.stance = Stance.UNVERIFIED if able or "independently" in words else Stance.DECLINES
    elif lemma in _REPLY:
        draft.stance = Stance.DECLINES if re.search(r"\b(?:would|will|wo|commenting)\b", words) else Stance.NO_RESPONSE
    elif draft.stance is Stance.RETRACTS:
        draft.stance = Stance.ASSERTS
    elif lemma == "acknowledge" and _LETTERS.search(content[:30]):
        draft.stance = Stance.NO_RESPONSE
    elif draft.stance is Stance.CONFIRMS and lemma == "agree" and _UNKNOWN.match(content):
        draft.stance = Stance.ASSERTS
    elif draft.stance is Stance.CONFIRMS:
        draft.stance = Stance.DECLINES if lemma in ("acknowledge", "admit", "concede") else Stance.DENIES
    elif draft.stance is Stance.DOUBTS:
        draft.stance = Stance.ASSERTS
    elif lemma in _TELL and not (draft.rule == "passive" and lemma == "tell"):  # "they were never told of it"
        draft.stance, draft.act = Stance.DECLINES, Act.SPEECH
    elif draft.act is Act.BELIEF and lemma in _HOLDING:
        doubted = (
            draft.rule in ("object", "encoder") and lemma in ("believe", "trust") and not content.startswith("that ")
        )
        draft.stance = Stance.DOUBTS if doubted else Stance.DENIES
    elif lemma in _SURE:
        draft.stance = Stance.DOUBTS
