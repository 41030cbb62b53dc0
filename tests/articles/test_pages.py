"""The set of pages, its bars, and what single pages must give."""

import asyncio

import pytest
from selectolax.lexbor import LexborHTMLParser

from sources.articles.banners import Banners
from sources.articles.page import read_page
from sources.articles.walls import is_consent, is_listing
from sources.models import Access, TextFrom
from tests.articles.layouts import parts, title
from tests.articles.pages import Score, articles, samples

SAMPLES = samples()


def test_the_set_is_large_enough_and_its_pages_differ() -> None:
    assert len(SAMPLES) >= 40
    assert len({sample.made.html for sample in SAMPLES if sample.made.html}) >= 40
    assert {sample.kind for sample in SAMPLES} >= {"article", "live blog", "gallery", "paywall", "consent", "listing"}


def test_texts_and_labels_hold_their_bars() -> None:
    import trafilatura

    got = asyncio.run(articles(SAMPLES))
    ours, theirs = Score(), Score()
    for sample, made in zip(SAMPLES, got, strict=True):
        if sample.made.html:
            ours.add(made.text if made.text_from is TextFrom.PAGE else "", sample.made)
            theirs.add(trafilatura.extract(sample.made.html, include_comments=False) or "", sample.made)
        if made.access is not Access.FULL:
            assert made.note or made.access is Access.PARTIAL
        # Whatever became of the page, what the feed tells is there.
        assert made.text_from is TextFrom.PAGE or made.text.startswith(title(sample.item))
    right = sum(made.access is sample.access for sample, made in zip(SAMPLES, got, strict=True))
    assert ours.f1 >= theirs.f1
    assert right >= 0.95 * len(SAMPLES)


def test_a_paywall_is_not_walked_around() -> None:
    for sample in SAMPLES:
        if sample.kind == "paywall":
            text = read_page(sample.made.html.encode(), "", None).text
            assert parts(sample.item)[-1] not in text, sample.name


def test_a_page_tells_of_its_article() -> None:
    html = (
        '<html lang="en-GB"><head><link rel="canonical" href="/a/1?utm_source=x">'
        '<meta property="article:modified_time" content="2025-06-03T10:00:00+02:00">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Gate shut", "dateModified":'
        '"2025-06-03T12:00:00Z", "author": [{"@type": "Person", "name": "Ana Teller"}, {"name": "Bo\\u001b[2J Wick"}]}'
        f"</script></head><body><article><h1>Gate shut</h1>{'<p>The board said that the gate was shut.</p>' * 9}"
        "</article></body></html>"
    )
    page = read_page(html.encode(), "", "https://quay.example/a/1")
    assert (page.author, page.language) == ("Ana Teller, Bo[2J Wick", "en")
    assert page.modified is not None and page.modified.hour == 12
    assert page.canonical == "https://quay.example/a/1?utm_source=x"
    byline = read_page(
        html.replace("author", "x").replace("<h1>", "<p class='byline'>By Ana Teller</p><h1>").encode(), "", None
    )
    assert byline.author == "Ana Teller"


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p class='article-credit'>Source: Aldine Press</p>", "Source: Aldine Press"),
        ("<div class='byline'>By our staff and Reuters</div>", "Source: Reuters"),
        (
            "<footer class='article-footer'>Additional reporting by Ana Teller in Kolm</footer>",
            "Additional reporting by Ana",
        ),
        ("<figure class='photo-credit'><figcaption class='credit'>Photo: AFP</figcaption></figure>", None),
        ("<p class='byline'>By Ana Teller</p>", None),
    ],
)
def test_the_credit_line_is_kept(markup: str, kept: str | None) -> None:
    body = "".join(
        f"<p>The board said in part {n} of its notice that the gate at the quay was to stay shut.</p>" for n in range(9)
    )
    text = read_page(
        f"<html><body><article><h1>Gate</h1>{body}{markup}</article></body></html>".encode(), "", None
    ).text
    if kept:
        assert kept in text
    else:
        assert "Source:" not in text and "AFP" not in text


def test_the_same_text_behind_three_addresses_is_a_banner() -> None:
    banners = Banners()
    said = [banners.seen(f"https://quay.example/{n}", "We are back  soon.") for n in (1, 1, 2, 2, 3, 4)]
    assert said == [False, False, False, False, True, True]
    assert not banners.seen("https://mole.example/1", "We are back soon.")


def test_an_article_about_consent_is_no_consent_page() -> None:
    article = (
        "The harbour board fined the ferry line on Monday for its use of cookies. The line said that it would appeal. "
        "Its lawyer, Runa Feld, told the court that passengers had been asked. The court is to rule in a month. "
        "Ferries sailed as usual. The board had looked into the matter since the spring."
    )
    assert not is_consent(article)
    assert not is_listing(LexborHTMLParser(f"<p>{article}</p>"), article)
