"""`gainsay feeds` and `gainsay feeds check`: the feeds and their health."""

import argparse
import asyncio
import json
import shlex
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sources.codec import instant
from sources.config import Config
from sources.feeds.fetch import Fetcher
from sources.feeds.poll import ASKED, Poll, poll, proposed
from sources.models import Feed, FeedState
from sources.store.storage import StoreError
from sources.store.store import Store
from sources.workers import Workers
from tui.cli import Fault, configuration, store_folder


def list_feeds(args: argparse.Namespace) -> int:
    """Print every feed with what is known of it from the store."""
    config = configuration(args)
    states = _states(args, config)
    _print(args, [(feed, states.get(feed.name, FeedState(feed.name))) for feed in config.feeds])
    return 0


def check_feeds(args: argparse.Namespace) -> int:
    """Poll the named feeds, or all, once, and print what came of it; exit status 1 when one is wrong.

    What the store knows makes the requests conditional, and hosts that asked to be left alone are. Nothing is stored.
    """
    config = configuration(args)
    known = {feed.name: feed for feed in config.feeds}
    if unknown := [name for name in args.name if name not in known]:
        raise Fault(f"no feed is called {unknown[0]!r}: `gainsay feeds` lists their names")
    feeds = [known[name] for name in args.name] or list(known.values())
    states = _states(args, config)
    polls = asyncio.run(_check(config, feeds, states))
    _print(args, [(feed, result.state) for feed, result in zip(feeds, polls, strict=True)])
    return 1 if any(result.state.last_error for result in polls) else 0


def _states(args: argparse.Namespace, config: Config) -> dict[str, FeedState]:
    try:
        return Store(store_folder(args, config), read_only=True).load().feeds
    except StoreError as error:
        raise Fault(str(error)) from error


async def _check(config: Config, feeds: Iterable[Feed], states: Mapping[str, FeedState]) -> list[Poll]:
    workers = Workers(1, memory=1 << 30, seconds=15, max_tasks=200)
    options = {"concurrency": config.concurrency, "proxy": config.proxy, "contact": config.contact}
    now = datetime.now(UTC)
    try:
        async with Fetcher(config.pace, **options) as fetcher:  # type: ignore[arg-type]

            async def one(feed: Feed) -> Poll:
                state = states.get(feed.name) or FeedState(feed.name)
                if state.rest_until is not None and state.rest_until > now and not feed.allow_private:
                    fetcher.silence(feed.url, (state.rest_until - now).total_seconds())
                interval = feed.interval or config.interval
                return await poll(feed, state, fetcher, workers, interval, now, why=ASKED, adapt=config.adaptive)

            return await asyncio.gather(*map(one, feeds))
    finally:
        await workers.close()


def _print(args: argparse.Namespace, rows: list[tuple[Feed, FeedState]]) -> None:
    if args.json:
        print(json.dumps([_json(*row) for row in rows], ensure_ascii=False, indent=1))
        return
    table = Table(box=None, pad_edge=False)
    for head in ("", "feed", "health", "entries", "last success", "next due"):
        table.add_column(head, justify="right" if head == "entries" else "left", overflow="fold")
    for feed, state in rows:
        glyph, words = health(feed, state)
        told = "\n".join([words, *explained(feed, state)])
        cells = (glyph, feed.name, told, str(state.entries or ""), _time(state.last_success), _time(state.next_due))
        table.add_row(*map(Text, cells))
    Console(highlight=False).print(table)


def explained(feed: Feed, state: FeedState) -> list[str]:
    """Return why a feed was or was not polled last, when it is polled next, and what else is to say, a line each."""
    lines = []
    if state.why_last:
        lines.append(state.why_last)
    if state.why_next:
        lines.append(f"next: {state.why_next}")
    lines += state.notes
    if (there := proposed(state, datetime.now(UTC))) is not None:
        lines.append(f"it has moved for good to {there}: `gainsay feeds move {shlex.quote(feed.name)}`")
    elif state.moved is not None:
        lines.append(f"its server redirects for good to {state.moved}, since {_time(state.moved_since)}")
    return lines


def health(feed: Feed, state: FeedState) -> tuple[str, str]:
    """Return a glyph and words for how a feed does."""
    if not feed.enabled:
        return "–", "paused: it is not polled (enabled = false)"
    if state.gone:
        return "×", "gone: the server says that this feed is no more; remove it or mend its url"
    if state.last_error:
        again = f" ({state.failures} times in a row)" if state.failures > 1 else ""
        return "!", state.last_error + again
    return ("✓", "ok") if state.last_success else ("·", "not polled yet")


def _time(time: datetime | None) -> str:
    return time.astimezone().strftime("%d %b %H:%M") if time else ""


def _json(feed: Feed, state: FeedState) -> dict[str, Any]:
    return {
        "name": feed.name,
        "url": feed.url,
        "outlet": feed.outlet,
        "enabled": feed.enabled,
        "gone": state.gone,
        "entries": state.entries,
        "last_attempt": instant(state.last_attempt),
        "last_success": instant(state.last_success),
        "last_error": state.last_error,
        "failures": state.failures,
        "next_due": instant(state.next_due),
        "why_last": state.why_last,
        "why_next": state.why_next,
        "rest_until": instant(state.rest_until),
        "moved_to": state.moved,
        "move": proposed(state, datetime.now(UTC)),
        "notes": list(state.notes),
    }
