"""Whether a party turns round: admits what it denied before, in an earlier article or, as this one tells, earlier."""

import re
from datetime import timedelta

from sources.conflicts.position import reach
from sources.conflicts.proposition import Proposition, same_party
from sources.conflicts.words import running_words, stem, word_list
from sources.models import Stance

ADMITS = word_list("admits")
"""Stems of cues by which somebody gives in."""
NEAR = 2
"""How many statements apart the two may stand in one article."""
BESIDE = 250
"""Characters between them."""
CLOSE = 0.35
"""Cosine of two articles from which what a party admits in one is taken for what it denied in the other."""
MOST = 0.5
"""Share of the shorter of the two contents that must stand in the other when they share names alone."""
LATER = timedelta(days=60)
STORY = 0.25
"""Cosine of two articles from which a party can own in one that what it said in the other is not so."""
_BEFORE = re.compile(
    r"\b(?:had|having|earlier|previously|formerly|initially|at first|until|once|used to|in the past|so far)\b", re.I
)
"""What tells, with its cue, that somebody held something before."""
_NOW = re.compile(r"\b(?:now|at last|finally|after all|in the end|eventually|belatedly)\b", re.I)
"""What tells, with its cue, that somebody holds something else from here on."""


def admits(p: Proposition) -> bool:
    """Return whether a statement gives in: "admitted", "concedes", "now says"."""
    s = p.statement
    if p.position != 1 or s.stance not in {Stance.CONFIRMS, Stance.ASSERTS}:
        return False
    if s.stance is Stance.ASSERTS:
        return bool(_NOW.search(s.cue.text))
    return any(stem(word) in ADMITS for word in running_words(s.cue.text))


def turns(yes: Proposition, no: Proposition, articles: float) -> bool:
    """Return whether in the first statement a party admits what it denies in the second one, which comes before it."""
    if not same_party(yes, no) or not admits(yes):
        return False
    if yes.key[0] == no.key[0]:
        return _beside(yes, no) and bool(
            _told_before(no) or (_NOW.search(yes.statement.cue.text) and no.order < yes.order)
        )
    if not no.time < yes.time <= no.time + LATER or articles < CLOSE:
        return False
    outright = yes.statement.stance is Stance.CONFIRMS and no.statement.stance is Stance.DENIES
    return outright and (no.points_back or _shares(yes, no))


def _shares(yes: Proposition, no: Proposition) -> bool:
    """Whether both tell of the same by more than names, or the shorter one mostly of what the other does."""
    shared = [yes.stems[key] for key in yes.stems.keys() & no.stems.keys()]
    most = sum(term.weight for term in shared) >= MOST * min(yes.total, no.total)
    return any(not term.name for term in shared) or (bool(shared) and most)


def owns(no: Proposition, yes: Proposition, articles: float) -> bool:
    """Return whether in the first statement a party owns that something is not so, as it may have said before in the
    second one: "accepts that the ship did not sail".
    """
    if no.statement.stance is not Stance.CONFIRMS or yes.statement.stance is not Stance.ASSERTS:
        return False
    if not same_party(yes, no) or not any(stem(word) in ADMITS for word in running_words(no.statement.cue.text)):
        return False
    before = _beside(yes, no) if yes.key[0] == no.key[0] else yes.time < no.time <= yes.time + LATER
    return before and articles >= STORY


def _told_before(no: Proposition) -> bool:
    """Whether what is denied is told as a thing of the past: "having denied", "who until last week swore"."""
    s = no.statement
    start = reach(s.source.spans)[1] if s.source.spans else 0
    end = reach(s.cue.spans)[1] if s.cue.spans else 0
    between = no.article.text[start:end] if 0 < end - start <= BESIDE else ""
    return bool(_BEFORE.search(f"{s.cue.text} {between}"))


def _beside(yes: Proposition, no: Proposition) -> bool:
    if abs(yes.order - no.order) > NEAR:
        return False
    first, last = (yes, no) if yes.order < no.order else (no, yes)
    starts, ends = reach(last.statement.content.spans)[0], reach(first.statement.content.spans)[1]
    return starts - ends <= BESIDE
