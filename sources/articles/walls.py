"""Telling a wall from an article: pages that ask for money or consent where the article should be."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sources.models import Access
from sources.text import clean_line

_SHORT = 1_500
_READ = 200_000
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|personal data|partners|advertis\w+|tracking|legitimate interest"
    r"|accept all|reject all|manage (?:options|preferences|choices))\b",
    re.IGNORECASE,
)
_CONSENT_SHARE = 0.5
_FURNITURE = frozenset(["nav", "header", "footer", "aside"])
_SILENT = frozenset(["script", "style", "template", "iframe", "svg", "head"])
_NOTICE = re.compile(r"cookie|consent|gdpr|cmp-|privacy", re.IGNORECASE)
_HEADLINE = 15
_FEWEST = 4
_LISTED = 0.3
_SENTENCE = re.compile(r"[.!?]+(?:\s|\Z)|\n+")
_PAY = re.compile(
    r"\b(?:subscribe|sign up|register|log ?in|sign in|join|pay)\b[^.\n]{0,40}\bto (?:continue|keep|go on|carry on)"
    r"(?: reading)?\b"
    r"|\bto (?:continue|keep) reading\b[^.\n]{0,60}\b(?:subscri\w+|register|account|sign in|log ?in|trial)\b"
    r"|\b(?:article|story|content|piece|report) is (?:only |exclusively )?(?:for|available to|reserved for) "
    r"(?:our )?(?:paying |premium |registered )?(?:subscribers|members|readers with)\b"
    r"|\b(?:exclusive(?:ly)? (?:to|for)|for|available (?:only )?to) (?:our )?(?:paying |premium )?subscribers\b"
    r"|\balready a (?:subscriber|member)\b"
    r"|\b(?:unlock|read the rest of|read the full) (?:this|the) (?:article|story|report)\b"
    r"|\b(?:limit of|number of|used (?:up )?(?:all )?(?:your|of your)) (?:\w+ )?free (?:articles|stories)\b"
    r"|\bstart (?:your|a) (?:free )?trial\b|\bcreate (?:a|your) free account\b|\bsubscribers? only\b",
    re.IGNORECASE,
)
_GATES = (
    '[class*="paywall"], [id*="paywall"], [class*="regwall"], [id*="regwall"], [class*="subscriber-only"], '
    '[class*="subscription-required"], [class*="premium-content"], [data-paywall], [class*="meter-wall"]'
)


def wall_of(tree: LexborHTMLParser, text: str) -> Access | None:
    """Return PAYWALLED or CONSENT when a page's own words say that it stands in place of its article, or before it, and
    PARTIAL when it lists articles and is none itself.

    `text` is what was extracted. A long text is an article whatever stands around it.
    """
    if is_listing(tree, text):
        return Access.PARTIAL
    if len(text) > _SHORT:
        return None
    shown = _shown(tree)
    if is_consent(text):
        rest = _shown(tree, _FURNITURE)
        # A notice at the foot of a page that shows something else is no wall.
        return None if rest and not is_consent(rest) and not _CONSENT.search(rest) else Access.CONSENT
    if _PAY.search(shown) or tree.css_first(_GATES) is not None:
        return Access.PAYWALLED
    if len(text) < _SHORT // 6 and is_consent(_shown(tree, _FURNITURE)[:5_000]):
        return Access.CONSENT
    return None


def is_listing(tree: LexborHTMLParser, text: str) -> bool:
    """Return whether a text is made of teasers: its paragraphs are what the page's links are called, or break off, or
    each has a heading that leads elsewhere.
    """
    parts = {_folded(part) for part in text.split("\n") if len(part) > _HEADLINE}
    if len(parts) < _FEWEST:
        return False
    called = {_folded(node.text()) for node in tree.css("a[href]")[:3_000]}
    broken_off = {part for part in parts if part.endswith(("…", "..."))}
    headings = tree.css("h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4")
    led_away = len(headings) >= max(_FEWEST, len(parts))
    return len((parts & called) | broken_off) >= _LISTED * len(parts) or (led_away and len(text) < _SHORT)


def _shown(tree: LexborHTMLParser, without: frozenset[str] = frozenset()) -> str:
    """Return a page's text, without elements of these tags and, then, those that are called after cookies."""
    parts: list[str] = []
    length = 0
    queue = [tree.body] if tree.body is not None else []
    while queue and length < _READ:
        node = queue.pop()
        tag = node.tag or ""
        if tag == "-text":
            parts.append(node.text_content or "")
            length += len(parts[-1])
        elif tag not in _SILENT and tag not in without and not (without and _NOTICE.search(_called(node))):
            child = node.last_child
            while child is not None:
                queue.append(child)
                child = child.prev
    return clean_line(" ".join(parts), limit=_READ)


def _called(node: LexborNode) -> str:
    marks = node.attributes
    return f"{marks.get('class') or ''} {marks.get('id') or ''}"


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def is_consent(text: str) -> bool:
    """Return whether most of a text's sentences speak of cookies, consent and partners."""
    sentences = [part for part in _SENTENCE.split(text) if len(part) > 10]
    told = sum(1 for part in sentences if _CONSENT.search(part))
    return bool(sentences) and told >= _CONSENT_SHARE * len(sentences) and len(set(_CONSENT.findall(text))) > 1
