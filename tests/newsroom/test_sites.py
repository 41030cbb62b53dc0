import gzip
import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import httpx
import pytest
import trafilatura

from sources.models import Feed
from sources.newsroom import Newsroom
from sources.newsroom.hostile import TITLES
from sources.newsroom.stories import items, outlets

OUTLETS = [outlet.id for outlet in outlets()]


def titles(feed: Feed) -> list[str]:
    response = httpx.get(feed.url)
    assert response.status_code == 200
    if "json" in response.headers["content-type"]:
        return [item["title"] for item in response.json()["items"]]
    parsed = feedparser.parse(response.content, response_headers=dict(response.headers))
    assert not parsed.bozo
    return [entry.title for entry in parsed.entries]


def feed_of(newsroom: Newsroom, outlet: str) -> Feed:
    return next(feed for feed in newsroom.feeds if f"/{outlet}/" in feed.url)


@pytest.mark.parametrize("outlet", OUTLETS)
def test_a_feed_lists_what_is_released_newest_first(newsroom: Newsroom, outlet: str) -> None:
    feed = feed_of(newsroom, outlet)
    mine = [item for item in reversed(items()) if item.outlet.id == outlet]
    assert titles(feed) == [item.headline(newsroom.began) for item in mine if item.at == 0]
    newsroom.release_all()
    assert titles(feed) == [item.headline(newsroom.began) for item in mine]


@pytest.mark.parametrize(
    ("outlet", "version"),
    [("kestrel", "rss20"), ("meridian", "atom10"), ("fellside-courier", "rss10")],
)
def test_xml_feeds_are_what_they_say(newsroom: Newsroom, outlet: str, version: str) -> None:
    newsroom.release_all()
    parsed = feedparser.parse(httpx.get(feed_of(newsroom, outlet).url).content)
    assert parsed.version == version
    by_link = {entry.link: entry for entry in parsed.entries}
    for item in newsroom.released():
        if item.outlet.id == outlet:
            entry = by_link[newsroom.article_url(item.id)]
            parsed_date = entry.published_parsed if "published_parsed" in entry else entry.updated_parsed
            stamp = datetime(*parsed_date[:6], tzinfo=UTC)
            assert stamp == item.published(newsroom.began)


def test_json_feed_is_what_it_says(newsroom: Newsroom) -> None:
    newsroom.release_all()
    document = httpx.get(feed_of(newsroom, "radio-caldrun").url).json()
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["language"] == "en"
    for item in document["items"]:
        assert item["content_html"].startswith("<p>")
        assert datetime.fromisoformat(item["date_published"]).tzinfo


def test_a_feed_with_whole_articles_and_one_with_summaries(newsroom: Newsroom) -> None:
    newsroom.release_all()
    whole = feedparser.parse(httpx.get(feed_of(newsroom, "kestrel").url).content).entries
    short = feedparser.parse(httpx.get(feed_of(newsroom, "harbour-post").url).content).entries
    assert all(len(entry.content[0].value) > 2 * len(entry.summary) for entry in whole)
    assert all(len(entry.summary) <= 241 and "content" not in entry for entry in short)


@pytest.mark.parametrize("id", [item.id for item in items() if not item.outlet.paywall][::4])
def test_the_text_of_a_page_can_be_extracted(newsroom: Newsroom, id: str) -> None:
    newsroom.release_all()
    item = next(item for item in items() if item.id == id)
    found = trafilatura.extract(httpx.get(newsroom.article_url(id)).text, include_comments=False) or ""
    wanted = [part for part in item.text(newsroom.began).split("\n\n") if len(part) > 40]
    assert all(part in found for part in wanted)
    assert "All rights reserved" not in found


def test_a_page_behind_a_button_keeps_its_text_in_json_ld(newsroom: Newsroom) -> None:
    newsroom.release_all()
    item = next(item for item in items() if item.outlet.paywall)
    page = httpx.get(newsroom.article_url(item.id)).text
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert data["@type"] == "NewsArticle"
    assert data["articleBody"] == item.text(newsroom.began)
    assert item.text(newsroom.began).split("\n\n")[-1] not in page.partition("<main>")[2]


def test_pages_and_feeds_lead_to_each_other(newsroom: Newsroom) -> None:
    front = httpx.get(f"{newsroom.url}/kestrel/").text
    assert 'rel="alternate" type="application/rss+xml"' in front
    assert 'href="/kestrel/feed.xml"' in front
    assert 'href="/kestrel/"' in httpx.get(newsroom.url).text
    assert "User-agent: *" in httpx.get(f"{newsroom.url}/robots.txt").text


def test_nothing_stands_at_the_address_of_an_article_before_its_release(newsroom: Newsroom) -> None:
    last = items()[-1]
    url = newsroom.article_url(last.id)
    newsroom.advance(last.at - 1)
    assert httpx.get(url).status_code == 404
    newsroom.advance(1)
    assert httpx.get(url).status_code == 200
    assert newsroom.elapsed == newsroom.duration


def test_the_clock_runs_as_fast_as_it_is_told() -> None:
    with Newsroom(speed=1e6) as newsroom:
        newsroom.wait_for("/", timeout=0.01)
        assert len(newsroom.released()) == len(items())
        assert all(item.published(newsroom.began, newsroom.speed) <= datetime.now(UTC) for item in newsroom.released())
    with Newsroom(speed=1e-6) as newsroom:
        assert len(newsroom.released()) < len(items())
    with pytest.raises(ValueError, match="speed"):
        Newsroom(speed=0)


def test_with_a_manual_clock_no_date_lies_in_the_future(newsroom: Newsroom) -> None:
    newsroom.release_all()
    assert all(item.published(newsroom.began) <= datetime.now(UTC) for item in newsroom.released())


def test_dates_count_from_the_start_that_is_given() -> None:
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=400)
    with Newsroom(manual=True, start=start) as newsroom:
        assert httpx.get(feed_of(newsroom, "kestrel").url).headers["last-modified"]
        assert newsroom.began == start
        parsed = feedparser.parse(httpx.get(feed_of(newsroom, "kestrel").url).content)
        assert all(datetime(*entry.published_parsed[:6], tzinfo=UTC) <= start for entry in parsed.entries)


@pytest.mark.parametrize("path", ["/kestrel/feed.xml", "/radio-caldrun/feed.json", "/harbour-post/bridge-harbour.html"])
def test_validators_give_304_until_something_changes(newsroom: Newsroom, path: str) -> None:
    first = httpx.get(newsroom.url + path)
    by_tag = {"If-None-Match": first.headers["etag"]}
    by_date = {"If-Modified-Since": first.headers["last-modified"]}
    for validators in (by_tag, by_date, {"If-None-Match": f'"x", W/{first.headers["etag"]}'}):
        again = httpx.get(newsroom.url + path, headers=validators)
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]
    newsroom.release_all()
    for validators in (by_tag, by_date):
        assert httpx.get(newsroom.url + path, headers=validators).status_code == 200


def test_a_tag_goes_before_a_date_and_a_broken_date_is_no_condition(newsroom: Newsroom) -> None:
    url = f"{newsroom.url}/kestrel/feed.xml"
    first = httpx.get(url)
    both = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["last-modified"]}
    assert httpx.get(url, headers=both).status_code == 200
    assert httpx.get(url, headers={"If-Modified-Since": "yesterday"}).status_code == 200
    assert parsedate_to_datetime(first.headers["last-modified"]) == newsroom.began


def test_one_outlet_packs_for_those_who_can_unpack(newsroom: Newsroom) -> None:
    url = feed_of(newsroom, "evening-plumb").url
    with httpx.stream("GET", url, headers={"Accept-Encoding": "gzip"}) as response:
        raw = b"".join(response.iter_raw())
    plain = httpx.get(url, headers={"Accept-Encoding": "identity"})
    assert response.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == plain.content
    assert "content-encoding" not in plain.headers
    assert httpx.head(url).headers["vary"] == "Accept-Encoding"


def test_the_troubled_feed_is_well_then_fails_then_breaks_and_one_feed_is_gone(newsroom: Newsroom) -> None:
    *_, troubled, gone = newsroom.feeds
    assert titles(troubled)
    assert httpx.get(gone.url).status_code == 410
    newsroom.advance(60)
    assert httpx.get(troubled.url).status_code == 500
    newsroom.advance(90)
    broken = feedparser.parse(httpx.get(troubled.url).content)
    assert broken.bozo
    assert not broken.entries


def test_hostile_titles_arrive_as_they_are_and_ordinary_articles_stand_behind(newsroom: Newsroom) -> None:
    xml, document = newsroom.hostile
    raw = httpx.get(xml.url).content
    assert b"\x1b[2J" in raw
    assert b"&#27;]52;" in raw
    assert "\u202e".encode() in raw
    found = httpx.get(document.url).json()["items"]
    assert len(found) == len(TITLES) == len(feedparser.parse(raw).entries)
    together = "\n".join(item["title"] for item in found)
    assert all(
        piece in together for piece in ("[/b] x", "[@click=app.bell]", "[VIDEO]", "\x1b]0;", "\x9b31m", "\x9b7m")
    )
    assert all(piece in together for piece in ("\u202e", "\u200b", "\u0301\u0302", "\U000e0069", "港"))
    assert max(len(item["title"]) for item in found) > 10_000
    for item in found:
        page = httpx.get(item["url"])
        assert page.status_code == 200
        assert "Wenna Astley" in (trafilatura.extract(page.text) or "")


def test_feeds_are_ready_for_the_desk(newsroom: Newsroom) -> None:
    feeds = (*newsroom.feeds, *newsroom.hostile)
    assert len({feed.name for feed in feeds}) == len({feed.url for feed in feeds}) == len(feeds)
    assert all(feed.allow_private and feed.enabled and feed.interval == 10 for feed in feeds)
    assert {feed.outlet for feed in newsroom.feeds} >= {outlet.name for outlet in outlets()}
