"""Where quotations stand in a text: straight and curly marks, single and double, over several paragraphs."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from sources.models import Span

MAX_QUOTE = 6_000
"""Characters; an opening mark without its closing mark never swallows more than its paragraph, nor more than this."""
_LOOKAHEAD = 8
"""Closing single marks that are weighed for one opening mark."""
_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[\"“”„«»]|''|``")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–:-])|^)['‘](?=[\w\[\"“(£$€.…])", re.MULTILINE)
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]—–-])['’](?![\w])")


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation: its pieces with their marks, one piece a paragraph."""

    spans: tuple[Span, ...]
    closed: bool = True

    @property
    def start(self) -> int:
        """The offset of the opening mark."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """The offset behind the last piece."""
        return self.spans[-1][1]


def find_quotes(text: str) -> list[Quote]:
    """Return the outermost quotations of the text in order, each with its quotation marks.

    A quotation that a paragraph opens and does not close goes on where the next paragraph opens with the same mark
    (the rule of English typography for quotations over several paragraphs); where it does not, it ends with its
    paragraph when it began it, and is no quotation otherwise.
    """
    out: list[Quote] = []
    pending: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        base, line = paragraph.start(), paragraph.group()
        found = [(s + base, e + base, closed) for s, e, closed in _in_paragraph(line)]
        if pending:
            opens = line.lstrip()[:1] in "\"“‘'«" and found and not line[: found[0][0] - base].strip()
            if opens:
                start, end, closed = found.pop(0)
                pending.append((start, end))
                if closed:
                    out.append(Quote(tuple(pending)))
                    pending = []
            else:
                out.extend(Quote((span,), closed=False) for span in pending[:1])
                pending = []
        for start, end, closed in found:
            if closed:
                out.append(Quote(((start, end),)))
            else:
                pending = [(start, end)]
    if pending:
        out.append(Quote(tuple(pending), closed=False))
    return sorted(out, key=lambda q: q.start)


def _in_paragraph(line: str) -> list[tuple[int, int, bool]]:
    """The quotations of one paragraph; the last may be open (its end is then the paragraph's end)."""
    out: list[tuple[int, int, bool]] = []
    start = -1
    mark, depth = "", 0
    for m in _DOUBLE.finditer(line):
        sign = m.group()
        if start < 0:
            if sign in "”»" or _closes(line, m.start(), m.end()):
                continue
            start, mark, depth = m.start(), sign, 0
        elif sign == mark == "“":
            depth += 1
        elif sign == mark and sign in ('"', "''") and _opens(line, m.start(), m.end()):
            start = m.start()
        elif _pairs(mark, sign) and depth:
            depth -= 1
        elif _pairs(mark, sign):
            if m.end() - start <= MAX_QUOTE:
                out.append((start, m.end(), True))
            start = -1
    if (start >= 0 and not line[:start].strip() and len(line) - start <= MAX_QUOTE) or (
        start >= 0 and line[:start].rstrip().endswith((":", ",")) and len(line) - start <= MAX_QUOTE
    ):
        out.append((start, len(line.rstrip()), False))
    if not out:
        out = _single(line)
    else:
        taken = out
        out = sorted(taken + [q for q in _single(line) if not any(a < q[1] and q[0] < b for a, b, _ in taken)])
    return out


def _single(line: str) -> list[tuple[int, int, bool]]:
    out = []
    position = 0
    closers = [m.start() for m in _SINGLE_CLOSE.finditer(line)]
    for m in _SINGLE_OPEN.finditer(line):
        if m.start() < position:
            continue
        after = bisect_right(closers, m.end())
        rest = closers[after : after + _LOOKAHEAD]
        if not rest or rest[0] - m.start() > MAX_QUOTE:
            if rest:
                continue
            if not line[: m.start()].strip() and line[m.start()] == "‘":
                out.append((m.start(), len(line.rstrip()), False))
            break
        end = _closing(line, rest)
        if end - m.start() <= MAX_QUOTE:
            out.append((m.start(), end + 1, True))
            position = end + 1
    return out


def _closing(line: str, closers: list[int]) -> int:
    """The mark that closes a single quotation: one after punctuation wins over a plural's apostrophe before it."""
    first = closers[0]
    if line[first - 1] in "s" and len(closers) > 1 and line[first + 1 : first + 2] == " ":
        for other in closers[1:]:
            if other - first > MAX_QUOTE:
                break
            if line[other - 1] in ".,!?…" and not _SINGLE_OPEN.search(line, first + 1, other):
                return other
    return first


def _opens(line: str, start: int, end: int) -> bool:
    """Whether a straight mark can only open: a space or bracket before it, a word after it."""
    return (start == 0 or line[start - 1] in " ([—–\xa0") and end < len(line) and line[end] not in " .,;:!?)"


def _closes(line: str, start: int, end: int) -> bool:
    """Whether a straight mark can only close: no space before it, a space or nothing after it."""
    return start > 0 and line[start - 1] not in " ([—–\xa0:" and (end == len(line) or line[end] in " .,;:!?)")


def _pairs(opening: str, closing: str) -> bool:
    return (
        closing in {'"': '"”', "“": '”"', "„": "“”", "«": "»", "''": "''", "``": "''"}.get(opening, "")
        and closing != ""
    )


_TERMINAL = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Prof|St|Jr|Sr|No|vs|[A-Z])\.$")


def sentence_start(lead: str) -> int:
    """Return where the last sentence of a stretch begins."""
    ends = [m.end() for m in _TERMINAL.finditer(lead[:-1]) if not _ABBREVIATED.search(lead[: m.start() + 1])]
    return max([*ends, lead.rstrip().rfind("\n") + 1])


def sentence_end(line: str) -> int:
    """Return where the first sentence of a line ends."""
    for m in _TERMINAL.finditer(line):
        if not _ABBREVIATED.search(line[: m.start() + 1]) or m.end() == len(line):
            return m.end()
    return len(line)
