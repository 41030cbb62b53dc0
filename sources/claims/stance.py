"""What a source does with a content: the cue's own stance, turned by negation, modals, and what the content says."""

import re

from spacy.tokens import Doc, Token

from sources.claims import tree
from sources.claims.drafts import Draft
from sources.models import Act, Stance

_CHECK = frozenset(
    """verify confirm corroborate authenticate substantiate establish determine check ascertain validate vouch find
    trace""".split()
)
_TELL = frozenset(
    """say tell comment elaborate specify disclose reveal identify name give provide explain discuss answer confirm
    deny clarify describe talk speak address detail speculate release state mention indicate respond share offer
    divulge verify acknowledge dispute be""".split()
)
_REPLY = frozenset("respond reply answer return comment pick_up".split())
_UNABLE = frozenset("could can able unable cannot impossible possible".split())
_FALSE = re.compile(
    r"""\b(?:not|n't|n’t|never|far\ from|hardly)\s+(?:been\s+|at\ all\s+|entirely\s+|remotely\s+)?(?:true|accurate|correct|the\ case|so)\b
    |\b(?:is|are|was|were|be|been|as|it|them|that|this|claims?|reports?|allegations?|accusations?|story|stories)\s+
      (?:\w+ly\s+|all\s+|a\s+|an\s+|pure\s+|complete\s+|total\s+|utter\s+|simply\s+|just\s+|entirely\s+)*["“‘']?(?:a\s+|an\s+)?
      (?:\w+ly\s+|pure\s+|complete\s+|total\s+|utter\s+|outright\s+|blatant\s+|old\s+)*
      (?:false|untrue|fake|lies?|fabrications?|fabricated|baseless|groundless|unfounded|nonsense|rubbish|fiction|
      fictitious|bogus|invention|invented|propaganda|disinformation|slander|hoax|fantasy|fantasies|absurd|ludicrous|
      ridiculous|preposterous|incorrect|inaccurate|untruth|smears?|rumou?rs?|myth|concocted|grotesque|garbage|
      without\ (?:any\s+)?(?:foundation|merit|basis)|fairy\ tales?|fables?)\b
    |\bno\ truth\b|\bnothing\ (?:of\ the\ (?:kind|sort)|to\ do\ with)\b|\bnot\ (?:a\ single\ )?word\ of\ (?:it|this|that)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEITHER = re.compile(r"neither\s+confirm\w*\s+(?:nor|or)\s+den\w+|not\s+confirm\w*\s+or\s+den\w+|n[’']t\s+confirm\s+or\s+deny", re.I)
_NO_COMMENT = re.compile(r"^\W*(?:a |with )?\W*no comment\W*$", re.IGNORECASE)
_EARLY = re.compile(r"\btoo (?:early|soon) to (?:say|tell|know|determine|establish)\b|\bno (?:way|means) of (?:know|verif|confirm)", re.I)
_NEGATIVE_SUBJECTS = frozenset(("nobody", "none", "nothing", "neither"))


def settle(doc: Doc, draft: Draft) -> None:
    """Set the draft's stance, act and negation from the whole of cue, content and what stands around them."""
    cue = [doc[i] for i in draft.cue]
    anchor = doc[draft.anchor] if draft.anchor < len(doc) else None
    content = " ".join(doc.text[s:e] for s, e in draft.content)
    if draft.head is not None:
        draft.negated = tree.is_negated(doc[draft.head])
    elif draft.content:
        draft.negated = _opens_negative(content)
    if anchor is None or draft.rule in ("colon", "according_to", "per", "adverb", "view", "raising", "floating"):
        draft.stance = Stance.DENIES if draft.rule == "colon" and _FALSE.search(content[:120]) else draft.stance
        return
    negated = tree.is_negated(anchor) or any(t.lower_ in tree.NEGATIONS for t in cue)
    words = " ".join(t.lower_ for t in cue)
    able = any(t.lower_ in _UNABLE for t in cue)
    lemma = draft.lemma
    follow = doc[draft.head].lemma_.lower() if draft.head is not None else ""
    if _NEITHER.search(doc.text[doc[cue[0].i].idx : doc[cue[-1].i].idx + 60]) if cue else False:
        draft.stance, draft.act = Stance.DECLINES, Act.SPEECH
    elif draft.stance is Stance.DECLINES:
        _declining(draft, follow, negated)
    elif negated or "unable" in words:
        _negative(draft, lemma, able or "unable" in words, words)
    elif draft.stance is Stance.ASSERTS and draft.act is Act.SPEECH:
        if _NO_COMMENT.match(content):
            draft.stance = Stance.DECLINES
        elif _EARLY.search(content):
            draft.stance = Stance.UNVERIFIED
        elif _FALSE.search(content if draft.rule == "object_complement" else content[:200]):
            draft.stance = Stance.DENIES


def _opens_negative(content: str) -> bool:
    return bool(re.match(r"\W*(?:no|not|none|nobody|never|neither|nothing)\b", content, re.IGNORECASE))


def _declining(draft: Draft, follow: str, negated: bool) -> None:
    if negated:
        draft.stance = Stance.ASSERTS
    elif draft.rule == "infinitive" and follow not in _TELL:
        draft.stance, draft.act = Stance.DENIES, Act.INTENT


def _negative(draft: Draft, lemma: str, able: bool, words: str) -> None:
    """A negated cue: what it means depends on the verb and on whether the source could not or would not."""
    if draft.stance is Stance.DENIES:
        draft.stance = Stance.ASSERTS if lemma in ("rule_out", "dismiss", "reject") else Stance.DECLINES
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
    elif draft.act is Act.BELIEF and lemma in ("believe", "think", "accept", "buy", "agree", "trust", "expect", "want", "like", "support"):
        draft.stance = Stance.DENIES
    elif draft.act is Act.INTENT:
        draft.stance = Stance.DENIES


def is_silence(verb: Token) -> bool:
    """Whether a verb outside the lexicon's frames says that someone did not answer ("could not be reached")."""
    return tree.is_negated(verb)
