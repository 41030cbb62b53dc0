"""Bodies that many places have: `the town council`, `the provincial health office`, named by the place of theirs."""

import re
from collections.abc import Sequence
from functools import lru_cache

from sources.claims.dates import MONTH, WEEKDAY

_CLASSES = {
    "town": "town",
    "city": "city",
    "village": "village",
    "district": "district",
    "county": "county",
    "borough": "borough",
    "island": "island",
    "municipal": "town|city|municipality",
    "provincial": "province",
    "regional": "region",
}
"""What kind of place each adjective is of."""
_LOCAL = re.compile(
    rf"(?P<kind>{'|'.join(_CLASSES)})"
    r"(?:\s+(?:education|fire|health|land|planning|police|prosecutor['’]s|roads|school|water|welfare))?"
    r"\s+(?:council|police|hospital|clinic|court|office|authority|authorities|administration|government|prosecutors?"
    r"|assembly|hall)",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(rf"(?:{MONTH}|{WEEKDAY}|the|in|at|from|an?|on|of|his|her|its|their)\b", re.IGNORECASE)
_PLACE = r"(?P<place>[A-Z][\w-]+(?:\s+[A-Z][\w-]+)?)"
_OWNED = re.compile(rf"{_PLACE}['’]s\s+(?P<body>{_LOCAL.pattern.replace('(?P<kind>', '(?:')})", re.IGNORECASE)


def placed(text: str, said: Sequence[str], names: Sequence[str | None]) -> list[str | None]:
    """Return the names of an article's parties, those of such bodies with the place that the article tells of them.

    `said` are the texts of their sources, in the same order. The place is whose body it is called ("Darseh's town
    council", "the town council of Darseh"), else the only place of that kind that the article names ("Khanyaro
    province"). A name stays as it is where the article tells none, or several.
    """
    out = [_owned(source, name) or name for source, name in zip(said, names, strict=True)]
    for name in {name for name in out if name and _LOCAL.fullmatch(name)}:
        if place := _place_of(text, name):
            full = f"{place} {name if name.istitle() else name[0].lower() + name[1:]}"
            out = [full if each == name else each for each in out]
    return out


def _owned(source: str, name: str | None) -> str | None:
    """The body of a source that is one with its place before it, where no more than the place was made of it."""
    found = _OWNED.fullmatch(source.strip())
    if not found or not found["place"][0].isupper() or name not in (None, found["place"]):
        return None
    return found["body"][0].upper() + found["body"][1:]


def _place_of(text: str, name: str) -> str | None:
    """The one place whose body it is."""
    for patterns in _patterns(name):
        found = {place for pattern in patterns for m in pattern.finditer(text) if (place := _bare(m["place"]))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _bare(place: str) -> str:
    """A place without the words before it: "In Darseh"; empty where it is none."""
    words = place.split()
    while words and _NO_PLACE.fullmatch(words[0]):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=256)
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """How a text tells whose body of this name it is, and which places of its kind there are."""
    body = r"\s+".join(map(re.escape, name.split()))
    local = _LOCAL.fullmatch(name)
    kind = _CLASSES[local["kind"].lower()] if local else body
    return (
        (
            re.compile(rf"\b{_PLACE}(?:['’]s)?\s+(?i:{body})\b"),
            re.compile(rf"\b(?i:{body})\s+(?:of|in)\s+{_PLACE}"),
        ),
        (re.compile(rf"\b{_PLACE}\s+(?i:{kind})\b"), re.compile(rf"\b(?i:{kind})\s+of\s+{_PLACE}")),
    )
