"""The sheet of a conflict: who asserts and who denies face to face, who stands aside, and then all that is known."""

from itertools import zip_longest

from sources.models import Conflict, Kind
from tui import cells, words
from tui.context import Context
from tui.glyphs import KIND_MEANING, KIND_WORD, STAR, STATUS_GLYPH, STATUS_INK
from tui.ink import Block, Ink, Piece
from tui.widgets.pageview import Page
from tui.widgets.positions import positions
from tui.widgets.rows_article import own_words
from tui.widgets.rows_conflict import state
from tui.widgets.scale import scale
from tui.widgets.sheet import Column, below, beside, rule
from tui.widgets.sheet_desk import articles, history, reviews
from tui.widgets.sheet_sides import aside, aside_rest, glance, rest
from tui.widgets.ways import ways

FACE_TO_FACE = 92
_WIDEST = 196
"""Cells of the sheet at most: longer lines are hard to follow."""


def conflict_page(context: Context, key: str, width: int) -> Page:
    """Return the sheet of the conflict with this id."""
    conflict = context.desk.conflict(key)
    margin = max(0, width - _WIDEST) // 2
    width -= 2 * margin
    inner = width - 4
    page = Page([[]])
    page.lines += [[Piece("  "), *line] for line in _heading(context, conflict, inner)]
    page.lines.append([])
    two = width >= FACE_TO_FACE and len(conflict.sides) > 1
    room = (inner - 3) // 2 if two else inner
    seen = [glance(context, conflict, side, room, 2 if two else 1) for side in conflict.sides]
    _face(page, [column for column, _ in seen], room, two=two)
    left: list[tuple[list[Column], bool]] = []
    left.append(([rest(context, side, room, done) for side, (_, done) in zip(conflict.sides, seen, strict=True)], two))
    if conflict.others:
        column, done = aside(context, conflict.others, inner)
        page.lines.append(rule("standing aside", width))
        below(page, column)
        page.lines.append([])
        more = [aside_rest(context, side, inner, each) for side, each in zip(conflict.others, done, strict=True)]
        left.append((more, False))
    published = reviews(context, conflict, inner)
    if published.lines:
        page.lines.append(rule("what others have published on it", width))
        below(page, published)
        page.lines.append([])
    for title, block in (
        ("figures on one scale", scale(conflict, inner) if conflict.kind is Kind.FIGURES else []),
        ("positions over time", positions(context, conflict, inner)),
    ):
        _part(page, title, block, width)
    if any(column.lines for columns, _ in left for column in columns):
        page.lines.append(rule("what else they said", width))
        for columns, face in left:
            _face(page, columns, room, two=face)
    _part(page, "how it came here", ways(context, conflict, inner), width)
    page.lines.append(rule("the articles", width))
    below(page, articles(context, conflict, inner))
    page.lines.append([])
    _part(page, "what you did here", history(context, conflict, inner), width)
    if margin:
        page.lines = [[Piece(" " * margin), *line] for line in page.lines]
    return page


def _face(page: Page, columns: list[Column], room: int, *, two: bool) -> None:
    """Put columns face to face where there is room for two, else one below the other."""
    if not two:
        for each in columns:
            if each.lines:
                below(page, each)
                page.lines.append([])
        return
    for one, other in zip_longest(columns[::2], columns[1::2]):
        if one.lines or (other and other.lines):
            beside(page, one, other or Column(), room)
            page.lines.append([])


def _part(page: Page, title: str, block: Block, width: int) -> None:
    if block:
        page.lines.append(rule(title, width))
        page.lines += [[Piece("  "), *line] for line in block]
        page.lines.append([])


def _heading(context: Context, conflict: Conflict, width: int) -> Block:
    mark = context.desk.conflict_mark(conflict.id)
    ink = STATUS_INK[conflict.status]
    now = context.now()
    spread = f"{words.count(conflict.outlets, 'outlet')}, {words.count(conflict.origins, 'independent origin')}"
    dates = f"since {words.moment(conflict.opened, now)} · moved {words.moment(conflict.updated, now)}"
    lines = [
        cells.spread(
            [
                Piece(f"{STATUS_GLYPH[conflict.status]} {KIND_WORD[conflict.kind]}", ink),
                Piece(f"  {conflict.status.value}: {KIND_MEANING[conflict.kind]}", Ink.CHROME),
            ],
            [*state(context, conflict), Piece(f"  {STAR} starred" if mark.starred else "", Ink.STAR)],
            width,
        ),
        *([Piece(line, Ink.TITLE)] for line in cells.wrap(cells.shown(conflict.claim), width)),
        cells.spread([Piece(spread, Ink.TEXT)], [Piece(dates, Ink.MUTED)], width),
    ]
    if own := own_words(mark):
        lines += [[Piece(line, Ink.STAR)] for line in cells.wrap(own, width)]
    return lines
