"""Fetching the texts of entries in the background: a few at a time, and again where a site failed."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sources.articles.banners import Banners
from sources.articles.text import article as fetch_text
from sources.config import Config
from sources.feeds.clock import Now
from sources.feeds.fetch import Fetcher
from sources.feeds.known import fingerprint
from sources.models import Access, Article, Entry, Feed, TextFrom
from sources.workers import Workers

if TYPE_CHECKING:
    from sources.desk.intake import Archive

AGAIN = (3_600.0, 6 * 3_600.0)
"""Seconds after which the text of a page that could not be had is asked for again; then it is given up."""
_AT_ONCE = 12
_MOST_LATER = 2_000


class Texts:
    """Texts under way. Takes the configuration, the articles that are known, what fetches and what parses, whom to
    give a text to, and the clock.
    """

    def __init__(
        self,
        config: Config,
        archive: "Archive",
        fetcher: Fetcher,
        workers: Workers,
        got: Callable[[Article], None],
        now: Now,
    ) -> None:
        self._config, self._archive = config, archive
        self._fetcher, self._workers = fetcher, workers
        self._got, self._now = got, now
        self._banners = Banners()
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._later = 0
        self.fetching = 0
        """How many are under way; those that wait to be tried again do not count."""

    def fetch(self, pairs: Sequence[tuple[Entry, Feed]]) -> None:
        """Fetch the texts of these entries."""
        self.fetching += len(pairs)
        for entry, feed in pairs:
            self._spawn(self._text(entry, feed, 0))

    async def close(self) -> None:
        """End what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _text(self, entry: Entry, feed: Feed, tried: int) -> None:
        try:
            async with self._turn:
                made = await self._try(entry, feed)
            self._got(self._better(replace(made, fingerprint=self._fingerprint(entry))))
        finally:
            self.fetching -= 1
        if made.access is Access.ERROR and tried < len(AGAIN) and self._later < _MOST_LATER:
            self._spawn(self._text_later(entry, feed, tried))

    async def _try(self, entry: Entry, feed: Feed) -> Article:
        now = self._now()
        try:
            return await fetch_text(
                entry,
                feed,
                self._fetcher,
                self._workers,
                now,
                robots=self._config.robots,
                banners=self._banners,
            )
        except Exception as error:
            # A fault of the program's own: this article stands as the feed tells it.
            words = f"the program failed on this page ({error!r}): please report it"
            return replace(without_page(entry, now), note=words, access=Access.ERROR)

    async def _text_later(self, entry: Entry, feed: Feed, tried: int) -> None:
        self._later += 1
        try:
            await asyncio.sleep(AGAIN[tried])
        finally:
            self._later -= 1
        if entry.id in self._archive:
            self.fetching += 1
            await self._text(entry, feed, tried + 1)

    def _fingerprint(self, entry: Entry) -> str | None:
        old = self._archive.article(entry.id) if entry.id in self._archive else None
        # An entry made from a stored article holds less than the feed told.
        return old.fingerprint if old is not None and old.text == entry.summary else fingerprint(entry)

    def _better(self, made: Article) -> Article:
        """Keep a page's whole text when a later attempt got less of it."""
        if made.id not in self._archive:
            return made
        old = self._archive.article(made.id)
        lost = made.access not in {Access.FULL, Access.PARTIAL} and made.text_from is not TextFrom.PAGE
        if lost and old.text_from is TextFrom.PAGE and len(old.text) > len(made.text):
            return replace(old, fingerprint=made.fingerprint)
        return made


def without_page(entry: Entry, now: datetime) -> Article:
    """Return the article as the feed alone tells it, to be shown until its text has been fetched."""
    return Article(
        entry.id,
        entry.title,
        entry.url,
        entry.published,
        entry.outlet,
        entry.content or entry.summary or entry.title,
        TextFrom.SUMMARY,
        entry.feed,
        now,
        access=Access.PARTIAL,
        author=entry.author,
        language=entry.language,
        fingerprint=fingerprint(entry),
    )
