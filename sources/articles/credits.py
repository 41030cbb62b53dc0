"""The credit line of agency copy, which extraction takes for furniture: who wrote a report decides who said it."""

import re

from selectolax.lexbor import LexborHTMLParser

from sources.text import clean_line

_PLACES = (
    '[class*="credit"], [class*="agency"], [class*="source"], [class*="byline"], [class*="wire"], [rel="author"], '
    '[itemprop="author"], [class*="sign-off"], [class*="signoff"], [class*="footnote"], [class*="article-footer"]'
)
_CREDIT = re.compile(
    r"\A(?:source|via|agency|agencies|copy|with (?:additional )?reporting (?:by|from)|additional reporting by"
    r"|reporting by|with (?:material|files|inputs) from|written with|credit)\s*[: ]\s*\S.{1,150}\Z",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:Reuters|AFP|Agence France-Presse|AP|Associated Press|dpa|EFE|ANSA|TASS|Interfax|Xinhua|Anadolu|PA Media"
    r"|Kyodo|Yonhap|PTI|Bloomberg|UPI|IRNA|SANA|WAFA|Ukrinform|(?:news|press) agency|newswire|wire service)\b"
)
_MOST = 200


def with_credit(text: str, tree: LexborHTMLParser) -> str:
    """Return an article's text with the credit line that its page shows, if the text has lost it: at its end.

    A credit line names an agency, or begins as credits do (`Source:`, `Additional reporting by`), and stands in an
    element that the page marks as credit, source or byline. Photo credits are none.
    """
    if not text:
        return text
    for node in tree.css(_PLACES)[:60]:
        if _in_picture(node):
            continue
        line = clean_line(node.text(separator=" "), limit=_MOST + 1)
        if not line or len(line) > _MOST or line in text:
            continue
        named = _AGENCY.search(line)
        if _CREDIT.match(line) or (named and len(line) < 80):
            credit = line if _CREDIT.match(line) or named is None else f"Source: {named[0]}"
            return text if credit in text else f"{text}\n\n{credit}"
    return text


def _in_picture(node: object) -> bool:
    above = node
    for _ in range(4):
        tag = getattr(above, "tag", None)
        if tag in {"figure", "figcaption", "picture"} or "photo" in (_class(above) or ""):
            return True
        above = getattr(above, "parent", None)
        if above is None:
            return False
    return False


def _class(node: object) -> str:
    marks = getattr(node, "attributes", None) or {}
    return f"{marks.get('class') or ''} {marks.get('id') or ''}".lower()
