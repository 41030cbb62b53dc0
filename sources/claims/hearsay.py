"""Who tells what another said, and who goes on to the same medium: the relays that only the parties give away."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from sources.claims import spans
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.claims.media import GENERIC, bare, same_medium
from sources.claims.mouths import bodies_named, handed_on
from sources.claims.parties import Resolved
from sources.claims.relays import NEAR, fills, within
from sources.models import Act, Stance

_PRONOUNS = words("he she it they i we you who which that his her its their")
_SELF = words("he she i who which")
_GOES_ON = words("he she they it his her their its")
_ONE_OF = re.compile(
    r"(?:another|the other|the second|the third|the first|one|two|both) of (?:the|them|those)\b|of the people\b"
    r"|(?:another|the other|the second|both)$|the (?:trio|pair|two|three|four)$"
)
REACH = 4
"""Statements back to which a speaker is sought who goes on."""
_WHEN = words("when while since as")
_SOME = words("one two three four five six several some many both")
_NOBODY = frozenset(
    ("money", *(f"{a}{n}" for n in ("other", "others", "second", "first", "former", "latter") for a in ("", "the ")))
)
_CLOSED = re.compile(r"[;:] |[;:]$|\n")
"""What ends what somebody told: of the two sides, only one is theirs."""
_CLAUSE = re.compile(r",? (?:which|who|whose|that) ")
_NO_WORDS = ("no_response", "unverified", "no_comment")


def passed_on(
    doc: Doc, drafts: list[Draft], parties: Sequence[Resolved], quoted: spans.Stretches, outlet: str | None
) -> None:
    """Give drafts the relays that only the parties tell: whoever tells what another said, and the medium to which the
    same party goes on speaking. `drafts` stand in the order of the text, `parties` with them; `quoted` is what stands
    in quotation marks; `outlet` prints the article, and relays what others say only where it tells of an article of
    its own.
    """
    _foreign(drafts, outlet)
    bodies_named(drafts, parties)
    _carried_on(doc, drafts, parties)
    places = sorted((doc[draft.anchor].idx, n) for n, draft in enumerate(drafts))
    for _, n in places:
        outer = drafts[n]
        if outer.act is not Act.SPEECH or not outer.source or outer.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
            continue
        if outer.rule == "headline" or (outer.rule == "colon" and _labelled(doc, outer)):
            continue
        inside = [
            k for s, e in outer.content for _, k in places[bisect_left(places, (s, 0)) : bisect_left(places, (e, 0))]
        ]
        for k in inside:
            draft = drafts[k]
            if abs(draft.anchor - outer.anchor) < NEAR and _nested(doc, draft, outer, parties[k], parties[n], quoted):
                name = parties[n].party or _worded(doc, outer)
                draft.via = [*draft.via, name, *outer.via] if name else draft.via

    for draft, party in zip(drafts, parties, strict=True):
        last = doc[draft.source[-1]].lower_ if draft.source else ""
        taken_up = last in GENERIC or (len(draft.source) < 2 and (not last or last in _SELF))
        if party.party and taken_up:
            draft.via = [name for name in draft.via if not _same(name, party.party)]
    _foreign(drafts, outlet)
    handed_on(doc, drafts, parties, outlet)


def _foreign(drafts: Sequence[Draft], outlet: str | None) -> None:
    """Keep of the relays those that are not the outlet itself, each once."""
    for draft in drafts:
        if draft.via:
            once = {name.removeprefix("The ").removeprefix("the "): name for name in draft.via if name}
            draft.via = [name for name in once.values() if not same_medium(name, outlet)]


def _same(name: str, party: str) -> bool:
    """Whether a relay is the very party, whom a pronoun takes up: "the daily Vesta, which could not verify it"."""
    one, other = set(name.lower().split()) - {"the"}, set(party.lower().split()) - {"the"}
    return one <= other or (other < one and len(other) > 1)


def _labelled(doc: Doc, draft: Draft) -> bool:
    """Whether a colon follows who speaks in a transcript: what its speakers report, they report to the outlet."""
    first = doc[draft.source[0]]
    return all(doc[i].text.isupper() for i in draft.source) or (first.i > 0 and "\n" in doc[first.i - 1].text_with_ws)


def _nested(doc: Doc, draft: Draft, outer: Draft, whose: Resolved, teller: Resolved, quoted: spans.Stretches) -> bool:
    """Whether one statement is told within another's: "the lawyer said that the guard had admitted it"."""
    if draft is outer or draft.via or not draft.source or draft.rule in _NO_WORDS:
        return False
    at, told = doc[draft.anchor].idx, doc[outer.anchor].idx
    if draft.act is not Act.SPEECH and draft.anchor != outer.head and not fills(doc, draft, outer):
        return False
    if draft.rule in ("noun", "adverb", "raising") or quoted.hold(at):
        return False
    if within(told, draft.content) or draft.source[0] <= outer.anchor <= draft.source[-1] or _aside(doc, draft, outer):
        return False
    if _CLOSED.search(spans.text_of(doc), min(at, told), max(at, told)):
        return False
    own = [doc[i].lower_ for i in draft.source]
    if own == [doc[i].lower_ for i in outer.source]:
        return False
    if whose.named and whose.party and teller.party and "client" not in own and _same(whose.party, teller.party):
        return False
    if own[0] not in _PRONOUNS:
        return True
    # "Quill said she hopes to win" is hers; "Quill's lawyer said she hopes to win" is not the lawyer's.
    of_hers = any(doc[i].text in (whose.party or "").split() for i in outer.source)
    return whose.named and (draft.act is Act.SPEECH or of_hers)


def _aside(doc: Doc, draft: Draft, outer: Draft) -> bool:
    """Whether a statement is the writer's own word about what is told: "soundings that she calls guesswork"."""
    verb = doc[draft.anchor]
    if draft.anchor == outer.head:
        return False
    return verb.dep_ == "acl:relcl" or (
        verb.dep_ == "advcl" and any(c.dep_ in ("mark", "advmod") and c.lower_ in _WHEN for c in verb.children)
    )


def _worded(doc: Doc, draft: Draft) -> str:
    """A teller without a name as the text words it; nothing for a pronoun, a thing or a mere "the other"."""
    first, last = doc[draft.source[0]], doc[draft.source[-1]]
    head = doc[draft.source[0] : draft.source[-1] + 1].root
    if head.pos_ not in ("NOUN", "PROPN") and first.lower_ not in _SOME:
        return ""
    name = _CLAUSE.split(spans.text_of(doc)[first.idx : last.idx + len(last)], maxsplit=1)[0]
    if first.is_sent_start and first.lower_ in ("the", "a", "an"):
        name = name[0].lower() + name[1:]
    return name if bare(name) not in _NOBODY else ""


def _carried_on(doc: Doc, drafts: list[Draft], parties: Sequence[Resolved]) -> None:
    """Give a statement the media of the one before it whose speaker goes on: "told Reuters ..., adding that ...",
    "told Reuters. She also called ...", within a paragraph.
    """
    text = spans.text_of(doc)
    order = sorted(range(len(drafts)), key=lambda n: drafts[n].anchor)
    for place, b in enumerate(order[1:], 1):
        draft = drafts[b]
        if draft.via or draft.rule in _NO_WORDS:
            continue
        for a in reversed(order[max(0, place - REACH) : place]):
            before = drafts[a]
            gap = text[doc[before.anchor].idx : doc[draft.anchor].idx]
            if gap.count("\n\n") > 1:
                break
            if before.via and _goes_on(doc, before, draft, parties[a], parties[b], gap, near=a == order[place - 1]):
                draft.via = [*before.via]
                break
            if _same_party(parties[a], parties[b]):
                break


def _same_party(one: Resolved, other: Resolved) -> bool:
    return one.named and other.named and one.party == other.party


def _goes_on(doc: Doc, before: Draft, draft: Draft, whose: Resolved, now: Resolved, gap: str, *, near: bool) -> bool:
    """Whether the speaker of one statement goes on in another."""
    first = [doc[i].lower_ for i in draft.source]
    if "\n" in gap:
        return bool(_ONE_OF.match(" ".join(first))) and (near or gap.count("\n\n") == 1)
    if near and doc[before.anchor].sent == doc[draft.anchor].sent:
        return set(draft.source) <= set(before.source)
    if draft.stance is Stance.DECLINES:
        return False
    pronoun = len(first) == 1 and first[0] in _GOES_ON
    if near and (pronoun or _cited(gap, first) or _ONE_OF.match(" ".join(first))):
        return True
    return pronoun and _same_party(whose, now)


def _cited(gap: str, source: list[str]) -> bool:
    """Whether a source is the document that a medium was citing: "the Gazette reports, citing a memo. The memo …"."""
    return (
        len(source) == 2 and source[0] == "the" and bool(re.search(rf"\bciting [^.]*\b{re.escape(source[1])}\b", gap))
    )
