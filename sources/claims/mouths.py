"""Who handed a statement on without saying anything: "through his lawyer", "in a letter handed on by relatives", "told
its researchers", and the article of an outlet's own that it tells of later.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from sources.claims import spans
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.claims.media import NAME
from sources.claims.parties import Resolved
from sources.claims.relays import within
from sources.models import Act, Stance

_KIN = (
    r"lawyers?|attorneys?|solicitors?|barristers?|counsel|agents?|mediators?|intermediar(?:y|ies)|go-betweens?|middlem[ae]n"
    r"|messengers?|sisters?|brothers?|wife|husband|mother|father|parents|sons?|daughters?|family|relatives?|friends?"
    r"|cousins?|aunt|uncle|nephew|niece|colleagues?|neighbours?|neighbors?|unions?|priests?|pastor|doctors?|cook|aides?"
    r"|cellmates?"
)
_OTHERS = (
    rf"(?:{_KIN}|witnesse?s?|residents?|villagers|activists?|officials?|persons?|people|officers?|insiders?|workers?"
    r"|employees?)"
)
_WHO = rf"(?P<whose>his|her|its|their|an?|the) (?P<noun>(?:[a-z-]+ ){{0,2}}?(?:{_KIN}))\b(?:,? (?P<name>{NAME}))?"
_THROUGH = re.compile(rf"\b(?:[Tt]hrough|[Vv]ia) {_WHO}")
_HANDED = re.compile(
    rf"\b(?:passed|handed|relayed|forwarded|leaked|conveyed|delivered|read out)(?: on)?(?: to [\w’' -]{{2,40}}?)? by"
    rf" (?:(?P<whose>his|her|its|their|an?|the) )?(?P<noun>(?:[a-z-]+ ){{0,2}}?{_OTHERS})\b"
)
_BODIES = words(
    "group charity organisation organization association watchdog foundation society network researchers monitors"
)
"""What a text calls a body to which people speak, once it has named it."""
_REACHED = re.compile(r"(?:reached|contacted|found) $")
_WAYS = (
    (_THROUGH, ("hrough ", "ia ")),
    (_HANDED, ("passed", "handed", "relayed", "forwarded", "leaked", "conveyed", "delivered", "read out")),
)
"""Each way with words without which a text has none: looking for those is quick."""
_STAFF = re.compile(
    r"(?<=told)\s+(?:its|their) (?:own )?(?:\w+ )?"
    r"(?:researchers|investigators|monitors|delegates|observers|volunteers|field staff)\b"
)
_PRINTED = re.compile(
    r"\b(?:[Ww]e|[Tt]his (?:news)?paper) (?:had |have |first )?(?:published|carried|ran|printed|posted)"
    r" (?:an?|the) (?:\w+ ){0,2}?(?:article|report|story|interview|piece|item)\b[^.\n]{0,40}?"
    r" (?:in which|quoting|that quoted|saying)\b"
)


def bodies_named(drafts: Sequence[Draft], parties: Sequence[Resolved]) -> None:
    """Call a body that people spoke to, "the group", by the name of the last that spoke."""
    for n, draft in enumerate(drafts):
        if any(name in _BODIES for name in draft.via):
            draft.via = [_body_before(parties, n) or f"the {name}" if name in _BODIES else name for name in draft.via]


def handed_on(doc: Doc, drafts: Sequence[Draft], parties: Sequence[Resolved], outlet: str | None) -> None:
    """Give drafts without a relay whoever handed the statement on; `outlet` prints the article."""
    text = spans.text_of(doc)
    ways = [
        m
        for way, signs in _WAYS
        if any(sign in text for sign in signs)
        for m in way.finditer(text)
        if not _REACHED.search(text, max(0, m.start() - 12), m.start())
    ]
    printed = [*_PRINTED.finditer(text)] if outlet else []
    staff = {m.start() for m in _STAFF.finditer(text)} if "told its" in text or "told their" in text else set()
    if not ways and not printed and not staff:
        return
    anchors = sorted(doc[d.anchor].idx for d in drafts)
    for n, draft in enumerate(drafts):
        if draft.via or not draft.cue or draft.act is not Act.SPEECH:
            continue
        sentence, at = doc[draft.anchor].sent, doc[draft.anchor].idx
        own = (m for m in ways if sentence.start_char <= m.start() < sentence.end_char)
        m = next((m for m in own if _goes_with(doc, m, draft, anchors)), None)
        if m is not None:
            draft.via = [_called(text, m, parties[n])]
        elif at + len(doc[draft.anchor]) in staff:
            draft.via = [name for name in [_body_before(parties, n)] if name]
        elif outlet and any(sentence.start_char <= m.start() < at for m in printed):
            draft.via = [outlet]


def _goes_with(doc: Doc, m: re.Match[str], draft: Draft, anchors: Sequence[int]) -> bool:
    """Whether words that say by whom stand with a statement's cue, and not in what it says or with another's."""
    at = doc[draft.anchor].idx
    if draft.stance is Stance.DECLINES:
        return False
    if within(m.start(), draft.content):  # "asked for patience through his agent"
        last = spans.tokens_in(doc, *m.span("noun"))[-1:]
        return any(t.head.i in (draft.anchor, draft.head) for t in last) and draft.rule not in ("clause", "quotation")
    low, high = min(m.start(), at), max(m.start(), at)
    return not any(low < a < high and not within(a, draft.content) for a in anchors)


def _body_before(parties: Sequence[Resolved], n: int) -> str | None:
    """The last body that spoke before a statement, to whose people it was made: "told its researchers"."""
    before = (p.party for p in reversed(parties[:n]) if p.named and p.person is None and p.party)
    name = next(before, None)
    return name if name != parties[n].party else None


def _called(text: str, m: re.Match[str], party: Resolved) -> str:
    """The name of who handed a statement on, or what the text calls them, with whose they are."""
    found = m.groupdict()
    if found.get("name"):
        return m["name"]
    noun = re.escape(m["noun"])
    if m["whose"] not in ("a", "an") and len(names := _names(text, noun)) == 1:
        return names.pop()
    if m["whose"] in ("his", "her", "its", "their") and party.named:
        return f"{party.party}'s {m['noun']}"
    return f"{m['whose']} {m['noun']}" if m["whose"] else m["noun"]


def _names(text: str, noun: str) -> set[str]:
    """Whom a text names as such a one: "the lawyer, Ada Quill", "Ada Quill, his lawyer"."""
    named = re.compile(
        rf"\b(?i:{noun}),? (?P<a>{NAME})|(?P<b>{NAME}), (?:(?:the|a|an|his|her|their|its) )?(?:\w+ ){{0,2}}{noun}\b"
    )
    return {name for m in named.finditer(text) if " " in (name := m["a"] or m["b"])}
