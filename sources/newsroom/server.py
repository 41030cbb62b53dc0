"""The newsroom: outlets with feeds and pages over HTTP on loopback, released by a clock."""

import gzip
import hashlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType
from typing import Self

from sources.models import Feed

from .formats import FORMATS
from .http import Answer, Request, Response, Server
from .site import GONE, HOSTILE, TROUBLED, Site
from .stories import Item, items, outlets

_HTML = "text/html; charset=utf-8"


class Newsroom:
    """An HTTP newsroom on 127.0.0.1, in threads of its own, for use from plain and from async code alike.

    Articles are released as the clock goes. With `manual=True` the clock stands still until `advance` or
    `release_all`, so that no test waits; its start then lies so far back that no release lies in the future.
    """

    def __init__(
        self,
        *,
        speed: float = 1.0,
        manual: bool = False,
        start: datetime | None = None,
        interval: int = 10,
        port: int = 0,
    ) -> None:
        """Make a newsroom that runs `speed` times as fast as its stories' seconds; `port` 0 takes a free one.

        `start` (timezone-aware) is the moment that all dates count from; None takes now. `interval` is the polling
        interval, in seconds, that `feeds` asks for.
        """
        if speed <= 0:
            raise ValueError(f"speed: {speed}: must be more than 0")
        self.speed = 1.0 if manual else speed
        self.manual = manual
        self.duration = max(item.at for item in items())
        """Seconds on the stories' clock until the last release."""
        back = timedelta(seconds=self.duration) if manual else timedelta()
        self.began = (start or datetime.now(UTC) - back).replace(microsecond=0)
        self._interval = interval
        self._port = port
        self._advanced = 0.0
        self._since: float | None = None
        self._lock = threading.Condition()
        self._log: list[Request] = []
        self._scripts: dict[str, deque[tuple[Answer, int | None]]] = {}
        self._server: Server | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> Self:
        """Bind the port and serve; raises `OSError` where the port is taken, `RuntimeError` when already started."""
        if self._server:
            raise RuntimeError("the newsroom has been started already")
        self._server = Server(("127.0.0.1", self._port), self._answer)
        self._port = self._server.server_address[1]
        self._since = time.monotonic()
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="newsroom", daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving and free the port; open connections are cut. Does nothing when not started."""
        if self._server and self._thread:
            self._server.halt()
            self._thread.join()
            self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The newsroom's address without a slash at its end; known once it is started (or its port was given)."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Every outlet's feed, one that fails after a while, and one that is gone."""
        regular = tuple(self._feed(o.name, f"{o.id}/{FORMATS[o.format].file}", o.name) for o in outlets())
        troubled = self._feed(TROUBLED.name, f"{TROUBLED.id}/feed.xml", TROUBLED.name)
        return (*regular, troubled, self._feed(GONE.name, f"{GONE.id}/feed.xml", GONE.name))

    @property
    def hostile(self) -> tuple[Feed, ...]:
        """Two feeds of hostile titles: RSS that is not well-formed, and JSON Feed."""
        return (
            self._feed(HOSTILE.name, f"{HOSTILE.id}/feed.xml", HOSTILE.name),
            self._feed(f"{HOSTILE.name} (JSON)", f"{HOSTILE.id}/feed.json", HOSTILE.name),
        )

    @property
    def elapsed(self) -> float:
        """Seconds on the stories' clock since the start."""
        if self.manual or self._since is None:
            return self._advanced
        return self._advanced + (time.monotonic() - self._since) * self.speed

    def advance(self, seconds: float) -> None:
        """Put the clock forward by `seconds`; releases what falls due."""
        self._advanced += seconds

    def release_all(self) -> None:
        """Put the clock to the last release."""
        self._advanced += max(0.0, self.duration - self.elapsed)

    def released(self) -> tuple[Item, ...]:
        """Return what has been released, in order of publication."""
        now = self.elapsed
        return tuple(item for item in items() if item.at <= now)

    def article_url(self, id: str) -> str:
        """Return the address of the article `id`; raises `KeyError` for an unknown one."""
        outlet = {item.id: item.outlet.id for item in items()}[id]
        return f"{self.url}/{outlet}/{id}.html"

    @property
    def log(self) -> tuple[Request, ...]:
        """Every request so far, in order; a request stands here before its answer is sent."""
        with self._lock:
            return tuple(self._log)

    def requests(self, path: str) -> tuple[Request, ...]:
        """Return the logged requests for `path` (or for a whole URL of this newsroom)."""
        path = path.removeprefix(self.url)
        return tuple(request for request in self.log if request.path == path)

    def wait_for(self, path: str, count: int = 1, timeout: float = 10.0) -> bool:
        """Wait until `path` has been asked for `count` times; return False when `timeout` seconds pass before that."""
        path = path.removeprefix(self.url)
        with self._lock:
            return self._lock.wait_for(lambda: sum(r.path == path for r in self._log) >= count, timeout)

    def forget(self) -> None:
        """Empty the log."""
        with self._lock:
            self._log.clear()

    def script(self, path: str, *answers: Answer, times: int | None = None) -> None:
        """Answer the next requests for `path` (or a whole URL) with `answers`, each `times` times before the next.

        Without `times`, several answers are given once each and a single one for good. Scripts for one path queue up;
        when all are used up, the newsroom answers again. A callable gets the request and may return None for the
        newsroom's own answer.
        """
        each = times if times is not None else (1 if len(answers) > 1 else None)
        with self._lock:
            queue = self._scripts.setdefault(path.removeprefix(self.url), deque())
            queue.extend((answer, each) for answer in answers)

    def unscript(self, path: str | None = None) -> None:
        """Drop the scripted answers for `path`, or all of them."""
        with self._lock:
            if path is None:
                self._scripts.clear()
            else:
                self._scripts.pop(path.removeprefix(self.url), None)

    def _feed(self, name: str, path: str, outlet: str) -> Feed:
        return Feed(name, f"{self.url}/{path}", outlet, interval=self._interval, allow_private=True)

    def _answer(self, request: Request) -> Response:
        scripted = self._scripted(request.path)
        response = scripted(request) if callable(scripted) else scripted
        if response is None:
            response = self._own(request)
        with self._lock:
            self._log.append(replace(request, status=response.status))
            self._lock.notify_all()
        return response

    def _scripted(self, path: str) -> Response | Callable[[Request], Response | None] | None:
        with self._lock:
            queue = self._scripts.get(path)
            if not queue:
                return None
            answer, left = queue[0]
            if left is not None:
                if left > 1:
                    queue[0] = (answer, left - 1)
                else:
                    queue.popleft()
            return answer

    def _own(self, request: Request) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return Response(405, {"Allow": "GET, HEAD", "Content-Type": "text/plain"}, "Only GET and HEAD.\n")
        site = Site(self.url, self.began, self.speed, self.elapsed)
        found = site.find(request.path)
        if found is None:
            return Response(404, {"Content-Type": _HTML}, "<!DOCTYPE html><title>Not found</title><h1>Not found</h1>\n")
        if found.status != 200:
            return Response(found.status, {"Content-Type": found.media}, found.body)
        return _conditional(request, found.body, found.media, found.modified, found.gzip)


def _conditional(request: Request, body: bytes, media: str, modified: datetime, packed: bool) -> Response:
    """Return the body or a 304; If-None-Match goes before If-Modified-Since (RFC 9110, section 13.2.2)."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Last-Modified": format_datetime(modified, usegmt=True), "Cache-Control": "no-cache"}
    if packed:
        headers["Vary"] = "Accept-Encoding"
    if not _changed(request, tag, modified):
        return Response(304, headers)
    headers["Content-Type"] = media
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        headers["Content-Encoding"] = "gzip"
        body = gzip.compress(body, mtime=0)
    return Response(200, headers, body)


def _changed(request: Request, tag: str, modified: datetime) -> bool:
    if (known := request.headers.get("if-none-match")) is not None:
        return tag not in {part.strip().removeprefix("W/") for part in known.split(",")} and known.strip() != "*"
    if (since := request.headers.get("if-modified-since")) is not None:
        try:
            return modified > parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return True
    return True
