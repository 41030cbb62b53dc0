# ruff: noqa: E501 - markup a line
"""Pages that stand in place of an article, or show a part of it: paywalls, consent pages, listings."""

import json
from collections.abc import Sequence
from html import escape

from sources.newsroom.stories import Item
from tests.articles.layouts import BEGAN, NOISE, Layout, Made, links, page, paragraphs, parts, title


def _paid(item: Item, others: Sequence[Item], gate: str, shown: int = 2, head: str = "", hidden: bool = False) -> Made:
    body = "".join(paragraphs(item)[:shown])
    rest = f"<div class='locked' style='display:none'>{''.join(paragraphs(item)[shown:])}</div>" if hidden else ""
    main = f"<main><article><h1>{escape(title(item))}</h1><div class='body'>{body}{rest}</div>{gate}</article>{links(others)}</main>"
    return Made(page(item, main, head), tuple(parts(item)[:shown]), (*NOISE[:3], *(title(o) for o in others[:5])))


def _data(item: Item, **more: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title(item), **more}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def stated(item: Item, others: Sequence[Item]) -> Made:
    return _paid(
        item,
        others,
        "<div class='gate'><p>To continue reading, subscribe.</p></div>",
        head=_data(item, isAccessibleForFree=False),
    )


def stated_in_part(item: Item, others: Sequence[Item]) -> Made:
    part = {"@type": "WebPageElement", "isAccessibleForFree": "False", "cssSelector": ".locked"}
    return _paid(
        item,
        others,
        "<div class='offer'>Two months for one crown.</div>",
        head=_data(item, hasPart=part, wordCount=900),
    )


def whole_in_data(item: Item, others: Sequence[Item]) -> Made:
    head = _data(item, isAccessibleForFree=False, articleBody="\n\n".join(parts(item)))
    return _paid(item, others, "<button>Unlock this article</button>", head=head)


def tiered(item: Item, others: Sequence[Item]) -> Made:
    return _paid(
        item,
        others,
        "<div><p>Already a subscriber? Log in</p></div>",
        head="<meta property='article:content_tier' content='locked'>",
    )


def by_words(item: Item, others: Sequence[Item]) -> Made:
    gate = "<div class='cta'><h3>Subscribe to continue reading</h3><p>Already a subscriber? Sign in.</p></div>"
    return _paid(item, others, gate)


def by_class(item: Item, others: Sequence[Item]) -> Made:
    return _paid(item, others, "<div class='c-paywall__offer'><h3>Join us</h3><p>One crown a week.</p></div>")


def register(item: Item, others: Sequence[Item]) -> Made:
    gate = "<section><h2>Register to keep reading</h2><p>Create a free account. It takes a minute.</p></section>"
    return _paid(item, others, gate, shown=1)


def metered(item: Item, others: Sequence[Item]) -> Made:
    gate = "<div role='dialog'><p>You have reached your limit of free articles this month.</p></div>"
    return _paid(item, others, gate)


def members(item: Item, others: Sequence[Item]) -> Made:
    gate = "<aside><p>This article is only available to subscribers.</p><a href='/join'>Join</a></aside>"
    return _paid(item, others, gate)


PAYWALLS: tuple[Layout, ...] = (
    stated,
    stated_in_part,
    whole_in_data,
    tiered,
    by_words,
    by_class,
    register,
    metered,
    members,
)


def _bare(item: Item, text: str) -> Made:
    html = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{item.outlet.name}</title></head><body>{text}</body></html>"
    return Made(html, (), ("partners", "cookies", "privacy", "consent"))


def partners(item: Item, others: Sequence[Item]) -> Made:
    lines = "".join(
        f"<p>We and our {n} partners store and access personal data on your device, such as cookies.</p>"
        for n in (842, 11, 3)
    )
    return _bare(
        item,
        f"<div class='message'><h1>We value your privacy</h1>{lines}<button>Accept all</button><button>Manage options</button></div>",
    )


def before_you_continue(item: Item, others: Sequence[Item]) -> Made:
    text = "<h1>Before you continue</h1><p>We use cookies and data to deliver our services.</p><p>If you choose to accept all, we will also use cookies for advertising.</p><p>If you reject all, we will not use cookies for these purposes.</p>"
    return _bare(item, f"<form action='/save'>{text}</form><main>{text}</main>")


def pay_or_consent(item: Item, others: Sequence[Item]) -> Made:
    text = "<p>Read on with advertising and tracking, or buy the pass.</p><p>With your consent our partners use cookies for advertising.</p><p>You can withdraw consent at any time in our privacy centre.</p>"
    return _bare(item, f"<section><h2>Continue with advertising</h2>{text}<a href='/pur'>Buy the pass</a></section>")


def framed(item: Item, others: Sequence[Item]) -> Made:
    return _bare(
        item,
        "<iframe src='https://cmp.example/'></iframe><noscript><p>Please enable JavaScript to set your privacy choices.</p></noscript><p>Your privacy choices: manage consent and cookies.</p>",
    )


def long_consent(item: Item, others: Sequence[Item]) -> Made:
    kinds = (
        "measurement",
        "audience research",
        "personalised advertising",
        "product development",
        "security",
        "content selection",
    )
    lines = "".join(
        f"<li>Cookies for {kind}: our partners may process personal data on the basis of consent or legitimate interest.</li>"
        for kind in kinds
    )
    return _bare(
        item, f"<div><h2>Your privacy</h2><ul>{lines}</ul><p>You can change your consent at any time.</p></div>"
    )


CONSENTS: tuple[Layout, ...] = (partners, before_you_continue, pay_or_consent, framed, long_consent)


def _teasers(others: Sequence[Item], tag: str) -> str:
    return "".join(
        f"<{tag} class='teaser'><h2><a href='/{o.id}'>{escape(title(o))}</a></h2><p>{escape(o.text(BEGAN)[:90])}…</p></{tag}>"
        for o in others[:9]
    )


def front(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><h1>{item.outlet.name}</h1><section class='grid'>{_teasers(others, 'div')}</section></main>"
    return Made(page(item, main), (), tuple(title(o) for o in others[:9]))


def topic(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><h1>All about harbours</h1><ul>{_teasers(others, 'li')}</ul><div class='pager'><a href='?p=2'>Older stories</a></div></main>"
    return Made(page(item, main), (), tuple(title(o) for o in others[:9]))


def search(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><form><input name='q'></form><p>9 results</p>{_teasers(others, 'article')}</main>"
    return Made(page(item, main), (), tuple(title(o) for o in others[:9]))


def video(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><h1>Watch: the day in brief</h1><div class='player'><video src='v.mp4'></video></div></main>{links(others)}"
    return Made(page(item, main), (), tuple(title(o) for o in others[:5]))


def not_found(item: Item, others: Sequence[Item]) -> Made:
    main = f"<main><h1>Page not found</h1><p>The page may have moved. Try the search.</p></main>{links(others)}"
    return Made(page(item, main), (), ("The page may have moved",))


LISTINGS: tuple[Layout, ...] = (front, topic, search, video, not_found)
