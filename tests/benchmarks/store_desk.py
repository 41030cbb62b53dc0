"""How long the desk on a large store takes to be of use, and how much memory it holds.

    python -m tests.benchmarks.store_desk [--articles 100000] [--folder FOLDER] [--on-board N]

Builds a store of that many articles with five statements each, then starts the desk with its screen in a process of its
own, without a terminal. It is of use when the list of articles is on the screen and the cursor moves at a key. The
board comes back behind it; how late the event loop turns meanwhile is how long a key may wait. Seconds are counted from
the start of the process, so the interpreter and all imports are in them.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sources.config import load, shipped
from sources.desk import Desk
from sources.events import ArticlesChanged, Event
from sources.models import (
    Act,
    Article,
    ArticleMark,
    Cue,
    Excerpt,
    QuoteForm,
    Reading,
    Source,
    Stance,
    Statement,
    TextFrom,
    Word,
)
from sources.store.store import Batch, Store

STATEMENTS = 5
SYLLABLES = ["ka", "le", "mor", "sin", "tu", "vas", "ori", "den", "pal", "gri", "zo", "hel"]


def word(dice: random.Random) -> str:
    """Return an invented word."""
    return "".join(dice.choices(SYLLABLES, k=dice.randrange(2, 4)))


def readings(count: int) -> Iterator[Reading]:
    """Yield readings of invented articles of about 2 KB."""
    dice, now = random.Random(3), datetime.now(UTC)
    vocabulary = [word(dice) for _ in range(4000)]
    for n in range(count):
        text = " ".join(dice.choices(vocabulary, k=300)) + "."
        article = Article(
            f"{n:024x}",
            " ".join(dice.choices(vocabulary, k=9)),
            f"https://outlet{n % 40}.example/2031/{n}",
            now - timedelta(minutes=n % 80_000),
            f"Outlet {n % 40}",
            text,
            TextFrom.PAGE,
            f"Feed {n % 40}",
            now - timedelta(minutes=n % 80_000),
        )
        yield Reading(article, "en", None, tuple(_statement(dice, vocabulary, k) for k in range(STATEMENTS)))


def _statement(dice: random.Random, vocabulary: list[str], number: int) -> Statement:
    picked = dice.choices(vocabulary, k=12)
    words = tuple(Word(w, w, "NOUN", "obj" if k else "root", k - 1) for k, w in enumerate(picked))
    at = dice.randrange(2000)
    return Statement(
        f"s{number}",
        Source(picked[0], ((at, at + 8),), picked[0].title(), True),
        Cue("said", ((at + 9, at + 13),), "say"),
        Excerpt(" ".join(picked), ((at + 14, at + 90),)),
        dice.choice((Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES)),
        Act.SPEECH,
        QuoteForm.INDIRECT,
        words=words,
        rule="clause",
    )


def build(folder: Path, count: int) -> float:
    """Fill a store; return the seconds that took."""
    began = time.perf_counter()
    store = Store(folder)
    batch = Batch()
    for reading in readings(count):
        key = reading.article.id
        batch.articles[key] = reading.article
        batch.readings[key] = reading
        if len(batch.articles) == 1000:
            store.save(batch)
            batch = Batch()
    batch.article_marks = {f"{n:024x}": ArticleMark(read=True) for n in range(0, count, 3)}
    store.save(batch)
    store.close()
    return time.perf_counter() - began


def resident() -> float:
    """Return this process's resident memory in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak() -> float:
    """Return the most memory that this process has held, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


class Lateness:
    """How late the event loop turns, in seconds, measured a hundred times a second."""

    def __init__(self) -> None:
        self.found: list[float] = []

    async def run(self) -> None:
        while True:
            at = time.perf_counter()
            await asyncio.sleep(0.01)
            self.found.append(time.perf_counter() - at - 0.01)


async def _open(folder: Path, began: float, on_board: int) -> dict[str, float]:
    from tui.app import GainsayApp

    config = replace(load(shipped()), feeds=(), store=folder, keep_days=0, on_board=on_board)
    desk = Desk(config, Store(folder))
    app = GainsayApp(desk, own_process=True)
    out: dict[str, float] = {}
    async with app.run_test(size=(120, 40)):
        rows = app.main.incoming.rows
        while not rows.is_mounted or not rows.index:
            await asyncio.sleep(0.005)
        first = rows.cursor
        app.simulate_key("j")
        while rows.cursor == first:
            await asyncio.sleep(0.005)
        out |= {
            "ready": time.monotonic() - began,
            "ready cpu": time.process_time(),
        }
        while len(rows.index) < desk._store.size:
            await asyncio.sleep(0.005)
        out |= {"all": time.monotonic() - began, "all cpu": time.process_time(), "articles": len(rows.index)}
        marked = asyncio.Event()

        def hear(event: Event) -> None:
            if isinstance(event, ArticlesChanged) and len(event.ids) == 1:
                marked.set()

        desk.subscribe(hear)
        key = desk.article_ids()[0]
        at = time.perf_counter()
        desk.mark_articles([key], "star", starred=not desk.article_mark(key).starred)
        await marked.wait()
        out["mark"] = time.perf_counter() - at
        late = Lateness()
        watching = asyncio.create_task(late.run())
        while not desk.settled:
            await asyncio.sleep(0.2)
        watching.cancel()
        found = sorted([*late.found, 0.0])
        out |= {"late 50": found[len(found) // 2], "late 99": found[len(found) * 99 // 100], "late most": found[-1]}
        out |= {"board": time.monotonic() - began, "board cpu": time.process_time()}
        out |= {"held": resident(), "peak": peak(), "conflicts": len(desk.conflict_ids())}
    return out


def main() -> int:
    """Measure, print, and return 0 when the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--store", type=Path, help="a store that was built before, in place of a new one")
    parser.add_argument("--on-board", type=int, default=load(shipped()).on_board)
    parser.add_argument("--began", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.began:
        print(json.dumps(asyncio.run(_open(args.store, args.began, args.on_board))))
        return 0
    if args.store:
        return _measure(args.store, args.on_board)
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name) / "store"
        took = build(folder, args.articles)
        print(
            f"{args.articles:,} articles, {args.articles * STATEMENTS:,} statements: stored in {took:.0f} s", flush=True
        )
        return _measure(folder, args.on_board)


def _measure(folder: Path, on_board: int) -> int:
    sizes = [sum(p.stat().st_size for p in folder.glob(pattern)) for pattern in ("*.journal", "bodies/*.pack")]
    print(f"journal {sizes[0] / 1e6:.0f} MB, bodies {sizes[1] / 1e6:.0f} MB", flush=True)
    command = [sys.executable, "-m", "tests.benchmarks.store_desk", "--store", str(folder), "--on-board", str(on_board)]
    done = subprocess.run([*command, "--began", str(time.monotonic())], stdout=subprocess.PIPE, check=True)
    found = json.loads(done.stdout)
    print(
        f"the newest articles on the screen and the cursor moved {found['ready']:.2f} s after the start "
        f"({found['ready cpu']:.2f} s of a processor); all {found['articles']:,} in it after {found['all']:.2f} s "
        f"({found['all cpu']:.2f}); a mark on disk and told after {found['mark'] * 1e3:.1f} ms"
    )
    print(
        f"board of {on_board:,} back after {found['board']:.0f} s ({found['board cpu']:.0f} s of a processor), "
        f"{found['conflicts']:,} conflicts; {found['held']:.0f} MB resident, {found['peak']:.0f} MB at most; "
        f"the loop turned late by {found['late 50'] * 1e3:.1f} ms (median), {found['late 99'] * 1e3:.0f} ms (p99), "
        f"{found['late most'] * 1e3:.0f} ms at most"
    )
    limits = (("seconds to be of use", found["ready"], 2.0), ("MB held", found["held"], 1000.0))
    for what, value, most in limits:
        print(f"{'ok ' if value <= most else 'NOT'} {what}: {value:.2f}, at most {most:g}")
    return 0 if all(value <= most for _, value, most in limits) else 1


if __name__ == "__main__":
    sys.exit(main())
