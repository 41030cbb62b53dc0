"""Polling against a scripted server with a real worker: politeness across polls, and no feed that raises."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sources.feeds.fetch import Fetcher
from sources.feeds.poll import Poll, poll
from sources.models import Feed, FeedState
from sources.workers import Workers

from .documents import document
from .scripted import Answer, Scripted, answer, serve

NOW = datetime.now(UTC)
GATE = document("rss 2.0", "Gate shut")


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    async with Workers(1, memory=1 << 30, seconds=15, max_tasks=None) as pool:
        yield pool


async def ask(server: Scripted, workers: Workers, state: FeedState | None = None, path: str = "/feed") -> Poll:
    feed = Feed("Quay", server.url(path), "Quay Wire", allow_private=True)
    async with Fetcher(pace=0, now=lambda: NOW) as fetcher:
        return await poll(
            feed, state or FeedState("Quay"), fetcher, workers, 900, NOW, lambda low, high: low, adapt=False
        )


def wait(result: Poll) -> timedelta:
    assert result.state.next_due is not None
    return result.state.next_due - NOW


async def test_a_feed_is_read_once_and_asked_conditionally_after_that(workers: Workers) -> None:
    script: dict[str, list[Answer] | Answer] = {
        "/feed": [
            answer(GATE, ETag='"one"', Last_Modified="Tue, 03 Jun 2025 08:00:00 GMT", cache_control="max-age=60"),
            answer(status="304 Not Modified", ETag='"two"'),
            answer(GATE, ETag='"three"'),
            answer(document("rss 2.0", "Gate open"), ETag='"four"'),
        ]
    }
    async with serve(script) as server:
        first = await ask(server, workers)
        assert [entry.title for entry in first.entries] == ["Gate shut", "Second"]
        assert first.state == FeedState(
            "Quay",
            etag='"one"',
            last_modified="Tue, 03 Jun 2025 08:00:00 GMT",
            last_attempt=NOW,
            last_success=NOW,
            next_due=NOW + timedelta(minutes=45),
            entries=2,
            body_hash=first.state.body_hash,
            url=server.url("/feed"),
            ttl=45 * 60,
            validated=server.url("/feed"),
            document=NOW,
            newest=first.entries[0].published,
            why_last="polled: it was due; a new document with 2 entries",
            why_next=first.state.why_next,
        )
        unchanged = await ask(server, workers, first.state)
        assert unchanged.entries == ()
        told = "polled: it was due; the server said that nothing has changed"
        assert unchanged.state == replace(first.state, etag='"two"', why_last=told)
        same = await ask(server, workers, unchanged.state)
        assert same.entries == ()
        assert (same.state.etag, same.state.last_modified) == ('"three"', None)
        changed = await ask(server, workers, same.state)
        assert changed.entries[0].title == "Gate open"
        assert changed.entries[0].id == first.entries[0].id
        asked = [(h.get("if-none-match"), h.get("if-modified-since")) for _, h in server.log]
        since = "Tue, 03 Jun 2025 08:00:00 GMT"
        assert asked == [(None, None), ('"one"', since), ('"two"', since), ('"three"', None)]


async def test_another_address_starts_anew(workers: Workers) -> None:
    async with serve({"/feed": answer(GATE, ETag='"one"'), "/new": answer(GATE)}) as server:
        first = await ask(server, workers)
        moved = await ask(server, workers, first.state, "/new")
        assert "if-none-match" not in server.headers(1)
        assert len(moved.entries) == 2


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (answer(b"", "404 Not Found"), "status 404"),
        (answer(b"<html><title>Sign in</title></html>", ETag='"bad"'), "web page (“Sign in”), not a feed"),
        (answer(GATE[:300], content_length="9000"), "broke its answer off"),
        (answer(b"{}", content_encoding="gzip"), "compression is damaged"),
        (answer(b""), "the answer was empty"),
    ],
)
async def test_a_failure_is_said_backs_off_and_loses_nothing(step: bytes, words: str, workers: Workers) -> None:
    async with serve({"/feed": [answer(GATE, ETag='"one"'), step, step, answer(GATE, ETag='"one"')]}) as server:
        good = await ask(server, workers)
        failed = await ask(server, workers, good.state)
        assert words in (failed.state.last_error or "")
        assert (failed.entries, failed.state.failures) == ((), 1)
        assert (failed.state.etag, failed.state.body_hash) == (good.state.etag, good.state.body_hash)
        assert failed.state.last_success == good.state.last_success
        assert wait(failed) >= timedelta(minutes=5)
        again = await ask(server, workers, failed.state)
        assert again.state.failures == 2
        healed = await ask(server, workers, again.state)
        assert (healed.state.failures, healed.state.last_error) == (0, None)


async def test_a_feed_that_is_gone_is_paused_and_can_return(workers: Workers) -> None:
    async with serve({"/feed": [answer(b"", "410 Gone"), answer(GATE)]}) as server:
        gone = await ask(server, workers)
        assert gone.state.gone
        assert "410" in (gone.state.last_error or "")
        assert wait(gone) == timedelta(days=7)
        back = await ask(server, workers, gone.state)
        assert not back.state.gone
        assert len(back.entries) == 2


async def test_retry_after_sets_the_least_wait(workers: Workers) -> None:
    async with serve({"/feed": answer(b"", "429 Too Many Requests", retry_after="7200")}) as server:
        assert wait(await ask(server, workers)) >= timedelta(hours=2)


async def test_a_permanent_move_and_a_broken_document_are_told(workers: Workers) -> None:
    script: dict[str, list[Answer] | Answer] = {
        "/feed": answer(status="301 Moved Permanently", location="/new"),
        "/new": answer(GATE[: GATE.index(b"<title>Second") + 20]),
    }
    async with serve(script) as server:
        result = await ask(server, workers)
        assert result.moved == server.url("/new")
        assert result.entries[0].title == "Gate shut"
        assert "broken" in result.notes[0]
        assert result.state.last_error is None


async def test_a_parse_that_oversteps_its_bounds_costs_the_feed_only() -> None:
    deep = document("rss 2.0", "x", body="<div>" * 60_000)
    async with (
        serve({"/feed": [answer(deep), answer(GATE)]}) as server,
        Workers(1, memory=1 << 30, seconds=1, max_tasks=None) as pool,
    ):
        failed = await ask(server, pool)
        assert "could not be read: it took longer than 1 s" in (failed.state.last_error or "")
        assert len((await ask(server, pool, failed.state)).entries) == 2


async def test_a_broken_document_of_unknown_length_is_asked_for_whole_again(workers: Workers) -> None:
    cut = GATE[: GATE.index(b"<title>Second") + 20]
    head = b'HTTP/1.1 200 OK\r\nETag: "cut"\r\nConnection: close\r\n\r\n'
    async with serve({"/feed": [head + cut, answer(GATE, ETag='"one"')]}) as server:
        first = await ask(server, workers)
        assert first.entries and first.state.notes
        assert (first.state.etag, first.state.body_hash) == (None, None)
        second = await ask(server, workers, first.state)
        assert "if-none-match" not in server.headers(1)
        assert len(second.entries) == 2
        assert second.state.notes == ()
    # A document that is broken at home stays so: no need to send it whole each time.
    async with serve({"/feed": answer(cut, ETag='"cut"')}) as server:
        assert (await ask(server, workers)).state.etag == '"cut"'


async def test_validators_go_only_to_the_address_that_gave_them(workers: Workers) -> None:
    script: dict[str, list[Answer] | Answer] = {
        "/feed": [answer(status="302 Found", location="/a"), answer(status="302 Found", location="/b")],
        "/a": answer(GATE, ETag='"a"'),
        "/b": answer(GATE, ETag='"b"'),
    }
    async with serve(script) as server:
        first = await ask(server, workers)
        assert first.state.validated == server.url("/a")
        await ask(server, workers, first.state)
        sent = {path: headers.get("if-none-match") for path, headers in server.log}
        assert sent == {"/feed": None, "/a": None, "/b": None}
        server.script["/feed"] = [answer(status="302 Found", location="/a")]
        await ask(server, workers, first.state)
        assert [(path, headers.get("if-none-match")) for path, headers in server.log[-2:]] == [
            ("/feed", None),
            ("/a", '"a"'),
        ]


async def test_a_move_keeps_validators_and_identities(workers: Workers) -> None:
    script: dict[str, list[Answer] | Answer] = {
        "/feed": answer(status="301 Moved Permanently", location="/new"),
        "/new": [answer(GATE, ETag='"n"'), answer(GATE + b" ", ETag='"n2"')],
    }
    async with serve(script) as server:
        first = await ask(server, workers)
        assert (first.state.moved, first.state.moved_seen) == (server.url("/new"), 1)
        feed = Feed("Quay", server.url("/new"), "Quay Wire", allow_private=True, formerly=server.url("/feed"))
        async with Fetcher(pace=0, now=lambda: NOW) as fetcher:
            moved = await poll(feed, first.state, fetcher, workers, 900, NOW)
        assert server.headers(2)["if-none-match"] == '"n"'
        assert [e.id for e in moved.entries] == [e.id for e in first.entries]
        assert moved.state.moved is None


async def test_a_host_that_rests_is_not_asked_and_that_is_no_failure(workers: Workers) -> None:
    feed, state = Feed("Quay", "http://quay.example/feed", "Quay"), FeedState("Quay", etag='"x"', failures=2)
    async with Fetcher(pace=0, now=lambda: NOW) as fetcher:
        fetcher.silence(feed.url, 7_200)
        result = await poll(feed, state, fetcher, workers, 900, NOW, lambda low, high: low)
    assert (result.state.failures, result.state.last_attempt, result.state.etag) == (2, None, '"x"')
    assert "not polled: quay.example asked to be left alone for 2.0 h more" in (result.state.why_last or "")
    assert result.state.rest_until is not None
    assert wait(result) >= timedelta(hours=1.99)


async def test_a_server_that_ignores_validators_is_noticed(workers: Workers) -> None:
    async with serve({"/feed": answer(GATE)}) as server:
        state = (await ask(server, workers)).state
        for count in (1, 2, 3):
            state = (await ask(server, workers, state)).state
            assert state.same == count


async def test_a_stuck_server_is_asked_unconditionally_after_eight_days(workers: Workers) -> None:
    async with serve({"/feed": [answer(GATE, ETag='"one"'), answer(status="304 Not Modified")]}) as server:
        state = (await ask(server, workers)).state
        for days, header in ((7, '"one"'), (8, None)):
            await ask(server, workers, replace(state, document=NOW - timedelta(days=days)))
            assert server.headers(-1).get("if-none-match") == header


async def test_a_bomb_is_decoded_where_it_does_no_harm_and_its_hash_is_known(workers: Workers) -> None:
    large = document("rss 2.0", "Gate shut", body="<p>" + "The board said so. " * 60_000)
    async with serve({"/feed": answer(gzip.compress(large), content_encoding="gzip")}) as server:
        first = await ask(server, workers)
        assert first.entries[0].title == "Gate shut"
        again = await ask(server, workers, first.state)
        assert again.entries == () and again.state.same == 1
    async with serve({"/feed": answer(gzip.compress(bytes(64 << 20)), content_encoding="gzip")}) as server:
        assert "larger than 10 MiB" in ((await ask(server, workers)).state.last_error or "")
