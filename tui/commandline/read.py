"""`gainsay read`: who says what, article by article."""

import argparse
import json

from rich.console import Console

from sources.articles.files import Unreadable
from sources.codec import reading_json
from sources.conflicts.board import within
from tui.cli import complain
from tui.commandline.prose import show_reading
from tui.commandline.reading import readings


def read(args: argparse.Namespace) -> int:
    """Print the readings of the named articles; exit status 1 when one could not be read."""
    console = Console(highlight=False)
    status = 0
    for item in readings(args):
        if isinstance(item, Unreadable):
            status = 1
            if args.json:
                print(json.dumps({"id": item.id, "error": item.error}, ensure_ascii=False))
            else:
                complain(f"{item.id}: {item.error}")
        elif args.json:
            print(json.dumps(reading_json(item, within(item)), ensure_ascii=False))
        else:
            show_reading(console, item)
    return status
