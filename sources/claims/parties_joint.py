"""Two parties that speak as one: `both firms`, `the two governments`, `a joint statement`."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_roster import Roster
from sources.claims.parties_words import BODY, TITLES
from sources.claims.spans import sentences_of

_APART = 3
"""Sentences back to which `the former` and `the latter` reach, their own included."""
_NEAR = 100
"""Mentions before a phrase among which its two parties are looked for."""
_PAIRS = frozenset(
    {
        "airlines",
        "armies",
        "banks",
        "camps",
        "capitals",
        "carriers",
        "charities",
        "clubs",
        "companies",
        "countries",
        "firms",
        "governments",
        "groups",
        "lenders",
        "operators",
    }
    | {"militaries", "ministries", "nations", "navies", "parties", "sides", "states", "two", "both", "unions"}
)
_NAMED_PAIRS = frozenset({"banks", "clubs", "companies", "firms", "governments", "ministries", "unions"})
"""Plurals that mean the two that an article has just joined by a word."""
_PEOPLE = frozenset({"couple", "duo", "pair"})
"""Two people."""
_JOINT = frozenset({"statement", "communique", "communiqué", "declaration", "release", "letter", "article", "study"})
_STATES = frozenset({"armies", "capitals", "countries", "governments", "militaries", "nations", "navies", "states"})


def pair_word(tokens: Sequence[Token]) -> str | None:
    """Return the folded noun of a phrase that stands for two parties (`both firms`, `a joint statement`), or None."""
    lows = [t.lower_ for t in tokens]
    if lows[:1] == ["neither"]:
        lows = [lows[0], *(f"{w[:-1]}ies" if w.endswith("y") else f"{w}s" for w in lows[1:])]
    nouns = [w for w in lows if w in _PAIRS | _JOINT | _PEOPLE]
    if not nouns or len(lows) < 2 or len(tokens) > 12:
        return None
    if ("joint" in lows[:3] or "identical" in lows[:2]) and any(w in _JOINT or w.rstrip("s") in _JOINT for w in lows):
        return "both"
    if len(lows) > 5:
        return None
    if lows in (["the", "couple"], ["the", "pair"], ["the", "duo"]):
        return lows[1]
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
        if noun in _PEOPLE:
            kinds = {"person"}
        if second is not None and second is not first and {first.kind, second.kind} <= kinds:
            return _joined(roster, first, second, "person" if noun in _PEOPLE else "body")
    wanted = {"place", "unknown"} if noun in _STATES else {"body"}
    if noun == "two" or noun in _PEOPLE:
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
    first = _named_at(roster, tokens)
    if first is None:
        return None
    end = first[1]
    rest = [t for t in tokens if t.i >= end]
    if len(rest) < 2 or rest[0].lower_ not in {"and", "&", ","}:
        return None
    second = _named_at(roster, rest[1:])
    if second is None or second[1] != tokens[-1].i + 1 or second[0] is first[0]:
        return None
    kinds = {first[0].kind, second[0].kind}
    if kinds == {"person"}:
        return _joined(roster, first[0], second[0], "person")
    return _joined(roster, first[0], second[0]) if kinds <= {"body", "place", "unknown"} else None


def _named_at(roster: Roster, tokens: Sequence[Token]) -> tuple[Entity, int] | None:
    """The entity with whose name a phrase begins, an article or titles aside, and the token number after that name."""
    for t in tokens[:3]:
        if t.i in roster.starts:
            return roster.starts[t.i]
        if t.lower_.rstrip(".") not in TITLES | {"the"}:
            return None
    return None


def one_of_two(roster: Roster, tokens: Sequence[Token]) -> Entity | None:
    """Return whom `the former` or `the latter` means: the first or last of the two people, or the two bodies, that the
    nearest sentence before it with two of them names; None where it names more, or two of each.
    """
    doc, at = roster.doc, tokens[0].i
    numbers, starts = sentences_of(doc), roster.ordered_starts()
    before = starts[: bisect_left(starts, at)][-_NEAR:]
    for back in range(_APART):
        named = [roster.starts[i][0] for i in before if numbers[i] == numbers[at] - back]
        named = list(dict.fromkeys(e for e in named if not e.anonymous and e.kind != "place"))
        people = [e for e in named if e.kind == "person" or (e.kind == "unknown" and len(e.words) > 1)]
        bodies = [e for e in named if e.kind == "body"]
        if max(len(people), len(bodies)) > 1:
            two = people if len(people) > 1 else bodies
            certain = len(two) == 2 and min(len(people), len(bodies)) < 2
            return two[tokens[1].lower_ == "latter"] if certain else None
    return None


def _joined(roster: Roster, first: Entity, second: Entity, kind: str = "body") -> Entity:
    name = f"{first.name} and {second.name}"
    known = next((e for e in roster.entities if e.name == name), None)
    return known or Entity(name, kind, (), {"companies", "sides", "two"}, plural=True)
