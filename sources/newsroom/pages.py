"""An outlet's web pages: its front page and its articles, with the furniture that real pages have."""

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

from .formats import FORMATS, Row
from .stories import Outlet

_TEASER = 4
_SECTIONS = ("Home", "Politics", "World", "Sport")
_STYLE = "body{font:18px/1.5 Georgia,serif;max-width:60rem;margin:auto}nav li{display:inline;margin-right:1em}"


def paragraphs(text: str) -> str:
    """Return plain `text`, paragraphs apart by blank lines, as HTML paragraphs."""
    return "\n".join(f"<p>{escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def article_page(outlet: Outlet, row: Row, text: str, related: Sequence[Row]) -> str:
    """Return the page of one article; `related` are linked beside it, as a site's other news."""
    shown = "\n\n".join(text.split("\n\n")[:_TEASER]) if outlet.paywall else text
    body = paragraphs(shown)
    head = f'<link rel="canonical" href="{escape(row.url)}">'
    if outlet.paywall:
        body += '\n<div class="gate"><button type="button">Continue reading</button></div>'
        head += _json_ld(outlet, row, text)
    byline = f'<span class="byline">{escape(row.author)}</span> · ' if row.author else ""
    links = "".join(f'<li><a href="{escape(other.url)}">{escape(other.title)}</a></li>' for other in related)
    main = (
        f"<main><article><header><h1>{escape(row.title)}</h1>"
        f'<p class="meta">{byline}{_time(row.published)}</p></header>\n'
        f'<div class="article-body" itemprop="articleBody">\n{body}\n</div></article>\n'
        f'<aside class="related"><h2>More from {escape(outlet.name)}</h2><ul>{links}</ul></aside></main>'
    )
    return _page(outlet, row.title, head, main)


def front_page(outlet: Outlet, rows: Sequence[Row]) -> str:
    """Return the outlet's front page: its headlines, and a link to its feed for those who look for one."""
    links = "".join(
        f'<li><h2><a href="{escape(row.url)}">{escape(row.title)}</a></h2><p>{escape(row.summary)}</p></li>'
        for row in rows
    )
    return _page(outlet, outlet.about, "", f"<main><ul>{links}</ul></main>")


def index_page(outlets: Sequence[Outlet]) -> str:
    """Return the newsroom's own front page, which links every outlet's."""
    links = "".join(f'<li><a href="/{outlet.id}/">{escape(outlet.name)}</a></li>' for outlet in outlets)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Newsroom</title></head>'
        f"<body><h1>Newsroom</h1><ul>{links}</ul></body></html>\n"
    )


def _page(outlet: Outlet, title: str, head: str, main: str) -> str:
    form = FORMATS[outlet.format]
    media = form.media.partition(";")[0]
    sections = "".join(f'<li><a href="/{outlet.id}/">{name}</a></li>' for name in _SECTIONS)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)} | {escape(outlet.name)}</title>\n"
        f'<link rel="alternate" type="{media}" title="{escape(outlet.name)}" href="/{outlet.id}/{form.file}">\n'
        f"<style>{_STYLE}</style>{head}</head>\n<body>\n"
        f'<header class="site"><a href="/{outlet.id}/">{escape(outlet.name)}</a>'
        f"<nav><ul>{sections}</ul></nav></header>\n"
        f"{main}\n<footer><p>© {escape(outlet.name)}. All rights reserved.</p>"
        "<p>Contact · Privacy · Subscribe</p></footer>\n"
        "</body></html>\n"
    )


def _time(when: datetime) -> str:
    return f'<time datetime="{when.isoformat()}">{when:%d %B %Y, %H:%M}</time>'


def _json_ld(outlet: Outlet, row: Row, text: str) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": row.title,
        "datePublished": row.published.isoformat(),
        "url": row.url,
        "publisher": {"@type": "Organization", "name": outlet.name},
        "isAccessibleForFree": False,
        "articleBody": text,
    }
    # A closing tag inside the script would end it (HTML, section "Restrictions for contents of script elements").
    return f'<script type="application/ld+json">{json.dumps(data).replace("<", chr(92) + "u003c")}</script>'
