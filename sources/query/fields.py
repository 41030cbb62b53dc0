"""The fields of the query language: what each asks, of what, and which values it takes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sources.models import Kind, Stance, Status
from sources.query.facts import Facts, Place

Test = Callable[[Facts], bool]

_EVERYWHERE = frozenset(Place)
_ARTICLES = frozenset((Place.ARTICLE, Place.CLAIM))
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGE = re.compile(r"(\d{1,6})([mhdw])")
_NUMBER = re.compile(r"(>=|<=|>|<|=)?(\d{1,9})")
_GRADE = re.compile(r"[A-Fa-f]?[1-6]?")
_FLAGS = {
    Place.ARTICLE: ("unread", "read", "starred", "disputed", "noted", "tagged", "graded", "pending"),
    Place.CLAIM: ("disputed", "named", "unnamed", "quoted", "speech", "negated", "unread", "starred"),
    Place.CONFLICT: (
        *("open", "closed", "new", "watched", "resolved", "dismissed", "starred", "noted", "tagged", "graded"),
        "single",
    ),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what it asks in words, where it can be asked, what values it takes, and what makes its test."""

    help: str
    places: frozenset[Place]
    make: Callable[[str, Place, datetime], Test]
    listed: Callable[[Place], tuple[str, ...]] = lambda place: ()

    def values(self, place: Place) -> tuple[str, ...]:
        """Return the values that it takes there, none when it takes any."""
        return self.listed(place)


def test_of(field: str, value: str, place: Place, now: datetime) -> Test:
    """Return the test that `field:value` stands for. Raises ValueError in words for the user."""
    found = FIELDS.get(field)
    if found is None:
        names = ", ".join(sorted(name for name, each in FIELDS.items() if place in each.places))
        raise ValueError(f"there is no field {field!r}: {names}")
    if place not in found.places:
        raise ValueError(f"{field}: cannot be asked of a {place.value}")
    if not value:
        raise ValueError(f"{field}: {found.help}")
    return found.make(value, place, now)


def _name(field: str) -> Callable[[str, Place, datetime], Test]:
    def make(value: str, place: Place, now: datetime) -> Test:
        wanted = value.casefold()
        return lambda facts: any(wanted in name.casefold() for name in facts.names(field))

    return make


def _one_of(values: tuple[str, ...], value: str, field: str) -> str:
    wanted = value.casefold().replace("-", "_").replace(" ", "_")
    found = [each for each in values if each == wanted] or [each for each in values if each.startswith(wanted)]
    if len(found) != 1:
        raise ValueError(f"{field}: takes {', '.join(values)}, not {value!r}")
    return found[0]


_STANCES = tuple(each.value for each in Stance)
_KINDS = tuple(each.value for each in Kind)
_STATES = tuple(each.value for each in Status)


def _stance(value: str, place: Place, now: datetime) -> Test:
    wanted = _one_of(_STANCES, value, "stance")
    return lambda facts: wanted in facts.stances()


def _kind(value: str, place: Place, now: datetime) -> Test:
    wanted = _one_of(_KINDS, value, "kind")
    return lambda facts: any(each.kind.value == wanted for each in facts.conflicts())


def _status(value: str, place: Place, now: datetime) -> Test:
    wanted = _one_of(_STATES, value, "status")
    return lambda facts: any(each.status.value == wanted for each in facts.conflicts())


def _flag(value: str, place: Place, now: datetime) -> Test:
    wanted = _one_of(_FLAGS[place], value, "is")
    return lambda facts: facts.flag(wanted)


def moment(value: str, now: datetime) -> datetime:
    """Return the time that `2h`, `3d` (ago) or an ISO date or time names, aware. Raises ValueError in words."""
    if match := _AGE.fullmatch(value.lower()):
        return now - timedelta(**{_UNITS[match.group(2)]: int(match.group(1))})
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(f"a time is wanted, as 30m, 2h, 3d, 1w or 2031-10-03, not {value!r}") from None
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo or UTC)


def _newer(value: str, place: Place, now: datetime) -> Test:
    limit = moment(value, now)
    return lambda facts: facts.time >= limit


def _older(value: str, place: Place, now: datetime) -> Test:
    limit = moment(value, now)
    return lambda facts: facts.time < limit


def _number(field: str) -> Callable[[str, Place, datetime], Test]:
    def make(value: str, place: Place, now: datetime) -> Test:
        match = _NUMBER.fullmatch(value)
        if match is None:
            raise ValueError(f"{field}: wants a number, as 3, >3 or <=3, not {value!r}")
        number = int(match.group(2))
        compare: dict[str, Callable[[int], bool]] = {
            ">": lambda n: n > number,
            "<": lambda n: n < number,
            ">=": lambda n: n >= number,
            "<=": lambda n: n <= number,
            "=": lambda n: n == number,
        }
        test = compare[match.group(1) or "="]
        return lambda facts: test(facts.number(field))

    return make


def _grade(value: str, place: Place, now: datetime) -> Test:
    if not _GRADE.fullmatch(value):
        raise ValueError(f"grade: wants a letter from A to F, a number from 1 to 6, or both, as B2, not {value!r}")
    wanted = set(value.upper())
    return lambda facts: wanted <= set(facts.grade)


def _note(value: str, place: Place, now: datetime) -> Test:
    wanted = value.casefold()
    return lambda facts: wanted in facts.note.casefold()


FIELDS = {
    "party": Field("who speaks, or a part of the name", _EVERYWHERE, _name("party")),
    "outlet": Field("who printed it, or a part of the name", _EVERYWHERE, _name("outlet")),
    "via": Field("the medium that relayed it, or a part of the name", _EVERYWHERE, _name("via")),
    "stance": Field(f"one of {', '.join(_STANCES)}", _EVERYWHERE, _stance, lambda place: _STANCES),
    "kind": Field(f"the conflict is one of {', '.join(_KINDS)}", _EVERYWHERE, _kind, lambda place: _KINDS),
    "status": Field(f"the conflict is {', '.join(_STATES)}", _EVERYWHERE, _status, lambda place: _STATES),
    "is": Field("a state, as is:unread, is:starred, is:open", _EVERYWHERE, _flag, lambda place: _FLAGS[place]),
    "newer": Field("since when, as 30m, 2h, 3d, 1w or 2031-10-03", _EVERYWHERE, _newer),
    "older": Field("until when, as 30m, 2h, 3d, 1w or 2031-10-03", _EVERYWHERE, _older),
    "tag": Field("a tag of yours, or a part of it", _EVERYWHERE, _name("tag")),
    "note": Field("words of your note", _EVERYWHERE, _note),
    "grade": Field("your grade, as B, 2 or B2", _EVERYWHERE, _grade),
    "claims": Field("how many claims, as >3", frozenset((Place.ARTICLE, Place.CONFLICT)), _number("claims")),
    "outlets": Field("how many outlets, as >3", frozenset((Place.CONFLICT,)), _number("outlets")),
    "origins": Field("how many origins, as >1", frozenset((Place.CONFLICT,)), _number("origins")),
    "agency": Field("the news agency that the article rests on", _ARTICLES, _name("agency")),
    "lang": Field("the article's language, as en", _ARTICLES, _name("lang")),
}
