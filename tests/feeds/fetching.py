"""One fetch from a scripted server: what it gives, or the words that refuse it."""

import pytest

from sources.feeds.fetch import Fetched, Fetcher, FetchError

from .scripted import Answer, Scripted, serve


async def get(server: Scripted, path: str = "/", **options: object) -> Fetched:
    async with Fetcher(pace=0) as fetcher:
        return await fetcher.get(server.url(path), **{"allow_private": True} | options)


async def refused(script: dict[str, list[Answer] | Answer], path: str = "/", **options: object) -> FetchError:
    async with serve(script) as server:
        with pytest.raises(FetchError) as caught:
            await get(server, path, **options)
    assert "Error(" not in str(caught.value)
    return caught.value
