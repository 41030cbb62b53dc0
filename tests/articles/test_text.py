"""An entry's text: from where, and what its note says when only part can be had."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sources.articles.files import Unreadable
from sources.articles.page import decode_page, headed
from sources.articles.text import from_url
from sources.feeds.fetch import Fetcher
from sources.models import Article, TextFrom
from sources.newsroom.http import Response
from tests.articles.linked import BODY, HTML, NOW, PARAGRAPHS, SHORT, TITLE, Desk, html, page

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_feed_that_carries_the_text_is_not_followed(desk: Desk) -> None:
    got = await desk.get(desk.entry(content=BODY))
    assert got == Article(
        id="e1",
        title=TITLE,
        url=desk.base + "/lysholm/a.html",
        published=NOW,
        outlet="Lysholm Post",
        text=f"{TITLE}\n\n{BODY}",
        text_from=TextFrom.FEED,
        feed="Post",
        fetched=NOW,
    )
    assert desk.paths() == []


async def test_a_short_text_sends_for_the_page(desk: Desk) -> None:
    desk.room.script("/lysholm/a.html", html(page()))
    got = await desk.get()
    assert (got.text_from, got.note) == (TextFrom.PAGE, None)
    assert got.text == f"{TITLE}\n\n{BODY}"
    assert desk.paths() == ["/robots.txt", "/lysholm/a.html"]


async def test_a_text_that_breaks_off_sends_for_the_page(desk: Desk) -> None:
    desk.room.script("/lysholm/a.html", html(page()))
    got = await desk.get(desk.entry(content=BODY[:-60] + " […]"))
    assert got.text_from == TextFrom.PAGE
    assert got.text.endswith("in a week.")


async def test_the_user_may_say_always_or_never(desk: Desk) -> None:
    desk.room.script("/lysholm/a.html", html(page()))
    never = await desk.get(feed=replace(desk.feed, fulltext="never"))
    assert (never.text_from, never.text) == (TextFrom.SUMMARY, f"{TITLE}\n\n{SHORT}")
    assert desk.paths() == []
    always = await desk.get(
        desk.entry(content=BODY + "\n\nMore of the feed's own."), replace(desk.feed, fulltext="always")
    )
    assert (always.text_from, always.text) == (TextFrom.PAGE, f"{TITLE}\n\n{BODY}")


@pytest.mark.parametrize("stated", [BODY, HTML, BODY.replace("The", "&#84;he")])
async def test_the_page_s_own_structured_text_comes_first(desk: Desk, stated: str) -> None:
    data = {"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": TITLE, "articleBody": stated}]}
    desk.room.script("/lysholm/a.html", html(page("<p>Sign in to read.</p>", data=data)))
    got = await desk.get()
    assert (got.text_from, got.text) == (TextFrom.PAGE, f"{TITLE}\n\n{BODY}")


async def test_structured_text_without_paragraphs_gives_way_to_the_page(desk: Desk) -> None:
    data = {"@type": "NewsArticle", "articleBody": "".join(PARAGRAPHS)}
    desk.room.script("/lysholm/a.html", html(page(data=data)))
    assert (await desk.get()).text == f"{TITLE}\n\n{BODY}"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (html(b"", 402), "behind a paywall (status 402)"),
        (html(b"", 403), "refuses to serve"),
        (html(b"", 403, cf_mitigated="challenge"), "proof that a person reads it"),
        (html(b"", 404), "not there"),
        (html(b"", 500), "could not be fetched: 127.0.0.1 has a fault of its own"),
        (html(b"%PDF-1.7", content_type="application/pdf"), "leads to application/pdf, not to a web page"),
        (html(page(), x_robots_tag="noarchive"), "be not kept"),
        (html(b"x" * (3 << 20)), "larger than 2 MiB"),
        (html(b""), "no article was found"),
        (html(page("<p>Hello.</p>")), "no article was found"),
        (
            html(page("<p>We value your privacy. Choose which cookies our partners may store on your device.</p>" * 9)),
            "a consent page",
        ),
        (
            html(
                page(
                    f"<p>{SHORT[:60]}</p>" + "<p>Subscribe now.</p>",
                    data={"@type": "Article", "isAccessibleForFree": "False"},
                )
            ),
            "paywall",
        ),
        (Response(302, {"Location": "http://169.254.169.254/latest/"}), "address of this machine or a private network"),
        (Response(302, {"Location": "ftp://a.example/"}), "no web address"),
    ],
)
async def test_when_the_page_gives_nothing_the_feed_s_text_stands_and_the_note_says_why(
    desk: Desk, answer: Response, words: str
) -> None:
    desk.room.script("/lysholm/a.html", answer)
    got = await desk.get()
    assert words in (got.note or "")
    assert (got.text_from, got.text) == (TextFrom.SUMMARY, f"{TITLE}\n\n{SHORT}")


async def test_what_a_paywall_shows_is_taken_and_said(desk: Desk) -> None:
    data = {"@type": "NewsArticle", "hasPart": {"isAccessibleForFree": False}, "wordCount": 900}
    desk.room.script("/lysholm/a.html", html(page("".join(f"<p>{p}</p>" for p in PARAGRAPHS[:3]), data=data)))
    got = await desk.get()
    assert (got.text_from, got.text) == (TextFrom.PAGE, "\n\n".join([TITLE, *PARAGRAPHS[:3]]))
    assert "paywall" in (got.note or "")


async def test_an_entry_without_address_or_text(desk: Desk) -> None:
    assert "no web address" in ((await desk.get(desk.entry(url=None))).note or "")
    bare = await desk.get(desk.entry(summary=""), replace(desk.feed, fulltext="never"))
    assert (bare.text, bare.note) == (TITLE, "the feed carries nothing but the headline")


async def test_a_web_address_alone_is_read_with_what_the_page_says_of_itself(desk: Desk) -> None:
    data = {"@type": "NewsArticle", "headline": "Pier row", "datePublished": "2025-06-03T10:00:00+02:00"}
    desk.room.script("/lysholm/a.html", html(page(data=data, head='<link rel="canonical" href="/2025/pier-row">')))
    url = desk.base + "/lysholm/a.html"
    async with Fetcher(pace=0) as fetcher:
        got = await from_url(url, fetcher, desk.workers)
        assert isinstance(got, Article)
        assert (got.id, got.url, got.title, got.outlet) == (url, url, "Pier row", "Lysholm Post")
        assert got.canonical == desk.base + "/2025/pier-row"
        assert got.published == datetime(2025, 6, 3, 8, tzinfo=UTC)
        assert got.text == f"Pier row\n\n{BODY}"
        gone = await from_url(desk.base + "/nowhere", fetcher, desk.workers)
        assert gone == Unreadable(desk.base + "/nowhere", "the page is not there (status 404)")
        wrong = await from_url("ftp://x.example/", fetcher, desk.workers)
        assert isinstance(wrong, Unreadable)
        assert "must start with http" in wrong.error
    assert "/robots.txt" not in desk.paths()


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Gate shut", "Gate shut\n\nBy us", "Gate shut\n\nBy us"),
        ("Gate “shut”", 'GATE "SHUT" - by us', 'GATE "SHUT" - by us'),
        ("Gate shut", "The gate", "Gate shut\n\nThe gate"),
        ("Gate", "", "Gate"),
        ("", "Body", "Body"),
        (None, "Body", "Body"),
    ],
)
async def test_a_text_stands_under_its_headline_once(title: str | None, body: str, text: str) -> None:
    assert headed(title, body) == text


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Żuraw".encode(), "", "Żuraw"),
        ("Żuraw".encode("iso-8859-2"), "text/html; charset=ISO-8859-2", "Żuraw"),
        ('<meta charset="windows-1251">Гавань'.encode("cp1251"), "text/html", "Гавань"),
        ("Żuraw".encode("utf-16"), "", "Żuraw"),
        ("“Żuraw”".encode(), "text/html; charset=ascii", "“Żuraw”"),
        (b"\x93Gate\x94", "text/html; charset=utf-8", "“Gate”"),
        (b"\x81\x93", "text/html; charset=zlib", "\ufffd“"),
    ],
)
async def test_pages_are_decoded_as_browsers_do(body: bytes, kind: str, text: str) -> None:
    assert decode_page(body, kind).endswith(text)
