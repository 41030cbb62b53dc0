"""A desk's intake in a web of publishers, over simulated weeks with restarts, naps and an impatient user."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sources.codec import from_json, to_json
from sources.config import Config
from sources.desk.intake import Intake
from sources.feeds.fetch import Fetcher
from sources.models import Article, Entry, Feed, FeedState
from sources.newsroom.http import Request, Response
from sources.wire import Wire
from tests.desk.running import config
from tests.feeds.sim.clock import Clock, InProcess
from tests.feeds.sim.judge import Judge
from tests.feeds.sim.publishers import DAY, HOUR, Habit, Source
from tests.feeds.sim.web import Web

PACE = 2.0
START = datetime(2025, 3, 1, 6, tzinfo=UTC)
_ROBOTS = "User-agent: *\nDisallow: /private/\n"


@dataclass
class World:
    """Publishers of these habits, `per_host` feeds each; `seed` makes chance repeatable."""

    habits: Sequence[Habit]
    seed: int = 1
    keep_days: int = 0
    sources: dict[tuple[str, str], Source] = field(default_factory=dict)
    old: dict[tuple[str, str], tuple[Source, int]] = field(default_factory=dict)
    clock: Clock = field(default_factory=lambda: Clock(START))
    wire: Wire = field(default_factory=Wire)
    states: dict[str, FeedState] = field(default_factory=dict)
    arrived: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        chance = random.Random(self.seed)
        self.feeds: list[Feed] = []
        for n, habit in enumerate(self.habits):
            group, _, name = habit.name.rpartition("/")
            host = f"127.0.0.{n % 250 + 1}" if habit.private and not group else f"{group or name}.example"
            if habit.private and group:
                host = "127.0.0.9"
            path = f"/{name}-{n}.xml"
            source = Source(habit, host, path, random.Random(chance.random()), START)
            self.sources[(host, path)] = source
            self.feeds.append(Feed(f"{habit.name}-{n}", source.url, host, allow_private=habit.private))
        self.judge = Judge(self.sources, PACE)
        self.web = Web(self.answer, self.clock.seconds, self.clock.now, [self.judge.see])

    def answer(self, host: str, request: Request) -> Response:
        """Answer as the publisher at this host does."""
        at, path = self.clock.seconds(), request.path
        if path == "/robots.txt":
            return Response(200, {"Content-Type": "text/plain"}, _ROBOTS)
        if path.startswith("/old"):
            return self._moved(host, path)
        if source := self.sources.get((host, path)):
            return source.answer(request, at)
        if path.startswith("/via/"):
            return Response(302, {"Location": path.replace("/via/", "/private/")}, b"")
        if path.startswith(("/a/", "/private/")):
            number = path.removeprefix("/a/")
            text = "".join(
                f"<p>The harbour office of {host} said in part {n} of notice {number} that the gate stays shut.</p>"
                for n in range(12)
            )
            page = f"<html><head><title>Notice {number}</title></head><body><article>{text}</article></body></html>"
            return Response(200, {"Content-Type": "text/html"}, page)
        return Response(404, {}, b"nothing here")

    def _moved(self, host: str, path: str) -> Response:
        hop, _, rest = path.removeprefix("/old").partition("/hop")
        target = hop if not rest else "/" + rest.partition("/")[2]
        source = self.sources[(host, target)]
        step = int(rest.partition("/")[0]) if rest else 0
        last = step + 1 >= len(source.habit.moved)
        there = f"https://{host}{target}" if last else f"https://{host}/old/hop{step + 1}{target}"
        return Response(source.habit.moved[step], {"Location": there, "Set-Cookie": "moved=1"}, b"")

    def configuration(self) -> Config:
        """Return the configuration that the desk has."""
        from pathlib import Path

        return config(Path("nowhere"), tuple(self.feeds), pace=PACE, keep_days=self.keep_days, workers=1)

    async def session(
        self,
        seconds: float,
        *,
        naps: Sequence[float] = (),
        by_hand: Sequence[float] = (),
        daily: Callable[[Intake], None] | None = None,
    ) -> None:
        """Let a desk work for so long from now on, then end it; states pass through the store's form.

        `naps` are seconds after the start at which the machine sleeps for eight hours, `by_hand` those at which the
        user asks five times within a minute for all feeds; `daily` is called once a day.
        """
        stored = {name: from_json(FeedState, to_json(state)) for name, state in self.states.items()}
        states = {feed.name: stored.get(feed.name, FeedState(feed.name)) for feed in self.feeds}

        def arrived(state: FeedState, pairs: Sequence[tuple[Entry, Article]]) -> None:
            for _, article in pairs:
                self.arrived[article.url or ""] += 1
                self.wire.put(article)

        def got(article: Article) -> None:
            self.wire.put(article)

        workers: Any = InProcess()
        fetcher = Fetcher(PACE, concurrency=6, now=self.clock.now, network=self.web)
        intake = Intake(
            self.configuration(),
            states,
            self.wire,
            arrived,
            got,
            lambda _: None,
            now=self.clock.now,
            fetcher=fetcher,
            workers=workers,
        )
        intake.remember(self.wire)
        self.judge.restarted()
        work = asyncio.create_task(intake.run())
        begin = self.clock.seconds()
        days = [n * DAY for n in range(1, int(seconds / DAY) + 1)] if daily else []
        events = sorted([(at, "nap") for at in naps] + [(at, "ask") for at in by_hand] + [(at, "day") for at in days])
        for at, what in events:
            await asyncio.sleep(max(0.0, begin + at - self.clock.seconds()))
            if what == "day" and daily:
                daily(intake)
                continue
            if what == "nap":
                self.clock.sleep(8 * HOUR)
                continue
            self.judge.by_hand.append(self.clock.seconds())
            for _ in range(5):
                intake.ask(None)
                await asyncio.sleep(12)
        await asyncio.sleep(max(0.0, begin + seconds - self.clock.seconds()))
        work.cancel()
        await asyncio.wait([work])
        if not work.cancelled() and (error := work.exception()):
            raise error
        self.states = dict(intake.states)

    def lost(self) -> list[str]:
        """Return the items that were sent in a whole document and did not arrive."""
        there = self.arrived
        return [s.page(n) for s in self.sources.values() for n in s.shown if s.page(n) not in there]

    def doubled(self) -> list[str]:
        """Return the addresses of items that arrived more than once."""
        return [url for url, count in self.arrived.items() if count > 1]


HABITS = (
    Habit("quay", HOUR),
    Habit("plain-weak", 3 * HOUR, etag="weak", modified=""),
    Habit("dates-only", 2 * HOUR, etag=""),
    Habit("odd", HOUR, etag="odd", modified="odd"),
    Habit("odd-date", HOUR, etag="", modified="odd"),
    Habit("fresh-etags", 2 * HOUR, etag="fresh"),
    Habit("nothing", 2 * HOUR, etag="", modified=""),
    Habit("ignores", 2 * HOUR, heeds=False),
    Habit("stuck", 6 * HOUR, stuck=3 * DAY),
    Habit("hourly", 600, cache="public, max-age=3600", fresh=HOUR),
    Habit("year", 600, cache="max-age=31536000", fresh=31_536_000),
    Habit("year-slow", DAY, cache="max-age=31536000", fresh=31_536_000),
    Habit("expires", HOUR, expires=True, fresh=5_400),
    Habit("nocache", HOUR, cache="no-cache, max-age=86400"),
    Habit("ttl", HOUR, ttl=180),
    Habit("limits", HOUR, limited=0.2),
    Habit("limits-by-date", HOUR, limited=0.2, rest="date"),
    Habit("limits-silently", HOUR, limited=0.2, rest=""),
    Habit("fails", HOUR, fails=0.05),
    Habit("fails-often", HOUR, fails=0.4, packed=True),
    Habit("gone", HOUR, gone=5 * DAY),
    Habit("moved", HOUR, moved=(301,)),
    Habit("moved-twice", HOUR, moved=(308, 301)),
    Habit("moved-for-now", HOUR, moved=(302,)),
    Habit("cookies", HOUR, cookies=True),
    Habit("packed", HOUR, packed=True),
    Habit("unstable", 3 * HOUR, unstable=True),
    Habit("short", 2 * HOUR, full=False),
    Habit("rare", 3 * DAY),
    Habit("busy", 120),
    *(Habit(f"house/wing{n}", 2 * HOUR, limited=0.01, fails=0.02) for n in range(6)),
    *(Habit(f"bridge/route{n}", 2 * HOUR, limited=0.1 if n == 0 else 0, private=True) for n in range(4)),
)
