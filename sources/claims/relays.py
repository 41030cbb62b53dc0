"""Who carried a statement: "Interfax reported that the ministry denied", "told Reuters", "citing the police"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc

from sources.claims import citing, idioms, spans
from sources.claims.channels import Channels
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.claims.media import Known, Media
from sources.models import Span, Stance

_RELAYING = words("""report say quote cite tell write carry relay broadcast publish according_to per add claim note""")
_CHANNELLESS = ("colon", "floating")
_BEFORE = re.compile(r"\b(?:after|before|since|when|because)(?: the| a)?(?: [a-z]+){0,2} $")
_REPORTED = re.compile(r"\s*(?:had |has )?(?:report(?:ed|s)|said|says|wrote|published|claimed|revealed|quoted)\b")
_US = re.compile(r"\s+(?:us|this (?:newspaper|paper|magazine|station|programme))\b")
HEARD, SURE = 0.7, 0.9
"""Probabilities from which the encoder is believed that words name the medium: of what is one, of anything."""
QUOTED = 8
"""Words that name whom a text quotes as saying something, at most."""
NEAR = 150
"""Tokens on either side of a teller's cue in which a statement that it relays is sought."""


def settle(doc: Doc, drafts: list[Draft], others: Sequence[Draft], directory: Known, agency: str | None) -> list[Draft]:
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
    out = citing.settle(media, out, others)
    channels = Channels(media, (doc[d.source[-1]].text for d in drafts if d.source))
    told = {i: d for d in drafts for i in d.cue}
    for draft in out:
        if _to_us(media, draft):
            continue
        if draft.rule not in _CHANNELLESS:
            draft.via += channels.find(draft, anchors)
        if not draft.via and draft.stance is not Stance.DECLINES:
            draft.via += _seen(media, draft, told)
    for draft in out:
        if not draft.via and draft.cue and doc[draft.cue[0]].lower_ in ("citing", "quoting"):
            draft.via = _citing(media, draft, (*others, *drafts))
    for draft in out:
        draft.via = [whole for name in draft.via if (whole := media.whole(name))]
    return out


def _citing(media: Media, draft: Draft, drafts: Iterable[Draft]) -> list[str]:
    """The medium whose own statement cites a source: "the station insists on its report, citing two guards"."""
    sentence = media.doc[draft.anchor].sent
    before = (d for d in drafts if sentence.start <= d.anchor < draft.anchor and d.source and media.is_medium(d.source))
    return [media.name(d.source) for d in before][-1:]


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
        if any(t.lower_ == "as" and t.i not in draft.cue for t in doc[after[-1] + 1 : after[-1] + 2]):
            told = spans.minus(draft.content, spans.of_tokens(doc, [*after, after[-1] + 1]))
            draft.content = spans.trim(media.text, told) or draft.content
        draft.cue = [i for i in draft.cue if i > after[-1] and doc[i].lower_ != "as"] or draft.cue


def _quoted(doc: Doc, draft: Draft, verb: int) -> list[int]:
    """Whom a text quotes "as saying": the words between that are neither of cue nor content."""
    saying = next((i for i in draft.cue if i > verb and doc[i].lower_ == "saying"), verb)
    as_said = saying - 1 if doc[saying - 1].lower_ == "as" else verb
    last = next((i for i in draft.cue if i > verb and doc[i].lower_ == "as"), as_said)
    between = list(range(verb + 1, last))
    return between if 0 < len(between) <= QUOTED else []


def _to_us(media: Media, draft: Draft) -> bool:
    """Whether a statement was made to the outlet itself, whoever else has quoted its source."""
    last = media.doc[max([draft.anchor, *draft.cue])]
    anchor = media.doc[draft.anchor]
    return bool(_US.match(media.text, anchor.idx + len(anchor)) or _US.match(media.text, last.idx - 1))


def _seen(media: Media, draft: Draft, told: Mapping[int, Draft]) -> list[str]:
    """The medium that the encoder sees, where no rule finds one: at once what is known for a medium, else when sure;
    `told` gives the draft whose cue a token is in.
    """
    for start, end, chance in sorted(draft.media, key=lambda mark: -mark[2]):
        phrase = [i for i in range(start, end) if i not in draft.source]
        if phrase and (_elsewhere(media, phrase) or _spoken_of(media.doc, phrase, draft)):
            continue
        if phrase and (other := told.get(phrase[-1])) is not None and _another(media.doc, draft, other):
            continue
        if phrase and draft.stance is Stance.DENIES and within(media.doc[phrase[0]].idx, draft.content):
            continue  # "rejected a report by the Ledger"
        if phrase and (chance >= SURE or (chance >= HEARD and media.is_medium(phrase))):
            return [media.name(phrase)]
    return []


def _another(doc: Doc, draft: Draft, teller: Draft) -> bool:
    """Whether what was told to a medium is another's, in another sentence: of sources, no pronouns, not alike."""
    if doc[draft.anchor].sent.start == doc[teller.anchor].sent.start:
        return False
    mine, theirs = ([doc[i] for i in d.source if doc[i].pos_ in ("NOUN", "PROPN")] for d in (draft, teller))
    return bool(mine) and draft is not teller and not {t.lower_ for t in mine} & {t.lower_ for t in theirs}


def _elsewhere(media: Media, phrase: Sequence[int]) -> bool:
    """Whether a medium only told what came before, "after the daily reported it", or is the speaker's own."""
    start, last = media.doc[phrase[0]].idx, media.doc[phrase[-1]]
    told = _BEFORE.search(media.text, max(0, start - 40), start) and _REPORTED.match(media.text, last.idx + len(last))
    return bool(told) or media.own(phrase)


def _spoken_of(doc: Doc, phrase: Sequence[int], draft: Draft) -> bool:
    """Whether a medium is what the words are about: "said of Reuters", "denied a report by Reuters"."""
    before = phrase[0] - (2 if doc[phrase[0] - 1].lower_ == "the" else 1)
    if before > draft.anchor + 1 and doc[before].lower_ == "by" and doc[before - 1].lower_ in idioms.told():
        return True
    return before in draft.cue and doc[before].lower_ in ("of", "about", "against")


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
        and within(doc[d.anchor].idx, outer.content)
        and doc[d.anchor].dep_ != "acl:relcl"
        and not _own_words(doc, d, outer)
    ]
    out: list[Draft] = []
    for draft in inside:
        if any(o is not draft and within(doc[draft.anchor].idx, o.content) for o in inside):
            continue
        if fills(doc, draft, outer) or draft.anchor == outer.head:
            out.append(draft)
    return out


def _own_words(doc: Doc, draft: Draft, outer: Draft) -> bool:
    """Whether a statement that a medium tells of is its own: "the paper said it stood by its story"."""
    first = doc[draft.source[0]]
    return len(draft.source) == 1 and first.lower_ in ("it", "we") and 0 < first.i - max(outer.cue, default=0) < 3


def fills(doc: Doc, draft: Draft, outer: Draft) -> bool:
    """Whether a statement is most of what another's content is."""
    parts = (*draft.content, *_edges(doc, draft.source), *_edges(doc, draft.cue))
    return 2 * sum(e - s for s, e in parts) >= sum(e - s for s, e in outer.content)


def within(at: int, stretches: Sequence[Span]) -> bool:
    """Whether a place of the text lies in one of these stretches."""
    return any(s <= at < e for s, e in stretches)


def _edges(doc: Doc, indices: Sequence[int]) -> list[Span]:
    return [(doc[indices[0]].idx, doc[indices[-1]].idx + len(doc[indices[-1]]))] if indices else []
