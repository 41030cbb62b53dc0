"""Through what a statement came, by the words around it: "told Reuters", "quoted by", "in a post on Telegram"."""

import itertools
import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import words
from sources.claims.drafts import Draft
from sources.claims.media import GENERIC, KIND, NAME, PLATFORMS, STATE, Media
from sources.models import Span

_TOLD = words("tell inform assure")
_TO = words("say speak confirm write message text email reply disclose reveal deny admit complain explain insist")
_AIRED = words("radio tv television fm channel bbc cnn npr cbs nbc abc news")
_PLATFORM = rf"(?:(?i:{'|'.join(sorted(PLATFORMS))})|X)(?![\w’'-])"
_PAPER = (
    r"(?:the|this|that|our) (?:(?:same|news|state|press|private|local|national|wire) ){0,2}"
    rf"(?:{'|'.join(sorted(GENERIC))}|news site|wire service)\b(?! [A-Z])"
)
_MEDIUM = (
    rf"(?:(?P<again>{_PAPER})|(?:the )?(?P<state>{STATE})|(?P<platform>{_PLATFORM})"
    rf"|(?:the |a )?(?:[\w’'-]+ ){{0,3}}?{KIND} (?P<called>{NAME})"
    rf"|(?:the |a )?(?P<name>{NAME}(?: (?:news |press )?{KIND}\b)?))"
)
_SENT = (
    r"(?:interviews?|conversation|statement|letter|e-?mail|message|remarks?|comments?|posts?|tweets?|thread|video|recording"
    r"|article|column|op-ed|reply|answer|speech|address|call|announcement|response|testimony)"
)
_BY = (
    r"(?:as )?(?:quoted|relayed|cited|carried|aired|broadcast|published|released|reported|shown|printed|posted|seen"
    r"|obtained|reviewed|reached|contacted|asked|interviewed|leaked|given|shared|sent)(?: as saying)?"
    r"(?: (?:on|last|this) \w+)?"
)
_BROUGHT = words("quoted cited relayed reached contacted asked interviewed speaking talking writing")
_CITED = re.compile(
    r"(?:quoted|cited)(?: as saying)?(?: (?:in|by))?$|relayed|aired|carried|printed|broadcast"
    r"|(?:interview|speaking) (?:with|to)",
    re.IGNORECASE,
)
"""Ways that only a medium has, whatever its name."""
_TALKING = r"spoke|speaking|talking|writing"
_REPORTER = (
    r"(?:an? (?:reporter|journalist|correspondent) (?:from|for|of|with) "
    r"|the \w+ (?:edition|programme|program|show) of )?"
)
_WAY = re.compile(
    rf"\b(?:(?P<by>(?i:{_BY}) by) |(?P<sent>(?i:{_SENT}|{_BY}|{_TALKING}) (?:with|to|on|in|for|via))"
    r" |(?P<asked>(?i:comment|questions|inquiries|requests|enquiries) from) |(?P<on>[Oo]n|[Vv]ia|using|through|to) )"
    rf"(?:his |her |its |their |\w+ channel on |{_REPORTER})?{_MEDIUM}"
)
_NAMED = re.compile(rf"\s+(?:to )?{_REPORTER}{_MEDIUM}")
_GROUP = (
    r"(?:family|relatives|group|charity|organi[sz]ation|campaigners|researchers|monitors?|watchdog|association|society|network"
    r"|NGO|foundation)"
)
_GATHERED = re.compile(
    rf"\s+(?:to )?(?:(?:the |an? )?(?:[a-z][\w’'-]* ){{0,3}}?{_GROUP} (?P<name>{NAME})"
    rf"|(?:the|his|her) (?P<what>(?:[\w’'-]+ ){{0,2}}?{_GROUP})\b|(?:the )?(?P<body>{NAME}))"
)
_ITS = re.compile(rf"{_PAPER}['’]s (?:\w+ ){{0,2}}(?:questions|requests?|messages?|calls?|inquir(?:y|ies)|e-?mails?)\b")
_GATHERERS = words("watch relief rights observatory monitor network society foundation amnesty aid charity")
_ASIDE = re.compile(
    rf"(?:[,–—-]\s|\b[Aa]s )(?:the )?(?:\w+-run )?(?P<name>{NAME}(?: (?:news )?(?:agency|newspaper|radio|television))?"
    r"|state (?:media|radio|television)) (?:reports?|reported|says|said|writes|wrote)\b"
)
_WITNESSED = re.compile(
    rf"(?:the )?(?P<name>{NAME})(?:['’]s(?: \w+)?)? (?:(?:also|has|had|have) )*"
    r"(?:carr(?:ies|ied)|publish(?:es|ed)?|prints?|printed|airs?|aired|gather(?:s|ed)?|collect(?:s|ed)?|record(?:s|ed)?"
    r"|obtained|took|takes|contains?|quotes?|seen|read|reviewed|heard) (?:the |an? )?(?:\w+ ){0,2}?"
    r"(?:testimon(?:y|ies)|accounts?|statements?|letter|words|interviews?|evidence|memo|report|documents?|recording"
    r"|e-?mails?|minutes|transcript|affidavit|video|message|text) (?:of|from|with|by|in which|signed by) "
)
_QUOTED = re.compile(r"\bquoted as saying\b", re.IGNORECASE)
_HEARD = re.compile(r"\b(?:heard|seen|shown)\b(?: to)? \w+", re.IGNORECASE)
_RECORDING = re.compile(r"\b(?:recording|video|tape|footage|clip|film|audio)\b", re.IGNORECASE)
_BEHIND = 160
"""Characters behind a cue within which its channel stands."""


class Channels:
    """Finds what carried a statement where no statement of the medium's own tells so."""

    def __init__(self, media: Media) -> None:
        self.media, self.doc, self.text = media, media.doc, media.text

    def find(self, draft: Draft, anchors: Sequence[int]) -> list[str]:
        """Return the names of what a draft's statement came through; `anchors` are those of all drafts, in order."""
        for found in (self._told, self._ways, self._quoting, self._aside, self._witnessed, self._quoted):
            name = next((n for n in found(draft, anchors) if n and not self._own(draft, n)), None)
            if name is not None:
                return [name]
        return []

    def _own(self, draft: Draft, name: str) -> bool:
        """Whether a name is the statement's own source's: a medium does not relay itself."""
        plain = itertools.takewhile(
            lambda t: not (t.is_punct or t.lower_ in _BROUGHT), map(self.doc.__getitem__, draft.source)
        )
        mine = {t.lower_ for t in plain}
        return set(re.findall(r"[\w’'-]+", name.lower())) - {"the", "news", "agency"} <= mine

    # ---- to whom -------------------------------------------------------------------------------------------------

    def _told(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """The medium, or those who gather what people say, to whom a statement was made."""
        anchor = self.doc[draft.anchor]
        at = anchor.idx + len(anchor)
        to = self.text[at : at + 4].strip().startswith("to")
        if draft.lemma not in _TOLD and not (to and draft.lemma in _TO):
            yield from self._object(draft, anchor)
            return
        end = self._end(draft, at)
        m = _NAMED.match(self.text, at, end) or _NAMED.match(self.text, at)
        if m is not None and (name := self._named(m, strict=True)) is not None:
            if m.end() <= end + 1:
                yield name
                return
            if self.text.startswith(" that ", m.end()):
                draft.content = spans.trim(self.text, spans.minus(draft.content, [(at, m.end())])) or draft.content
                yield name
                return
        yield from self._object(draft, anchor)
        m = _GATHERED.match(self.text, at)
        if m is not None and not _within(m.start() + 1, draft.content):
            if m["body"] and _GATHERERS & set(m["body"].lower().split()):
                yield m["body"]
            elif m["name"] or m["what"]:
                yield m["name"] or m["what"]

    def _object(self, draft: Draft, anchor: Token) -> Iterator[str]:
        """The medium that the cue's own object or complement names."""
        doc = self.doc
        for c in anchor.children:
            if c.dep_ not in ("obj", "iobj", "obl", "obl:arg") or c.i in draft.source or _within(c.idx, draft.content):
                continue
            marks = [g.i for g in c.children if g.dep_ == "case"]
            case = doc[marks[0]].lower_ if marks else ""
            phrase = tree.noun_phrase(c, outside=[*marks, *draft.source])
            phrase = [i for i in phrase if not _within(doc[i].idx, draft.content)]
            if (case in ("on", "to", "via") or (case == "" and draft.lemma in _TOLD | _TO)) and self.media.is_medium(
                phrase
            ):
                yield self.media.name(phrase)

    # ---- by what way ---------------------------------------------------------------------------------------------

    def _ways(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """Words beside the statement, in its sentence, that say by which way it came."""
        sentence = self.doc[draft.anchor].sent
        anchor = self.doc[draft.anchor]
        start = min([draft.anchor, *draft.cue, *draft.source])
        end = self.text.find("\n", anchor.idx, sentence.end_char)
        end = min(end if end > 0 else sentence.end_char, max(anchor.idx, *(e for _, e in draft.content)) + _BEHIND)
        for m in _WAY.finditer(self.text, sentence.start_char, end):
            at = m.start()
            if m["by"]:
                self._part(draft, at, m.end())
            closing = (m["sent"] or m["by"]) and self._closes(m, draft, end)
            inside = _within(at, draft.content) and not closing and not (m["asked"] and draft.rule == "no_response")
            if inside or self._between(at, draft, start, anchors):
                continue
            name = self._named(m, strict=not _CITED.search(m["by"] or m["sent"] or ""))
            if name is None or (m["on"] and not self._airs(m, name)):
                continue
            yield name

    def _part(self, draft: Draft, start: int, end: int) -> None:
        """Take words set off by a comma that say who quotes a source out of it: "a trader, quoted by the station,"."""
        inside = [i for i in draft.source if start <= self.doc[i].idx < end]
        if inside and inside[0] - 1 in draft.source and self.doc[inside[0] - 1].text == ",":
            draft.source = [i for i in draft.source if i < inside[0] - 1]

    def _closes(self, m: re.Match[str], draft: Draft, end: int) -> bool:
        """Whether a way ends its sentence, and so the content that swallowed it."""
        return not re.search(r"\w", self.text[m.end() : end]) and m.start() > self.doc[draft.anchor].idx

    def _between(self, at: int, draft: Draft, start: int, anchors: Sequence[int]) -> bool:
        """Whether another statement's cue stands between a place and the statement."""
        first, last = self.doc[start].idx, self.doc[draft.anchor].idx
        low, high = (at, first) if at < first else (last, at)
        others = (i for i in anchors if i != draft.anchor and not _within(self.doc[i].idx, draft.content))
        return any(low < self.doc[i].idx < high for i in others)

    def _airs(self, m: re.Match[str], name: str) -> bool:
        """Whether something can be said "on" or "via" a medium: a platform or a station."""
        return bool(m["platform"] or m["state"]) or bool(_AIRED & set(name.lower().split()))

    def _named(self, m: re.Match[str], *, strict: bool) -> str | None:
        """The medium that a match names; any name at all where its words leave no doubt."""
        if m["again"]:
            return self.media.before(m.start("again"))
        if m["state"] or m["platform"]:
            return m["state"] or m["platform"]
        if m["called"]:
            return m["called"]
        name = m["name"].removeprefix("The ")
        if not strict or re.search(rf" {KIND}$", name):
            return name
        parts = name.split()
        heads = [" ".join(parts[:n]) for n in range(1, len(parts) + 1)]
        sure = next((h for h in heads if h in self.media.named or self.media.listed(h)), None)
        return sure or next((h for h in reversed(heads) if self.media.known(h)), None)

    def _quoting(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """Who quotes another: "the weekly Vesta quoted a guard as saying", whatever the name."""
        for i in (draft.anchor, *draft.cue):
            verb = self.doc[i].head if self.doc[i].lower_ in ("saying", "telling") else self.doc[i]
            if verb.lemma_.lower() in ("quote", "cite") and not tree.is_passive(verb):
                who = tree.own_subject(verb)
                if who is not None and who.pos_ == "PROPN" and who.i not in draft.source:
                    yield self.media.name(tree.noun_phrase(who))

    # ---- by an aside, a document, a habit ------------------------------------------------------------------------

    def _aside(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """A medium that reports the whole sentence: ", the Tern agency reports"."""
        sentence = self.doc[draft.anchor].sent
        end = self.text.find("\n", sentence.start_char, sentence.end_char)
        m = _ASIDE.search(self.text, sentence.start_char, end if end > 0 else sentence.end_char)
        if m is not None and self.media.known(m["name"]) and not _within(m.start("name"), draft.content):
            draft.source = [i for i in draft.source if not m.start() <= self.doc[i].idx < m.end()] or draft.source
            yield m["name"]

    def _witnessed(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """Who gathered what somebody says: "its report carries the testimony of a guard, who says"."""
        sentence = self.doc[draft.anchor].sent
        m = _WITNESSED.search(self.text, sentence.start_char, self.doc[draft.anchor].idx)
        if m is not None and not self._between(m.end(), draft, draft.anchor, anchors):
            yield m["name"].removeprefix("The ")

    def _quoted(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """The agency, where somebody "was quoted as saying"; the recording, where somebody "can be heard to say"."""
        if not draft.cue:
            return
        if draft.rule == "no_response" and (
            m := _ITS.search(self.text, self.doc[draft.anchor].idx, self._end(draft, 0))
        ):
            yield self.media.before(m.start()) or ""
            return
        first = self.doc[min(draft.cue)]
        last = self.doc[max(draft.cue)]
        near = self.text[max(0, first.idx - 12) : last.idx + len(last)]
        if _QUOTED.search(near) and (name := self.media.before(first.idx)) is not None:
            yield name
        elif _HEARD.search(near) and draft.lemma in ("say", "tell", "hear", "ask"):
            found = [*_RECORDING.finditer(self.text)]
            before = [m for m in found if m.start() < first.idx]
            if found:
                yield f"the {(before or found[:1])[-1].group().lower()}"

    def _end(self, draft: Draft, at: int) -> int:
        later = [s for s, _ in draft.content if s > at]
        return min(later) if later else self.doc[draft.anchor].sent.end_char


def _within(at: int, stretches: Sequence[Span]) -> bool:
    return any(s <= at < e for s, e in stretches)
