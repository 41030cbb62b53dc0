"""A feed document to entries. Meant to run in a worker process: the document comes from outside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from sources.feeds import jsonfeed, xmlfeed
from sources.feeds.html import feed_links, line_of, title_of
from sources.feeds.items import Document, FeedError, PageError, entries_of, language_of
from sources.feeds.markup import in_bytes
from sources.models import Entry, Feed

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE | re.S)
_HTML_AT_ALL = re.compile(rb"<html[\s>]|<!doctype\s+html", re.IGNORECASE)
_GIVE_FEED = "give the address of an RSS, Atom or JSON feed as `url`"


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a feed document holds, cleaned."""

    entries: tuple[Entry, ...]
    title: str
    language: str | None
    """ISO 639 code, when the feed names its language."""
    ttl: int | None
    """Seconds for which the feed asks to be left alone."""
    notes: tuple[str, ...]
    """What was wrong with the document, in words."""
    broken: bool = False
    """Whether entries may be missing because the document breaks off or is not well-formed."""


def parse(body: bytes, headers: Mapping[str, str], url: str, feed: Feed, fetched: datetime) -> Parsed:
    """Return the entries of a feed document: RSS 0.9x to 2.0, RSS 1.0, Atom or JSON Feed.

    `body` is the decoded body, `headers` those of the response, `url` where it came from in the end (the base of
    relative links), `fetched` when (it clamps dates that lie ahead).

    A broken document gives the entries that could be read and a note. Raises FeedError, in plain words, when the
    document is no feed at all.
    """
    document = _document(body, headers, url)
    language = language_of(document.language)
    entries = entries_of(document.items, feed, fetched, language)
    return Parsed(entries, line_of(document.title[:4_000]), language, document.ttl, document.notes, document.broken)


def _document(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    body = in_bytes(body, headers)
    start = body[:4_096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        raise FeedError("the answer was empty: try the address in a browser, or " + _GIVE_FEED)
    if start[:1] in b"{[":
        return jsonfeed.read(body, url)
    if _HTML.match(start):
        raise _page(body, url)
    document = xmlfeed.read(body, headers, url)
    if document is None:
        if _HTML_AT_ALL.search(start):
            raise _page(body, url)
        raise FeedError(_what(start, headers))
    return document


def _page(body: bytes, url: str) -> PageError:
    tree = LexborHTMLParser(body[: 1 << 19])
    title = title_of(tree)
    what = f"the answer is a web page (“{title}”), not a feed" if title else "the answer is a web page, not a feed"
    links = feed_links(tree, url)
    named = " or ".join(address for address, _ in links)
    return PageError(f"{what}: " + (f"the page names its feed as {named}" if links else _GIVE_FEED), links)


def _what(start: bytes, headers: Mapping[str, str]) -> str:
    for mark, what in (
        (b"<opml", "a list of feeds (OPML)"),
        (b"<urlset", "a sitemap"),
        (b"<sitemapindex", "a sitemap"),
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"GIF8", "an image"),
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a compressed file"),
    ):
        if mark in (start if mark.startswith(b"<") else start[:8]):
            return f"the answer is {what}, not a feed: {_GIVE_FEED}"
    if start.startswith(b"<"):
        return f"the answer is XML, but holds no feed: {_GIVE_FEED}"
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    kind = line_of(kind.split(";")[0][:100])
    return f"the answer is not a feed{f' (its type is {kind})' if kind else ''}: {_GIVE_FEED}"
