"""OPML 2.0 (https://opml.org/spec2.opml), the form in which feed readers hand their lists to each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from sources.feeds.configured import unique_name
from sources.models import Feed
from sources.text import clean, clean_line, web_address

MAX_OPML = 8 << 20
_MOST = 5_000
_MAX_NAME = 200


class OpmlError(Exception):
    """A document that is no list of feeds: the message says in plain words what is wrong."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a list holds: name and address of each feed, cleaned, and in words what could not be taken."""

    feeds: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def read_opml(body: bytes) -> Outlines:
    """Return the feeds of an OPML document. Meant to run in a worker process: the document comes from outside.

    Raises OpmlError when it is none, or holds no feed.
    """
    import listparser  # Only the worker that reads a list needs it.

    if len(body) > MAX_OPML:
        raise OpmlError(f"the list is larger than {MAX_OPML >> 20} MiB")
    try:
        found = listparser.parse(body)
    except MemoryError:
        raise
    except Exception as error:
        raise OpmlError(f"the list cannot be read ({type(error).__name__}): it must be OPML") from None
    feeds: dict[str, str] = {}
    notes = []
    for outline in list(found.get("feeds", []))[:_MOST]:
        given = str(outline.get("url") or "")
        url = web_address(given)
        name = clean_line(str(outline.get("title") or ""), limit=_MAX_NAME)
        if url is None:
            notes.append(f"{name or 'a feed without a name'}: {clean_line(given, limit=200)!r} is no web address")
        else:
            feeds.setdefault(url, name or url)
    if not feeds:
        raise OpmlError("no feed was found: it must be an OPML document whose outlines have an `xmlUrl`")
    if found.get("bozo"):
        notes.append("the list is not well-formed: feeds after the fault may be missing")
    return Outlines(tuple((name, url) for url, name in feeds.items()), tuple(notes))


def fresh_feeds(outlines: Outlines, known: Sequence[Feed], fulltext: str) -> tuple[Feed, ...]:
    """Return the feeds of a list that are not followed yet, each under a name of its own."""
    addresses = {address for feed in known for address in (feed.url, feed.formerly) if address}
    names = {feed.name for feed in known}
    feeds = []
    for name, url in outlines.feeds:
        if url in addresses:
            continue
        name = unique_name(name, names)
        names.add(name)
        feeds.append(Feed(name, url, name, fulltext))
    return tuple(feeds)


def write_opml(feeds: Iterable[Feed], now: datetime) -> bytes:
    """Return an OPML 2.0 document of these feeds, in UTF-8."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Feeds of gainsay"
    ElementTree.SubElement(head, "dateCreated").text = format_datetime(now)
    body = ElementTree.SubElement(root, "body")
    for feed in feeds:
        name = clean(feed.name)
        ElementTree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"
