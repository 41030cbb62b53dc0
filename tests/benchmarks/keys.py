"""How long a key press takes to reach the screen, idle and while the desk reads 500 articles.

    python -m tests.benchmarks.keys [--articles 500] [--presses 400]

Runs the real app without a terminal, with a real desk and its worker processes. Only presses that must change the
screen count, each from the moment that the key reaches the app to the moment that the list which it moved has been
drawn and turned into what a terminal would get. The limit: at full work the p99 is under 50 ms, or under twice the
p99 at rest.
"""

import argparse
import asyncio
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from textual import events

from sources.config import load, shipped
from sources.desk import Desk
from sources.models import Article
from sources.newsroom.stories import articles
from sources.store.store import Store
from tui.app import GainsayApp

SIZE = (120, 40)
_ENDINGS = ("", "ar", "en", "os", "il", "um", "ek", "av", "is", "on")
_NAME = re.compile(r"(?<=[a-z] )[A-Z][a-z]{3,}\b")
_CALENDAR = {
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    *("January", "February", "March", "April", "June", "July", "August", "September", "October", "November"),
    *("December", "Ministry", "Army", "Guard", "Front", "Union", "Council", "Police", "Minister", "President"),
}
PAUSE_SECONDS = 0.03
"""Between two presses: a quick typist, or a key held down."""


def corpus(count: int) -> list[Article]:
    """Return `count` articles, a second apart: the demo's, again and again, each time in a country of another name."""
    now = datetime.now(UTC)
    told = list(articles(now))
    names = {name for a in told for name in _NAME.findall(a.text)} - _CALENDAR
    pattern = re.compile(r"\b(" + "|".join(sorted(names)) + r")\b")
    return [
        replace(
            a,
            id=f"{n}-{a.id}",
            title=pattern.sub(rf"\g<1>{_ENDINGS[n // len(told) % len(_ENDINGS)]}", a.title or ""),
            text=pattern.sub(rf"\g<1>{_ENDINGS[n // len(told) % len(_ENDINGS)]}", a.text),
            published=now - timedelta(seconds=n),
            fetched=now,
        )
        for n, a in enumerate(islice(cycle(told), count))
    ]


class Stopwatch:
    """Tells how long a key takes to show: handled, its list drawn, and the terminal's text made."""

    def __init__(self, app: GainsayApp) -> None:
        self._app = app
        self._console = Console(width=SIZE[0], height=SIZE[1], force_terminal=True, color_system="truecolor")
        self._awaited = ""
        """What is still to come: "deed", "render", "display", or nothing."""
        self._shown = asyncio.Event()
        self.worked: list[float] = []
        """Milliseconds of the process's own work for each press: what other programs take does not count in it."""
        main: Any = app.main
        self._hook(main, "action_do", "deed", "render")
        for each in main.lists:
            self._hook(each.rows, "render_lines", "render", "display")
        draw: Any = app._display

        def display(screen: Any, renderable: Any) -> None:
            if not app._batch_count and hasattr(renderable, "render_segments"):
                renderable.render_segments(self._console)
            draw(screen, renderable)
            if self._awaited == "display" and not app._batch_count:
                self._awaited = ""
                self._shown.set()

        app._display = display  # type: ignore[method-assign]

    def _hook(self, owner: Any, name: str, awaited: str, after: str) -> None:
        original = getattr(owner, name)

        def hooked(*args: Any, **kwargs: Any) -> Any:
            result = original(*args, **kwargs)
            if self._awaited == awaited:
                self._awaited = after
            return result

        setattr(owner, name, hooked)

    async def press(self, key: str) -> float:
        """Press a key and return the milliseconds until the screen shows what came of it."""
        self._shown.clear()
        self._awaited = "deed"
        started, worked = time.perf_counter(), time.process_time()
        self._app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.shown(key)
        self.worked.append((time.process_time() - worked) * 1000)
        return (time.perf_counter() - started) * 1000

    def expect(self) -> None:
        """Wait from now on for a list to be drawn, whatever makes it so."""
        self._shown.clear()
        self._awaited = "render"

    async def shown(self, key: str = "the key") -> None:
        """Return when what was awaited stands on the screen."""
        try:
            await asyncio.wait_for(self._shown.wait(), 10)
        except TimeoutError:
            raise RuntimeError(f"{key!r} changed nothing on the screen (waited for the {self._awaited})") from None


def keys(app: GainsayApp) -> Iterator[str]:
    """Yield keys that change the screen: through Incoming and back, and round the panes."""
    rows = app.main.incoming.rows
    step = 1
    while True:
        for _ in range(7):
            number = rows.index.number(rows.cursor or "")
            step = 1 if number == 0 else -1 if number >= min(60, len(rows.index) - 1) else step
            yield "j" if step > 0 else "k"
        yield from ("tab", "tab", "tab")


async def measure(count: int, presses: int) -> int:
    """Print p50 and p99 idle and at work; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        config = replace(load(shipped()), store=Path(folder), feeds=(), parties=())
        desk = Desk(config, Store(Path(folder)))
        app = GainsayApp(desk, own_process=True)
        async with app.run_test(size=SIZE) as pilot:
            texts = corpus(count + count // 5)
            desk.take(texts[: count // 5])
            while not desk.settled:
                await asyncio.sleep(0.2)
            await pilot.pause()
            watch, typed = Stopwatch(app), keys(app)
            idle = [await press(watch, key) for key in islice(typed, presses)]
            desk.take(texts[count // 5 :])
            busy = []
            started = time.monotonic()
            while not desk.settled:
                busy.append(await press(watch, next(typed)))
            took = time.monotonic() - started
    print(f"{count} articles read in {took:.0f} s on {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    rest, work = figures("idle", idle), figures(f"reading {count} articles", busy)
    good = work < max(50.0, 2 * rest)
    print("within the limit" if good else "OVER the limit: p99 at work must be under 50 ms or twice the idle figure")
    return 0 if good else 1


async def press(watch: Stopwatch, key: str) -> float:
    """Press like a quick typist."""
    took = await watch.press(key)
    await asyncio.sleep(PAUSE_SECONDS)
    return took


def figures(name: str, times: list[float]) -> float:
    """Print the distribution of `times` in milliseconds and return its p99."""
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{name:24s} {len(times):5d} presses   p50 {cuts[49]:6.1f} ms   p99 {cuts[98]:6.1f} ms   max {max(times):6.1f}"
    )
    return cuts[98]


def main() -> int:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--presses", type=int, default=400, help="at rest; at work, as many as there is time for")
    args = parser.parse_args()
    return asyncio.run(measure(args.articles, args.presses))


if __name__ == "__main__":
    sys.exit(main())
