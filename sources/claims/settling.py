"""From the drafts of all rules to those that stand: one a cue, asides cut out, quotations given to their speakers."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from sources.claims import spans, tree
from sources.claims.drafts import Draft, cut_answer
from sources.claims.parties import Resolved
from sources.models import Act, Span, Stance

NEAR = 150
"""Tokens on either side of an aside in which the statement that it interrupts is sought."""
_UNNAMED = re.compile(
    r"(?:not )?to be (?:named|identified|quoted)\b|that (?:his|her|their) names?\b|condition of anonymity\b",
    re.IGNORECASE,
)
REACH = 1_500
"""Characters between a quotation without a cue and the statement whose speaker it may have."""


def distinct(doc: Doc, found: Sequence[Draft], direct: Sequence[Span]) -> list[Draft]:
    """The drafts with sound spans, one a cue: the first rule that claims a cue's word keeps it."""
    out: list[Draft] = []
    taken: set[int] = set()
    quoted = spans.Stretches(direct)
    told: spans.Stretches | None = None
    verbs = [d for d in found if d.rule == "headline"]
    for draft in sorted(found, key=lambda d: d.rule == "floating"):
        if draft.rule == "floating":
            told = told or spans.Stretches(s for d in out for s in d.content)
            if any(told.inside(a, b) for a, b in draft.content):
                continue
        if draft.rule == "adverb":
            _part_adverb(out, taken, draft)
        if not (draft.cue or draft.rule in _CUELESS) or taken & set(draft.cue) or _unsaid(doc, draft, quoted):
            continue
        if draft.rule == "noun" and any(v.anchor < draft.anchor and {*draft.source} <= {*v.source} for v in verbs):
            draft.source = []  # "Mill Denies | Claims Of Fraud": not the mill's claims
        cue = set(draft.cue)
        draft.source = [i for i in draft.source if i not in cue]
        holes = [*spans.of_tokens(doc, draft.cue), *spans.of_tokens(doc, draft.source)]
        if draft.rule != "quotation" and not (draft.rule == "object" and draft.content):
            draft.content = spans.trim(spans.text_of(doc), spans.minus(draft.content, holes))
        if not draft.content:
            continue
        taken |= cue
        out.append(draft)
    return out


def _part_adverb(found: Sequence[Draft], taken: set[int], draft: Draft) -> None:
    """Take an adverb that is a cue by itself out of one that takes a side: "has | reportedly | denied"."""
    for other in found:
        if other.stance is not Stance.ASSERTS and {*draft.cue} < {*other.cue}:
            other.cue = [i for i in other.cue if i not in draft.cue]
            taken.difference_update(draft.cue)


def _unsaid(doc: Doc, draft: Draft, direct: spans.Stretches) -> bool:
    """Whether a draft is but a quoted speaker's own wording ("I think that …").

    Within a direct quotation, only what it reports others to have said counts.
    """
    at = doc[draft.anchor].idx
    if draft.rule in ("quotation", "floating", "colon") or not direct.hold(at):
        return False
    if draft.act is not Act.SPEECH or draft.rule not in _REPORTING or not draft.source:
        return True
    return any(doc[i].lower_ in ("i", "we", "you", "me", "us", "my", "our", "your") for i in draft.source)


_CUELESS = frozenset(("colon", "floating"))
_REPORTING = frozenset(("clause", "aside", "according_to", "rest", "no_response", "unverified"))


def part_cues(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Part two cues in one: of an adverb that is one by itself and of the verb beside it ("has | reportedly | denied"),
    of what is said by a text and of what that text does ("said in a letter | denying").
    """
    by_texts = {d.anchor for d in drafts if d.rule == "writing" and d.cue == [d.anchor]}
    for draft in drafts:
        if draft.anchor not in by_texts and (inside := by_texts.intersection(draft.cue)):
            draft.cue = [i for i in draft.cue if i < min(inside)] or draft.cue
    adverbs = {d.anchor for d in drafts if doc[d.anchor].pos_ == "ADV" and doc[d.anchor].lower_.endswith("ly")}
    sided = [d for d in drafts if d.stance is not Stance.ASSERTS and adverbs & set(d.cue)]
    parted = adverbs.intersection(i for d in sided for i in d.cue)
    for draft in drafts:
        if draft.anchor in parted:
            draft.cue = [draft.anchor]
    for draft in sided:
        draft.cue = [i for i in draft.cue if i not in adverbs] or draft.cue


def cut_asides(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Take out of a content the aside that reports the whole sentence: "denied that …, the agency reported"."""
    drafts = sorted(drafts, key=lambda d: d.anchor)
    anchors = [d.anchor for d in drafts]
    for aside in drafts:
        if aside.rule not in ("aside", "according_to"):
            continue
        words = [*aside.cue, *aside.source]
        hole = (doc[min(words)].idx, doc[max(words)].idx + len(doc[max(words)]))
        for draft in drafts[bisect_left(anchors, aside.anchor - NEAR) : bisect_left(anchors, aside.anchor + NEAR)]:
            if draft is aside or draft.rule == "quotation" or not spans.overlap(draft.content, [hole]):
                continue
            if spans.overlap([(doc[draft.anchor].idx, doc[draft.anchor].idx + 1)], aside.content):
                ends = [e for s, e in draft.content if s <= hole[0] < e]
                tail = spans.text_of(doc)[hole[1] : ends[0]] if ends else ""
                cut = (hole[0], ends[0]) if ends and len(tail) < 40 else hole
                draft.content = spans.trim(spans.text_of(doc), spans.minus(draft.content, [cut])) or draft.content


def cut_background(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Take out of a denial of something what happens meanwhile: "denies negligence | as forty workers fall ill"."""
    text = spans.text_of(doc)
    for draft in drafts:
        if draft.rule not in ("object", "object_complement"):
            continue
        for clause in doc[draft.anchor].children:
            first = clause.left_edge
            if clause.dep_ == "advcl" and first.lower_ in ("as", "while") and tree.own_subject(clause) is not None:
                hole = (first.idx, clause.right_edge.idx + len(clause.right_edge))
                draft.content = spans.trim(text, spans.minus(draft.content, [hole])) or draft.content


def cut_relatives(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Let what a relative clause says end before the main verb: "which admitted no fault, | said the deal was fair"."""
    text = spans.text_of(doc)
    for draft in drafts:
        first = spans.first_in(doc, *draft.content[0]) if draft.content else None
        relative = (
            doc[draft.anchor].dep_ == "acl:relcl"
            or (first is not None and _lacks_subject(draft, first))
            or any(doc[i].tag_ in ("WDT", "WP") for i in draft.source)
        )
        if (
            not relative
            or draft.rule == "quotation"
            or not draft.content
            or draft.content[0][0] < doc[draft.anchor].idx
        ):
            continue
        inside = spans.tokens_in(doc, draft.content[0][0], draft.content[-1][1])
        contact = _lacks_subject(draft, inside[0])
        for comma, verb in pairwise(inside):
            main = contact or (verb.tag_ in ("VBD", "VBZ", "MD") and verb.pos_ in ("VERB", "AUX"))
            if comma.text == "," and main:
                kept = spans.minus(draft.content, [(comma.idx, len(text))])
                draft.content = spans.trim(text, kept) or draft.content
                break


def _lacks_subject(draft: Draft, first: Token) -> bool:
    """Whether what is said is of a noun before it: "of 12 schools she said | had been rebuilt, | four were not"."""
    return (
        first.pos_ == "AUX" and first.tag_ in ("VBD", "VBZ", "VBP", "MD") and first.i == max(draft.cue, default=-2) + 1
    )


def cut_rejoinders(doc: Doc, drafts: Sequence[Draft]) -> list[Draft]:
    """Take what somebody rejects in apposition out of the content that it rejects ("the mill leaked, | a claim that the
    firm denied"), and return the drafts without those that make a statement of its noun, or of what a participle says.
    """
    text = spans.text_of(doc)
    found = [d for d in drafts if d.rule == "rejoinder"]
    for answer in found:
        words = [*answer.cue, *answer.source]
        start, end = answer.content[0][0], max(doc[i].idx + len(doc[i]) for i in words)
        end = max(end, answer.content[-1][1])
        for draft in drafts:
            if draft is not answer:
                cut_answer(text, draft, start, end)
    heads = {d.head: d for d in drafts if d.rule in ("rejoinder", "participle")}
    return [d for d in drafts if d.anchor not in heads or _keeps(doc, d, heads[d.anchor])]


def _keeps(doc: Doc, draft: Draft, answer: Draft) -> bool:
    """Whether a statement of a noun stands beside an answer to all of it, cut to what the answer is about."""
    noun, end = doc[draft.anchor], answer.content[-1][1]
    if end <= noun.idx + len(noun) or draft is answer:
        return draft is answer
    if {*draft.source} & {*answer.source}:  # who laughs a rumour off has not told it
        draft.source = []
    kept = spans.minus(draft.content, [(end, len(spans.text_of(doc)))])
    draft.content = spans.trim(spans.text_of(doc), kept) or draft.content
    return True


def take_whole(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Let what is denied run to the noun that its words belong to: "dismissed the poisoning | allegation"."""
    for draft in drafts:
        if draft.stance is Stance.ASSERTS or draft.rule not in ("object", "object_complement") or not draft.content:
            continue
        start, end = draft.content[-1]
        last = spans.last_in(doc, start, end)
        if last is None or last.dep_ not in ("compound", "amod"):
            continue
        noun = last.head
        if noun.i != last.i + 1 or noun.pos_ != "NOUN" or noun.i in (*draft.cue, *draft.source):
            continue
        draft.content = (*draft.content[:-1], (start, noun.idx + len(noun)))
        for own in drafts:
            if own.anchor == noun.i and spans.overlap(own.content, spans.of_tokens(doc, [draft.anchor])):
                own.content = spans.trim(spans.text_of(doc), [(noun.left_edge.idx, noun.idx)]) or own.content


def turn_positive(doc: Doc, drafts: Sequence[Draft]) -> None:
    """Give those who had claimed what a clause says not to be so the claim itself: "he is | not | her brother, as the
    guards had claimed".
    """
    for draft in drafts:
        verb = doc[draft.anchor]
        mark = tree.child(verb, "mark", "advmod")
        if draft.rule != "as" or not draft.negated or mark is None or not mark.i or mark.nbor(-1).text != ",":
            continue
        if draft.lemma not in _CLAIMED and not any(c.lower_ in ("had", "’d", "'d") for c in verb.lefts):
            continue
        inside = (t for s, e in draft.content for t in spans.tokens_in(doc, s, e))
        word = next((t for t in inside if t.lower_ in tree.NEGATIONS), None)
        if word is not None:
            hole = (word.idx, word.idx + len(word))
            draft.content = spans.trim(spans.text_of(doc), spans.minus(draft.content, [hole])) or draft.content
            draft.negated = False


_CLAIMED = frozenset(("claim", "allege", "suggest", "assert"))


def cut_out(doc: Doc, drafts: Sequence[Draft], holes: Sequence[Span]) -> None:
    """Take these stretches out of what the drafts hold; a draft of nothing else keeps what it has."""
    text = spans.text_of(doc)
    for draft in drafts:
        mine = [h for h in holes if spans.overlap([h], draft.content)]
        if mine:
            draft.content = spans.trim(text, spans.minus(draft.content, mine)) or draft.content
        source = [i for i in draft.source if not any(s <= doc[i].idx < e for s, e in holes)]
        draft.source = source or draft.source


def each(doc: Doc, draft: Draft) -> list[Draft]:
    """The draft once for each of several who did not answer: "the ministry and the embassy did not respond", "neither
    the mayor nor his deputy would say".
    """
    source = sorted(draft.source)
    if source and all(doc[i].tag_ == "WP" for i in source) and _UNNAMED.match(spans.text_of(doc), draft.content[0][0]):
        return []  # "one, who did not wish | to be named, | disagreed"
    neither = next((i for i in source if doc[i].lower_ == "nor" and i + 1 in source), None)
    if neither is not None:
        halves = [[i for i in source if i < neither and doc[i].lower_ != "neither"], [i for i in source if i > neither]]
        return [replace(draft, source=half, via=[]) for half in halves] if all(halves) else [draft]
    if draft.rule not in ("no_response", "no_comment"):
        return [draft]
    joint = next(
        (i for i in source if doc[i].lower_ == "and" and i + 1 in source and doc[i + 1].pos_ in ("DET", "PROPN")), None
    )
    if joint is None or (doc[joint + 1].pos_ != "DET" and doc[joint - 1].text != ","):
        return [draft]
    parts = [[i for i in source if i < joint], [i for i in source if i > joint]]
    if not all(any(doc[i].pos_ in ("NOUN", "PROPN") for i in part) for part in parts):
        return [draft]
    return [replace(draft, source=[i for i in part if not doc[i].is_punct], via=[]) for part in parts]


def followed(doc: Doc, drafts: Sequence[Draft], parties: Sequence[Resolved]) -> list[Resolved]:
    """Return the parties, a quotation without a cue given to whoever spoke last in its paragraph or just before."""
    out = list(parties)
    last: int | None = None
    for n, draft in enumerate(drafts):
        if draft.rule != "floating":
            if draft.act is Act.SPEECH and draft.source:
                last = n
        elif last is not None:
            start, end = doc[drafts[last].anchor].idx, doc[draft.anchor].idx
            if end - start < REACH and spans.text_of(doc).count("\n", start, end) <= 2:
                out[n] = out[last]
    return out
