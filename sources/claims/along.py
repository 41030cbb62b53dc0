"""What others say, told along with what somebody says: "the hull is sound | despite a diver claiming"."""

from collections.abc import Sequence

from spacy.tokens import Doc

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft, cut_answer
from sources.claims.parties import UNKNOWN, Resolved
from sources.models import Stance

_ALONG = words("with despite amid without notwithstanding")
_VERB = "VBG"
_ANSWERS = frozenset((Stance.DENIES, Stance.DOUBTS, Stance.CONFIRMS))


def cut_others(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Let a content end before the preposition by which what another one says is told along with it.

    Only after a comma or "despite", for what somebody is content with is his own to tell.
    """
    text = spans.text_of(doc)
    for other in drafts:
        _without_others(other, drafts)
        _own_source(doc, other)
        first = min(other.source, default=0)
        while first and doc[first - 1].pos_ in ("DET", "ADJ"):
            first -= 1
        if not first or doc[other.anchor].tag_ != _VERB or doc[first - 1].lower_ not in _ALONG:
            continue
        opening = doc[first - 1]
        if opening.lower_ == "with" and doc[first - 2].text != ",":
            continue
        end = max((e for _, e in other.content), default=0)
        for draft in drafts:
            inside = any(s < opening.idx < e for s, e in draft.content)
            if draft is other or not inside or draft.rule == "quotation":
                continue
            kept = spans.minus(draft.content, [(opening.idx, max(end, opening.idx))])
            draft.content = spans.trim(text, kept) or draft.content


def not_deniers(drafts: Sequence[Draft], parties: Sequence[Resolved]) -> list[Resolved]:
    """Return the parties, nobody for a description within a denial that was taken for whoever denies: "rejects the
    assertion, made in | the neighbouring state, | that".
    """
    out = list(parties)
    denials = [n for n, d in enumerate(drafts) if d.stance is Stance.DENIES and parties[n].party and d.content]
    for n, draft in enumerate(drafts):
        if len(draft.source) < 2 or not draft.content or draft.stance is not Stance.ASSERTS:
            continue
        for at in denials:
            (start, _), (_, end) = drafts[at].content[0], drafts[at].content[-1]
            within = (
                start <= draft.content[0][0] and draft.content[-1][1] <= end and min(draft.source) > drafts[at].anchor
            )
            if at != n and within and parties[n].party == parties[at].party:
                out[n] = UNKNOWN
    return out


def _without_others(draft: Draft, drafts: Sequence[Draft]) -> None:
    """Leave out of a source in pieces another one with its own cue: "the League rejects | the assertion made in | the
    capital".
    """
    pieces = spans.runs(draft.source)
    if len(pieces) > 1 and any(
        other is not draft and other.anchor in pieces[0] and not set(pieces[0]).isdisjoint(other.source)
        for other in drafts
    ):
        draft.source = [i for piece in pieces[1:] for i in piece]


def _own_source(doc: Doc, draft: Draft) -> None:
    """Let whoever stands right before the verb behind "despite" be its source, not the subject of what is around it."""
    verb = doc[draft.anchor]
    if verb.tag_ != _VERB or not verb.i or verb.nbor(-1).pos_ not in ("NOUN", "PROPN"):
        return
    speaker = verb.nbor(-1)
    while speaker.dep_ in ("flat", "compound") and speaker.head.i < verb.i:
        speaker = speaker.head
    if any(c.dep_ == "case" and c.lower_ in _ALONG - {"with", "without"} for c in speaker.children):
        whole = tree.noun_phrase(speaker, outside=draft.cue)
        draft.source = [i for i in whole if i < verb.i and doc[i].dep_ != "case"] or draft.source


def part_relatives(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Give what somebody answers in a relative clause its relative for content, and take the clause out of what it
    answers: "said the ferry was empty|, which the union denied".
    """
    text = spans.text_of(doc)
    for answer in drafts:
        first = min((*answer.cue, *answer.source), default=0)
        if answer.stance not in _ANSWERS or not answer.source or answer.rule == "quotation" or first < 3:
            continue
        first -= doc[first - 1].pos_ == "DET" and doc[first - 1].lower_ != "which"
        which = doc[first - 1]
        if which.lower_ != "which" or which.nbor(-1).text != ",":
            continue
        comma, mine = which.nbor(-1).idx, (which.idx, which.idx + len(which))
        before = [d for d in drafts if d is not answer and any(s < comma <= e for s, e in d.content)]
        if not before or answer.content[0][0] > mine[1]:
            continue
        last = doc[max((*answer.cue, *answer.source))]
        answer.content = (mine,)
        for told in before:
            cut_answer(text, told, comma, last.idx + len(last))
