"""How each statement reached the desk: from the party through media and agency to the outlets that printed it."""

from sources.models import Conflict, Evidence, Stance
from tui import cells, words
from tui.context import Context, party
from tui.glyphs import STANCE_GLYPH, STANCE_INK
from tui.ink import Block, Ink, Line, Piece

_WAYS = 24


def ways(context: Context, conflict: Conflict, width: int) -> Block:
    """Return a line for each way: who speaks, through whom, and the outlets at its end, the earliest first."""
    found: dict[tuple[str, ...], list[Evidence]] = {}
    inks: dict[tuple[str, ...], Stance] = {}
    for side in (*conflict.sides, *conflict.others):
        for each in side.statements:
            chain = (party(each.statement), *_between(context, each))
            found.setdefault(chain, []).append(each)
            inks.setdefault(chain, side.stance)
    block: Block = []
    for chain, said in list(found.items())[:_WAYS]:
        stance = inks[chain]
        said.sort(key=lambda each: each.published.timestamp() if each.published else 0.0)
        outlets = list(dict.fromkeys(cells.shown(each.outlet or "no outlet") for each in said))
        first = next((each.published for each in said if each.published), None)
        right = [Piece(words.moment(first, context.now()), Ink.CHROME)] if first else []
        left: Line = [Piece(f"{STANCE_GLYPH[stance]} ", STANCE_INK[stance]), Piece(chain[0], Ink.TEXT)]
        for name in chain[1:]:
            left += [Piece(" → ", Ink.RULE), Piece(name, Ink.MUTED)]
        ends = [name for name in outlets if name != chain[-1]]
        if ends:
            left += [Piece(" → ", Ink.RULE), Piece(", ".join(ends), Ink.CHROME)]
        block.append(cells.spread(left, right, width))
    if len(found) > _WAYS:
        block.append([Piece(f"and {len(found) - _WAYS} more ways", Ink.CHROME)])
    return block


def _between(context: Context, evidence: Evidence) -> list[str]:
    """The media between the party and the outlet, the nearest to the party first, the text's agency last."""
    names = [cells.shown(name) for name in evidence.statement.via]
    try:
        reading = context.desk.reading(evidence.article)
    except KeyError:
        reading = None
    if reading and reading.agency:
        names.append(cells.shown(reading.agency))
    own = party(evidence.statement)
    return [name for name in dict.fromkeys(names) if name != own]
