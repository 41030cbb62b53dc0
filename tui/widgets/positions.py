"""The positions of the parties over time, a line each."""

from datetime import date, datetime, time

from sources.models import Conflict, Evidence, Stance
from tui import cells, words
from tui.context import Context, party
from tui.glyphs import STANCE_GLYPH, STANCE_INK
from tui.ink import Block, Ink, Line, Piece

_BARS = "▁▂▃▄▅▆▇█"
_PARTIES = 10
_STEP = 9
"""Cells of a column at least: a date and a space."""


def positions(context: Context, conflict: Conflict, width: int) -> Block:
    """Return the chart: dates across, parties down, a stance's glyph where a party took it; below, reports counted.

    Nothing when every statement is of one moment, where there is no course to show.
    """
    zone = context.now().tzinfo
    dated: list[tuple[datetime, str, Stance]] = []
    reports: list[datetime] = []
    for side in (*conflict.sides, *conflict.others):
        for each in side.statements:
            moment = _moment(each, context)
            if moment is not None:
                dated.append((moment, party(each.statement), side.stance))
            if each.published is not None:
                reports.append(each.published.astimezone(zone))
    days = {moment.date() for moment, _, _ in dated}
    by_day = len(days) > 1
    moments = sorted({_slot(moment, by_day=by_day) for moment in [*(m for m, _, _ in dated), *reports]})
    if len(moments) < 2:
        return []
    name_width = min(28, max(10, width // 3))
    room = width - name_width - 1
    columns = max(2, min(len(moments), room // _STEP))
    step = room // columns
    place = {moment: number * columns // len(moments) for number, moment in enumerate(moments)}
    block: Block = [_dates(context, moments, place, name_width, step, by_day=by_day)]
    names = list(dict.fromkeys(name for _, name, _ in sorted(dated, key=lambda one: one[0])))
    sided = [cells.shown(name) for side in conflict.sides for name in side.parties]
    names.sort(key=lambda name: sided.index(name) if name in sided else len(sided))
    for name in names[:_PARTIES]:
        taken = {
            place[_slot(moment, by_day=by_day)]: stance
            for moment, who, stance in sorted(dated, key=lambda one: one[0])
            if who == name
        }
        block.append(_course(name, taken, name_width, step, columns))
    if len(names) > _PARTIES:
        block.append([Piece(f"and {len(names) - _PARTIES} more", Ink.CHROME)])
    counts = [0] * columns
    for moment in reports:
        counts[place[_slot(moment, by_day=by_day)]] += 1
    most = max(counts, default=0)
    if most:
        line: Line = [Piece(cells.pad("reports", name_width) + " ", Ink.CHROME)]
        for number in counts:
            bar = _BARS[(number * (len(_BARS) - 1)) // most] if number else " "
            line.append(Piece(cells.pad(f"{bar} {number}" if number else "", step), Ink.CHROME))
        block.append(line)
    return block


def _moment(evidence: Evidence, context: Context) -> datetime | None:
    zone = context.now().tzinfo
    printed = evidence.published.astimezone(zone) if evidence.published else None
    if evidence.statement.when:
        try:
            day = date.fromisoformat(evidence.statement.when[:10])
        except ValueError:
            return printed
        # Of the day of printing, the hour is known too.
        return printed if printed and printed.date() == day else datetime.combine(day, time(), zone)
    return printed


def _slot(moment: datetime, *, by_day: bool) -> datetime:
    return datetime.combine(moment.date(), time(), moment.tzinfo) if by_day else moment.replace(second=0, microsecond=0)


def _dates(
    context: Context, moments: list[datetime], place: dict[datetime, int], name_width: int, step: int, *, by_day: bool
) -> Line:
    line: Line = [Piece(" " * (name_width + 1))]
    first: dict[int, datetime] = {}
    for moment in moments:
        first.setdefault(place[moment], moment)
    for number in range(max(first) + 1):
        moment = first[number]
        text = words.day(moment.date(), context.now().date()) if by_day else f"{moment:%H:%M}"
        line.append(Piece(cells.pad(cells.cut(text, step - 1), step), Ink.CHROME))
    return line


def _course(name: str, taken: dict[int, Stance], name_width: int, step: int, columns: int) -> Line:
    line: Line = [Piece(cells.pad(cells.cut_middle(name, name_width), name_width) + " ", Ink.TEXT)]
    last = max(taken)
    ink = Ink.RULE
    for number in range(columns):
        stance = taken.get(number)
        if stance is not None:
            ink = STANCE_INK[stance]
            line.append(Piece(STANCE_GLYPH[stance], ink))
        else:
            line.append(Piece("─" if min(taken) < number < last else " ", ink))
        line.append(Piece(("─" if min(taken) <= number < last else " ") * (step - 1), ink))
    return line
