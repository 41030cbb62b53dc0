"""A web in memory: connections end at publishers in the same process, byte for byte as over a network."""

import asyncio
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpcore

from sources.newsroom.http import Request, Response


@dataclass(frozen=True)
class Seen:
    """A request as it arrived, at which second, and what was answered when."""

    at: float
    host: str
    request: Request
    response: Response
    done: float


Answer = Callable[[str, Request], Response]
"""Takes the host that the request names."""


@dataclass
class Web(httpcore.AsyncNetworkBackend):
    """Connects to whoever answers. `clock` gives the seconds on the wall, `watch` hears of every exchange."""

    answer: Answer
    clock: Callable[[], float]
    now: Callable[[], datetime]
    watch: list[Callable[[Seen], None]] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)
    most_open: int = 0
    """The most requests that were under way at one host at once."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _Stream(self)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _Stream(httpcore.AsyncNetworkStream):
    def __init__(self, web: Web) -> None:
        self._web = web
        self._in = b""
        self._out: bytes | None = None
        self._closing = False
        self._host = ""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._in += buffer
        if b"\r\n\r\n" not in self._in:
            return
        head, self._in = self._in.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}
        path, _, query = target.partition("?")
        web, host = self._web, headers["host"]
        request = Request(web.now().astimezone(UTC), method, path, query, headers)
        response = web.answer(host, request)
        at = web.clock()
        web.open[host] = web.open.get(host, 0) + 1
        web.most_open = max(web.most_open, web.open[host])
        try:
            # Half a second is what an answer takes.
            await self._wait(response.delay or 0.5, timeout)
        finally:
            web.open[host] -= 1
            for watch in web.watch:
                watch(Seen(at, host, request, response, web.clock()))
        self._out = self._wire(response)

    async def _wait(self, delay: float, timeout: float | None) -> None:
        await asyncio.sleep(min(delay, timeout or delay))
        if timeout is not None and delay > timeout:
            raise httpcore.ReadTimeout("nothing came")

    def _wire(self, response: Response) -> bytes:
        body = response.body.encode() if isinstance(response.body, str) else response.body
        given = {name.lower() for name in response.headers}
        told = [*response.headers.items()]
        if "date" not in given:
            told.append(("Date", format_datetime(self._web.now().astimezone(UTC), usegmt=True)))
        if "content-length" not in given and response.status not in {204, 304}:
            told.append(("Content-Length", str(len(body))))
        lines = "".join(f"{name}: {value}\r\n" for name, value in told)
        self._closing = response.truncate is not None
        sent = b"" if response.status in {204, 304} else body[: response.truncate]
        return f"HTTP/1.1 {response.status} Word\r\n{lines}\r\n".encode("latin-1") + sent

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._out is None:
            raise httpcore.ReadError("nothing was asked")
        part, self._out = self._out[:max_bytes], self._out[max_bytes:]
        return part

    async def aclose(self) -> None:
        self._out = None

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return self

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None
