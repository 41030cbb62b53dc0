"""The text of an entry: from the feed when it carries enough, else from the page, else what little the feed has."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sources.articles.files import Unreadable
from sources.articles.page import ENOUGH, MAX_HTML, Page, headed, read_page
from sources.articles.robots import permit
from sources.feeds.fetch import PAGES, Fetched, Fetcher, FetchError
from sources.models import Article, Entry, Feed, TextFrom
from sources.workers import WorkerFailed, Workers

FEED_IS_ENOUGH = 600
_HTML_TYPES = frozenset(["text/html", "application/xhtml+xml", ""])
_CUT = re.compile(r"(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*\Z")
_WORD = re.compile(r"\w{4,}")
_CONSENT = re.compile(r"(?:^|\.)(?:consent|guce|myprivacy|privacy-mgmt|choices|cmp)\.", re.IGNORECASE)
_SHARED = 0.2
_SAMPLE = 8
_SHORT_OF = 0.4
_BLOCKED = {
    401: "the page is for subscribers who sign in (status 401)",
    402: "the page is behind a paywall (status 402)",
    403: "the site refuses to serve this program the page (status 403)",
    404: "the page is not there (status 404)",
    410: "the page has been taken down (status 410)",
    429: "the site says that it was asked too often (status 429)",
    451: "the page is withheld for legal reasons (status 451)",
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A page's article, or in words why there is none."""

    page: Page | None = None
    note: str | None = None


async def article(
    entry: Entry, feed: Feed, fetcher: Fetcher, workers: Workers, now: datetime, *, robots: bool = True
) -> Article:
    """Return the entry's article with the fullest text that can be had; `text_from` says whence, `note` what is amiss.

    The feed's own text is taken when it has more than 600 characters and does not break off, or when the feed is not to
    be followed (`fulltext = "never"`); the page otherwise, unless the site's robots.txt forbids it (`robots`). When the
    page gives no article, the feed's short text stands, and `note` says in words why. Never raises for a page's fault.

    `Article.text` is the headline, a blank line and the body, or the body alone when it begins with the headline:
    headlines make claims, too. Offsets count in that text.
    """
    content = max(entry.content, entry.summary, key=len)
    enough = len(content) > FEED_IS_ENOUGH and not _CUT.search(content)
    if feed.fulltext == "never" or (enough and feed.fulltext != "always"):
        return _made(entry, content, TextFrom.FEED if enough else TextFrom.SUMMARY, now)
    if entry.url is None:
        note = None if enough else "the feed gives no web address for it: this is all that it carries"
        return _made(entry, content, TextFrom.FEED if enough else TextFrom.SUMMARY, now, note)
    found = await _from_page(entry.url, feed, fetcher, workers, robots=robots)
    page, note = found.page, found.note
    if page is not None:
        note = _doubt(page, content)
        if note is None:
            return _made(entry, page.text, TextFrom.PAGE, now, _part(page))
    return _made(entry, content, TextFrom.FEED if enough else TextFrom.SUMMARY, now, note)


async def from_url(url: str, fetcher: Fetcher, workers: Workers) -> Article | Unreadable:
    """Return the article at a web address that the user named, or why it cannot be read.

    The user's own request: robots.txt is not asked. Title, outlet and time are as the page gives them.
    """
    feed = Feed("", url, "", allow_private=True)
    found = await _from_page(url, feed, fetcher, workers, robots=False)
    if found.page is None or not found.page.text:
        return Unreadable(url, found.note or "no article was found on the page")
    page = found.page
    return Article(
        id=url,
        title=page.title or None,
        url=url,
        published=page.published,
        outlet=page.outlet or urlsplit(url).hostname,
        text=headed(page.title, page.text),
        text_from=TextFrom.PAGE,
        fetched=datetime.now(UTC),
        note=_part(page),
    )


async def _from_page(url: str, feed: Feed, fetcher: Fetcher, workers: Workers, *, robots: bool) -> _Found:
    # A link may lead to a private address only where the user let the feed stand.
    private = feed.allow_private and urlsplit(url).hostname == urlsplit(feed.url).hostname
    try:
        pace = 0.0
        if robots:
            may = await permit(url, fetcher, workers, allow_private=private)
            if not may.reachable:
                return _Found(note="the site's robots.txt could not be read, so the page was not fetched")
            if not may.allowed:
                return _Found(note="the site's robots.txt asks programs not to fetch the page")
            pace = may.delay
        answer = await fetcher.get(url, allow_private=private, limit_bytes=MAX_HTML, accept=PAGES, pace=pace)
        if note := _unfit(answer, url):
            return _Found(note=note)
        kind = answer.headers.get("content-type", "")
        page = await workers.run(read_page, answer.body, kind, answer.url)
    except FetchError as error:
        return _Found(note=_refused(error))
    except WorkerFailed as error:
        return _Found(note=f"the page could not be read: {error.reason}")
    except Exception as error:
        # The HTML libraries raise what they like over hostile markup; it costs this page only.
        return _Found(note=f"the page could not be read ({type(error).__name__})")
    return _Found(page)


def _refused(error: FetchError) -> str:
    if "cf-mitigated" in error.headers:
        return "the site wants proof that a person reads it"
    if error.status is not None and error.status in _BLOCKED:
        return _BLOCKED[error.status]
    return f"the page could not be fetched: {error}"


def _unfit(answer: Fetched, url: str) -> str | None:
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    host, asked = urlsplit(answer.url).hostname or "", urlsplit(url).hostname
    if host != asked and _CONSENT.search(f"{host}."):
        return "the site shows a consent page first"
    if kind not in _HTML_TYPES:
        return f"the link leads to {kind[:60]}, not to a web page"
    marks = answer.headers.get("x-robots-tag", "").lower()
    if any(mark in marks for mark in ("noarchive", "nosnippet")):
        return "the site asks that its page be not kept (X-Robots-Tag)"
    return None


def _doubt(page: Page, known: str) -> str | None:
    """Say why a page's text is hardly the article; `known` is what the feed tells of it."""
    if not page.free and len(page.text) <= len(known):
        return "the page is behind a paywall: this is what the feed carries"
    if not page.text:
        return "no article was found on the page"
    expected, seen = (set(map(str.casefold, _WORD.findall(text))) for text in (known, page.text))
    if len(expected) >= _SAMPLE and len(expected & seen) < _SHARED * len(expected):
        return "the page shows something else than the article: a consent or sign-in page, it seems"
    if len(page.text) < ENOUGH and len(page.text) <= len(known):
        return "no article was found on the page"
    return None


def _part(page: Page) -> str | None:
    if not page.free and (not page.words or len(page.text.split()) < _SHORT_OF * page.words):
        return "the page is behind a paywall: there may be more than this"
    if page.words and len(page.text.split()) < _SHORT_OF * page.words:
        return f"the page says that the article has {page.words} words: only part of it was found"
    return None


def _made(entry: Entry, body: str, text_from: TextFrom, now: datetime, note: str | None = None) -> Article:
    if not body and note is None:
        note = "the feed carries nothing but the headline"
    return Article(
        id=entry.id,
        title=entry.title,
        url=entry.url,
        published=entry.published,
        outlet=entry.outlet,
        text=headed(entry.title, body),
        text_from=text_from,
        feed=entry.feed,
        fetched=now,
        note=note,
    )
