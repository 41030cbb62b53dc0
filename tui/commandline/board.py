"""`gainsay board`: the conflicts of the named articles read as one stream, or those of the desk's store."""

import argparse
import json
import sys

from rich.console import Console

from sources.articles.files import Unreadable
from sources.codec import conflict_json
from sources.conflicts.board import Board
from sources.desk.restoring import fill
from sources.desk.scope import Scope
from sources.desk.standing import Standing
from sources.marks import Marks
from sources.models import Conflict
from sources.store.storage import StoreError
from sources.store.store import Store
from sources.store.watch import watched
from sources.wire import Wire
from tui.cli import Fault, complain, configuration, store_folder
from tui.commandline.prose import show_conflict
from tui.commandline.reading import batched, readings
from tui.commandline.watching import watching

AT_ONCE = 256
"""Readings put on the board together: what they touch is worked out once."""


def board(args: argparse.Namespace) -> int:
    """Print the board, most contested first; exit status 1 when an article could not be read."""
    marks, status = Marks(), 0
    if args.path:
        made = Board()
        for some in batched(readings(args), AT_ONCE):
            made.add(*(item for item in some if not isinstance(item, Unreadable)))
            for item in some:
                if isinstance(item, Unreadable):
                    status = 1
                    complain(f"{item.id}: {item.error}")
        conflicts = made.conflicts()
    else:
        marks, conflicts = _stored(args)
    if args.json:
        rows = [conflict_json(c, marks.conflict(c.id).triage) for c in conflicts]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        console = Console(highlight=False)
        for c in conflicts:
            show_conflict(console, c, marks.conflict(c.id).triage)
        if not conflicts:
            print("No conflicts.", file=sys.stderr)
    return status


def _stored(args: argparse.Namespace) -> tuple[Marks, list[Conflict]]:
    """Fill a board from the store as the desk does, which may go on using it; return the user's marks too."""
    config = configuration(args)
    try:
        stored = Store(store_folder(args, config), read_only=True).load()
    except StoreError as error:
        raise Fault(str(error)) from error
    marks, wire = Marks(stored.article_marks, stored.conflict_marks), Wire()
    made = Standing()
    made.rule(marks.decisions())
    fill(wire, {}, stored)
    scope = Scope(wire, made, config.on_board)
    scope.disputed = stored.disputed
    chosen = set(scope.chosen())
    with watching() as watch:
        standing = [reading for key, reading in stored.readings.items() if key in chosen]
        for reading in watched(watch, "Building the board", standing):
            scope.add(reading)
    return marks, made.conflicts()
