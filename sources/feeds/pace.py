"""One request at a time to a host, with a pause between two, and silence when a host asks for it."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sources.feeds.guard import is_loopback

_MAX_PACE = 60.0
_MAX_HOSTS = 2_000
_JITTER = 0.25
_APART = 0.25
"""Seconds between two requests, to whichever host: feeds that fall due together make no burst on the user's line."""


class HostResting(Exception):
    """The host asked to be left alone for `seconds` more."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class HostBusy(Exception):
    """Others have their turns with the host first, for longer than one was ready to wait."""


@dataclass(slots=True)
class _Host:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    pace: float = 0.0
    free: float = 0.0
    """Time of the loop from which the next request may go out."""
    rest: float = 0.0
    """Time of the loop until which the host wants silence."""


class Pace:
    """Turns for requests. `seconds` lie between the end of a request and the start of the next to the same host.

    Up to a quarter more is left to chance. The machine itself (loopback) is not paced, and not silenced either: many
    feeds of a local bridge stand on one host. Time is that of the running event loop.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._hosts: dict[str, _Host] = {}
        self._next = 0.0

    @asynccontextmanager
    async def turn(self, host: str, port: int | None, least: float, within: float | None = None) -> AsyncIterator[None]:
        """Wait for this host's turn and hold it; at least `least` seconds follow it.

        Raises HostResting, without waiting, when the host asked for silence, and HostBusy when the turn does not come
        `within` so many seconds.
        """
        state = self._host(host, port)
        loop = asyncio.get_running_loop()
        until = None if within is None else loop.time() + within
        try:
            async with asyncio.timeout_at(until):
                await state.turn.acquire()
        except TimeoutError:
            raise HostBusy from None
        try:
            now = loop.time()
            if state.rest > now:
                raise HostResting(state.rest - now)
            if until is not None and state.free > until:
                raise HostBusy
            await asyncio.sleep(max(0.0, state.free - now))
            try:
                yield
            finally:
                pause = 0.0 if is_loopback(host) else min(_MAX_PACE, max(self._seconds, state.pace, least))
                state.free = loop.time() + pause * (1 + random.uniform(0, _JITTER))
        finally:
            state.turn.release()

    async def apart(self, host: str) -> None:
        """Wait until requests to whatever hosts, this machine apart, lie a quarter of a second from each other."""
        if is_loopback(host):
            return
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + _APART
        await asyncio.sleep(at - now)

    def silence(self, host: str, port: int | None, seconds: float, *, slower: bool = True) -> None:
        """Send nothing to this host for so long; with `slower`, go on at half the pace after that."""
        if is_loopback(host):
            return
        state = self._host(host, port)
        state.rest = max(state.rest, asyncio.get_running_loop().time() + seconds)
        if slower:
            state.pace = min(_MAX_PACE, 2 * max(state.pace, self._seconds, 1.0))

    def _host(self, host: str, port: int | None) -> _Host:
        if len(self._hosts) > _MAX_HOSTS:
            now = asyncio.get_running_loop().time()
            self._hosts = {k: h for k, h in self._hosts.items() if h.turn.locked() or max(h.free, h.rest) > now}
        key = f"{host}:{port}" if is_loopback(host) else host
        return self._hosts.setdefault(key.lower(), _Host())
