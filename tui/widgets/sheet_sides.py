"""Who holds what in a conflict: at a glance, each party by the words that say it most plainly; then all the rest."""

import re

from sources.models import Conflict, Side
from tui import cells, words
from tui.context import Context, figure, party, quoted, shows_figures
from tui.glyphs import STANCE_GLYPH, STANCE_INK, STANCE_WORD
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.sheet import Column, Group, by_party, days, evidence_key, in_sentence, moment

_GLANCE_LINES = 3
_SENTENCE_LINES = 6
_FEET = 12
_ASIDE = 8
_STEM = 5
"""Letters by which words of a claim and of a statement are compared: enough to tell `captured` from `capital`."""


def glance(context: Context, conflict: Conflict, side: Side, width: int, quotes: int) -> tuple[Column, list[Group]]:
    """Return a side with its first parties, each by one statement, and the statements that are quoted there."""
    said = by_party(side)
    column = Column([_head(conflict, side, width)])
    quoted_here: list[Group] = []
    for name, groups in list(said.items())[:quotes]:
        chosen = _plainest(conflict.claim, side, groups)
        quoted_here.append(chosen)
        column.lines.append(_name(context, name, groups, width))
        if media := dict.fromkeys(medium for group in groups for each in group for medium in each.statement.via):
            column.lines.append([Piece(cells.cut(f"  via {', '.join(map(cells.shown, media))}", width), Ink.MUTED)])
        column.add(evidence_key(chosen[0]), in_sentence(context, chosen, width, _GLANCE_LINES, 2))
    if len(said) > quotes:
        names = [f"and {name}" if not number else name for number, name in enumerate(list(said)[quotes:])]
        column.lines += [[Piece(line, Ink.MUTED)] for line in cells.wrap_parts(names, width - 1, 2)]
    return column, quoted_here


def rest(context: Context, side: Side, width: int, done: list[Group]) -> Column:
    """Return the statements of a side that are not among those quoted already; nothing when there are none."""
    column = Column()
    ink = STANCE_INK[side.stance]
    for name, groups in by_party(side).items():
        left = [group for group in groups if group not in done]
        if not left:
            continue
        if column.lines:
            column.lines.append([])
        word = Piece(f"  {STANCE_GLYPH[side.stance]} {STANCE_WORD[side.stance]}", ink)
        column.lines.append([Piece(cells.cut_middle(name, width - cells.width(word.text)), Ink.STRONG), word])
        for number, group in enumerate(left):
            if number:
                column.lines.append([])
            column.add(evidence_key(group[0]), in_sentence(context, group, width, _SENTENCE_LINES, _FEET))
    return column


def aside(context: Context, others: tuple[Side, ...], width: int) -> tuple[Column, list[list[Group]]]:
    """Return a line for each who stands aside, and the statements that these show, for each side."""
    rows = [
        (number, side, name, groups) for number, side in enumerate(others) for name, groups in by_party(side).items()
    ]
    column, done = Column(), [list[Group]() for _ in others]
    room = max(cells.width(STANCE_WORD[side.stance]) for side in others)
    for number, side, name, groups in rows[:_ASIDE]:
        first = groups[0][0]
        done[number].append(groups[0])
        key = evidence_key(first)
        outlet = cells.shown(first.outlet or "no outlet")
        right = [Piece(f"{outlet} {moment(context, first)}", Ink.CHROME)]
        word = cells.pad(STANCE_WORD[side.stance], room)
        left = [
            Piece(f"{STANCE_GLYPH[side.stance]} {word}  ", STANCE_INK[side.stance]),
            Piece(name, Ink.TEXT),
            Piece(f"  {quoted(first.statement)}", Ink.MUTED),
        ]
        column.add(key, [[piece._replace(target=key) for piece in cells.spread(left, right, width)]])
    if len(rows) > _ASIDE:
        more = [name for _, _, name, _ in rows[_ASIDE:]]
        column.lines.append([Piece(cells.cut(f"and {', '.join(more)}", width), Ink.MUTED)])
    return column, done


def _head(conflict: Conflict, side: Side, width: int) -> Line:
    word = f"{STANCE_GLYPH[side.stance]} {STANCE_WORD[side.stance].upper()} "
    ink = STANCE_INK[side.stance]
    said = figure(side.statements[-1]) if shows_figures(conflict) and side.statements else ""
    left: Line = [Piece(word, ink), *([Piece(f"{cells.cut(said, width // 3)} ", Ink.STRONG)] if said else [])]
    count = f" {words.count(len(side.statements), 'statement')}"
    room = width - cells.line_width(left) - cells.width(count)
    if room < 2:
        return cells.fit(left, width)
    return [*left, Piece("─" * room, Ink.RULE), Piece(count, Ink.CHROME)]


def _name(context: Context, name: str, groups: list[Group], width: int) -> Line:
    every = [each for group in groups for each in group]
    dates = cells.cut(days(context, every), width // 2)
    room = width - cells.width(dates) - 2
    return cells.spread([Piece(cells.cut_middle(name, room), Ink.STRONG)], [Piece(dates, Ink.MUTED)], width)


def _plainest(claim: str, side: Side, groups: list[Group]) -> Group:
    """Return the statement that shares most with the claim for its length, one with the side's stance before others."""
    wanted = _stems(claim)

    def closeness(group: Group) -> tuple[bool, float]:
        said = group[0].statement
        stems = _stems(said.content.text)
        return said.stance is side.stance, len(wanted & stems) / (len(stems) + 4) ** 0.5

    return max(groups, key=closeness)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 or word.isdigit()}


def aside_rest(context: Context, side: Side, width: int, done: list[Group]) -> Column:
    """Return what else one side of those who stand aside said."""
    column = Column()
    for each in (group[0] for groups in by_party(side).values() for group in groups if group not in done):
        key = evidence_key(each)
        right = [Piece(f"{cells.shown(each.outlet or 'no outlet')} {moment(context, each)}", Ink.CHROME)]
        left = [
            Piece(f"{STANCE_GLYPH[side.stance]} ", STANCE_INK[side.stance]),
            Piece(party(each.statement), Ink.TEXT),
            Piece(f" {STANCE_WORD[side.stance]}  ", STANCE_INK[side.stance]),
            Piece(quoted(each.statement), Ink.MUTED),
        ]
        lines: Block = [[piece._replace(target=key) for piece in cells.spread(left, right, width)]]
        column.add(key, lines)
    return column
