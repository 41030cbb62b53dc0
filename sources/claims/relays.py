"""Who carried a statement: "Interfax reported that the ministry denied", "told Reuters", "citing the police"."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from sources.claims import tree
from sources.claims.drafts import Draft

MEDIUM_WORDS = frozenset(
    """agency newspaper newspapers daily weekly magazine broadcaster station channel television tv radio website site
    outlet press times post herald tribune gazette journal guardian telegraph independent mirror sun star courier
    chronicle observer bulletin ledger examiner standard news newswire wire fm network paper tabloid bbc cnn reuters
    afp ap upi interfax tass ria xinhua kyodo ansa dpa efe anadolu bloomberg amaq sana irna npr cbs nbc abc msnbc
    politico newsweek mirror advertiser echo argus mercury""".split()
)
_PLATFORMS = frozenset(
    "twitter facebook telegram instagram x youtube tiktok whatsapp weibo vkontakte tumblr reddit snapchat medium linkedin".split()
)
_RELAYING = frozenset(
    "report say quote cite tell write carry relay broadcast publish add recall according_to per learn claim state note".split()
)
_POSTING = frozenset("write post say tweet announce state message add claim declare confirm share reveal reply".split())
_TOLD = frozenset("tell inform say speak confirm write message text email reply disclose reveal".split())


def is_medium(doc: Doc, indices: Sequence[int]) -> bool:
    """Whether a phrase names a news medium by its words."""
    if not indices:
        return False
    tokens = [doc[i] for i in indices if doc[i].dep_ not in ("punct",)]
    named = any(t.pos_ == "PROPN" or t.text[:1].isupper() for t in tokens[1:] or tokens)
    return named and any(t.lower_.strip(".") in MEDIUM_WORDS for t in tokens) and not any(
        t.pos_ == "NOUN" and t.lower_ in ("spokesman", "spokeswoman", "editor", "reporter", "secretary", "conference", "officer") for t in tokens
    )


def relay(doc: Doc, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the media that carried them; a medium's mere relaying of another's statement is no
    statement of its own."""
    out = []
    for outer in drafts:
        inner = _relayed(doc, outer, drafts)
        if inner:
            for draft in inner:
                draft.via.append(tuple(outer.source))
        else:
            out.append(outer)
    for draft in out:
        if draft.rule != "colon":
            _told(doc, draft)
    return out


def _relayed(doc: Doc, outer: Draft, drafts: list[Draft]) -> list[Draft]:
    if outer.lemma not in _RELAYING or not is_medium(doc, outer.source) or not outer.content:
        return []
    found = []
    for draft in drafts:
        if draft is outer or draft.rule in ("noun", "adverb", "raising", "adjective"):
            continue
        at = doc[draft.anchor].idx
        if any(s <= at < e for s, e in outer.content) and _governs(doc, outer, draft) and draft.source:
            found.append(draft)
    return found


def _governs(doc: Doc, outer: Draft, inner: Draft) -> bool:
    """Whether the inner statement is the whole of what the outer relays: its cue is the content's main verb."""
    if outer.head is None:
        return False
    anchor = doc[inner.anchor]
    head = doc[outer.head]
    return anchor.i == head.i or (anchor.dep_ in ("conj", "parataxis") and anchor.head.i == head.i) or head.i in inner.cue


def _told(doc: Doc, draft: Draft) -> None:
    """The medium that a statement was made to or published in."""
    anchor = doc[draft.anchor]
    if draft.lemma in _TOLD or draft.lemma in _POSTING:
        for c in anchor.children:
            if c.dep_ in ("obj", "iobj", "obl", "obl:arg") and c.i not in draft.source:
                phrase = tree.noun_phrase(c, outside=[g.i for g in c.children if g.dep_ == "case"])
                case = next((g.lower_ for g in c.children if g.dep_ == "case"), "")
                if _inside(doc, phrase, draft):
                    continue
                if draft.lemma in _TOLD and case in ("", "to") and is_medium(doc, phrase):
                    draft.via.append(tuple(phrase))
                elif case in ("on", "via", "to", "in") and (_is_platform(doc, phrase) or case != "in" and is_medium(doc, phrase)):
                    draft.via.append(tuple(phrase))


def _is_platform(doc: Doc, phrase: Sequence[int]) -> bool:
    return any(doc[i].lower_ in _PLATFORMS and doc[i].text[:1].isupper() for i in phrase)


def _inside(doc: Doc, phrase: Sequence[int], draft: Draft) -> bool:
    return bool(phrase) and any(s <= doc[phrase[0]].idx < e for s, e in draft.content)


def name(doc: Doc, phrase: Sequence[int]) -> str:
    """Return a relaying medium's name as the text words it, without its article."""
    if not phrase:
        return ""
    words = doc.text[doc[phrase[0]].idx : doc[phrase[-1]].idx + len(doc[phrase[-1]])]
    return re.sub(r"^(?:the|a|an)\s+(?=[a-z])", "", re.split(r",\s", words)[0], flags=re.IGNORECASE)


def first_token(doc: Doc, phrase: Sequence[int]) -> Token:
    return doc[phrase[0]]
