"""A web page's article: its text, and what the page says of itself. Meant to run in a worker process."""

import codecs
import html
import re
from dataclasses import dataclass
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser

from sources.articles.about import (
    author_of,
    canonical_of,
    count_of,
    is_free,
    language_stated,
    meta_of,
    string_of,
    structured,
    time_of,
)
from sources.articles.credits import with_credit
from sources.articles.walls import wall_of
from sources.feeds.html import line_of, text_of, title_of
from sources.feeds.items import language_of
from sources.models import Access
from sources.text import clean_body

MAX_HTML = 2 << 20
ENOUGH = 250
_HEAD = 4_096
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div|a|em|strong|span|b|i|h[1-6]|ul|li|blockquote)\b[^<>]*>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"\n+(?=- )")
# libxml2 stops at them, written out or as references; what it would have read after them is the article.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]));"
)
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
    modified: datetime | None = None
    author: str = ""
    language: str | None = None
    """ISO 639 code, as the page states it."""
    canonical: str | None = None
    """The address by which the page wants to be known."""
    wall: Access | None = None
    """PAYWALLED or CONSENT when the page's own words say that it stands in place of the article."""


def read_page(body: bytes, content_type: str, url: str | None) -> Page:
    """Return the article of an HTML page.

    The text is that of the page's schema.org data (`articleBody`) where it has paragraphs, else what trafilatura finds
    in the page (its fast way first, its thorough one when that finds next to nothing), else `articleBody` as it is.
    A page that says that its article is not free gives what it shows to everybody: the structured data, which holds
    the whole, is left alone.
    """
    markup = _CONTROLS.sub("", decode_page(body, content_type))
    tree = LexborHTMLParser(markup)
    data = structured(tree)
    free = is_free(tree, data)
    stated = _plain(string_of(data, "articleBody") or string_of(data, "text")) if free else ""
    text = stated if len(stated) >= ENOUGH and "\n" in stated else ""
    if not text:
        found = _extracted(markup, url)
        # Structured data often runs its paragraphs together, which blurs where a sentence ends.
        text = found if len(found) >= _NEAR * len(stated) else stated
    titles = [string_of(data, "headline"), meta_of(tree, "og:title"), *(node.text() for node in tree.css("h1")[:3])]
    text = _without_heading(text, {_letters(title) for title in titles})
    wall = wall_of(tree, text)
    publisher = data.get("publisher")
    outlet = meta_of(tree, "og:site_name") or (string_of(publisher, "name") if isinstance(publisher, dict) else "")
    return Page(
        text=text if wall else with_credit(text, tree),
        title=line_of(string_of(data, "headline") or meta_of(tree, "og:title")) or title_of(tree),
        outlet=line_of(outlet)[:100].rstrip(),
        published=time_of(string_of(data, "datePublished") or meta_of(tree, "article:published_time")),
        free=free,
        words=count_of(data.get("wordCount")),
        modified=time_of(string_of(data, "dateModified") or meta_of(tree, "article:modified_time")),
        author=author_of(tree, data),
        language=language_of(language_stated(tree, data)),
        canonical=canonical_of(tree, url),
        wall=wall,
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


def _plain(text: str) -> str:
    if _TAG.search(text):
        return text_of(text)
    return clean_body(html.unescape(text))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
