"""`gainsay digest`: what moved on the board, for a morning mail."""

import argparse
from datetime import UTC, datetime

from sources.export.digest import digest as made
from sources.query.fields import moment
from tui.cli import Fault
from tui.commandline.stored import StoredDesk


def digest(args: argparse.Namespace) -> int:
    """Print what is new, moved and settled since the given time."""
    now = datetime.now(UTC)
    try:
        since = moment(args.since, now)
    except ValueError as error:
        raise Fault(f"--since: {error}") from error
    desk = StoredDesk(args)
    print(made(desk, desk.chosen([], args.filter or "!is:dismissed"), since, now), end="")
    return 0
