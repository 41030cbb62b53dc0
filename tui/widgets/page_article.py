"""The reading view of an article."""

from sources.models import Act, Article, Statement, TextFrom
from tui import cells, words
from tui.context import Context, party, stance_word
from tui.glyphs import ACT_GLYPH, STANCE_GLYPH, STANCE_INK, STAR
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.marked import first_offset, last_offset, marked_lines, marks
from tui.widgets.pageview import Page, Target
from tui.widgets.rows_article import own_words

_FROM = {
    TextFrom.FEED: "text from the feed",
    TextFrom.PAGE: "text from the page",
    TextFrom.SUMMARY: "only the feed's summary",
    TextFrom.FILE: "text from a file",
}
_WIDE = 104
_MEASURE = 76
"""Cells of a line of text at most: longer lines are hard to follow."""


def article_page(context: Context, key: str, width: int, versions: int = 1) -> Page:
    """Return the page: headline, where the text comes from, and the text with its statements and who makes them.

    `versions` is how many of the article were fetched.
    """
    article = context.desk.article(key)
    reading = context.desk.reading(key)
    statements = list(reading.statements) if reading else []
    margin = 30 if width >= _WIDE else 5
    measure = min(_MEASURE, width - margin - 4)
    if width >= _WIDE:
        margin += min(16, max(0, width - margin - measure - 4))
    aside = max(0, width - margin - measure - 4) // 2
    lines: Block = [[]]
    lines += [[Piece(" " * margin), Piece(line, Ink.TITLE)] for line in cells.wrap(context.title(article), measure)]
    lines += [[Piece(" " * margin), *line] for line in _facts(context, article, measure, versions)]
    lines.append([])
    body, tops = _body(article.text, statements, margin, measure, wide=width >= _WIDE)
    above = len(lines)
    lines += body
    lines += [[], []]
    targets = [
        Target(each.id, above + tops[each.id][0], above + tops[each.id][1])
        for each in sorted(statements, key=first_offset)
        if each.id in tops
    ]
    if aside:
        lines = [[Piece(" " * aside), *line] for line in lines]
    return Page(lines, targets)


def _facts(context: Context, article: Article, width: int, versions: int) -> Block:
    reading, mark = context.desk.reading(article.id), context.desk.article_mark(article.id)
    time = words.moment(context.desk.time_of(article.id), context.now())
    parts = [context.outlet(article), time, _FROM[article.text_from]]
    if reading and reading.agency and reading.agency != article.outlet:
        parts.append(f"rests on {cells.shown(reading.agency)}")
    facts = [[Piece(line, Ink.MUTED)] for line in cells.wrap(" · ".join(parts), width)]
    if article.note:
        facts += [[Piece(line, Ink.CHROME)] for line in cells.wrap(cells.shown(article.note), width)]
    if reading is None:
        facts.append([Piece("being read…", Ink.CHROME)])
    elif reading.language != "en":
        facts.append([Piece(f"not read for claims: {words.language(reading.language)}", Ink.CHROME)])
    elif not reading.statements:
        facts.append([Piece("no claims: it attributes nothing to anybody", Ink.CHROME)])
    if versions > 1:
        facts.append([Piece(f"edited: {versions} versions were fetched; V shows what changed", Ink.NEW)])
    if mark.starred:
        facts.append([Piece(f"{STAR} starred", Ink.STAR)])
    if own := own_words(mark):
        facts += [[Piece(line, Ink.STAR)] for line in cells.wrap(own, width)]
    return facts


def _body(
    text: str, statements: list[Statement], margin: int, measure: int, *, wide: bool
) -> tuple[Block, dict[str, tuple[int, int]]]:
    """Return the text's lines, and for each statement the first of its lines and the one after its last."""
    found = marks(len(text), statements)
    wrapped: list[tuple[int, int, Line]] = []
    offset = 0
    for paragraph in text.split("\n"):
        part = found[offset : offset + len(paragraph)]
        for start, line in marked_lines(paragraph, part, measure):
            wrapped.append((offset + start, offset + start + sum(len(piece.text) for piece in line), line))
        if wrapped and wrapped[-1][2]:
            wrapped.append((offset + len(paragraph), offset + len(paragraph), []))
        offset += len(paragraph) + 1
    while wrapped and not wrapped[-1][2]:
        wrapped.pop()
    tops: dict[str, tuple[int, int]] = {}
    glosses: dict[int, list[Statement]] = {}
    for each in sorted(statements, key=first_offset):
        covered = [
            at for at, (start, end, _) in enumerate(wrapped) if start < last_offset(each) and end > first_offset(each)
        ]
        if covered:
            tops[each.id] = covered[0], covered[-1] + 1
            glosses.setdefault(covered[0], []).append(each)
    lines: Block = []
    queue: list[Statement] = []
    for at, (_, _, line) in enumerate(wrapped):
        queue += glosses.get(at, [])
        if wide:
            gloss = _gloss(queue.pop(0), margin) if queue else [Piece(" " * (margin - 2)), Piece("│ ", Ink.RULE)]
        else:
            gloss, queue = _small_gloss(queue, margin), []
        lines.append([*gloss, *line])
    return lines, tops


def _glyph(each: Statement) -> Piece:
    if each.act != Act.SPEECH:
        return Piece(ACT_GLYPH, Ink.CHROME, each.id)
    return Piece(STANCE_GLYPH[each.stance], STANCE_INK[each.stance], each.id)


def _gloss(each: Statement, margin: int) -> Line:
    word = stance_word(each)
    name = cells.cut_middle(party(each), margin - 7 - cells.width(word))
    ink = STANCE_INK[each.stance] if each.act == Act.SPEECH else Ink.CHROME
    used = cells.width(name) + cells.width(word) + 5
    return [
        Piece(" " * (margin - used)),
        Piece(name, Ink.MUTED, each.id),
        Piece(f" {word} ", ink, each.id),
        _glyph(each),
        Piece(" │"[1:] + " ", Ink.RULE),
    ]


def _small_gloss(each: list[Statement], margin: int) -> Line:
    glyphs = [_glyph(one) for one in each[: margin - 3]]
    return [Piece(" " * (margin - 2 - len(glyphs))), *glyphs, Piece("│ ", Ink.RULE)]
