"""When a text dates a statement: absolute dates, weekdays and relative days, resolved against the article's date.

Rules where the words leave room: a weekday is the nearest past one, the article's own day included (news style: AP and
Reuters name the day within the week); a day and month without a year is the nearest past one; `early`, `mid` and `late`
in a month are its 5th, 15th and 25th, and a month's name with none of them is no date.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = f"(?:{'|'.join(map(str.title, _MONTHS))})"
WEEKDAY = f"(?:{'|'.join(map(str.title, _DAYS))})"
"""A month and a day of the week as written, for patterns."""
_NUMBERS = {
    "a": 1,
    "an": 1,
    "a few": 3,
    "a couple of": 2,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_NUMBERS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
_PART = {
    "early": 5,
    "mid": 15,
    "mid-": 15,
    "late": 25,
    "the beginning of": 5,
    "the start of": 5,
    "the middle of": 15,
    "the end of": 25,
}
_MONTH = (
    r"(jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_YEAR = r"(?:,?\s+((?:19|20)\d\d))?"
_ANY = re.compile(
    rf"""
      (?P<iso>\b(?:19|20)\d\d-\d\d-\d\d\b)
    | \b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{_MONTH})\b(?P<y1>{_YEAR})
    | \b(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:%|percent|per\s+cent|people|:))(?P<y2>{_YEAR})
    | \b(?P<part>early|mid|late|the\s+(?:beginning|start|middle|end)\s+of)[\s-]+(?:in\s+)?
        (?:(?P<lastmonth>last\s+month|the\s+month\s+before)|(?P<thismonth>this\s+month)|(?P<m3>{_MONTH})\b(?P<y3>{_YEAR}))
    | \b(?P<bare_lastmonth>last\s+month)\b
    | \b(?P<before>the\s+day\s+before\s+yesterday)\b
    | \b(?P<yesterday>yesterday|last\s+night|the\s+night\s+before|overnight)\b
    | \b(?P<today>today|tonight|this\s+(?:morning|afternoon|evening)|earlier\s+today)\b
    | \b(?P<n>a\s+few|a\s+couple\s+of|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{{1,3}})\s+
        (?P<unit>days?|weeks?|months?|fortnights?)\s+(?:ago|earlier|before)\b
    | \b(?P<lastweek>last\s+week)\b
    | \b(?P<weekend>(?:at|over)\s+the\s+weekend|last\s+weekend)\b
    | \b(?P<last>last\s+|this\s+past\s+)?(?P<day>{"|".join(_DAYS)})\b(?!\s+\d{{1,2}}\s+[a-z]|,?\s+{_MONTH}\b)
    """,
    re.I | re.X,
)
_NOT_WHEN = re.compile(
    r"\b(?:since|until|till|by|before|after|from|next|following|of|every|each|coming|for|between)\s+(?:the\s+)?$", re.I
)
_LIMIT = 10_000
_TOLD = ("day", "week", "month", "night", "this", *(month[:3] for month in _MONTHS), "-")
"""One of these is in whatever dates a text: what has none need not be searched."""


def dated(text: str, published: datetime | None) -> str | None:
    """Return the ISO date (YYYY-MM-DD) by which `text`, a clause or sentence, dates what it says; the first it gives.

    `published` is the article's time: relative days and dates without a year count from its day, in its own time zone.
    A limit is no date (`since Monday`, `by 14 July`, `next Friday`). None when there is no date, it is impossible, or
    it is relative and `published` is None.
    """
    text = text[:_LIMIT]
    if not any(map(text.casefold().__contains__, _TOLD)):
        return None
    for found in _ANY.finditer(text):
        if _NOT_WHEN.search(text[max(0, found.start() - 20) : found.start()]):
            continue
        try:
            when = _resolve(found, published.date() if published else None)
        except (ValueError, OverflowError):
            continue
        if when is not None:
            return when.isoformat()
    return None


def _resolve(found: re.Match[str], today: date | None) -> date | None:
    group: dict[str, str | None] = found.groupdict()
    if group["iso"]:
        return date.fromisoformat(group["iso"])
    for day, month, year in (("d1", "m1", "y1"), ("d2", "m2", "y2")):
        if group[month]:
            return _on(int(group[day] or 0), _month(group[month] or ""), _year(group[year]), today)
    if group["m3"]:
        return _on(_part(group["part"]), _month(group["m3"]), _year(group["y3"]), today)
    return _relative(group, today) if today else None


def _relative(group: dict[str, str | None], today: date) -> date | None:
    simple: dict[str, Callable[[], date]] = {
        "lastmonth": lambda: _month_before(today).replace(day=_part(group["part"])),
        "bare_lastmonth": lambda: _month_before(today).replace(day=15),
        "thismonth": lambda: min(today, today.replace(day=_part(group["part"]))),
        "before": lambda: today - timedelta(days=2),
        "yesterday": lambda: today - timedelta(days=1),
        "today": lambda: today,
        "lastweek": lambda: today - timedelta(days=7),
        "weekend": lambda: _weekday(5, today),
    }
    for name, rule in simple.items():
        if group[name]:
            return rule()
    if group["unit"]:
        raw = " ".join((group["n"] or "").lower().split())
        count = int(raw) if raw.isdigit() else _NUMBERS[raw]
        unit = (group["unit"] or "").lower().rstrip("s")
        return today - timedelta(days=count * {"day": 1, "week": 7, "month": 30, "fortnight": 14}[unit])
    if group["day"]:
        return _weekday(_DAYS.index(group["day"].lower()), today - timedelta(days=1) if group["last"] else today)
    return None


def _weekday(day: int, today: date) -> date:
    """The nearest such weekday that is not after `today`."""
    return today - timedelta(days=(today.weekday() - day) % 7)


def _month_before(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)


def _month(name: str) -> int:
    return next(n for n, full in enumerate(_MONTHS, 1) if full.startswith(name.lower().rstrip(".")[:3]))


def _year(text: str | None) -> int | None:
    digits = re.search(r"\d{4}", text or "")
    return int(digits[0]) if digits else None


def _part(words: str | None) -> int:
    return _PART[" ".join((words or "").lower().split())]


def _on(day: int, month: int, year: int | None, today: date | None) -> date | None:
    """The day in `year`; without one, the nearest that is not after the day that follows `today` (time zones)."""
    if year:
        return date(year, month, day)
    if today is None:
        return None
    for candidate in range(today.year, today.year - 5, -1):
        try:
            when = date(candidate, month, day)
        except ValueError:
            continue  # 29 February: the leap year before
        if when <= today + timedelta(days=1):
            return when
    return None
