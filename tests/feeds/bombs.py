"""The desk's memory under bombs: `python -m tests.feeds.bombs` (Linux).

A server of its own process answers with everything that grows: compressed nothings, endless bodies, entities, deep
nesting, huge pages. The desk polls them all several times; the peak of its resident memory, as the system counts it
(VmHWM), is held against its memory at rest. `flood`, which is not among them unless it is named, brings 1,900 ordinary
articles: what those cost stays.
"""

import asyncio
import gzip
import json
import multiprocessing
import re
import sys
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import brotli
import zstandard

from sources.models import Feed
from tests.desk.running import config, done, running

MIB = 1 << 20
ROUNDS = 2
PATIENCE = 1_200
BOUND = 60
_PAGES = 12
NAMES = (
    "gzip", "deflate", "br", "zstd", "nested", "large", "wide", "wire", "random", "entities", "flat", "deep", "nest",
    "json", "strings", "title", "pages", "endless",
)  # fmt: skip


def _rss(items: str, head: str = "") -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Quay</title>{items}</channel></rss>'.encode()


def _items(count: int, text: str, link: str = "") -> str:
    return "".join(
        f"<item><title>Notice {n}</title><guid>{n}</guid>{link.format(n)}<description>{text}</description></item>"
        for n in range(count)
    )


def bodies() -> dict[str, tuple[bytes, str]]:
    """Return the bodies of the feeds by path, each with its content coding."""
    nothing = bytes(200 * MIB)
    large = _rss(_items(60, "The harbour office said that the gate was shut. " * 3_500))
    wide = _rss(_items(60, "\U0001f6a2 said the \u6e2f\u306e office. " * 5_500))
    flood = _rss(_items(1_900, "The harbour office said that the gate was shut. " * 20))
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    flat = '<!ENTITY e "' + "x" * 250 + '">'
    return {
        "gzip": (gzip.compress(nothing, 1), "gzip"),
        "deflate": (zlib.compress(nothing, 1), "deflate"),
        "br": (brotli.compress(nothing, quality=5), "br"),
        "zstd": (zstandard.ZstdCompressor(level=3).compress(nothing), "zstd"),
        "nested": (gzip.compress(brotli.compress(nothing, quality=5)), "br, gzip"),
        "flood": (gzip.compress(flood), "gzip"),
        "large": (gzip.compress(large), "gzip"),
        "wide": (gzip.compress(wide), "gzip"),
        "wire": (large[: 5 * MIB - 100], ""),
        "random": (b"<rss>" + b"\x00" * (4 * MIB), ""),
        "entities": (_rss(_items(9, "&e9;"), f'<!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]>'), ""),
        "flat": (_rss(_items(900, "&e;" * 900), f"<!DOCTYPE rss [{flat}]>"), ""),
        "deep": (_rss(_items(3, "&lt;div&gt;" * 30_000)), ""),
        "nest": (b"<rss><channel>" + b"<item>" * 300_000, ""),
        "json": (b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 4 * MIB, ""),
        "strings": (
            json.dumps(
                {
                    "version": "https://jsonfeed.org/version/1.1",
                    "items": [{"id": str(n), "title": "t" * 9_000} for n in range(500)],
                }
            ).encode(),
            "",
        ),
        "title": (_rss(f"<item><title>{'t' * 4 * MIB}</title></item>"), ""),
        "pages": (_rss(_items(_PAGES, "Short.", "<link>http://127.0.0.1:PORT/page/{}</link>")), ""),
    }


def pages() -> list[tuple[bytes, str]]:
    """Return pages that hang or swell what reads them."""
    return [
        (b"<html><body>" + b'<a href="/x">y</a>' * 110_000, ""),
        (b"<html><body>" + b"<div>" * 350_000, ""),
        (b"<html><body><table>" + b"<tr><td>x" * 200_000, ""),
        (b"<html><body>" + b"<p>" * 600_000, ""),
        (b"<html><body><article>" + b"<p>The harbour office said that the gate was shut.</p>" * 38_000, ""),
        (gzip.compress(bytes(200 * MIB), 1), "gzip"),
        (brotli.compress(bytes(200 * MIB), quality=5), "br"),
        (b'<script type="application/ld+json">' + b'{"@graph":' * 50_000, ""),
    ]


def serve(pipe: Connection) -> None:
    """Serve until the pipe closes; sends the port."""
    told, shown = bodies(), pages()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode().strip("/")
            if path == "endless":
                writer.write(b"HTTP/1.1 200 OK\r\n\r\n<rss>")
                while True:
                    writer.write(bytes(64 << 10))
                    await writer.drain()
            if path == "robots.txt":
                body, coding = b"User-agent: *\nAllow: /\n" * 15_000, ""
            elif path.startswith("page/"):
                body, coding = shown[int(path[5:]) % len(shown)]
            else:
                body, coding = told.get(path, (_rss(_items(20, "Calm. " * 200)), ""))
            body = body.replace(b"PORT", str(port).encode())
            kind = b"text/html" if path.startswith("page/") else b"application/xml"
            head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + kind
            head += b"\r\nContent-Encoding: " + coding.encode() if coding else b""
            writer.write(head + f"\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def main() -> None:
        nonlocal port
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        pipe.send(port)
        await asyncio.to_thread(pipe.poll, None)

    port = 0
    asyncio.run(main())


def memory(field: str) -> float:
    """Return a figure of this process's memory in MiB: VmRSS now, VmHWM at its peak."""
    found = re.search(rf"{field}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def forget_peak() -> None:
    """Let the peak begin anew (proc_pid_clear_refs(5))."""
    Path("/proc/self/clear_refs").write_text("5")


async def measure(port: int, names: list[str], tell: Callable[[str], None] = print) -> float:
    """Run a desk and return by how many MiB its peak under bombs exceeds its rest."""
    feeds = [Feed(n, f"http://127.0.0.1:{port}/{n}", n, interval=86_400, allow_private=True) for n in names]
    with tempfile.TemporaryDirectory() as folder:
        async with running(config(Path(folder), (feeds[0],), concurrency=6)) as (desk, log):
            await log.until(done)
            rest = memory("VmRSS")
            forget_peak()
            desk.feeds = tuple(feeds)
            for turn in range(ROUNDS):
                # Each round as if the documents were new.
                for name, state in desk._intake.states.items():
                    desk._intake.states[name] = replace(state, body_hash=None, next_due=None)
                desk._intake.attempted.clear()
                desk._intake.follow(feeds)
                await log.until(lambda d: d.polled and not d._intake.polling and not d._intake.fetching, PATIENCE)
                tell(f"round {turn + 1}: now {memory('VmRSS'):.0f} MiB, peak {memory('VmHWM'):.0f} MiB")
            for feed in feeds:
                state = desk.feed_state(feed.name)
                tell(f"  {feed.name:9} {state.last_error or f'{state.entries} entries'}"[:110])
            access = sorted({desk.article(key).note or "" for key in desk.article_ids()} - {""})
            for note in access:
                tell(f"  page      {note}"[:110])
            peak = memory("VmHWM")
    tell(f"at rest {rest:.0f} MiB, peak {peak:.0f} MiB: {peak - rest:.0f} MiB more (bound {BOUND})")
    return peak - rest


def main() -> int:
    """Measure; exit status 1 when the bound is missed."""
    names = ["good", *(sys.argv[1:] or NAMES)]
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(there,), daemon=True)
    server.start()
    try:
        return 0 if asyncio.run(measure(here.recv(), names)) <= BOUND else 1
    finally:
        server.terminate()


if __name__ == "__main__":
    raise SystemExit(main())
