"""What a source does with a content: the cue's own stance, turned by negation, modals, and what the content says."""

import re

from spacy.tokens import Doc, Token

from sources.claims import idioms, spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

_CHECK = words(
    """verify confirm corroborate authenticate substantiate establish determine check ascertain validate vouch find
    trace"""
)
_TELL = words(
    """say tell comment elaborate specify disclose reveal identify name give provide explain discuss answer confirm
    deny clarify describe talk speak address detail speculate release state mention indicate respond share offer
    divulge verify acknowledge dispute be draw hand turn produce supply publish show breathe comment elaborate"""
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
        "voice",
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
_FALSE = re.compile(
    r"""\b(?:not|n't|n’t|never|far\ from|hardly)\s+
      (?:been\s+|at\ all\s+|entirely\s+|remotely\s+)?(?:true|accurate|correct|the\ case|so)\b
    |\b(?:is|are|was|were|be|been|as|it|them|that|this|claims?|reports?|allegations?|accusations?|story|stories)\s+
      (?:(?:\w+ly|all|an?|pure|complete|total|utter|outright|blatant|old|just)\s+|["“‘'])*+
      (?:false|untrue|fake|lies?|fabrications?|fabricated|baseless|groundless|unfounded|nonsense|rubbish|fiction|
      fictitious|bogus|invention|invented|propaganda|disinformation|slander|hoax|fantasy|fantasies|absurd|ludicrous|
      ridiculous|preposterous|incorrect|inaccurate|untruth|smears?|rumou?rs?|myth|concocted|grotesque|garbage|
      without\ (?:any\s+)?(?:foundation|merit|basis)|fairy\ tales?|fables?)\b
    |\b(?:an?|as|pure|sheer)\s+(?:["“‘']|[\w-]+\s+){0,3}(?:fakes?|hoax|lie|fabrication|forgery|invention|fiction|smear|stunt|slander
      |fairy\ tale|myth|play\ for|alibi)\b
    |\b(?:it|that|this)\s+["“‘]?(?:an?\s+)?(?:[\w-]+\s+){0,2}(?:fiction|story|tale|recollection|fantasy|invention)\b
    |["“‘'](?:misinformation|disinformation|untrue|lies|nonsense|rubbish|propaganda)\b|\band\ untrue\b
    |\bno\ truth\b|\bnothing\ (?:of\ the\ (?:kind|sort)|to\ do\ with)\b
    |\bnot\ (?:a\ single\ )?word\ of\ (?:it|this|that)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TOLD = (
    r"claims?|reports?|allegations?|accusations?|charges?|story|stories|rumou?rs?|statements?|assertions?|accounts?"
    r"|suggestions?|version|figures?|tale|talk"
)
_NOT_TRUE = re.compile(
    rf"""\W*(?:that\s+)?(?:it|this|that|these|those|they|(?:[\w.]+(?:['’]s?)?\s+){{1,4}}?(?:{_TOLD}))\s+
    (?:(?:is|was|are|were|has\s+been|had\s+been)(?:\s+\w+ly)?(?:\s+not|n't|n’t)\s+(?:\w+ly\s+)?(?:true|accurate|correct|the\s+case|so)
    |(?:is|was|are|were)\s+(?:\w+ly\s+)?(?:(?:an?|pure|sheer|complete|total|utter)\s+){{0,2}}
      (?:untrue|false|lies?|fabricat(?:ed|ion)|baseless|groundless|unfounded|nonsense|invention|fiction|propaganda|rubbish
      |fakes?|hoax|slander))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMING = words(
    """blast slam deride mock
    call brand label dub describe term deem denounce characterize characterise portray regard consider dismiss"""
)
_CLAIM = re.compile(
    r"""\W*(?:\w+(?:['’]s?)?\s+){0,4}?(?:accusations?|charges?|allegations?|reports?|claims?|suggestions?|talk|story|stories|rumou?rs?
    |speculation|assertions?|findings|exclusive|account|explanation|version|figures?|tally)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_GRANTED = re.compile(
    r"\b(?:true|accurate|credible|correct|serious|plausible|reliable|important|welcome|disturbing|worrying|shocking)\b",
    re.I,
)
_GUESSED = re.compile(
    r"\b(?:speculative|unproven|doubtful|questionable|dubious|of unknown origin|unverified|unconfirmed)\b", re.I
)
_WOULD_NOT = re.compile(
    r"\W*(?:that\s+)?(?:it|he|she|they|we|I)\s+(?:(?:would|could|can|will|does|do|did)\s*(?:not|n't|n’t)|cannot|never|won[’']t)\s+"
    r"(?:be\s+)?(?:comment|discuss|talk|answer|say|speculate|disclose|drawn|elaborate)",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"""(?<!thought\ )(?<!think\ )(?<!if\ )\b(?:we|I|he|she|it|they)\s+(?:was|were|had\s+been)
      \s+(?:wrong|mistaken|misled|in\s+error|[“"‘']?led\s+by)\b
    |\bno\s+longer\s+(?:stands?|stood|maintains?|reflects?|holds?|says?|believes?|be\s+maintained)\b
    |\b(?:took|take|takes)\s+(?:it|that|this|them)\s+(?:all\s+)?back\b
    |\b(?:I|we)\s+withdraw\b|\b(?:had\s+been|was|is|were|bulletin|report|statement)\s+["“‘']?premature\b
    |\b(?:mistake\s+made\s+in|an?\s+["“‘']?unfortunate\s+(?:mistake|error|shorthand))\b|\bused\s+in\s+error\b
    |\bnot\s+correct,\s+and\b|\binvented\s+the\b|\bdid\s+not\s+(?:give\s+a\s+complete|reflect\s+the\s+full)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ODD = re.compile(
    r"""^\W*(?:it\s+)?(?:\w+\s+){0,3}?["“‘']?(?:odd|strange|curious|hard\s+to|difficult\s+to|unlikely|inconsistent|suspicious|implausible|far-fetched
      |unconvincing|doubtful|questionable|dubious|not\s+so\s+sure)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PERSON = re.compile(r"\W*(?:him|her|me|us|you)\b(?! \w+$)", re.IGNORECASE)
_IN_DOUBT = re.compile(r"\binto (?:question|doubt)\W*$", re.IGNORECASE)
_DOUBTED = words("find consider think deem regard call")
_NO_MEANS = re.compile(r"\b(?:no (?:means|way|possibility)|(?:stop|stops|stopped|fell|falls) short) of\W*$", re.I)
_NOBODY = words("nobody none neither")
_PASSED_ON = re.compile(r"\b(?:questions|inquiries|enquiries|queries|requests|reporters|callers)\b", re.IGNORECASE)
_NO_EVIDENCE = re.compile(
    r"^\W*(?:that\s+)?there\s+(?:is|was|were|are|has\s+been)\s+[“\"‘]?no\s+(?:\w+\s+){0,2}(?:evidence|proof|truth|indication|sign)\b",
    re.IGNORECASE,
)
_REQUESTS = words(
    "ask urge call press appeal request beg implore beseech exhort plead invite order instruct command demand"
)
_CLAUSES = frozenset(("object_complement", "infinitive"))
_NEITHER = re.compile(
    r"neither\s+confirm\w*\s+(?:nor|or)\s+den\w+|not\s+confirm\w*\s+or\s+den\w+|n[’']t\s+confirm\s+or\s+deny", re.I
)
_NO_COMMENT = re.compile(r"^\W*(?:a |with )?\W*no comment\W*$", re.IGNORECASE)
_TO = re.compile(r"\W*(?:not )?to\b", re.IGNORECASE)
_CLAUSE = re.compile(r"\W*(?:that\b|\w+\s+\w+)", re.IGNORECASE)
_THERE = r"\W*(?:there(?:[’']s| is| are| was| were| ha[ds] been| have been| will be| would be)\s+)?"
_NEGATIVE = re.compile(_THERE + r"(?:no|not|none|nobody|never|neither|nothing)\b", re.IGNORECASE)
_STRESSED = re.compile(
    _THERE + r"(?:no\s+(?:doubt|question|wonder|secret|mistak\w+|denying|surprise)|not\s+(?:only|just|merely))\b", re.I
)
"""Opens what stresses that something is so."""
_EARLY = re.compile(
    r"\btoo (?:early|soon) to (?:say|tell|know|determine|establish)\b|\bno (?:way|means) of (?:know|verif|confirm)",
    re.I,
)


def settle(doc: Doc, draft: Draft) -> None:
    """Set the draft's stance, act and negation from the whole of cue, content and what stands around them."""
    cue = [doc[i] for i in draft.cue]
    content = " ".join(spans.text_of(doc)[s:e] for s, e in draft.content)
    negative = _NEGATIVE.match(content) or (draft.head is not None and tree.is_negated(doc[draft.head]))
    draft.negated = bool(negative) and not _STRESSED.match(content)
    if _requests(doc, draft):
        draft.act = Act.INTENT
    if draft.rule in SETTLED or not cue:
        if draft.rule in ("colon", "floating") and _NOT_TRUE.search(content[:120]):
            draft.stance = Stance.DENIES
        elif draft.rule == "colon" and _NO_COMMENT.match(content):
            draft.stance = Stance.DECLINES
        return
    anchor = doc[draft.anchor]
    words = " ".join(t.lower_ for t in cue)
    own = [t for t in cue if not any(a <= t.idx < b for a, b in draft.content)]
    negated = tree.is_negated(anchor, outside=draft.content) or any(t.lower_ in tree.NEGATIONS for t in own)
    able = any(t.lower_ in _UNABLE for t in cue)
    follow = doc[draft.head].lemma_.lower() if draft.head is not None else ""
    if _NEITHER.search(spans.text_of(doc)[cue[0].idx : cue[-1].idx + 60]):
        draft.stance, draft.act = Stance.DECLINES, Act.SPEECH
    elif draft.lemma in _CHECK and _unable(doc, draft, content, negated):
        draft.stance = Stance.UNVERIFIED
    elif draft.stance is Stance.DECLINES:
        _declining(draft, follow, negated, content)
    elif draft.lemma in _NAMING and "no longer" in words:
        draft.stance = Stance.RETRACTS
    elif negated or "unable" in words:
        _negative(draft, content, able or "unable" in words, words)
    elif draft.stance is Stance.RETRACTS and draft.rule in ("quotation", "aside"):
        draft.stance = Stance.ASSERTS
    elif draft.lemma == "agree" and _TO.match(content):
        draft.act = Act.INTENT
    elif draft.lemma in ("agree", "allow") and draft.rule in ("clause", "rest", "encoder"):
        if _CLAUSE.match(content) and not tree.is_passive(anchor):
            draft.stance, draft.act = Stance.CONFIRMS, Act.SPEECH
    elif _own(draft, anchor, words, content):
        draft.stance = Stance.ASSERTS
    elif draft.lemma == "challenge" and draft.rule in ("object", "passive", "encoder") and not _TO.search(content):
        draft.stance = Stance.DOUBTS
    elif draft.lemma == "give_up" and not _CLAIM.match(content):
        draft.stance, draft.act = Stance.ASSERTS, Act.INTENT
    elif draft.lemma == "wonder" and not re.match(r"\W*(?:whether|if)\b", content):
        draft.stance = Stance.ASSERTS
    elif draft.stance in (Stance.ASSERTS, Stance.CONFIRMS) and draft.act is Act.SPEECH and _WITHDRAWN.search(content):
        draft.stance = Stance.RETRACTS
    elif draft.stance is Stance.ASSERTS and draft.act is not Act.INTENT:
        _by_content(draft, content)


def turn(doc: Doc, draft: Draft) -> None:
    """Give a plain assertion the stance of what its cue or its content says as a whole, once its spans are settled."""
    if draft.stance is not Stance.ASSERTS:
        return
    found = idioms.in_cue(doc, draft)
    if found is not None:
        draft.stance, draft.act = found, Act.SPEECH
    elif draft.act is not Act.INTENT:
        content = " ".join(spans.text_of(doc)[s:e] for s, e in draft.content)
        draft.stance = idioms.in_content(content) or Stance.ASSERTS


def _own(draft: Draft, anchor: Token, words: str, content: str) -> bool:
    """Whether a cue that mostly answers another's claim has none to answer: "confessed that he was afraid", "was
    recognised as a port", "dismissed him as a clown".
    """
    if draft.lemma == "confess":
        return not _TO.match(content) and "to" not in words.split()
    if draft.lemma in ("recognize", "recognise"):
        return tree.is_passive(anchor) or " as " in content
    return draft.lemma == "dismiss" and bool(_PERSON.match(content))


def _unable(doc: Doc, draft: Draft, content: str, negated: bool) -> bool:
    """Whether a check failed in other words than "could not": no means of checking, "verify neither", "nobody has",
    "has not been verified", "stopped short of confirming".
    """
    if negated and (draft.lemma not in ("confirm", "find") or tree.is_passive(doc[draft.anchor])):
        return True
    before = spans.text_of(doc)[: doc[draft.anchor].idx][-40:]
    first = doc[min(draft.source)].lower_ if draft.source else ""
    second = doc[min(draft.source) + 1].lower_ if draft.source and min(draft.source) + 1 < len(doc) else ""
    return (
        bool(_NO_MEANS.search(before))
        or content.lower().startswith("neither ")
        or first in _NOBODY
        or (first == "no" and second == "one")
    )


def _requests(doc: Doc, draft: Draft) -> bool:
    """Whether a cue says what somebody is to do ("asked both armies to leave"), which is no claim that it is so."""
    head = doc[draft.head] if draft.head is not None else None
    return draft.lemma in _REQUESTS and any(
        t.tag_ == "TO" and t.head.tag_ == "VB" and (t.head.head.i == draft.anchor or t.head is head)
        for s, e in draft.content
        for t in spans.tokens_in(doc, s, e)
    )


def _by_content(draft: Draft, content: str) -> None:
    """What a plain assertion does by what it says: no comment, too early to tell, not true, calling a claim names."""
    if draft.lemma in _NAMING or draft.rule == "object_complement":
        m = _CLAIM.match(content)
        if _IN_DOUBT.search(content):
            draft.stance = Stance.DOUBTS
            return
        if m is not None and draft.lemma in _NAMING and not _GRANTED.search(content):
            draft.stance = Stance.DOUBTS if _GUESSED.search(content) else Stance.DENIES
        elif draft.lemma in _NAMING and _FALSE.search(content):
            draft.stance = Stance.DENIES
    elif _NO_COMMENT.match(content) or _WOULD_NOT.match(content):
        draft.stance = Stance.DECLINES
    elif _EARLY.search(content):
        draft.stance = Stance.UNVERIFIED
    elif _NOT_TRUE.match(content) or _NO_EVIDENCE.match(content):
        draft.stance = Stance.DENIES
    elif draft.lemma == "refer" and _PASSED_ON.search(content):
        draft.stance = Stance.DECLINES
    elif draft.lemma in _DOUBTED and _ODD.match(content):
        draft.stance = Stance.DOUBTS


def _declining(draft: Draft, follow: str, negated: bool, content: str) -> None:
    """Refusing to tell declines; refusing to do is an intent."""
    if negated:
        draft.stance = Stance.ASSERTS
    elif _TO.match(content) and follow not in _TELL and draft.lemma != "decline":
        draft.stance, draft.act = Stance.ASSERTS, Act.INTENT


def _negative(draft: Draft, content: str, able: bool, words: str) -> None:
    """A negated cue: what it means depends on the verb and on whether the source could not or would not."""
    lemma = draft.lemma
    if draft.stance is Stance.DENIES:
        if lemma in ("rule_out", "dismiss", "reject", "brush_off"):
            draft.stance = Stance.ASSERTS
        else:
            draft.stance = Stance.CONFIRMS if lemma in ("dispute", "contest") else Stance.DECLINES
    elif lemma in _CHECK and able:
        draft.stance = Stance.UNVERIFIED
    elif lemma == "confirm":
        draft.stance = Stance.UNVERIFIED if able else Stance.DECLINES
    elif lemma in _REPLY:
        draft.stance = Stance.DECLINES if re.search(r"\b(?:would|will|wo)\b", words) else Stance.NO_RESPONSE
    elif draft.stance is Stance.RETRACTS:
        draft.stance = Stance.CONFIRMS
    elif draft.stance is Stance.CONFIRMS:
        draft.stance = Stance.DECLINES if lemma in ("acknowledge", "admit", "concede") else Stance.DENIES
    elif draft.stance is Stance.DOUBTS:
        draft.stance = Stance.ASSERTS
    elif lemma in _TELL:
        draft.stance, draft.act = Stance.DECLINES, Act.SPEECH
    elif draft.act is Act.BELIEF and lemma in _HOLDING:
        doubted = (
            draft.rule in ("object", "encoder") and lemma in ("believe", "trust") and not content.startswith("that ")
        )
        draft.stance = Stance.DOUBTS if doubted else Stance.DENIES
    elif lemma in _SURE:
        draft.stance = Stance.DOUBTS
