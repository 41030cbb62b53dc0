"""Taking up work where it was left: the board from the store, texts that were under way, articles that are too old."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sources.conflicts.layer import Change
from sources.desk.scope import NO_CHANGE, Scope
from sources.marks import Marks
from sources.models import Article, Entry, FeedState, Reading
from sources.store.generation import uncollected
from sources.store.store import Store, Stored
from sources.wire import Wire

TURN = 0.005
"""Seconds of work on the board between two rests, in which others get their turns."""
FIRST = 1e-5
"""Seconds an article that is known, before the board's turn comes: a screen with very many has to be drawn first."""
NEWEST = 2000
"""Articles of a large store that are shown before the others."""
HOPS = 16
"""Turns of the event loop in a rest: what a key press sets off goes through many hands, a turn for each."""
TOLD_EVERY = 500
"""Readings between two words about how far it is."""


async def load(store: Store, take: Callable[[Stored, bool], None]) -> Stored:
    """Return all that a store holds. `take` gets it, and whether for the first time: of a large store, first what came
    last. Raises StoreError.
    """
    large = store.size > 2 * NEWEST
    if large:
        take(await asyncio.to_thread(store.load, NEWEST), True)
    stored = await asyncio.to_thread(store.load)
    take(stored, not large)
    return stored


def fill(wire: Wire, states: dict[str, FeedState], stored: Stored) -> None:
    """Put back articles, readings and the states of the feeds that are still followed."""
    states.update({name: state for name, state in stored.feeds.items() if name in states})
    # What came in while the store was read is newer than what it holds.
    fresh = stored.articles.keys() - set(wire.ids)
    unread = {key for key in stored.readings if key in fresh or (key in wire and wire.reading(key) is None)}
    with uncollected():
        wire.fill(
            (article for key, article in stored.articles.items() if key in fresh),
            (reading for key, reading in stored.readings.items() if key in unread),
        )


async def restore_board(
    readings: Sequence[Reading], wire: Wire, scope: Scope, stirred: Callable[[int, Change], None]
) -> None:
    """Put readings back on the board in the order in which they came, as far as the wire still holds them.

    `stirred` is called now and then, and at the end if there were any, with how many are done and what that changed.
    """
    change = NO_CHANGE
    await asyncio.sleep(len(wire) * FIRST)
    began = time.monotonic()
    for n, reading in enumerate(readings, 1):
        if wire.reading(reading.article.id) is reading:
            change |= scope.add(reading)
        if n % TOLD_EVERY == 0:
            stirred(n, change)
            change = NO_CHANGE
        if time.monotonic() - began > TURN:
            for _ in range(HOPS):
                await asyncio.sleep(0)
            began = time.monotonic()
    if readings:
        stirred(len(readings), change | scope.shrink())


def outdated(wire: Wire, scope: Scope, marks: Marks, keep_days: int) -> list[str]:
    """Return the articles that the configuration lets go: old, not disputed, without a star or a note."""
    if not keep_days:
        return []
    horizon = datetime.now(UTC) - timedelta(days=keep_days)
    old = []
    for key in wire.ids:
        mark = marks.article(key)
        kept = mark.starred or mark.note or key in scope.disputed
        fetched = wire.article(key).fetched
        if not kept and fetched is not None and fetched < horizon:
            old.append(key)
    return old


def entry_of(article: Article) -> Entry:
    """Return the entry that an article came from, as far as it is still known: enough to fetch its text again."""
    return Entry(
        article.id,
        article.feed or "",
        article.outlet or "",
        article.title or "",
        article.url,
        article.published,
        content="",
        summary=article.text,
    )
