"""The row of a statement in Claims."""

from sources.models import Act, Statement
from tui import cells, words
from tui.context import Context, party, quoted, stance_word, via
from tui.glyphs import ACT_GLYPH, STANCE_GLYPH, STANCE_INK
from tui.ink import Block, Ink, Piece

_BETWEEN = "\x1f"
_LINES = 4


def claim_key(article: str, statement: str) -> str:
    """Return the key of a statement's row."""
    return f"{article}{_BETWEEN}{statement}"


def split_key(key: str) -> tuple[str, str]:
    """Return the ids of the article and the statement of a row."""
    article, _, statement = key.partition(_BETWEEN)
    return article, statement


def claim_row(context: Context, key: str, width: int, *, where: bool) -> Block:
    """Return the row of a statement: who, and what it does with the content; below it the content, and how it came.

    `where` adds the outlet and the time, for a list over many articles.
    """
    article_id, statement_id = split_key(key)
    statement = find(context, article_id, statement_id)
    if statement is None:
        return [[Piece("this claim is being read again", Ink.CHROME)]]
    speech = statement.act == Act.SPEECH
    disputed = statement_id in context.disputes_of_statements(article_id)
    word = stance_word(statement)
    ink = STANCE_INK[statement.stance] if speech else Ink.CHROME
    right = [Piece(word, ink), Piece(" !" if disputed else "  ", Ink.ALERT)]
    name = cells.cut_middle(party(statement), max(6, width - 4 - cells.line_width(right)))
    named = statement.source.named and speech
    glyph = STANCE_GLYPH[statement.stance] if speech else ACT_GLYPH
    block = [cells.spread([Piece(f"{glyph} ", ink), Piece(name, Ink.STRONG if named else Ink.MUTED)], right, width)]
    body = Ink.FRESH if speech else Ink.MUTED
    block += [[Piece("  "), Piece(line, body)] for line in cells.wrap(quoted(statement), width - 3, _LINES)]
    small = _how(context, statement)
    if where:
        article = context.desk.article(article_id)
        time = words.moment(context.desk.time_of(article_id), context.now())
        small = [f"{context.outlet(article)} {time}", *small]
    block += [[Piece("  "), Piece(line, Ink.CHROME)] for line in cells.wrap_parts(small, width - 3, 3)]
    return [*block, []]


def find(context: Context, article: str, statement: str) -> Statement | None:
    """Return the statement with this id, None when the article holds none."""
    reading = context.desk.reading(article)
    if reading is None:
        return None
    return next((each for each in reading.statements if each.id == statement), None)


def _how(context: Context, statement: Statement) -> list[str]:
    person = statement.source.person
    parts = [
        f"through {cells.shown(person)}" if person and person != party(statement) else "",
        f"via {via(statement.via)}" if statement.via else "",
        context.when(statement),
    ]
    return [part for part in parts if part]
