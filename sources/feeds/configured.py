"""Editing the feeds of a configuration file: a table is added, changed or taken out, and every other byte stays."""

import contextlib
import os
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from sources.config import Config, ConfigError, read, shipped, user_path
from sources.models import Feed

_HEADER = re.compile(r"\s*\[\[?")
_FEED = re.compile(r"""\s*\[\[\s*(?:feed|"feed"|'feed')\s*\]\]\s*(?:#.*)?\Z""")
_EMPTY = re.compile(r"\s*(?:#.*)?\Z")
_BY_HAND = "the feeds stand in a form that cannot be edited from here: edit the file by hand"

Tables = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Span:
    """The lines of one feed's table: from its header to its last key."""

    start: int
    end: int


def add_feeds(config: Config, feeds: Iterable[Feed]) -> Config:
    """Write these feeds at the end of the feeds in the configuration's file and return the new configuration.

    The configuration that ships is copied to where the user's own stands first. Raises ConfigError, and changes
    nothing, when the result would not be valid or the file cannot be written.
    """
    tables = [_table(feed, config.fulltext) for feed in feeds]

    def edit(lines: list[str], spans: list[_Span], newline: str) -> list[str]:
        at = spans[-1].end if spans else len(lines)
        if lines[:at] and not lines[at - 1].endswith("\n"):
            lines[at - 1] += newline
        new = [line for table in tables for line in ("", "[[feed]]", *_lines(table))]
        return [*lines[:at], *(line + newline for line in new), *lines[at:]]

    return _edited(config, edit, lambda old: [*old, *tables])


def remove_feed(config: Config, name: str) -> Config:
    """Take the table of the feed with this name out of the configuration's file; comments stay.

    Returns the new configuration; raises as `add_feeds` does.
    """
    place = _place(config, name)

    def edit(lines: list[str], spans: list[_Span], newline: str) -> list[str]:
        span = spans[place]
        end = span.end
        # One of the blank lines that the table leaves behind goes with it.
        if end < len(lines) and not lines[end].strip() and (span.start == 0 or not lines[span.start - 1].strip()):
            end += 1
        return [*lines[: span.start], *lines[end:]]

    return _edited(config, edit, lambda old: [*old[:place], *old[place + 1 :]])


def change_feed(config: Config, name: str, changes: Mapping[str, Any]) -> Config:
    """Set keys of the feed with this name in the configuration's file, as the file spells them; None takes one out.

    Returns the new configuration; raises as `add_feeds` does.
    """
    place = _place(config, name)

    def edit(lines: list[str], spans: list[_Span], newline: str) -> list[str]:
        span = spans[place]
        document = tomlkit.parse("".join(lines[span.start : span.end]))
        table: Any = document["feed"]
        for key, value in changes.items():
            if value is not None:
                table[0][key] = value
            elif key in table[0]:
                del table[0][key]
        text = tomlkit.dumps(document)
        text = text if text.endswith("\n") else text + newline
        return [*lines[: span.start], text, *lines[span.end :]]

    def wanted(old: Tables) -> Tables:
        table = {key: value for key, value in {**old[place], **changes}.items() if value is not None}
        return [*old[:place], table, *old[place + 1 :]]

    return _edited(config, edit, wanted)


def moved(feed: Feed, url: str) -> dict[str, Any]:
    """Return the changes that give a feed its new address and keep its articles known."""
    return {"url": url, "formerly": feed.formerly or feed.url}


def unique_name(name: str, taken: Iterable[str]) -> str:
    """Return `name`, with a number after it when another feed has it."""
    names, n, made = set(taken), 1, name
    while made in names:
        n += 1
        made = f"{name} {n}"
    return made


def _table(feed: Feed, fulltext: str) -> dict[str, Any]:
    table: dict[str, Any] = {"name": feed.name, "url": feed.url}
    if feed.outlet != feed.name:
        table["outlet"] = feed.outlet
    if feed.fulltext != fulltext:
        table["fulltext"] = feed.fulltext
    if feed.interval is not None:
        table["interval"] = feed.interval
    if not feed.enabled:
        table["enabled"] = False
    if feed.allow_private:
        table["allow_private"] = True
    if feed.formerly:
        table["formerly"] = feed.formerly
    return table


def _lines(table: Mapping[str, Any]) -> list[str]:
    return tomlkit.dumps(table).splitlines()


def _place(config: Config, name: str) -> int:
    for place, feed in enumerate(config.feeds):
        if feed.name == name:
            return place
    raise ConfigError([f"{config.path}: no feed is called {name!r}"])


def _edited(
    config: Config, edit: Callable[[list[str], list[_Span], str], list[str]], wanted: Callable[[Tables], Tables]
) -> Config:
    source, target = config.path, config.path
    if source.resolve() == shipped().resolve():
        target = user_path()
    try:
        raw = source.read_bytes()
        text = raw.decode("utf-8-sig")
        before = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise ConfigError([f"{source}: cannot be read any more ({error}): mend it first"]) from None
    # By newline bytes alone: TOML knows no other line ends, and strings may hold them.
    lines = [line for line in re.split(r"(?<=\n)", text) if line]
    spans = _spans(lines)
    tables = before.get("feed", [])
    if not isinstance(tables, list) or len(spans) != len(tables) or len(tables) != len(config.feeds):
        raise ConfigError([f"{source}: {_BY_HAND}"])
    made = "".join(edit(lines, spans, "\r\n" if "\r\n" in text else "\n"))
    after = read(made, target)
    # Whatever odd form the file has: only what was meant to change has changed.
    expected = {**before, "feed": wanted(tables)}
    if tomllib.loads(made) != {key: value for key, value in expected.items() if key != "feed" or value}:
        raise ConfigError([f"{source}: {_BY_HAND}"])
    _write(target, (b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b"") + made.encode())
    return after


def _spans(lines: list[str]) -> list[_Span]:
    spans = []
    for at, line in enumerate(lines):
        if not _FEED.match(line.rstrip("\r\n")):
            continue
        end = at + 1
        for further in range(at + 1, len(lines)):
            if _HEADER.match(lines[further]):
                break
            if not _EMPTY.match(lines[further].rstrip("\r\n")):
                end = further + 1
        spans.append(_Span(at, end))
    return spans


def _write(path: Path, body: bytes) -> None:
    """Replace a file as a whole or not at all; a link keeps pointing to where it points."""
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
            Path(name).chmod(mode)
            Path(name).replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        words = f"cannot be written ({error.strerror}): change its rights, or name another file with --config"
        raise ConfigError([f"{path}: {words}"]) from None
