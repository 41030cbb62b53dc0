"""One side of a conflict: who holds it, in the order in which they are shown, and by which statements."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from sources.conflicts.claimline import UNOPPOSED
from sources.conflicts.proposition import PRONOUNS, Key, Proposition, fold_name, same_name
from sources.conflicts.tellings import TELLING
from sources.conflicts.truth import REPORTS
from sources.conflicts.voice import OWN_VOICE
from sources.conflicts.words import running_words, stem, word_list
from sources.models import Evidence, Side, Stance

STAND_INS = word_list("stand_ins", stemmed=False)
"""Words that stand for a source without saying who it is."""
UNCOUNTED: Mapping[Key, tuple[float, float | None]] = {}
_ADDED = re.compile(r",\s+(?!and\b|or\b)(?=[a-z0-9])")


def side(
    stance: Stance,
    found: list[Proposition],
    opposed: Mapping[Key, float] = UNOPPOSED,
    figures: Mapping[Key, tuple[float, float | None]] = UNCOUNTED,
) -> Side:
    """Return those who hold one stance: named parties before unnamed ones, each once, those that `opposed` tells to be
    contradicted most surely first, then in order of speaking. `figures` are the least and the most that they count.
    """
    shown: list[tuple[str, str]] = []
    often = Counter(p.party for p in found)
    for named in (True, False):
        for p in sorted(found, key=lambda p: -often[p.party]):
            source = p.statement.source
            new = source.named is named and p.party and not any(same_name(p.party, n) for n, _ in shown)
            if new and not _nobody(p):
                shown.append(
                    (p.party, (source.party or source.text) if named else brief(source.text or source.party or ""))
                )
    if not shown:  # nobody but what goes round, or "another" whom the text leaves unnamed
        told = [p for p in found if p.hearsay and p.party] or [p for p in found if p.party not in {"", *PRONOUNS}]
        shown = [(p.party, _telling(p)) for p in told][:1]
    place = {p.party: at for at, p in reversed(list(enumerate(found)))}
    named_at = {p.party for p in found if p.statement.source.named}
    sure: dict[str, float] = {}
    for p in found:
        sure[p.party] = max(sure.get(p.party, 0.0), opposed.get(p.key, 0.0))
    shown.sort(key=lambda one: (one[0] not in named_at, -sure[one[0]], place[one[0]]))
    return Side(stance, tuple(name for _, name in shown), tuple(_evidence(p, figures.get(p.key)) for p in found))


@lru_cache(maxsize=4_096)
def _evidence(p: Proposition, figure: tuple[float, float | None] | None) -> Evidence:
    of = p.article
    return Evidence(of.id, of.outlet, of.published, p.statement, of.text_from, of.access, figure)


def _nobody(p: Proposition) -> bool:
    """Whether the source is told by a word that stands for somebody named elsewhere, or for a telling."""
    if p.statement.rule in (OWN_VOICE, TELLING):
        return p.statement.rule == TELLING and not p.statement.source.named
    return stands_for_another(p.statement.source.party or p.statement.source.text)


def brief(text: str) -> str:
    """Return a description without what is only added to it: "A clerk, who gave no name" is "A clerk"."""
    head = _ADDED.split(text, maxsplit=1)[0]
    return head if " " in head else text


def _telling(p: Proposition) -> str:
    """What goes round, by its noun: "a story", "reports"; the words around it are no source's name."""
    words = running_words(p.statement.source.text)
    if p.statement.rule != TELLING or len(words) < 3:
        return p.statement.source.text
    noun = words[-1].lower()
    return noun if noun.endswith("s") else f"a {noun}"


@lru_cache(maxsize=20_000)
def stands_for_another(name: str) -> bool:
    """Return whether a source is told by no more than a pronoun, a stand-in ("both") or a telling ("a report")."""
    words = fold_name(name).split()
    return all(word in PRONOUNS or word in STAND_INS or stem(word) in REPORTS for word in words)
