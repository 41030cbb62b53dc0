"""Numbers that parties give of one thing, as intervals, and when two of them cannot both be so."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from sources.conflicts.numerals import LOOSE, run
from sources.conflicts.words import groups, is_root, running_words, stem
from sources.models import Word

ABOUT = 0.10
"""How far, as a share, "about 20" reaches to either side."""
REACH = 5
"""Words over which a number reaches for what it counts, when the parse does not tell."""
BARE = 8
"""Words before a number in a content that says nothing but the number."""
SHORT = 4
"""Words of a content that can be nothing but a number."""
CONTEXT = 40
"""Words before a bare number among which what it counts is sought."""
COUNTS = frozenset({"it", "that", "number", "toll", "figure", "count", "total", "tally"})
SLACK = 0.02
"""How far a plain number of four digits and more reaches: such numbers are rounded in the telling."""
ENDLESS = float("inf")

_DATA = tomllib.loads(files(__package__).joinpath("data/figures.toml").read_text("utf-8"))
_LEAST = frozenset(_DATA["least"].split())
_MOST = frozenset(_DATA["most"].split())
_NEAR = frozenset(_DATA["near"].split())
MEASURES = frozenset(_DATA["measures"].split())
"""Words after a number that does not count but measures."""

RISING = frozenset({"dead", "hurt", "missing", "held", "ill"})
"""Roles whose count grows as more becomes known."""
HARM = RISING - {"ill"}
"""Those that a verb tells of anybody, whatever they are called: workers who were killed."""
LOSE = "lose"
"""Tells the dead of lives and people alone: a firm loses jobs."""
TOLD_ONCE = RISING | {"crowd"}
ONCE = TOLD_ONCE | {"jobs", "magnitude"}
"""Roles that an event has once; of the first the words leave no doubt."""
_ROLE_OF: dict[str, str] = {stem(word): role for role, words in _DATA["roles"].items() for word in words.split()}
ANYBODY = frozenset(stem(word) for word in _DATA["anybody"].split())
"""Stems of nouns that leave open who is counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of what: an interval, both ends included, and the role of those counted."""

    low: float
    high: float
    role: str
    noun: str = ""
    """Stem of what is counted; empty when it is anybody or not told."""

    @property
    def told(self) -> bool:
        """Whether the role is one that an event has once (its dead, its crowd); not just any counted noun."""
        return self.role in ONCE

    def like(self, other: "Figure") -> bool:
        """Return whether both count the same: one role, and no nouns that name different things."""
        differ = self.noun and other.noun and self.noun != other.noun
        return self.role == other.role and not (differ and not groups(self.noun) & groups(other.noun))

    def clashes(self, other: "Figure") -> bool:
        """Return whether both cannot be so: they count the same, and their intervals do not meet."""
        return self.like(other) and (self.high < other.low or other.high < self.low)

    def within(self, other: "Figure") -> bool:
        """Return whether this counts fewer of one sort where the other counts all: of the dead some were children."""
        return self.role in RISING and bool(self.noun) and not other.noun and self.high < other.low

    def meets(self, other: "Figure") -> bool:
        """Return whether both count the same and can both be so."""
        return self.like(other) and not self.clashes(other)


def role_around(before: str, after: str) -> str | None:
    """Return what is counted between two stretches of text, by the nearest word for what an event has once, if any.

    What comes before goes before what comes after.
    """
    for word in (*reversed(running_words(before)[-CONTEXT:]), *running_words(after)[:CONTEXT]):
        role = _ROLE_OF.get(stem(word))
        if role in TOLD_ONCE:
            return role
    return None


_FURTHER = frozenset(("more", "further", "additional", "another", "others", "other"))
_YOUNG = frozenset(("boy", "girl", "child", "lad", "son", "daughter"))
"""Words after which "of nine" is an age."""
_PASSED = frozenset(map(stem, ("die", "dies", "died", "dead", "death")))
"""Stems of words after which "at" leads to an age."""


def figures(words: Sequence[Word], cue: str = "") -> tuple[Figure, ...]:
    """Return the figures of a content whose role is told ("17 people were killed", "put the dead at 23").

    A content that is little more than a number takes its role from the cue ("put the number of dead at | 17"). Of what
    has no role of its own the counted noun is the role ("62 crates").
    """
    found: list[Figure] = []
    at = 0
    while at < len(words):
        value, end = run(words, at)
        if end == at:
            at += 1
            continue
        role = None if _no_count(words, at, end, value) or _part(words, at, end) else _role(words, range(at, end), cue)
        if role and not any(f.role == role for f in found):
            found.append(Figure(*_interval(words, at, end, value), role, _noun(words, at)))
        at = end
    return tuple(found)


def bare(words: Sequence[Word]) -> Figure | None:
    """Return the one number of a content that does not say what it counts ("it is more than forty"), else None."""
    found = None
    at = 0
    while at < len(words):
        value, end = run(words, at)
        if end == at:
            at += 1
            continue
        whole = len(words) <= SHORT or any(is_root(word) for word in words[at:end])
        counted = whole or any(word.lemma in COUNTS for word in words[:at])
        if found and (words[at].lemma == "one" or not counted):
            at = end
            continue
        if found and _noun(words, at):
            at = end
            continue
        if (
            found
            or not counted
            or at > BARE
            or _no_count(words, at, end, value)
            or _part(words, at, end)
            or _noun(words, at)
        ):
            return None
        found = Figure(*_interval(words, at, end, value), "")
        at = _range_end(words, end)
    return found


def _range_end(words: Sequence[Word], end: int) -> int:
    """Where a range ends whose first number ends here ("60 to 90"); here, when it is none."""
    if end + 1 < len(words) and words[end].text.lower() in {"and", "to", "or"}:
        _, upto = run(words, end + 1)
        return upto if upto > end + 1 else end
    return end


def _no_count(words: Sequence[Word], at: int, end: int, value: float) -> bool:
    """Whether the number is an age, a year or a part of a name or of a time."""
    before = [word.text.lower() for word in words[max(0, at - 2) : at]]
    if before[-1:] == ["of"] and before[0] in _YOUNG and value < 20:
        return True
    if before[-1:] in (["aged"], ["age"]) or before == ["age", "of"] or _dies_at(words, at):
        return True
    beside = {*before[-1:], *(word.text.lower() for word in words[end : end + 1])}
    if beside & _FURTHER or any(sign in word.text for word in words[max(0, at - 1) : end] for sign in "$€£%"):
        return True  # "eight more bodies": what came on top, no total
    if 1900 <= value <= 2100 and end == at + 1 and "," not in words[at].text and words[at].role != "nummod":
        return True
    head = words[at].head
    last = _range_end(words, end)
    after = words[last].text.lower() if last < len(words) else ""
    return (
        after in MEASURES
        or (head >= 0 and words[head].lemma.lower() in MEASURES)
        or (head >= 0 and words[head].pos == "PROPN" and words[head].text[:1].isupper() and head < at)
    )


def _dies_at(words: Sequence[Word], at: int) -> bool:
    """Whether an age follows ("died at 81"); not where the dead are counted ("put the dead at 19")."""
    if at < 2 or words[at - 1].text.lower() != "at" or stem(words[at - 2].text) not in _PASSED:
        return False
    counted = {"the", "of"} & {words[at - 3].text.lower() if at > 2 else "", *_texts(words, at - 2)}
    return not counted and words[at - 2].pos != "NOUN"


def _texts(words: Sequence[Word], head: int) -> set[str]:
    return {word.text.lower() for word in words if word.head == head}


def _interval(words: Sequence[Word], at: int, end: int, value: float) -> tuple[float, float]:
    lower = words[at].text.lower()
    if lower in LOOSE:
        return LOOSE[lower]
    before = {word.text.lower() for word in words[max(0, at - 3) : at]}
    if end + 1 < len(words) and words[end].text.lower() in {"and", "to", "or"}:
        upper, upto = run(words, end + 1)
        if upto > end + 1 and upper > value and (words[end].text.lower() != "and" or "between" in before):
            return value, upper
    if "fewer" in before or "less" in before:
        return (value, ENDLESS) if before & {"no", "not"} else (0, value)
    if before & _LEAST and not ("more" in before and "no" in before):
        return value, ENDLESS
    if before & _MOST:
        return 0, value
    if before & _NEAR:
        return value * (1 - ABOUT), value * (1 + ABOUT)
    slack = SLACK * value if value >= 1_000 else 0
    return value - slack, value + slack


def _noun(words: Sequence[Word], at: int) -> str:
    head = words[at].head
    if head < 0 or not words[at].role.startswith(("nummod", "compound")) or words[head].pos != "NOUN":
        return ""
    stemmed = stem(words[head].lemma)
    return "" if stemmed in ANYBODY or stemmed in _ROLE_OF else stemmed


def _part(words: Sequence[Word], at: int, end: int) -> bool:
    """Whether those counted are only some of those that another number counts ("among them two", "four of the 17")."""
    before = words[at - 1].text.lower() if at else ""
    after = [word.text.lower() for word in words[end : end + 2]]
    return (
        before in {"including", "among", "them", "whom"}
        or (after[:1] == ["of"] and not set(after[1:]) <= {"its", "their", "our", "his", "her"})
        or [word.text.lower() for word in words[end + 1 : end + 3]]
        in (["were", "of"], ["are", "of"], ["were", "among"])
    )


def _counted_by(words: Sequence[Word], verb: int) -> str | None:
    """What a verb's subject counts: "the number of people killed in the quake has risen to 11"."""
    counts = [at for at, word in enumerate(words) if word.head == verb and word.role.startswith("nsubj")]
    inside = {at for at in counts if words[at].lemma.lower() in COUNTS}
    for _ in range(3):
        inside |= {at for at, word in enumerate(words) if word.head in inside}
    found = (_ROLE_OF.get(stem(words[at].lemma)) for at in sorted(inside))
    return next((role for role in found if role), None)


def _role(words: Sequence[Word], number: range, cue: str) -> str | None:
    """What is counted: by the counted noun, by what governs it or is said of the same verb, or by the nearest word."""
    path = [number[0]]
    of_path: list[str] = []
    while words[path[-1]].head >= 0 and len(path) < 4:
        path.append(words[path[-1]].head)
        lemma = words[path[-1]].lemma.lower()
        if (role := _ROLE_OF.get(stem(lemma))) and not (of_path and lemma == LOSE):
            of_path.append(role)
        if words[path[-1]].pos == "VERB":
            break
    if of_path:  # "five workers were killed" counts the dead
        return next((role for role in of_path if role in HARM), of_path[0])
    if role := _counted_by(words, path[-1]):
        return role
    noun = _noun(words, number.start)
    near = (
        []
        if noun
        else [
            (abs(step - number[0]), step, role)
            for step, word in enumerate(words)
            if step not in number and abs(step - number[0]) <= REACH and (role := _ROLE_OF.get(stem(word.lemma)))
        ]
    )
    if near:
        return min(near)[2]
    if number.start <= 2:
        for word in running_words(cue):
            if role := _ROLE_OF.get(stem(word)):
                return role
    return f"#{noun}" if noun and len(noun) > 2 else None
