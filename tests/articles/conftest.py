from collections.abc import AsyncIterator

import pytest_asyncio

from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.workers import Workers
from tests.articles.linked import Desk


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def workers() -> AsyncIterator[Workers]:
    async with Workers(1, memory=1 << 30, seconds=15, max_tasks=None) as pool:
        yield pool


@pytest_asyncio.fixture(loop_scope="module")
async def desk(workers: Workers) -> AsyncIterator[Desk]:
    with Newsroom(manual=True) as room:
        room.script("/robots.txt", Response(404))
        yield Desk(room, workers)
