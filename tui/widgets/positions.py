"""The positions of the parties over time, a line each."""

from datetime import date, datetime, time

from sources.models import Conflict, Evidence, Stance
from tui import cells, words
from tui.context import Context, party
from tui.glyphs import STANCE_GLYPH, STANCE_INK, TICK, TURNED
from tui.ink import Block, Ink, Line, Piece

_PARTIES = 10
_OUTLETS = 8
_WIDEST = 120
_TURNS = 3
_OPPOSED = (
    {Stance.ASSERTS, Stance.DENIES},
    {Stance.CONFIRMS, Stance.DENIES},
    {Stance.ASSERTS, Stance.RETRACTS},
    {Stance.CONFIRMS, Stance.RETRACTS},
)
_STEP = 9
"""Cells of a column at least: a date and a space."""


def positions(context: Context, conflict: Conflict, width: int) -> Block:
    """Return the chart: dates across, parties down, a stance's glyph where a party took it, `⇄` where it turned round;
    below, each outlet's reports as ticks.

    Nothing when every statement is of one moment, where there is no course to show.
    """
    zone = context.now().tzinfo
    dated: list[tuple[datetime, str, Stance]] = []
    printed: list[tuple[datetime, str]] = []
    for side in (*conflict.sides, *conflict.others):
        for each in side.statements:
            moment = _moment(each, context)
            if moment is not None:
                dated.append((moment, party(each.statement), side.stance))
            if each.published is not None:
                printed.append((each.published.astimezone(zone), cells.shown(each.outlet or "no outlet")))
    days = {moment.date() for moment, _, _ in dated}
    by_day = len(days) > 1
    moments = sorted({_slot(moment, by_day=by_day) for moment in [*(m for m, _, _ in dated), *(m for m, _ in printed)]})
    if len(moments) < 2:
        return []
    name_width = min(28, max(10, width // 3))
    room = min(_WIDEST, width - name_width - 1)
    columns = max(2, min(len(moments), room // _STEP))
    step = room // columns
    place = {moment: number * columns // len(moments) for number, moment in enumerate(moments)}
    block: Block = [_dates(context, moments, place, name_width, step, by_day=by_day)]
    names = list(dict.fromkeys(name for _, name, _ in sorted(dated, key=lambda one: one[0])))
    sided = [cells.shown(name) for side in (*conflict.sides, *conflict.others) for name in side.parties]
    names.sort(key=lambda name: sided.index(name) if name in sided else len(sided))
    for name in names[:_PARTIES]:
        taken: dict[int, list[Stance]] = {}
        for moment, who, stance in sorted(dated, key=lambda one: one[0]):
            if who == name:
                taken.setdefault(place[_slot(moment, by_day=by_day)], []).append(stance)
        block.append(_course(name, taken, name_width, step, columns))
    if len(names) > _PARTIES:
        block.append([Piece(f"and {len(names) - _PARTIES} more", Ink.CHROME)])
    reports: dict[str, list[int]] = {}
    for moment, outlet in sorted(printed):
        reports.setdefault(outlet, [0] * columns)[place[_slot(moment, by_day=by_day)]] += 1
    if reports:
        block.append([Piece(cells.pad("printed by", name_width), Ink.CHROME)])
    for outlet, counts in list(reports.items())[:_OUTLETS]:
        block.append(_ticks(outlet, counts, name_width, step))
    if len(reports) > _OUTLETS:
        block.append([Piece(f"and {len(reports) - _OUTLETS} more", Ink.CHROME)])
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


def _course(name: str, taken: dict[int, list[Stance]], name_width: int, step: int, columns: int) -> Line:
    line: Line = [Piece(cells.pad(cells.cut_middle(name, name_width), name_width) + " ", Ink.TEXT)]
    first, last = min(taken), max(taken)
    before: Stance | None = None
    for number in range(columns):
        signs: Line = []
        for stance in _in_short(taken.get(number, [])):
            if before is not None and {before, stance} in _OPPOSED:
                signs.append(Piece(TURNED, Ink.ALERT))
            signs.append(Piece(STANCE_GLYPH[stance], STANCE_INK[stance]))
            before = stance
        ink = STANCE_INK[before] if before is not None else Ink.RULE
        signs = cells.fit(signs, step)
        line += [*signs, Piece(("─" if first <= number < last else " ") * (step - cells.line_width(signs)), ink)]
    return line


def _in_short(taken: list[Stance]) -> list[Stance]:
    """Return the stances of one column: those who stand aside once each, of the others where it began and ended."""
    turns = [each for each in taken if any(each in pair for pair in _OPPOSED)]
    aside = [each for each in dict.fromkeys(taken) if each not in turns]
    changes = [each for at, each in enumerate(turns) if not at or turns[at - 1] is not each]
    return [*aside, *(changes if len(changes) <= _TURNS else [*changes[: _TURNS - 1], changes[-1]])]


def _ticks(outlet: str, counts: list[int], name_width: int, step: int) -> Line:
    line: Line = [Piece(cells.pad(f"  {cells.cut_middle(outlet, name_width - 2)}", name_width) + " ", Ink.CHROME)]
    for number in counts:
        ticks = TICK * number if number < step else f"{TICK * 3} {number}"
        line.append(Piece(cells.pad(cells.cut(ticks, step - 1), step), Ink.MUTED))
    return line
