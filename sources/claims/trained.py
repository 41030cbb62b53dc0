"""Statements that the trained encoder found.

One that the encoder alone found has the stance of its cue's entry in the lexicon, turned as the rules turn it, and the
encoder's own where the lexicon has no entry.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sources.claims import (
    asides,
    corrections,
    edges,
    negation,
    nominal,
    spans,
    stance,
    tree,
    withdrawals,
)
from sources.claims.cues import Lexicon
from sources.claims.drafts import Draft
from sources.language.encoder.decode import Found
from sources.language.encoder.docs import EXTENSION, in_characters
from sources.models import Act, Span, Stance

STRONG = 0.8
"""Probability from which the encoder's word that something is withdrawn counts: in training that was made much of."""
ENCODER = "encoder"
TOLD = 0.8
"""Probability from which the encoder's word is taken that a cue unknown to the lexicon is no plain assertion."""


def find(doc: Doc, lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the statements that the encoder found, each with its stance as the lexicon and the rules see it."""
    for found in doc._.get(EXTENSION) or ():
        if (draft := _draft(doc, found, lexicon)) is not None:
            yield draft


def _draft(doc: Doc, found: Found, lexicon: Lexicon) -> Draft | None:
    text = spans.text_of(doc)
    cue = [i for s, e in found.cue for i in range(s, e)]
    source = [i for s, e in found.source for i in range(s, e) if i not in cue]
    content = spans.trim(text, corrections.without_credit(text, in_characters(doc, found.content)))
    anchor = doc[found.anchor]
    if not content or corrections.is_nobodys(anchor, cue, source, content):
        return None
    if tree.supposed(anchor) or nominal.judged(anchor, doc, content):
        return None
    clear = {doc[i].lemma_.lower() for i in cue} >= {"make", "clear"}  # "wishes to make clear that"
    opening = spans.first_in(doc, *content[0])
    entry = lexicon.entry([doc[i] for i in cue], anchor, opening) if cue and not clear else None
    draft = Draft(
        ENCODER,
        anchor.i,
        entry.lemma if entry is not None else lexicon.lemma(anchor) if cue else "",
        cue,
        source,
        content,
        _stance(found),
        Act.SPEECH if clear else Act(found.act) if found.act in set(Act) else Act.BELIEF,
        score=found.score,
        heard=Stance(found.stance),
        media=[(*span, chance) for span, chance in zip(found.via, found.via_scores, strict=True)],
    )
    edges.mend(doc, draft)
    if not draft.content:
        return None
    if ";" in text[draft.content[0][0] : draft.content[-1][1]] and draft.content[-1][1] <= anchor.idx:
        told = [t for s, e in draft.content for t in spans.tokens_in(doc, s, e)]
        draft.content = spans.trim(text, spans.of_tokens(doc, [t.i for t in asides.own_part(told, lexicon)]))
    withdrawals.whole(doc, draft)
    draft.head = _head(doc, draft.content, doc[draft.anchor])
    if entry is not None:
        draft.stance, draft.listed = entry.stance, entry.act is Act.SPEECH
        stance.settle(doc, draft)
    else:
        draft.negated = negation.is_negative(doc, draft)
    return draft


def _stance(found: Found) -> Stance:
    """What the encoder takes an unknown cue for; rare stances only when it is sure, for a wrong one opposes a party."""
    sure = found.stance_score >= (STRONG if found.stance == Stance.RETRACTS else TOLD) or found.stance == Stance.ASSERTS
    return Stance(found.stance) if sure else Stance.ASSERTS


def _head(doc: Doc, content: Sequence[Span], anchor: Token) -> int | None:
    """The content's head word: the one that hangs on the cue, else the first that hangs on a word outside."""
    tokens = [t for s, e in content for t in spans.tokens_in(doc, s, e) if not t.is_punct]
    inside = {t.i for t in tokens}
    heads = [(t.i, t.head.i) for t in tokens]
    tops = [(at, head) for at, head in heads if head not in inside or head == at]
    return next((at for at, head in tops if head == anchor.i), tops[0][0] if tops else None)
