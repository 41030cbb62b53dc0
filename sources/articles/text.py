"""The text of an entry: from the feed when it carries enough, else from the page, else what little the feed has."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sources.articles.banners import Banners
from sources.articles.files import Unreadable
from sources.articles.page import ENOUGH, MAX_HTML, Page, headed, read_page
from sources.articles.robots import Kept, pace_of
from sources.feeds.decode import DecodeError, decode
from sources.feeds.fetch import PAGES, Fetched, Fetcher, FetchError, Options, Resting
from sources.models import Access, Article, Entry, Feed, TextFrom
from sources.text import clean_line
from sources.workers import WorkerFailed, Workers

FEED_IS_ENOUGH = 600
_HTML_TYPES = frozenset(["text/html", "application/xhtml+xml", ""])
_CUT = re.compile(r"(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*\Z")
_WORD = re.compile(r"\w{4,}")
_CONSENT = re.compile(r"(?:^|\.)(?:consent|guce|myprivacy|privacy-mgmt|choices|cmp)\.", re.IGNORECASE)
_SHARED = 0.2
_SHARED_TITLED = 0.05
_SAMPLE = 8
_SHORT_OF = 0.4
_STATUS = {
    401: "the page is for subscribers who sign in (status 401)",
    402: "the page is behind a paywall (status 402)",
    403: "the site refuses to serve this program the page (status 403)",
    404: "the page is not there (status 404)",
    410: "the page has been taken down (status 410)",
    429: "the site says that it was asked too often (status 429)",
    451: "the page is withheld for legal reasons (status 451)",
}


_ACCESS = {
    401: Access.PAYWALLED,
    402: Access.PAYWALLED,
    403: Access.BLOCKED,
    404: Access.PARTIAL,
    406: Access.PARTIAL,
    410: Access.PARTIAL,
    451: Access.BLOCKED,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """A page's article, or in words why there is none."""

    page: Page | None = None
    note: str | None = None
    access: Access = Access.FULL
    url: str = ""
    """Where the page came from in the end."""


async def article(
    entry: Entry,
    feed: Feed,
    fetcher: Fetcher,
    workers: Workers,
    now: datetime,
    *,
    robots: bool = True,
    banners: Banners | None = None,
) -> Article:
    """Return the entry's article with the fullest text that can be had; `text_from` says whence, `access` how much of
    it the publisher lets programs have, `note` in words what is amiss.

    The feed's own text is taken when it has more than 600 characters and does not break off, or when the feed is not to
    be followed (`fulltext = "never"`); the page otherwise, unless the site's robots.txt forbids it (`robots`). When the
    page gives no article, the feed's short text stands. `banners` remembers what other pages of the site gave. Never
    raises for a page's fault.

    `Article.text` is the headline, a blank line and the body, or the body alone when it begins with the headline:
    headlines make claims, too. Offsets count in that text.
    """
    content = max(entry.content, entry.summary, key=len)
    enough = len(content) > FEED_IS_ENOUGH and not _CUT.search(content)
    whence, whole = (TextFrom.FEED, Access.FULL) if enough else (TextFrom.SUMMARY, Access.PARTIAL)
    if feed.fulltext == "never" or (enough and feed.fulltext != "always"):
        return _made(entry, content, whence, now, None, whole)
    if entry.url is None:
        note = None if enough else "the feed gives no web address for it: this is all that it carries"
        return _made(entry, content, whence, now, note, whole)
    found = await _from_page(entry.url, feed, fetcher, workers, robots=robots)
    page, note, access = found.page, found.note, found.access
    if page is not None:
        note, access = _doubt(page, entry.title, content, seen=bool(banners and banners.seen(entry.url, page.text)))
        if note is None:
            note, access = _part(page)
            return _made(entry, page.text, TextFrom.PAGE, now, note, access, page)
    # What the feed itself carries in full is whole, whatever became of the page.
    return _made(entry, content, whence, now, note, whole if enough else access, page)


async def from_url(url: str, fetcher: Fetcher, workers: Workers) -> Article | Unreadable:
    """Return the article at a web address that the user named, or why it cannot be read.

    The user's own request: robots.txt is not asked. Title, outlet and time are as the page gives them.
    """
    feed = Feed("", url, "", allow_private=True)
    found = await _from_page(url, feed, fetcher, workers, robots=False)
    if found.page is None or not found.page.text:
        return Unreadable(url, found.note or "no article was found on the page")
    page = found.page
    note, access = _part(page)
    return Article(
        id=url,
        title=page.title or None,
        url=url,
        published=page.published,
        outlet=page.outlet or urlsplit(url).hostname,
        text=headed(page.title, page.text),
        text_from=TextFrom.PAGE,
        fetched=datetime.now(UTC),
        note=note,
        access=access,
        author=page.author or None,
        modified=page.modified,
        language=page.language,
        canonical=_other(page.canonical, url),
    )


async def _from_page(url: str, feed: Feed, fetcher: Fetcher, workers: Workers, *, robots: bool) -> _Found:
    # A link may lead to a private address only where the user let the feed stand.
    private = feed.allow_private and urlsplit(url).hostname == urlsplit(feed.url).hostname
    try:
        options = Options(allow_private=private, limit_bytes=MAX_HTML, accept=PAGES)
        if robots:
            host = urlsplit(url).hostname

            async def may(there: str) -> float:
                return await pace_of(
                    there, fetcher, workers, allow_private=private and urlsplit(there).hostname == host
                )

            # A link may lead through others' redirects: each site is asked what it lets programs fetch.
            options |= Options(pace=await may(url), may=may)
        async with fetcher.open(url, **options) as answer:
            if found := _unfit(answer, url):
                return found
            kind = answer.headers.get("content-type", "")
            page = await workers.run(_read, answer.body, answer.coding, kind, answer.url)
    except Kept as error:
        return _Found(note=str(error), access=error.access)
    except FetchError as error:
        return _refused(error)
    except (WorkerFailed, DecodeError) as error:
        return _Found(note=f"the page could not be read: {error}", access=Access.PARTIAL)
    except Exception as error:
        # The HTML libraries raise what they like over hostile markup; it costs this page only.
        return _Found(note=f"the page could not be read ({type(error).__name__})", access=Access.PARTIAL)
    return _Found(page, url=answer.url)


def _read(body: bytes, coding: str, kind: str, url: str) -> Page:
    """In a worker: undo a page's coding and read it."""
    return read_page(decode(body, coding, MAX_HTML), kind, url)


def _refused(error: FetchError) -> _Found:
    if "cf-mitigated" in error.headers:
        return _Found(note="the site wants proof that a person reads it", access=Access.BLOCKED)
    note = _STATUS.get(error.status or 0, f"the page could not be fetched: {error}")
    if isinstance(error, Resting):
        note = f"the page was not asked for: {error}"
    return _Found(note=note, access=_ACCESS.get(error.status or 0, Access.ERROR))


def _unfit(answer: Fetched, url: str) -> _Found | None:
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    host, asked = urlsplit(answer.url).hostname or "", urlsplit(url).hostname
    if host != asked and _CONSENT.search(f"{host}."):
        return _Found(note="the site shows a consent page first", access=Access.CONSENT)
    if kind not in _HTML_TYPES:
        words = f"the link leads to {clean_line(kind, limit=60)}, not to a web page"
        return _Found(note=words, access=Access.PARTIAL)
    marks = answer.headers.get("x-robots-tag", "").lower()
    if any(mark in marks for mark in ("noarchive", "nosnippet")):
        return _Found(note="the site asks that its page be not kept (X-Robots-Tag)", access=Access.BLOCKED)
    return None


def _doubt(page: Page, title: str, known: str, *, seen: bool) -> tuple[str | None, Access]:
    """Say why a page's text is hardly the article; `title` and `known` are what the feed tells of it."""
    if page.wall is Access.PARTIAL:
        return "the page lists articles and is none itself", Access.PARTIAL
    if page.wall is Access.CONSENT:
        return "the site shows a consent page first", Access.CONSENT
    paid = not page.free or page.wall is Access.PAYWALLED
    if paid and len(page.text) <= len(known):
        return "the page is behind a paywall: this is what the feed carries", Access.PAYWALLED
    if not page.text:
        return "no article was found on the page", Access.PARTIAL
    expected, there = _words(known), _words(page.text)
    # Under the article's own headline little else is shown, though a gallery may word its summary in captions.
    least = _SHARED_TITLED if _words(title) and _words(title) <= _words(page.title) else _SHARED
    if len(expected) >= _SAMPLE and len(expected & there) < least * len(expected):
        return "the page shows something else than the article", Access.PAYWALLED if paid else Access.PARTIAL
    if seen:
        return "the site shows the same text behind several addresses, in place of the articles", Access.CONSENT
    if len(page.text) < ENOUGH and len(page.text) <= len(known):
        return "no article was found on the page", Access.PARTIAL
    return None, Access.FULL


def _words(text: str) -> set[str]:
    return set(map(str.casefold, _WORD.findall(text)))


def _part(page: Page) -> tuple[str | None, Access]:
    count = len(page.text.split())
    if page.wall is Access.PAYWALLED or (not page.free and (not page.words or count < _SHORT_OF * page.words)):
        return "the page is behind a paywall: there may be more than this", Access.PAYWALLED
    if page.words and count < _SHORT_OF * page.words:
        words = f"the page says that the article has {page.words} words: only part of it was found"
        return words, Access.PARTIAL
    if page.wall is Access.CONSENT:
        return "the site shows a consent page first", Access.CONSENT
    return None, Access.FULL if len(page.text) >= ENOUGH else Access.PARTIAL


def _made(
    entry: Entry,
    body: str,
    text_from: TextFrom,
    now: datetime,
    note: str | None,
    access: Access,
    page: Page | None = None,
) -> Article:
    if not body and note is None:
        note = "the feed carries nothing but the headline"
    return Article(
        id=entry.id,
        title=entry.title,
        url=entry.url,
        published=entry.published or (page.published if page else None),
        outlet=entry.outlet,
        text=headed(entry.title, body),
        text_from=text_from,
        feed=entry.feed,
        fetched=now,
        note=note,
        access=access,
        author=entry.author or (page.author if page else "") or None,
        modified=page.modified if page else None,
        language=(page.language if page else None) or entry.language,
        canonical=_other(page.canonical, entry.url) if page else None,
    )


def _other(canonical: str | None, url: str | None) -> str | None:
    return canonical if canonical != url else None
