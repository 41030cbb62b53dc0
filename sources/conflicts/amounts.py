"""What stands around a number: how far it reaches, whose count it is, and whether it counts at all."""

import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from sources.conflicts.numerals import LOOSE, grade, number, run
from sources.conflicts.words import stem
from sources.models import Word

ABOUT = 0.10
"""How far, as a share, "about 20" reaches to either side."""
SLACK = 0.02
"""How far a plain number of four digits and more reaches: such numbers are rounded in the telling."""
AWAY = 7
"""Words between a number and the one that it stands in place of."""
ENDLESS = float("inf")

_DATA = tomllib.loads(files(__package__).joinpath("data/figures.toml").read_text("utf-8"))
_LEAST = frozenset(_DATA["least"].split())
_MOST = frozenset(_DATA["most"].split())
_NEAR = frozenset(_DATA["near"].split())
MEASURES = frozenset(_DATA["measures"].split())
"""Words after a number that does not count but measures."""
MONEY = "$€£"
_FURTHER = frozenset(("more", "further", "additional", "another", "others", "other"))
_YOUNG = frozenset(("boy", "girl", "child", "lad", "son", "daughter"))
"""Words after which "of nine" is an age."""
_PASSED = frozenset(map(stem, ("die", "dies", "died", "dead", "death")))
"""Stems of words after which "at" leads to an age."""
_PLACE = (["instead", "of"], ["rather", "than"])
"""What leads to the number that another one stands in place of, as "not" does."""


def range_end(words: Sequence[Word], end: int) -> int:
    """Return where a range ends whose first number ends here ("60 to 90"); here, when it is none."""
    if end + 1 < len(words) and words[end].text.lower() in {"and", "to", "or"}:
        _, upto = run(words, end + 1)
        return upto if upto > end + 1 else end
    return end


def whole(words: Sequence[Word], at: int, end: int) -> int:
    """Return where a number ends that is told as a range ("between 60 and 90"), its upper one included."""
    between = any(word.text.lower() in {"between", "from"} for word in words[max(0, at - 3) : at])
    ranged = end < len(words) and (words[end].text.lower() in {"to", "or"} or between)
    return range_end(words, end) if ranged else end


def no_count(words: Sequence[Word], at: int, end: int, value: float) -> bool:
    """Return whether the number is an age, a year, a part of a name or of a time, or tells how far a count moved."""
    before = [word.text.lower() for word in words[max(0, at - 2) : at]]
    if before[-1:] == ["of"] and ((before[0] in _YOUNG and value < 20) or before[0] == "out" or _number(before[0])):
        return True
    if before[-1:] in (["aged"], ["age"]) or before == ["age", "of"] or _dies_at(words, at):
        return True
    if before and before[-1].rstrip(".") in MEASURES:
        return True  # "on Oct. 19"
    if before[-1:] == ["by"] and counted_noun(words, at, end) is None:
        return True  # "raised its toll by two"
    beside = {*before[-1:], *(word.text.lower() for word in words[end : end + 1])}
    if beside & _FURTHER:
        return True  # "eight more bodies"
    if 1900 <= value <= 2100 and end == at + 1 and "," not in words[at].text and words[at].role != "nummod":
        return True
    if at and words[at].head == at - 1 and words[at - 1].pos == "NOUN" and words[at].role == "nummod":
        return True  # "lot 14"
    head = words[at].head
    last = range_end(words, end)
    after = words[last].text.lower() if last < len(words) else ""
    return (
        after in MEASURES
        or (head >= 0 and words[head].lemma.lower() in MEASURES)
        or (head >= 0 and words[head].pos == "PROPN" and words[head].text[:1].isupper() and head < at)
    )


def _number(lower: str) -> bool:
    return number(lower) is not None


def _dies_at(words: Sequence[Word], at: int) -> bool:
    """Whether an age follows ("died at 81"); not where the dead are counted ("put the dead at 19")."""
    if at < 2 or words[at - 1].text.lower() != "at" or stem(words[at - 2].text) not in _PASSED:
        return False
    counted = {"the", "of"} & {words[at - 3].text.lower() if at > 2 else "", *_texts(words, at - 2)}
    return not counted and words[at - 2].pos != "NOUN"


def _texts(words: Sequence[Word], head: int) -> set[str]:
    return {word.text.lower() for word in words if word.head == head}


def interval(words: Sequence[Word], at: int, end: int, value: float) -> tuple[float, float]:
    """Return between what a number lies, by the words before it and the range that it may open."""
    lower = words[at].text.lower()
    if lower in LOOSE:
        return LOOSE[lower]
    before = {word.text.lower() for word in words[max(0, at - 3) : at]}
    link = words[end].text.lower() if end + 1 < len(words) else ""
    if link in {"and", "to", "or"}:
        upper, upto = run(words, end + 1)
        if upto > end + 1 and upper > value and (link != "and" or "between" in before):
            larger = grade(words, end + 1, upto) if value < 1_000 else 1.0
            return (value * larger if value * larger < upper else value), upper
        if upto > end + 1 and link == "to" and upper < value:
            value = upper  # "lowered its count of 70 to 55"
    if "fewer" in before or "less" in before:
        return (value, ENDLESS) if before & {"no", "not"} else (0, value)
    if before & _LEAST and not ("more" in before and "no" in before):
        return value, ENDLESS
    if before & _MOST and not _still(words, at):
        return 0, value
    if before & _NEAR:
        return value * (1 - ABOUT), value * (1 + ABOUT)
    slack = SLACK * value if value >= 1_000 else 0
    return value - slack, value + slack


def _still(words: Sequence[Word], at: int) -> bool:
    """Whether "below" or "under" tells where those counted are, not how many they are: "the men still below at 26"."""
    return words[at - 1].text.lower() in {"at", "as"}


def counted_noun(words: Sequence[Word], at: int, end: int) -> Word | None:
    """Return the noun that a number stands before ("62 crates", "4 million crowns"), None when it stands alone."""
    last = next((word for word in reversed(words[at:end]) if not at <= word.head < end), None)
    if last is None or last.head < 0 or not last.role.startswith(("nummod", "compound")):
        return None
    return words[last.head] if words[last.head].pos == "NOUN" else None


def is_money(words: Sequence[Word], at: int) -> bool:
    """Return whether a sign stands at a number, or before it, that makes it a sum of money."""
    return any(sign in word.text for word in words[max(0, at - 1) : at + 1] for sign in MONEY)


def is_part(words: Sequence[Word], at: int, end: int) -> bool:
    """Return whether those counted are only some of those that another number counts ("among them two")."""
    before = words[at - 1].text.lower() if at else ""
    after = [word.text.lower() for word in words[end : end + 2]]
    return (
        before in {"including", "among", "them", "whom"}
        or (after[:1] == ["of"] and not set(after[1:]) <= {"its", "their", "our", "his", "her"})
        or [word.text.lower() for word in words[end + 1 : end + 3]]
        in (["were", "of"], ["are", "of"], ["were", "among"])
    )


def in_place_of(words: Sequence[Word], at: int, end: int) -> float | None:
    """Return the number that this one stands in place of ("three drivers, not two", "not 12 but 40"), if one."""
    for step in (*range(end, min(end + AWAY, len(words))), *range(at - 2, max(-1, at - AWAY), -1)):
        later = step >= end
        if _leads(words, step) and (later or words[at - 1].lemma == "but"):
            for first in range(step + 1, min(step + 3, len(words))):
                value, upto = run(words, first, passed=True)
                if upto > first and (upto <= at or later):
                    noun, mine = counted_noun(words, first, upto), counted_noun(words, at, end)
                    same = noun is None or mine is None or noun.lemma == mine.lemma
                    larger = grade(words, at, end) if value < 1_000 else 1.0
                    return value * larger if same else None
    return None


def _leads(words: Sequence[Word], at: int) -> bool:
    if words[at].text.lower() == "not":
        return True
    return [word.text.lower() for word in words[max(0, at - 1) : at + 1]] in _PLACE


def beside(words: Sequence[Word], at: int, end: int) -> int:
    """Return how many single ones stand beside those counted: "Reyle, his driver and two guards" has two of them."""
    noun = counted_noun(words, at, end)
    if noun is None:
        return 0
    head = next(step for step, word in enumerate(words) if word is noun)
    if words[head].role != "conj":
        return 0
    first = words[head].head
    return sum(_single(words, step) for step in (first, *_listed(words, first)) if step != head)


def _listed(words: Sequence[Word], first: int) -> Iterator[int]:
    return (step for step, word in enumerate(words) if word.head == first and word.role in {"conj", "appos"})


def _single(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    numbered = any(w.head == at and w.role == "nummod" and at > step for step, w in enumerate(words))
    return not numbered and (word.pos == "PROPN" or (word.pos == "NOUN" and word.text.lower() == word.lemma))
