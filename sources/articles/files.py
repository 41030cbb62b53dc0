"""Articles from files, folders and standard input, for reading without a feed."""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sources.articles.page import headed, read_page
from sources.models import Article, TextFrom
from sources.text import clean_line, web_address

STDIN = "-"
_TEXT = frozenset([".txt", ".text", ".md"])
_PAGES = frozenset([".html", ".htm", ".xhtml"])
_LINES = frozenset([".jsonl", ".ndjson"])
_SUFFIXES = _TEXT | _PAGES | _LINES
_MAX_FILE = 64 << 20
_MAX_HTML = 8 << 20
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.S)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that could not be read: what it is called, and in plain words what was wrong and what to do."""

    id: str
    error: str


def load(paths: Iterable[str | Path]) -> Iterator[Article | Unreadable]:
    """Yield the articles of files, folders and standard input (`-`), in the order given, and what cannot be read.

    A text file is one article, its text exactly as it stands there (UTF-8; a byte-order mark is no part of it). An
    HTML file is one article with the text extracted. A `.jsonl` file holds one object a line:
    `{"id", "text", "title"?, "url"?, "published"?, "outlet"?}`, its text taken exactly. A folder gives the files with
    these endings in and under it, by name, hidden ones left out. Standard input is any of the three.
    """
    for path in paths:
        if str(path) == STDIN:
            yield from _read(STDIN, sys.stdin.buffer.read(_MAX_FILE + 1), "")
        elif Path(path).is_dir():
            yield from _folder(Path(path))
        else:
            yield from _file(Path(path))


def _folder(folder: Path) -> Iterator[Article | Unreadable]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in _SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
    if not files:
        yield Unreadable(str(folder), f"the folder holds no file that ends in {', '.join(sorted(_SUFFIXES))}")
    for path in files:
        yield from _file(path)


def _file(path: Path) -> Iterator[Article | Unreadable]:
    try:
        with path.open("rb") as file:
            body = file.read(_MAX_FILE + 1)
    except OSError as error:
        reason = {"FileNotFoundError": "there is no such file", "PermissionError": "it may not be read: see its rights"}
        yield Unreadable(str(path), reason.get(type(error).__name__, error.strerror or str(error)))
        return
    yield from _read(str(path), body, path.suffix.lower())


def _read(name: str, body: bytes, suffix: str) -> Iterator[Article | Unreadable]:
    if len(body) > _MAX_FILE:
        yield Unreadable(name, f"it is larger than {_MAX_FILE >> 20} MiB: split it")
    elif suffix in _LINES or (name == STDIN and _is_jsonl(body)):
        yield from _jsonl(name, body)
    elif suffix in {".html", ".htm", ".xhtml"} or (
        suffix not in {".txt", ".text", ".md"} and _HTML.match(body[:4_096])
    ):
        yield _html(name, body)
    else:
        yield _text(name, body)


def _text(name: str, body: bytes) -> Article | Unreadable:
    try:
        text = body.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        return Unreadable(
            name,
            f"it is not UTF-8 (byte {error.start}): if it is text, convert it, "
            f"for example with `iconv -f WINDOWS-1252 -t UTF-8`",
        )
    if "\x00" in text[:4_096]:
        return Unreadable(name, "it is not text: give text, HTML or .jsonl files")
    if not text.strip():
        return Unreadable(name, "it is empty")
    return Article(name, None, None, None, None, text)


def _html(name: str, body: bytes) -> Article | Unreadable:
    if len(body) > _MAX_HTML:
        return Unreadable(name, f"the HTML is larger than {_MAX_HTML >> 20} MiB: no article is")
    try:
        page = read_page(body, "", None)
    except Exception as error:
        # The HTML libraries raise what they like over broken markup; it costs this file only.
        return Unreadable(name, f"the HTML cannot be read ({type(error).__name__})")
    if not page.text:
        return Unreadable(name, "no article was found in the HTML: save its text as a .txt file")
    text = headed(page.title, page.text)
    return Article(name, page.title or None, None, page.published, page.outlet or None, text)


def _is_jsonl(body: bytes) -> bool:
    try:
        first = json.loads(body.lstrip().split(b"\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "text" in first


def _jsonl(name: str, body: bytes) -> Iterator[Article | Unreadable]:
    # By newline bytes alone: U+2028 may stand inside a JSON string.
    for number, line in enumerate(body.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            yield _line(f"{name}:{number}", line)


def _line(place: str, line: bytes) -> Article | Unreadable:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unreadable(place, f"the line is not JSON ({str(error)[:100]})")
    if not isinstance(raw, dict):
        return Unreadable(place, 'the line is not an object: write {"id": "…", "text": "…"}')
    given = raw.get("id")
    name = str(given) if isinstance(given, (str, int)) and not isinstance(given, bool) and given != "" else place
    if clean_line(name) != name:
        name = place
    text = raw.get("text")
    if not isinstance(text, str) or not text.strip():
        return Unreadable(name, f"{place}: `text` is missing, empty, or not a string")
    if _SURROGATE.search(text):
        return Unreadable(
            name, f"{place}: `text` holds half a surrogate pair (\\ud800 to \\udfff), which is no character"
        )
    published = _string(raw, "published")
    time = _time(published)
    note = None if time or not published else "`published` is no ISO 8601 time, and was left out"
    return Article(
        id=name,
        title=clean_line(_string(raw, "title")) or None,
        url=web_address(_string(raw, "url")),
        published=time,
        outlet=clean_line(_string(raw, "outlet"), limit=100) or None,
        text=text,
        text_from=TextFrom.FILE,
        note=note,
    )


def _string(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _time(stamp: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(stamp.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
