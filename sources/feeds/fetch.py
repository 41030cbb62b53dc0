"""The only way to the network: polite, bounded, guarded, and in plain words when it fails."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self, Unpack

import httpcore
import httpx

from sources.feeds.agent import PRODUCT, user_agent
from sources.feeds.clock import Now, utc_now
from sources.feeds.decode import ACCEPT_ENCODING, DecodeError, TooLarge, decode
from sources.feeds.exchange import Fetched, Options
from sources.feeds.faults import Busy, FetchError, Resting, network_fault, refusal, span
from sources.feeds.guard import AddressError, GuardedTransport
from sources.feeds.pace import HostBusy, HostResting, Pace
from sources.feeds.schedule import retry_after
from sources.text import clean_line, web_address

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
_LARGE = 512 << 10


class Fetcher:
    """Fetches over HTTP, to be used from one event loop as an async context manager.

    One request is in flight to a host at a time, and `pace` seconds lie between two (none to this machine itself);
    `concurrency` requests are under way at once over all hosts, and one large body at a time is held in memory. No
    cookies, no referrer. `proxy` is the address of an HTTP proxy for what goes to the public internet; none is taken
    from the environment. `contact` (an address) stands in the name under which the program asks. `now` is the clock
    that dates in headers are held against (it stays as `now`), `network` what connections are made with.
    """

    def __init__(
        self,
        pace: float = 2.0,
        *,
        concurrency: int = 6,
        proxy: str | None = None,
        contact: str | None = None,
        now: Now = utc_now,
        network: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._pace = Pace(pace)
        self._slots = asyncio.Semaphore(concurrency)
        self._large = asyncio.Semaphore(1)
        self._clients: dict[bool, httpx.AsyncClient] = {}
        self._agent = user_agent(contact)
        self._proxy, self.now, self._network = proxy, now, network

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

    def silence(self, url: str, seconds: float) -> None:
        """Send nothing to this address's host for so long: it asked for that, perhaps before the program's start."""
        target = _address(url)
        self._pace.silence(target.host, target.port, seconds, slower=False)

    async def get(self, url: str, **options: Unpack[Options]) -> Fetched:
        """Return the answer to a GET request, with its coding undone; `open` says how and what it raises."""
        async with self.open(url, **options) as answer:
            if not answer.coding:
                return answer
            try:
                limit = options.get("limit_bytes", MAX_BODY)
                body = await asyncio.to_thread(decode, answer.body, answer.coding, limit)
            except DecodeError as error:
                raise FetchError(f"{error}, as {httpx.URL(answer.url).host} sent it") from None
            return replace(answer, body=body, coding="")

    @asynccontextmanager
    async def open(self, url: str, **options: Unpack[Options]) -> AsyncIterator[Fetched]:
        """Give the answer to a GET request. While the block runs, its body counts against what may be held at once.

        A body that is large when its coding is undone is given as it came, with `coding` set: to be decoded elsewhere.

        The request, redirects included, may take 45 s, turns for hosts not counted. Raises FetchError when there is no
        answer of status 304 or 2xx to be had, of kind Resting or Busy when the host was not asked at all.
        """
        async with AsyncExitStack() as held:
            yield await self._follow(url, options, held)

    async def _follow(self, url: str, options: Options, held: AsyncExitStack) -> Fetched:
        left = TOTAL
        loop = asyncio.get_running_loop()
        target = _address(url)
        trusted = target.host if options.get("allow_private") else None
        permanent = True
        pace, may = options.get("pace", 0.0), options.get("may")
        for hops in range(_MAX_REDIRECTS + 1):
            private = target.host == trusted
            if hops and may is not None:
                pace = await may(str(target))
            async with AsyncExitStack() as hop:
                try:
                    # The slot comes after the host's turn: who waits for a busy host keeps nobody else waiting.
                    async with self._pace.turn(target.host, target.port, pace, None if hops else options.get("within")):
                        await hop.enter_async_context(self._slots)
                        await self._pace.apart(target.host)
                        started = loop.time()
                        async with asyncio.timeout(left):
                            answer = await self._once(target, options, private, hop)
                        left -= loop.time() - started
                        self._heed(answer, target, private)
                except HostResting as rest:
                    words = f"{target.host} asked to be left alone for {span(rest.seconds)} more"
                    raise Resting(words, rest.seconds) from None
                except HostBusy:
                    raise Busy(f"{target.host} has others to answer first") from None
                except TimeoutError:
                    raise FetchError(f"the answer of {target.host} took longer than {TOTAL:.0f} s") from None
                if answer.status not in _REDIRECTS or "location" not in answer.headers:
                    held.push_async_exit(hop.pop_all())
                    return self._judged(answer, target, moved=permanent and hops > 0)
            there = _redirect(target, answer.headers["location"])
            # A move to where others can read along is none to make for good.
            permanent = permanent and answer.status in _MOVED and (target.scheme, there.scheme) != ("https", "http")
            target = there
        raise FetchError(f"{target.host} redirected more than {_MAX_REDIRECTS} times: look for a slip in the address")

    async def _once(self, target: httpx.URL, options: Options, private: bool, held: AsyncExitStack) -> Fetched:
        host = target.host
        # Without a password that may stand in it: this address becomes the base of links.
        address = str(target.copy_with(fragment=None, userinfo=b""))
        limit = options.get("limit_bytes", MAX_BODY)
        try:
            request = httpx.Request("GET", target, headers=self._headers(address, options))
            request.extensions["timeout"] = {"connect": CONNECT, "read": READ, "write": READ, "pool": TOTAL}
            response = await self._client(private).send(request, stream=True)
            try:
                told = _headers(response)
                redirected = response.status_code in _REDIRECTS and "location" in told
                usable = response.status_code == 304 or response.is_success
                taken = usable and not redirected
                body, coding = await self._read(response, told, limit, held) if taken else (b"", "")
            finally:
                await response.aclose()
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
        except (httpcore.ProtocolError, httpcore.ProxyError, httpx.HTTPError, httpx.StreamError, OSError) as error:
            detail = clean_line(str(error), limit=120)
            raise FetchError(f"{host} broke its answer off, or it is no HTTP ({detail})") from None
        framed = "content-length" in told or "chunked" in told.get("transfer-encoding", "").lower()
        return Fetched(response.status_code, told, body, address, framed=framed, coding=coding)

    def _headers(self, address: str, options: Options) -> list[tuple[bytes, bytes]]:
        told = {
            "User-Agent": self._agent,
            "Accept": options.get("accept", FEEDS),
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        if options.get("validated") in {None, address}:
            for name, value in (
                ("If-None-Match", options.get("etag")),
                ("If-Modified-Since", options.get("last_modified")),
            ):
                if value:
                    told[name] = value
        return [(name.encode(), value.encode("latin-1", "replace")) for name, value in told.items()]

    async def _read(
        self, response: httpx.Response, told: Mapping[str, str], limit: int, held: AsyncExitStack
    ) -> tuple[bytes, str]:
        """Read what is on the wire, bounded, and leave the decoding to `decode`, which is bounded too; httpx's is not.

        A body that turns out large waits until it is the only large one. Return it with the coding that is left.
        """
        most = min(MAX_WIRE, limit)
        length = told.get("content-length", "")
        body, alone = bytearray(), False
        if length.isdecimal() and int(length[:18]) > most:
            raise DecodeError(f"the answer is larger than {most / 2**20:.3g} MiB")
        async for part in response.aiter_raw():
            body += part
            if len(body) > most:
                raise DecodeError(f"the answer is larger than {most / 2**20:.3g} MiB")
            if len(body) > _LARGE and not alone:
                await held.enter_async_context(self._large)
                alone = True
        coding = told.get("content-encoding", "")
        if not coding or not body:
            return bytes(body), ""
        if not alone:
            try:
                return decode(body, coding, min(_LARGE, limit)), ""
            except TooLarge:
                if limit <= _LARGE:
                    raise
                await held.enter_async_context(self._large)
        return bytes(body), coding

    def _client(self, private: bool) -> httpx.AsyncClient:
        # Two pools: a connection that a private feed may use must not be there for an article's link to reuse.
        if private not in self._clients:
            jar = CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))
            proxy = None if private else self._proxy
            self._clients[private] = httpx.AsyncClient(
                transport=GuardedTransport(private=private, proxy=proxy, network=self._network),
                trust_env=False,
                cookies=jar,
                follow_redirects=False,
            )
        return self._clients[private]

    def _heed(self, answer: Fetched, target: httpx.URL, private: bool) -> None:
        """Silence a public host that asks for it, before the next in its queue gets a turn."""
        if (rest := self._rest(answer)) and not private:
            self._pace.silence(target.host, target.port, rest)

    def _rest(self, answer: Fetched) -> float | None:
        if answer.status not in _RESTING:
            return None
        rest = retry_after(answer.headers.get("retry-after"), self.now())
        return _UNASKED_REST if rest is None and answer.status == 429 else rest

    def _judged(self, answer: Fetched, target: httpx.URL, *, moved: bool) -> Fetched:
        if answer.status == 304 or 200 <= answer.status < 300:
            return replace(answer, moved=answer.url) if moved else answer
        rest = self._rest(answer)
        words = refusal(answer.status, target.host, rest)
        raise FetchError(words, status=answer.status, rest=rest, headers=answer.headers)


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


__all__ = ["FEEDS", "PAGES", "PRODUCT", "FetchError", "Fetched", "Fetcher", "Options", "Resting", "user_agent"]
