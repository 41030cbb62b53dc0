"""`gainsay watch`: the desk without a screen; new and changed conflicts as JSON Lines."""

import argparse
import asyncio
import json
import sys
from pathlib import Path

from sources.codec import conflict_json
from sources.config import Config
from sources.desk import Desk
from sources.events import ConflictsChanged, Event, FeedChanged, Trouble
from sources.text import clean_line
from tui.cli import Fault, configuration, store_folder
from tui.commandline.running import open_store, running


def watch(args: argparse.Namespace) -> int:
    """Poll and read until interrupted, or once; exit status 1 when no feed could be reached."""
    config = configuration(args)
    return asyncio.run(_watch(config, store_folder(args, config), once=args.once))


async def _watch(config: Config, folder: Path, *, once: bool) -> int:
    events: asyncio.Queue[Event] = asyncio.Queue()
    async with running(config, open_store(folder), events.put_nowait) as desk:
        if once:
            await desk.poll_now()
        while not (once and desk.settled and desk.polled and events.empty()):
            _report(desk, await events.get())
            if once and desk.follows:
                raise Fault(
                    f"{folder}: another gainsay ({desk.leader}) polls for this store: watch without --once follows"
                )
        return 1 if desk.nothing_reachable else 0


def _report(desk: Desk, event: Event) -> None:
    if isinstance(event, ConflictsChanged):
        for word, keys in (("new", event.new), ("changed", event.changed)):
            for key in sorted(keys & set(desk.conflict_ids())):
                row = conflict_json(desk.conflict(key), desk.conflict_mark(key).triage)
                print(json.dumps({"event": word, "conflict": row}, ensure_ascii=False), flush=True)
        for key in sorted(event.gone):
            print(json.dumps({"event": "gone", "conflict": {"id": key}}), flush=True)
    elif isinstance(event, Trouble):
        print(f"gainsay: {clean_line(event.text)}", file=sys.stderr)
    elif (
        isinstance(event, FeedChanged)
        and event.feed not in desk.polling
        and (error := desk.feed_state(event.feed).last_error)
    ):
        print(f"gainsay: feed {event.feed}: {clean_line(error)}", file=sys.stderr)
