# ruff: noqa: E501 - markup a line
"""Web pages of the kinds that news sites have, around the newsroom's own stories: what is the article, and what is not.

Each layout is a way in which sites build pages; `Made` says what a reader must get and what must stay out.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from sources.newsroom.stories import Item, items

BEGAN = datetime(2025, 6, 3, 6, tzinfo=UTC)
NAV = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World news section</a></li><li><a href='/s'>Sport today</a></li></ul></nav>"
FOOTER = "<footer><p>All rights reserved by the publishing house.</p><p>Contact the editors | Terms of use | Imprint</p></footer>"
COOKIE = "<div id='cookie-banner' class='cookie-notice'><p>We use cookies to improve your visit. <button>Accept all</button></p></div>"
SHARE = "<ul class='share-buttons social'><li><a href='#'>Share on Facebook</a></li><li><a href='#'>Share by mail now</a></li></ul>"
SIGNUP = "<form class='newsletter'><p>Sign up for our morning newsletter today.</p><input name='m'><button>Send</button></form>"
NOISE = (
    "World news section",
    "All rights reserved by the publishing house",
    "We use cookies to improve your visit",
    "Share on Facebook",
    "Sign up for our morning newsletter",
)


@dataclass(frozen=True)
class Made:
    """A page. `wanted` are the paragraphs of its article, `unwanted` stretches of what stands around it."""

    html: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


Layout = Callable[[Item, Sequence[Item]], Made]


def parts(item: Item) -> list[str]:
    return item.text(BEGAN).split("\n\n")


def title(item: Item) -> str:
    return item.headline(BEGAN)


def paragraphs(item: Item) -> list[str]:
    return [f"<p>{escape(part, quote=False)}</p>" for part in parts(item)]


def page(item: Item, main: str, head: str = "", furniture: str = COOKIE) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(title(item))} | {item.outlet.name}</title>'
        f'<meta property="og:site_name" content="{item.outlet.name}"><meta property="og:title" content="{escape(title(item))}">'
        f"{head}<style>p{{margin:1em}}</style><script>var tracker = 1;</script></head><body>{furniture}"
        f"<header>{NAV}</header>{main}{FOOTER}</body></html>"
    )


def links(others: Sequence[Item], heading: str = "Most read") -> str:
    listed = "".join(f"<li><a href='/{o.id}'>{escape(title(o))}</a></li>" for o in others[:5])
    return f"<aside class='related'><h3>{heading}</h3><ul>{listed}</ul></aside>"


def _around(others: Sequence[Item]) -> tuple[str, ...]:
    return (*NOISE, *(title(o) for o in others[:5]))


def semantic(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><article><h1>{escape(title(item))}</h1>{SHARE}{''.join(paragraphs(item))}</article>{SIGNUP}{links(others)}</main>"
    return Made(page(item, main), tuple(parts(item)), _around(others))


def soup(item: Item, others: Sequence[Item]) -> Made:
    body = "".join(f"<div class='x{n}'><div class='t'>{p}</div></div>" for n, p in enumerate(paragraphs(item)))
    main = f"<div id='wrap'><div class='c1'><div class='hd'>{escape(title(item))}</div>{SHARE}<div class='c2'>{body}</div></div><div class='c3'>{links(others)}</div></div>"
    return Made(page(item, main), tuple(parts(item)), _around(others))


def wordpress(item: Item, others: Sequence[Item]) -> Made:
    comments = "<div id='comments' class='comments-area'><h3>2 thoughts</h3><ol class='commentlist'><li class='comment'><p>First! I never trusted that quay.</p></li><li class='comment'><p>My uncle works there and says otherwise.</p></li></ol></div>"
    main = (
        f"<div id='content' class='site-content'><article class='post type-post hentry'><header class='entry-header'><h1 class='entry-title'>{escape(title(item))}</h1>"
        f"<div class='entry-meta'>Posted on 3 June 2025 by admin</div></header><div class='entry-content'>{''.join(paragraphs(item))}"
        f"<div class='sharedaddy'><h3>Share this article:</h3>{SHARE}</div></div></article>{comments}</div><div id='secondary' class='widget-area'>{links(others, 'Recent Posts')}</div>"
    )
    noise = (*_around(others), "I never trusted that quay", "My uncle works there")
    return Made(page(item, main), tuple(parts(item)), noise)


def promos(item: Item, others: Sequence[Item]) -> Made:
    body = paragraphs(item)
    body.insert(
        2,
        f"<div class='inline-promo related-inline'><a href='/x'><strong>Read more:</strong> {escape(title(others[0]))}</a></div>",
    )
    body.insert(4, SIGNUP)
    body.insert(len(body) - 1, "<div class='ad-slot'><span>Advertisement</span></div>")
    main = f"<main><article itemscope itemtype='http://schema.org/NewsArticle'><h1>{escape(title(item))}</h1><div class='story-body' itemprop='articleBody'>{''.join(body)}</div></article></main>"
    return Made(page(item, main), tuple(parts(item)), (*NOISE[:3], NOISE[4], title(others[0]), "Advertisement"))


def captions(item: Item, others: Sequence[Item]) -> Made:
    body = paragraphs(item)
    body.insert(
        1,
        "<figure><img src='a.jpg' alt='A quay in rain'><figcaption>The quay on Monday. Photo: Rune Wick</figcaption></figure>",
    )
    main = f"<article><h1>{escape(title(item))}</h1><p class='byline'>By Ana Teller</p><time datetime='2025-06-03'>3 June 2025</time>{''.join(body)}</article>{links(others)}"
    return Made(page(item, main), tuple(parts(item)), _around(others))


def breaks(item: Item, others: Sequence[Item]) -> Made:
    body = "<br><br>\n".join(escape(part, quote=False) for part in parts(item))
    main = f"<table width='100%'><tr><td width='200' valign='top'>{links(others)}</td><td><font size='5'>{escape(title(item))}</font><p>{body}</p></td></tr></table>"
    return Made(page(item, main), tuple(parts(item)), (*NOISE[:3], *(title(o) for o in others[:5])))


def linked_data(item: Item, others: Sequence[Item]) -> Made:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title(item),
        "articleBody": "\n\n".join(parts(item)),
        "wordCount": len(item.text(BEGAN).split()),
    }
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    main = f"<div id='app'><h1>{escape(title(item))}</h1><p>Loading the article for you…</p></div>{links(others)}"
    return Made(page(item, main, head), tuple(parts(item)), (*_around(others), "Loading the article for you"))


def headed_sections(item: Item, others: Sequence[Item]) -> Made:
    body = paragraphs(item)
    body.insert(3, "<h2>What happens next</h2>")
    body.insert(5, f"<blockquote class='pullquote'><p>{escape(parts(item)[0][:60])}</p></blockquote>")
    main = f"<div role='main'><div class='article__body'><h1>{escape(title(item))}</h1>{''.join(body)}</div><section class='author-bio'><p>The author has covered harbours for nine years.</p></section>{links(others)}</div>"
    return Made(page(item, main), tuple(parts(item)), (*_around(others), "has covered harbours for nine years"))


def tagged(item: Item, others: Sequence[Item]) -> Made:
    tags = "".join(f"<a rel='tag' href='/t/{n}'>Topic number {n}</a>" for n in range(6))
    main = f"<article><h1>{escape(title(item))}</h1><div class='content'>{''.join(paragraphs(item))}</div><div class='tags'>{tags}</div><div class='pagination'><a href='?p=2'>Go to the next page</a></div></article>{links(others)}"
    return Made(page(item, main), tuple(parts(item)), (*_around(others), "Topic number 3", "Go to the next page"))


def credited(item: Item, others: Sequence[Item]) -> Made:
    credit = "<p class='article-credit'>Source: Aldine Press</p>"
    main = f"<article><h1>{escape(title(item))}</h1><div class='body'>{''.join(paragraphs(item))}</div>{credit}</article>{links(others)}"
    return Made(page(item, main), (*parts(item), "Source: Aldine Press"), _around(others))


def spans(item: Item, others: Sequence[Item]) -> Made:
    body = "".join(
        f"<p><span style='c'>{escape(part[:40], quote=False)}</span><span>{escape(part[40:], quote=False)}</span></p>"
        for part in parts(item)
    )
    main = f"<section class='page'><h1><span>{escape(title(item))}</span></h1><div class='rich-text'>{body}</div></section>{links(others)}"
    return Made(page(item, main), tuple(parts(item)), _around(others))


def live_blog(item: Item, others: Sequence[Item]) -> Made:
    posts = "".join(
        f"<div class='liveblog-post block' id='b{n}'><time class='stamp'>1{n}:0{n} BST</time><h3>Update {n} of the day</h3>{p}{SHARE}</div>"
        for n, p in enumerate(paragraphs(item))
    )
    data = {"@type": "LiveBlogPosting", "headline": title(item), "coverageStartTime": "2025-06-03T08:00:00Z"}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    main = f"<main class='liveblog'><h1>Live: {escape(title(item))}</h1><div class='liveblog-body'>{posts}</div>{links(others)}</main>"
    return Made(page(item, main, head), tuple(parts(item)), _around(others))


def gallery(item: Item, others: Sequence[Item]) -> Made:
    shown = parts(item)[:4]
    figures = "".join(
        f"<figure class='slide'><img src='{n}.jpg'><figcaption>{escape(part, quote=False)}</figcaption></figure>"
        for n, part in enumerate(shown)
    )
    main = f"<main><article class='gallery'><h1>In pictures: {escape(title(item))}</h1><p>{escape(parts(item)[4], quote=False)}</p><div class='slides'>{figures}</div></article>{links(others)}</main>"
    return Made(page(item, main), (parts(item)[4],), _around(others))


ARTICLES: tuple[Layout, ...] = (
    semantic,
    soup,
    wordpress,
    promos,
    captions,
    breaks,
    linked_data,
    headed_sections,
    tagged,
    credited,
    spans,
)


def long_items(least: int = 5) -> list[Item]:
    """Return the newsroom's stories that have at least so many paragraphs, longest first within an outlet's order."""
    return [item for item in items() if len(item.text(BEGAN).split("\n\n")) >= least]
