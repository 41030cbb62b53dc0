# ruff: noqa: E501 - markup a line
"""Pages written after extraction and labels were settled, to see how they do on what they were not made for."""

import json
from collections.abc import Sequence
from html import escape

from sources.models import Access
from sources.newsroom.stories import Item
from tests.articles.layouts import COOKIE, NAV, NOISE, Layout, Made, links, page, paragraphs, parts, title


def _outside(others: Sequence[Item]) -> tuple[str, ...]:
    return (*NOISE[:3], *(title(o) for o in others[:5]))


def amp(item: Item, others: Sequence[Item]) -> Made:
    html = f"<!doctype html><html amp lang='en'><head><meta charset='utf-8'><title>{escape(title(item))}</title></head><body>{COOKIE}<amp-sidebar>{NAV}</amp-sidebar><article class='amp-wp-article'><h1>{escape(title(item))}</h1><amp-img src='x'></amp-img><div class='amp-wp-article-content'>{''.join(paragraphs(item))}</div></article><amp-ad>Advertisement here</amp-ad></body></html>"
    return Made(html, tuple(parts(item)), (*NOISE[:1], NOISE[2], "Advertisement here"))


def sponsored(item: Item, others: Sequence[Item]) -> Made:
    body = paragraphs(item)
    body.insert(3, "<div class='sponsored-content'><h4>Paid post</h4><p>Soft soap from the makers of soap.</p></div>")
    main = f"<main id='maincontent'><header><h1>{escape(title(item))}</h1><div class='standfirst'><p>{escape(parts(item)[0][:50])}</p></div></header><div class='article-body-viewer'>{''.join(body)}</div></main><div class='onward'>{links(others)}</div>"
    return Made(page(item, main), tuple(parts(item)), (*_outside(others), "Soft soap from the makers"))


def corrected(item: Item, others: Sequence[Item]) -> Made:
    note = "<p class='correction'><em>This article was amended on 4 June to correct the name of the quay.</em></p>"
    main = f"<article data-type='story'><hgroup><h1>{escape(title(item))}</h1></hgroup><section>{''.join(paragraphs(item))}</section>{note}</article>{links(others)}"
    return Made(
        page(item, main),
        (*parts(item), "This article was amended on 4 June to correct the name of the quay."),
        _outside(others),
    )


def short_article(item: Item, others: Sequence[Item]) -> Made:
    main = f"<article><h1>{escape(title(item))}</h1>{''.join(paragraphs(item)[:3])}</article>{links(others)}"
    return Made(page(item, main), tuple(parts(item)[:3]), _outside(others))


def graph_data(item: Item, others: Sequence[Item]) -> Made:
    graph = {
        "@graph": [
            {"@type": "Organization", "name": "Quay"},
            {
                "@type": "ReportageNewsArticle",
                "headline": title(item),
                "isAccessibleForFree": True,
                "articleBody": " ".join(parts(item)),
            },
        ]
    }
    head = f"<script type='application/ld+json'>{json.dumps(graph)}</script>"
    main = f"<div class='story'><h1>{escape(title(item))}</h1><div class='story__text'>{''.join(paragraphs(item))}</div></div>{links(others)}"
    return Made(page(item, main, head), tuple(parts(item)), _outside(others))


def ticker(item: Item, others: Sequence[Item]) -> Made:
    posts = "".join(
        f"<li class='ticker-entry'><b>1{n}.{n}0</b> {escape(part, quote=False)}</li>"
        for n, part in enumerate(parts(item))
    )
    main = f"<main><h1>{escape(title(item))}: as it happened</h1><ol class='ticker'>{posts}</ol></main>{links(others)}"
    return Made(page(item, main), tuple(parts(item)), _outside(others))


def blurred(item: Item, others: Sequence[Item]) -> Made:
    gate = "<div class='overlay'><h3>Keep reading with a digital subscription</h3><p>Subscribers only. Cancel any time.</p></div>"
    main = f"<article><h1>{escape(title(item))}</h1>{''.join(paragraphs(item)[:2])}{gate}</article>{links(others)}"
    return Made(page(item, main), tuple(parts(item)[:2]), _outside(others))


def trial(item: Item, others: Sequence[Item]) -> Made:
    gate = "<div id='piano-inline'><p>Start your free trial to read the full story.</p><a href='/s'>See all offers</a></div>"
    main = f"<article><h1>{escape(title(item))}</h1>{''.join(paragraphs(item)[:1])}{gate}</article>{links(others)}"
    return Made(page(item, main), tuple(parts(item)[:1]), _outside(others))


def offers(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><h1>{escape(title(item))}</h1><div class='regwall-container'><p>Please log in to continue.</p><form><input name='mail'></form></div></main>"
    return Made(page(item, main), (), ("Please log in to continue",))


def european(item: Item, others: Sequence[Item]) -> Made:
    text = "<p>This site and its 611 advertising partners store information on your device.</p><p>They process personal data such as your address on the network.</p><p>Press agree to consent, or set your preferences for cookies.</p>"
    html = f"<!DOCTYPE html><html lang='en'><head><title>Your choices</title></head><body><div class='tcf-layer'>{text}<button>Agree</button></div></body></html>"
    return Made(html, (), ("advertising partners", "personal data"))


def section_front(item: Item, others: Sequence[Item]) -> Made:
    cards = "".join(
        f"<article class='card'><a href='/{o.id}'><h3>{escape(title(o))}</h3></a><span>{n} hours ago</span></article>"
        for n, o in enumerate(others[:12])
    )
    main = f"<main><h1>Harbours</h1><div class='cards'>{cards}</div></main>"
    return Made(page(item, main), (), tuple(title(o) for o in others[:12]))


def tag_archive(item: Item, others: Sequence[Item]) -> Made:
    rows = "".join(f"<tr><td>3 June</td><td><a href='/{o.id}'>{escape(title(o))}</a></td></tr>" for o in others[:10])
    main = f"<main><h1>Archive: June</h1><table>{rows}</table></main>"
    return Made(page(item, main), (), tuple(title(o) for o in others[:10]))


LATER: tuple[tuple[str, Layout, Access], ...] = (
    ("article", amp, Access.FULL),
    ("article", sponsored, Access.FULL),
    ("article", corrected, Access.FULL),
    ("article", short_article, Access.FULL),
    ("article", graph_data, Access.FULL),
    ("live blog", ticker, Access.FULL),
    ("paywall", blurred, Access.PAYWALLED),
    ("paywall", trial, Access.PAYWALLED),
    ("paywall", offers, Access.PAYWALLED),
    ("consent", european, Access.CONSENT),
    ("listing", section_front, Access.PARTIAL),
    ("listing", tag_archive, Access.PARTIAL),
)
"""Kind, layout and label."""
