"""The row of an article in Incoming."""

from sources.models import ArticleMark, ConflictMark
from tui import cells, words
from tui.context import Context
from tui.glyphs import STAR, UNREAD
from tui.ink import Block, Ink, Line, Piece

_INDENT = 8


def article_row(context: Context, key: str, width: int) -> Block:
    """Return the row of the article with this id: time, outlet and what was read; below it the headline."""
    desk = context.desk
    article, mark = desk.article(key), desk.article_mark(key)
    time = words.column_time(desk.time_of(key), context.now())
    right: Line = []
    if mark.starred:
        right.append(Piece(f"{STAR} ", Ink.STAR))
    right += _reading(context, key, wide=width >= 44)
    left = [
        Piece(" " if mark.read else UNREAD, Ink.NEW),
        Piece(cells.pad(" " + time, _INDENT - 1), Ink.CHROME if mark.read else Ink.MUTED),
    ]
    room = width - _INDENT - cells.line_width(right) - 1
    outlet = Piece(cells.cut_middle(context.outlet(article), max(4, room)), Ink.CHROME if mark.read else Ink.MUTED)
    indent = _INDENT if width >= 34 else 2
    title = cells.wrap(context.title(article), width - indent - 1, 2) or ["untitled"]
    ink = Ink.MUTED if mark.read else Ink.FRESH
    block = [cells.spread([*left, outlet], right, width)]
    block += [[Piece(" " * indent), Piece(line, ink)] for line in title]
    if own := own_words(mark):
        block.append([Piece(" " * indent), Piece(cells.cut(own, width - indent), Ink.STAR)])
    return block


def own_words(mark: ArticleMark | ConflictMark) -> str:
    """Return what the user has written: the grade, the tags and the note."""
    tags = " ".join(f"#{tag}" for tag in sorted(mark.tags))
    note = f"note: {mark.note}" if mark.note else ""
    return cells.shown("  ".join(part for part in (f"[{mark.grade}]" if mark.grade else "", tags, note) if part))


def _reading(context: Context, key: str, *, wide: bool) -> Line:
    reading = context.desk.reading(key)
    if reading is None:
        return [Piece("reading…", Ink.CHROME)]
    if reading.language != "en":
        return [Piece(f"not read: {words.language(reading.language)}", Ink.CHROME)]
    disputed = bool(context.disputes(key))
    claims = len(reading.statements)
    label = words.count(claims, "claim") if claims else "no claims"
    flag = "! disputed" if wide else "!"
    return [
        Piece(label.rjust(9), Ink.MUTED if claims else Ink.CHROME),
        Piece("  " + (flag if disputed else " " * len(flag)), Ink.ALERT),
    ]
