"""One poll of one feed, from its state to its next: a bad feed costs itself, never an exception."""

import hashlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sources.feeds.decode import DecodeError, decode
from sources.feeds.faults import Busy, FetchError, Resting
from sources.feeds.fetch import FEEDS, MAX_BODY, Fetched, Fetcher
from sources.feeds.items import FeedError, PageError
from sources.feeds.parse import Parsed, parse
from sources.feeds.schedule import Chance, Plan, after_failure, after_gone, after_rest, after_success, rhythm
from sources.models import Entry, Feed, FeedState
from sources.workers import WorkerFailed, Workers

_GONE = 410
_TRUSTED = timedelta(days=8)
"""How long a server is believed that says nothing but 304: some say so for ever."""
_SIGHTINGS, _SETTLED = 3, timedelta(days=3)
DUE, ASKED = "it was due", "you asked for it"
_PATIENCE = 60.0
"""Seconds in which a poll that the user asked for must have its turn: later, its own time will do."""


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
    title: str = ""
    """The feed's own name, as its document gives it."""
    links: tuple[tuple[str, str], ...] = ()
    """When the answer is a web page: the feeds that it names, each with what the page calls it."""


async def poll(
    feed: Feed,
    state: FeedState,
    fetcher: Fetcher,
    workers: Workers,
    interval: int,
    now: datetime,
    chance: Chance = random.uniform,
    *,
    why: str = DUE,
    adapt: bool = True,
) -> Poll:
    """Ask the feed for what is new and return its next state and its entries.

    `interval` is in seconds; `now` is when the poll began; `why` says in words on whose wish it is made; `adapt` lets
    feeds that publish rarely be asked more rarely than `interval`, unless the feed has an interval of its own. The
    request is conditional whenever the state holds validators, on whosever wish it is made. Raises nothing for a feed
    that fails: `state.last_error` says in plain words what was wrong, `failures` counts, and `next_due` moves back.
    """
    adapt = adapt and feed.interval is None
    before = state
    if state.url not in {None, feed.url} and state.moved != feed.url:
        # Another document lies behind another address: its server would take these validators for its own.
        state = replace(state, etag=None, last_modified=None, body_hash=None, gone=False, failures=0, validated=None)
    state = replace(state, url=feed.url, last_attempt=now, rest_until=None)
    doubted = state.document is not None and now - state.document >= _TRUSTED
    try:
        async with fetcher.open(
            feed.url,
            etag=None if doubted else state.etag,
            last_modified=None if doubted else state.last_modified,
            validated=state.validated,
            allow_private=feed.allow_private,
            accept=FEEDS,
            within=_PATIENCE if why == ASKED else None,
        ) as answer:
            now = max(now, fetcher.now())
            state = _seen_moving(state, feed, answer, now)
            if answer.status == 304:
                told = "the server said that nothing has changed"
                return Poll(_well(state, answer, interval, now, chance, adapt, f"{why}; {told}"), moved=answer.moved)
            # A large body is decoded where it is parsed, and where it can do no harm.
            if answer.coding:
                body_hash, parsed = await workers.run(
                    _read_coded, answer.body, answer.coding, state.body_hash, answer.headers, answer.url, feed, now
                )
            else:
                body_hash, parsed = hashlib.sha256(answer.body).hexdigest(), None
            if body_hash == state.body_hash:
                state = replace(state, document=now, same=state.same + 1)
                told = "the document is the one of the poll before"
                return Poll(_well(state, answer, interval, now, chance, adapt, f"{why}; {told}"), moved=answer.moved)
            if parsed is None:
                parsed = await workers.run(parse, answer.body, answer.headers, answer.url, feed, now)
    except Resting as rest:
        # The host was not asked: nothing is known of the feed that was not known before.
        plan = after_rest(now, rest.seconds, chance)
        until = now + timedelta(seconds=rest.seconds)
        return Poll(_put(before, plan, rest_until=until, why_last=f"not polled: {rest}"))
    except Busy as busy:
        return Poll(replace(before, why_last=f"not polled: {why}, but {busy}"))
    except FetchError as error:
        now = max(now, fetcher.now())
        return Poll(_failed(state, str(error), interval, now, chance, why, error))
    except DecodeError as error:
        return Poll(_failed(state, f"{error}, as its server sent it", interval, now, chance, why))
    except FeedError as error:
        links = error.links if isinstance(error, PageError) else ()
        return Poll(_failed(state, str(error), interval, now, chance, why), links=links)
    except WorkerFailed as error:
        return Poll(_failed(state, f"the feed could not be read: {error.reason}", interval, now, chance, why))
    state = _read(state, parsed, body_hash, now)
    told = f"a new document with {len(parsed.entries)} entries"
    state = _well(state, answer, interval, now, chance, adapt, f"{why}; {told}")
    if parsed.broken and not answer.framed:
        # Perhaps cut off on the way: validators kept now would hide for ever what is missing.
        state = replace(state, etag=None, last_modified=None, body_hash=None)
    return Poll(state, parsed.entries, parsed.notes, answer.moved, parsed.title)


def _read_coded(
    body: bytes,
    coding: str,
    known: str | None,
    headers: Mapping[str, str],
    url: str,
    feed: Feed,
    now: datetime,
) -> tuple[str, Parsed | None]:
    """In a worker: undo a body's coding and parse it, unless it is the one whose hash is known."""
    body = decode(body, coding, MAX_BODY)
    body_hash = hashlib.sha256(body).hexdigest()
    return body_hash, None if body_hash == known else parse(body, headers, url, feed, now)


def proposed(state: FeedState, now: datetime) -> str | None:
    """Return the address to which a feed's own should be changed, when the server has long said so.

    That is after three polls in a row over at least three days, redirected there by permanent redirects alone.
    """
    long = state.moved_since is not None and now - state.moved_since >= _SETTLED
    return state.moved if long and state.moved_seen >= _SIGHTINGS else None


def _read(state: FeedState, parsed: Parsed, body_hash: str, now: datetime) -> FeedState:
    dates = [entry.published for entry in parsed.entries]
    return replace(
        state,
        body_hash=body_hash,
        entries=len(parsed.entries),
        ttl=parsed.ttl,
        document=now,
        same=0,
        gap=rhythm(dates),
        newest=max((date for date in dates if date), default=None),
        notes=parsed.notes,
    )


def _seen_moving(state: FeedState, feed: Feed, answer: Fetched, now: datetime) -> FeedState:
    if answer.moved is None or answer.moved == feed.url:
        return replace(state, moved=None, moved_since=None, moved_seen=0)
    if answer.moved != state.moved:
        return replace(state, moved=answer.moved, moved_since=now, moved_seen=1)
    return replace(state, moved_seen=state.moved_seen + 1)


def _well(
    state: FeedState, answer: Fetched, interval: int, now: datetime, chance: Chance, adapt: bool, why: str
) -> FeedState:
    # A 304 need not repeat the validators; a 200 without them has none.
    kept = answer.status == 304
    state = replace(
        state,
        etag=answer.headers.get("etag") or (state.etag if kept else None),
        last_modified=answer.headers.get("last-modified") or (state.last_modified if kept else None),
        validated=answer.url,
        document=state.document or now,
        same=0 if kept else state.same,
        last_success=now,
        last_error=None,
        failures=0,
        gone=False,
        why_last=f"polled: {why}",
    )
    return _put(state, after_success(now, interval, answer.headers, state, adapt=adapt, chance=chance))


def _failed(
    state: FeedState,
    words: str,
    interval: int,
    now: datetime,
    chance: Chance,
    why: str,
    error: FetchError | None = None,
) -> FeedState:
    failures = state.failures + 1
    gone = error is not None and error.status == _GONE
    rest = error.rest if error else None
    plan = after_gone(now) if gone else after_failure(now, interval, failures, rest, chance)
    until = now + timedelta(seconds=rest) if rest else None
    told = f"polled: {why}; it failed"
    return _put(state, plan, last_error=words, failures=failures, gone=gone, rest_until=until, why_last=told)


def _put(state: FeedState, plan: Plan, **changes: object) -> FeedState:
    return replace(state, next_due=plan.due, why_next=plan.why, **changes)  # type: ignore[arg-type]
