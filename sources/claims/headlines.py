"""Statements of lines rather than sentences: headlines ("Minister: we did not fire", "Dairy denies fault", "Nine dead -
police") and transcripts ("VARGA: No.").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from sources.claims import spans
from sources.claims.cues import Lexicon, words
from sources.claims.drafts import Draft
from sources.claims.parties_words import BODY_NOUNS, COLLECTIVES, ROLES, SPOKES
from sources.models import Act, Span, Stance

_LINE = re.compile(r"[^\n]+")
_CLOCK = re.compile(r"^\s*(?:\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?|FLASH|URGENT|BREAKING)\s*[|:–—-]?\s+")
_COLON = re.compile(r"^(?P<source>[^:\n\"“”‘]{2,80}?):\s+(?P<content>\S.*)$")
_SETTING = frozenset(("after", "amid", "as", "at", "before", "in", "on", "over", "when", "with"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_QUOTES = "\"“‘'"
_TRANSCRIBED = re.compile(r"^.[A-Z][A-Z .'’-]{1,40}:\s")
_ENDED = re.compile(r"^(?:“[^“”]*”|\"[^\"]*\"|‘[^‘]*[.!?,]’)(?=\s+[A-Z])")
_ANOTHER = re.compile(r"^[^:]*?[.!?](?=\s+[A-Z][\w’'-]{1,20}(?: [A-Z][\w’'-]{1,20})?:\s)")
"""What is said before another speaker in the same line: "Mayor: I did not. Tape: You did."."""
_LAST = re.compile(r"^(?P<content>.*\S)(?::\s+|\s+[-–—]\s+)(?P<source>[^:\n\"“”‘’—–]{2,50})$")
_CIRCUMSTANCE = re.compile(r",?\s+(?:on|in|from|at|to|live on|writing on|speaking)\s.*$|,\s.*$")
_LABELS = words(
    """read update updates photo photos picture video watch listen related note editor correction exclusive breaking
    q&a flash analysis opinion live factbox explainer timeline key q a transcript summary background profile image
    credit story copyright tags topics contact email phone tel date time place location warning more also review
    preview newsletter podcast quiz quick bottom step question answer
    example examples origin origins claim status outline"""
)
_SPEAKERS = (
    BODY_NOUNS | COLLECTIVES | ROLES | SPOKES
    | words(
    """sources officials witnesses medics doctors monitors residents villagers survivors experts scientists lawyers
    lawmakers prosecutors analysts activists researchers investigators police poll survey study report court jury
    ministers union unions mp mps aide aides coastguard rescuers firefighters boatmen fishermen families relatives
    presidency palace kremlin pentagon un nato eu"""
)
)  # fmt: skip
MAX_SOURCE = 9
MAX_HEADLINE = 30


def find(doc: Doc, lexicon: Lexicon, taken: Sequence[Span]) -> Iterator[Draft]:
    """Yield the statements of headlines and of lines that name a speaker before a colon.

    `taken` are the cues found so far. A headline's colon or dash is punctuation, so such a statement has no cue words;
    in a transcript the colon is the cue.
    """
    starts = spans.starts_of(doc)
    cues = sorted(taken)
    for line in _LINE.finditer(spans.text_of(doc)):
        base, text = line.start(), line.group()
        clock = _CLOCK.match(text)
        if clock is not None:
            base, text = base + clock.end(), text[clock.end() :]
        if text[:1] in _QUOTES and _TRANSCRIBED.match(text):
            base, text = base + 1, text[1:]
        end = base + len(text.rstrip())
        held = [c for c in cues[bisect_left(cues, (base, base)) :][:8] if c[0] < end]
        headline = text.rstrip()[-1:] not in ".!?" and text.count(" ") < MAX_HEADLINE
        yield from _line(doc, starts, base, text, headline, bool(held), held)
        if headline:
            for piece in _segments(_tokens(doc, starts, base, end)):
                first, last = piece[0].idx, piece[-1].idx
                mine = [c[0] for c in held if first <= c[0] <= last]
                draft = _verbal(piece, lexicon)
                if draft is not None and all(doc[draft.anchor].idx < at for at in mine):
                    yield draft
            if not held and (draft := _final(_tokens(doc, starts, base, end), lexicon)) is not None:
                yield draft


def _line(
    doc: Doc, starts: list[int], base: int, text: str, headline: bool, busy: bool, held: Sequence[Span]
) -> Iterator[Draft]:
    m = _COLON.match(text)
    if m is not None and not (held and held[0][0] < base + m.end("source")):
        source = _CIRCUMSTANCE.sub("", m["source"]) if not _whole(m["source"]) else m["source"]
        tokens = _tokens(doc, starts, base, base + len(source))
        if _is_speaker(tokens, colon=True):
            stop = _ENDED.match(m["content"]) or _ANOTHER.match(m["content"])
            stretch = (base + m.start("content"), base + (m.start("content") + stop.end() if stop else len(text)))
            content = spans.trim(spans.text_of(doc), [stretch])
            at = bisect_left(starts, base + m.end("source"))
            if content and at < len(doc) and _is_said(doc, starts, content[0], tokens):
                yield Draft(
                    "colon",
                    at,
                    ":",
                    [] if headline or (not m["source"].isupper() and base) else [at],
                    [t.i for t in tokens],
                    content,
                )
                return
    m = _LAST.match(text.rstrip()) if headline and not busy else None
    if m is None:
        return
    tokens = _tokens(doc, starts, base + m.start("source"), base + m.end("source"))
    before = _tokens(doc, starts, base, base + m.end("content"))
    if _is_speaker(tokens, colon=False) and len(before) >= 3 and any(t.pos_ in ("VERB", "AUX", "NUM") for t in before):
        content = spans.trim(spans.text_of(doc), [(base, base + m.end("content"))])
        if content:
            yield Draft("colon", tokens[0].i, ":", [], [t.i for t in tokens], content)


def _segments(tokens: list[Token]) -> Iterator[list[Token]]:
    """The parts of a headline between semicolons, colons and dashes."""
    piece: list[Token] = []
    for t in tokens:
        if t.text in ";:—–|" or (t.text == "-" and t.whitespace_ and t.i and t.nbor(-1).whitespace_):
            if piece:
                yield piece
            piece = []
        else:
            piece.append(t)
    if piece:
        yield piece


def _whole(source: str) -> bool:
    return "," not in source and not re.search(r"\s(?:on|in|from|at|to)\s", source)


def _tokens(doc: Doc, starts: list[int], start: int, end: int) -> list[Token]:
    return [doc[i] for i in range(bisect_left(starts, start), bisect_left(starts, end)) if not doc[i].is_space]


def _is_speaker(tokens: list[Token], *, colon: bool) -> bool:
    """Whether a few words name someone who can speak: a role, a body, or a proper name alone."""
    if not tokens or len(tokens) > MAX_SOURCE:
        return False
    words = [t.lower_ for t in tokens]
    if any(w in _LABELS for w in words) or any(t.like_num or t.text in "?!;" for t in tokens):
        return False
    upper = all(t.text.isupper() for t in tokens if t.is_alpha)
    if any(t.pos_ in ("VERB", "AUX", "SCONJ") and not upper and t.lower_ not in _SPEAKERS for t in tokens):
        return False
    if colon and not tokens[0].text[0].isupper():
        return False
    speaker = any(w in _SPEAKERS or w.removesuffix("s") in _SPEAKERS for w in words)
    # The first word of a line is written with a capital whatever it is: "Busted: ..." names nobody.
    names = [
        t for n, t in enumerate(tokens) if t.pos_ == "PROPN" or ((n or upper) and t.text[0].isupper() and t.is_alpha)
    ]
    return speaker or (len(names) == len([t for t in tokens if t.is_alpha]) and len(names) <= 4)


def _is_said(doc: Doc, starts: list[int], content: Span, source: list[Token]) -> bool:
    """Whether what follows a colon can be what somebody says: a quotation, or a clause not about others' words."""
    tokens = _tokens(doc, starts, *content)
    first = tokens[0]
    if first.text[0] in _QUOTES or (len(source) <= 3 and all(t.text.isupper() for t in source if t.is_alpha)):
        return True
    if len(tokens) < 2 or first.tag_ in ("WP", "WRB", "WDT") or not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return False
    role = any(t.lower_ in _SPEAKERS for t in source)
    return role or not any(t.lower_ in _SPEAKERS for t in tokens[:4])


def _verbal(tokens: list[Token], lexicon: Lexicon) -> Draft | None:
    """For "Dairy denies fault": a headline whose verb of saying the tagger took for a noun."""
    for n, token in enumerate(tokens[1:8], 1):
        lemma = lexicon.forms.get(token.lower_)
        entry = lexicon.verb(token) if lemma is not None else None
        sided = entry is not None and entry.stance is not Stance.ASSERTS and token.text.istitle()
        bare = token.lower_ == lemma and lemma not in ("say", "deny", "admit")
        if (bare and not sided) or token.tag_ in ("VBN", "VBG") or tokens[n].nbor(-1).like_num:  # "of two | states"
            continue
        if entry is None or entry.act is not Act.SPEECH or not entry.frames & {"clause", "quote", "object"}:
            continue
        if (entry.lemma in lexicon.nouns and token.pos_ not in ("VERB",)) or not (
            sided or token.lower_.endswith(("s", "y", "t", "ed"))
        ):
            continue
        before, after = tokens[:n], tokens[n + 1 :]
        if bare and not (_several(before) and after and not _ends(after)):
            continue
        if (
            any(t.is_punct and t.text not in ("'’-," if sided else "'’-") for t in before)
            or len(after) < 1
            or any(t.pos_ in ("VERB", "AUX") for t in before)
        ):
            continue
        if entry.stance is Stance.ASSERTS and not any(
            lexicon.forms.get(t.lower_) or t.pos_ in ("VERB", "AUX") for t in after
        ):
            continue
        content = spans.trim(spans.text_of(token.doc), spans.of_tokens(token.doc, [t.i for t in after]))
        return Draft(
            "headline", token.i, entry.lemma, [token.i], [t.i for t in before], content, entry.stance, entry.act
        )
    return None


def _ends(after: list[Token]) -> bool:
    """Whether a headline's verb stands only here, and the word before is a noun: "Farmers Dispute | Ends After"."""
    if after[0].pos_ in ("VERB", "AUX"):
        return True
    return len(after) > 1 and after[0].lower_.endswith("s") and after[1].lower_ in _SETTING


def _final(tokens: list[Token], lexicon: Lexicon) -> Draft | None:
    """For "Council did not mislead residents, watchdog rules": a verb at the end that the tagger took for a noun."""
    comma = next((n for n in range(len(tokens) - 1, 2, -1) if tokens[n].text == ","), None)
    if comma is None or not 2 <= len(tokens) - comma - 1 <= 6 or not tokens[-1].lower_.endswith("s"):
        return None
    entry = lexicon.verb(tokens[-1]) if tokens[-1].lower_ in lexicon.forms else None
    before, speaker = tokens[:comma], tokens[comma + 1 : -1]
    if entry is None or entry.act is not Act.SPEECH or "clause" not in entry.frames or tokens[-1].tag_ == "NN":
        return None
    if not _is_speaker(speaker, colon=False) or not any(t.tag_ in _FINITE for t in before):
        return None
    content = spans.trim(spans.text_of(before[0].doc), spans.of_tokens(before[0].doc, [t.i for t in before]))
    last = tokens[-1].i
    return Draft("headline", last, entry.lemma, [last], [t.i for t in speaker], content, entry.stance, entry.act)


def _several(tokens: list[Token]) -> bool:
    """Whether a headline's subject is more than one, so that its verb has no ending: "Mill, Union Refute Claims"."""
    return tokens[-1].lower_.endswith("s") or any(t.text in (",", "&") or t.lower_ == "and" for t in tokens)
