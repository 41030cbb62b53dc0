"""`gainsay feeds add`, `remove`, `pause`, `resume`, `move`, `import` and `export`: the list of feeds."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

from sources.config import Config
from sources.desk.texts import without_page
from sources.feeds.configured import add_feeds, change_feed, moved, remove_feed, unique_name
from sources.feeds.discover import Discovery, Trial, discover, named
from sources.feeds.fetch import Fetcher
from sources.feeds.opml import MAX_OPML, OpmlError, Outlines, fresh_feeds, read_opml, write_opml
from sources.feeds.poll import proposed
from sources.models import Feed
from sources.store.store import Batch, Store, StoreError
from sources.text import clean_line
from sources.workers import WorkerFailed, Workers
from tui.cli import Fault, configuration, store_folder

_SHOWN = 3


def add_feed(args: argparse.Namespace) -> int:
    """Find a feed, show what it holds, and write it into the configuration."""
    config = configuration(args)
    found = asyncio.run(_discover(config, args.url, private=args.private))
    working = [trial for trial in found.trials if trial.works]
    for number, trial in enumerate(found.trials, 1):
        _show(number, trial)
    if not working:
        hint = ": if it is yours, add --private" if "private network" in found.error and not args.private else ""
        raise Fault(f"{found.asked}: no feed was found there{hint}")
    pick = args.pick or found.trials.index(working[0]) + 1
    if not 1 <= pick <= len(found.trials) or not found.trials[pick - 1].works:
        raise Fault(f"--pick {pick}: there is no feed that works under this number")
    trial = found.trials[pick - 1]
    if known := next((f for f in config.feeds if trial.feed.url in {f.url, f.formerly}), None):
        raise Fault(f"{trial.feed.url}: is followed already, as {known.name!r}")
    name = unique_name(clean_line(args.name or "") or trial.feed.name, (f.name for f in config.feeds))
    outlet = clean_line(args.outlet or "") or name
    feed = Feed(name, trial.feed.url, outlet, config.fulltext, allow_private=args.private)
    if args.dry_run:
        return 0
    made = add_feeds(config, [feed])
    _keep(args, made, feed, trial)
    print(f"{made.path}: {feed.name!r} was added" + (f", number {pick} of what was found" if pick > 1 else ""))
    return 0


def remove_feeds(args: argparse.Namespace) -> int:
    """Take feeds out of the configuration."""
    config = configuration(args)
    for name in _names(config, args.name):
        config = remove_feed(config, name)
        print(f"{config.path}: {name!r} was removed")
    return 0


def pause_feeds(args: argparse.Namespace) -> int:
    """Keep feeds in the configuration without polling them."""
    return _set_enabled(args, enabled=False)


def resume_feeds(args: argparse.Namespace) -> int:
    """Poll feeds again."""
    return _set_enabled(args, enabled=True)


def move_feeds(args: argparse.Namespace) -> int:
    """Write the addresses to which feeds have moved into the configuration."""
    config, done = configuration(args), 0
    try:
        states = Store(store_folder(args, config), read_only=True).load().feeds
    except StoreError as error:
        raise Fault(str(error)) from error
    wanted = _names(config, args.name) or [feed.name for feed in config.feeds]
    for feed in [feed for feed in config.feeds if feed.name in wanted]:
        there = proposed(states[feed.name], datetime.now(UTC)) if feed.name in states else None
        if there is not None:
            config = change_feed(config, feed.name, moved(feed, there))
            print(f"{config.path}: {feed.name!r} now stands at {there}")
            done += 1
        elif args.name:
            print(f"{feed.name}: its server has not said for three days that it moved for good", file=sys.stderr)
    if not done and not args.name:
        print("No feed has moved.")
    return 0 if done or not args.name else 1


def import_feeds(args: argparse.Namespace) -> int:
    """Add the feeds of an OPML file to the configuration; exit status 1 when some could not be taken."""
    config = configuration(args)
    outlines = asyncio.run(_outlines(args))
    feeds = fresh_feeds(outlines, config.feeds, config.fulltext)
    if feeds:
        config = add_feeds(config, feeds)
    for note in outlines.notes:
        print(f"gainsay: {note}", file=sys.stderr)
    known = len(outlines.feeds) - len(feeds)
    print(f"{config.path}: {len(feeds)} feeds were added" + (f", {known} are followed already" if known else ""))
    return 1 if outlines.notes else 0


def export_feeds(args: argparse.Namespace) -> int:
    """Write the feeds as OPML."""
    document = write_opml(configuration(args).feeds, datetime.now(UTC))
    if args.file is None:
        sys.stdout.buffer.write(document)
        return 0
    try:
        args.file.write_bytes(document)
    except OSError as error:
        raise Fault(f"{args.file}: cannot be written ({error.strerror})") from error
    print(args.file)
    return 0


async def _discover(config: Config, url: str, *, private: bool) -> Discovery:
    async with (
        Workers(1, memory=1 << 30, seconds=15, max_tasks=200) as workers,
        Fetcher(config.pace, proxy=config.proxy, contact=config.contact) as fetcher,
    ):
        return await discover(url, fetcher, workers, config.interval, datetime.now(UTC), allow_private=private)


async def _outlines(args: argparse.Namespace) -> Outlines:
    try:
        with args.file.open("rb") as file:
            body = file.read(MAX_OPML + 1)
        async with Workers(1, memory=1 << 30, seconds=30, max_tasks=None) as workers:
            return await workers.run(read_opml, body)
    except OSError as error:
        raise Fault(f"{args.file}: cannot be read ({error.strerror})") from error
    except OpmlError as error:
        raise Fault(f"{args.file}: {error}") from error
    except WorkerFailed as error:
        raise Fault(f"{args.file}: the list could not be read: {error.reason}") from error


def _show(number: int, trial: Trial) -> None:
    state = trial.poll.state
    print(f"{number}. {trial.feed.name}: {trial.feed.url}")
    if not trial.works:
        print(f"   {state.last_error}")
        return
    newest = max((e.published for e in trial.poll.entries if e.published), default=None)
    when = f", the newest of {newest.astimezone():%d %b %Y %H:%M}" if newest else ""
    print(f"   {len(trial.poll.entries)} entries{when}")
    for entry in trial.poll.entries[:_SHOWN]:
        print(f"   - {entry.title[:100]}")
    for note in trial.poll.notes:
        print(f"   {note}")


def _keep(args: argparse.Namespace, config: Config, feed: Feed, trial: Trial) -> None:
    """Store what the trial brought, so that the desk need not ask the server for it again."""
    result = named(trial.poll, feed)
    articles = {entry.id: without_page(entry, datetime.now(UTC)) for entry in result.entries}
    try:
        store = Store(store_folder(args, config))
        try:
            store.save(Batch(feeds={feed.name: result.state}, articles=articles))
        finally:
            store.close()
    except StoreError as error:
        print(f"gainsay: {error}; the desk will ask the feed again", file=sys.stderr)


def _set_enabled(args: argparse.Namespace, *, enabled: bool) -> int:
    config = configuration(args)
    for name in _names(config, args.name):
        config = change_feed(config, name, {"enabled": None if enabled else False})
        print(f"{config.path}: {name!r} is {'polled again' if enabled else 'paused'}")
    return 0


def _names(config: Config, given: list[str]) -> list[str]:
    """Return the feeds that are meant: by name, or by as much of it as only one has."""
    names = [feed.name for feed in config.feeds]
    out = []
    for name in given:
        near = [known for known in names if known.casefold().startswith(name.casefold())]
        if name not in names and len(near) != 1:
            said = f"could be {' or '.join(map(repr, near))}" if near else "is no feed's name"
            raise Fault(f"{name!r} {said}: `gainsay feeds` lists the names")
        out.append(name if name in names else near[0])
    return list(dict.fromkeys(out))
