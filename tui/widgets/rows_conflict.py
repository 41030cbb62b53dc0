"""The block of a conflict on the Board."""

from sources.models import Conflict, Side, Triage
from tui import cells, words
from tui.context import CLOSED, Context, figure, quoted, shows_figures, via
from tui.glyphs import KIND_WORD, STANCE_GLYPH, STANCE_INK, STAR, STATUS_GLYPH, STATUS_INK, TRIAGE_GLYPH, TRIAGE_INK
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.rows_article import own_words

_PARTIES = 4


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
            for number, line in enumerate(names_in(side.parties, width - 3, 2)):
                glyph = f"{STANCE_GLYPH[side.stance]} " if not number else "  "
                block.append([Piece(glyph, STANCE_INK[side.stance]), Piece(line, Ink.MUTED)])
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


def names_in(parties: tuple[str, ...], width: int, lines: int) -> list[str]:
    """Return as many whole names as fit into `lines` of `width`, and how many more there are; long ones are cut in the
    middle.
    """
    names = [cells.cut_middle(cells.shown(name), width) for name in parties] or ["unnamed sources"]
    for kept in range(min(len(names), _PARTIES), 0, -1):
        more = [f"and {len(names) - kept} more"] if kept < len(names) else []
        wrapped = cells.wrap_parts([*names[:kept], *more], width, lines + 1)
        if len(wrapped) <= lines:
            return wrapped
    return names[:1]


def _side(conflict: Conflict, side: Side, width: int) -> Block:
    ink = STANCE_INK[side.stance]
    right: Line = []
    if shows_figures(conflict) and side.statements and (number := figure(side.statements[-1].statement)):
        right = [Piece(cells.cut(number, width // 2), Ink.STRONG)]
    room = width - 2 - (cells.line_width(right) + 2 if right else 1)
    lines = names_in(side.parties, room, 2)
    block = [
        cells.spread([Piece(f"{STANCE_GLYPH[side.stance]} ", ink), Piece(lines[0], Ink.TEXT)], right, width),
        *([Piece("  "), Piece(line, Ink.TEXT)] for line in lines[1:]),
    ]
    media = dict.fromkeys(name for evidence in side.statements for name in evidence.statement.via)
    said = ""
    if shows_figures(conflict) and not right and side.statements:
        said = quoted(side.statements[-1].statement)
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
