"""Two parties that speak as one: `both firms`, `the two governments`, `a joint statement`."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_roster import Roster
from sources.claims.parties_words import BODY

_NEAR = 100
"""Mentions before a phrase among which its two parties are looked for."""
_PAIRS = frozenset(
    {
        "airlines",
        "armies",
        "banks",
        "camps",
        "capitals",
        "clubs",
        "companies",
        "countries",
        "firms",
        "governments",
        "groups",
    }
    | {"militaries", "ministries", "nations", "navies", "parties", "sides", "states", "two", "both", "unions"}
)
_NAMED_PAIRS = frozenset({"banks", "clubs", "companies", "firms", "governments", "ministries", "unions"})
"""Plurals that mean the two that an article has just joined by a word."""
_JOINT = frozenset({"statement", "communique", "communiqué", "declaration", "release", "letter", "article", "study"})
_STATES = frozenset({"armies", "capitals", "countries", "governments", "militaries", "nations", "navies", "states"})


def pair_word(tokens: Sequence[Token]) -> str | None:
    """Return the folded noun of a phrase that stands for two parties (`both firms`, `a joint statement`), or None."""
    lows = [t.lower_ for t in tokens]
    if lows[:1] == ["neither"]:
        lows = [lows[0], *(f"{w[:-1]}ies" if w.endswith("y") else f"{w}s" for w in lows[1:])]
    nouns = [w for w in lows if w in _PAIRS | _JOINT]
    if not nouns or len(lows) < 2 or len(tokens) > 12:
        return None
    if ("joint" in lows[:3] or "identical" in lows[:2]) and any(w in _JOINT or w.rstrip("s") in _JOINT for w in lows):
        return "both"
    if len(lows) > 5:
        return None
    if lows[0] == "neither" and len(lows) == 2:
        return "both"
    if len(lows) == 2 and lows[0] == "the" and lows[1] in _NAMED_PAIRS:
        return lows[1]
    if lows[0] == "both" or (lows[0] == "the" and lows[1] == "two") or lows[:2] == ["each", "of"]:
        return next((w for w in lows[1:4] if w in _PAIRS), None)
    return None


def pair(roster: Roster, at: int, noun: str, medium: Callable[[str], bool]) -> Entity | None:
    """Return the two parties, as one entity, that a phrase at token `at` means: those last joined by `and`
    before it, else for states the two that the text speaks of most; None where there are no such two.
    """
    doc = roster.doc
    starts = roster.ordered_starts()
    for start in reversed(starts[: bisect_left(starts, at)][-_NEAR:]):
        first, end = roster.starts[start]
        left, _, right = first.name.partition(" and ")
        if right and left.split()[-1].lower() in BODY and right.split()[-1].lower() in BODY and " of " not in left:
            return first
        if end >= len(doc) or doc[end].lower_ not in {"and", "&"}:
            continue
        n = end + 1 + (end + 1 < len(doc) and doc[end + 1].lower_ in {"the", "its"})
        second = roster.starts.get(n, (None, 0))[0]
        kinds = {"place", "body", "unknown"} if noun in _STATES | {"sides"} else {"body", "unknown"}
        if second is not None and second is not first and {first.kind, second.kind} <= kinds:
            return _joined(roster, first, second)
    wanted = {"place", "unknown"} if noun in _STATES else {"body"}
    if noun == "two":
        return None
    pool = [e for e in roster.entities if e.kind in wanted and e.spoke + len(e.at) > 1 and not e.anonymous]
    pool = sorted((e for e in pool if e.at and e.at[0] < at), key=lambda e: (-e.spoke, -len(e.at)))[:_NEAR]
    pool = [e for e in pool if not medium(e.name)]
    if len(pool) < 2:
        return None
    best = sorted(pool[:2], key=lambda e: e.at[0])
    return _joined(roster, best[0], best[1])


def joined(roster: Roster, tokens: Sequence[Token]) -> Entity | None:
    """Return the two bodies, as one entity, that a phrase joins by a word or comma and of which it is nothing else."""
    first = roster.starts.get(tokens[0].i + (tokens[0].lower_ == "the" and len(tokens) > 1))
    if first is None:
        return None
    end = first[1]
    rest = [t for t in tokens if t.i >= end]
    if len(rest) < 2 or rest[0].lower_ not in {"and", "&", ","}:
        return None
    second = roster.starts.get(rest[1].i + (rest[1].lower_ == "the" and len(rest) > 2))
    if second is None or second[1] != tokens[-1].i + 1 or second[0] is first[0]:
        return None
    kinds = {first[0].kind, second[0].kind}
    return _joined(roster, first[0], second[0]) if kinds <= {"body", "place", "unknown"} else None


def _joined(roster: Roster, first: Entity, second: Entity) -> Entity:
    name = f"{first.name} and {second.name}"
    known = next((e for e in roster.entities if e.name == name), None)
    return known or Entity(name, "body", (), {"companies", "sides", "two"}, plural=True)
