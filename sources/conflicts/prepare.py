"""An article's statements made ready for the board: who takes part, what goes round, and which counts are its last."""

import re
from dataclasses import replace
from functools import partial

from sources.conflicts.elided import told_around
from sources.conflicts.index import telling
from sources.conflicts.position import reach, relayed
from sources.conflicts.proposition import Proposition, proposition, same_party, when
from sources.conflicts.speakers import going_round, taking_part
from sources.conflicts.tellings import denied
from sources.conflicts.voice import unnamed
from sources.models import Reading, Statement

_OFFICER = re.compile(
    r"(?:its|their) (?:\w+ ){0,2}?(?:chair\w*|president|chief|head|director|manager|editor|founder|owner|captain|coach"
    r"|secretary|commander|executive|leader)\b",
    re.I,
)


def propositions(reading: Reading) -> list[Proposition]:
    """Return the reading's speech statements, in order, and what the medium denies in its own voice.

    Beliefs and intentions take no part in conflicts.
    """
    reading = unnamed(reading)
    time = when(reading.article)
    known_by = telling(reading.article)
    relays = relayed(reading.statements)
    make = partial(proposition, reading.article, known_by, time)
    found = [make(order, s, s.id in relays) for order, s in enumerate(taking_part(reading))]
    told = [make(0, s, False) for p in found if p.position < 0 and p.outright and (s := denied(p.statement))]
    if any(p.position < 0 and p.points_back and p.outright for p in found):
        told += [make(0, s, False) for s in going_round(reading)]
    if told:
        found = [
            replace(p, order=order) for order, p in enumerate(sorted([*found, *told], key=lambda p: _at(p.statement)))
        ]
    return _without_emphasis(_last_counts(told_around(_nested(found))))


def _nested(found: list[Proposition]) -> list[Proposition]:
    """Note in whose words those of nobody by name are told that stand in the content of another one, no denial; and for
    whom its officers speak: "its chairman, Odo Harn".
    """
    wide = [(span, p) for p in found if p.party and not p.outright for span in p.statement.content.spans]

    def through(p: Proposition) -> str:
        start = reach(p.statement.cue.spans or p.statement.content.spans)[0]
        around = [(b - a, q.party) for (a, b), q in wide if a <= start < b and q is not p and q.party != p.party]
        return min(around)[1] if around else ""

    def officer_of(at: int) -> str:
        if not _OFFICER.match(found[at].statement.source.text):
            return ""
        return next((q.party for q in reversed(found[:at]) if q.statement.source.named), "")

    told = [(p, officer_of(at) if p.statement.source.named else through(p)) for at, p in enumerate(found)]
    return [replace(p, through=teller) if teller else p for p, teller in told]


def _at(statement: Statement) -> int:
    return reach(statement.content.spans or statement.cue.spans)[0]


def _last_counts(found: list[Proposition]) -> list[Proposition]:
    """Of two counts that one party gives of its dead or hurt in an article, the lower is the one before: tolls rise."""
    told = [(p, f) for p in found for f in p.figures if f.told]
    old = {
        (p.key, f)
        for p, f in told
        for q, g in told
        if f.like(g) and g.low > f.high and p.key != q.key and same_party(p, q)
    }
    if not old:
        return found
    last = [tuple(f for f in p.figures if (p.key, f) not in old) for p in found]
    return [replace(p, figures=kept) for p, kept in zip(found, last, strict=True)]


def _without_emphasis(found: list[Proposition]) -> list[Proposition]:
    """Take no side where a denial only points back at a count that its party, next to it, counters with another one:
    "Nonsense: 14 people were killed". What is disputed is the count.
    """

    def emphatic(p: Proposition) -> bool:
        near = [q for q in found if abs(q.order - p.order) == 1 and same_party(p, q)]
        mine = [f for q in near for f in q.figures if f.told]
        return any(f.clashes(g) for f in mine for q in found if not same_party(p, q) for g in q.figures)

    return [
        replace(p, position=0, outright=False) if p.points_back and p.position < 0 and emphatic(p) else p for p in found
    ]
