"""What a web page says of itself: schema.org data and the tags of its head."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from sources.feeds.html import line_of
from sources.text import clean_line, web_address

_MAX_DATA = 512 << 10
_MAX_NODES = 2_000
_MAX_AUTHOR = 200
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report)\Z")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
_FALSE = frozenset(["false", "http://schema.org/false", "https://schema.org/false"])
_LOCKED = frozenset(["locked", "paid", "premium", "subscriber"])
_BY = re.compile(r"\A\s*(?:by|from)\b[\s:]*", re.IGNORECASE)
_BYLINES = '[rel="author"], [itemprop="author"], .byline, .author-name'


def structured(tree: LexborHTMLParser) -> Mapping[str, Any]:
    """Return the schema.org object of the page's article: the one with the longest text, if there are several."""
    found: list[dict[str, Any]] = []
    for node in tree.css('script[type="application/ld+json"]'):
        source = node.text() or ""
        if len(source) > _MAX_DATA:
            continue
        try:
            # Line breaks inside strings are no JSON, and common.
            data = json.loads(source.strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        found += [part for part in _objects(data) if any(map(_ARTICLE.match, _types(part)))]
    return max(found, key=lambda part: (len(string_of(part, "articleBody")), len(part)), default={})


def is_free(tree: LexborHTMLParser, data: Mapping[str, Any]) -> bool:
    """Return False when the page says that its article is not accessible for free.

    By schema.org (https://developers.google.com/search/docs/appearance/structured-data/paywalled-content) or by the
    Open Graph content tier (`article:content_tier`).
    """
    if meta_of(tree, "article:content_tier").lower() in _LOCKED:
        return False
    parts = data.get("hasPart")
    stated = [data, *(parts if isinstance(parts, list) else [parts])]
    values = [part.get("isAccessibleForFree") for part in stated if isinstance(part, Mapping)]
    return not any(str(value).lower() in _FALSE for value in values)


def author_of(tree: LexborHTMLParser, data: Mapping[str, Any]) -> str:
    """Return the names of an article's authors, or its byline; empty when the page names none."""
    stated = data.get("author")
    names = [
        line_of(string_of(person, "name") if isinstance(person, Mapping) else person if isinstance(person, str) else "")
        for person in (stated if isinstance(stated, list) else [stated])[:20]
    ]
    found = ", ".join(dict.fromkeys(name for name in names if name)) or meta_of(tree, "author")
    if not found and (node := tree.css_first(_BYLINES)) is not None:
        found = clean_line(node.text(separator=" "))
    return "" if web_address(found) else _BY.sub("", found)[:_MAX_AUTHOR].rstrip()


def language_stated(tree: LexborHTMLParser, data: Mapping[str, Any]) -> str:
    """Return the language tag that a page states for its article; empty when it states none."""
    stated = string_of(data, "inLanguage")
    root = tree.css_first("html[lang]")
    return stated or (root.attributes.get("lang") or "" if root is not None else "") or meta_of(tree, "og:locale")


def canonical_of(tree: LexborHTMLParser, url: str | None) -> str | None:
    """Return the address by which the page wants to be known (RFC 6596), None when it names none."""
    node = tree.css_first('link[rel~="canonical"][href]')
    href = (node.attributes.get("href") or "" if node is not None else "") or meta_of(tree, "og:url")
    try:
        return web_address(urljoin(url or "", href.strip())) if href else None
    except ValueError:
        return None


def meta_of(tree: LexborHTMLParser, name: str) -> str:
    """Return the content of a meta tag as one cleaned line; empty when there is none."""
    node = tree.css_first(f'meta[property="{name}"][content], meta[name="{name}"][content]')
    return clean_line(node.attributes.get("content") or "") if node is not None else ""


def string_of(raw: Mapping[str, Any], key: str) -> str:
    """Return a value that is a string; empty when it is anything else."""
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def count_of(value: object) -> int:
    """Return a number of words as pages state it; 0 when it is none."""
    return int(str(value)) if str(value).isdecimal() and len(str(value)) < 7 else 0


def time_of(stamp: str) -> datetime | None:
    """Return the time that an ISO 8601 stamp names, in UTC, or None when it names none."""
    try:
        time = datetime.fromisoformat(stamp.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    queue, seen = [data], 0
    while queue and seen < _MAX_NODES:
        part = queue.pop(0)
        seen += 1
        if isinstance(part, list):
            queue += part[:100]
        elif isinstance(part, dict):
            yield part
            queue += [part[key] for key in _NESTED if key in part]


def _types(part: Mapping[str, Any]) -> list[str]:
    kind = part.get("@type")
    return [name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)]
