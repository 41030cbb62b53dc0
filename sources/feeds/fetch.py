"""The only way to the network: polite, bounded, guarded, and in plain words when it fails."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self

import httpcore
import httpx

from sources.feeds.decode import ACCEPT_ENCODING, DecodeError, decode
from sources.feeds.faults import FetchError, network_fault, refusal, span
from sources.feeds.guard import AddressError, GuardedTransport
from sources.feeds.pace import HostResting, Pace
from sources.feeds.schedule import retry_after
from sources.text import clean_line, web_address

PRODUCT = "gainsay"
HOME = "https://gainsay.example/"
FEEDS = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
PAGES = "text/html, application/xhtml+xml;q=0.9"
MAX_WIRE = 5 << 20
MAX_BODY = 10 << 20
TOTAL, CONNECT, READ = 45.0, 10.0, 20.0
_MAX_REDIRECTS = 5
_MOVED = frozenset([301, 308])
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_RESTING = frozenset([429, 503])
_UNASKED_REST = 600.0
_THREAD_FROM = 16 << 10


def user_agent() -> str:
    """Return the one name under which the program asks: product, version and home (RFC 9110, section 10.1.5)."""
    try:
        return f"{PRODUCT}/{version(PRODUCT)} (+{HOME})"
    except PackageNotFoundError:
        return f"{PRODUCT} (+{HOME})"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: of status 304 (the body is then empty) or 2xx."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case; values as they were sent, byte for byte as Latin-1."""
    body: bytes = field(repr=False)
    """With its content coding undone."""
    url: str
    """Where the answer came from, after redirects."""
    moved: str | None = None
    """`url`, when there were redirects and all were permanent (301, 308)."""


class Fetcher:
    """Fetches over HTTP, to be used from one event loop as an async context manager.

    One request is in flight to a host at a time, and `pace` seconds lie between two (none to this machine itself).
    No cookies, no referrer, no proxy from the environment.
    """

    def __init__(self, pace: float = 2.0) -> None:
        self._pace = Pace(pace)
        self._clients: dict[bool, httpx.AsyncClient] = {}
        self._agent = user_agent()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections."""
        clients, self._clients = tuple(self._clients.values()), {}
        for client in clients:
            await client.aclose()

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        allow_private: bool = False,
        limit_bytes: int = MAX_BODY,
        accept: str = FEEDS,
        pace: float = 0.0,
    ) -> Fetched:
        """Return the answer to a GET request.

        `etag` and `last_modified` are sent back as the server gave them, which makes the request conditional.
        `allow_private` opens addresses of this machine and of private networks to this host name and to redirects
        within it. `limit_bytes` bounds the decoded body (on the wire: 5 MiB). `pace` asks for so many seconds between
        requests to the host at least. The request, redirects included, may take 45 s, turns for hosts not counted.

        Raises FetchError when there is no answer of status 304 or 2xx to be had.
        """
        headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": ACCEPT_ENCODING}
        for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)):
            if value:
                headers[name] = value
        left = TOTAL
        target = _address(url)
        trusted = target.host if allow_private else None
        permanent = True
        for hops in range(_MAX_REDIRECTS + 1):
            private = target.host == trusted
            try:
                async with self._pace.turn(target.host, target.port, pace):
                    started = asyncio.get_running_loop().time()
                    async with asyncio.timeout(left):
                        answer = await self._once(target, headers, private, limit_bytes)
                    left -= asyncio.get_running_loop().time() - started
            except HostResting as rest:
                words = f"{target.host} asked to be left alone for {span(rest.seconds)} more"
                raise FetchError(words, status=429, rest=rest.seconds) from None
            except TimeoutError:
                raise FetchError(f"the answer of {target.host} took longer than {TOTAL:.0f} s") from None
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return self._judged(answer, target, private, moved=permanent and hops > 0)
            permanent = permanent and answer.status in _MOVED
            target = _redirect(target, answer.headers["location"])
        raise FetchError(f"{target.host} redirected more than {_MAX_REDIRECTS} times: look for a slip in the address")

    async def _once(self, target: httpx.URL, headers: Mapping[str, str], private: bool, limit: int) -> Fetched:
        host = target.host
        try:
            coded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
            request = httpx.Request("GET", target, headers=coded)
            request.extensions["timeout"] = {"connect": CONNECT, "read": READ, "write": READ, "pool": TOTAL}
            response = await self._client(private).send(request, stream=True)
            try:
                told = _headers(response)
                redirected = response.status_code in _REDIRECTS and "location" in told
                usable = response.status_code == 304 or response.is_success
                raw = await _read(response, told, limit) if usable and not redirected else b""
            finally:
                await response.aclose()
            coding = told.get("content-encoding", "")
            if raw and len(raw) < _THREAD_FROM:
                raw = decode(raw, coding, limit)
            elif raw:
                raw = await asyncio.to_thread(decode, raw, coding, limit)
        except AddressError as error:
            raise FetchError(str(error)) from None
        except DecodeError as error:
            raise FetchError(f"{error}, as {host} sent it") from None
        except (httpcore.TimeoutException, httpx.TimeoutException) as error:
            if isinstance(error, httpcore.ConnectTimeout):
                raise FetchError(f"{host} did not accept a connection within {CONNECT:.0f} s") from None
            raise FetchError(f"{host} sent nothing for {READ:.0f} s") from None
        except (httpcore.ConnectError, httpcore.NetworkError) as error:
            raise FetchError(network_fault(error, host)) from None
        except (httpcore.ProtocolError, httpx.HTTPError, httpx.StreamError, ssl.SSLError, OSError) as error:
            detail = clean_line(str(error), limit=120)
            raise FetchError(f"{host} broke its answer off, or it is no HTTP ({detail})") from None
        # Without a password that may stand in it: this address becomes the base of links.
        return Fetched(response.status_code, told, raw, str(target.copy_with(fragment=None, userinfo=b"")))

    def _client(self, private: bool) -> httpx.AsyncClient:
        # Two pools: a connection that a private feed may use must not be there for an article's link to reuse.
        if private not in self._clients:
            jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
            self._clients[private] = httpx.AsyncClient(
                transport=GuardedTransport(private=private), trust_env=False, cookies=jar, follow_redirects=False
            )
        return self._clients[private]

    def _judged(self, answer: Fetched, target: httpx.URL, private: bool, *, moved: bool) -> Fetched:
        status = answer.status
        if status == 304 or 200 <= status < 300:
            return Fetched(status, answer.headers, answer.body, answer.url, answer.url if moved else None)
        rest = None
        if status in _RESTING:
            rest = retry_after(answer.headers.get("retry-after"), datetime.now(UTC))
            if rest is None and status == 429:
                rest = _UNASKED_REST
            if rest and not private:
                self._pace.silence(target.host, target.port, rest)
        raise FetchError(refusal(status, target.host, rest), status=status, rest=rest, headers=answer.headers)


async def _read(response: httpx.Response, headers: Mapping[str, str], limit: int) -> bytes:
    """Read what is on the wire, bounded, and leave the decoding to `decode`, which is bounded too; httpx's is not."""
    most = min(MAX_WIRE, limit)
    told = headers.get("content-length", "")
    body = bytearray()
    if not (told.isdecimal() and int(told[:18]) > most):
        async for part in response.aiter_raw():
            body += part
            if len(body) > most:
                break
        else:
            return bytes(body)
    raise DecodeError(f"the answer is larger than {most / 2**20:.3g} MiB")


def _headers(response: httpx.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _address(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        parsed = None
    if parsed is None or web_address(url) is None or not parsed.host:
        raise FetchError(f"{clean_line(url, limit=200)!r} is no web address: it must start with http:// or https://")
    return parsed


def _redirect(target: httpx.URL, location: str) -> httpx.URL:
    try:
        there = target.join(location.encode("latin-1", "replace").decode("utf-8", "replace"))
    except (httpx.InvalidURL, ValueError):
        there = None
    if there is None or web_address(str(there)) is None or not there.host:
        raise FetchError(f"{target.host} redirects to something that is no web address")
    return there


__all__ = ["FEEDS", "PAGES", "FetchError", "Fetched", "Fetcher", "user_agent"]
