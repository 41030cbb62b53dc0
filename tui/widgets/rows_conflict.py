"""The block of a conflict on the Board."""

from sources.models import Conflict, Side, Triage
from tui import cells, words
from tui.context import CLOSED, Context, figure, quoted, shows_figures, via
from tui.glyphs import (
    KIND_WORD,
    REVIEWED,
    SHORT_WORD,
    STANCE_GLYPH,
    STANCE_INK,
    STANCE_WORD,
    STAR,
    STATUS_GLYPH,
    STATUS_INK,
    TRIAGE_GLYPH,
    TRIAGE_INK,
)
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.rows_article import own_words

_PARTIES = 4
_WIDE = 52
"""Cells from which on there is room for every word of a stance."""


def conflict_row(context: Context, key: str, width: int) -> Block:
    """Return the block of the conflict with this id: its kind and state, the claim, and who holds what."""
    conflict = context.desk.conflict(key)
    mark = context.desk.conflict_mark(key)
    closed = mark.triage in CLOSED
    block: Block = [
        cells.spread(
            [
                Piece(f"{STATUS_GLYPH[conflict.status]} ", Ink.CHROME if closed else STATUS_INK[conflict.status]),
                Piece(KIND_WORD[conflict.kind], Ink.CHROME if closed else STATUS_INK[conflict.status]),
                Piece(f" {STAR}" if mark.starred else "", Ink.STAR),
            ],
            [*state(context, conflict), Piece(words.age(conflict.updated, context.now()).rjust(7), Ink.MUTED)],
            width,
        )
    ]
    claim = Ink.MUTED if closed else Ink.CLAIM
    block += [[Piece(line, claim)] for line in cells.wrap(cells.shown(conflict.claim), width - 1, 3)]
    if not closed:
        for side in conflict.sides:
            block += _side(conflict, side, width)
        for side in conflict.others:
            block += _named(side, width, _word(side, width), Ink.MUTED)
    if found := context.reviews_of(conflict):
        block.append([Piece(f"{REVIEWED} {words.count(len(found), 'published review')}", Ink.NEW)])
    if own := own_words(mark):
        block.append([Piece(cells.cut(own, width), Ink.STAR)])
    block.append(_foot(context, conflict, width))
    return [*block, []]


def state(context: Context, conflict: Conflict) -> Line:
    """Return the user's own state of a conflict as glyph and word; a new one that was looked at says nothing."""
    triage = context.desk.conflict_mark(conflict.id).triage
    unseen = context.is_unseen(conflict.id)
    if triage == Triage.NEW:
        moved = context.desk.conflict_mark(conflict.id).seen is not None
        return [Piece(f"{TRIAGE_GLYPH[triage]} {'moved' if moved else 'new'}", Ink.NEW)] if unseen else []
    line = [Piece(f"{TRIAGE_GLYPH[triage]} {triage.value}", TRIAGE_INK[triage])]
    return [Piece(f"{TRIAGE_GLYPH[Triage.NEW]} moved ", Ink.NEW), *line] if unseen else line


def names_in(parties: tuple[str, ...], first: int, width: int, lines: int) -> list[str]:
    """Return as many whole names as fit into `lines`, of which the first has `first` cells and the others `width`, and
    how many more there are; long names are cut in the middle.
    """
    names = [cells.shown(name) for name in parties] or ["unnamed sources"]
    for kept in range(min(len(names), _PARTIES), 0, -1):
        more = [f"and {len(names) - kept} more"] if kept < len(names) else []
        wrapped: list[str] = []
        for name in [*names[:kept], *more]:
            joined = f"{wrapped[-1]} · {name}" if wrapped else name
            if wrapped and cells.width(joined) <= (first if len(wrapped) == 1 else width):
                wrapped[-1] = joined
            else:
                wrapped.append(cells.cut_middle(name, width if wrapped else first))
        if len(wrapped) <= lines:
            return wrapped
    return [cells.cut_middle(names[0], first)]


def _word(side: Side, width: int) -> Line:
    short = SHORT_WORD if width < _WIDE else STANCE_WORD
    return [Piece(short.get(side.stance, STANCE_WORD[side.stance]), STANCE_INK[side.stance])]


def _named(side: Side, width: int, right: Line, ink: Ink) -> Block:
    """Return who stands on a side, and at the right what they do or the figure that they give."""
    names = names_in(side.parties, width - 3 - cells.line_width(right), width - 3, 2)
    sign = Piece(f"{STANCE_GLYPH[side.stance]} ", STANCE_INK[side.stance])
    return [
        cells.spread([sign, Piece(names[0], ink)], right, width),
        *([Piece("  "), Piece(line, ink)] for line in names[1:]),
    ]


def _side(conflict: Conflict, side: Side, width: int) -> Block:
    said, right = "", _word(side, width)
    if shows_figures(conflict) and side.statements:
        if number := figure(side.statements[-1]):
            right = [Piece(cells.cut(number, width // 2), Ink.STRONG)]
        else:
            said = quoted(side.statements[-1].statement)
    block = _named(side, width, right, Ink.TEXT)
    through = (name for evidence in side.statements for name in evidence.statement.via)
    media = dict.fromkeys(name for name in through if name not in side.parties)  # who holds it is told already
    if said:
        block += [[Piece("  "), Piece(line, Ink.MUTED)] for line in cells.wrap(said, width - 3, 2)]
    if media:
        block.append([Piece(cells.cut(f"    via {via(tuple(media))}", width - 1), Ink.CHROME)])
    return block


def _foot(context: Context, conflict: Conflict, width: int) -> Line:
    single = "· single source, " if conflict.outlets == 1 else ""
    spread = f"{words.count(conflict.outlets, 'outlet')}, {words.count(conflict.origins, 'origin')}"
    now = context.now()
    since = f"since {words.day(conflict.opened.astimezone(now.tzinfo).date(), now.date())}"
    if conflict.opened.astimezone(now.tzinfo).date() == now.date():
        since = f"since {words.moment(conflict.opened, now)}"
    if width < 38:
        single = ""
    return cells.spread([Piece(f"{single}{spread}", Ink.CHROME)], [Piece(since, Ink.CHROME)], width)
