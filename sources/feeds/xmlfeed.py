"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom to items, by feedparser."""

import contextlib
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from xml.sax import SAXParseException

from sources.feeds.dates import date_of
from sources.feeds.items import MAX_ITEMS, Document, FeedError, Item
from sources.feeds.markup import mended, refuse_bombs
from sources.text import clean_line, web_address

_MAX_TTL = 7 * 86_400


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document | None:
    """Return the items of an XML feed, or None when the document holds no feed.

    `headers` are those of the response: the content type names the encoding (RFC 7303); `url` is the base of relative
    links. A broken document gives the items that could be read and a note that says so. The usual faults (a bare
    ampersand, an HTML entity, a control character) are mended first, for the lenient parser changes the text.

    Raises FeedError when the document declares entities that could expand without bound, or is so broken that no entry
    can be read.
    """
    refuse_bombs(body)
    # Without a base, feedparser leaves relative guids as they are; resolved, identity would hang on redirects.
    told = {name.lower(): value for name, value in headers.items() if name.lower() != "content-location"}
    parsed, fault = _parse(body, told)
    if _broken(parsed) or fault is not None:
        better, still = _parse(mended(body), told)
        if (
            fault is not None
            or not (_broken(better) or still)
            or len(_list(better, "entries")) > len(_list(parsed, "entries"))
        ):
            parsed, fault = better, still
    if fault is not None:
        raise FeedError(f"the feed's XML cannot be read ({fault}): the publisher must mend it")
    entries = _list(parsed, "entries")
    if not parsed.get("version") and not entries:
        return None
    about: Mapping[str, Any] = parsed.get("feed") or {}
    notes = []
    if _broken(parsed):
        fault = _fault(parsed)
        if not entries:
            raise FeedError(f"the feed's XML is broken ({fault}) and no entry can be read: the publisher must mend it")
        notes.append(f"the feed's XML is broken ({fault}): {len(entries)} entries could be read")
    if len(entries) > MAX_ITEMS:
        notes.append(f"the feed holds {len(entries)} entries: the first {MAX_ITEMS} were read")
    atom = _text(parsed, "version").startswith("atom")
    items = tuple(_item(entry, url, atom=atom) for entry in entries[:MAX_ITEMS])
    title, language, ttl = _text(about, "title"), _text(about, "language"), _ttl(_text(about, "ttl"))
    return Document(items, title, language, ttl, tuple(notes), _broken(parsed))


def _parse(body: bytes, headers: Mapping[str, str]) -> tuple[Mapping[str, Any], str | None]:
    """Return what feedparser makes of a document, or the name of what it raised."""
    import feedparser  # Only the worker that parses needs it: it is slow to import.

    # A stream, never bytes: feedparser takes bytes for the name of a file when there is one of that name.
    try:
        parsed: Mapping[str, Any] = feedparser.parse(
            io.BytesIO(body), response_headers=dict(headers), sanitize_html=False, resolve_relative_uris=False
        )
    except MemoryError:
        raise
    except Exception as error:
        # Whatever hostile markup brings out of the parsers, it must cost this feed only.
        return {}, type(error).__name__
    return parsed, None


def _broken(parsed: Mapping[str, Any]) -> bool:
    # The others (an overridden encoding, an unusual content type) do not change what is read.
    return bool(parsed.get("bozo")) and "SAX" in type(parsed.get("bozo_exception")).__name__


def _fault(parsed: Mapping[str, Any]) -> str:
    error = parsed.get("bozo_exception")
    if isinstance(error, SAXParseException):
        return f"line {error.getLineNumber()}: {clean_line(error.getMessage(), limit=100)}"
    return clean_line(str(error), limit=100)


def _item(entry: Mapping[str, Any], base: str, *, atom: bool) -> Item:
    title: Mapping[str, Any] = entry.get("title_detail") or {}
    parts = [part for part in _list(entry, "content") if isinstance(part, Mapping)]
    fullest: Mapping[str, Any] = max(parts, key=lambda part: len(_text(part, "value")), default={})
    plain = fullest.get("type") == "text/plain"
    guid = _text(entry, "id")
    link = _text(entry, "feedburner_origlink") or _text(entry, "link")
    # A guid claims to be a link by default (`isPermaLink`), and most that do without being an address are none.
    if entry.get("guidislink") and not _list(entry, "links") and web_address(guid) is None:
        link = ""
    with contextlib.suppress(ValueError):
        link = urljoin(base, link) if link else ""
    return Item(
        guid=guid,
        link=link,
        title=_text(entry, "title"),
        # Atom says whether a title is text; RSS does not, and its titles hold markup.
        title_is_text=atom and title.get("type") == "text/plain",
        html="" if plain else _text(fullest, "value"),
        text=_text(fullest, "value") if plain else "",
        summary=_text(entry, "summary"),
        published=_when(entry),
        author=_text(entry, "author"),
        language=_text(fullest, "language") or _text(title, "language"),
    )


def _when(entry: Mapping[str, Any]) -> datetime | None:
    for key in ("published", "updated", "created"):
        # `updated` stands in for `published` in feedparser's dictionaries: ask for what is really there.
        parsed = entry.get(f"{key}_parsed") if f"{key}_parsed" in entry else None
        if (found := date_of(_text(entry, key) if key in entry else "", parsed)) is not None:
            return found
    return None


def _ttl(minutes: str) -> int | None:
    return min(int(minutes) * 60, _MAX_TTL) if minutes.strip().isdecimal() and len(minutes.strip()) < 7 else None


def _text(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key)
    return value if isinstance(value, list) else []
