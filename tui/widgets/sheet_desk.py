"""What a conflict's sheet holds beside the statements: published reviews, the articles, and the user's own doing."""

from sources.models import Conflict
from tui import cells, words
from tui.context import Context, every_evidence
from tui.glyphs import REVIEWED, STAR, UNREAD
from tui.ink import Block, Ink, Line, Piece
from tui.widgets.rows_article import own_words
from tui.widgets.sheet import Column, article_key, review_key

_ARTICLES = 60
_REVIEWS = 6
_DEEDS = 12


def reviews(context: Context, conflict: Conflict, width: int) -> Column:
    """Return what others have published on the claim: who, when, in their words, and what they say of which claim."""
    column = Column()
    for each in context.reviews_of(conflict)[:_REVIEWS]:
        key = review_key(each.url)
        when = words.iso_day(cells.shown(each.date), context.now()) if each.date else ""
        left: Line = [Piece(f"{REVIEWED} ", Ink.NEW), Piece(cells.shown(each.reviewer), Ink.STRONG)]
        left += [Piece(" says: ", Ink.CHROME), Piece(f"“{cells.shown(each.rating)}”", Ink.TEXT)]
        lines: Block = [cells.spread(left, [Piece(when, Ink.CHROME)], width)]
        of = f"{cells.shown(each.claimant)}: " if each.claimant else ""
        text = f"of the claim {of}“{cells.shown(each.claim)}”"
        lines += [[Piece("  "), Piece(line, Ink.MUTED)] for line in cells.wrap(text, width - 3, 2)]
        column.add(key, [[piece._replace(target=key) for piece in line] for line in lines])
    return column


def history(context: Context, conflict: Conflict, width: int) -> Block:
    """Return what the user did to the conflict, newest first, and when."""
    deeds = context.desk.conflict_mark(conflict.id).history[::-1]
    block: Block = [
        [
            Piece(cells.pad(words.moment(time, context.now()), 14), Ink.CHROME),
            Piece(cells.cut(cells.shown(what), width - 14), Ink.TEXT),
        ]
        for time, what in deeds[:_DEEDS]
    ]
    if len(deeds) > _DEEDS:
        block.append([Piece(f"and {len(deeds) - _DEEDS} before", Ink.CHROME)])
    return block


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
