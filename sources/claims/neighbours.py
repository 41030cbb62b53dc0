"""What one statement tells of another in its sentence: where its content ends, and who its source is in full."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Stance

_ANSWERS = (Stance.DENIES, Stance.DECLINES, Stance.NO_RESPONSE, Stance.CONFIRMS)
_WITNESSES = words("eyewitnesses journalists locals reporters residents villagers witnesses")


def before_answers(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Cut a content before what somebody else is told to answer at the same time, "Rebels say they hold two | as the
    navy denies it", and before whom its own source answers by it: "said it was ordinary |, contradicting the firm".
    """
    for answer in drafts:
        seen = any(doc[i].lower_ in _WITNESSES for i in answer.source)  # "said it held the town and residents reported"
        at = min(answer.source, default=0) if answer.stance in _ANSWERS or seen else 0
        own = doc[answer.anchor].lower_ in tree.ANSWERING
        at = answer.anchor if own else at
        before = doc[max(0, at - 1)]
        joins = (
            before.text == ","
            if own
            else before.lower_ in (("and", "but") if seen else ("as", "while")) and doc[at].pos_ != "PRON"
        )
        if not at or not joins or before.sent.start == before.i:
            continue
        for draft in drafts:
            inside = draft.anchor < before.i and spans.overlap([spans.place(doc, before.i)], draft.content)
            if inside and draft.rule != "quotation" and (not own or answer.source in ([], draft.source)):
                kept = spans.minus(draft.content, [(before.idx, before.sent.end_char)])
                draft.content = spans.trim(spans.text_of(doc), kept) or draft.content


def in_full(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Give a rule's source the words before it that another statement of its sentence has: "foreman | Ulla Brandt"."""
    whole = [
        d
        for d in drafts
        if d.score is not None and len(d.source) > 1 and not any(doc[i].tag_ in ("WP", "WP$", "WDT") for i in d.source)
    ]
    for draft in (d for d in drafts if d.score is None and d.source):
        same = (d for d in whole if doc[d.anchor].sent == doc[draft.anchor].sent)
        names = all(doc[i].pos_ == "PROPN" for i in draft.source)
        found = next((d.source for d in same if names and {*draft.source} < {*d.source}), None)
        draft.source = [*found] if found is not None else draft.source


def before_coordinate(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Cut a content before a verb of saying that is coordinate with its own: "conceded it was right | but said"."""
    by_anchor = {d.anchor: d for d in drafts}
    for draft in drafts:
        verb = doc[draft.anchor]
        first = by_anchor.get(verb.head.i) if verb.dep_ == "conj" and not draft.source and draft.cue else None
        joint = min(draft.cue, default=1) - 1
        if first is None or doc[joint].dep_ != "cc" or not spans.overlap([spans.place(doc, joint)], first.content):
            continue
        hole = (doc[joint].idx, len(spans.text_of(doc)))
        first.content = spans.trim(spans.text_of(doc), spans.minus(first.content, [hole])) or first.content


def share_subjects(doc: Doc, drafts: Sequence[Draft], ruled: Sequence[Draft]) -> None:
    """Give a statement without a source that of the rule for it where it shares its subject with a verb that makes no
    statement: "An envoy pressed the papers and | said".
    """
    anchors = {i for d in drafts for i in (d.anchor, *d.cue)} | {d.anchor for d in ruled if d.rule != "encoder"}
    by_anchor = {d.anchor: d for d in ruled if d.rule == "clause"}
    for draft in drafts:
        verb, rule = doc[draft.anchor], by_anchor.get(draft.anchor)
        if draft.source or rule is None or verb.dep_ != "conj" or verb.head.i in anchors or draft.rule != "clause":
            continue
        if tree.own_subject(verb) is None:
            draft.source = [i for i in rule.source if not spans.overlap([spans.place(doc, i)], draft.content)]
