"""Connections to public addresses only, checked on the address that is connected to: no name can be re-bound."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterable
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_6TO4 = ipaddress.IPv6Network("2002::/16")
_TEREDO = ipaddress.IPv6Network("2001::/32")
_MAX_ADDRESSES = 4


class AddressError(Exception):
    """A host that may not be connected to, or whose name is not known; the message says it in plain words."""


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet (IANA special-purpose registries, RFC 6890).

    Addresses that carry an IPv4 address (mapped, NAT64, 6to4) are judged by that one.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            ip = ip.ipv4_mapped
        elif ip in _NAT64:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        elif ip in _6TO4 and ip.sixtofour is not None:
            ip = ip.sixtofour
        elif ip in _TEREDO:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def is_loopback(host: str) -> bool:
    """Return whether a host name or address literal names this machine by itself, without a look-up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost" or host.lower().rstrip(".").endswith(".localhost")


def _may_be_public(host: str) -> bool:
    if is_loopback(host):
        return False
    with contextlib.suppress(OSError):
        # Forms of IPv4 addresses that only look like names (`0x7f.1`, `2130706433`).
        return is_public(socket.inet_ntoa(socket.inet_aton(host)))
    try:
        return is_public(host.strip("[]"))
    except ValueError:
        return "." in host.rstrip(".")


class GuardedTransport(httpx.AsyncBaseTransport):
    """An httpx transport whose connections go where `is_public` allows, or anywhere with `private`.

    It raises what httpcore raises, and AddressError. It reads no proxy from the environment: a proxy resolves names
    itself and undoes the guard. Through `proxy`, which the user named, go names that the guard cannot look up: only
    those that name this machine or a private address by themselves are refused.
    """

    def __init__(
        self, *, private: bool, proxy: str | None = None, network: httpcore.AsyncNetworkBackend | None = None
    ) -> None:
        self._proxied = proxy is not None
        limits: dict[str, Any] = {"max_connections": 64, "max_keepalive_connections": 8, "keepalive_expiry": 15}
        tls = httpx.create_ssl_context(trust_env=False)
        self._pool: httpcore.AsyncConnectionPool
        if proxy is None:
            backend = _Backend(network or httpcore.AnyIOBackend(), private=private)
            self._pool = httpcore.AsyncConnectionPool(ssl_context=tls, network_backend=backend, **limits)
        else:
            told = httpx.Proxy(proxy)
            self._pool = httpcore.AsyncHTTPProxy(
                str(told.url), proxy_auth=told.raw_auth, ssl_context=tls, network_backend=network, **limits
            )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and return its response, the body still to be read."""
        if self._proxied and not _may_be_public(request.url.host):
            raise AddressError(f"{request.url.host} is an address of this machine or a private network")
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


class _Backend(httpcore.AsyncNetworkBackend):
    def __init__(self, inner: httpcore.AsyncNetworkBackend, *, private: bool) -> None:
        self._private = private
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        clock = asyncio.get_running_loop().time
        until = clock() + (timeout or 10.0)
        addresses = (await self._resolve(host, port, until))[:_MAX_ADDRESSES]
        for number, address in enumerate(addresses):
            # An address that swallows packets leaves time for the others.
            left = max(0.1, (until - clock()) / (len(addresses) - number))
            try:
                return await self._inner.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == addresses[-1]:
                    raise
        raise AssertionError("unreachable")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.AsyncNetworkStream:
        raise AddressError("a socket file is no web address")

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def _resolve(self, host: str, port: int, until: float) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(until - loop.time()):
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except TimeoutError:
            raise AddressError(f"the name {host} could not be looked up in time: is the network up?") from None
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise AddressError(f"the name {host} could not be looked up: is the network up?") from None
            raise AddressError(f"there is no host {host}: is the network up, and the address right?") from None
        except UnicodeError:
            raise AddressError(f"{host} is no host name: look for a slip in the address") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if not self._private and not all(map(is_public, addresses)):
            raise AddressError(
                f"{host} is an address of this machine or a private network: "
                "if it is a feed of yours, set `allow_private = true` on it"
            )
        return addresses
