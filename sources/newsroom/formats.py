"""An outlet's items as a feed: RSS 2.0, RSS 1.0, Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed's own data."""

    title: str
    url: str
    """The site's front page."""
    feed_url: str
    about: str


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a feed."""

    id: str
    url: str
    title: str
    summary: str
    """Plain text."""
    html: str | None
    """The whole article as HTML, if the feed carries it."""
    published: datetime
    author: str | None = None


def rss2(channel: Channel, rows: Sequence[Row]) -> bytes:
    """Return an RSS 2.0 document, whole articles in `content:encoded`."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n<channel>\n'
        f"<title>{escape(channel.title)}</title><link>{escape(channel.url)}</link>"
        f"<description>{escape(channel.about)}</description><language>en</language>\n"
        f'<atom:link href={quoteattr(channel.feed_url)} rel="self" type="application/rss+xml"/>\n'
    ]
    for row in rows:
        author = f"<dc:creator>{escape(row.author)}</dc:creator>" if row.author else ""
        content = f"<content:encoded>{escape(row.html)}</content:encoded>" if row.html else ""
        parts.append(
            f"<item><title>{escape(row.title)}</title><link>{escape(row.url)}</link>"
            f'<guid isPermaLink="false">{escape(row.id)}</guid><pubDate>{format_datetime(row.published)}</pubDate>'
            f"{author}<description>{escape(row.summary)}</description>{content}</item>\n"
        )
    parts.append("</channel>\n</rss>\n")
    return "".join(parts).encode()


def rss1(channel: Channel, rows: Sequence[Row]) -> bytes:
    """Return an RSS 1.0 document (RDF) with Dublin Core dates."""
    listed = "".join(f"<rdf:li rdf:resource={quoteattr(row.url)}/>" for row in rows)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel rdf:about={quoteattr(channel.feed_url)}><title>{escape(channel.title)}</title>"
        f"<link>{escape(channel.url)}</link><description>{escape(channel.about)}</description>"
        f"<dc:language>en</dc:language><items><rdf:Seq>{listed}</rdf:Seq></items></channel>\n"
    ]
    for row in rows:
        author = f"<dc:creator>{escape(row.author)}</dc:creator>" if row.author else ""
        parts.append(
            f"<item rdf:about={quoteattr(row.url)}><title>{escape(row.title)}</title><link>{escape(row.url)}</link>"
            f"<description>{escape(row.html or row.summary)}</description>"
            f"<dc:date>{_rfc3339(row.published)}</dc:date>{author}</item>\n"
        )
    parts.append("</rdf:RDF>\n")
    return "".join(parts).encode()


def atom(channel: Channel, rows: Sequence[Row]) -> bytes:
    """Return an Atom document (RFC 4287)."""
    updated = max((row.published for row in rows), default=datetime.fromtimestamp(0, UTC))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">\n'
        f"<title>{escape(channel.title)}</title><subtitle>{escape(channel.about)}</subtitle>"
        f"<id>{escape(channel.feed_url)}</id><updated>{_rfc3339(updated)}</updated>"
        f'<link href={quoteattr(channel.url)}/><link rel="self" href={quoteattr(channel.feed_url)}/>\n'
    ]
    for row in rows:
        content = f'<content type="html">{escape(row.html)}</content>' if row.html else ""
        parts.append(
            f"<entry><title>{escape(row.title)}</title><id>urn:newsroom:{escape(row.id)}</id>"
            f"<link href={quoteattr(row.url)}/><published>{_rfc3339(row.published)}</published>"
            f"<updated>{_rfc3339(row.published)}</updated>"
            f"<author><name>{escape(row.author or channel.title)}</name></author>"
            f"<summary>{escape(row.summary)}</summary>{content}</entry>\n"
        )
    parts.append("</feed>\n")
    return "".join(parts).encode()


def json_feed(channel: Channel, rows: Sequence[Row]) -> bytes:
    """Return a JSON Feed 1.1 document (https://www.jsonfeed.org/version/1.1)."""
    items = []
    for row in rows:
        item: dict[str, object] = {
            "id": row.id,
            "url": row.url,
            "title": row.title,
            "summary": row.summary,
            "date_published": _rfc3339(row.published),
        }
        item |= {"content_html": row.html} if row.html else {"content_text": row.summary}
        if row.author:
            item["authors"] = [{"name": row.author}]
        items.append(item)
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "description": channel.about,
        "language": "en",
        "items": items,
    }
    return json.dumps(document, ensure_ascii=True, indent=1).encode()


@dataclass(frozen=True, slots=True)
class Format:
    """A feed format: how to write it, under which name and media type it is served."""

    write: Callable[[Channel, Sequence[Row]], bytes]
    file: str
    media: str


FORMATS = {
    "rss2": Format(rss2, "feed.xml", "application/rss+xml; charset=utf-8"),
    "rss1": Format(rss1, "index.rdf", "application/rdf+xml; charset=utf-8"),
    "atom": Format(atom, "atom.xml", "application/atom+xml; charset=utf-8"),
    "json": Format(json_feed, "feed.json", "application/feed+json; charset=utf-8"),
}


def _rfc3339(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
