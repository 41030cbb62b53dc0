"""What the desk itself adds to a conflict's sheet: the articles."""

from sources.models import Conflict
from tui import cells, words
from tui.context import Context, every_evidence
from tui.glyphs import STAR, UNREAD
from tui.ink import Ink, Line, Piece
from tui.widgets.rows_article import own_words
from tui.widgets.sheet import Column, article_key

_ARTICLES = 60


def articles(context: Context, conflict: Conflict, width: int) -> Column:
    """Return a line for each article that holds a statement of the conflict, newest first."""
    desk = context.desk
    keys = list(dict.fromkeys(each.article for each in every_evidence(conflict)))
    known = [key for key in keys if context.is_here(key)]
    known.sort(key=lambda key: desk.time_of(key), reverse=True)
    column = Column()
    for key in known[:_ARTICLES]:
        article, mark = desk.article(key), desk.article_mark(key)
        target = article_key(key)
        time = words.column_time(desk.time_of(key), context.now())
        left: Line = [
            Piece(" " if mark.read else UNREAD, Ink.NEW),
            Piece(f" {cells.pad(time, 7)}", Ink.CHROME),
            Piece(context.title(article), Ink.MUTED if mark.read else Ink.TEXT),
        ]
        right = [
            Piece(f"{own_words(mark)}  " if own_words(mark) else "", Ink.STAR),
            Piece(f"{STAR} " if mark.starred else "", Ink.STAR),
            Piece(context.outlet(article), Ink.CHROME),
        ]
        column.add(target, [[piece._replace(target=target) for piece in cells.spread(left, right, width)]])
    if len(known) > _ARTICLES:
        column.lines.append([Piece(f"and {len(known) - _ARTICLES} earlier ones", Ink.CHROME)])
    return column
