"""Hostile input, counted: `python -m tests.feeds.hostile [--cases N]` (at least 2,000 by default).

Feeds, pages, HTTP answers, OPML lists and configurations are spoiled by chance (the same chance with each run) and
given to the code that meets them, in worker processes where that is where they go. What comes back must be records or
plain words, and hold nothing but text; a worker that oversteps is stopped, replaced and counted.
"""

import argparse
import asyncio
import dataclasses
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sources.articles.page import read_page
from sources.config import ConfigError, load, shipped
from sources.feeds.configured import add_feeds, change_feed, remove_feed
from sources.feeds.fetch import Fetcher, FetchError
from sources.feeds.items import FeedError
from sources.feeds.opml import OpmlError, read_opml, write_opml
from sources.feeds.parse import parse
from sources.feeds.poll import poll
from sources.models import Feed, FeedState
from sources.workers import WorkerFailed, Workers
from tests.articles.pages import samples
from tests.feeds.scripted import serve
from tests.feeds.test_wild import CASES

FEED = Feed("Quay", "https://quay.example/feed.xml", "Quay Wire")
NOW = datetime(2025, 6, 3, tzinfo=UTC)
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
POISON = [
    b"\x1b[2J", b"\x1b]0;owned\x07", b"\x9b31m", b"\xc2\x9b1m", b"&#27;[31m", b"&#155;", b"\\u001b[2J", b"\\u009b",
    "\u202egnp.exe".encode(), "\U000e0041\U000e0042".encode(), "a\u0301\u0302\u0303\u0304\u0305\u0306".encode() * 9,
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"[@click=app.quit]x[/]", b"[/]", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"<item>", b"</item>", b"</channel>", b"<title>", b"<!ENTITY a '&a;'>", b"<!DOCTYPE x [", b"&a;", b"&#x110000;",
    b"<div>" * 900, b"<table><tr><td>" * 300, b"<a href='x'>y</a>" * 900, b"(" * 5_000, b"{" * 900, b"[" * 2_000,
    b"a=" * 9_000, b"<script>", b"</script>", b'"', b"'", b"<", b">", b"&", b"\r\n", b"9" * 400, b"A" * 70_000,
]  # fmt: skip


def spoiled(body: bytes, chance: random.Random) -> bytes:
    """Return a document with a few cuts, copies, swapped bytes and poisons."""
    out = bytearray(body)
    for _ in range(chance.randint(1, 7)):
        at, to = sorted((chance.randint(0, len(out)), chance.randint(0, len(out))))
        kind = chance.randrange(6)
        if kind == 0:
            out[at : min(to, at + 60)] = b""
        elif kind == 1:
            out[at:at] = out[at : min(to, at + 400)]
        elif kind == 2:
            out[at:at] = chance.randbytes(chance.randint(1, 12))
        elif kind == 3 and len(out) > 9:
            out = out[: max(9, at)] if chance.random() < 0.3 else out
        else:
            out[at:at] = chance.choice(POISON)
    return bytes(out)


class Tally:
    """What came of the cases."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()
        self.bad: list[str] = []
        self.slowest = 0.0

    def check(self, name: str, found: object) -> None:
        """Look for anything but text in a record, or in an error's words."""
        for text in _texts(found):
            if UNSAFE.search(text):
                self.bad.append(f"{name}: not only text: {text[:80]!r}")

    async def take(self, kind: str, name: str, work: Awaitable[object], plain: tuple[type[Exception], ...]) -> None:
        """Await one case: a result, or an error of the kinds that are plain words."""
        started = time.monotonic()
        try:
            self.check(name, await work)
            self.of[f"{kind}: read"] += 1
        except WorkerFailed as error:
            self.of[f"{kind}: worker stopped at its limit and replaced"] += 1
            self.check(name, error.reason)
        except plain as error:
            self.of[f"{kind}: refused in words"] += 1
            self.check(name, str(error))
        except Exception as error:
            self.bad.append(f"{name}: {error!r}")
        self.slowest = max(self.slowest, time.monotonic() - started)


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif dataclasses.is_dataclass(found) and not isinstance(found, type):
        for part in dataclasses.fields(found):
            # Validators go back to their server byte for byte, and nowhere else.
            if part.name not in {"etag", "last_modified"}:
                yield from _texts(getattr(found, part.name))
    elif isinstance(found, (tuple, list)):
        for part in found:
            yield from _texts(part)


def _headers(chance: random.Random) -> bytes:
    """Return an HTTP answer of odd status line, headers and body."""
    body = spoiled(chance.choice(CASES).body, chance) if chance.random() < 0.7 else chance.randbytes(200)
    names = [
        "ETag", "Last-Modified", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Retry-After", "Expires",
        "Cache-Control", "Date", "Set-Cookie", "Location", "X-" + "a" * chance.randint(1, 300), "Age", "Link",
    ]  # fmt: skip
    values = [
        "gzip", "br", "zstd", "deflate", "gzip, br", "chunked", "-1", "99999999999999999999", "Tue, 99 Foo 2025",
        "text/xml; charset=\x9b", "text/html; charset=utf-7", "\xff\xfe", '"a"', 'W/"\x80"', "max-age=" + "9" * 60,
        "max-age=-5, no-cache=x", "http://[half", "//", "file:///etc/passwd", "http://127.0.0.1:1/\xff", "x" * 9_000,
    ]  # fmt: skip
    told = [f"{chance.choice(names)}: {chance.choice(values)}" for _ in range(chance.randint(0, 8))]
    if chance.random() < 0.6:
        told.append(f"Content-Length: {len(body) if chance.random() < 0.8 else chance.randint(0, 9_999)}")
    status = chance.choice(
        ["200 OK"] * 6 + ["304 X", "301 X", "429 X", "503 X", "410 X", "999 X", "20", "200", "\xff 1", "100 C"]
    )
    raw = f"HTTP/1.{chance.choice('0111119')} {status}\r\n" + "\r\n".join([*told, "Connection: close"]) + "\r\n\r\n"
    head = raw.encode("latin-1", "replace")
    return (spoiled(head, chance) if chance.random() < 0.3 else head) + body


async def feeds(tally: Tally, count: int, chance: random.Random, workers: Workers) -> None:
    for n in range(count):
        case = chance.choice(CASES)
        work = workers.run(parse, spoiled(case.body, chance), dict(case.headers), FEED.url, FEED, NOW)
        await tally.take("feeds", f"feed {n} ({case.name})", work, (FeedError,))


async def pages(tally: Tally, count: int, chance: random.Random, workers: Workers) -> None:
    made = [sample.made.html.encode() for sample in samples() if sample.made.html]
    for n in range(count):
        body = spoiled(chance.choice(made), chance)
        kind = chance.choice(["text/html", "text/html; charset=utf-8", "text/html; charset=zlib", "", "\xff"])
        # The caller takes whatever the HTML libraries raise for a page that cannot be read.
        await tally.take("pages", f"page {n}", workers.run(read_page, body, kind, FEED.url), (Exception,))


async def answers(tally: Tally, count: int, chance: random.Random, workers: Workers) -> None:
    script: dict[str, Any] = {f"/{n}": _headers(chance) for n in range(count)}
    async with serve(script) as server, Fetcher(0) as fetcher:
        for n in range(count):
            feed = dataclasses.replace(FEED, url=server.url(f"/{n}"), allow_private=True)
            work = poll(feed, FeedState("Quay"), fetcher, workers, 900, NOW)
            await tally.take("answers", f"answer {n}", work, (FetchError,))


async def lists(tally: Tally, count: int, chance: random.Random, workers: Workers) -> None:
    base = write_opml([Feed(f"Feed {n}", f"https://{n}.example/feed", "x") for n in range(9)], NOW)
    for n in range(count):
        await tally.take("OPML", f"list {n}", workers.run(read_opml, spoiled(base, chance)), (OpmlError,))


async def configurations(tally: Tally, count: int, chance: random.Random, workers: Workers) -> None:
    base = shipped().read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.toml"
        for n in range(count):
            path.write_bytes(spoiled(base if chance.random() < 0.5 else base[:2_600], chance))
            await tally.take("configurations", f"configuration {n}", _configured(path, chance), (ConfigError,))


async def _configured(path: Path, chance: random.Random) -> object:
    config = load(path)
    edits: list[Callable[[], object]] = [lambda: add_feeds(config, [FEED])]
    if config.feeds:
        edits += [
            lambda: remove_feed(config, config.feeds[0].name),
            lambda: change_feed(config, config.feeds[-1].name, {"enabled": False}),
        ]
    chance.choice(edits)()
    return [config.feeds, config.parties, load(path).feeds]


async def run(count: int, seed: int) -> Tally:
    """Run so many cases and return what came of them."""
    tally, chance = Tally(), random.Random(seed)
    shares = {feeds: 0.4, pages: 0.25, answers: 0.15, lists: 0.1, configurations: 0.1}
    async with Workers(1, memory=1 << 30, seconds=15, max_tasks=200) as workers:
        for work, share in shares.items():
            await work(tally, round(count * share), chance, workers)
        # After all that the workers still do their work.
        assert (await workers.run(parse, CASES[0].body, {}, FEED.url, FEED, NOW)).entries
    return tally


def main() -> int:
    """Run and print; exit status 1 when anything was bad."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=2_400)
    options.add_argument("--seed", type=int, default=6)
    told = options.parse_args()
    tally = asyncio.run(run(told.cases, told.seed))
    for what, number in sorted(tally.of.items()):
        print(f"{number:6}  {what}")
    print(f"{sum(tally.of.values()):6}  in all; the slowest took {tally.slowest:.1f} s")
    print(f"{len(tally.bad):6}  crashes, or results that hold more than text")
    print("\n".join(json.dumps(bad, ensure_ascii=True) for bad in tally.bad[:20]))
    return 1 if tally.bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
