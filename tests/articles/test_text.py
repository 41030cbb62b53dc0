"""An entry's text: from where, what its note says when only part can be had, and that no page stops anything."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from sources.articles.files import Unreadable
from sources.articles.page import decode_page, headed
from sources.articles.text import article, from_url
from sources.feeds.fetch import Fetcher
from sources.models import Access, Article, Entry, Feed, TextFrom
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.workers import Workers

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOW = datetime.now(UTC)
TITLE = "Ferry line denies that Lysholm pier is unsafe"
SHORT = "The Oddmark Ferry Line denied on Monday that the pier at Lysholm was unsafe, and the harbour board disagreed."
PARAGRAPHS = [
    SHORT,
    "The board said that an inspection in the spring had found cracks in four of the piles beneath the landing stage.",
    "A spokeswoman for the line, Runa Feld, said that the cracks were cosmetic and that the stage had been reinforced.",
    "The town's engineer could not be reached. Ferries went on calling at the pier on Monday afternoon, on schedule.",
    "Two captains of the line told the Post that they had been asked to moor on the seaward side until the autumn.",
    "The inspection report has not been published. The board said that it would be laid before the council in a week.",
]
BODY = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{part}</p>" for part in PARAGRAPHS)

PAID = {"@type": "Article", "isAccessibleForFree": "False"}
CONSENT = "".join(
    f"<p>We value your privacy. Choose which cookies our {n} partners may store on your device, and for what.</p>"
    for n in range(9)
)


def page(inner: str = HTML, head: str = "", data: object = None) -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Lysholm Post</title>'
        f'<meta property="og:site_name" content="Lysholm Post">{head}{script}</head>'
        f'<body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{TITLE}</h1>{inner}</article></main><footer>All rights reserved</footer></body></html>"
    ).encode()


def html(body: bytes, status: int = 200, **headers: str) -> Response:
    told = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-").title(): v for k, v in headers.items()}
    return Response(status, told, body)


class Desk:
    """A page on a loopback newsroom, the feed that links it, and what fetches it."""

    def __init__(self, room: Newsroom, workers: Workers) -> None:
        self.room, self.workers = room, workers
        self.base = room.url.rstrip("/")
        self.feed = Feed("Post", f"{self.base}/lysholm/feed.xml", "Lysholm Post", allow_private=True)

    def entry(self, content: str = "", summary: str = SHORT, url: str | None = "/lysholm/a.html") -> Entry:
        address = url and (url if url.startswith("http") else self.base + url)
        return Entry("e1", "Post", "Lysholm Post", TITLE, address, NOW, content, summary)

    async def get(self, entry: Entry | None = None, feed: Feed | None = None, robots: bool = True) -> Article:
        async with Fetcher(pace=0) as fetcher:
            return await article(entry or self.entry(), feed or self.feed, fetcher, self.workers, NOW, robots=robots)

    def paths(self) -> list[str]:
        return [request.path for request in self.room.log]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def workers() -> AsyncIterator[Workers]:
    async with Workers(1, memory=1 << 30, seconds=15, max_tasks=None) as pool:
        yield pool


@pytest_asyncio.fixture(loop_scope="module")
async def desk(workers: Workers) -> AsyncIterator[Desk]:
    with Newsroom(manual=True) as room:
        room.script("/robots.txt", Response(404))
        yield Desk(room, workers)


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


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (Response(200, {}, "User-agent: *\nDisallow: /lysholm/*.html$"), "asks programs not to"),
        (Response(200, {}, "User-agent: gainsay\nDisallow: /\n\nUser-agent: *\nAllow: /"), "asks programs not to"),
        (Response(503), "could not be read"),
        (Response(200, {}, "User-agent: *\nDisallow: /private"), None),
        (Response(200, {}, b"\xff\x00" * 500), None),
    ],
)
async def test_robots_txt_is_obeyed(desk: Desk, rules: Response, words: str | None) -> None:
    desk.room.unscript("/robots.txt")
    desk.room.script("/robots.txt", rules)
    desk.room.script("/lysholm/a.html", html(page()))
    got = await desk.get()
    assert got.text_from == (TextFrom.SUMMARY if words else TextFrom.PAGE)
    assert (words or "") in (got.note or "")
    assert ("/lysholm/a.html" in desk.paths()) is (words is None)
    assert (await desk.get(robots=False)).text_from == TextFrom.PAGE


async def test_a_link_that_redirects_to_what_robots_txt_forbids_is_not_followed_there(desk: Desk) -> None:
    desk.room.unscript("/robots.txt")
    desk.room.script("/robots.txt", Response(200, {}, "User-agent: *\nDisallow: /closed/"))
    desk.room.script("/lysholm/a.html", Response(302, {"Location": "/open/b.html"}))
    desk.room.script("/open/b.html", Response(302, {"Location": "/closed/c.html"}))
    desk.room.script("/closed/c.html", html(page()))
    got = await desk.get()
    assert (got.text_from, got.access) == (TextFrom.SUMMARY, Access.BLOCKED)
    assert desk.paths().count("/robots.txt") == 1 and "/closed/c.html" not in desk.paths()
    assert (await desk.get(robots=False)).text_from == TextFrom.PAGE


async def test_robots_txt_is_asked_for_once(desk: Desk) -> None:
    desk.room.unscript("/robots.txt")
    desk.room.script("/robots.txt", Response(200, {}, "User-agent: *\nAllow: /"))
    desk.room.script("/lysholm/a.html", html(page()))
    async with Fetcher(pace=0) as fetcher:
        await asyncio.gather(*(article(desk.entry(), desk.feed, fetcher, desk.workers, NOW) for _ in range(5)))
    assert desk.paths().count("/robots.txt") == 1


async def test_a_link_into_a_private_network_is_not_followed_for_a_public_feed(desk: Desk) -> None:
    public = replace(desk.feed, url="https://post.example/feed", allow_private=False)
    got = await desk.get(feed=public, robots=False)
    assert "private network" in (got.note or "")
    elsewhere = await desk.get(desk.entry(url="http://localhost:9/x"), robots=False)
    assert "private network" in (elsewhere.note or "")
    assert desk.paths() == []


async def test_an_entry_without_address_or_text(desk: Desk) -> None:
    assert "no web address" in ((await desk.get(desk.entry(url=None))).note or "")
    bare = await desk.get(desk.entry(summary=""), replace(desk.feed, fulltext="never"))
    assert (bare.text, bare.note) == (TITLE, "the feed carries nothing but the headline")


async def test_a_page_that_hangs_its_parser_costs_itself(desk: Desk) -> None:
    desk.room.script("/lysholm/a.html", html(b"<html><body>" + b"<div>" * 300_000))
    async with Workers(1, memory=1 << 30, seconds=1, max_tasks=None) as pool, Fetcher(pace=0) as fetcher:
        got = await article(desk.entry(), desk.feed, fetcher, pool, NOW, robots=False)
    assert "longer than 1 s" in (got.note or "")
    assert got.text_from == TextFrom.SUMMARY


async def test_nothing_from_a_page_reaches_the_terminal_uncleaned(desk: Desk) -> None:
    foul = "".join(f"<p>&#27;[31m\x1b]0;x\x07 \x9b1m \u202e {part} [/b]</p>" for part in PARAGRAPHS)
    desk.room.script("/lysholm/a.html", html(page(foul, data={"@type": "NewsArticle", "headline": "Ferry \x1b[2J"})))
    text = (await desk.get()).text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "[/b]" in text


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
