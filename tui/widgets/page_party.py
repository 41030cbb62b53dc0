"""Everything that a party has said: its conflicts, who disputes it, where it turned round, and each statement."""

from collections import Counter

from sources.models import Act, Article, Stance, Statement, Status
from tui import cells, words
from tui.context import Context, party, quoted, stance_word, via
from tui.glyphs import KIND_WORD, STANCE_GLYPH, STANCE_INK, STANCE_WORD, STATUS_GLYPH, STATUS_INK
from tui.ink import Block, Ink, Piece
from tui.widgets.pageview import Page, Target
from tui.widgets.sheet import rule

BETWEEN = "\x1f"
_STATEMENTS = 400
_OPPONENTS = 8


def party_page(context: Context, name: str, width: int) -> Page:
    """Return the page of the party with this name, as `party` gives it."""
    said = _said(context, name)
    inner = width - 4
    stances = Counter(each.stance for _, each in said if each.act is Act.SPEECH)
    outlets = {article.outlet for article, _ in said}
    page = Page([[]])
    page.lines += [[Piece("  "), Piece(line, Ink.TITLE)] for line in cells.wrap(name, inner)]
    facts = f"{words.count(len(said), 'statement')} in {words.count(len(outlets), 'outlet')}"
    page.lines.append(
        [
            Piece(f"  {facts}", Ink.MUTED),
            *(
                Piece(f"   {STANCE_GLYPH[stance]} {STANCE_WORD[stance]} {number}", STANCE_INK[stance])
                for stance, number in stances.most_common()
            ),
        ]
    )
    page.lines.append([])
    _conflicts(context, name, page, inner, width)
    if said:
        page.lines.append(rule("what it said, newest first", width))
    for article, each in said[:_STATEMENTS]:
        _statement(context, article, each, page, inner)
    if len(said) > _STATEMENTS:
        page.lines.append([Piece(f"  and {len(said) - _STATEMENTS} earlier ones", Ink.CHROME)])
    if not said:
        page.lines.append([Piece("  Nothing is known that it said.", Ink.MUTED)])
    return page


def _said(context: Context, name: str) -> list[tuple[Article, Statement]]:
    found = []
    for key in context.desk.article_ids():
        reading = context.desk.reading(key)
        if reading is not None:
            found += [(reading.article, each) for each in reading.statements if party(each) == name]
    return found


def _conflicts(context: Context, name: str, page: Page, inner: int, width: int) -> None:
    """List the conflicts in which it takes a side, those who stand against it, and where it turned round."""
    against: Counter[str] = Counter()
    rows: list[tuple[str, Block]] = []
    for key in context.desk.conflict_ids():
        conflict = context.desk.conflict(key)
        mine = [side for side in conflict.sides if name in map(cells.shown, side.parties)]
        if not mine:
            continue
        stances = {side.stance for side in mine}
        for side in conflict.sides:
            if side not in mine and conflict.status is not Status.SETTLED:
                against.update(cells.shown(each) for each in side.parties if each != name)
        turned = len(stances) > 1 or Stance.RETRACTS in stances or conflict.status is Status.REVERSED
        ink = STATUS_INK[conflict.status]
        head = f"{STATUS_GLYPH[conflict.status]} {KIND_WORD[conflict.kind]}  "
        verbs = " and ".join(STANCE_WORD[stance] for stance in sorted(stances))
        right = [Piece(f"{verbs}{'  ⇄ turned round' if turned else ''}", STANCE_INK[mine[0].stance])]
        claim = Piece(cells.shown(conflict.claim), Ink.CLAIM, f"{BETWEEN}{key}")
        line = cells.spread([Piece(head, ink), claim], right, inner)
        rows.append((f"{BETWEEN}{key}", [[Piece("  "), *line]]))
    if not rows:
        return
    page.lines.append(rule("conflicts that it takes a side in", width))
    for target, block in rows:
        page.targets.append(Target(target, len(page.lines), len(page.lines) + len(block)))
        page.lines += block
    page.lines.append([])
    if against:
        page.lines.append(rule("against it", width))
        names = [f"{who} ({number})" for who, number in against.most_common(_OPPONENTS)]
        page.lines += [[Piece("  "), Piece(line)] for line in cells.wrap_parts(names, inner, 4)]
        page.lines.append([])


def _statement(context: Context, article: Article, each: Statement, page: Page, inner: int) -> None:
    key = f"{article.id}{BETWEEN}{each.id}"
    disputed = each.id in context.disputes_of_statements(article.id)
    when = words.moment(context.desk.time_of(article.id), context.now())
    speech = each.act is Act.SPEECH
    ink = STANCE_INK[each.stance] if speech else Ink.CHROME
    path = via(each.via)
    place = f"{path} → {context.outlet(article)}" if path else context.outlet(article)
    left = [
        Piece(f"{STANCE_GLYPH[each.stance] if speech else '·'} {stance_word(each)}", ink, key),
        Piece("  ! disputed" if disputed else "", Ink.ALERT, key),
    ]
    block: Block = [cells.spread(left, [Piece(f"{place} {when}", Ink.CHROME, key)], inner)]
    block += [[Piece("  "), Piece(line, Ink.FRESH, key)] for line in cells.wrap(quoted(each), inner - 4, 4)]
    page.targets.append(Target(key, len(page.lines), len(page.lines) + len(block)))
    page.lines += [[Piece("  "), *line] for line in block]
    page.lines.append([])
