"""Polling beside newsboat: `python -m tests.benchmarks.feeds [--feeds 1000] [--concurrency 20]`.

Both poll the same feeds of one server on loopback, first whole, then answered by 304 alone, several times in turn
within one run; newsboat (Debian's package) by `newsboat -x reload`, which keeps validators from its second poll on, so
that its third is the conditional one. Ours is the desk's own polling: conditional
requests, every rule of politeness (which asks nothing of loopback but one request at a time to a host, so feeds stand
on 250 addresses of 127/8), parsing in a worker process, each poll's state and entries written to the store at the end.
"""

import argparse
import asyncio
import multiprocessing
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median
from xml.sax.saxutils import escape

_HOSTS = 250
_ITEMS = 20
_BEGAN = datetime(2025, 6, 3, tzinfo=UTC)


def document(number: int) -> bytes:
    """Return a feed of twenty items."""
    text = escape("<p>The harbour office said on Monday that the gate was shut.</p>" * 6)
    items = "".join(
        f"<item><title>Notice {n} of feed {number}</title><link>https://quay.example/{number}/{n}</link>"
        f"<guid>{number}-{n}</guid><pubDate>{format_datetime(_BEGAN)}</pubDate><description>{text}</description></item>"
        for n in range(_ITEMS)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title>{items}</channel></rss>'.encode()
    )


def address(number: int, port: int) -> str:
    """Return where a feed stands: as many hosts as there are, for one is never asked twice at once."""
    return f"http://127.0.0.{number % _HOSTS + 1}:{port}/{number}.xml"


def serve(pipe: Connection) -> None:
    """Serve `/N.xml` with validators until the pipe closes; sends the port, and the counts when asked."""
    counts = {200: 0, 304: 0}

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                number = int(head.split(b" ", 2)[1].strip(b"/").removesuffix(b".xml"))
                same = b"\r\nif-none-match:" in head.lower() or b"\r\nif-modified-since:" in head.lower()
                body = b"" if same else document(number)
                counts[304 if same else 200] += 1
                told = f'ETag: "{number}"\r\nLast-Modified: {format_datetime(_BEGAN, usegmt=True)}\r\n'
                told += "" if same else f"Content-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n"
                writer.write(f"HTTP/1.1 {'304 Not Modified' if same else '200 OK'}\r\n{told}\r\n".encode() + body)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(handle, "0.0.0.0", 0, backlog=2_000)
        pipe.send(server.sockets[0].getsockname()[1])
        while True:
            await asyncio.to_thread(pipe.poll, None)
            pipe.recv()
            pipe.send(dict(counts))
            counts.update({200: 0, 304: 0})

    asyncio.run(main())


@dataclass
class Run:
    """One poll of all feeds: seconds on the wall and of the processor, and what the server answered."""

    wall: float
    cpu: float
    answers: dict[int, int]


@contextmanager
def server() -> Iterator[Connection]:
    """Run the server in a process of its own; the connection first gives its port."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here
    finally:
        process.terminate()


def timed(command: list[str], env: dict[str, str], pipe: Connection) -> Run:
    """Run a command and return what it took, its child processes included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr[-2_000:]}")
    pipe.send("count")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, pipe.recv())


def poll_once(folder: Path, port: int, feeds: int, concurrency: int) -> None:
    """Poll all feeds once as the desk does, states from the store and back to it. Runs in a process of its own."""
    from dataclasses import replace

    from sources.config import load, shipped
    from sources.desk.intake import Intake
    from sources.models import Article, Entry, Feed, FeedState
    from sources.store.store import Batch, Store
    from sources.wire import Wire

    store = Store(folder)
    stored = store.load()
    wire, batch = Wire(), Batch()
    wire.fill(stored.articles.values(), ())
    known = [
        Feed(
            f"Feed {n}", f"http://127.0.0.{n % _HOSTS + 1}:{port}/{n}.xml", "Quay", interval=86_400, allow_private=True
        )
        for n in range(feeds)
    ]
    states = {feed.name: FeedState(feed.name) for feed in known} | stored.feeds
    # Due, all of them, whatever the poll before said.
    now = datetime.now(UTC)
    states = {name: replace(state, next_due=now, last_attempt=None) for name, state in states.items()}
    config = replace(load(shipped()), feeds=tuple(known), concurrency=concurrency, pace=0.0, fulltext="never")

    def arrived(state: FeedState, pairs: "list[tuple[Entry, Article]]") -> None:
        batch.feeds[state.feed] = state
        batch.articles.update({article.id: article for _, article in pairs})

    async def main() -> None:
        intake = Intake(config, states, wire, arrived, lambda article: None, lambda feed: None)  # type: ignore[arg-type]
        intake._plan = lambda **_: None  # type: ignore[method-assign]
        work = asyncio.create_task(intake.run())
        while len(intake.attempted) < feeds:
            await asyncio.sleep(0.01)
        work.cancel()
        await asyncio.wait([work])
        await intake.close()
        if failed := [state.last_error for state in intake.states.values() if state.last_error]:
            raise SystemExit(f"{len(failed)} feeds failed: {failed[0]}")

    asyncio.run(main())
    store.save(batch)
    store.close()


def main() -> int:
    """Measure and print; exit status 1 when the all-304 poll takes longer than newsboat's."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--feeds", type=int, default=1_000)
    options.add_argument("--concurrency", type=int, default=20)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--poll", nargs=2, metavar=("FOLDER", "PORT"), help=argparse.SUPPRESS)
    told = options.parse_args()
    if told.poll:
        poll_once(Path(told.poll[0]), int(told.poll[1]), told.feeds, told.concurrency)
        return 0
    peer = shutil.which("newsboat")
    if peer is None:
        raise SystemExit("newsboat is not installed: `apt-get install newsboat`")
    runs: dict[tuple[str, str], list[Run]] = {}
    with server() as pipe, tempfile.TemporaryDirectory() as name:
        port = pipe.recv()
        for turn in range(told.times):
            folder = Path(name) / str(turn)
            folder.mkdir()
            (folder / "urls").write_text("".join(f"{address(n, port)}\n" for n in range(told.feeds)))
            (folder / "config").write_text(f"reload-threads {told.concurrency}\nhttp-auth-method any\n")
            places = {"-u": "urls", "-C": "config", "-c": "cache.db"}
            theirs = [
                peer,
                *(part for flag, file in places.items() for part in (flag, str(folder / file))),
                "-x",
                "reload",
            ]
            here = [f"--{key}={getattr(told, key)}" for key in ("feeds", "concurrency")]
            mine = [sys.executable, "-m", "tests.benchmarks.feeds", *here, "--poll", str(folder / "store"), str(port)]
            env = dict(os.environ, HOME=str(folder), XDG_CONFIG_HOME=str(folder))
            for what in ("first", "second", "all 304"):
                for who, command in (("gainsay", mine), ("newsboat", theirs)):
                    runs.setdefault((who, what), []).append(timed(command, env, pipe))
    load = os.getloadavg()[0]
    print(f"{told.feeds} feeds, {told.concurrency} at once, {told.times} times in turn; load {load:.1f}")
    print(f"{'':9} {'':8} {'wall s':>7} {'cpu s':>6} {'cpu ms a feed':>13}  answers")
    for (who, what), found in runs.items():
        wall, cpu = median(r.wall for r in found), median(r.cpu for r in found)
        print(f"{who:9} {what:8} {wall:7.2f} {cpu:6.2f} {cpu * 1000 / told.feeds:13.2f}  {found[-1].answers}")
    ratios = {
        w: median(r.wall for r in runs["gainsay", w]) / median(r.wall for r in runs["newsboat", w])
        for w in ("first", "all 304")
    }
    print("wall, gainsay to newsboat: " + ", ".join(f"{what} {ratio:.2f}" for what, ratio in ratios.items()))
    return 0 if ratios["all 304"] <= 1 else 1


if __name__ == "__main__":
    raise SystemExit(main())
