"""One poll of one feed, from its state to its next: a bad feed costs itself, never an exception."""

import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import datetime

from sources.feeds.faults import FetchError
from sources.feeds.fetch import FEEDS, Fetched, Fetcher
from sources.feeds.items import FeedError
from sources.feeds.parse import parse
from sources.feeds.schedule import Chance, after_failure, after_gone, after_success
from sources.models import Entry, Feed, FeedState
from sources.workers import WorkerFailed, Workers

_GONE = 410


@dataclass(frozen=True, slots=True)
class Poll:
    """What a poll gave. State and entries belong into one transaction: validators without entries would lose them."""

    state: FeedState
    entries: tuple[Entry, ...] = ()
    """All entries of the document, known or not; none when the document is the one of the poll before."""
    notes: tuple[str, ...] = field(default=())
    """What was wrong with a document that could be read all the same, in words."""
    moved: str | None = None
    """The feed's new address, when the server says that it moved for good."""


async def poll(
    feed: Feed,
    state: FeedState,
    fetcher: Fetcher,
    workers: Workers,
    interval: int,
    now: datetime,
    chance: Chance = random.uniform,
) -> Poll:
    """Ask the feed for what is new and return its next state and its entries.

    `interval` is in seconds; `now` is when the poll began. The request is conditional whenever the state holds
    validators, on whosever wish it is made. Raises nothing for a feed that fails: `state.last_error` says in plain
    words what was wrong, `failures` counts, and `next_due` moves back.
    """
    if state.url not in {None, feed.url}:
        # Another document lies behind another address: its server would take these validators for its own.
        state = replace(state, etag=None, last_modified=None, body_hash=None, gone=False, failures=0)
    state = replace(state, url=feed.url, last_attempt=now)
    try:
        answer = await fetcher.get(
            feed.url,
            etag=state.etag,
            last_modified=state.last_modified,
            allow_private=feed.allow_private,
            accept=FEEDS,
        )
        if answer.status == 304:
            return Poll(_well(state, answer, interval, now, chance), moved=answer.moved)
        body_hash = hashlib.sha256(answer.body).hexdigest()
        if body_hash == state.body_hash:
            return Poll(_well(state, answer, interval, now, chance), moved=answer.moved)
        parsed = await workers.run(parse, answer.body, answer.headers, answer.url, feed, now)
    except FetchError as error:
        return Poll(_failed(state, str(error), interval, now, chance, error))
    except FeedError as error:
        return Poll(_failed(state, str(error), interval, now, chance))
    except WorkerFailed as error:
        return Poll(_failed(state, f"the feed could not be read: {error.reason}", interval, now, chance))
    state = replace(state, body_hash=body_hash, entries=len(parsed.entries), ttl=parsed.ttl)
    return Poll(_well(state, answer, interval, now, chance), parsed.entries, parsed.notes, answer.moved)


def _well(state: FeedState, answer: Fetched, interval: int, now: datetime, chance: Chance) -> FeedState:
    # A 304 need not repeat the validators; a 200 without them has none.
    kept = answer.status == 304
    return replace(
        state,
        etag=answer.headers.get("etag") or (state.etag if kept else None),
        last_modified=answer.headers.get("last-modified") or (state.last_modified if kept else None),
        last_success=now,
        last_error=None,
        failures=0,
        gone=False,
        next_due=after_success(now, interval, answer.headers, state.ttl, chance),
    )


def _failed(
    state: FeedState, words: str, interval: int, now: datetime, chance: Chance, error: FetchError | None = None
) -> FeedState:
    failures = state.failures + 1
    gone = error is not None and error.status == _GONE
    due = after_gone(now) if gone else after_failure(now, interval, failures, error.rest if error else None, chance)
    return replace(state, last_error=words, failures=failures, next_due=due, gone=gone)
