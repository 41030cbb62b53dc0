"""What the encoder took for a source, cue or content and a rule, or the words' shape, shows to be another's."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sources.claims import asked, idioms, participles, rejected, spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Span

_TITLES = frozenset(("mr", "mrs", "ms", "dr"))
_DANGLING = ("CCONJ", "AUX", "DET", "SCONJ")
_SORRY = words("apologise apologize")
_LATER = frozenset(("later", "earlier", "before", "after", "ago"))
_TERMS = frozenset(("anonymity", "named", "identified", "quoted"))
_NAMING = frozenset(("ADJ", "CCONJ", "DET", "NOUN", "PROPN"))
_NOT_TOLD = words("contrary unheeded")
_NOBODYS = words("clear unclear known unknown certain uncertain")
"""What something is ("it was not clear whether") without anyone who says so."""
_CONTRARY = re.compile(r"contrary to [^,\n]{3,60}, (?=\S)", re.I)
_TAIL = re.compile(r",\s+(?:an?|the)$", re.I)
"""What is left of an apposition that was cut off."""
_SELF = re.compile(r"(?:it|him|her|them)sel(?:f|ves)\b", re.I)
_CREDIT = re.compile(r"/[^/\n]{2,40}/\.?\s*(?:[-–—]\s*)?")


def is_nobodys(anchor: Token, cue: Sequence[int], source: Sequence[int], content: Sequence[Span]) -> bool:
    """Return whether what the encoder found is nobody's word: "contrary to reports", "it was not clear whether", "a
    group calling itself the Salt Brigade", "the zoo, asked by the paper how". `cue` and `source` are token numbers,
    `content` character spans.
    """
    doc, low = anchor.doc, anchor.lower_
    if any(doc[i].lower_ in _NOT_TOLD for i in cue) or (low in _NOBODYS and [doc[i].lower_ for i in source] == ["it"]):
        return True
    terms = low == "spoke" and anchor.i + 2 < len(doc) and doc[anchor.i + 2].lower_ == "condition"
    if terms or participles.asked_by(anchor):
        return True
    if anchor.dep_ == "amod" and low == "announced" and not source:  # "on the | announced | bearing"
        return True
    return anchor.dep_ == "acl" and low == "calling" and bool(_SELF.match(spans.text_of(doc), content[0][0]))


def without_credit(text: str, content: Sequence[Span]) -> list[Span]:
    """Return the content's spans without the agency's credit that opens a report ("/TASS/. ")."""
    out = []
    for start, end in content:
        credit = _CREDIT.match(text, start, end)
        out.append((credit.end() if credit else start, end))
    return out


def reshape(doc: Doc, draft: Draft) -> None:
    """Mend a draft of the encoder by the shape of its words alone."""
    _half_words(doc, draft)
    asked.approached(doc, draft)
    _hours_later(doc, draft)
    _accused(doc, draft)
    _unfinished(doc, draft)
    _interleaved(doc, draft)
    _whose(doc, draft)
    rejected.as_false(doc, draft)
    rejected.not_theirs(doc, draft)
    _both(doc, draft)
    asked.asked(doc, draft)
    _by_another(doc, draft)
    _answered_by(doc, draft)
    _behind_dash(doc, draft)
    _related(doc, draft)
    _contrary(doc, draft)
    _faced(doc, draft)
    _sorry_after(doc, draft)


def _sorry_after(doc: Doc, draft: Draft) -> None:
    """Give a content the "after" that tells for what somebody is sorry: "apologised | after 900 were stranded"."""
    first = spans.first_in(doc, *draft.content[0])
    before = doc[first.i - 1] if first is not None and first.i == max(draft.cue, default=0) + 2 else None
    if draft.lemma in _SORRY and before is not None and before.lower_ == "after":
        draft.content = ((before.idx, draft.content[0][1]), *draft.content[1:])


def _hours_later(doc: Doc, draft: Draft) -> None:
    """Cut from a content the time that a word behind it goes on: "withdrew the report | hours later"."""
    last = spans.last_in(doc, *draft.content[-1])
    if last is None or last.i + 1 >= len(doc) or doc[last.i + 1].lower_ not in _LATER or last.tag_ != "NNS":
        return
    start = draft.content[-1][0]
    if last.lower_ in tree.TEMPORAL and last.idx > start and not doc[last.i - 1].like_num:
        draft.content = (*draft.content[:-1], (start, last.idx))
        draft.content = spans.trim(spans.text_of(doc), draft.content) or draft.content


def _half_words(doc: Doc, draft: Draft) -> None:
    """Take from a cue what is but half of a word with a hyphen: "asked for a one- | line | email"."""
    cue = {*draft.cue}
    draft.cue = [
        i for i in draft.cue if i == draft.anchor or not (i and doc[i - 1].tag_ == "HYPH" and i - 1 not in cue)
    ]


def _related(doc: Doc, draft: Draft) -> None:
    """Cut from a source a relative clause without its verb: "Velmara |, which the council | has accused … | denied"."""
    at = next((n for n, i in enumerate(draft.source) if n and doc[i].tag_ in ("WDT", "WP")), 0)
    if 0 < at < len(draft.source) - 1 and not any(doc[i].pos_ in ("VERB", "AUX") for i in draft.source[at:]):
        kept = draft.source[: at - (doc[draft.source[at - 1]].text == ",")]
        draft.source = kept or draft.source


def _contrary(doc: Doc, draft: Draft) -> None:
    """Cut from a content what it is said against: "Contrary to reports, | the bridge stands"."""
    start, end = draft.content[0]
    if opening := _CONTRARY.match(spans.text_of(doc), start, end):
        draft.content = ((opening.end(), end), *draft.content[1:])


def _faced(doc: Doc, draft: Draft) -> None:
    """Leave to nobody what somebody faces: "Lund has faced | allegations | that he took bribes"."""
    first = spans.first_in(doc, *draft.content[0])
    if doc[draft.anchor].lemma_.lower() != "face" or first is None or first.lower_ not in idioms.told():
        return
    start = doc[min(first.i + 1, len(doc) - 1)].idx
    rest = spans.trim(spans.text_of(doc), [(start, draft.content[0][1]), *draft.content[1:]])
    if rest:
        draft.source, draft.cue, draft.anchor, draft.content = [], [first.i], first.i, rest


def _behind_dash(doc: Doc, draft: Draft) -> None:
    """Leave to "according to" what stands behind a dash alone: "it was told on Friday — | four days late |, according
    to a clerk".
    """
    first = min(draft.cue, default=0)
    if doc[first].lower_ != "according":
        return
    dashes = [i for i in range(doc[first].sent.start, first) if doc[i].text in ("—", "–", "--")]
    start, end = draft.content[-1]
    if len(dashes) == 1 and start < doc[dashes[0]].idx < end <= doc[first].idx:
        draft.content = spans.trim(spans.text_of(doc), [(doc[dashes[0] + 1].idx, end)]) or draft.content


def _answered_by(doc: Doc, draft: Draft) -> None:
    """Take whom a participle answers from its source: "The service said …, | contradicting | the firm, which …"."""
    verb = doc[draft.anchor]
    if verb.lower_ not in tree.ANSWERING or doc[verb.i - 1].text != "," or not draft.source:
        return
    whom, who = tree.child(verb, "obj"), tree.own_subject(verb.sent.root)
    if whom is not None and who is not None and who.i < verb.i < max(draft.source):
        draft.source = tree.noun_phrase(who)
        draft.content = spans.of_tokens(doc, [t.i for t in whom.subtree])


def _by_another(doc: Doc, draft: Draft) -> None:
    """Take from a source whoever else what it answers is by: "Corvel | rejected | an accusation by | the mayor |"."""
    first, *others = spans.runs(draft.source) or [[]]
    cue = min(draft.cue, default=0)
    if not others or not first[-1] < cue < others[-1][0]:
        return
    kept = [run for run in others if doc[run[0] - 1].lower_ != "by" or doc[run[0] - 2].pos_ != "NOUN"]
    draft.source = [i for run in (first, *kept) for i in run]


def corrected(doc: Doc, draft: Draft, rule: Draft) -> None:
    """Take a rule's source for one that is but what another verb is done to ("an official not allowed to brief |
    the press | said"), and its content for one that ends with a word that more must follow ("it knew and | would").
    """
    if rule.rule in ("clause", "rest") and rule.source and draft.source:
        kept = [
            run for run in spans.runs(draft.source) if {*run} & {*rule.source} or not _done_to(doc, run, rule.anchor)
        ]
        draft.source = [i for run in kept for i in run] or _without_terms(doc, rule.source)
    if rule.rule == "aside" and rule.lemma == "tell" and not rule.source:  # "Firm hid risk, jury told"
        draft.source = []
    (start, end), (first, last) = draft.content[-1], rule.content[-1]
    if rule.rule == "clause" and len(draft.content) == len(rule.content) and start == first and end < last:
        word = spans.last_in(doc, start, end)
        if word is not None and (word.pos_ in _DANGLING or word.lower_ in _TITLES) and end < doc[word.i + 1].idx + 2:
            draft.content, draft.head = rule.content, rule.head


def _without_terms(doc: Doc, source: Sequence[int]) -> list[int]:
    """A source without the clause that tells on which terms it spoke: "an envoy | who spoke on condition of anonymity |
    said".
    """
    at = next((n for n, i in enumerate(source) if n and doc[i].lower_ == "who"), len(source))
    terms = any(doc[i].lower_ in _TERMS for i in source[at:])
    return [*source[:at]] if terms else [*source]


def _interleaved(doc: Doc, draft: Draft) -> None:
    """Give a source the pieces of it that were taken for the content: "the | report |, which the family called a |
    whitewash |, found that".
    """
    low, high = min(draft.source, default=0), max(draft.source, default=0)
    cue = doc[min(draft.cue, default=0)].idx
    inside = [(s, e) for s, e in draft.content if doc[low].idx < s and e <= cue]
    if (
        draft.cue
        and high < draft.cue[0]
        and any(s < doc[high].idx for s, _ in inside)
        and len(inside) < len(draft.content)
    ):
        phrase = spans.tokens_in(doc, doc[low].idx, max(doc[high].idx + 1, inside[-1][1]))
        if not any(t.tag_ in ("WDT", "WP", "WP$") for t in phrase):
            return
        draft.source = [t.i for t in phrase]
        draft.content = tuple(span for span in draft.content if span not in inside)


def _accused(doc: Doc, draft: Draft) -> None:
    """Take the source from who is accused by nobody named: "the chairman | stands accused | of fixing the draw"."""
    told = {doc[i].lower_ for i in draft.cue}
    if draft.source and "accused" in told and told & {"stand", "stands", "stood"} and "by" not in told:
        draft.content = (*spans.of_tokens(doc, draft.source), *draft.content)
        draft.source, draft.cue = [], [i for i in draft.cue if doc[i].lower_ == "accused"]
        draft.anchor = draft.cue[0]


def _unfinished(doc: Doc, draft: Draft) -> None:
    """Let a content that ends with an auxiliary run to its verb: "a delay, for which it has | apologised"."""
    start, end = draft.content[-1]
    if tail := _TAIL.search(spans.text_of(doc)[start:end]):
        draft.content = (*draft.content[:-1], (start, start + tail.start()))
        return
    last = spans.last_in(doc, start, end)
    if (
        last is not None
        and last.dep_ in ("aux", "aux:pass", "det")
        and 0 < last.head.i - last.i <= 3
        and end == last.idx + len(last)
    ) and not {*range(last.i + 1, last.head.i + 1)} & {*draft.cue, *draft.source}:
        draft.content = (*draft.content[:-1], (start, last.head.idx + len(last.head)))


def _whose(doc: Doc, draft: Draft) -> None:
    """Let who speaks be whom a relative clause says to belong to a body: "the club, whose | secretary, Neve Tarr, |
    called it a whitewash".
    """
    at = next((i for i in draft.source[1:-1] if doc[i].lower_ == "whose"), None)
    after = [i for i in draft.source if at is not None and i > at]
    if after and not any(doc[i].pos_ in ("VERB", "AUX") for i in after) and after[-1] < min(draft.cue, default=0):
        draft.source = after


def _both(doc: Doc, draft: Draft) -> None:
    """Let two of whom each says something speak by both their names: "Kheral and Ondar | each | accused the other"."""
    at = next((i for i in draft.source if doc[i].lower_ == "each"), 0)
    if not at or max(draft.source) != at:
        return
    first = at
    while first and doc[first - 1].pos_ in _NAMING and not doc[first].is_sent_start:
        first -= 1
    if any(t.lower_ == "and" for t in doc[first + 1 : at - 1]) and first not in draft.cue:
        draft.source = [*range(first, at)]


def _done_to(doc: Doc, phrase: Sequence[int], cue: int) -> bool:
    """Whether a phrase is the object of a verb before a cue, or such a verb with its object."""
    top = next((doc[i] for i in phrase if doc[i].head.i not in phrase), None)
    return top is not None and (top.dep_ == "advcl" or (top.dep_ in ("obj", "obl") and top.head.i < cue))
