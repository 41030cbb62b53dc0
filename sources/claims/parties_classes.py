"""Bodies by a noun that their name does not hold: `the club` for Tarn Rovers, `the force` for the police of a town."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sources.claims.parties_entities import Entity
from sources.claims.parties_words import GOVERNMENT

CIVIC = frozenset(
    {
        "alliance",
        "association",
        "body",
        "campaign",
        "charity",
        "coalition",
        "collective",
        "group",
        "movement",
        "network",
        "ngo",
    }
    | {"organisation", "organization", "society"}
)
"""Bodies of people with a cause."""
_PLAYING = frozenset(
    {"albion", "athletic", "city", "county", "fc", "olympic", "racing", "rangers", "real", "rovers", "sporting"}
    | {"town", "united", "wanderers"}
)
_CLASSES: dict[str, frozenset[str]] = {
    "club": _PLAYING,
    "side": _PLAYING,
    "force": frozenset({"constabulary", "gendarmerie", "police"}),
    "authority": frozenset({"council"}),
    "inquiry": frozenset({"board", "bureau", "commission", "inquest", "tribunal"}),
    "institution": frozenset({"academy", "college", "hospital", "institute", "museum", "school", "university"}),
    "venue": frozenset({"arena", "club", "nightclub", "theatre"}),
    "panel": frozenset({"board", "commission", "committee", "inquiry", "tribunal"}),
    "school": frozenset({"academy", "college"}),
    "journal": frozenset({"annals", "archives", "letters", "proceedings", "review", "reviews"}),
    "union": frozenset({"association", "brotherhood", "circle", "federation", "guild", "workers"}),
    "body": frozenset({"association", "authority", "council", "federation", "guild", "union"}),
    "ngo": frozenset({"alliance", "foundation", "fund", "network", "relief", "rescue", "society", "trust", "watch"}),
    "agency": frozenset(
        {"administration", "authority", "bureau", "commission", "inspectorate", "regulator", "watchdog"}
    ),
    "watchdog": frozenset({"authority", "board", "bureau", "commission", "commissioner", "inspectorate", "ombudsman"}),
    "regulator": frozenset({"agency", "authority", "board", "bureau", "commission", "commissioner", "inspectorate"}),
}
"""Nouns by which a body is spoken of, with the words that its name holds instead."""
_ANY_MEMBERS = frozenset({"employees", "members", "staff", "workers"})
"""Whom many a union is called after."""
_MARKS = frozenset({"'", "’", "'s", "’s"})
_ON_AIR = frozenset({"broadcasting", "channel", "fm", "radio", "television", "tv"})
_AIRS = _ON_AIR | {"broadcaster", "station"}
_WIRES = frozenset({"agency", "news", "press", "wire"})
_LOOSE = frozenset({"city", "county", "governing", "local", "national", "professional", "trade"})
"""Words before such a noun that tell no name."""
_PLAIN = frozenset({"body", "company", "firm", "group", "house", "office", "operator", "service", "side", "team"})
"""Nouns that say so little that the word before them tells who is meant: `the cave team` for Cave Relief."""


def is_wire(words: Sequence[str]) -> bool:
    """Return whether the folded words of a name are those of an agency of news: `tern press`, `halden wire`."""
    return (len(words) > 1 and words[-1] in _WIRES - {"agency"}) or words[-2:] == ("news", "agency")


def of_class(noun: str, mods: AbstractSet[str], pool: Sequence[Entity]) -> list[Entity]:
    """Return the bodies of `pool` that `the [mods] noun` can mean though their names lack the noun, best kind first."""
    mods = mods - _LOOSE
    names = [e for e in pool if not e.core or noun == "force"]
    if mods and noun in _PLAIN | {"regulator", "watchdog"} and noun not in GOVERNMENT:
        return [e for e in names if len(e.words) > 1 and mods <= {*e.words}]
    words = _CLASSES.get(noun, frozenset())
    return [e for e in names if words & {*e.words, *e.nouns}] if not mods or noun == "force" else []


def of_members(mods: Sequence[str], pool: Sequence[Entity]) -> list[Entity]:
    """Return the bodies of `pool` that a noun with these words before it can mean: `the pilots' union` is not the one
    that is called after other members, `Dockers' Union`.
    """
    if _MARKS.isdisjoint(mods):
        return [*pool]
    whose = {*mods} - _MARKS
    theirs = [{w.rstrip("'’") for w in e.words[:-1]} for e in pool]
    named = [{w for w in words if w.endswith(("s", "men", "women"))} - _ANY_MEMBERS for words in theirs]
    return [e for e, members in zip(pool, named, strict=True) if not members or members & whose]


def of_media(noun: str, media: Sequence[Entity]) -> list[Entity]:
    """Return those of the media that a noun can mean: on air for `the station`, for `the paper` none on air and
    no agency; all of them where that leaves none.
    """
    if noun in {"broadcaster", "channel", "station"}:
        return [e for e in media if _ON_AIR & {*e.words}] or [*media]
    if noun in {"daily", "magazine", "newspaper", "paper", "tabloid", "weekly"}:
        printed = [e for e in media if not e.credited and not _AIRS & {*e.nouns, *e.words}]
        return [e for e in printed if not _WIRES & {*e.words}] or printed or [*media]
    return [*media]
