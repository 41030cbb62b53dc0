"""What every feed format boils down to, and how an item becomes an entry: identity, dates, cleaned and capped text."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sources.feeds.html import line_of, text_of
from sources.models import Entry, Feed
from sources.text import clean_body, clean_line, web_address

MAX_ITEMS = 2_000
_MAX_TITLE = 1_000
_MAX_BODY = 1_000_000
_MAX_TEXT = 2_000_000
"""Characters of text that one document may bring; what goes beyond is left to the articles' pages."""
_MAX_HEADING = 120
_MAX_AHEAD = timedelta(minutes=10)
_ABSURD = timedelta(days=3_650)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_TRACKERS = re.compile(r"(?:utm_|mc_|at_)\w*|fbclid|gclid|dclid|msclkid|igshid|ref_src|cmp|cmpid|rss", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*\s*\Z")
# The lines that publishing systems append to every item; read as text they would be statements of nobody.
_TRAILER = re.compile(
    r"(?:\n\n|\A|\s+)(?:The post .{1,400} (?:first appeared|appeared first) on .{1,200}"
    r"|(?:Continue reading|Read more|Read the full (?:story|article))(?:\s?(?:\.{3}|…|→|»|here))*\.?)\Z"
)


class FeedError(Exception):
    """A document that is no feed: the message says in plain words what it is and what to do."""


class PageError(FeedError):
    """A document that is a web page; `links` are the feeds that it names: address, and what the page calls it."""

    def __init__(self, message: str, links: tuple[tuple[str, str], ...] = ()) -> None:
        # Both are arguments, so that the error survives the way from a worker process.
        super().__init__(message, links)
        self.links = links

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Item:
    """One item as its format gives it: uncleaned; `html` and `summary` may hold markup, `text` holds none."""

    guid: str = ""
    link: str = ""
    title: str = ""
    title_is_text: bool = False
    """Whether the format vouches that the title holds no markup (Atom `type="text"`)."""
    html: str = ""
    text: str = ""
    summary: str = ""
    published: datetime | None = None
    author: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A feed document, uncleaned."""

    items: tuple[Item, ...]
    title: str = ""
    language: str = ""
    ttl: int | None = None
    """Seconds for which the feed asks to be left alone (RSS 2.0 `ttl`)."""
    notes: tuple[str, ...] = field(default=())
    broken: bool = False
    """Whether items may be missing because the document breaks off or is not well-formed."""


def entries_of(items: Iterable[Item], feed: Feed, fetched: datetime, language: str | None) -> tuple[Entry, ...]:
    """Return the entries of one document in its order, each with an id that stays over polls.

    An item's identity is its guid; when a guid repeats in the document, guid and link; without a guid the link
    without tracking parameters; when these repeat, the title, too; without a link the title and the day. Items with
    the same identity are one: the first is kept. Items that hold nothing at all are left out. `fetched` clamps dates
    that lie ahead of it.
    """
    items = tuple(items)
    guids = Counter(_guid(item) for item in items)
    both = Counter((_guid(item), canonical_link(item.link)) for item in items)
    entries: dict[str, Entry] = {}
    length = 0
    for item in items:
        guid, link = _guid(item), canonical_link(item.link)
        entry = _entry(item, feed, fetched, language, repeated=guids[guid] > 1, shared=both[(guid, link)] > 1)
        if entry is None or entry.id in entries:
            continue
        length += len(entry.content) + len(entry.summary)
        entries[entry.id] = entry if length <= _MAX_TEXT else replace(entry, content="", summary=entry.summary[:200])
    return tuple(entries.values())


def language_of(tag: str | None) -> str | None:
    """Return the ISO 639 code of a language tag (RFC 5646, section 2.1), in lower case; None when it is none."""
    found = _LANGUAGE.match(tag or "")
    return found[1].lower() if found else None


def _entry(
    item: Item, feed: Feed, fetched: datetime, language: str | None, *, repeated: bool, shared: bool
) -> Entry | None:
    summary = _untrailed(text_of(item.summary[:_MAX_BODY]))
    body = _untrailed(text_of(item.html[:_MAX_BODY])) or clean_body(item.text, limit=_MAX_BODY)
    content = max(body, summary, key=len)
    title = clean_line(item.title, limit=_MAX_TITLE) if item.title_is_text else line_of(item.title[: _MAX_TITLE * 8])
    title = title or _heading(content)
    url = web_address(item.link)
    if not (title or url):
        return None
    published = _published(item.published, fetched)
    day = item.published.date().isoformat() if item.published else ""
    return Entry(
        id=_identity(feed.formerly or feed.url, item, title, day, repeated=repeated, shared=shared),
        feed=feed.name,
        outlet=feed.outlet,
        title=title or clean_line(url or "", limit=_MAX_TITLE),
        url=url,
        published=published,
        content=content,
        summary=summary or (content if len(content) <= _MAX_TITLE else ""),
        author=line_of(item.author[:_MAX_TITLE])[:200].rstrip() or None,
        language=language_of(item.language) or language,
    )


def _guid(item: Item) -> str:
    # A site that moves to https changes the scheme of its permalinks and nothing else.
    return re.sub(r"\Ahttps?:", "", item.guid.strip())


def _identity(feed: str, item: Item, title: str, day: str, *, repeated: bool, shared: bool) -> str:
    guid, link = _guid(item), canonical_link(item.link)
    if guid and not repeated:
        parts: tuple[str, ...] = ("guid", guid)
    elif guid and link:
        parts = ("guid+link", guid, link)
    elif link:
        parts = ("link", link)
    else:
        parts = ("title", title, day)
    if shared and (repeated or not guid) and parts[0] != "title":
        parts = (*parts, title)
    key = "\x1f".join((feed, *parts)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(key).hexdigest()[:24]


def canonical_link(link: str) -> str:
    """Return a link without scheme, fragment, trailing slash and tracking parameters: what of it tells items apart."""
    try:
        parts = urlsplit(link.strip())
        query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKERS.fullmatch(pair[0])]
    except ValueError:
        return link.strip()
    return urlunsplit(("", parts.netloc.lower(), parts.path.rstrip("/"), urlencode(query, errors="replace"), ""))


def _published(stated: datetime | None, fetched: datetime) -> datetime | None:
    if stated is None or stated < _EARLIEST or stated > fetched + _ABSURD:
        return None
    return fetched if stated > fetched + _MAX_AHEAD else stated


def _heading(text: str) -> str:
    """Head an item without a title by its first line, cut at a word."""
    line = text.split("\n", 1)[0]
    return line if len(line) <= _MAX_HEADING else line[:_MAX_HEADING].rsplit(" ", 1)[0]


def _untrailed(text: str) -> str:
    return _TRAILER.sub("", text).rstrip()
