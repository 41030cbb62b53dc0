"""What a configuration holds, and every key that a file may give."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sources.alerts import Alerts
from sources.models import Feed, PartyAlias

FULLTEXT = ("auto", "always", "never")
PARTY_KINDS = ("body", "state", "group", "agency", "outlet", "person")


class ConfigError(Exception):
    """What is wrong in a configuration file: one line a fault, each with file, key and mend."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Config:
    """A whole, valid configuration."""

    path: Path
    interval: int
    concurrency: int
    pace: float
    on_start: bool
    adaptive: bool
    proxy: str | None
    contact: str | None
    fulltext: str
    robots: bool
    pipeline: str | None
    workers: int
    store: Path
    keep_days: int
    on_board: int
    theme: str
    clock: str
    feeds: tuple[Feed, ...]
    parties: tuple[PartyAlias, ...]
    filters: Mapping[str, str] = field(default_factory=dict)
    """Queries by name."""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The user's own keys by command."""
    alerts: Alerts = field(default_factory=Alerts)


@dataclass(frozen=True, slots=True)
class Key:
    """A key's type, its default, and what else must hold of it."""

    type: type
    default: Any
    least: float | None = None
    most: float | None = None
    one_of: tuple[str, ...] = ()


SECTIONS: Mapping[str, Mapping[str, Key]] = {
    "poll": {
        "interval": Key(int, 900, least=300, most=86_400),
        "concurrency": Key(int, 6, least=1, most=64),
        "pace": Key(float, 2.0, least=0, most=600),
        "on_start": Key(bool, True),
        "adaptive": Key(bool, True),
        "proxy": Key(str, ""),
        "contact": Key(str, ""),
    },
    "text": {"fulltext": Key(str, "auto", one_of=FULLTEXT), "robots": Key(bool, True)},
    "language": {"pipeline": Key(str, ""), "workers": Key(int, 1, least=1, most=64)},
    "store": {
        "path": Key(str, ""),
        "keep_days": Key(int, 60, least=0, most=36_500),
        "on_board": Key(int, 4000, least=100, most=1_000_000),
    },
    "screen": {"theme": Key(str, "gainsay-dark"), "clock": Key(str, "local", one_of=("local", "utc"))},
    "alerts": {
        "words": Key(list, []),
        "parties": Key(list, []),
        "outlets": Key(list, []),
        "bell": Key(bool, True),
        "desktop": Key(bool, True),
        "command": Key(list, []),
        "quiet": Key(str, ""),
    },
}
TABLES = ("filters", "keys")
FEED: Mapping[str, Key] = {
    "name": Key(str, None),
    "url": Key(str, None),
    "outlet": Key(str, ""),
    "fulltext": Key(str, "", one_of=("", *FULLTEXT)),
    "interval": Key(int, 0, least=60, most=604_800),
    "enabled": Key(bool, True),
    "allow_private": Key(bool, False),
    "formerly": Key(str, ""),
}
PARTY: Mapping[str, Key] = {
    "name": Key(str, None),
    "aliases": Key(list, []),
    "kind": Key(str, "body", one_of=PARTY_KINDS),
}
CONTACT = re.compile(r"[\x21-\x27\x2a-\x3a\x3c-\x7e]{1,200}")
TYPE_WORDS = {int: "a whole number", float: "a number", bool: "true or false", str: "a text", list: "a list of texts"}
