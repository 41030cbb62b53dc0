"""Taking up work where it was left: the board from the store, texts that were under way, articles that are too old."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from sources.collector import uncollected
from sources.conflicts.layer import Change
from sources.desk.scope import NO_CHANGE, Scope
from sources.marks import Marks
from sources.models import Article, Entry, FeedState, Reading
from sources.store.store import Store, Stored
from sources.wire import Wire

FIRST = 1e-5
"""Seconds an article that is known, before the board's turn comes: a screen with very many has to be drawn first."""
NEWEST = 2000
"""Articles of a large store that are shown before the others."""
AT_ONCE = 50
"""Readings put back on the board between two looks at what has become of it."""
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
    for start in range(0, len(readings), AT_ONCE):
        some = [each for each in readings[start : start + AT_ONCE] if wire.reading(each.article.id) is each]
        change |= await scope.take(some)
        done = min(len(readings), start + AT_ONCE)
        if done % TOLD_EVERY == 0:
            stirred(done, change)
            change = NO_CHANGE
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


def is_later(state: FeedState, known: FeedState) -> bool:
    """Whether a feed's state from another desk is newer than the one that is known."""
    return known.last_attempt is None or (state.last_attempt is not None and state.last_attempt >= known.last_attempt)


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
