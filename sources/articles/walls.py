"""Telling a wall from an article: pages that ask for money or consent where the article should be."""

import re

from selectolax.lexbor import LexborHTMLParser

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
    """Return PAYWALLED or CONSENT when a page's own words say that it stands in place of its article, or before it.

    `text` is what was extracted. A long text is an article whatever stands around it.
    """
    if len(text) > _SHORT:
        return None
    if is_consent(text):
        return Access.CONSENT
    body = tree.body
    shown = clean_line(body.text(separator=" ")[:_READ], limit=_READ) if body is not None else ""
    if _PAY.search(shown) or tree.css_first(_GATES) is not None:
        return Access.PAYWALLED
    if len(text) < _SHORT // 6 and is_consent(shown[:5_000]):
        return Access.CONSENT
    return None


def is_consent(text: str) -> bool:
    """Return whether most of a text's sentences speak of cookies, consent and partners."""
    sentences = [part for part in _SENTENCE.split(text) if len(part) > 10]
    told = sum(1 for part in sentences if _CONSENT.search(part))
    return bool(sentences) and told >= _CONSENT_SHARE * len(sentences) and len(set(_CONSENT.findall(text))) > 1
