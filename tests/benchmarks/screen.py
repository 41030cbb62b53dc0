"""The screen on a large desk: 100,000 articles, 500,000 statements and 5,000 conflicts, 50 articles more every second.

    python -m tests.benchmarks.screen [--articles 100000] [--conflicts 5000] [--presses 300]

Prints when the first screen stood, p50 and p99 of key to screen at rest and while articles arrive, of a character
typed into the filter, and how many blank rows were seen while scrolling. Articles and conflicts are made up; the desk,
its memory and the screen are real. The limits: p99 under 50 ms or twice the p99 at rest, filter p99 under 150 ms,
no blank row, first screen within 2 s of the desk's being there.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from textual import events

from sources.events import ArticlesChanged, ConflictsChanged
from sources.models import Conflict, Evidence, Reading, Side, Stance
from tests.benchmarks.keys import PAUSE_SECONDS, SIZE, Stopwatch, figures, keys
from tests.tui.news import NOW, GivenBoard, StillDesk, article, capture, conflict, reading
from tui.app import GainsayApp

STATEMENTS = 5
A_SECOND = 50
WORDS = ("valley", "harbour", "market", "bridge", "railway", "garrison", "election", "strike", "flood", "school")
FILTER = "bridge party:guard"


class LargeBoard(GivenBoard):
    """Answers by tables, as the real one does."""

    def __init__(self) -> None:
        super().__init__()
        self.of: dict[str, tuple[str, ...]] = {}
        self.place: dict[str, int] = {}

    def oppose(self, made: Conflict) -> None:
        self.place[made.id] = len(self.given)
        self.given[made.id] = made
        for side in (*made.sides, *made.others):
            for each in side.statements:
                self.of[each.article] = (*self.of.get(each.article, ()), made.id)

    def rank(self, key: str) -> tuple[float, float, str]:
        return float(self.place[key]), 0.0, key

    def conflicts_of(self, article: str) -> tuple[str, ...]:
        return self.of.get(article, ())


def made_reading(number: int, time: datetime) -> Reading:
    """An article with five statements of its own."""
    word = WORDS[number % len(WORDS)]
    of = article(f"n{number}", f"News number {number} of the {word} at Osh Tal", outlet=f"Outlet {number % 40}")
    of = replace(of, published=time, fetched=time)
    model = capture().statements
    every = tuple(replace(model[n % 3], id=f"s{n}") for n in range(STATEMENTS))
    return reading(of, *every)


def fill(desk: StillDesk, articles: int, conflicts: int) -> None:
    """Give the desk its articles and conflicts without a word."""
    board = desk.board = desk._scope.board = LargeBoard()
    made = [made_reading(n, NOW - timedelta(seconds=n)) for n in range(articles)]
    for each in made:
        desk.wire.put(each.article)
        desk.wire.put_reading(each)
    for n in range(conflicts):
        of = made[n * (articles // conflicts)]
        claim = f"the {WORDS[n % len(WORDS)]} at Osh Tal was taken by force, {n}"
        board.oppose(replace(conflict(of, f"c{n}", claim), updated=NOW - timedelta(minutes=n)))


async def arrive(desk: StillDesk, start: int) -> None:
    """Let articles come in, one in ten of them with a statement for a conflict that is there."""
    number, began = start, time.monotonic()
    while True:
        each = made_reading(number, NOW + timedelta(seconds=number - start))
        desk.wire.put(each.article)
        desk.wire.put_reading(each)
        desk._tell(ArticlesChanged(frozenset((each.article.id,))))
        if number % 10 == 0:
            key = f"c{number // 10 % len(desk.board.given)}"
            old = desk.board.given[key]
            own = Evidence(each.article.id, each.article.outlet, each.article.published, each.statements[0])
            first, *rest = old.sides
            sides = (Side(Stance.ASSERTS, first.parties, (*first.statements[-20:], own)), *rest)
            desk.board.given[key] = replace(old, sides=sides, updated=NOW + timedelta(seconds=number - start))
            desk._tell(ConflictsChanged(frozenset(), frozenset((key,))))
        number += 1
        await asyncio.sleep(max(0.0, began + (number - start) / A_SECOND - time.monotonic()))


def blank_rows(app: GainsayApp) -> int:
    """Return how many lines of Incoming on the screen show nothing, though there is news for all of them."""
    rows = app.main.incoming.rows
    lines = [strip.text for strip in app.screen._compositor.render_strips()]
    region = rows.region
    shown = [line[region.x : region.right - 1] for line in lines[region.y : region.bottom]]
    return sum(not line.strip() for line in shown)


async def typed(watch: Stopwatch, app: GainsayApp, text: str) -> list[float]:
    """Type a filter and take it away again; return the milliseconds of each character until rows are shown for it."""
    times = []
    main: Any = app.main
    for char in text:
        watch.expect()
        started = time.perf_counter()
        app.post_message(events.Key(char if char.isalnum() else {" ": "space", ":": "colon"}[char], char))
        await watch.shown()
        times.append((time.perf_counter() - started) * 1000)
        await asyncio.sleep(PAUSE_SECONDS)
    while main.incoming.rows.searching:
        await asyncio.sleep(0.01)
    return times


async def measure(articles: int, conflicts: int, presses: int) -> int:
    """Print all figures; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        desk = StillDesk(Path(folder))
        fill(desk, articles, conflicts)
        app = GainsayApp(desk, now=lambda: NOW, own_process=True)
        began, worked = time.monotonic(), time.process_time()
        async with app.run_test(size=SIZE) as pilot:
            while not (app.screen is app.main and len(app.main.incoming.rows.index) and not blank_rows(app)):
                await pilot.pause(0.005)
            first = time.monotonic() - began
            print(f"{articles:,} articles, {articles * STATEMENTS:,} statements, {conflicts:,} conflicts")
            print(f"first screen after {first:.2f} s, {time.process_time() - worked:.2f} s of own work", flush=True)
            await asyncio.sleep(1)
            watch, pressed = Stopwatch(app), keys(app)
            idle = [await press(watch, key) for key in islice(pressed, presses)]
            idle_work, watch.worked = watch.worked, []
            coming = asyncio.create_task(arrive(desk, articles))
            busy, blank = [], 0
            for key in islice(pressed, presses):
                busy.append(await press(watch, key))
                blank += blank_rows(app)
            for key in islice(scroll(), presses // 3):
                await watch.press(key)
                blank += blank_rows(app)
            busy_work = watch.worked
            app.main.do_pane_1()
            await pilot.pause()
            app.main.do_filter()
            await pilot.pause()
            sought: list[float] = []
            while len(sought) < presses // 2:
                sought += await typed(watch, app, FILTER)
                app.main.filter.line.value = ""
                await asyncio.sleep(0.5)
            coming.cancel()
    rest, work = figures("at rest", idle), figures(f"{A_SECOND} articles a second", busy)
    figures("own work at rest", idle_work)
    figures("own work as they come", busy_work)
    filtering = figures("a character of a filter", sought)
    print(f"blank rows seen: {blank}")
    good = work < max(50.0, 2 * rest) and filtering < 150 and not blank and first < 2
    print("within the limits" if good else "OVER a limit")
    return 0 if good else 1


def scroll() -> Iterator[str]:
    """Yield keys that scroll far."""
    while True:
        yield from ["ctrl+d"] * 8 + ["ctrl+u"] * 4


async def press(watch: Stopwatch, key: str) -> float:
    """Press like a quick typist."""
    took = await watch.press(key)
    await asyncio.sleep(PAUSE_SECONDS)
    return took


def main() -> int:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--conflicts", type=int, default=5_000)
    parser.add_argument("--presses", type=int, default=300)
    args = parser.parse_args()
    return asyncio.run(measure(args.articles, args.conflicts, args.presses))


if __name__ == "__main__":
    sys.exit(main())
