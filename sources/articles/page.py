"""A web page's article: its text, and what the page says of itself. Meant to run in a worker process."""

import codecs
import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from sources.feeds.html import line_of, text_of, title_of
from sources.text import clean_body, clean_line

MAX_HTML = 2 << 20
ENOUGH = 250
_MAX_DATA = 512 << 10
_MAX_NODES = 2_000
_HEAD = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div|a|em|strong|span|b|i|h[1-6]|ul|li|blockquote)\b[^<>]*>", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report)\Z")
_LIST_ITEM = re.compile(r"\n+(?=- )")
# libxml2 stops at them, written out or as references; what it would have read after them is the article.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
_FALSE = frozenset(["false", "http://schema.org/false", "https://schema.org/false"])
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Page:
    """What an article's page holds, cleaned."""

    text: str
    """The article's body, paragraphs apart by blank lines; empty when none was found."""
    title: str
    outlet: str
    published: datetime | None
    free: bool
    """False when the page itself says that its article is not accessible for free (schema.org)."""
    words: int
    """The article's length in words as the page states it, 0 when it does not."""


def read_page(body: bytes, content_type: str, url: str | None) -> Page:
    """Return the article of an HTML page.

    The text is that of the page's schema.org data (`articleBody`) where it has paragraphs, else what trafilatura finds
    in the page (its fast way first, its thorough one when that finds next to nothing), else `articleBody` as it is.
    """
    markup = _CONTROLS.sub("", decode_page(body, content_type))
    tree = LexborHTMLParser(markup)
    data = _structured(tree)
    stated = _plain(_string(data, "articleBody") or _string(data, "text"))
    text = stated if len(stated) >= ENOUGH and "\n" in stated else ""
    if not text:
        found = _extracted(markup, url)
        # Structured data often runs its paragraphs together, which blurs where a sentence ends.
        text = found if len(found) >= _NEAR * len(stated) else stated
    titles = [_string(data, "headline"), _meta(tree, "og:title"), *(node.text() for node in tree.css("h1")[:3])]
    text = _without_heading(text, {_letters(title) for title in titles})
    publisher = data.get("publisher")
    outlet = _meta(tree, "og:site_name") or (_string(publisher, "name") if isinstance(publisher, dict) else "")
    return Page(
        text=text,
        title=line_of(_string(data, "headline") or _meta(tree, "og:title")) or title_of(tree),
        outlet=line_of(outlet)[:100].rstrip(),
        published=_time(_string(data, "datePublished") or _meta(tree, "article:published_time")),
        free=_free(data),
        words=_count(data.get("wordCount")),
    )


def headed(title: str | None, body: str) -> str:
    """Return `body` under its headline: the title and a blank line before it, unless it begins with the title."""
    if not title or _letters(body[: 2 * len(title)]).startswith(_letters(title)):
        return body
    return f"{title}\n\n{body}" if body else title


def decode_page(body: bytes, content_type: str) -> str:
    """Return an HTML document as text, by byte-order mark, Content-Type, `<meta charset>`, UTF-8, in that order.

    What fits none is read as Windows-1252, as browsers do (WHATWG HTML, section 13.2.3).
    """
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    told = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    meta = _CHARSET.search(body, 0, _HEAD)
    for name in (told[1] if told else "", meta[1].decode() if meta else "", "utf-8"):
        try:
            # Only text encodings: Python knows others (zlib, hex) that a page could name.
            if name and codecs.lookup(name)._is_text_encoding:
                return body.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    return body.decode("cp1252", "replace")


def _extracted(markup: str, url: str | None) -> str:
    import trafilatura  # Only workers need it: half a second to import.

    for fast in (True, False):
        found = trafilatura.extract(markup, url=url, include_comments=False, fast=fast) or ""
        if len(found) >= ENOUGH:
            break
    # It puts one newline between paragraphs and between list items alike.
    return clean_body(_LIST_ITEM.sub("\n", found.replace("\n", "\n\n")))


def _without_heading(text: str, titles: set[str]) -> str:
    """Take the page's own headline off the top of its text; `headed` puts back the one that the article goes by."""
    first, _, rest = text.partition("\n\n")
    return rest if first and _letters(first) in titles else text


def _structured(tree: LexborHTMLParser) -> Mapping[str, Any]:
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
    return max(found, key=lambda part: (len(_string(part, "articleBody")), len(part)), default={})


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    queue, seen = [data], 0
    while queue and seen < _MAX_NODES:
        part = queue.pop(0)
        seen += 1
        if isinstance(part, list):
            queue += part[:100]
        elif isinstance(part, dict):
            yield part
            queue += [
                part[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in part
            ]


def _types(part: Mapping[str, Any]) -> list[str]:
    kind = part.get("@type")
    return [name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)]


def _free(data: Mapping[str, Any]) -> bool:
    parts = data.get("hasPart")
    stated = [data, *(parts if isinstance(parts, list) else [parts])]
    values = [part.get("isAccessibleForFree") for part in stated if isinstance(part, Mapping)]
    return not any(
        str(value).lower() in {"false", "http://schema.org/false", "https://schema.org/false"} for value in values
    )


def _plain(text: str) -> str:
    if _TAG.search(text):
        return text_of(text)
    return clean_body(html.unescape(text))


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f'meta[property="{name}"][content], meta[name="{name}"][content]')
    return clean_line(node.attributes.get("content") or "") if node is not None else ""


def _string(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value if isinstance(value, str) else ""


def _count(value: Any) -> int:
    return int(value) if str(value).isdecimal() and len(str(value)) < 7 else 0


def _time(stamp: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(stamp.strip())
        return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
