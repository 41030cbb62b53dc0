"""Numbers that parties give of one thing, as intervals, and when two of them cannot both be so."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from sources.conflicts.amounts import beside, counted_noun, in_place_of, interval, is_money, is_part, no_count, whole
from sources.conflicts.numerals import grade, next_run
from sources.conflicts.words import groups, running_words, stem
from sources.models import Word

COUNTS = frozenset(
    {"it", "that", "there", "number", "toll", "figure", "count", "total", "tally", "estimate", "sum", "claim"}
)
"""What stands for a number."""
REACH = 5
"""Words over which a number reaches for what it counts, when the parse does not tell."""

_DATA = tomllib.loads(files(__package__).joinpath("data/figures.toml").read_text("utf-8"))

RISING = frozenset({"dead", "hurt", "missing", "held", "ill"})
"""Roles whose count grows as more becomes known."""
HARM = RISING - {"ill"}
"""Those that a verb tells of anybody, whatever they are called: workers who were killed."""
KNOWN_TO = 5
"""Words behind a verb in which what is known follows: "are known to have died"."""
LOSE = "lose"
"""Tells the dead of lives and people alone: a firm loses jobs."""
TOLD_ONCE = RISING | {"crowd"}
ONCE = TOLD_ONCE | {"jobs", "magnitude"}
"""Roles that an event has once; of the first the words leave no doubt."""
ROLE_OF: dict[str, str] = {stem(word): role for role, words in _DATA["roles"].items() for word in words.split()}
MONEY = frozenset(f"#{stem(word)}" for word in _DATA["money"].split())
"""Roles of sums of money."""
_ALONE = frozenset(("only", "just", "but"))
"""Words before a "one" that counts."""
SHARES = frozenset(map(stem, ("percent", "per", "%")))
"""What follows a number that is a share of a hundred."""
VERBS = frozenset(map(stem, ("hold", "lose", "treat", "share", "post", "attend")))
"""Words for a role that, in a cue, say how somebody speaks of a number: "holds to 85"."""
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
    grade: float = 1.0
    """The millions that it is told in, see `numerals.grade`."""
    corrects: float | None = None
    """The number that it is said to stand in place of ("three, not two")."""
    by: str = ""
    """The statement of its article by which is told what it counts, when it does not tell that itself."""

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
        return self.like(other) and not self.reaches(other)

    def reaches(self, other: "Figure") -> bool:
        """Return whether the intervals meet, whatever they count."""
        return self.low <= other.high and other.low <= self.high

    def puts_right(self, other: "Figure") -> bool:
        """Return whether this is told to stand in place of the other ("three drivers, not two")."""
        return self.corrects is not None and self.clashes(other) and other.low <= self.corrects <= other.high

    def within(self, other: "Figure") -> bool:
        """Return whether this counts fewer of one sort where the other counts all: of the dead some were children."""
        return self.role in RISING and bool(self.noun) and not other.noun and self.high < other.low

    def meets(self, other: "Figure") -> bool:
        """Return whether both count the same and can both be so."""
        return self.like(other) and not self.clashes(other)


def figures(words: Sequence[Word], cue: str = "") -> tuple[Figure, ...]:
    """Return the figures of a content whose role is told ("17 people were killed", "put the dead at 23").

    A content that is little more than a number takes its role from the cue ("put the number of dead at | 17"). Of what
    has no role of its own the counted noun is the role ("62 crates"), unless it is counted twice: which is meant?
    """
    found: list[Figure] = []
    at = 0
    while (told := next_run(words, at)) is not None:
        at, value, end = told
        last = whole(words, at, end)
        role = (
            None if no_count(words, at, end, value) or is_part(words, at, end) else _role(words, range(at, last), cue)
        )
        if role and (role[0] != "#" or value != 1 or (at and words[at - 1].lemma in _ALONE)):
            found.append(made(words, at, end, value, role))
        at = last
    first = {f.role: f for f in reversed(found)}
    vague = {f.role for f in found if not f.told and not f.reaches(first[f.role])}
    return tuple(f for f in found if f is first[f.role] and f.role not in vague)


def made(words: Sequence[Word], at: int, end: int, value: float, role: str) -> Figure:
    """Return the figure of a number between two words that counts in this role."""
    low, high = interval(words, at, end, value)
    more = beside(words, at, end) if role in HARM else 0
    last = whole(words, at, end)
    noun = "" if more else noun_of(words, at, last)
    return Figure(low, high + more, role, noun, grade(words, at, last), in_place_of(words, at, end))


def noun_of(words: Sequence[Word], at: int, end: int) -> str:
    """Return the stem of what a number counts, the sign of money, or nothing where it is anybody or not told."""
    if is_money(words, at):
        return "$"
    noun = counted_noun(words, at, end)
    stemmed = stem(noun.lemma) if noun else ""
    return "" if stemmed in ANYBODY or stemmed in ROLE_OF else stemmed


def _counted_by(words: Sequence[Word], verb: int) -> str | None:
    """What a verb's subject counts: "the number of people killed in the quake has risen to 11"."""
    counts = [at for at, word in enumerate(words) if word.head == verb and word.role.startswith("nsubj")]
    counts += [at for at, word in enumerate(words[:verb]) if word.role == "root"]  # a subject that the parse split off
    inside = {at for at in counts if words[at].lemma.lower() in COUNTS}
    for _ in range(3):
        inside |= {at for at, word in enumerate(words) if word.head in inside}
    found = (ROLE_OF.get(stem(words[at].lemma)) for at in sorted(inside))
    return next((role for role in found if role), None)


def _role(words: Sequence[Word], number: range, cue: str) -> str | None:
    """What is counted: by the counted noun, by what governs it or is said of the same verb, or by the nearest word."""
    noun = noun_of(words, number.start, number.stop)
    if noun == "$":
        return "#$"
    if words[number.stop : number.stop + 1] and stem(words[number.stop].text) in SHARES:
        return "votes"
    path = [number[0]]
    of_path: list[str] = []
    while words[path[-1]].head >= 0 and len(path) < 4:
        path.append(words[path[-1]].head)
        if (role := _told_by(words[path[-1]].lemma, noun, of_path)) and not _loses(words, path):
            of_path.append(role)
        if words[path[-1]].pos == "VERB":
            of_path += _known_to(words, path[-1])
            break
    if not of_path and words[path[-1]].role == "root":
        of_path += _said_of(words, path[-1], noun)
    if noun and grade(words, number.start, number.stop) > 1:
        return f"#{noun}"  # "is missing 40 million crowns"
    if of_path:  # "five workers were killed" counts the dead
        return next((role for role in of_path if role in HARM), of_path[0])
    if role := _counted_by(words, path[-1]):
        return role
    near = (
        []
        if noun
        else [
            (abs(step - number[0]), step, role)
            for step, word in enumerate(words)
            if step not in number
            and abs(step - number[0]) <= REACH
            and (role := _told_by(word.lemma, noun, ()))
            and stem(word.lemma) not in VERBS
        ]
    )
    if near:
        return min(near)[2]
    if number.start <= 2:
        for word in running_words(cue):
            if (role := ROLE_OF.get(stem(word))) and stem(word) not in VERBS:
                return role
    return f"#{noun}" if noun and len(noun) > 2 else None


def _told_by(lemma: str, noun: str, others: Sequence[str]) -> str | None:
    """The role that a word tells of what is counted; who loses jobs, games or ships has no dead by that."""
    role = ROLE_OF.get(stem(lemma.lower()))
    if role and lemma.lower() == LOSE and (others or (noun and "soldier" not in groups(noun))):
        return None
    return role


def _loses(words: Sequence[Word], path: Sequence[int]) -> bool:
    """Whether those counted lose something else than their lives."""
    lost = [word for word in words if word.head == path[-1] and word.role == "obj" and word is not words[path[-2]]]
    return words[path[-1]].lemma == LOSE and any(word.lemma != "life" for word in lost)


def _said_of(words: Sequence[Word], top: int, noun: str) -> list[str]:
    """What a verb tells that the parse sets beside its subject: "Ida Welo and two guards | were killed"."""
    beside = [at for at, word in enumerate(words) if word.head == top and word.role == "parataxis"]
    alone = (at for at in beside if at > top and not any(w.head == at and w.role.startswith("nsubj") for w in words))
    return [role for at in alone if (role := _told_by(words[at].lemma, noun, ()))]


def _known_to(words: Sequence[Word], verb: int) -> list[str]:
    """What a verb that only tells how something is known leads to: "six people are known to have died"."""
    near = range(verb + 1, min(len(words), verb + KNOWN_TO))
    to = next((at for at in near if words[at].text == "to"), len(words))
    found = (
        ROLE_OF.get(stem(word.lemma))
        for at, word in enumerate(words)
        if word.pos == "VERB" and ((word.head == verb and word.role == "xcomp") or (at in near and at > to))
    )
    return [role for role in found if role]
