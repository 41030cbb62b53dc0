"""How long a desk on a large store takes to be of use, and how much memory it holds.

    python -m tests.benchmarks.store_desk [--articles 100000] [--folder FOLDER] [--board]

Builds a store of that many articles with five statements each, then opens it in a process of its own. The desk is of
use when its lists and marks are there and take keys: `desk.article_ids` answers and a mark is on the disk. With
`--board` the measurement goes on until the board has come back as well.
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


async def _open(folder: Path, board: bool) -> dict[str, float]:
    config = replace(load(shipped()), feeds=(), store=folder, keep_days=0)
    began = time.perf_counter()
    store = Store(folder)
    opened = time.perf_counter() - began
    desk = Desk(config, store)
    usable, marked = asyncio.Event(), asyncio.Event()

    def hear(event: Event) -> None:
        if isinstance(event, ArticlesChanged):
            (marked if usable.is_set() and len(event.ids) == 1 else usable).set()

    desk.subscribe(hear)
    work = asyncio.create_task(desk.run())
    await usable.wait()
    ids = desk.article_ids()
    shown = [(desk.article(key).title, len(desk.article(key).text), desk.reading(key)) for key in ids[:50]]
    ready = time.perf_counter() - began
    memory = resident()
    at = time.perf_counter()
    desk.mark_articles([ids[0]], "star", starred=True)
    await marked.wait()
    mark = time.perf_counter() - at
    out = {"open": opened, "ready": ready, "memory": memory, "articles": len(ids), "shown": len(shown), "mark": mark}
    if board:
        while desk._restoring:
            await asyncio.sleep(0.2)
        out |= {"board": time.perf_counter() - began, "board memory": resident()}
    work.cancel()
    await asyncio.wait([work])
    await desk.close()
    return out


def main() -> int:
    """Measure, print, and return 0 when the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--board", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        before = resident()
        print(json.dumps(asyncio.run(_open(args.child, args.board)) | {"empty": before}))
        return 0
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name) / "store"
        took = build(folder, args.articles)
        sizes = [sum(p.stat().st_size for p in folder.glob(pattern)) for pattern in ("*.journal", "bodies/*.pack")]
        print(
            f"{args.articles:,} articles, {args.articles * STATEMENTS:,} statements: stored in {took:.0f} s; "
            f"journal {sizes[0] / 1e6:.0f} MB, bodies {sizes[1] / 1e6:.0f} MB",
            flush=True,
        )
        command = [sys.executable, "-m", "tests.benchmarks.store_desk", "--child", str(folder)]
        done = subprocess.run(command + ["--board"] * args.board, stdout=subprocess.PIPE, check=True)
        found = json.loads(done.stdout)
    print(
        f"store open after {found['open']:.2f} s; of use after {found['ready']:.2f} s; "
        f"{found['memory']:.0f} MB resident ({found['empty']:.0f} MB before anything was opened); "
        f"a mark on disk and told after {found['mark'] * 1e3:.1f} ms"
    )
    if args.board:
        print(f"board back after {found['board']:.0f} s; {found['board memory']:.0f} MB resident")
    held = found.get("board memory", found["memory"])
    for what, value, most in (("seconds to be of use", found["ready"], 2.0), ("MB held", held, 1000.0)):
        print(f"{'ok ' if value <= most else 'NOT'} {what}: {value:.2f}, at most {most:g}")
    return 0 if found["ready"] <= 2.0 and held <= 1000 else 1


if __name__ == "__main__":
    sys.exit(main())
