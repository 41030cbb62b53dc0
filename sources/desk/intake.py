"""Polling the feeds when they are due and handing on what is new, many at once, one request a host."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from sources.config import Config
from sources.desk.texts import Texts, without_page
from sources.feeds.clock import Now, utc_now
from sources.feeds.fetch import Fetcher
from sources.feeds.known import Known
from sources.feeds.memory import give_back_large_blocks
from sources.feeds.poll import ASKED, DUE, Poll, poll
from sources.feeds.schedule import spread
from sources.models import Article, Entry, Feed, FeedState
from sources.workers import Workers

Arrived = Callable[[FeedState, Sequence[tuple[Entry, Article]]], None]
"""Called once a poll with the feed's new state and its new entries, each with an article that has no full text yet."""
ASKED_AGAIN = 60
"""Seconds after a poll within which the user's wish for another one is not passed on to the server."""
_SLEPT = 60.0
"""Seconds by which the clock must run ahead of the loop's for the machine to count as having slept."""


class Archive(Protocol):
    """Where the articles are: the desk's wire."""

    def __contains__(self, key: object) -> bool: ...

    def article(self, key: str) -> Article:
        """Return the article with this id."""


class Intake:
    """What comes in. Takes the configuration, the feeds' states by name, the articles that are known already, whom to
    tell of a poll's result, of a text, and of a poll's beginning or end; and, where it is not the system's, the clock,
    with what fetches by it and what parses.
    """

    def __init__(
        self,
        config: Config,
        states: dict[str, FeedState],
        archive: Archive,
        arrived: Arrived,
        got_text: Callable[[Article], None],
        stirred: Callable[[str], None],
        *,
        now: Now = utc_now,
        fetcher: Fetcher | None = None,
        workers: Workers | None = None,
    ) -> None:
        give_back_large_blocks()
        self._config = config
        self._feeds = {feed.name: feed for feed in config.feeds}
        self.states = states
        self._archive = archive
        self._known = Known(archive.__contains__)
        self._arrived = arrived
        self._stirred = stirred
        self.polling: frozenset[str] = frozenset()
        self.attempted: set[str] = set()
        self._asked: set[str] = set()
        self._wake = asyncio.Event()
        self._now = now
        self.fetcher = fetcher or Fetcher(
            pace=config.pace, concurrency=config.concurrency, proxy=config.proxy, contact=config.contact
        )
        self.workers = workers or Workers(1, memory=1 << 30, seconds=15, max_tasks=200)
        self._tasks: set[asyncio.Task[None]] = set()

        def got(article: Article) -> None:
            self._known.remember((article,))
            got_text(article)

        self._texts = Texts(config, archive, self.fetcher, self.workers, got, now)

    @property
    def fetching(self) -> int:
        """How many texts are being fetched now."""
        return self._texts.fetching

    def ask(self, names: Iterable[str] | None) -> None:
        """Poll these feeds (None: all) as soon as they may be polled."""
        self._asked.update(self._feeds if names is None else names)
        self._wake.set()

    def follow(self, feeds: Sequence[Feed]) -> None:
        """Poll these feeds from now on, and no others; what is known of those that stay is kept."""
        self._feeds = {feed.name: feed for feed in feeds}
        for feed in feeds:
            self.states.setdefault(feed.name, FeedState(feed.name))
        self._plan(at_once=True)
        self._wake.set()

    def remember(self, articles: Iterable[Article]) -> None:
        """Take note of articles that are known already, and forget those that were let go."""
        self._known.remember(articles)
        self._known.forget()

    async def run(self) -> None:
        """Poll what is due until cancelled."""
        self._plan(at_once=self._config.on_start)
        async with self.fetcher:
            try:
                while True:
                    self._wake.clear()
                    for feed, why in self._due():
                        self._spawn(self._poll(feed, why))
                    await self._rest()
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, self._texts.close(), return_exceptions=True)

    def fetch(self, pairs: Sequence[tuple[Entry, Feed]]) -> None:
        """Fetch the texts of these entries in the background."""
        self._texts.fetch(pairs)

    async def close(self) -> None:
        """Kill the workers."""
        await self.workers.close()

    def _plan(self, *, at_once: bool) -> None:
        """Feeds that fell due while nobody polled are spread, so that no burst goes out; hosts that rest still rest."""
        now = self._now()
        feeds = [f for f in self._feeds.values() if f.enabled]
        self.states.update(spread(feeds, self.states, now, self._config.interval, at_once=at_once))
        for feed in feeds:
            until = self.states[feed.name].rest_until
            if until is not None and until > now and not feed.allow_private:
                self.fetcher.silence(feed.url, (until - now).total_seconds())

    def _due(self) -> list[tuple[Feed, str]]:
        now = self._now()
        due = []
        for feed in self._feeds.values():
            at = self.states[feed.name].next_due
            if not feed.enabled or feed.name in self.polling:
                continue
            if at is not None and at <= now:
                due.append((feed, DUE))
            elif feed.name in self._asked and not self._held_back(feed, now):
                due.append((feed, ASKED))
        self._asked.clear()
        return due

    def _held_back(self, feed: Feed, now: datetime) -> bool:
        """Say why a feed is not polled though the user asks for it."""
        state = self.states[feed.name]
        least = timedelta(seconds=min(ASKED_AGAIN, feed.interval or self._config.interval))
        if state.rest_until is not None and state.rest_until > now:
            words = "its server asked to be left alone"
        elif state.last_attempt is not None and now - state.last_attempt < least:
            words = "it was polled less than a minute before"
        else:
            return False
        self.states[feed.name] = replace(state, why_last=f"not polled: {ASKED}, but {words}")
        self.attempted.add(feed.name)
        self._stirred(feed.name)
        return True

    async def _rest(self) -> None:
        times = [
            t
            for f in self._feeds.values()
            if f.enabled and f.name not in self.polling and (t := self.states[f.name].next_due)
        ]
        wait = (min(times) - self._now()).total_seconds() if times else None
        # No `wait_for` here: in Python 3.11 it can swallow a cancellation
        # (https://github.com/python/cpython/issues/86296).
        clock = asyncio.get_running_loop().time
        wall, steady = self._now(), clock()
        with suppress(TimeoutError):
            # A laptop that slept wakes up with times long past; a minute at most passes before that is seen.
            async with asyncio.timeout(min(max(wait, 0.05), 60.0) if wait is not None else None):
                await self._wake.wait()
        if (self._now() - wall).total_seconds() - (clock() - steady) > _SLEPT:
            self._plan(at_once=True)

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _poll(self, feed: Feed, why: str) -> None:
        self.polling |= {feed.name}
        self._stirred(feed.name)
        try:
            self._take(feed, await self._try(feed, why))
        finally:
            self.attempted.add(feed.name)
            self.polling -= {feed.name}
            self._wake.set()
            self._stirred(feed.name)

    def _take(self, feed: Feed, result: Poll) -> None:
        if self._feeds.get(feed.name) is None:
            return  # The user removed it meanwhile.
        self.states[feed.name] = result.state
        now = self._now()
        news = self._known.sort((e for e in result.entries if not self._too_old(e, now)), now)
        fresh = [(entry, without_page(entry, now)) for entry in news.fresh]
        self._known.remember(article for _, article in fresh)
        self._arrived(result.state, fresh)
        self.fetch([(entry, feed) for entry in (*news.fresh, *news.edited)])

    def take(self, feed: Feed, result: Poll) -> None:
        """Take in a poll that was made to try a feed, so that adding it asks its server once only."""
        self.attempted.add(feed.name)
        self._take(feed, result)
        self._stirred(feed.name)

    def _too_old(self, entry: Entry, now: datetime) -> bool:
        """Whether an entry is older than what is kept: taken in, it would be let go, and come again with each start."""
        days = self._config.keep_days
        old = entry.published is not None and days and entry.published < now - timedelta(days=days)
        return bool(old) and entry.id not in self._archive

    async def _try(self, feed: Feed, why: str) -> Poll:
        now, state = self._now(), self.states[feed.name]
        interval = feed.interval or self._config.interval
        try:
            return await poll(
                feed, state, self.fetcher, self.workers, interval, now, why=why, adapt=self._config.adaptive
            )
        except Exception as error:
            # A fault of the program's own: this feed waits for its next turn, the others go on.
            words = f"the program failed on this feed ({error!r}): please report it"
            due = now + timedelta(seconds=interval)
            return Poll(replace(state, last_attempt=now, last_error=words, failures=state.failures + 1, next_due=due))
