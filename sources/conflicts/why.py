"""Why a statement stands in a conflict, in one line that a reader understands."""

from collections.abc import Callable, Iterable, Mapping

from sources.conflicts.claimline import shorten
from sources.conflicts.judge import Edge
from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.voice import OWN_VOICE
from sources.models import Kind, Stance

LONGEST = 60
"""Characters of a statement that a line quotes."""
WORDS = 4
"""Words in common that a line names, the most telling ones."""

Ties = Callable[[Key], Mapping[Key, Edge]]


def reasons(
    members: Iterable[Key], nodes: Mapping[Key, Proposition], ties: Ties, clashes: Callable[[Key], Mapping[Key, float]]
) -> dict[Key, str]:
    """Return a line for each of these statements: what it clashes with most surely, else what it agrees with.

    `ties` gives all that a statement is tied with, `clashes` what it clashes with.
    """
    inside = set(members)
    lines = {}
    for key in sorted(inside):
        against = {k: score for k, score in clashes(key).items() if k in inside}
        about = {k: e.score for k, e in ties(key).items() if k in inside}
        scores = against or about
        if scores:
            other = min(scores, key=lambda k: (-scores[k], k))
            lines[key] = _line(nodes[key], nodes[other], ties(key)[other])
    return lines


def _line(p: Proposition, other: Proposition, edge: Edge) -> str:
    who = _name(other)
    if edge.relation != "clash":
        return (
            f"{'says the same as' if edge.relation == 'same' else 'speaks of what is said by'} {who}{_shared(p, other)}"
        )
    match edge.kind:
        case Kind.FIGURES:
            return f"{_count(p)} here, {_count(other)} according to {who}"
        case Kind.BLAME:
            return f"{_name(p)} and {who} each name the other{_shared(p, other)}"
        case Kind.RIVAL:
            return f"excludes the version of {who}: “{shorten(other.statement.content.text, LONGEST)}”"
        case Kind.REVERSAL:
            back = Stance.RETRACTS in (p.statement.stance, other.statement.stance)
            return (
                f"{_name(p)} {'takes back' if back else 'turns round'}: both statements are its own{_shared(p, other)}"
            )
        case _:
            pass
    no = p if p.position < 0 else other
    cue = no.statement.cue.text
    how = "the medium’s own words: " if no.statement.rule == OWN_VOICE else ""
    if no.points_back:
        told = other if no is p else p
        return f"{how}“{cue}” points back to {_name(told)}: “{shorten(told.statement.content.text, LONGEST)}”"
    verb = "denied by" if no is other else "denies what is said by"
    return f"{verb} {who}: {how}“{cue}”{_shared(p, other)}"


def _name(p: Proposition) -> str:
    return p.statement.source.party or p.statement.source.text or "someone"


def _shared(p: Proposition, other: Proposition) -> str:
    """The most telling words that both contents have, then the names, then what they word differently."""
    common = sorted((t for t in p.terms if t.stem in other.stems), key=lambda t: -t.weight)
    groups = sorted((p.groups.keys() & other.groups.keys()) - {g for t in common for g in t.groups})
    parts = []
    written = {word.lower() for word in p.statement.content.text.split()}
    if words := [_written(t.stem, written) for t in common[:WORDS]]:
        parts.append("both have " + ", ".join(words))
    if groups:
        parts.append("both tell of " + ", ".join(g.replace("_", " ") for g in groups[:2]))
    return f" ({'; '.join(parts)})" if parts else ""


def _written(stem: str, words: set[str]) -> str:
    """A stem as the content writes it."""
    found = sorted((w.strip(".,;:!?\"'“”‘’()") for w in words if w.strip("\"'“‘(").startswith(stem[:4])), key=len)
    return found[0] if found else stem


def _count(p: Proposition) -> str:
    if not p.figures:
        return "no figure"
    low, high = p.figures[0].low, p.figures[0].high
    what, sign = p.figures[0].noun, ""
    if p.figures[0].told:
        what = p.figures[0].role
    elif what == "$":
        what, sign = sign, what
    elif what:
        what = _written(what, {word.lower() for word in p.statement.content.text.split()})
    if high == float("inf"):
        return f"at least {sign}{low:,.0f} {what}".rstrip()
    return (f"{sign}{low:,.0f} {what}" if low == high else f"{sign}{low:,.0f} to {sign}{high:,.0f} {what}").rstrip()
