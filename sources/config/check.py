"""A file's tables -> Config: every fault is gathered with its key and its mend."""

import difflib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from sources.alerts import HOURS, Alerts
from sources.config.keys import CONTACT, FEED, PARTY, SECTIONS, TABLES, TYPE_WORDS, Config, ConfigError, Key
from sources.models import Feed, PartyAlias
from sources.text import clean_line, web_address


class Check:
    """One reading of one file; faults are gathered so that the user sees them all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []

    def _fault(self, key: str, what: str) -> None:
        self.faults.append(f"{self.path}: {key}: {what}")

    def config(self, data: Mapping[str, Any]) -> Config:
        """Return the configuration that the tables hold; raises ConfigError with every fault."""
        self._unknown("", data, (*SECTIONS, *TABLES, "feed", "party"))
        v = {name: self._table(name, data.get(name, {}), keys) for name, keys in SECTIONS.items()}
        feeds = self._feeds(self._tables("feed", data), v["text"]["fulltext"])
        parties = self._parties(self._tables("party", data))
        proxy, contact = self._proxy(v["poll"]["proxy"]), self._contact(v["poll"]["contact"])
        alerts = self._alerts(v["alerts"])
        filters = {name: text for name, (text, *_) in self._texts("filters", data).items()}
        keys = self._texts("keys", data)
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

    def _proxy(self, value: str) -> str | None:
        if value and web_address(value) is None:
            self._fault("poll.proxy", f"must be the address of an HTTP proxy (http://host:port), not {value!r}")
        return value or None

    def _contact(self, value: str) -> str | None:
        if value and not CONTACT.fullmatch(value):
            self._fault("poll.contact", "must be a web or mail address without spaces or brackets")
        return value or None

    def _alerts(self, v: Mapping[str, Any]) -> Alerts:
        lists = {name: v[name] for name in ("words", "parties", "outlets", "command")}
        for name, value in lists.items():
            if not all(isinstance(each, str) and clean_line(each) for each in value):
                self._fault(f"alerts.{name}", "must be a list of texts that are not empty")
                return Alerts()
        if v["quiet"] and not HOURS.fullmatch(v["quiet"]):
            self._fault("alerts.quiet", f"must be two times of day, as 22:00-07:00, not {v['quiet']!r}")
        made = {name: tuple(map(clean_line, value)) for name, value in lists.items()}
        return Alerts(**made, bell=v["bell"], desktop=v["desktop"], quiet=v["quiet"])

    def _texts(self, name: str, data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
        """Return a table whose keys the user names, each with a text or a list of texts."""
        table = data.get(name, {})
        if not isinstance(table, Mapping):
            self._fault(name, "must be a table of keys")
            return {}
        out = {}
        for key, value in table.items():
            several = value if isinstance(value, list) else [value]
            if not several or not all(isinstance(each, str) and each.strip() for each in several):
                self._fault(f"{name}.{key}", f"must be a text{' or a list of texts' if name == 'keys' else ''}")
            elif name == "filters" and len(several) > 1:
                self._fault(f"{name}.{key}", "must be one text, not a list")
            else:
                out[key] = tuple(each.strip() for each in several)
        return out

    def _tables(self, name: str, data: Mapping[str, Any]) -> list[Any]:
        value = data.get(name, [])
        if isinstance(value, list):
            return value
        self._fault(name, f"must be written as [[{name}]], with double brackets, once for each {name}")
        return []

    def _unknown(self, where: str, table: Mapping[str, Any], known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                mend = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(known)}"
                self._fault(f"{where}{key}", f"no such key; {mend}")

    def _table(self, where: str, table: Any, keys: Mapping[str, Key]) -> dict[str, Any]:
        if not isinstance(table, Mapping):
            self._fault(where, "must be a table of keys")
            table = {}
        self._unknown(f"{where}.", table, tuple(keys))
        return {
            name: self._value(f"{where}.{name}", table[name], key) if name in table else key.default
            for name, key in keys.items()
        }

    def _value(self, where: str, value: Any, key: Key) -> Any:
        wanted = (int, float) if key.type is float else (key.type,)
        if not isinstance(value, wanted) or (isinstance(value, bool) and key.type is not bool):
            self._fault(where, f"must be {TYPE_WORDS[key.type]}, not {value!r}")
            return key.default
        if key.one_of and value not in key.one_of:
            self._fault(where, f"must be one of {', '.join(filter(None, key.one_of))}, not {value!r}")
            return key.default
        number: Any = value
        if key.least is not None and key.most is not None and not key.least <= number <= key.most:
            self._fault(where, f"must lie between {key.least:g} and {key.most:g}, not {value}")
            return key.default
        return value

    def _name(self, where: str, table: Mapping[str, Any]) -> str:
        name = table.get("name")
        if isinstance(name, str) and clean_line(name):
            return clean_line(name)
        self._fault(f"{where}.name", "is missing: give each its own name")
        return ""

    def _feeds(self, tables: list[Any], fulltext: str) -> tuple[Feed, ...]:
        out: dict[str, Feed] = {}
        addresses: dict[str, str] = {}
        for n, table in enumerate(tables, 1):
            v = self._table(f"feed[{n}]", table, FEED)
            name = self._name(f"feed[{n}]", v)
            where = f"feed {name!r}" if name else f"feed[{n}]"
            url = web_address(v["url"]) if isinstance(v["url"], str) else None
            if url is None:
                self._fault(f"{where}.url", f"must be an http:// or https:// address, not {v['url']!r}")
                continue
            if name in out:
                self._fault(where, "this name stands twice: feeds need names of their own")
            if url in addresses:
                self._fault(f"{where}.url", f"is the address of feed {addresses[url]!r} already: remove one of them")
            if v["formerly"] and web_address(v["formerly"]) is None:
                self._fault(f"{where}.formerly", f"must be an http:// or https:// address, not {v['formerly']!r}")
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

    def _parties(self, tables: list[Any]) -> tuple[PartyAlias, ...]:
        out: dict[str, PartyAlias] = {}
        for n, table in enumerate(tables, 1):
            v = self._table(f"party[{n}]", table, PARTY)
            name = self._name(f"party[{n}]", v)
            where = f"party {name!r}" if name else f"party[{n}]"
            if name in out:
                self._fault(where, "this name stands twice: put all its aliases into one [[party]]")
            if not all(isinstance(a, str) and clean_line(a) for a in v["aliases"]):
                self._fault(f"{where}.aliases", "must be a list of texts that are not empty")
                continue
            out[name] = PartyAlias(name, tuple(map(clean_line, v["aliases"])), v["kind"])
        return tuple(out.values())
