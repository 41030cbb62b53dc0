"""The sheet of a conflict: the sides face to face, who stands aside, and the positions over time."""

from dataclasses import dataclass

from sources.models import Conflict, Evidence, Kind, Side
from tui import cells, words
from tui.context import Context, every_evidence, party, quoted, via
from tui.glyphs import KIND_MEANING, KIND_WORD, STANCE_GLYPH, STANCE_INK, STANCE_WORD, STAR, STATUS_GLYPH, STATUS_INK
from tui.ink import Block, Ink, Line, Piece, plain
from tui.widgets.marked import Mark, marked_lines, marks, sentence
from tui.widgets.pageview import Page, Target
from tui.widgets.positions import positions
from tui.widgets.rows_article import own_words
from tui.widgets.rows_conflict import state
from tui.widgets.scale import scale
from tui.widgets.ways import ways

FACE_TO_FACE = 92
_SENTENCE_LINES = 6


@dataclass(slots=True)
class _Column:
    lines: Block
    targets: list[Target]

    def add(self, key: str, lines: Block, column: int) -> None:
        """Put the lines of one statement under what is there."""
        self.targets.append(Target(key, len(self.lines), len(self.lines) + len(lines), column))
        self.lines += lines


def evidence_key(evidence: Evidence) -> str:
    """Return the key of a statement on the sheet."""
    return f"{evidence.article}\x1f{evidence.statement.id}"


def conflict_page(context: Context, key: str, width: int) -> Page:
    """Return the sheet of the conflict with this id."""
    conflict = context.desk.conflict(key)
    inner = width - 4
    page = Page([[]])
    for line in _heading(context, conflict, inner):
        page.lines.append([Piece("  "), *line])
    page.lines.append([])
    two = width >= FACE_TO_FACE and len(conflict.sides) > 1
    room = (inner - 3) // 2 if two else inner
    columns = [_side(context, side, room, number % 2 if two else 0) for number, side in enumerate(conflict.sides)]
    for at in range(0, len(columns), 2 if two else 1):
        if two and at + 1 < len(columns):
            _beside(page, columns[at], columns[at + 1], room)
        else:
            _below(page, columns[at])
        page.lines.append([])
    if conflict.others:
        page.lines.append(rule("standing aside", width))
        for side in conflict.others:
            _below(page, _others(context, side, inner))
        page.lines.append([])
    for title, block in (
        ("figures on one scale", scale(conflict, inner) if conflict.kind is Kind.FIGURES else []),
        ("positions over time", positions(context, conflict, inner)),
        ("how it came here", ways(context, conflict, inner)),
    ):
        if block:
            page.lines.append(rule(title, width))
            page.lines += [[Piece("  "), *line] for line in block]
            page.lines.append([])
    return page


def rule(text: str, width: int) -> Line:
    """Return a heading with a line through the rest of the width."""
    return [
        Piece("  ── ", Ink.RULE),
        Piece(text, Ink.CHROME),
        Piece(" " + "─" * (width - cells.width(text) - 8), Ink.RULE),
    ]


def _heading(context: Context, conflict: Conflict, width: int) -> Block:
    mark = context.desk.conflict_mark(conflict.id)
    ink = STATUS_INK[conflict.status]
    now = context.now()
    spread = f"{words.count(conflict.outlets, 'outlet')}, {words.count(conflict.origins, 'origin')}"
    dates = f"opened {words.moment(conflict.opened, now)} · moved {words.moment(conflict.updated, now)}"
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
        [Piece(line, Ink.MUTED) for line in [cells.cut(f"{spread} · {dates}", width)]],
    ]
    if own := own_words(mark):
        lines += [[Piece(line, Ink.STAR)] for line in cells.wrap(own, width)]
    return lines


def _side(context: Context, side: Side, width: int, column: int) -> _Column:
    ink = STANCE_INK[side.stance]
    word = f"{STANCE_GLYPH[side.stance]} {STANCE_WORD[side.stance].upper()} "
    out = _Column([[Piece(word, ink), Piece("─" * (width - cells.width(word)), Ink.RULE)]], [])
    for name, said in _by_party(side).items():
        every = sorted((each for group in said for each in group), key=_day_order)
        days = dict.fromkeys(_day(context, each) for each in every)
        dates = cells.cut(", ".join(days), width // 2)
        out.lines.append(
            cells.spread(
                [Piece(cells.cut_middle(name, width - cells.width(dates) - 2), Ink.STRONG)],
                [Piece(dates, Ink.MUTED)],
                width,
            )
        )
        for group in said:
            out.add(evidence_key(group[0]), _quoted(context, group, width), column)
            out.lines.append([])
    if not plain(out.lines[-1:])[0]:
        out.lines.pop()
    return out


def _by_party(side: Side) -> dict[str, list[list[Evidence]]]:
    """Return a side's statements by party, newest first; the same words in several outlets stand together."""
    found: dict[str, list[list[Evidence]]] = {name: [] for name in map(cells.shown, side.parties)}
    same: dict[tuple[str, str], list[Evidence]] = {}
    for each in sorted(side.statements, key=lambda one: one.published.timestamp() if one.published else 0.0):
        name = party(each.statement)
        words_of = (name, " ".join(each.statement.content.text.casefold().split()))
        if words_of in same:
            same[words_of].append(each)
        else:
            same[words_of] = [each]
            found.setdefault(name, []).insert(0, same[words_of])
    return {name: said for name, said in found.items() if said}


def _day_order(evidence: Evidence) -> str:
    return evidence.statement.when or (evidence.published.date().isoformat() if evidence.published else "")


def _day(context: Context, evidence: Evidence) -> str:
    if evidence.statement.when:
        return context.when(evidence.statement)
    if evidence.published is None:
        return "no date"
    now = context.now()
    return words.day(evidence.published.astimezone(now.tzinfo).date(), now.date())


def _quoted(context: Context, group: list[Evidence], width: int) -> Block:
    first = group[0]
    key = evidence_key(first)
    try:
        text = context.desk.article(first.article).text
    except KeyError:
        text = ""
    lines: Block = []
    if text:
        start, end = sentence(text, first.statement)
        found: list[Mark] = [
            (ink if ink != Ink.TEXT else Ink.MUTED, key) for ink, _ in marks(end - start, [first.statement], start)
        ]
        lines = [line for _, line in marked_lines(text[start:end], found, width - 4)]
    else:
        lines = [[Piece(line, Ink.CLAIM, key)] for line in cells.wrap(quoted(first.statement), width - 4)]
    if len(lines) > _SENTENCE_LINES:
        lines = [*lines[: _SENTENCE_LINES - 1], [*lines[_SENTENCE_LINES - 1], Piece(" …", Ink.MUTED, key)]]
    block: Block = [[Piece("│ ", STANCE_INK[first.statement.stance], key), *line] for line in lines]
    for each in group:
        time = words.moment(each.published, context.now()) if each.published else "no date"
        outlet = cells.shown(each.outlet or "no outlet")
        path = via(each.statement.via, each.outlet)
        left = " · ".join(filter(None, [f"{path} → {outlet}" if path else outlet, words.rests_on(each)]))
        right = [Piece(f" {time}", Ink.CHROME, key)]
        foot = cells.spread([Piece(left, Ink.CHROME)], right, width - 4)
        bar = Piece("│ ", STANCE_INK[first.statement.stance], key)
        block.append([bar, *(piece._replace(target=key) for piece in foot)])
    return block


def _others(context: Context, side: Side, width: int) -> _Column:
    out = _Column([], [])
    word = f"{STANCE_GLYPH[side.stance]} "
    for each in side.statements:
        key = evidence_key(each)
        time = words.moment(each.published, context.now()) if each.published else "no date"
        right = [Piece(f" {cells.shown(each.outlet or 'no outlet')} {time}", Ink.CHROME, key)]
        left = [
            Piece(word, STANCE_INK[side.stance], key),
            Piece(party(each.statement), Ink.TEXT, key),
            Piece(f" {STANCE_WORD[side.stance]}", STANCE_INK[side.stance], key),
        ]
        lines: Block = [[piece._replace(target=key) for piece in cells.spread(left, right, width)]]
        content = quoted(each.statement)
        lines += [[Piece("  "), Piece(line, Ink.MUTED, key)] for line in cells.wrap(content, width - 4, 2)]
        out.add(key, lines, 0)
    return out


def _below(page: Page, column: _Column) -> None:
    top = len(page.lines)
    page.lines += [[Piece("  "), *line] for line in column.lines]
    page.targets += [Target(each.key, each.top + top, each.bottom + top, 0) for each in column.targets]


def _beside(page: Page, left: _Column, right: _Column, width: int) -> None:
    top = len(page.lines)
    for at in range(max(len(left.lines), len(right.lines))):
        one: Line = left.lines[at] if at < len(left.lines) else []
        two: Line = right.lines[at] if at < len(right.lines) else []
        gap = Piece(" " * (width - cells.line_width(one)))
        page.lines.append([Piece("  "), *one, gap, Piece(" │ ", Ink.RULE), *two])
    page.targets += [Target(each.key, each.top + top, each.bottom + top, 0) for each in left.targets]
    page.targets += [Target(each.key, each.top + top, each.bottom + top, 1) for each in right.targets]


def evidence_of(conflict: Conflict, key: str | None) -> Evidence | None:
    """Return the statement with this key on a conflict's sheet."""
    return next((each for each in every_evidence(conflict) if evidence_key(each) == key), None)
