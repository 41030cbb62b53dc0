"""What joins two figures that are given of one thing: a clash between parties, agreement, or no more than kinship."""

import re
from datetime import timedelta

from sources.conflicts.arguments import alike
from sources.conflicts.figures import MONEY, RISING, Figure
from sources.conflicts.judge import LEAST_ONE, NAMED_APART, SAME, SAME_STORY, Edge, known, may_name
from sources.conflicts.link import measure
from sources.conflicts.proposition import EPOCH, Proposition, same_party
from sources.conflicts.words import word_list
from sources.models import Kind

LEAST_COUNTED = 0.50
"""Sureness from which two figures count one thing."""
LEAST_OTHER = 0.65
"""The same for a count of what an event does not have once, and where two articles are not near each other."""
ONE_COUNT = 0.25
"""Cosine of two articles from which figures of one role (the dead, the hurt) count the same."""
NEW_COUNT = timedelta(hours=36)
"""From here on a figure is a new count."""
LATER = timedelta(days=30)
"""The same for one that its party holds to."""
AUTHORITIES = word_list("authorities")
_HOLDS = re.compile(
    r"\b(?:st(?:icks?|uck|icking) (?:to|with|by)|st(?:ands?|ood|anding) by|cl(?:ings?|ung)|insist|maintain|still)", re.I
)


def counted(a: Proposition, b: Proposition, articles: float) -> Edge | None:
    """Return what joins two figures of one thing: a clash between two parties, or agreement; None when nothing does.

    A figure given more than 36 hours later is taken for a new count, not for a contradiction; so is one that only
    carries an earlier one on, but for one that its party holds to. Counts of one thing that do not meet still belong to
    one dispute, if there is one.
    """
    if not a.figures or not b.figures or not known(a) or not known(b):
        return None
    if (articles < SAME_STORY and a.key[0] != b.key[0]) or not may_name(a, b, articles):
        return None
    every = [(x, y) for x in a.figures for y in b.figures]
    if not same_party(a, b) and any(_contradicts(a, x, b, y) for x, y in every):
        return Edge("clash", Kind.FIGURES, max(SAME.score(measure(a, b, articles)), LEAST_COUNTED))
    one = any(x.told and x.like(y) for x, y in every) and _one_count(a, b, articles)
    kin = Edge("same", Kind.FIGURES, LEAST_ONE) if one else None
    early, late = sorted((a, b), key=lambda p: (p.time, p.key, p.order))
    if late.time - early.time > (LATER if _holds(late) else NEW_COUNT):
        return kin
    score = SAME.score(measure(a, b, articles))
    near = articles >= NAMED_APART
    least = LEAST_COUNTED if near else LEAST_OTHER
    pairs = [
        (x, y)
        for x in early.figures
        for y in late.figures
        if (score >= least if x.told else score >= LEAST_OTHER and x.role not in MONEY and near)
        or (x.told and y.told and _one_count(a, b, articles))
    ]
    score = max(score, LEAST_COUNTED)
    if a.key[0] == b.key[0]:
        if a.names and b.names and not alike(a.names, b.names):
            return None
        pairs = [(x, y) for x, y in pairs if not x.within(y) and not y.within(x)]
    if not same_party(a, b) and any(x.clashes(y) and not _update(early, late, x, y) for x, y in pairs):
        return Edge("clash", Kind.FIGURES, score)
    return Edge("same", Kind.FIGURES, score) if any(x.meets(y) for x, y in pairs) else kin


def _contradicts(a: Proposition, x: Figure, b: Proposition, y: Figure) -> bool:
    """Whether one figure is told in place of the other, or they clash and one counts what the other is told to."""
    if x.puts_right(y) or y.puts_right(x):
        return True
    told = x.by or y.by
    return bool(told) and a.key[0] == b.key[0] and (x.by or a.key[1]) == (y.by or b.key[1]) and x.clashes(y)


def _one_count(a: Proposition, b: Proposition, articles: float) -> bool:
    """Whether what is counted in one role (the dead, the hurt) is likely that of one event, however it is worded.

    Of articles without a date that is not told by their likeness.
    """
    return a.key[0] == b.key[0] or (articles >= ONE_COUNT and EPOCH not in (a.time, b.time))


def _update(early: Proposition, late: Proposition, before: Figure, after: Figure) -> bool:
    """Whether the later figure only carries the earlier one on: a toll rises as the dead are found, by those who count
    them or by whoever told the earlier one, or is set against one that is told as past ("had put the toll at nine").
    """
    rises = before.role in RISING and early.time < late.time and after.low > before.high and not _holds(late)
    past = early.statement.cue.text.startswith("had ")
    there = bool(late.folded) and late.folded <= early.names  # a country that counts its own
    return rises and (past or there or same_party(early, late) or not late.folded.isdisjoint(AUTHORITIES))


def _holds(late: Proposition) -> bool:
    """Whether a figure is one that its party holds to, told against another one."""
    return bool(_HOLDS.search(late.statement.cue.text))
