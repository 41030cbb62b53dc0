"""Readings and conflicts for a person at a terminal: colour where there is colour, words everywhere."""

import itertools

from rich.console import Console
from rich.style import Style
from rich.text import Text

from sources.conflicts.proposition import EPOCH
from sources.models import Act, Conflict, Evidence, Reading, Side, Span, Stance, Statement, Triage
from sources.text import clean, clean_line
from tui.glyphs import STANCE_GLYPH, STANCE_WORD, STATUS_GLYPH
from tui.words import count

_COLOUR = {
    Stance.ASSERTS: "green",
    Stance.CONFIRMS: "green",
    Stance.DENIES: "red",
    Stance.RETRACTS: "red",
    Stance.DOUBTS: "yellow",
    Stance.UNVERIFIED: "cyan",
    Stance.DECLINES: "cyan",
    Stance.NO_RESPONSE: "cyan",
}
_SOURCE = Style(bold=True)
_CUE = Style(underline=True)
_CONTENT = Style(italic=True)


def show_reading(console: Console, reading: Reading) -> None:
    """Print an article with its statements marked where they stand, and then each of them in a line."""
    article = reading.article
    head = " · ".join(clean_line(x) for x in (article.outlet, article.title or article.id) if x)
    console.print(Text(head, style="bold reverse"))
    if reading.language != "en":
        console.print(Text(f"not read: the language is {reading.language!r}, not English\n"))
        return
    console.print(_marked(reading), soft_wrap=True)
    origin = f"copy of {reading.agency}" if reading.agency else "no wire credit"
    console.print(Text(f"\n{count(len(reading.statements), 'statement')} · {origin}", style="dim"))
    for statement in reading.statements:
        console.print(statement_line(statement), soft_wrap=True)
    console.print()


def show_conflict(console: Console, conflict: Conflict, triage: Triage) -> None:
    """Print a conflict: its claim, each side with who and through whom, and the counts."""
    console.print(
        Text.assemble(
            (f"{STATUS_GLYPH[conflict.status]} {conflict.kind.value.upper()}", "bold"),
            (f"  {conflict.status.value} · {triage.value}", "dim"),
            ("\n" + clean_line(conflict.claim), "bold"),
        ),
        soft_wrap=True,
    )
    for side in (*conflict.sides, *conflict.others):
        console.print(_side(side), soft_wrap=True)
    counts = f"{count(conflict.outlets, 'outlet')}, {count(conflict.origins, 'origin')}"
    since = f" · since {conflict.opened:%d %b %Y}" if conflict.opened != EPOCH else ""
    console.print(Text(f"  {counts}{since}\n", style="dim"))


def statement_line(s: Statement) -> Text:
    """Return a statement in a line: glyph, stance, who, what, through whom."""
    line = _stance(s.stance)
    line.append(clean_line(s.source.party or s.source.text or "(nobody named)"), "bold")
    if s.act is not Act.SPEECH:
        line.append(f"  [{s.act.value}]", "dim")
    line.append("  " + clean_line(s.content.text))
    if s.via:
        line.append("  via " + ", ".join(map(clean_line, s.via)), "dim")
    if s.when:
        line.append("  " + s.when, "dim")
    return line


def _stance(stance: Stance) -> Text:
    return Text(f"  {STANCE_GLYPH[stance]} {STANCE_WORD[stance]}  ", _COLOUR[stance])


def _side(side: Side) -> Text:
    line = _stance(side.stance)
    line.append("; ".join(map(clean_line, side.parties)) or "(nobody named)", "bold")
    for evidence in side.statements:
        line.append_text(_evidence(evidence))
    return line


def _evidence(e: Evidence) -> Text:
    time = f" · {e.published:%d %b %H:%M}" if e.published else ""
    where = (e.outlet or e.article) + time
    via = " via " + ", ".join(e.statement.via) if e.statement.via else ""
    return Text.assemble("\n      ", clean_line(_wording(e.statement)), (f"  {clean_line(where + via)}", "dim"))


def _wording(s: Statement) -> str:
    """Source, cue and content in the order of the text; before them, in brackets, who is meant if no word says it."""
    parts = sorted((part.spans[0], part.text) for part in (s.source, s.cue, s.content) if part.spans)
    who = "" if s.source.text else f"({s.source.party or 'nobody named'})"
    return " ".join(filter(None, (who, *(text for _, text in parts))))


def _marked(reading: Reading) -> Text:
    text = reading.article.text
    marked = Text()
    spans: list[tuple[Span, Style]] = []
    for s in reading.statements:
        colour = Style(color=_COLOUR[s.stance])
        spans += [(x, _CONTENT + colour) for x in s.content.spans]
        spans += [(x, _CUE + colour) for x in s.cue.spans]
        spans += [(x, _SOURCE + colour) for x in s.source.spans]
    edges = sorted({0, len(text), *(e for span, _ in spans for e in span)})
    for start, end in itertools.pairwise(edges):
        styles = [style for (a, b), style in spans if a <= start and end <= b]
        # Cleaned piece by piece: the offsets count in the text as it was given.
        marked.append(clean(text[start:end]), Style.combine(styles) if styles else None)
    return marked
