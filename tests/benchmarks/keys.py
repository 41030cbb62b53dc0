"""How long a key press takes to reach the screen, idle and while the desk reads 500 articles.

    python -m tests.benchmarks.keys

Runs the real app without a terminal, with a real desk and its worker processes. A press counts from the moment that
the key reaches the app to the moment that the app has drawn what it changed. The limit: at full work the p99 is under
50 ms, or under twice the p99 at rest.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from textual import events

from sources.config import load, shipped
from sources.desk import Desk
from sources.models import Article
from sources.newsroom.stories import articles
from sources.store.store import Store
from tui.app import GainsayApp

COUNT = 500
PRESSES = 400
KEYS = ("j", "j", "j", "k", "tab", "j", "k", "tab", "j", "tab")
SIZE = (120, 40)


def corpus() -> list[Article]:
    """Return COUNT articles: the demo's, again and again under new ids."""
    now = datetime.now(UTC)
    made = islice(cycle(articles(now)), COUNT)
    return [replace(a, id=f"{n}-{a.id}", title=f"{a.title} ({n})", fetched=now) for n, a in enumerate(made)]


class Stopwatch:
    """Tells when the app has drawn."""

    def __init__(self, app: GainsayApp) -> None:
        self._drawn = asyncio.Event()
        draw: Any = app._display

        def display(*args: Any, **kwargs: Any) -> None:
            draw(*args, **kwargs)
            self._drawn.set()

        app._display = display  # type: ignore[method-assign]
        self._app = app

    async def press(self, key: str) -> float:
        """Press a key and return the milliseconds until the screen shows what came of it."""
        self._drawn.clear()
        started = time.perf_counter()
        self._app.post_message(events.Key(key, key if len(key) == 1 else None))
        await asyncio.wait_for(self._drawn.wait(), 10)
        return (time.perf_counter() - started) * 1000


async def measure() -> int:
    """Print p50 and p99 idle and at work; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        config = replace(load(shipped()), feeds=(), parties=())
        desk = Desk(config, Store(Path(folder)))
        app = GainsayApp(desk)
        async with app.run_test(size=SIZE) as pilot:
            texts = corpus()
            desk.take(texts[: COUNT // 5])
            while not desk.settled:
                await asyncio.sleep(0.2)
            await pilot.pause()
            watch = Stopwatch(app)
            idle = [await press(watch, key) for key in islice(cycle(KEYS), PRESSES)]
            desk.take(texts[COUNT // 5 :])
            busy, keys = [], cycle(KEYS)
            while not desk.settled:
                busy.append(await press(watch, next(keys)))
    rest, work = figures("idle", idle), figures(f"reading {COUNT} articles", busy)
    good = work < max(50.0, 2 * rest)
    print("within the limit" if good else "OVER the limit: p99 at work must be under 50 ms or twice the idle figure")
    return 0 if good else 1


async def press(watch: Stopwatch, key: str) -> float:
    """Press like a quick typist: about thirty times a second."""
    took = await watch.press(key)
    await asyncio.sleep(0.03)
    return took


def figures(name: str, times: list[float]) -> float:
    """Print the distribution of `times` in milliseconds and return its p99."""
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{name:24s} {len(times):5d} presses   p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms   max {max(times):6.1f}"
    )
    return cuts[98]


if __name__ == "__main__":
    sys.exit(asyncio.run(measure()))
