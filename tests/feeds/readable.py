"""Feeds as they occur, counted: `python -m tests.feeds.readable`.

Each document of `wild.py` and `wild_breakage.py` is read in a worker process, as the desk does it. Counted is what a
browser's reader would show of it (each case says what that is) and what feedparser alone gives; what holds no entry
must be refused in words.
"""

import asyncio
import io
import time
from collections import Counter

import feedparser

from sources.feeds.items import FeedError
from sources.feeds.parse import parse
from sources.workers import WorkerFailed, Workers
from tests.feeds.test_wild import CASES, FEED, NOW
from tests.feeds.wild import Case

SECONDS = 15.0


async def read(case: Case, workers: Workers, count: Counter[str], bad: list[str]) -> None:
    """Read one document and count what came of it."""
    count["documents"] += 1
    count["entries that they hold"] += len(case.titles) if not case.fault else 0
    try:
        titles = [e.title for e in (await workers.run(parse, case.body, case.headers, FEED.url, FEED, NOW)).entries]
    except FeedError as error:
        count["refused in words"] += 1
        titles = []
        if not case.fault:
            bad.append(f"{case.name}: refused: {error}")
    except WorkerFailed as error:
        titles = []
        bad.append(f"{case.name}: {error.reason}")
    except Exception as error:
        titles = []
        bad.append(f"{case.name}: crashed: {error!r}")
    wanted = Counter(case.titles if not case.fault else ())
    count["entries read as they are"] += sum((wanted & Counter(titles)).values())
    count["entries made up"] += sum((Counter(titles) - wanted).values())
    bad += [f"{case.name}: lost: {title}" for title in (wanted - Counter(titles))]
    theirs = await workers.run(_plain, case.body, dict(case.headers))
    count["read by feedparser alone"] += sum((wanted & Counter(theirs)).values())


def _plain(body: bytes, headers: dict[str, str]) -> list[str]:
    try:
        found = feedparser.parse(io.BytesIO(body), response_headers=headers)
    except Exception:
        return []
    return [str(entry.get("title")) for entry in found.get("entries", [])]


async def run() -> tuple[Counter[str], list[str], float]:
    """Read them all; return the counts, what was wrong, and the seconds that the slowest took."""
    count, bad, slowest = Counter[str](), list[str](), 0.0
    async with Workers(1, memory=1 << 30, seconds=SECONDS, max_tasks=None) as workers:
        await workers.run(_plain, b"", {})
        for case in CASES:
            started = time.monotonic()
            await read(case, workers, count, bad)
            slowest = max(slowest, time.monotonic() - started)
    return count, bad, slowest


def main() -> int:
    """Run and print; exit status 1 when an entry was lost or made up, or anything crashed or hung."""
    count, bad, slowest = asyncio.run(run())
    for what, number in count.items():
        print(f"{number:6}  {what}")
    print(f"{len(bad):6}  lost, crashed or hung; the slowest took {slowest:.1f} s")
    print("\n".join(bad))
    return 1 if bad or count["entries made up"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
