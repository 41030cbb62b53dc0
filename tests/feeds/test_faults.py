"""Every fault of the newsroom against a poll: words or entries, never an exception, never a hang; and the proxy."""

import asyncio
from datetime import UTC, datetime

import pytest

from sources.feeds.fetch import Fetcher, FetchError, user_agent
from sources.feeds.poll import Poll, poll
from sources.models import Feed, FeedState
from sources.newsroom.faults import FAULTS
from sources.newsroom.server import Newsroom
from sources.workers import Workers
from tests.feeds.scripted import answer, serve

NOW = datetime.now(UTC)


async def polled() -> dict[str, Poll]:
    out = {}
    with Newsroom(manual=True) as room:
        async with Workers(1, memory=1 << 30, seconds=15, max_tasks=None) as workers, Fetcher(0) as fetcher:
            for n, (name, response) in enumerate(FAULTS.items()):
                room.script(f"/fault/{n}", response)
                feed = Feed(name, f"{room.url}/fault/{n}", "Quay", allow_private=True)
                out[name] = await poll(feed, FeedState(name), fetcher, workers, 900, NOW)
    return out


def test_every_fault_is_said_in_words_or_read_all_the_same() -> None:
    results = asyncio.run(polled())
    assert len(results) >= 90
    for name, result in results.items():
        state = result.state
        if name.startswith("in "):
            assert state.last_error is None and len(result.entries) == 1, (name, state.last_error)
        assert (state.last_error is None) == (state.last_success is not None), name
        assert state.next_due is not None and state.next_due > NOW, name
        assert state.why_last and state.why_next, name
        assert "Error" not in (state.last_error or ""), name
    assert results["status 410"].state.gone
    assert results["rest until a date"].state.rest_until is not None
    # A validator of Latin-1 letters is kept byte for byte.
    assert results["an odd tag"].state.etag == "caf\xe9'--gzip"


async def test_a_proxy_is_taken_from_the_configuration_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serve({"http://quay.example/feed": answer(b"by proxy"), "/direct": answer(b"direct")}) as server:
        monkeypatch.setenv("HTTP_PROXY", server.url(""))
        monkeypatch.setenv("ALL_PROXY", server.url(""))
        async with Fetcher(0) as fetcher:
            with pytest.raises(FetchError):
                await fetcher.get("http://nowhere.invalid/feed")
        assert server.log == []
        async with Fetcher(0, proxy=server.url("")) as fetcher:
            assert (await fetcher.get("http://quay.example/feed")).body == b"by proxy"
            # What the user let stand on this machine is asked directly.
            assert (await fetcher.get(server.url("/direct"), allow_private=True)).body == b"direct"
            for private in (
                "http://127.0.0.1/",
                "http://0x7f.1/",
                "http://[::1]/",
                "http://localhost/",
                "http://intranet/",
            ):
                with pytest.raises(FetchError, match="private network"):
                    await fetcher.get(private)
        assert [path for path, _ in server.log] == ["http://quay.example/feed", "/direct"]


def test_the_program_says_who_it_is_and_whom_to_ask() -> None:
    assert user_agent().startswith("gainsay/")
    assert user_agent("desk@quay.example").endswith("+desk@quay.example)")
