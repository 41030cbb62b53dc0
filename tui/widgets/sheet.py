"""What the parts of a conflict's sheet have in common: columns, headings, and statements quoted in their sentence."""

from dataclasses import dataclass, field

from sources.models import Conflict, Evidence, Side
from tui import cells, words
from tui.context import Context, every_evidence, party, quoted, via
from tui.glyphs import STANCE_INK
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.marked import Mark, marked_lines, marks, sentence
from tui.widgets.pageview import Page, Target

_BETWEEN = "\x1f"
_REVIEW = "\x1e"
_DAYS = 3

Group = list[Evidence]
"""Statements of one party in the same words, the earliest first."""


@dataclass(slots=True)
class Column:
    """Lines of the sheet and what can be stepped to in them."""

    lines: Block = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def add(self, key: str, lines: Block, column: int = 0) -> None:
        """Put the lines of one target under what is there."""
        self.targets.append(Target(key, len(self.lines), len(self.lines) + len(lines), column))
        self.lines += lines


def evidence_key(evidence: Evidence) -> str:
    """Return the key of a statement on the sheet."""
    return f"{evidence.article}{_BETWEEN}{evidence.statement.id}"


def article_key(article: str) -> str:
    """Return the key of an article on the sheet."""
    return f"{article}{_BETWEEN}"


def evidence_of(conflict: Conflict, key: str | None) -> Evidence | None:
    """Return the statement with this key on a conflict's sheet."""
    return next((each for each in every_evidence(conflict) if evidence_key(each) == key), None)


def review_key(url: str) -> str:
    """Return the key of a published review on the sheet."""
    return f"{_REVIEW}{url}"


def review_of(key: str | None) -> str | None:
    """Return the address of the review with this key, None when the key is of something else."""
    return key[1:] if key and key.startswith(_REVIEW) else None


def article_of(key: str | None) -> str | None:
    """Return the article of a key on the sheet, be it a statement's or the article's own."""
    return key.partition(_BETWEEN)[0] if key and not key.startswith(_REVIEW) else None


def rule(text: str, width: int) -> Line:
    """Return a heading with a line through the rest of the width."""
    return [
        Piece("  ── ", Ink.RULE),
        Piece(text, Ink.CHROME),
        Piece(" " + "─" * (width - cells.width(text) - 8), Ink.RULE),
    ]


def below(page: Page, column: Column) -> None:
    """Put a column under what the page holds."""
    top = len(page.lines)
    page.lines += [[Piece("  "), *line] for line in column.lines]
    page.targets += [Target(each.key, each.top + top, each.bottom + top, each.column) for each in column.targets]


def beside(page: Page, left: Column, right: Column, width: int) -> None:
    """Put two columns of this width under what the page holds, face to face."""
    top = len(page.lines)
    for at in range(max(len(left.lines), len(right.lines))):
        one: Line = left.lines[at] if at < len(left.lines) else []
        two: Line = right.lines[at] if at < len(right.lines) else []
        gap = Piece(" " * (width - cells.line_width(one)))
        page.lines.append([Piece("  "), *one, gap, Piece(" │ ", Ink.RULE), *two])
    page.targets += [Target(each.key, each.top + top, each.bottom + top, 0) for each in left.targets]
    page.targets += [Target(each.key, each.top + top, each.bottom + top, 1) for each in right.targets]


def by_party(side: Side) -> dict[str, list[Group]]:
    """Return a side's statements by party, newest first; the same words in several outlets stand together."""
    found: dict[str, list[Group]] = {name: [] for name in map(cells.shown, side.parties)}
    same: dict[tuple[str, str], Group] = {}
    for each in sorted(side.statements, key=lambda one: one.published.timestamp() if one.published else 0.0):
        name = party(each.statement)
        words_of = (name, " ".join(each.statement.content.text.casefold().split()))
        if words_of in same:
            same[words_of].append(each)
        else:
            same[words_of] = [each]
            found.setdefault(name, []).insert(0, same[words_of])
    return {name: said for name, said in found.items() if said}


def days(context: Context, said: list[Evidence]) -> str:
    """Return the days on which something was said, first to last."""
    found = list(dict.fromkeys(_day(context, each) for each in sorted(said, key=_day_order)))
    return ", ".join(found) if len(found) <= _DAYS else f"{found[0]} … {found[-1]}"


def _day_order(evidence: Evidence) -> str:
    return evidence.statement.when or (evidence.published.date().isoformat() if evidence.published else "")


def _day(context: Context, evidence: Evidence) -> str:
    if evidence.statement.when:
        return context.when(evidence.statement)
    if evidence.published is None:
        return "no date"
    now = context.now()
    return words.day(evidence.published.astimezone(now.tzinfo).date(), now.date())


def moment(context: Context, evidence: Evidence) -> str:
    """Return when the statement was printed."""
    return words.moment(evidence.published, context.now()) if evidence.published else "no date"


def in_sentence(context: Context, group: Group, width: int, lines: int, feet: int) -> Block:
    """Return the statement in its sentence, in at most so many lines, and in at most `feet` lines how it came."""
    first = group[0]
    key = evidence_key(first)
    try:
        text = context.desk.article(first.article).text
    except KeyError:
        text = ""
    body: Block
    if text:
        start, end = sentence(text, first.statement)
        found: list[Mark] = [
            (ink if ink != Ink.TEXT else Ink.MUTED, key) for ink, _ in marks(end - start, [first.statement], start)
        ]
        body = [line for _, line in marked_lines(text[start:end], found, width - 4)]
    else:
        body = [[Piece(line, Ink.CLAIM, key)] for line in cells.wrap(quoted(first.statement), width - 4)]
    if len(body) > lines:
        last = body[lines - 1]
        fits = cells.line_width(last) <= width - 6
        body = [*body[: lines - 1], [*last, Piece(" …", Ink.MUTED, key)] if fits else cells.fit(last, width - 6)]
    bar = Piece("│ ", STANCE_INK[first.statement.stance], key)
    block: Block = [[bar, *line] for line in body]
    shown = group if len(group) <= feet else group[: feet - 1]
    for each in shown:
        outlet = cells.shown(each.outlet or "no outlet")
        path = via(each.statement.via, each.outlet)
        parts = [f"{path} → {outlet}" if path else outlet, words.rests_on(each)]
        left = [Piece(" · ".join(filter(None, parts)), Ink.CHROME)]
        foot = cells.spread(left, [Piece(f" {moment(context, each)}", Ink.CHROME)], width - 4)
        block.append([bar, *(piece._replace(target=key) for piece in foot)])
    if len(shown) < len(group):
        rest = dict.fromkeys(cells.shown(each.outlet or "no outlet") for each in group[len(shown) :])
        text = f"also in {', '.join(rest)}"
        block.append([bar, Piece(cells.cut(text, width - 4), Ink.CHROME, key)])
    return block
