"""A real desk in the background of a test, and waiting for what it should come to."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sources.config import Config, load, shipped
from sources.desk import Desk
from sources.events import Event
from sources.models import Feed
from sources.newsroom.stories import parties
from sources.store.store import Store

PATIENCE = 240
"""Seconds after which a test gives up; nothing is measured by it."""


def config(folder: Path, feeds: tuple[Feed, ...], **changes: Any) -> Config:
    """Return the shipped configuration for these feeds alone, unpaced, with a store in `folder`."""
    base = replace(load(shipped()), feeds=feeds, parties=parties(), pace=0.0, store=folder, robots=True)
    return replace(base, **changes)


class Log:
    """What a desk told, and a way to wait until something holds after one of its events."""

    def __init__(self, desk: Desk) -> None:
        self.events: list[Event] = []
        self._desk = desk
        self._news = asyncio.Event()
        desk.subscribe(self._take)

    def _take(self, event: Event) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, condition: Callable[[Desk], object], patience: float = PATIENCE) -> None:
        """Return when the condition holds, which is looked at after every event."""
        async with asyncio.timeout(patience):
            while not condition(self._desk):
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def running(made: Config) -> AsyncIterator[tuple[Desk, Log]]:
    """Run a desk on this configuration until it is closed or the block ends; an error of the desk's fails the block."""
    desk = Desk(made, Store(made.store))
    log = Log(desk)
    work = asyncio.create_task(desk.run())
    try:
        yield desk, log
        assert work.cancelled() or not work.done(), work.exception()
    finally:
        work.cancel()
        await desk.close()


def done(desk: Desk) -> bool:
    """Whether every feed has been polled and nothing is under way."""
    return desk.polled and desk.settled
