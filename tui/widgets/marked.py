"""An article's text with its statements marked where they stand."""

from collections.abc import Iterable
from itertools import groupby

from sources.models import Statement
from tui import cells
from tui.ink import Ink, Line, Piece

Mark = tuple[Ink, str]
"""How a character is shown and which statement it belongs to."""

_PLAIN: Mark = (Ink.TEXT, "")


def marks(length: int, statements: Iterable[Statement], start: int = 0) -> list[Mark]:
    """Return the mark of each of `length` characters of a text from offset `start` on.

    Longer contents lie under shorter ones, contents under sources and cues, so that a statement within another's
    content stays in sight.
    """
    found: list[Mark] = [_PLAIN] * length
    layers: list[tuple[int, int, int, Ink, str]] = []
    for each in statements:
        for rank, ink, spans in (
            (0, Ink.CONTENT, each.content.spans),
            (1, Ink.SOURCE, each.source.spans),
            (2, Ink.CUE, each.cue.spans),
        ):
            layers += [(rank, first, last, ink, each.id) for first, last in spans]
    for _, first, last, ink, key in sorted(layers, key=lambda layer: (layer[0], layer[1] - layer[2])):
        low, high = max(0, first - start), min(length, last - start)
        if high > low:
            found[low:high] = [(ink, key)] * (high - low)
    return found


def marked_lines(text: str, found: list[Mark], width: int) -> list[tuple[int, Line]]:
    """Return `text` wrapped to `width`, each line with the offset at which it begins."""
    text = cells.shown(text)
    return [
        (
            start,
            [
                Piece("".join(text[at] for at in run), ink, key)
                for (ink, key), run in groupby(range(start, end), key=lambda at: found[at])
            ],
        )
        for start, end in cells.wrap_spans(text, width)
    ]


def first_offset(statement: Statement) -> int:
    """Return where a statement begins in its text."""
    spans = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
    return min((start for start, _ in spans), default=0)


def last_offset(statement: Statement) -> int:
    """Return where a statement ends in its text."""
    spans = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
    return max((end for _, end in spans), default=0)


_SENTENCE_LIMIT = 420


def sentence(text: str, statement: Statement) -> tuple[int, int]:
    """Return the `[start, end)` of the sentence or sentences of `text` in which a statement stands.

    A sentence ends at a full stop, question or exclamation mark before white space, or with its line; at most 420
    code points around the statement are given.
    """
    first, last = first_offset(statement), last_offset(statement)
    start = first
    while start > 0 and first - start < _SENTENCE_LIMIT // 2:
        before = text[start - 1]
        if before == "\n" or (before.isspace() and start > 1 and _ends(text, start - 1)):
            break
        start -= 1
    end = last
    while end < len(text) and end - last < _SENTENCE_LIMIT // 2:
        if text[end] == "\n" or (text[end].isspace() and _ends(text, end)):
            break
        end += 1
    return start, min(end, start + _SENTENCE_LIMIT + (last - first))


def _ends(text: str, at: int) -> bool:
    """Say whether the text before `at` ends a sentence: a mark, perhaps within closing quotation marks."""
    end = at
    while end and text[end - 1] in "\"'”’»)":
        end -= 1
    if not end or text[end - 1] not in ".!?":
        return False
    word = text[max(0, end - 5) : end].split(" ")[-1]
    return not (word[:1].isupper() and len(word) <= 3 and word.endswith("."))
