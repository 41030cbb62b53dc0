"""config.toml -> Config. Nothing starts half-configured: every fault is named with its file, its key and its mend."""

import difflib
import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from sources.alerts import HOURS, Alerts
from sources.models import Feed, PartyAlias
from sources.text import clean_line, web_address

ENVIRONMENT = "GAINSAY_CONFIG"
FULLTEXT = ("auto", "always", "never")
PARTY_KINDS = ("body", "state", "group", "agency", "outlet", "person")
_HERE = Path(__file__).parent


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
class _Key:
    """A key's type, its default, and what else must hold of it."""

    type: type
    default: Any
    least: float | None = None
    most: float | None = None
    one_of: tuple[str, ...] = ()


_SECTIONS: Mapping[str, Mapping[str, _Key]] = {
    "poll": {
        "interval": _Key(int, 900, least=300, most=86_400),
        "concurrency": _Key(int, 6, least=1, most=64),
        "pace": _Key(float, 2.0, least=0, most=600),
        "on_start": _Key(bool, True),
        "adaptive": _Key(bool, True),
        "proxy": _Key(str, ""),
        "contact": _Key(str, ""),
    },
    "text": {"fulltext": _Key(str, "auto", one_of=FULLTEXT), "robots": _Key(bool, True)},
    "language": {"pipeline": _Key(str, ""), "workers": _Key(int, 1, least=1, most=64)},
    "store": {
        "path": _Key(str, ""),
        "keep_days": _Key(int, 60, least=0, most=36_500),
        "on_board": _Key(int, 4000, least=100, most=1_000_000),
    },
    "screen": {"theme": _Key(str, "gainsay-dark"), "clock": _Key(str, "local", one_of=("local", "utc"))},
    "alerts": {
        "words": _Key(list, []),
        "parties": _Key(list, []),
        "outlets": _Key(list, []),
        "bell": _Key(bool, True),
        "desktop": _Key(bool, True),
        "command": _Key(list, []),
        "quiet": _Key(str, ""),
    },
}
_TABLES = ("filters", "keys")
_FEED: Mapping[str, _Key] = {
    "name": _Key(str, None),
    "url": _Key(str, None),
    "outlet": _Key(str, ""),
    "fulltext": _Key(str, "", one_of=("", *FULLTEXT)),
    "interval": _Key(int, 0, least=60, most=604_800),
    "enabled": _Key(bool, True),
    "allow_private": _Key(bool, False),
    "formerly": _Key(str, ""),
}
_PARTY: Mapping[str, _Key] = {
    "name": _Key(str, None),
    "aliases": _Key(list, []),
    "kind": _Key(str, "body", one_of=PARTY_KINDS),
}
_CONTACT = re.compile(r"[\x21-\x27\x2a-\x3a\x3c-\x7e]{1,200}")
_TYPE_WORDS = {int: "a whole number", float: "a number", bool: "true or false", str: "a text", list: "a list of texts"}


def shipped() -> Path:
    """Return the path of the configuration that ships with the program."""
    packed = _HERE / "config.toml"
    return packed if packed.exists() else _HERE.parent / "config.toml"


def user_path() -> Path:
    """Return where the user's own configuration stands or would stand (platformdirs' rule for the system)."""
    return user_config_path("gainsay", appauthor=False) / "config.toml"


def find(option: Path | None = None) -> Path:
    """Return the configuration file to use: the option, then GAINSAY_CONFIG, then the user's, then the shipped one."""
    if option is not None:
        return option
    if named := os.environ.get(ENVIRONMENT):
        return Path(named)
    return user_path() if user_path().exists() else shipped()


def load(path: Path) -> Config:
    """Return the configuration in a TOML file; ConfigError names everything that is wrong with it at once."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(
            [
                f"{path}: cannot be read ({error.strerror}): name a file that exists, "
                "or run `gainsay config init` to get one"
            ]
        ) from None
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: byte {error.start} is not UTF-8: save the file as UTF-8"]) from None
    return read(text, path)


def read(text: str, path: Path) -> Config:
    """Return the configuration that a TOML text holds, which stands or is to stand at `path`; raises ConfigError."""
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError([f"{path}: not valid TOML: {error}: see https://toml.io for the form"]) from None
    return _Check(path).config(data)


class _Check:
    """One reading of one file; faults are gathered so that the user sees them all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []

    def fault(self, key: str, what: str) -> None:
        self.faults.append(f"{self.path}: {key}: {what}")

    def config(self, data: Mapping[str, Any]) -> Config:
        self.unknown("", data, (*_SECTIONS, *_TABLES, "feed", "party"))
        v = {name: self.table(name, data.get(name, {}), keys) for name, keys in _SECTIONS.items()}
        feeds = self.feeds(self.tables("feed", data), v["text"]["fulltext"])
        parties = self.parties(self.tables("party", data))
        proxy, contact = self.proxy(v["poll"]["proxy"]), self.contact(v["poll"]["contact"])
        alerts = self.alerts(v["alerts"])
        filters = {name: text for name, (text, *_) in self.texts("filters", data).items()}
        keys = self.texts("keys", data)
        if self.faults:
            raise ConfigError(self.faults)
        folder = v["store"]["path"]
        return Config(
            path=self.path,
            interval=v["poll"]["interval"],
            concurrency=v["poll"]["concurrency"],
            pace=float(v["poll"]["pace"]),
            on_start=v["poll"]["on_start"],
            adaptive=v["poll"]["adaptive"],
            proxy=proxy,
            contact=contact,
            fulltext=v["text"]["fulltext"],
            robots=v["text"]["robots"],
            pipeline=v["language"]["pipeline"] or None,
            workers=v["language"]["workers"],
            store=Path(folder).expanduser() if folder else user_data_path("gainsay", appauthor=False) / "store",
            keep_days=v["store"]["keep_days"],
            on_board=v["store"]["on_board"],
            theme=v["screen"]["theme"],
            clock=v["screen"]["clock"],
            feeds=feeds,
            parties=parties,
            filters=filters,
            keys=keys,
            alerts=alerts,
        )

    def proxy(self, value: str) -> str | None:
        if value and web_address(value) is None:
            self.fault("poll.proxy", f"must be the address of an HTTP proxy (http://host:port), not {value!r}")
        return value or None

    def contact(self, value: str) -> str | None:
        if value and not _CONTACT.fullmatch(value):
            self.fault("poll.contact", "must be a web or mail address without spaces or brackets")
        return value or None

    def alerts(self, v: Mapping[str, Any]) -> Alerts:
        lists = {name: v[name] for name in ("words", "parties", "outlets", "command")}
        for name, value in lists.items():
            if not all(isinstance(each, str) and clean_line(each) for each in value):
                self.fault(f"alerts.{name}", "must be a list of texts that are not empty")
                return Alerts()
        if v["quiet"] and not HOURS.fullmatch(v["quiet"]):
            self.fault("alerts.quiet", f"must be two times of day, as 22:00-07:00, not {v['quiet']!r}")
        made = {name: tuple(map(clean_line, value)) for name, value in lists.items()}
        return Alerts(**made, bell=v["bell"], desktop=v["desktop"], quiet=v["quiet"])

    def texts(self, name: str, data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """Return a table whose keys the user names, each with a text or a list of texts."""
        table = data.get(name, {})
        if not isinstance(table, Mapping):
            self.fault(name, "must be a table of keys")
            return {}
        out = {}
        for key, value in table.items():
            several = value if isinstance(value, list) else [value]
            if not several or not all(isinstance(each, str) and each.strip() for each in several):
                self.fault(f"{name}.{key}", f"must be a text{' or a list of texts' if name == 'keys' else ''}")
            elif name == "filters" and len(several) > 1:
                self.fault(f"{name}.{key}", "must be one text, not a list")
            else:
                out[key] = tuple(each.strip() for each in several)
        return out

    def tables(self, name: str, data: Mapping[str, Any]) -> list[Any]:
        value = data.get(name, [])
        if isinstance(value, list):
            return value
        self.fault(name, f"must be written as [[{name}]], with double brackets, once for each {name}")
        return []

    def unknown(self, where: str, table: Mapping[str, Any], known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                mend = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
                self.fault(f"{where}{key}", f"no such key; {mend}")

    def table(self, where: str, table: Any, keys: Mapping[str, _Key]) -> dict[str, Any]:
        if not isinstance(table, Mapping):
            self.fault(where, "must be a table of keys")
            table = {}
        self.unknown(f"{where}.", table, tuple(keys))
        return {
            name: self.value(f"{where}.{name}", table[name], key) if name in table else key.default
            for name, key in keys.items()
        }

    def value(self, where: str, value: Any, key: _Key) -> Any:
        wanted = (int, float) if key.type is float else (key.type,)
        if not isinstance(value, wanted) or (isinstance(value, bool) and key.type is not bool):
            self.fault(where, f"must be {_TYPE_WORDS[key.type]}, not {value!r}")
            return key.default
        if key.one_of and value not in key.one_of:
            self.fault(where, f"must be one of {', '.join(filter(None, key.one_of))}, not {value!r}")
            return key.default
        number: Any = value
        if key.least is not None and key.most is not None and not key.least <= number <= key.most:
            self.fault(where, f"must lie between {key.least:g} and {key.most:g}, not {value}")
            return key.default
        return value

    def name(self, where: str, table: Mapping[str, Any]) -> str:
        name = table.get("name")
        if isinstance(name, str) and clean_line(name):
            return clean_line(name)
        self.fault(f"{where}.name", "is missing: give each its own name")
        return ""

    def feeds(self, tables: list[Any], fulltext: str) -> tuple[Feed, ...]:
        out: dict[str, Feed] = {}
        addresses: dict[str, str] = {}
        for n, table in enumerate(tables, 1):
            v = self.table(f"feed[{n}]", table, _FEED)
            name = self.name(f"feed[{n}]", v)
            where = f"feed {name!r}" if name else f"feed[{n}]"
            url = web_address(v["url"]) if isinstance(v["url"], str) else None
            if url is None:
                self.fault(f"{where}.url", f"must be an http:// or https:// address, not {v['url']!r}")
                continue
            if name in out:
                self.fault(where, "this name stands twice: feeds need names of their own")
            if url in addresses:
                self.fault(f"{where}.url", f"is the address of feed {addresses[url]!r} already: remove one of them")
            if v["formerly"] and web_address(v["formerly"]) is None:
                self.fault(f"{where}.formerly", f"must be an http:// or https:// address, not {v['formerly']!r}")
            addresses[url] = name
            out[name] = Feed(
                name,
                url,
                clean_line(v["outlet"]) or name,
                v["fulltext"] or fulltext,
                v["interval"] or None,
                v["enabled"],
                v["allow_private"],
                v["formerly"] or None,
            )
        return tuple(out.values())

    def parties(self, tables: list[Any]) -> tuple[PartyAlias, ...]:
        out: dict[str, PartyAlias] = {}
        for n, table in enumerate(tables, 1):
            v = self.table(f"party[{n}]", table, _PARTY)
            name = self.name(f"party[{n}]", v)
            where = f"party {name!r}" if name else f"party[{n}]"
            if name in out:
                self.fault(where, "this name stands twice: put all its aliases into one [[party]]")
            if not all(isinstance(a, str) and clean_line(a) for a in v["aliases"]):
                self.fault(f"{where}.aliases", "must be a list of texts that are not empty")
                continue
            out[name] = PartyAlias(name, tuple(map(clean_line, v["aliases"])), v["kind"])
        return tuple(out.values())
