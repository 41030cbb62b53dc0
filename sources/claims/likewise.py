"""Who did the same as the one before, and what one did first: "The navy declined to comment. So did | the yard", "The
owner first | denied | and then acknowledged the leak".
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from sources.claims import spans, tree
from sources.claims.cues import Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

RULE, EARLIER = "likewise", "earlier"
_SAME, _NEITHER = "so", words("nor neither")
_AUXILIARY = words("did does do has had have")
_ENDS = frozenset(",.;:–—-(")
_TIMES = words("then later since now subsequently eventually finally afterwards")
_NEAR = 5
"""Words between what one said first and what later, at most."""
_LONGEST = 12
"""Words that name who did the same, at most."""
_NOT_SO = frozenset((Stance.DENIES, Stance.DECLINES, Stance.NO_RESPONSE, Stance.UNVERIFIED))


def told(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with one more for each who is said to have done the same as the source of the sentence before:
    it takes over the stance and the content, and stands for whatever else was found in its words.
    """
    out = list(drafts)
    before: Span | None = None
    for sentence in doc.sents:
        first = next((t for t in sentence if not (t.is_space or t.is_punct)), None)
        if before is not None and first is not None and first.i + 2 < sentence.end:
            found = _same(first, before, sentence, out)
            if found is not None:
                out = [d for d in out if not {*found.cue} & {d.anchor, *d.cue}]
                out.append(found)
        before = sentence
    return out


def first_said(doc: Doc, drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Return the drafts with one more for each verb that says another thing of a content before the verb that has it,
    at another time: "The owner first | denied | and then acknowledged that the ship had been hit".
    """
    out, taken = list(drafts), {i for d in drafts for i in d.cue}
    for draft in drafts:
        verb = doc[draft.anchor]
        before = verb.head
        if verb.dep_ != "conj" or before.i >= verb.i or not draft.content or draft.content[0][0] < verb.idx:
            continue
        between = doc[before.i + 1 : verb.i]
        entry = lexicon.verb(before)
        told = entry is not None and entry.act is Act.SPEECH and entry.stance is not draft.stance
        if entry is None or not told or not _TIMES.intersection(t.lower_ for t in between) or len(between) > _NEAR:
            continue
        for other in out:  # its content was taken for a part: "and later confirmed the sale", "sale"
            if other.anchor == before.i and spans.overlap(other.content, draft.content):
                other.content, other.head = draft.content, draft.head
                draft.source = draft.source or other.source
        own = [t for t in before.children if before.i < t.i < verb.i and not t.is_punct]
        alone = all(t.dep_ in ("cc", "advmod") for t in own)
        if not alone or {*tree.verb_group(before)} & taken or not draft.source:
            continue
        cue = [i for i in tree.verb_group(before) if i not in draft.source]
        out.append(
            replace(
                draft, rule=EARLIER, anchor=before.i, cue=cue, lemma=entry.lemma, stance=entry.stance, act=entry.act,
                via=[], score=None, media=[],
            )
        )  # fmt: skip
    return out


def _same(first: Token, before: Span, sentence: Span, drafts: Sequence[Draft]) -> Draft | None:
    """Who did the same, where a sentence opens with it; None for any other sentence."""
    doc, aux = first.doc, first.nbor()
    negative = first.lower_ in _NEITHER
    if not (negative or first.lower_ == _SAME) or aux.lower_ not in _AUXILIARY:
        return None
    who: list[int] = []
    for token in doc[aux.i + 1 : sentence.end]:
        if token.text in _ENDS or token.is_space:
            break
        who.append(token.i)
    if not 0 < len(who) <= _LONGEST or any(doc[i].tag_[:2] in ("VB", "MD") for i in who):
        return None
    earlier = [d for d in drafts if before.start <= d.anchor < before.end and d.cue and d.source and d.content]
    if not earlier or any(s <= first.idx < e for d in drafts for s, e in d.content):
        return None
    same = next((d for d in earlier if d.anchor == before.root.i), earlier[0])
    if negative and not (same.negated or same.stance in _NOT_SO):
        return None
    return replace(same, rule=RULE, anchor=aux.i, cue=[first.i, aux.i], source=who, via=[], score=None, media=[])
