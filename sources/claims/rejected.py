"""What something is rejected as belongs to the cue: "rejected as “baseless” | a report that"."""

from spacy.tokens import Doc, Token

from sources.claims import idioms, spans
from sources.claims.drafts import Draft

_REJECTS = frozenset(
    (
        "reject",
        "dismiss",
        "deny",
        "denounce",
        "condemn",
        "deride",
        "ridicule",
        "describe",
        "brand",
        "label",
        "characterise",
    )
)


def not_theirs(doc: Doc, draft: Draft) -> None:
    """Leave to nobody the telling that a headline says somebody to deny: "Family denies | report | that he is dead"."""
    before = doc[draft.anchor - 1] if draft.anchor else doc[0]
    denied = before.lemma_.lower() in _REJECTS and doc[draft.anchor].lower_ in idioms.told()
    if denied and draft.cue == [draft.anchor] and draft.source and draft.source[-1] < before.i:
        draft.source = []


def as_false(doc: Doc, draft: Draft) -> None:
    """Leave to a cue what it rejects something as: "rejected as “baseless” | a report that"."""
    _as_told(doc, draft)
    last = max(draft.cue, default=0)
    if not draft.cue or doc[last].lower_ != "as" or _REJECTS.isdisjoint(doc[i].lemma_.lower() for i in draft.cue):
        return
    inside = spans.tokens_in(doc, *draft.content[0])
    noun = next((n for n, t in enumerate(inside[:6]) if n and (t.pos_ == "DET" or _told_of(t, inside[n - 1]))), None)
    if noun is None or inside[0].i != last + 1:
        return
    draft.cue += [t.i for t in inside[:noun]]
    draft.content = spans.trim(spans.text_of(doc), [(inside[noun].idx, draft.content[0][1]), *draft.content[1:]])


def _as_told(doc: Doc, draft: Draft) -> None:
    """Give a content the noun of what is dismissed that the cue took: "dismissed as “fairy tales” | reports that"."""
    as_ = next((i for i in draft.cue if doc[i].lower_ == "as"), len(doc))
    noun = next(
        (i for i in draft.cue if i > as_ and doc[i].lower_ in idioms.told() and doc[i - 1].text in spans.CLOSING), None
    )
    if noun is not None and draft.content[-1][1] > doc[noun].idx:
        draft.cue = [*(i for i in draft.cue if i <= as_), *range(as_ + 1, noun)]
        draft.content = ((doc[noun].idx, draft.content[-1][1]),)


def _told_of(noun: Token, before: Token) -> bool:
    """Whether a noun for a telling stands right behind a quotation: "as “inventions” | reports that"."""
    return before.text in spans.CLOSING and noun.lower_ in idioms.told()
