"""The statements of the trained encoder and those of the rules as one list.

The encoder says where a statement stands: on articles that it never saw, its sources, cues and contents are nearer to
those that people mark than the rules' are. The rules say better what a source does with a content, so a statement that
both found has the rules' stance.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from sources.claims import corrections, credence, edges, negation, neighbours, nominal, settling, spans, stance, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Span, Stance

LOUD, HEARD = 0.5, 0.2
"""Probabilities of a cue from which the encoder's spans are believed, and from which it is with a rule's consent."""
_OWNING, _SORRY = words("admit confess own_up"), words("apologise apologize")
OUTVOTE = (Stance.UNVERIFIED,)
BEHIND = 8
"""Characters by which a rule's content starts later than the encoder's where it has but the second of two clauses."""
NEAR = 6
"""Words between two cues of one statement: "was quoted as saying"."""
_SPANS = words(
    """passive adverb no_response unverified no_comment adjective view as headline colon participle rejoinder voice
    writing withdrawal"""
)
"""Rules whose spans are nearer to those that people mark than the encoder's, on articles that it never saw."""
_CONTENTS = words("quotation object object_complement infinitive gerund noun")
"""Rules whose contents are."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_TAKES_UP = frozenset(("it", "this", "that", "to comment", "to answer", "to respond", "to say"))
"""What stands for a question before it: "Asked whether the works had paid, she denied | it |"."""
_NAMING = ("PROPN", "DET")
"""Parts of speech of a bare name, of which the parse may split off the last word."""


def joined(doc: Doc, trained: Sequence[Draft], ruled: Sequence[Draft]) -> tuple[list[Draft], list[Draft]]:
    """Return the statements to keep of those that the encoder and the rules found, one a cue, and the rules' others.

    The encoder's own count as `credence` has it, with the consent of a rule from HEARD on; a rule's own where the rule
    is strict, or takes a side by speech. The others still tell which medium carried a statement.
    """
    settling.part_cues(doc, [*trained, *ruled])
    by_word = {i: d for d in ruled for i in d.cue}
    own = {d.anchor for d in trained}
    cueless = [d for d in ruled if all(doc[i].is_punct for i in d.cue)]
    trained, ruled = ([d for d in found if not nominal.is_object(doc, d)] for found in (trained, ruled))
    out: list[Draft] = []
    used: set[int] = set()
    verbs = {d.anchor for d in ruled if d.rule == "headline"}
    for draft in _once(doc, trained):
        if verbs.intersection(draft.source):  # a headline's verb, taken for part of a name
            continue
        score = draft.score or 0.0
        beside = (by_word[i] for i in draft.cue if i in by_word)
        same = by_word.get(draft.anchor) or next((d for d in beside if d.anchor not in own - {draft.anchor}), None)
        if same is None and not draft.cue:
            same = next((d for d in cueless if _alike(draft.content, d.content)), None)
        if same is not None and (id(same) in used or (score < credence.SURE and credence.is_done(doc, same))):
            continue
        if same is not None and score >= HEARD:
            used.add(id(same))
            out.append(_both(doc, draft, same))
        elif credence.alone(doc, draft):
            draft.cue = edges.pieces(doc, draft)
            out.append(draft)
    neighbours.share_subjects(doc, out, ruled)
    for draft in out:
        edges.complete(doc, draft)
    taken = {i for d in out for i in d.cue}
    rest: list[Draft] = []
    for draft in (d for d in ruled if id(d) not in used):
        stands = not taken & set(draft.cue) and credence.stands(doc, draft)
        others = (d for d in out if d.stance is draft.stance or not _answered_twice(doc, draft, d))
        again = any(_alike(draft.content, d.content) and not _within(doc, draft, d) for d in others if _near(draft, d))
        (out if stands and not again and not _begun(doc, draft, out) else rest).append(draft)
    neighbours.before_answers(doc, out)
    neighbours.before_coordinate(doc, out)
    neighbours.in_full(doc, out)
    return out, rest


def _answered_twice(doc: Doc, draft: Draft, other: Draft) -> bool:
    """Whether two take different sides on one thing: a rejoinder does, and who "first | denied | and then conceded"."""
    return draft.rule == "rejoinder" or (doc[other.anchor].dep_ == "conj" and doc[other.anchor].head.i == draft.anchor)


def _begun(doc: Doc, draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a rule takes the verb that opens what another said for a cue: "a video that it said | showed two men"."""
    start = spans.place(doc, draft.anchor)[0]
    return any(d.source and d.cue and max(d.cue) + 1 == draft.anchor and d.content[0][0] == start for d in others)


def _once(doc: Doc, trained: Sequence[Draft]) -> list[Draft]:
    """The drafts without those whose cue takes in that of a surer one with much the same content, "released a video
    that it | said showed", is a part of such a one's, "laughed and | said", or that have none beside such a one.
    """
    heads = {d.anchor for d in trained}
    dates = {d.anchor for d in trained if doc[d.anchor].lower_ in tree.TEMPORAL and heads & {*d.cue} - {d.anchor}}
    trained = [d for d in trained if d.anchor not in dates]
    by_anchor = {d.anchor: d for d in sorted(trained, key=lambda d: d.score or 0)}

    around: dict[int, list[Draft]] = {}
    for holder in trained:
        for i in holder.cue:
            if i in by_anchor and i != holder.anchor:
                around.setdefault(i, []).append(holder)

    def again(draft: Draft) -> bool:
        others = [by_anchor[i] for i in draft.cue if i in by_anchor and i != draft.anchor]
        if not draft.cue:
            others = [d for d in trained if d.cue and (d.score or 0) > credence.SURE]
        others += (d for d in around.get(draft.anchor, ()) if d.stance is draft.stance or not draft.source)
        return any(
            (d.score or 0) > (draft.score or 0)
            and (
                _alike(d.content, draft.content)
                or (d.source == draft.source and spans.overlap(d.content, draft.content))
            )
            for d in others
        )

    best = ((d, by_anchor[d.anchor]) for d in trained)
    return [d for d, surest in best if (d is surest or d.source != surest.source) and not again(d)]


def _both(doc: Doc, draft: Draft, rule: Draft) -> Draft:
    """One statement of the encoder's draft and the rule's for the same cue: each gives what it does better."""
    outvoted = (
        draft.heard is draft.stance is not rule.stance
        and rule.rule not in stance.SETTLED
        and rule.stance not in OUTVOTE
    )
    if not outvoted:
        draft.stance = rule.stance
    second = rule.rule == "clause" and rule.content[0][0] > draft.content[0][0] + BEHIND
    draft.negated = negation.is_negative(doc, draft) if second else rule.negated
    draft.act, draft.lemma = rule.act, rule.lemma
    corrections.corrected(doc, draft, rule)
    if not draft.cue:
        draft.cue, draft.anchor = rule.cue, rule.anchor
    draft.rule = rule.rule
    if rule.rule in _SPANS or (draft.score or 0.0) < LOUD:
        named = rule.rule not in ("participle", "floating") and (bool(rule.source) or doc[rule.anchor].tag_ != "VBN")
        whole = named and set(rule.source) < set(draft.source) and all(doc[i].pos_ in _NAMING for i in draft.source)
        draft.source = draft.source if whole or _more_told(doc, draft.source, rule.source) else rule.source
        draft.cue, draft.content, draft.head, draft.anchor = rule.cue, rule.content, rule.head, rule.anchor
        return draft
    verb = doc[rule.anchor]
    answers = not draft.source and rule.stance is Stance.DENIES and verb.tag_ == "VBG"
    quoted = verb.lower_ == "saying" and verb.head.lemma_.lower() in ("quote", "cite")
    if rule.source and (answers or quoted):
        draft.source = [*rule.source]
    full = [i for i in rule.source if not (i == rule.source[-1] and (doc[i].is_punct or doc[i].tag_ == "POS"))]
    if len(draft.source) > 1 and draft.source[-1] in rule.cue:  # "a masked man | then says"
        draft.cue = sorted({*draft.cue, draft.source.pop()})
    open_ = bool(draft.source) and doc[draft.source[-1]].tag_ in ("WP", "WDT")  # "The fisherman, who | had fled"
    parted = len(spans.runs(draft.source)) > 1 or full[:-1] == draft.source
    rest = [doc[i] for i in full if i not in draft.source]
    named = any(t.dep_ == "appos" for t in rest) and rest[0].i > max(draft.source, default=0)  # "a clerk |, Una Brill"
    if draft.source and {*draft.source} < {*full} and (parted or open_ or named):
        draft.source = full
    kept = _cut(doc, draft.content, rule.source)
    if (draft.source or verb.tag_ == "VBG") and set(draft.source) < set(rule.source) and kept != draft.content:
        draft.source, draft.content = [*rule.source], kept
    broken = len(draft.content) > 1 == len(rule.content) or _beyond(doc, draft)
    if broken and rule.rule == "quotation" and all(_within_spans(span, draft.content) for span in rule.content):
        draft.content, draft.head = rule.content, rule.head
    before = draft.content[0][0] < verb.idx < draft.content[-1][0]
    behind = spans.text_of(doc)[rule.content[0][1] : draft.content[0][1]].lstrip(" ,")
    goes_on = draft.content[0][0] == rule.content[0][0] and behind.startswith(("and ", "but "))
    taken_up = rule.rule in ("object", "infinitive") and spans.worded(doc, rule.content).lower() in _TAKES_UP
    if (before or goes_on) and taken_up:  # "Asked whether …, she denied it", "disputed that | and said"
        draft.content, draft.head = rule.content, rule.head
    unsure = (draft.score or 0.0) < credence.SURE and rule.rule in _CONTENTS
    if unsure or ((broken or rule.rule in _CONTENTS) and (_beyond(doc, draft) or _alike(draft.content, rule.content))):
        draft.content, draft.head = _with_article(doc, rule.content, draft.content), rule.head
    whose = [i for i in rule.source if doc[i].pos_ == "PRON"] if len(rule.source) == 1 else []
    if whose and (whose[0] in draft.source or not (draft.source or doc[whose[0]].tag_ == "PRP")):
        draft.source, draft.cue = rule.source, rule.cue
        if _alike(draft.content, rule.content) and rule.content[0][0] < draft.content[0][0]:
            draft.content, draft.head = rule.content, rule.head
        elif (first := spans.first_in(doc, *draft.content[0])) is not None and first.i in draft.cue:
            draft.content = _cut(doc, draft.content, [first.i])  # "who asked for | a second whistle"
    if _beyond(doc, draft):
        draft.content = _before_root(doc, draft)
    relative = len(rule.source) == 1 and doc[rule.source[0]].tag_ in ("WP", "WDT")
    bare = (
        not draft.source and (rule.rule == "clause" or relative) and [i + 1 for i in rule.source[-1:]] == draft.cue[:1]
    )
    if all(doc[i].pos_ == "DET" for i in draft.source) and (draft.source or bare or rule.rule == "noun"):
        draft.source = rule.source
    _led_in(doc, draft, rule)
    if rule.rule == "clause" and _of_cue(doc, draft, rule):
        draft.cue, draft.content, draft.head = [*rule.cue], rule.content, rule.head
    start = draft.content[0][0]
    draft.content = _later(doc, draft.content, rule.content)
    draft.cue += [t.i for t in spans.tokens_in(doc, start, draft.content[0][0]) if t.i - 1 in draft.cue or t.like_num]
    inside = {i for i in draft.source if spans.overlap([spans.place(doc, i)], draft.content)}
    draft.source = [i for i in draft.source if i not in inside]
    if rule.rule in _CONTENTS:
        draft.cue = [
            i for i in draft.cue if i == draft.anchor or not spans.overlap([spans.place(doc, i)], draft.content)
        ]
    draft.cue = edges.pieces(doc, draft)
    return draft


def _of_cue(doc: Doc, draft: Draft, rule: Draft) -> bool:
    """Whether a cue took the opening of what is said: "said | it was true | that", or "ever" hid its end."""
    (start, end), (first, last) = draft.content[0], rule.content[0]
    lead = spans.tokens_in(doc, first, start) if first < start else []
    if lead and lead[0].lower_ == "it" and {t.i for t in lead} <= {*draft.cue}:
        return True
    word = spans.last_in(doc, start, end)
    if word is None or word.pos_ != "ADV" or word.i + 1 == len(doc) or start != first:
        return False
    return doc[word.i + 1].pos_ == "VERB" and doc[word.i + 1].idx < last


def _more_told(doc: Doc, source: Sequence[int], rule: Sequence[int]) -> bool:
    """Whether a rule's source only has a relative clause more: "the officer, Paul Ince |, who told them"."""
    rest = [doc[i] for i in rule[len(source) :]]
    return bool(source) and [*rule[: len(source)]] == [*source] and any(t.tag_ in ("WP", "WDT") for t in rest[:2])


def _led_in(doc: Doc, draft: Draft, rule: Draft) -> None:
    """Leave to the cue what a rule has for a part of it: "admitted | to | having crossed"."""
    inside = spans.tokens_in(doc, *draft.content[0])
    lead = "to" if rule.lemma in _OWNING else "for" if rule.lemma in _SORRY else ""
    if len(inside) > 1 and inside[0].lower_ == lead and inside[0].i in rule.cue:
        draft.content = spans.trim(spans.text_of(doc), [(inside[1].idx, draft.content[0][1]), *draft.content[1:]])
        draft.cue = sorted({*draft.cue, inside[0].i})


def _with_article(doc: Doc, rule: tuple[Span, ...], mine: tuple[Span, ...]) -> tuple[Span, ...]:
    """A rule's content with the article before it that the encoder's has: "dismissed | the | poisoning allegation"."""
    lead = spans.tokens_in(doc, mine[0][0], rule[0][0]) if mine[0][0] < rule[0][0] else []
    return ((mine[0][0], rule[0][1]), *rule[1:]) if len(lead) == 1 and lead[0].pos_ == "DET" else rule


def _cut(doc: Doc, content: tuple[Span, ...], tokens: Sequence[int]) -> tuple[Span, ...]:
    """The content without some tokens; as it is where nothing would be left."""
    kept = spans.trim(spans.text_of(doc), spans.minus(content, spans.of_tokens(doc, tokens)))
    return kept or content


def _beyond(doc: Doc, draft: Draft) -> bool:
    """Whether a content runs into the clause that its cue only qualifies: "while the union says so, police …"."""
    root = doc[draft.anchor].sent.root
    return (
        root.i > draft.anchor
        and spans.overlap([spans.place(doc, root.i)], draft.content)
        and any(t.dep_ == "advcl" for t in (doc[draft.anchor], doc[draft.anchor].head))
        and root.pos_ == "VERB"
    )


def _before_root(doc: Doc, draft: Draft) -> tuple[Span, ...]:
    """The content without the main clause that it runs into: "while the union says so, | police …"."""
    root = doc[draft.anchor].sent.root
    subject = next((t for t in root.lefts if t.dep_.startswith("nsubj")), root)
    start = doc[min(t.i for t in subject.subtree)].idx
    kept = spans.minus(draft.content, [(start, len(spans.text_of(doc)))])
    return spans.trim(spans.text_of(doc), kept) or draft.content


def _later(doc: Doc, content: tuple[Span, ...], rule: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without a date in front of it that a rule leaves out: "said on 5 May 2031 that …"."""
    start, end = content[0]
    first = rule[0][0]
    if not start < first < end:
        return content
    lead = spans.tokens_in(doc, start, first)
    count = all(t.like_num and not _YEAR.fullmatch(t.text) for t in lead)
    dated = all(t.lower_ in tree.TEMPORAL or t.like_num for t in lead) and not count
    return ((first, end), *content[1:]) if dated else content


def _alike(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Whether two contents share most of their text."""
    shared = sum(max(0, min(e, y) - max(s, x)) for s, e in a for x, y in b)
    return 2 * shared >= 0.5 * (sum(e - s for s, e in a) + sum(e - s for s, e in b)) > 0


def _within_spans(span: Span, spans_: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans_)


def _near(a: Draft, b: Draft) -> bool:
    return not b.cue or abs(a.anchor - b.anchor) <= NEAR


def _within(doc: Doc, inner: Draft, outer: Draft) -> bool:
    """Whether a cue stands in what another introduces: it is nested, not the same."""
    return bool(inner.cue) and spans.overlap(outer.content, [spans.place(doc, inner.anchor)])
