"""Fetching from a scripted server: polite on the wire, bounded in time and memory, and plain words when it fails."""

import asyncio
import gzip
import resource
import time
import zlib
from asyncio import Runner
from collections.abc import Awaitable, Callable
from itertools import pairwise

import brotli
import pytest
import zstandard

import sources.feeds.fetch as fetch
from sources.feeds.fetch import Fetcher
from sources.feeds.pace import HostBusy, HostResting, Pace
from tests.feeds.sim.clock import Loop

from .fetching import get, refused
from .scripted import answer, serve

MIB = 1 << 20


async def test_the_request_says_who_asks_and_carries_nothing_that_follows_people() -> None:
    async with serve({"/": answer(b"ok", set_cookie="id=1; path=/", ETag='W/"a"')}) as server:
        async with Fetcher(pace=0) as fetcher:
            for _ in range(2):
                got = await fetcher.get(server.url("/"), allow_private=True)
        assert (got.status, got.body, got.headers["etag"]) == (200, b"ok", 'W/"a"')
        for number in range(2):
            headers = server.headers(number)
            assert headers["user-agent"].startswith("gainsay")
            assert headers["accept-encoding"] == "gzip, deflate, br, zstd"
            assert "application/feed+json" in headers["accept"]
            assert not {"cookie", "referer", "if-none-match", "if-modified-since"} & headers.keys()


async def test_validators_go_back_as_they_came() -> None:
    odd = "W/\"caf\xe9 '--"
    async with serve({"/": answer(status="304 Not Modified", ETag='"b"')}) as server:
        got = await get(server, etag=odd, last_modified="Thursday, yesterday")
        assert (got.status, got.body, got.headers["etag"]) == (304, b"", '"b"')
        assert server.headers(0)["if-none-match"] == odd
        assert server.headers(0)["if-modified-since"] == "Thursday, yesterday"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", lambda b: gzip.compress(b[:5]) + gzip.compress(b[5:]) + b"\0\0"),
        ("deflate", zlib.compress),
        ("deflate", lambda b: zlib.compress(b)[2:-4]),
        ("br", brotli.compress),
        ("zstd", zstandard.compress),
        ("zstd", lambda b: zstandard.compress(b[:5]) + zstandard.compress(b[5:])),
        ("gzip, br", lambda b: brotli.compress(gzip.compress(b))),
        ("identity", bytes),
    ],
)
@pytest.mark.parametrize("size", [1, 300_000])
async def test_every_coding_that_is_asked_for_is_undone(coding: str, pack: Callable[[bytes], bytes], size: int) -> None:
    body = b"The gates were opened. " * (size // 20 + 1)
    async with serve({"/": answer(pack(body), content_encoding=coding)}) as server:
        assert (await get(server)).body == body


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", lambda b: gzip.compress(b, 1)),
        ("deflate", lambda b: zlib.compress(b, 1)),
        ("br", lambda b: brotli.compress(b, quality=9)),
        ("zstd", lambda b: zstandard.ZstdCompressor(level=9).compress(b)),
        ("br, gzip", lambda b: gzip.compress(brotli.compress(b, quality=9))),
    ],
)
async def test_a_decompression_bomb_is_stopped_at_the_bound(coding: str, pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(bytes(160 * MIB))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    error = await refused({"/": answer(bomb, content_encoding=coding)})
    assert "larger than 10 MiB" in str(error)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


@pytest.mark.parametrize(
    ("body", "coding", "words"),
    [
        (gzip.compress(b"abc" * 100)[:-20], "gzip", "cut off"),
        (brotli.compress(b"abc" * 100)[:-3], "br", "cut off"),
        (zlib.compress(b"abc" * 100)[:-6], "deflate", "cut off"),
        (b"no gzip at all", "gzip", "damaged"),
        (b"no zstd at all", "zstd", "damaged"),
        (b"x", "compress", "not asked for"),
        (b"x", "gzip, gzip, gzip", "3 times"),
    ],
    ids=["short gzip", "short brotli", "short deflate", "no gzip", "no zstd", "compress", "thrice"],
)
async def test_a_damaged_coding_is_named(body: bytes, coding: str, words: str) -> None:
    assert words in str(await refused({"/": answer(body, content_encoding=coding)}))


async def test_a_body_over_the_bound_is_not_read() -> None:
    sent = 0

    async def endless(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while sent < 64 * MIB:
            writer.write(bytes(MIB))
            await writer.drain()
            sent += MIB

    assert "larger than 5 MiB" in str(await refused({"/": endless}))
    assert sent < 32 * MIB
    assert "larger than 5 MiB" in str(await refused({"/": answer(b"", content_length=str(6 * MIB))}))
    assert "larger than 1 MiB" in str(await refused({"/": answer(bytes(MIB + 1))}, limit_bytes=MIB))


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _silent(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


@pytest.mark.parametrize(
    ("how", "limit", "words"), [(_drip, "TOTAL", "took longer than"), (_silent, "READ", "sent nothing for")]
)
async def test_slow_answers_end(
    how: Callable[[asyncio.StreamWriter], Awaitable[None]], limit: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, limit, 0.4)
    started = time.monotonic()
    assert words in str(await refused({"/": how}))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (answer(b"short", content_length="500"), "broke its answer off"),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc", "broke its answer off"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "no HTTP"),
        (b"", "broke its answer off"),
        (answer(b"", "404 Not Found"), "nothing there any more"),
        (answer(b"", "403 Forbidden"), "status 403"),
        (answer(b"", "418 I'm a Teapot"), "will not serve it"),
        (answer(b"", "599 Own"), "fault of its own"),
        (answer(b"", "300 Multiple Choices"), "will not serve it"),
    ],
)
async def test_what_is_no_answer_is_named(raw: bytes, words: str) -> None:
    assert words in str(await refused({"/": raw}))


async def test_asking_to_be_left_alone_is_heard() -> None:
    error = await refused({"/": answer(b"", "429 Too Many Requests", retry_after="120")})
    assert (error.status, error.rest) == (429, 120)
    assert "2 min" in str(error)
    assert (await refused({"/": answer(b"", "503 Service Unavailable", retry_after="7")})).rest == 7
    assert (await refused({"/": answer(b"", "503 Service Unavailable")})).rest is None
    assert (await refused({"/": answer(b"", "429 Too Many Requests")})).rest == 600
    assert (await refused({"/": answer(b"", "410 Gone")})).status == 410


async def test_one_request_at_a_time_with_a_pause_between(monkeypatch: pytest.MonkeyPatch) -> None:
    import sources.feeds.pace as pace

    monkeypatch.setattr(pace, "is_loopback", lambda host: False)
    async with serve({"/": answer(b"ok")}) as server:
        async with Fetcher(pace=0.15) as fetcher:
            await asyncio.gather(*(fetcher.get(server.url("/"), allow_private=True) for _ in range(4)))
        assert server.most_open == 1
        assert all(pause > 0.13 for pause in server.pauses())


async def test_this_machine_is_not_paced() -> None:
    async with serve({"/": answer(b"ok")}) as server:
        started = time.monotonic()
        async with Fetcher(pace=60) as fetcher:
            await asyncio.gather(*(fetcher.get(server.url("/"), allow_private=True) for _ in range(4)))
        assert time.monotonic() - started < 5
        assert server.most_open == 1


def test_requests_to_many_hosts_lie_apart_and_those_to_this_machine_need_not() -> None:
    at: dict[str, list[float]] = {"far": [], "near": []}

    async def ask(pace: Pace, host: str, to: list[float]) -> None:
        await pace.apart(host)
        to.append(asyncio.get_running_loop().time())

    async def all_at_once() -> None:
        pace = Pace(0)
        far = (ask(pace, f"{n}.example", at["far"]) for n in range(8))
        await asyncio.gather(*far, *(ask(pace, "localhost", at["near"]) for _ in range(8)))

    with Runner(loop_factory=Loop) as runner:
        runner.run(all_at_once())
    assert len(at["far"]) == 8 and all(later - earlier > 0.249 for earlier, later in pairwise(sorted(at["far"])))
    assert max(at["near"]) == min(at["near"])


async def test_who_can_not_wait_for_a_turn_goes_without_and_leaves_the_turn_to_others() -> None:
    pace = Pace(100)
    async with pace.turn("busy.example", None, 0):
        with pytest.raises(HostBusy):
            async with pace.turn("busy.example", None, 0, within=0.01):
                pytest.fail("two requests to one host at once")
    with pytest.raises(HostBusy):
        async with pace.turn("busy.example", None, 0, within=60):
            pytest.fail("asked before the host's pause was over")
    async with pace.turn("idle.example", None, 0, within=60):
        pass


async def test_a_silenced_host_is_not_asked_and_others_are() -> None:
    pace = Pace(0)
    pace.silence("busy.example", None, 100)
    with pytest.raises(HostResting) as caught:
        async with pace.turn("BUSY.example", None, 0):
            pytest.fail("asked a host that wants silence")
    assert 99 < caught.value.seconds <= 100
    async with pace.turn("other.example", None, 0):
        pass
    pace.silence("localhost", 8080, 100)
    async with pace.turn("localhost", 8080, 0):
        pass
