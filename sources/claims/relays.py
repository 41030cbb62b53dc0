"""Who carried a statement: "Interfax reported that the ministry denied", "told Reuters", "citing the police"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from sources.claims import spans
from sources.claims.channels import Channels
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.claims.media import Directory, Media, bare
from sources.claims.parties import Resolved
from sources.models import Act, Span, Stance

_RELAYING = words("""report say quote cite tell write carry relay broadcast publish according_to per add claim note""")
_PRONOUNS = words("he she it they i we you who which that his her its their one")
_GOES_ON = words("he she they it his her their its")
_CHANNELLESS = ("colon", "floating")
_NO_WORDS = ("no_response", "unverified", "no_comment")
HEARD, SURE = 0.7, 0.9
"""Probabilities from which the encoder is believed that words name the medium: of what is one, of anything."""
QUOTED = 8
"""Words that name whom a text quotes as saying something, at most."""
NEAR = 150
"""Tokens on either side of a medium's cue in which a statement that it relays is sought."""


def settle(
    doc: Doc, drafts: list[Draft], others: Sequence[Draft], directory: Directory, agency: str | None
) -> list[Draft]:
    """Return the drafts with their media; a medium's mere relaying of another's statement is no statement.

    `others` may relay a draft, and are none themselves; `agency` is the one that the article's credit names.
    """
    media = Media(doc, directory, agency)
    out = []
    drafts = sorted(drafts, key=lambda d: d.anchor)
    anchors = [d.anchor for d in drafts]
    for draft in drafts:
        _quoted_by(media, draft)
    for outer in (*others, *drafts):
        inner = _relayed(media, outer, _near(drafts, anchors, outer))
        for draft in inner:
            draft.via.append(media.name(outer.source))
        if not inner and outer.rule is not None and not any(outer is o for o in others):
            out.append(outer)
    channels = Channels(media)
    for draft in out:
        if draft.rule not in _CHANNELLESS:
            draft.via += channels.find(draft, anchors)
        if not draft.via:
            draft.via += _seen(media, draft)
    for draft in out:
        draft.via = [media.whole(name) for name in draft.via]
    return out


def _quoted_by(media: Media, draft: Draft) -> None:
    """Part a medium from whom it quotes where both were taken for the source: "…," the agency quoted the mayor."""
    verb = next((i for i in draft.cue if media.doc[i].lemma_.lower() in ("quote", "cite")), None)
    if verb is None:
        return
    doc = media.doc
    before = [i for i in draft.source if i < verb]
    after = [i for i in draft.source if i > verb] or _quoted(doc, draft, verb)
    if after and after[0] - 1 > verb and doc[after[0] - 1].dep_ == "det":
        after = [after[0] - 1, *after]
    if before and after and (media.is_medium(before) or doc[verb].tag_ != "VBN"):
        draft.source, draft.via = after, [*draft.via, media.name(before)]
        draft.cue = [i for i in draft.cue if i > after[-1] and doc[i].lower_ != "as"] or draft.cue


def _quoted(doc: Doc, draft: Draft, verb: int) -> list[int]:
    """Whom a text quotes "as saying": the words between that are neither of cue nor content."""
    last = next((i for i in draft.cue if i > verb and doc[i].lower_ == "as"), verb)
    between = list(range(verb + 1, last))
    return between if 0 < len(between) <= QUOTED else []


def _seen(media: Media, draft: Draft) -> list[str]:
    """The medium that the encoder sees, where no rule finds one: at once what is known for a medium, else when sure."""
    for start, end, chance in sorted(draft.media, key=lambda mark: -mark[2]):
        phrase = [i for i in range(start, end) if i not in draft.source]
        if phrase and (chance >= SURE or (chance >= HEARD and media.is_medium(phrase))):
            return [media.name(phrase)]
    return []


def _near(drafts: list[Draft], anchors: list[int], draft: Draft) -> list[Draft]:
    return drafts[bisect_left(anchors, draft.anchor - NEAR) : bisect_left(anchors, draft.anchor + NEAR)]


def _relayed(media: Media, outer: Draft, drafts: list[Draft]) -> list[Draft]:
    """The statements that a medium's statement only passes on: those that fill most of its content."""
    doc = media.doc
    if outer.lemma not in _RELAYING or not outer.content or not media.is_medium(outer.source):
        return []
    inside = [
        d
        for d in drafts
        if d is not outer
        and d.source
        and d.rule not in ("noun", "adverb", "raising")
        and _within(doc[d.anchor].idx, outer.content)
        and doc[d.anchor].dep_ != "acl:relcl"
    ]
    out: list[Draft] = []
    for draft in inside:
        if any(o is not draft and _within(doc[draft.anchor].idx, o.content) for o in inside):
            continue
        if _fills(doc, draft, outer) or draft.anchor == outer.head:
            out.append(draft)
    return out


def _fills(doc: Doc, draft: Draft, outer: Draft) -> bool:
    """Whether a statement is most of what another's content is."""
    parts = (*draft.content, *_edges(doc, draft.source), *_edges(doc, draft.cue))
    return 2 * sum(e - s for s, e in parts) >= sum(e - s for s, e in outer.content)


def passed_on(doc: Doc, drafts: list[Draft], parties: Sequence[Resolved], quoted: spans.Stretches) -> None:
    """Give drafts the relays that only the parties tell: whoever tells what another said, and the medium to which the
    same party goes on speaking. `drafts` stand in the order of the text, `parties` with them; `quoted` is what stands
    in quotation marks.
    """
    _carried_on(doc, drafts, parties)
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].anchor)
    for n in order:
        outer = drafts[n]
        if outer.act is not Act.SPEECH or not outer.source or outer.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
            continue
        for k, draft in enumerate(drafts):
            if abs(draft.anchor - outer.anchor) < NEAR and _nested(doc, draft, outer, parties[k], parties[n], quoted):
                name = parties[n].party or _worded(doc, outer)
                draft.via = [*draft.via, name, *outer.via] if name else draft.via


def _nested(doc: Doc, draft: Draft, outer: Draft, whose: Resolved, teller: Resolved, quoted: spans.Stretches) -> bool:
    """Whether one statement is told within another's: "the lawyer said that the guard had admitted it"."""
    at = doc[draft.anchor].idx
    if draft is outer or draft.via or not draft.source:
        return False
    if draft.act is not Act.SPEECH and not _fills(doc, draft, outer):
        return False
    if draft.rule in ("noun", "adverb", "raising") or quoted.hold(at) or not _within(at, outer.content):
        return False
    if _within(doc[outer.anchor].idx, draft.content):
        return False
    if whose.party == teller.party and whose.named:
        return False
    return whose.named or doc[draft.source[0]].lower_ not in _PRONOUNS


def _worded(doc: Doc, draft: Draft) -> str:
    """A teller without a name as the text words it; nothing for a pronoun."""
    if not draft.source or (len(draft.source) == 1 and doc[draft.source[0]].lower_ in _PRONOUNS):
        return ""
    first, last = doc[draft.source[0]], doc[draft.source[-1]]
    return bare(spans.text_of(doc)[first.idx : last.idx + len(last)])


def _carried_on(doc: Doc, drafts: list[Draft], parties: Sequence[Resolved]) -> None:
    """Give a statement the media of the one before it whose speaker goes on: "told Reuters ..., adding that ...",
    "told Reuters. She also called ...", within a paragraph.
    """
    text = spans.text_of(doc)
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].anchor)
    for a, b in pairwise(order):
        before, draft = drafts[a], drafts[b]
        if draft.via or not before.via or draft.rule in _NO_WORDS:
            continue
        gap = text[doc[before.anchor].idx : doc[draft.anchor].idx]
        first = [doc[i].lower_ for i in draft.source]
        same = doc[before.anchor].sent == doc[draft.anchor].sent
        if "\n" in gap:
            continue
        if same:
            on = set(draft.source) <= set(before.source)
        else:
            on = (len(first) == 1 and first[0] in _GOES_ON) or _cited(gap, first)
        if on:
            draft.via = [*before.via]


def _cited(gap: str, source: list[str]) -> bool:
    """Whether a source is the document that a medium was citing: "the Gazette reports, citing a memo. The memo …"."""
    return (
        len(source) == 2 and source[0] == "the" and bool(re.search(rf"\bciting [^.]*\b{re.escape(source[1])}\b", gap))
    )


def _within(at: int, stretches: Sequence[Span]) -> bool:
    return any(s <= at < e for s, e in stretches)


def _edges(doc: Doc, indices: Sequence[int]) -> list[Span]:
    return [(doc[indices[0]].idx, doc[indices[-1]].idx + len(doc[indices[-1]]))] if indices else []
