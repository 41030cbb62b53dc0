"""No source, cue or content of the encoder's ends within a phrase: "a woman at the | gate", "the town | of Almin"."""

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.drafts import Draft

_NAMED = frozenset(("NOUN", "PROPN"))
_OPEN = frozenset(("DET", "ADP"))
"""Parts of speech that no phrase ends with."""
_LEFT = frozenset(("det", "compound", "amod", "nmod:poss", "nummod", "case", "flat"))
_HEADS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_WHOM = frozenset(("her", "him", "them"))
REACH = 4
"""Words that a source may want to its noun."""


def whole(doc: Doc, draft: Draft) -> None:
    """Complete a source that ends before its noun ("a woman at the | gate"), and cut such an end off a cue."""
    taken = {*draft.cue}
    last = doc[draft.source[-1]] if draft.source else doc[0]
    owner = last.head if last.tag_ == "POS" else last
    if draft.source and owner.dep_ == "nmod:poss" and owner.pos_ != "PRON":
        owned = range(last.i + 1, owner.head.i + 1)  # "Zeller's | finance chief"
        inside = any(spans.overlap([spans.place(doc, i)], draft.content) or i in taken for i in owned)
        draft.source += [] if inside or len(owned) > REACH else [*owned]
    while draft.source and _is_open(last := doc[draft.source[-1]]):
        free = range(last.i + 1, last.head.i + 1)
        if last.pos_ == "PROPN" and len(free) == 1 and draft.content[0][0] == doc[free[0]].idx:
            draft.content = spans.trim(spans.text_of(doc), spans.minus(draft.content, [spans.place(doc, free[0])]))
        inside = any(spans.overlap([spans.place(doc, i)], draft.content) or i in taken for i in free)
        if last.dep_ not in _LEFT or not free or len(free) > REACH or inside or not draft.content:
            break
        draft.source += list(free)
    while len(draft.cue) > 1 and draft.cue[-1] != draft.anchor and doc[draft.cue[-1]].pos_ == "DET":
        cut = draft.cue.pop()
        if spans.overlap([spans.place(doc, doc[cut].head.i)], draft.content):
            draft.content = spans.joined(doc, [*draft.content, spans.place(doc, cut)])
    if len(draft.cue) > 1 and draft.cue[-1] != draft.anchor and doc[draft.cue[-1]].lower_ in _WHOM:
        draft.cue.pop()


def number(doc: Doc, draft: Draft) -> None:
    """Give a content the number before it that was taken for a piece of the source: "Eighteen | thousand, said"."""
    first = spans.first_in(doc, *draft.content[0]) if draft.content else None
    if first is not None and first.i - 1 in draft.source and first.i not in draft.source:
        before = doc[first.i - 1]
        if before.pos_ == "NUM" and len(draft.source) > 1:
            draft.source = [i for i in draft.source if i != before.i]
            draft.content = spans.joined(doc, [*draft.content, spans.place(doc, before.i)])


def _open(doc: Doc, draft: Draft) -> None:
    """Let a content begin with the words of its first noun: "| Two | drivers were killed"."""
    first = spans.first_in(doc, *draft.content[0])
    taken = {*draft.cue, *draft.source}
    while first is not None and first.i and first.pos_ in _HEADS and not first.is_sent_start:
        before = doc[first.i - 1]
        mine = before.head == first or (first.dep_ == "flat" and first.head == before)
        if not mine or before.dep_ not in _LEFT - {"case"} | {"nsubj"} or before.i in taken:
            return
        draft.content = ((before.idx, draft.content[0][1]), *draft.content[1:])
        first = before


def finish(doc: Doc, draft: Draft) -> None:
    """Let a content that ends within a phrase run to its end: "near the town | of Almin", "flood in | Orvale"."""
    _open(doc, draft)
    last = spans.last_in(doc, *draft.content[-1])
    after = doc[last.i + 1] if last is not None and last.i + 1 < len(doc) else None
    if last is None or after is None or {last.i, after.i} & {*draft.cue, *draft.source}:
        return
    if last.pos_ == "ADP" and len(draft.content) > 1 and draft.content[-1][0] == last.idx:
        draft.content = draft.content[:-1]
        return
    if last.pos_ == "ADP" and last.dep_ == "case" and last.i < last.head.i <= last.i + REACH:
        end = last.head
    elif after.lower_ == "of" and after.head.head == last and after.head.dep_ == "nmod" and last.pos_ == "NOUN":
        end = after.head
    elif last.pos_ == "VERB" and (thing := next((c for c in last.rights if c.dep_ == "obj"), None)) is not None:
        if thing.left_edge.i != after.i:
            return
        end = thing  # "that no one used | the word"
    else:
        return
    more = doc[last.i + 1 : end.i + 1]
    if not any(t.i in draft.cue or t.i in draft.source or t.is_punct or t.is_space for t in more):
        draft.content = (*draft.content[:-1], (draft.content[-1][0], end.idx + len(end)))


def _is_open(last: Token) -> bool:
    """Whether a phrase cannot end with a word: a preposition, an article, an adjective right before its noun, a part of
    a name before the rest.
    """
    if last.pos_ == "PROPN" and last.dep_ == "compound" and last.head.i > last.i:
        return last.head.pos_ == "PROPN"
    noun = last.dep_ in ("amod", "compound", "nmod:poss") and last.head.i == last.i + 1 and last.head.pos_ in _NAMED
    return last.pos_ in _OPEN or noun or (last.dep_ == "aux:pass" and last.head.i == last.i + 1)
