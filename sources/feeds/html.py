"""HTML from outside to plain text. It is never shown: words, paragraphs and quotation marks are kept."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from sources.text import clean_body, clean_line, web_address

# fmt: off
_DROPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video",
    "form", "button", "select", "textarea", "input", "head",
))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul",
))
# fmt: on
_LINES = frozenset(["li", "tr", "br", "caption"])
_CELLS = frozenset(["td", "th"])
_FOLD = re.compile(r"[^\S\xa0]+|\xa0")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|br|cite|code|div|em|font|i|img|li|mark|ol|p|q|s|script|small|span|strike|strong|style"
    r"|sub|sup|svg|tt|u|ul|wbr)(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>",
    re.IGNORECASE,
)
_FEED_TYPES = {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"}
_FEED_HREF = re.compile(
    r"(?:\.(?:rss|atom|rdf)|/(?:rss|atom|feeds?)(?:\.xml|\.json)?|/(?:rss|feed)/[\w./-]{1,80}|[?&](?:feed|format)=(?:rss2?|atom))"
    r"/?(?:[?#]|\Z)",
    re.IGNORECASE,
)


def text_of(markup: str) -> str:
    """Return the text of an HTML fragment or page, cleaned: paragraphs apart by a blank line, list items on lines.

    Scripts, styles, forms and embedded media are dropped; `<q>` gives its quotation marks. Markup that the parser
    refuses gives an empty text.
    """
    try:
        root = LexborHTMLParser(markup).body
    except (SelectolaxError, ValueError, RuntimeError):
        return ""
    return clean_body("".join(_words(root))) if root is not None else ""


def line_of(text: str) -> str:
    """Return a title or name as one cleaned line, with the markup and character references that feeds put there undone.

    Titles come escaped once too often (`AT&amp;amp;T`, `&lt;em&gt;`), so references are undone up to twice; a `<` that
    begins no inline HTML tag is kept as it is.
    """
    for _ in range(2):
        if _TAG.search(text):
            text = text_of(text)
        elif _ENTITY.search(text):
            text = html.unescape(text)
        else:
            break
    return clean_line(_TAG.sub("", text))


def title_of(tree: LexborHTMLParser) -> str:
    """Return a page's title as one cleaned line; empty when it has none."""
    node = tree.css_first("title")
    return clean_line(node.text(), limit=300) if node is not None else ""


def feed_links(tree: LexborHTMLParser, base: str) -> tuple[tuple[str, str], ...]:
    """Return the feeds that a page names, at most five: their addresses, and what the page calls them.

    That is those in its head (https://www.rssboard.org/rss-autodiscovery), feeds of comments last; without any, the
    links of its body that look like feeds. No address is made up.
    """
    links: dict[str, str] = {}
    for node in tree.css("link[rel][type][href]"):
        marks = node.attributes
        if (marks.get("type") or "").strip().lower() not in _FEED_TYPES or "alternate" not in (
            marks.get("rel") or ""
        ).lower().split():
            continue
        if url := _joined(base, marks.get("href")):
            links.setdefault(url, clean_line(marks.get("title") or "", limit=200))
    if not links:
        for node in tree.css("a[href]")[:5_000]:
            href = node.attributes.get("href") or ""
            if _FEED_HREF.search(href) and (url := _joined(base, href)):
                links.setdefault(url, clean_line(node.text(), limit=200))
    return tuple(sorted(links.items(), key=lambda link: "comment" in "".join(link).lower()))[:5]


def _joined(base: str, href: str | None) -> str | None:
    try:
        return web_address(urljoin(base, (href or "").strip()))
    except ValueError:
        return None


def _words(root: LexborNode) -> Iterator[str]:
    """Walk without recursion, for nesting comes from outside; yield folded text and the breaks between blocks."""
    end = root.mem_id
    node: LexborNode | None = root.child
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            yield _FOLD.sub(" ", node.text_content or "")
        elif tag not in _DROPPED:
            yield _edge(tag, opens=True)
            if node.child is not None:
                node = node.child
                continue
            yield _edge(tag, opens=False)
        while node is not None and node.next is None:
            node = node.parent
            if node is None or node.mem_id == end:
                return
            yield _edge(node.tag or "", opens=False)
        node = node.next if node is not None else None


def _edge(tag: str, *, opens: bool) -> str:
    if tag in _BLOCKS:
        return "\n\n"
    if tag in _LINES:
        return "\n" if opens else ""
    if tag in _CELLS:
        return " "
    if tag == "q":
        return "“" if opens else "”"
    return ""
