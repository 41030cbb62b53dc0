"""Stretches of text: from token numbers to character spans, trimmed and joined as excerpts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from spacy.tokens import Doc, Token

from sources.language.tokens import text_of as text_of
from sources.models import Excerpt, Span

OPENING, CLOSING = "\"“‘«'", "\"”’»'"
_STARTS, _TEXTS, _SENTENCES = "gainsay_starts", "gainsay_texts", "gainsay_sentences"
_LEFT = " \t\n\r\xa0,;:–—-.)"
_RIGHT = " \t\n\r\xa0,;:–—-("


def starts_of(doc: Doc) -> list[int]:
    """Return the offset at which each token starts, made once."""
    found: list[int] | None = doc.user_data.get(_STARTS)
    if found is None:
        found = doc.user_data[_STARTS] = doc.to_array("IDX").tolist()
    return found


def texts_of(doc: Doc) -> list[str]:
    """Return the text of each token, made once."""
    found: list[str] | None = doc.user_data.get(_TEXTS)
    if found is None:
        text, lengths = text_of(doc), doc.to_array("LENGTH").tolist()
        found = doc.user_data[_TEXTS] = [text[s : s + n] for s, n in zip(starts_of(doc), lengths, strict=True)]
    return found


def sentences_of(doc: Doc) -> list[int]:
    """Return the number of the sentence that each token stands in, counted from 1, made once."""
    found: list[int] | None = doc.user_data.get(_SENTENCES)
    if found is None:
        found = doc.user_data[_SENTENCES] = list(accumulate(n == 1 for n in doc.to_array("SENT_START").tolist()))
    return found


def tokens_in(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the tokens that start in the stretch of text, in order."""
    starts = starts_of(doc)
    return [doc[i] for i in range(bisect_left(starts, start), bisect_left(starts, end))]


def first_in(doc: Doc, start: int, end: int) -> Token | None:
    """Return the first token that starts in the stretch of text; None where none does."""
    starts = starts_of(doc)
    at = bisect_left(starts, start)
    return doc[at] if at < len(starts) and starts[at] < end else None


def last_in(doc: Doc, start: int, end: int) -> Token | None:
    """Return the last token that starts in the stretch of text; None where none does."""
    starts = starts_of(doc)
    at = bisect_left(starts, end) - 1
    return doc[at] if at >= 0 and starts[at] >= start else None


class Stretches:
    """Spans that answer quickly what lies within them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = merge(spans)
        self._starts = [s for s, _ in self._spans]

    def hold(self, at: int) -> bool:
        """Return whether an offset lies in a span."""
        n = bisect_right(self._starts, at) - 1
        return n >= 0 and at < self._spans[n][1]

    def inside(self, start: int, end: int) -> int:
        """Return how many characters of the stretch lie in spans."""
        total = 0
        for n in range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)):
            total += max(0, min(end, self._spans[n][1]) - max(start, self._starts[n]))
        return total


def of_tokens(doc: Doc, indices: Iterable[int]) -> tuple[Span, ...]:
    """Return the character spans of these tokens; tokens that stand side by side, or with only white space between
    them, make one span.
    """
    out: list[Span] = []
    last = -2
    for run in runs({*indices}):
        first, final = doc[run[0]], doc[run[-1]]
        while first.is_space and first.i < final.i:
            first = doc[first.i + 1]
        while final.is_space and first.i < final.i:
            final = doc[final.i - 1]
        if final.is_space:
            continue
        end = final.idx + len(final)
        if out and all(doc[j].is_space for j in range(last + 1, first.i)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((first.idx, end))
        last = final.i
    return tuple(out)


def trim(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans without the white space and punctuation at their edges that belong to the sentence around them.

    A final full stop goes unless it ends an abbreviation or stands inside the quotation; quotation marks stay.
    """
    out = []
    for start, end in spans:
        while start < end and text[start] in _LEFT and not _keeps(text, start, end):
            start += 1
        while start < end and (text[end - 1] in _RIGHT or _full_stop(text, start, end)):
            end -= 1
        if any(c.isalnum() for c in text[start:end]):
            out.append((start, end))
    return tuple(merge(out))


def _keeps(text: str, start: int, end: int) -> bool:
    """Whether a mark at the left edge belongs to the word after it (`-5`, `.38`)."""
    return text[start] in "-–.—" and start + 1 < end and text[start + 1].isdigit()


def _full_stop(text: str, start: int, end: int) -> bool:
    """Whether the stretch ends in a full stop that closes the sentence rather than an abbreviation such as `U.S.`."""
    if text[end - 1] != "." or text[start:end].endswith("..."):
        return False
    word = text[start : end - 1].rsplit(None, 1)[-1:] or [""]
    return "." not in word[0] and text[start] not in OPENING


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, those that overlap or touch made one."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def minus(spans: Iterable[Span], holes: Sequence[Span]) -> list[Span]:
    """Return the spans without what lies in `holes`."""
    out = list(spans)
    for a, b in holes:
        out = [piece for s, e in out for piece in ((s, min(e, a)), (max(s, b), e)) if piece[0] < piece[1]]
    return out


def overlap(a: Iterable[Span], b: Sequence[Span]) -> bool:
    """Whether two lists of spans share a character."""
    return any(s < y and x < e for s, e in a for x, y in b)


def worded(doc: Doc, spans: Iterable[Span]) -> str:
    """Return the text of some spans, joined by spaces."""
    text = text_of(doc)
    return " ".join(text[start:end] for start, end in spans)


def excerpt(text: str, spans: Sequence[Span]) -> Excerpt:
    """Return these spans as an excerpt of the text."""
    return Excerpt(text=" ".join(text[s:e] for s, e in spans), spans=tuple(spans))


def runs(indices: Iterable[int]) -> list[list[int]]:
    """Return token numbers as stretches without a gap."""
    out: list[list[int]] = []
    for i in sorted(indices):
        if out and i == out[-1][-1] + 1:
            out[-1].append(i)
        else:
            out.append([i])
    return out


def place(doc: Doc, i: int) -> Span:
    """Return where a token stands in the text."""
    return doc[i].idx, doc[i].idx + len(doc[i])


def joined(doc: Doc, found: Sequence[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those with nothing but space between as one."""
    ordered = sorted(found)
    text, out = text_of(doc), [ordered[0]]
    for start, end in ordered[1:]:
        if text[out[-1][1] : start].strip():
            out.append((start, end))
        else:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
    return trim(text, out)


def trimmed(doc: Doc, tokens: Sequence[int]) -> tuple[Span, ...]:
    """Return the stretches of text that tokens make, without the punctuation and space around them."""
    return trim(text_of(doc), of_tokens(doc, tokens))
