"""What may be fetched for an entry's text, and that no page stops or fouls anything."""

import asyncio
import re
from dataclasses import replace

import pytest

from sources.articles.text import article
from sources.feeds.fetch import Fetcher
from sources.models import Access, TextFrom
from sources.newsroom.http import Response
from sources.workers import Workers
from tests.articles.linked import NOW, PARAGRAPHS, Desk, html, page

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
