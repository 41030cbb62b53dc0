"""Which statements count that the encoder or the rules alone found."""

from spacy.tokens import Doc

from sources.claims import idioms, spans
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

SURE, LISTED, SIDED = 0.8, 0.6, 0.3
"""Probabilities of a cue from which the encoder is believed alone, also where the lexicon knows the cue, and where an
idiom has the cue, or a noun for a telling a clause."""
_STRICT = words(
    "colon no_response unverified no_comment headline that as adverb view voice rejoinder participle writing withdrawal"
)
"""Rules that are right often enough by themselves."""
_PUT = words("application backing bid bill candidacy complaint motion nomination offer proposal support threat")
"""What is put forward by words alone, and withdrawn by them."""
_DONE = words("abandon avoid decline dismiss drop own roll_back take_back withdraw")
"""Lemmas of cues that are nobody's word when they are deeds."""


def alone(doc: Doc, draft: Draft) -> bool:
    """Return whether a draft of the encoder counts that no rule has."""
    score = draft.score or 0.0
    return score >= SURE or (score >= LISTED and draft.listed) or (score >= SIDED and _plain(doc, draft))


def _plain(doc: Doc, draft: Draft) -> bool:
    """Whether a verb is part of an idiom that takes a side ("gave the offer short shrift"), or a noun for a telling
    has a clause with "that".
    """
    if doc[draft.anchor].pos_ != "NOUN":
        return idioms.in_cue(doc, draft) is not None
    return _telling(doc, draft)


def _telling(doc: Doc, draft: Draft) -> bool:
    """Whether a noun for a telling introduces a clause: "allegations | that he took bribes"."""
    first = spans.first_in(doc, *draft.content[0])
    told = doc[draft.anchor].lower_ in idioms.told()
    return told and first is not None and first.lower_ == "that" and draft.content[0][0] > doc[draft.anchor].idx


def is_done(doc: Doc, draft: Draft) -> bool:
    """Whether a rule takes for a statement what is only done, to a thing: "owns the mill", "withdrew its guns"."""
    done = draft.lemma in _DONE and (draft.lemma, draft.rule) != ("dismiss", "passive")
    last = spans.last_in(doc, *draft.content[-1]) if done else None
    return last is not None and last.lower_ not in _PUT and idioms.is_deed(doc, draft)


def stands(doc: Doc, draft: Draft) -> bool:
    """Whether a rule's statement counts though the encoder has none there."""
    if draft.rule in _STRICT:
        return True
    noun = doc[draft.anchor]
    borne = noun.dep_ == "obj" and noun.head.lemma_.lower() == "face" and _telling(doc, draft)
    sourced = draft.source or draft.rule == "passive" or borne
    if draft.act is not Act.SPEECH or not sourced or is_done(doc, draft):
        return False
    return (
        draft.stance is not Stance.ASSERTS
        or draft.rule in ("clause", "quotation", "aside")
        or borne
        or (draft.rule == "noun" and bool(draft.source) and _telling(doc, draft))
        or draft.lemma == "hold_responsible"
    )
