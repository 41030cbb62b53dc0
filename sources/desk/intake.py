"""Polling the feeds when they are due and fetching the texts of new entries, many at once, one request a host."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sources.articles.text import article as fetch_text
from sources.config import Config
from sources.feeds.fetch import Fetcher
from sources.feeds.poll import Poll, poll
from sources.feeds.schedule import spread
from sources.models import Article, Entry, Feed, FeedState, TextFrom
from sources.workers import Workers

Arrived = Callable[[FeedState, Sequence[tuple[Entry, Article]]], None]
"""Called once a poll with the feed's new state and its new entries, each with an article that has no full text yet."""


class Intake:
    """What comes in. Takes the configuration, the feeds' states by name, which article ids are known already, whom to
    tell of a poll's result, of a text, and of a poll's beginning or end.
    """

    def __init__(
        self,
        config: Config,
        states: dict[str, FeedState],
        known: Callable[[str], bool],
        arrived: Arrived,
        got_text: Callable[[Article], None],
        stirred: Callable[[str], None],
    ) -> None:
        self._config = config
        self._feeds = {feed.name: feed for feed in config.feeds}
        self.states = states
        self._known = known
        self._arrived = arrived
        self._got_text = got_text
        self._stirred = stirred
        self.polling: frozenset[str] = frozenset()
        self.attempted: set[str] = set()
        self.fetching = 0
        self._asked: set[str] = set()
        self._wake = asyncio.Event()
        self._fetcher = Fetcher(pace=config.pace)
        self._workers = Workers(1, memory=1 << 30, seconds=15, max_tasks=200)
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(config.concurrency)

    def ask(self, names: Iterable[str] | None) -> None:
        """Poll these feeds (None: all) as soon as they may be polled."""
        self._asked.update(self._feeds if names is None else names)
        self._wake.set()

    async def run(self) -> None:
        """Poll what is due until cancelled."""
        self._plan()
        async with self._fetcher:
            try:
                while True:
                    self._wake.clear()
                    for feed in self._due():
                        self._spawn(self._poll(feed))
                    await self._rest()
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    def fetch(self, pairs: Sequence[tuple[Entry, Feed]]) -> None:
        """Fetch the texts of these entries in the background."""
        self.fetching += len(pairs)
        for entry, feed in pairs:
            self._spawn(self._text(entry, feed))

    async def close(self) -> None:
        """Kill the workers."""
        await self._workers.close()

    def _plan(self) -> None:
        """Feeds that fell due while nobody polled are spread over the next interval, so that no burst goes out."""
        now = datetime.now(UTC)
        feeds = [f for f in self._feeds.values() if f.enabled]
        self.states.update(spread(feeds, self.states, now, self._config.interval, at_once=self._config.on_start))

    def _due(self) -> list[Feed]:
        now = datetime.now(UTC)
        due = []
        for feed in self._feeds.values():
            at = self.states[feed.name].next_due
            asked = feed.name in self._asked
            if feed.enabled and feed.name not in self.polling and (asked or (at is not None and at <= now)):
                due.append(feed)
        self._asked.clear()
        return due

    async def _rest(self) -> None:
        times = [
            t
            for f in self._feeds.values()
            if f.enabled and f.name not in self.polling and (t := self.states[f.name].next_due)
        ]
        wait = (min(times) - datetime.now(UTC)).total_seconds() if times else None
        # A laptop that slept wakes up with times long past; a minute at most passes before that is seen. No `wait_for`
        # here: in Python 3.11 it can swallow a cancellation (https://github.com/python/cpython/issues/86296).
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(wait, 0.05), 60.0) if wait is not None else None):
                await self._wake.wait()

    def _spawn(self, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _poll(self, feed: Feed) -> None:
        self.polling |= {feed.name}
        self._stirred(feed.name)
        try:
            async with self._turn:
                result = await self._try(feed)
            self.states[feed.name] = result.state
            fresh = [e for e in result.entries if not self._known(e.id)]
            now = datetime.now(UTC)
            self._arrived(result.state, [(e, _without_page(e, now)) for e in fresh])
            self.fetch([(e, feed) for e in fresh])
        finally:
            self.attempted.add(feed.name)
            self.polling -= {feed.name}
            self._wake.set()
            self._stirred(feed.name)

    async def _try(self, feed: Feed) -> Poll:
        now, state = datetime.now(UTC), self.states[feed.name]
        interval = feed.interval or self._config.interval
        try:
            return await poll(feed, state, self._fetcher, self._workers, interval, now)
        except Exception as error:
            # A fault of the program's own: this feed waits for its next turn, the others go on.
            words = f"the program failed on this feed ({error!r}): please report it"
            due = now + timedelta(seconds=interval)
            return Poll(replace(state, last_attempt=now, last_error=words, failures=state.failures + 1, next_due=due))

    async def _text(self, entry: Entry, feed: Feed) -> None:
        try:
            text = await fetch_text(
                entry, feed, self._fetcher, self._workers, datetime.now(UTC), robots=self._config.robots
            )
            self._got_text(text)
        finally:
            self.fetching -= 1


def _without_page(entry: Entry, now: datetime) -> Article:
    """The article as the feed alone tells it, to be shown until its text has been fetched."""
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
    )
