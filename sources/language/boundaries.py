"""Where sentences start: rules on the text alone, in linear time, that leave the doubtful cases to the parser.

A newline between paragraphs, a headline's included, always ends a sentence; a closing quotation mark or bracket
stays with the sentence that it closes; nothing ends after an abbreviation or an initial, or before a lower-case
letter. Sentences inside a quotation of several are kept apart. A dateline (`PORT TARN, March 4 (Lanternwire) - `)
stands alone, so that it cannot spoil the parse of the lead. No sentence is longer than MAX_CHARS.
"""

import bisect
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from sources.language.abbreviations import (
    ENDING,
    JOINING,
    MONTHS,
    NATIONS,
    NUMBERED,
    SPEECH,
    STARTERS,
    TITLES,
    WORDS,
)

Span = tuple[int, int]

MAX_CHARS = 1_500
"""The longest sentence in code points; longer ones are cut after a comma, else after a space, else anywhere."""
NAME = "gainsay_boundaries"

_CLOSERS = "\"'”’»›)]"
_MARK = re.compile(rf"(?<![.!?…])([.!?…]++)((?:[“{re.escape(_CLOSERS)}]|\s?\[\d{{1,3}}\])*+)(\s++)(?=\S)")
_RUN_ON = re.compile(r"(?<=[a-z]{2})[.!?][”’)]?(?=[“‘]?[A-Z][a-z])")
_BULLET = re.compile(r"\s[•●▪■◆](?=\s)")
_NEXT = re.compile(r"(?:[\"'“‘«‹(\[¿¡„‚]\s?)*+([^\s\"'”’»)\]]*)")
_BEFORE = re.compile(r"[^\s\"'“”‘«(\[/—–]*$")
_BRACKETS = re.compile(r"\([^()\n]{1,300}\)")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ITEM = re.compile(r"\s*[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})$")
_LOWER_NAME = re.compile(r"(?:[ae]l|[ae][dnrstz]|ash)-[A-Z]|[a-z]+[A-Z]")
_TAIL = re.compile(rf"[A-Z][\w.’'-]{{0,30}}(?:\s[A-Z][\w.’'-]{{0,30}}){{0,3}}\s(?:{SPEECH})(?=[.,;:]|\s*$)")
_INITIAL = re.compile(r"[A-Z]\.")
_SPACE = re.compile(r"\s*")
_DATELINE = re.compile(
    r"(?:(?:[A-Z][^()\n]{1,60}\s)?\([A-Z][^()\n]{1,30}\)|[A-Z]{2}[A-Z.'’ -]{1,30}(?:,[^()\n–—]{1,40}?)?)"
    r"(?:\s*+—\s*+|\s++(?:--?|–)\s++)(?=[\"“'‘A-Z0-9])"
)
_LOOK = 60
_WRAP = range(50, 121)


class Breaks(NamedTuple):
    """Offsets at which a sentence starts: `hard` ones certainly, `soft` ones if the parser says so; both ascending."""

    hard: list[int]
    soft: list[int]


def split(text: str) -> list[Span]:
    """Return the sentences of `text` as `[start, end)` code point offsets, white space around them left out.

    Needs no pipeline. The spans ascend, do not overlap and hold every character that is no white space; each lies
    within one paragraph and is at most MAX_CHARS long. A span may hold two sentences where only a parse can tell.
    """
    hard = breaks(text).hard
    return [(start, start + len(text[start:end].rstrip())) for start, end in pairwise([*hard, len(text)])]


def breaks(text: str) -> Breaks:
    """Return where the sentences of `text` start, certainly and possibly."""
    hard: list[int] = []
    soft: list[int] = []
    for start, end in _paragraphs(text):
        inner, maybe = _inside(text, start, end)
        soft += maybe
        for at, stop in pairwise([start, *inner, end]):
            hard += _cut(text, at, stop)
    return Breaks(hard, soft)


def starts(doc: Doc) -> list[bool | None]:
    """Return for each token of `doc` whether a sentence starts with it; None leaves that to the parser."""
    hard, soft = breaks(doc.text)
    certain, possible = set(hard[1:]), set(soft)
    found: list[bool | None] = [
        True if token.idx in certain else None if token.idx in possible else False for token in doc
    ]
    return [True, *found[1:]] if found else []


@Language.component(NAME, assigns=["token.is_sent_start"])
def boundaries(doc: Doc) -> Doc:
    """Preset the sentence starts of a Doc for the parser: certain, forbidden, or left to it."""
    for token, start in zip(doc, starts(doc), strict=True):
        token.is_sent_start = start
    return doc


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the trimmed paragraphs; lines of hard-wrapped text are joined, other newlines part paragraphs."""
    block: list[Span] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        body = line.strip()
        if body:
            start = at + line.index(body[0])
            block.append((start, start + len(body)))
        elif block:
            yield from _lines(text, block)
            block = []
        at += len(line) + 1


def _lines(text: str, block: list[Span]) -> Iterator[Span]:
    """Yield the paragraphs of a block of lines without a blank one between them."""
    wrapped = len(block) > 2 and _wrapped(text, block)
    start, end = block[0]
    for following in block[1:]:
        if not (wrapped or _goes_on(text, end, following[0])):
            yield start, end
            start = following[0]
        end = following[1]
    yield start, end


def _wrapped(text: str, block: list[Span]) -> bool:
    """Whether no line had room for the next line's first word, as in text wrapped at a fixed width."""
    width = max(end - start for start, end in block)
    if width not in _WRAP:
        return False
    lower = False
    for (start, end), (after, stop) in pairwise(block):
        word = text[after : min(stop, after + width)].split(None, 1)[0]
        if end - start + 1 + len(word) <= width:
            return False
        lower = lower or word[0].islower()
    return lower


def _goes_on(text: str, end: int, after: int) -> bool:
    """Whether a line that ends at `end` runs on in the line that starts at `after`: pages break lines within text."""
    return text[after].islower() and text[end - 1] not in '.!?…:;"”' and not _LOWER_NAME.match(text, after)


def _inside(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """The certain and the possible sentence starts within one paragraph, its own start left out."""
    hard = {m.start() + 1 for m in _BULLET.finditer(text, start, end)}
    soft = {m.end() for m in _RUN_ON.finditer(text, start, end)}
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        hard.add(dateline.end())
    asides = _asides(text, start, end)
    quotes, counted = 0, start
    for mark in _MARK.finditer(text, start, end):
        at = mark.end()
        if text[at] in _CLOSERS and (at + 1 == end or text[at + 1].isspace()):
            quotes, counted = quotes + text.count('"', counted, at), at
            if text[at] != '"' or quotes % 2:  # a closing mark that stands alone, as in tokenized text
                at = _skip_space(text, at + 1, end)
        if at >= end or _within(asides, mark.start()):
            continue
        verdict = _verdict(text, start, end, mark, at)
        if verdict is not False:
            (soft if verdict is None else hard).add(at)
    return sorted(hard), sorted(soft - hard)


def _verdict(text: str, start: int, end: int, mark: re.Match[str], at: int) -> bool | None:
    """Whether a sentence starts at `at`, behind the mark: True or False, None where only the parser can say."""
    signs, close = mark.group(1), mark.group(2)
    following = _NEXT.match(text, at, min(end, at + _LOOK))
    word = following.group(1) if following else ""
    if not word or word[0] in "-–—":
        return None
    if word[0] in ",;:.!?…%" or (word[0].islower() and not _LOWER_NAME.match(word)):
        return False
    starter = word.strip("…,.?!") in STARTERS or re.split("['’…,]", word)[0] in STARTERS
    starter = starter and not _INITIAL.fullmatch(word)
    if "?" in signs or "!" in signs:
        if text[at] == "(":
            return None
        return not (close and not starter and _TAIL.match(text, at, end))
    if len(signs) > 1 or signs == "…" or text[max(start, mark.start() - 2) : mark.start()] == ". ":
        return None
    if _ITEM.fullmatch(text, start, mark.start()):
        return False
    before = _BEFORE.search(text, max(start, mark.start() - _LOOK), mark.start())
    quoted = any(sign in close for sign in "\"'“”’»")
    return _after(before.group() if before else "", word, starter, quoted)


def _after(before: str, word: str, starter: bool, quoted: bool) -> bool | None:
    """Whether a period after the word `before` ends its sentence when `word` follows; as `_verdict` says it."""
    before = before.rpartition("-")[2]
    key, capital, digit = before.lower(), before[:1].isupper(), word[0].isdigit()
    if key in JOINING or (digit and (key in NUMBERED or key in MONTHS)):
        return False
    if key in WORDS and not capital:
        return True
    if (key in TITLES or len(key) == 1) and capital:
        return None if starter or digit or quoted else False
    if key in NATIONS:
        return True if starter else None if digit or quoted else False
    if key in ENDING:
        return True if starter else None
    if _ACRONYM.fullmatch(before) and not starter:
        return None if len(before) > 3 or quoted else False
    return True


def _asides(text: str, start: int, end: int) -> list[Span]:
    """Brackets that stand within a sentence: what ends in them does not end it."""
    found = []
    for match in _BRACKETS.finditer(text, start, end):
        before = text[max(start, match.start() - 8) : match.start()].rstrip().rstrip(_CLOSERS)
        if before and before[-1] not in ".!?…":
            found.append(match.span())
    return found


def _within(spans: list[Span], at: int) -> bool:
    i = bisect.bisect_right(spans, (at, at)) - 1
    return i >= 0 and at < spans[i][1]


def _cut(text: str, at: int, end: int) -> Iterator[int]:
    """Yield where the sentence from `at` to `end` starts and, if it is too long, where its parts start."""
    yield at
    while end - at > MAX_CHARS:
        window = text[at : at + MAX_CHARS]
        found = max(window.rfind(sign, MAX_CHARS // 2) for sign in (", ", "; ", ": ", "— ")) + 1
        found = found or window.rfind(" ", 1) + 1 or MAX_CHARS
        at = _skip_space(text, at + found, end)
        if at >= end:
            return
        yield at


def _skip_space(text: str, at: int, end: int) -> int:
    space = _SPACE.match(text, at, end)
    return space.end() if space else at
