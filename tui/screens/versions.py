"""What an edited article was before: every version that was fetched, and what changed from one to the next."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from tui import cells, words
from tui.context import Context
from tui.ink import Block, Ink, Line, Piece
from tui.screens.panels import PanelScreen
from tui.widgets.pageview import Page

if TYPE_CHECKING:
    from sources.store.rows import Version


def versions_panel(context: Context, article: str) -> PanelScreen:
    """Return every version of an article, the present one first, each with what it changed."""
    versions = context.desk.versions(article)

    def build(width: int) -> Page:
        lines: Block = [[]]
        if len(versions) < 2:
            lines.append([Piece(" It is as it was first fetched.", Ink.MUTED)])
        for number in range(len(versions), 0, -1):
            version = versions[number - 1]
            time = words.moment(version.fetched, context.now()) if version.fetched else "time unknown"
            head = f" {number}  fetched {time}, from the {version.text_from}"
            right = [Piece(f"SHA-256 {version.sha256[:16]}… ", Ink.CHROME)]
            lines.append(cells.spread([Piece(head, Ink.STRONG)], right, width))
            if number > 1:
                for line in changes(versions[number - 2], version):
                    lines += [[Piece("    "), *part] for part in _wrapped(line, width - 6)]
            else:
                lines.append([Piece("    as it was first fetched", Ink.MUTED)])
            lines.append([])
        return Page(lines)

    return PanelScreen("Versions", build)


def changes(before: "Version", after: "Version") -> list[Line]:
    """Return what changed between two versions: paragraphs with `[-what went-]` and `{+what came+}` marked in them."""
    found: list[Line] = []
    if before.title != after.title:
        found.append([Piece("headline: ", Ink.CHROME), *_words(before.title or "", after.title or "")])
    if before.url != after.url:
        found.append([Piece("address: ", Ink.CHROME), *_words(before.url or "", after.url or "")])
    old, new = before.text.splitlines(), after.text.splitlines()
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for one, other in _pairs(old[first:last], new[start:end]):
            if one.strip() or other.strip():
                found.append(_words(one, other))
    return found or [[Piece("only blank space changed", Ink.MUTED)]]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, str]]:
    for at in range(max(len(old), len(new))):
        yield old[at] if at < len(old) else "", new[at] if at < len(new) else ""


def _words(old: str, new: str) -> Line:
    one, other = cells.shown(old).split(), cells.shown(new).split()
    line: Line = []
    for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            line.append(Piece(" ".join(one[first:last]), Ink.MUTED))
            continue
        if last > first:
            line.append(Piece(f"[-{' '.join(one[first:last])}-]", Ink.DENIES))
        if end > start:
            line.append(Piece(f"{{+{' '.join(other[start:end])}+}}", Ink.ASSERTS))
    return [part for each in line for part in (each, Piece(" "))][:-1]


def _wrapped(line: Line, width: int) -> Block:
    """Return a line of pieces wrapped to a width, each character in its own ink."""
    text = "".join(piece.text for piece in line)
    starts = [0]
    for piece in line:
        starts.append(starts[-1] + len(piece.text))
    block: Block = []
    for start, end in cells.wrap_spans(text, width):
        block.append(
            [
                Piece(text[max(start, first) : min(end, last)], piece.ink)
                for piece, (first, last) in zip(line, pairwise(starts), strict=True)
                if first < end and last > start
            ]
        )
    return block
