"""Through what a statement came, by the words around it: "told Reuters", "quoted by", "in a post on Telegram"."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.drafts import Draft
from sources.claims.media import CALLED, GENERIC, KIND, OWN, Media
from sources.claims.ways import (
    AFTERWARDS,
    AIRED,
    ASIDE,
    BARE,
    BEHIND,
    BROUGHT,
    CITED,
    DATE,
    GATHERED,
    GATHERERS,
    HEARD,
    ITS,
    NAMED,
    QUOTED,
    RECORDING,
    TITLED,
    TO,
    TOLD,
    WAY,
    WITNESSED,
)
from sources.models import Span


class Channels:
    """Finds what carried a statement where no statement of the medium's own tells so."""

    def __init__(self, media: Media, speakers: Iterable[str] = ()) -> None:
        """`speakers` are the last words of those who say something in the article, and no media."""
        self.media, self.doc, self.text = media, media.doc, media.text
        self.speakers = frozenset(speakers)
        self.after = [*AFTERWARDS.finditer(self.text)]
        self._found: dict[int, list[re.Match[str]]] = {}

    def find(self, draft: Draft, anchors: Sequence[int]) -> list[str]:
        """Return the names of what a draft's statement came through; `anchors` are those of all drafts, in order."""
        for found in (
            self._told,
            self._ways,
            self._quoting,
            self._aside,
            self._witnessed,
            self._quoted,
            self._titled,
            self._afterwards,
        ):
            name = next(
                (n for n in found(draft, anchors) if n and n.lower() not in BARE and not self._own(draft, n)), None
            )
            if name is not None:
                self.media.speaks(self.doc[draft.anchor].idx, name)
                return [name]
        return []

    def _own(self, draft: Draft, name: str) -> bool:
        """Whether a name is the statement's own source's: a medium does not relay itself."""
        plain = itertools.takewhile(
            lambda t: not (t.is_punct or t.lower_ in BROUGHT), map(self.doc.__getitem__, draft.source)
        )
        mine = {t.lower_ for t in plain}
        return set(re.findall(r"[\w’'-]+", name.lower())) - {"the", "news", "agency"} <= mine

    # ---- to whom -------------------------------------------------------------------------------------------------

    def _told(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """The medium, or those who gather what people say, to whom a statement was made."""
        anchor = self.doc[draft.anchor]
        at = anchor.idx + len(anchor)
        to = self.text[at : at + 4].strip().startswith("to")
        if draft.lemma not in TOLD and not (to and draft.lemma in TO):
            yield from self._object(draft, anchor)
            return
        end = self._end(draft, at)
        m = NAMED.match(self.text, at, end) or NAMED.match(self.text, at)
        if m is not None and (name := self._named(m, strict=True)) is not None:
            if m.end() <= end + 1:
                yield name
                return
            if self.text.startswith(" that ", m.end()):
                draft.content = spans.trim(self.text, spans.minus(draft.content, [(at, m.end())])) or draft.content
                yield name
                return
        yield from self._object(draft, anchor)
        m = GATHERED.match(self.text, at)
        if m is not None and not _within(m.start() + 1, draft.content):
            if m["body"] and GATHERERS & set(m["body"].lower().split()):
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
            behind = next(
                (i for i in phrase if i > c.i and doc[i].dep_ in ("case", "acl") and doc[i].lower_ != "of"), None
            )
            phrase = [i for i in phrase if behind is None or i < behind]
            if phrase and self.media.own(phrase):
                continue
            phrase = [i for i in phrase if not _within(doc[i].idx, draft.content)]
            if (case in ("on", "to", "via") or (case == "" and draft.lemma in TOLD | TO)) and self.media.is_medium(
                phrase
            ):
                yield self.media.name(phrase)
            elif (
                phrase and case != "on" and draft.lemma in TOLD | TO and doc[phrase[-1]].lower_ in GENERIC | {"station"}
            ):
                said = self.text[doc[phrase[0]].idx : doc[phrase[-1]].idx + len(doc[phrase[-1]])]
                if re.match("an? |(?:its|their) (?:own )?(?:\\w+ )?", said):
                    yield said

    # ---- by what way ---------------------------------------------------------------------------------------------

    def _ways(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """Words beside the statement, in its sentence, that say by which way it came."""
        sentence = self.doc[draft.anchor].sent
        anchor = self.doc[draft.anchor]
        start = min([draft.anchor, *draft.cue, *draft.source])
        end = self.text.find("\n", anchor.idx, sentence.end_char)
        end = min(end if end > 0 else sentence.end_char, max(anchor.idx, *(e for _, e in draft.content)) + BEHIND)
        first = sentence.start_char
        if first not in self._found:
            self._found[first] = [*WAY.finditer(self.text, first, sentence.end_char)]
        for m in self._found[first]:
            if m.end() > end:
                break
            at = m.start()
            if m["by"]:
                self._part(draft, at, m.end())
            closing = (m["sent"] or m["by"]) and self._closes(m, draft, end)
            inside = _within(at, draft.content) and not closing and not (m["asked"] and draft.rule == "no_response")
            if inside or self._between(at, draft, start, anchors):
                continue
            name = self._named(m, strict=not CITED.search(m["by"] or m["sent"] or ""))
            if name is None or (m["on"] and not self._airs(m, name)) or DATE.fullmatch(name):
                continue
            if m["own"] and m["name"] and name.split()[-1] in OWN:
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
        return bool(m["platform"] or m["state"] or m["airs"]) or bool(AIRED & set(name.lower().split()))

    def _named(self, m: re.Match[str], *, strict: bool) -> str | None:
        """The medium that a match names; any name at all where its words leave no doubt."""
        if m["again"]:
            if re.match("(?:this|our) ", m["again"]):  # the article's own outlet, or whose copy it is
                return self.media.agency if m["again"].endswith("agency") else None
            return self.media.before(m.start("again"))
        if m["there"]:
            return self.media.before(m.start("there"), credited=False)
        if m["state"] or m["platform"]:
            return m["state"] or m["platform"]
        if m["called"]:
            return m["called"]
        name = m["name"].removeprefix("The ")
        if not strict and name.split()[-1] in self.speakers and not self.media.known(name):
            return None
        posted = re.search(r"post|video|message|writ|wrote|thread", m.groupdict().get("sent") or "")
        if not strict or re.search(rf" {KIND}$", name) or (re.search(rf" {CALLED}$", name) and posted):
            return name
        article = "the " if self.text.endswith("the ", 0, m.start("name")) else ""
        if (outlet := self.media.outlet(article + name)) is not None:
            return outlet
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
        m = ASIDE.search(self.text, sentence.start_char, end if end > 0 else sentence.end_char)
        if m is None or _within(m.start("name"), draft.content):
            return
        name = self.media.before(m.start()) if m["again"] else m["name"]
        if name is not None and (m["again"] or self.media.known(name)):
            draft.source = [i for i in draft.source if not m.start() <= self.doc[i].idx < m.end()] or draft.source
            yield name

    def _witnessed(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """Who gathered what somebody says: "its report carries the testimony of a guard, who says"."""
        sentence = self.doc[draft.anchor].sent
        m = WITNESSED.search(self.text, sentence.start_char, self.doc[draft.anchor].idx)
        if m is not None and not self._between(m.end(), draft, draft.anchor, anchors):
            yield m["name"].removeprefix("The ")

    def _quoted(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """The agency, where somebody "was quoted as saying"; the recording, where somebody "can be heard to say"."""
        if not draft.cue:
            return
        if draft.rule == "no_response" and (
            m := ITS.search(self.text, self.doc[draft.anchor].idx, self._end(draft, 0))
        ):
            yield self.media.before(m.start()) or ""
            return
        first = self.doc[min(draft.cue)]
        last = self.doc[max(draft.cue)]
        near = self.text[max(0, first.idx - 12) : last.idx + len(last)]
        if QUOTED.search(near) and (name := self.media.before(first.idx)) is not None:
            yield name
        elif HEARD.search(near) and draft.lemma in ("say", "tell", "hear", "ask"):
            found = [*RECORDING.finditer(self.text)]
            before = [m for m in found if m.start() < first.idx]
            if found:
                yield f"the {(before or found[:1])[-1].group().lower()}"

    def _titled(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """The only medium that the text names, where its title ends in one: "Mayor owns up to the debt: paper"."""
        title = self.text.find("\n")
        names = {name for _, name in self.media.mentions if name} - self.media.credits
        if self.doc[draft.anchor].idx < title and len(names) == 1 and TITLED.search(self.text, 0, title):
            yield names.pop()

    def _afterwards(self, draft: Draft, anchors: Sequence[int]) -> Iterator[str]:
        """The medium that the next sentence tells: "She was speaking on Radio Tern"."""
        if not self.after:
            return
        end = max(draft.content[-1][1] if draft.content else 0, self.doc[draft.anchor].sent.end_char - 1)
        m = next((m for m in self.after if m.start() - 3 <= end <= m.start()), None)
        way = WAY.search(self.text, m.start(), m.end()) if m is not None else None
        if m is not None and way is not None and not way["again"]:
            yield self._named(way, strict=not (way["called"] or m["spoke"])) or ""

    def _end(self, draft: Draft, at: int) -> int:
        later = [s for s, _ in draft.content if s > at]
        return min(later) if later else self.doc[draft.anchor].sent.end_char


def _within(at: int, stretches: Sequence[Span]) -> bool:
    return any(s <= at < e for s, e in stretches)
