"""Which statements of an article take part in its conflicts."""

from sources.conflicts.position import position, reach
from sources.conflicts.tellings import tellings
from sources.conflicts.voice import hearsay, of_itself, own_voice
from sources.conflicts.words import running_words, stem
from sources.models import Act, Reading, Statement

RUMOURED = frozenset(map(stem, ("rumour", "rumor", "report", "gossip")))
"""Stems that say of what is believed that it is told."""


def taking_part(reading: Reading) -> list[Statement]:
    """Return what is said in an article, with the medium's own denials among it, in the order of the text."""
    placed = list(reading.statements)
    for own in own_voice(reading):
        at = reach(own.content.spans)[0]
        before = sum(reach((*s.cue.spans, *s.content.spans))[0] <= at for s in placed)
        placed.insert(before, own)
    return [s for s in placed if _speaks(s)]


def going_round(reading: Reading) -> tuple[Statement, ...]:
    """Return what an article tells as going round, where nobody's words and no report read as a statement tell it."""
    speakers = [s for s in reading.statements if s.act is Act.SPEECH and not hearsay(s)]
    taken = [span for s in speakers for span in (*s.cue.spans, *s.content.spans)]
    read = [span for s in reading.statements if hearsay(s) and position(s) == 1 for span in s.content.spans]
    return tellings(reading.article.text, taken, read)


def _speaks(statement: Statement) -> bool:
    """Whether a statement takes part: speech does, and what is rumoured to be so; what only turns out is nobody's."""
    if statement.act is not Act.SPEECH:
        words = running_words(f"{statement.cue.text} {statement.source.text}")
        return hearsay(statement) and any(stem(word) in RUMOURED for word in words)
    if statement.cue.lemma == "claim" and any(word.lemma == "life" for word in statement.words):
        return False  # "the flood claimed 40 lives"
    return not of_itself(statement)
