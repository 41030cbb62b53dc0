"""Numbers in words and digits, as news writes them."""

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from sources.models import Word

_DATA = tomllib.loads(files(__package__).joinpath("data/figures.toml").read_text("utf-8"))
_UNITS = {word: value for value, word in enumerate(_DATA["units"].split())}
_TENS = {word: 10 * value for value, word in enumerate(_DATA["tens"].split(), 2)}
_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "m": 1_000_000,
    "bn": 1_000_000_000,
    "k": 1_000,
}
LOOSE = {"dozens": (24, 99), "scores": (40, 99), "hundreds": (100, 999), "thousands": (1_000, 9_999)}
"""Interval of a loose plural; the lower bounds follow the conservative reading of ACLED's coding rules."""
_SUFFIXED = re.compile(r"^[$\u20ac\u00a3]?(\d+(?:[.,]\d+)*)(m|bn|k)?$", re.I)


@lru_cache(maxsize=50_000)
def number(text: str) -> float | None:
    """The value of a number in digits or in words, None when it is none."""
    lower = text.lower()
    if match := _SUFFIXED.match(lower):
        digits = match[1].replace(",", "")
        if digits.count(".") > 1:
            return None
        return float(digits) * _SCALES.get(match[2] or "", 1)
    if lower in _UNITS:
        return float(_UNITS[lower])
    tens, _, rest = lower.replace("\u2010", "-").partition("-")
    if tens in _TENS and (not rest or rest in _UNITS):
        return float(_TENS[tens] + _UNITS.get(rest, 0))
    return 12.0 if lower == "dozen" else None


_HALF = ["and", "a", "half"]
_COUNTING = frozenset(("NUM", "NOUN", "ADJ", "PROPN"))


def grade(words: Sequence[Word], at: int, end: int) -> float:
    """The millions that a number between two words is told in: 1,000,000 for "4.2 million", 1 for "4,200"."""
    last = words[end - 1].text.lower()
    match = _SUFFIXED.match(last)
    scale = _SCALES.get((match[2] or "" if match else last), 1)
    return float(scale) if scale >= 1_000_000 else 1.0


def run(words: Sequence[Word], at: int, *, passed: bool = False) -> tuple[float, int]:
    """The value of the number that starts at a word, and where it ends; the same place when none starts there.

    One that is told not to be it ("not two") starts there only where it is asked for what is `passed` over.
    """
    if words[at].pos not in _COUNTING or (number(words[at].text) is None and words[at].text.lower() not in LOOSE):
        return 0.0, at
    if (
        at
        and not passed
        and words[at - 1].text.lower() in {"not", "than"}
        and words[at - 2].text.lower() not in {"more", "fewer", "less"}
    ):
        return 0.0, at
    if words[at].text.lower() in LOOSE:
        return 0.0, at + 1
    total = part = 0.0
    end = at
    while end < len(words):
        lower = words[end].text.lower()
        value = number(lower)
        if value is not None and not (part and part % 10 and value < 20):
            part += value
        elif end > at and [word.text.lower() for word in words[end : end + 3]] == _HALF:
            part += 0.5
            end += 2
        elif end > at and lower in _SCALES:
            part *= _SCALES[lower]
            if part >= 1_000:
                total, part = total + part, 0.0
        elif not (
            end > at
            and lower == "and"
            and end + 1 < len(words)
            and total + part >= 100
            and number(words[end + 1].text) is not None
        ):
            break
        end += 1
        if lower[:1].isdigit() and (end >= len(words) or words[end].text.lower() not in _SCALES):
            break
    return total + part, end


def next_run(words: Sequence[Word], at: int) -> tuple[int, float, int] | None:
    """Return the first number from a word on: where it starts, its value, where it ends; None when there is none."""
    for start in range(at, len(words)):
        value, end = run(words, start)
        if end > start:
            return start, value, end
    return None
