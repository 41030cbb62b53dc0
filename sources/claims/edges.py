"""Where a statement's source, cue and content begin and end, mended where the encoder cuts through a phrase."""

import re

from spacy.tokens import Doc, Token

from sources.claims import corrections, idioms, nominal, phrases, spans, tree
from sources.claims.asked import APPROACHED
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Act

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_HEADED = frozenset(("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"))
_LIGHT = ("ADP", "CCONJ", "SCONJ", "DET", "PUNCT", "SPACE")
"""Parts of speech that make no piece of a content by themselves."""


def mend(doc: Doc, draft: Draft) -> None:
    """Mend a draft as the encoder gave it: words of the content that were taken for pieces of the cue go back to it,
    and no source or cue ends within a noun phrase. Of a content that is but its cue's preposition nothing is left.
    """
    _according(doc, draft)
    _relative(doc, draft)
    _give_back(doc, draft)
    phrases.whole(doc, draft)
    phrases.number(doc, draft)
    _short_of(doc, draft)
    _prepositions(doc, draft)
    if not draft.content:
        return
    phrases.finish(doc, draft)
    _borne(doc, draft)
    _one_clause(doc, draft)
    corrections.reshape(doc, draft)
    nominal.cut(doc, draft)
    if len(draft.content) > 1:
        full = [span for span in draft.content if any(_weighs(t) for t in spans.tokens_in(doc, *span))]
        draft.content = tuple(full) or draft.content
    draft.source = [i for i in draft.source if doc[i].lower_ not in _ARTICLES or i + 1 in draft.source]
    if len(draft.source) > 1 and doc[draft.source[-1]].tag_ == "POS" and draft.source[-1] + 1 in draft.cue:
        draft.source = draft.source[:-1]


def _give_back(doc: Doc, draft: Draft) -> None:
    """Give negated words in the midst of a content back to it: "said it was | not true | that …"."""
    to = next((i for i in draft.cue if doc[i].tag_ == "TO" and i > draft.anchor), None)
    if to is not None and doc[draft.anchor].lemma_.lower() in _UNWILLING:
        gone = [i for i in draft.cue if i >= to]
        draft.cue = [i for i in draft.cue if i < to]
        draft.content = spans.joined(doc, [*draft.content, *(spans.place(doc, i) for i in gone)])
    lost = sorted({*draft.cue} - {*(kept := pieces(doc, draft))})
    denied = any(
        doc[i].tag_ == "VB" and doc[i - 1].lower_ in tree.NEGATIONS for i in lost
    )  # "did not | believe | that"
    if not denied and not any(doc[i].lower_ in tree.NEGATIONS or doc[i].lower_ in _UNABLE for i in lost):
        return
    draft.cue = kept
    draft.content = spans.joined(doc, [*draft.content, *(spans.place(doc, i) for i in lost)])


def _weighs(token: Token) -> bool:
    """Whether a word can make a piece of a content by itself."""
    return token.pos_ not in _LIGHT and token.tag_ != "TO"


def _according(doc: Doc, draft: Draft) -> None:
    """Leave to "according to" its own source: "…," the president said, | according to the agency."""
    at = next((i for i in draft.cue if doc[i].lower_ == "according"), None)
    if at is None or draft.cue[0] == at:
        return
    source = [i for i in draft.source if i > at]
    if source:
        lost = [i for i in (*draft.cue, *draft.source) if i < at and not doc[i].is_punct]
        draft.content = spans.joined(doc, [*draft.content, *(spans.place(doc, i) for i in lost)])
        draft.cue, draft.source, draft.anchor = [i for i in draft.cue if i >= at], source, at


def _relative(doc: Doc, draft: Draft) -> None:
    """Cut the content of a verb in a relative clause to the noun that the clause is about: "…, | a report | that police
    denied".
    """
    said = [*draft.source, *draft.cue]
    first = min(said, default=0)
    opens = first if doc[first].lower_ in _RELATIVES else first - 1
    noun = doc[opens - 1] if opens > 0 else None
    last = max((e for _, e in draft.content), default=0)
    if noun is None or doc[opens].lower_ not in _RELATIVES or noun.lemma_.lower() not in idioms.told():
        return
    if not draft.source or draft.source == [opens] or last > doc[min(draft.cue)].idx or last < noun.idx:
        return
    start = min((t.i for t in noun.lefts if t.dep_ in _BEFORE), default=noun.i)
    draft.content = ((doc[start].idx, noun.idx + len(noun)),)
    draft.source = [i for i in draft.source if i != opens]
    draft.cue = [i for i in draft.cue if i != opens]


def _pointing(doc: Doc, draft: Draft) -> None:
    """Cut from a content that only points back what a colon adds: "denied | that |: every seal was whole"."""
    first = spans.first_in(doc, *draft.content[0]) if draft.content else None
    if first is not None and first.lower_ in _POINTERS and doc[first.i + 1 : first.i + 2].text == ":":
        draft.content = (spans.place(doc, first.i),)


def _short_of(doc: Doc, draft: Draft) -> None:
    """Leave what somebody stopped short of to the content: "stopped short of | blaming the army"."""
    for i in draft.cue[1:-1]:
        if doc[i].lower_ == "of" and doc[i - 1].lower_ == "short" and doc[i + 1].tag_ == "VBG":
            gone = [k for k in draft.cue if k > i]
            draft.cue = [k for k in draft.cue if k <= i]
            draft.anchor = draft.anchor if draft.anchor <= i else i - 2
            draft.content = spans.joined(doc, [*draft.content, *(spans.place(doc, k) for k in gone)])
            return


def _prepositions(doc: Doc, draft: Draft) -> None:
    """Leave to a cue the preposition that it governs ("cast doubt on"), and to a source the noun that the cue's verb
    has for a subject ("the court's ruling | states").
    """
    after = max(draft.cue, default=-1) + 1
    if 0 < after < len(doc) and doc[after].lower_ in _GOVERNED and doc[after].pos_ == "ADP":
        of, start = doc[after].head.head.i, spans.place(doc, after)[0]
        if of in draft.cue and any(s == start for s, _ in draft.content):
            draft.cue.append(after)
            draft.content = spans.trim(spans.text_of(doc), spans.minus(draft.content, [spans.place(doc, after)]))
    first = doc[draft.cue[0]] if draft.cue else None
    subject = first is not None and first.dep_ == "nsubj" and first.head.i in draft.cue
    if first is not None and subject and draft.source and draft.source[-1] == first.i - 1:
        draft.source.append(first.i)
        draft.cue.remove(first.i)
        draft.anchor = first.head.i if draft.anchor == first.i else draft.anchor


def _borne(doc: Doc, draft: Draft) -> None:
    """Take the source from what others say of it: "the firm has faced | accusations of" fraud."""
    verb = next((i for i in draft.cue if doc[i].lemma_.lower() in _BEARS), None)
    noun = next((i for i in draft.cue if doc[i].lower_ in _AGAINST), None)
    if verb is not None and noun is not None and verb < noun:
        draft.source, draft.cue, draft.anchor = [], [i for i in draft.cue if i >= noun], noun


def _one_clause(doc: Doc, draft: Draft) -> None:
    """Of two pieces of a source with another verb between them keep the one right before the cue: "the wife … has
    denied …, hours after | a gossip site | said".
    """
    *others, last = spans.runs(draft.source) or [[]]
    if not others or not draft.cue or last[-1] + 1 != min(draft.cue):
        return
    between = doc[others[-1][-1] + 1 : last[0]]
    if (
        any(t.tag_ in _FINITE for t in between)
        and between[0].tag_ not in ("WP", "WDT")
        and doc[last[0]].pos_ in _HEADED
    ):
        draft.source = last


def complete(doc: Doc, draft: Draft) -> None:
    """Give a source the words of its noun phrase that the encoder left out in front of it, and an acronym at the head
    of a sentence that it took for a verb ("IS said").
    """
    _made_known(doc, draft)
    _pointing(doc, draft)
    first = min(draft.cue, default=draft.anchor)
    if not draft.source and first != draft.anchor and doc[first].is_sent_start and _ACRONYM.fullmatch(doc[first].text):
        draft.source, draft.cue = [first], [i for i in draft.cue if i != first]
    if not draft.source:
        return
    put = next((i for i in draft.source[2:] if doc[i].lower_ in APPROACHED and doc[i - 1].text == ","), None)
    more = draft.source[-1] + 1
    if put is not None and more < len(doc) and more not in draft.cue and not doc[more].is_punct:
        draft.source = [i for i in draft.source if i < put - 1]  # "Rusk |, reached again | in the evening, said"
    if len(draft.source) > 1 and doc[draft.source[-1]].tag_ in ("WP", "WDT"):  # "An officer | who … | said"
        draft.source = draft.source[: -1 - (doc[draft.source[-2]].text == ",")]
    taken, mine = set(draft.cue), set(draft.source)
    at = min(mine) - 1
    while at >= 0 and at not in taken and doc[at].dep_ in _BEFORE and doc[at].head.i in mine:
        if spans.overlap([spans.place(doc, at)], draft.content) or _opens_relative(doc, draft, at):
            break
        mine.add(at)
        at -= 1
    at = max(mine) + 1
    while (
        at < len(doc)
        and at not in taken
        and _of_one_name(doc, at)
        and not spans.overlap([spans.place(doc, at)], draft.content)
    ):
        mine.add(at)
        at += 1
    draft.source = sorted(mine)


def _of_one_name(doc: Doc, at: int) -> bool:
    """Whether a word goes on the name before it: "Mayor Ada | Lund"."""
    one, other = doc[at], doc[at - 1]
    named = one.pos_ == other.pos_ == "PROPN"
    return named and (one.head.i in (other.i, other.head.i) or other.head.i == at)


def _made_known(doc: Doc, draft: Draft) -> None:
    """Give "be known" to whoever lets it be: "the journal | let it be known | that"."""
    at = draft.anchor
    if doc[at].lower_ != "known" or at < 4 or (doc[at - 1].lower_, doc[at - 2].lower_) != ("be", "it"):
        return
    verb = doc[at - 3]
    subject = tree.subject(verb)
    if verb.lemma_.lower() != "let" or subject is None:
        return
    draft.cue = sorted({*tree.verb_group(verb), *range(verb.i, at + 1)})
    draft.source = tree.noun_phrase(subject, outside=draft.cue)
    draft.act = Act.SPEECH
    kept = spans.minus(draft.content, spans.of_tokens(doc, [*draft.source, *draft.cue]))
    draft.content = spans.trim(spans.text_of(doc), kept) or draft.content


def _opens_relative(doc: Doc, draft: Draft, at: int) -> bool:
    """Whether a word takes up the content right before it: "a report | that | police denied"."""
    before = [spans.place(doc, at - 1)] if at else []
    return doc[at].lower_ in _RELATIVES and spans.overlap(before, draft.content)


def pieces(doc: Doc, draft: Draft) -> list[int]:
    """Return the cue without pieces that interrupt the content on the same side of the cue's main word."""
    low = min((s for s, _ in draft.content), default=0)
    high = max((e for _, e in draft.content), default=0)
    out: list[int] = []
    for run in spans.runs(draft.cue):
        at = doc[run[0]].idx
        another = doc[run[0]].dep_ == "conj" and doc[run[0]].head.i == draft.anchor  # "withdrew | it and | apologised"
        if draft.anchor in run or not (low < at < high or another):
            out += run
    return out


_BEFORE = frozenset(("det", "compound", "amod", "nmod:poss", "nummod"))
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_GOVERNED = frozenset(("on", "of", "about"))
_ARTICLES = frozenset(("a", "an", "the"))
_BEARS = frozenset(("face", "draw", "attract", "provoke", "prompt", "spark"))
_AGAINST = words("accusation accusations allegation allegations criticism claims charges suspicion suspicions")
_UNWILLING = frozenset(("refuse", "decline", "prepared", "willing", "ready", "inclined"))
_POINTERS = frozenset(("that", "this", "it", "itself", "himself", "herself", "themselves"))
_RELATIVES = frozenset(("that", "which", "whom"))
_UNABLE = frozenset(("unable", "untrue", "nothing"))
