"""Who carried a statement: "Interfax reported that the ministry denied", "told Reuters", "citing the police"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from spacy.tokens import Doc

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.models import Act, Span, Stance

MEDIUM_WORDS = words(
    """agency newspaper newspapers daily weekly magazine broadcaster station channel television tv radio website outlet
    times post herald tribune gazette journal guardian telegraph independent mirror courier chronicle observer
    bulletin ledger examiner ensign sentinel leader star sun newswire wire fm tabloid bbc cnn reuters afp ap upi
    interfax tass ria xinhua kyodo ansa dpa efe anadolu bloomberg amaq sana irna npr cbs nbc abc msnbc politico
    newsweek advertiser argus mercury paper"""
)
_PEOPLE = words(
    """spokesman spokeswoman spokesperson editor reporter correspondent secretary conference officer presenter host
    columnist journalist"""
)
_PLATFORMS = words(
    """twitter facebook telegram instagram x youtube tiktok whatsapp weibo vkontakte tumblr reddit snapchat linkedin"""
)
_RELAYING = words("""report say quote cite tell write carry relay broadcast publish according_to per add claim note""")
_TOLD = words("tell inform say speak confirm write message text email reply disclose reveal assure")
_PRONOUNS = words("he she it they i we you who which that his her its their one")
_GOES_ON = words("he she they it")
_KINDS = words("news agency newspaper")
_GENERIC = words("agency paper newspaper station broadcaster magazine channel")
_NAME = r"[A-ZÀ-Þ][\w’'-]{0,30}(?: (?:of |de |la |del |du )?[A-ZÀ-Þ][\w’'-]{0,30}){0,3}"
_CALLED = re.compile(
    rf"(?P<a>{_NAME}) (?:news |press |state )?(?:agency|newspaper|station|broadcaster|news site|weekly|daily|tabloid)\b"
    rf"|\b(?:agency|newspaper|paper|station|broadcaster|weekly|daily|tabloid|news site|magazine|website) (?P<b>{_NAME})"
    rf"|^[^\n()]{{2,60}}\((?P<c>{_NAME})\) ?[-–—]|\((?P<d>{_NAME})\)\s*$"
    rf"|(?P<e>{_NAME}) (?:could not|was unable to|has not been able to|was not able to) "
    r"(?:independently |immediately )?(?:verify|confirm|check)"
    rf"|[\"”’,] (?:the )?(?P<f>{_NAME}) report(?:ed|s)\b",
    re.MULTILINE,
)
_STATE = "state (?:radio|television|TV)"
_TYPED = rf"{_NAME}(?: (?:news )?(?:agency|newspaper|radio|television))?"
_QUOTED_BY = re.compile(
    r"\b(?:(?:as )?(?:quoted|relayed|cited|carried|aired|published)(?: as saying)? by|in an? (?:\w+ )?interview with"
    r"|in an? (?:text |e-?mail )?(?:message|statement) to|speaking to|on|(?:comment|questions|inquiries) from)"
    r"\s+(?:the )?"
    rf"(?P<name>{_STATE}|(?:\w+ )?(?:weekly|agency|paper|station|newspaper) {_NAME}|{_TYPED})"
)
_ASIDE = re.compile(
    rf",\s(?:the )?(?:\w+-run )?(?P<name>{_TYPED}|state (?:media|radio|television)) (?:reports?|reported|says|said)\b"
)
_RECIPIENT = re.compile(
    r"\s+(?:the )?(?:(?:news )?(?:agency|station|newspaper|weekly|daily) )?" rf"(?P<name>{_STATE}|{_TYPED})"
)
NEAR = 150
"""Tokens on either side of a medium's cue in which a statement that it relays is sought."""


class Media(Protocol):
    """What tells a news medium by its name."""

    def is_medium(self, name: str) -> bool:
        """Return whether `name` is a news agency or an outlet."""
        ...


class Relays:
    """Finds the media that carried an article's statements."""

    def __init__(self, doc: Doc, media: Media, agency: str | None) -> None:
        self.doc, self.text, self.media = doc, spans.text_of(doc), media
        self.mentions = [(m.start(), _bare(m[m.lastgroup or 0])) for m in _CALLED.finditer(self.text)]
        self.named = {name for _, name in self.mentions if name} | ({agency} if agency else set())

    def settle(self, drafts: list[Draft], others: Sequence[Draft] = ()) -> list[Draft]:
        """Return the drafts with their media; a medium's mere relaying of another's statement is no statement.

        `others` may relay a draft, and are none themselves.
        """
        out = []
        drafts = sorted(drafts, key=lambda d: d.anchor)
        anchors = [d.anchor for d in drafts]
        for outer in others:
            near = drafts[bisect_left(anchors, outer.anchor - NEAR) : bisect_left(anchors, outer.anchor + NEAR)]
            for draft in self._relayed(outer, near):
                draft.via.append(self._name(outer.source, outer))
        for outer in drafts:
            near = drafts[bisect_left(anchors, outer.anchor - NEAR) : bisect_left(anchors, outer.anchor + NEAR)]
            inner = self._relayed(outer, near)
            for draft in inner:
                draft.via.append(self._name(outer.source, outer))
            if not inner:
                out.append(outer)
        for draft in out:
            if draft.rule not in ("colon", "floating"):
                self._told(draft)
        self._nested(out)
        self._carried_on(out)
        for draft in out:
            draft.via = [self._whole(name) for name in draft.via]
        return out

    def _nested(self, drafts: Sequence[Draft]) -> None:
        """Give a statement told within another's whoever tells it: "a mourner said that she had forgiven them"."""
        anchors = [d.anchor for d in drafts]
        for outer in drafts:
            if outer.act is not Act.SPEECH or not outer.source or outer.stance not in (Stance.ASSERTS, Stance.CONFIRMS):
                continue
            for draft in drafts[bisect_left(anchors, outer.anchor - NEAR) : bisect_left(anchors, outer.anchor + NEAR)]:
                if draft is outer or draft.via or not draft.source or draft.rule in ("noun", "adverb", "raising"):
                    continue
                if len(draft.source) == 1 and self.doc[draft.source[0]].lower_ in _PRONOUNS:
                    continue
                at = self.doc[draft.anchor].idx
                if _within(at, outer.content) and not _within(self.doc[outer.anchor].idx, draft.content):
                    name = self._name(outer.source, outer)
                    draft.via += [*([name] if name.lower() not in _PRONOUNS else []), *outer.via]

    def _whole(self, name: str) -> str:
        """A medium's full name for the acronym by which the text calls it."""
        words = name.split()
        short = next((w for w in words if re.fullmatch(r"[A-Z]{2,6}", w)), None)
        if short is None:
            return name
        gap = r"(?: (?:of|the|for|and))? "
        m = re.search(rf"\b{gap.join(c + chr(91) + 'a-zà-ÿ]+' for c in short)}\b", self.text)
        return m.group() if m is not None else name

    def _carried_on(self, drafts: list[Draft]) -> None:
        """Give a statement the media of the one before it whose speaker goes on: "told Reuters ..., adding that ...",
        "told Reuters. She also called ...", within a paragraph.
        """
        drafts.sort(key=lambda d: d.anchor)
        for before, draft in pairwise(drafts):
            if draft.via or not before.via or draft.rule in ("no_response", "unverified", "no_comment"):
                continue
            gap = self.text[self.doc[before.anchor].idx : self.doc[draft.anchor].idx]
            first = [self.doc[i].lower_ for i in draft.source]
            same = self.doc[before.anchor].sent == self.doc[draft.anchor].sent
            if "\n" not in gap and ((same and not first) or (not same and len(first) == 1 and first[0] in _GOES_ON)):
                draft.via = [*before.via]

    def is_medium(self, indices: Sequence[int]) -> bool:
        """Return whether a phrase names a news medium: by its words, the directory, or the article's own words."""
        tokens = [self.doc[i] for i in indices if self.doc[i].dep_ != "punct"]
        words = [t.lower_.strip(".") for t in tokens]
        if not tokens or any(w in _PEOPLE for w in words):
            return False
        name = _bare(" ".join(t.text for t in tokens if t.pos_ not in ("DET",)))
        if name in self.named:
            return True
        if not any(t.text[:1].isupper() for t in tokens if t.lower_ not in ("the", "a", "an")):
            return len(words) <= 3 and words[-1] in _GENERIC and words[0] == "the" and bool(self.named)
        return any(w in MEDIUM_WORDS for w in words) or self.media.is_medium(name)

    def _relayed(self, outer: Draft, drafts: list[Draft]) -> list[Draft]:
        """The statements that a medium's statement only passes on: those that fill most of its content."""
        if outer.lemma not in _RELAYING or not outer.content or not self.is_medium(outer.source):
            return []
        whole = sum(e - s for s, e in outer.content)
        inside = [
            d
            for d in drafts
            if d is not outer
            and d.source
            and d.rule not in ("noun", "adverb", "raising")
            and _within(self.doc[d.anchor].idx, outer.content)
            and self.doc[d.anchor].dep_ != "acl:relcl"
        ]
        out: list[Draft] = []
        for draft in inside:
            if any(o is not draft and _within(self.doc[draft.anchor].idx, o.content) for o in inside):
                continue
            parts = (*draft.content, *_edges(self.doc, draft.source), *_edges(self.doc, draft.cue))
            if sum(e - s for s, e in parts) >= 0.5 * whole or draft.anchor == outer.head:
                out.append(draft)
        return out

    def _told(self, draft: Draft) -> None:
        """The medium that a statement was made to, was published in, or is quoted from."""
        doc, anchor = self.doc, self.doc[draft.anchor]
        for c in anchor.children:
            if c.dep_ not in ("obj", "iobj", "obl", "obl:arg") or c.i in draft.source or _within(c.idx, draft.content):
                continue
            marks = [g.i for g in c.children if g.dep_ == "case"]
            case = doc[marks[0]].lower_ if marks else ""
            phrase = tree.noun_phrase(c, outside=[*marks, *draft.source])
            phrase = [i for i in phrase if not _within(doc[i].idx, draft.content)]
            if (draft.lemma in _TOLD and case in ("", "to") and self.is_medium(phrase)) or (
                case in ("on", "via", "to") and (self._is_platform(phrase) or self.is_medium(phrase))
            ):
                draft.via.append(self._name(phrase, draft))
        if not draft.via and draft.lemma in ("tell", "inform", "assure"):
            self._recipient(draft)
        if not draft.via:
            self._quoted(draft)

    def _recipient(self, draft: Draft) -> None:
        """To whom something was told, by the words right after the verb."""
        end = self.doc[draft.anchor].idx + len(self.doc[draft.anchor])
        m = _RECIPIENT.match(self.text, end)
        if m is None or _within(m.start("name"), draft.content):
            return
        name = m["name"]
        if self._known(name):
            draft.via.append(name)

    def _quoted(self, draft: Draft) -> None:
        sentence = self.doc[draft.anchor].sent
        start = min([draft.anchor, *draft.cue, *draft.source])
        text = self.text[self.doc[start].idx : min(sentence.end_char, self.doc[draft.anchor].idx + 160)]
        for m in _QUOTED_BY.finditer(text):
            at = self.doc[start].idx + m.start("name")
            if _within(at, draft.content):
                continue
            name = m["name"]
            known = self._known(name) or m.group().startswith("quoted by")
            if known and not (m.group().startswith("on ") and not any(w in MEDIUM_WORDS for w in name.lower().split())):
                draft.via.append(name)
                return

        end = self.text.find("\n", sentence.start_char, sentence.end_char)
        aside = _ASIDE.search(self.text, sentence.start_char, end if end > 0 else sentence.end_char)
        if aside is not None and self._known(aside["name"]) and not _within(aside.start("name"), draft.content):
            draft.via.append(aside["name"])

    def _known(self, name: str) -> bool:
        return (
            _bare(name) in self.named
            or name.startswith("state ")
            or self.media.is_medium(name)
            or any(w in MEDIUM_WORDS for w in name.lower().split())
        )

    def _is_platform(self, phrase: Sequence[int]) -> bool:
        return any(self.doc[i].lower_ in _PLATFORMS and self.doc[i].text[:1].isupper() for i in phrase)

    def _name(self, phrase: Sequence[int], draft: Draft) -> str:
        """A medium's name as the text words it; "the agency" is the last medium named before."""
        if not phrase:
            return ""
        doc = self.doc
        words = self.text[doc[phrase[0]].idx : doc[phrase[-1]].idx + len(doc[phrase[-1]])]
        words = re.split(r",\s", words)[0]
        if words.lower().removeprefix("the ") in _GENERIC:
            n = bisect_left(self.mentions, (doc[phrase[0]].idx, "")) - 1
            return self.mentions[n][1] if n >= 0 else words
        return re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.IGNORECASE)


def _bare(name: str) -> str:
    return re.sub(r"^(?:The|A|An|But|And|In|On)\s+", "", name).strip(" .'’")


def _within(at: int, stretches: Sequence[Span]) -> bool:
    return any(s <= at < e for s, e in stretches)


def _edges(doc: Doc, indices: Sequence[int]) -> list[Span]:
    return [(doc[indices[0]].idx, doc[indices[-1]].idx + len(doc[indices[-1]]))] if indices else []


def same_medium(name: str, outlet: str | None) -> bool:
    """Return whether a medium is the outlet itself, however shortly it is named ("the Courier", "Ashby Courier")."""
    if not outlet:
        return False
    a, b = (set(re.findall(r"\w+", n.lower())) - {"the", "a", "of"} for n in (name, outlet))
    if a - _KINDS == b - _KINDS:
        return bool(a - _KINDS)
    return bool(a and b) and (a <= b or b <= a)
