"""`gainsay demo`: the real desk against an invented newsroom on this machine."""

import argparse
import shutil
from dataclasses import replace
from pathlib import Path

from platformdirs import user_data_path

from sources.config import Config
from sources.newsroom.server import Newsroom
from sources.newsroom.stories import parties
from tui.cli import configuration
from tui.commandline.desk import show

PORT = 8197
"""The demo's newsroom keeps one address, so that its articles and their triage are known again at the next start."""


def demo(args: argparse.Namespace) -> int:
    """Start the newsroom and the desk; the demo has a store of its own."""
    run_demo(configuration(args), args.store, speed=args.speed, fresh=args.fresh)
    return 0


def run_demo(config: Config, store: Path | None, *, speed: float, fresh: bool) -> None:
    """Run the desk on the invented newsroom until the user leaves; `fresh` forgets the demo's former store."""
    folder = store or user_data_path("gainsay", appauthor=False) / "demo"
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    newsroom = _start(speed)
    feeds = (*newsroom.feeds, newsroom.hostile[0])
    known = (*config.parties, *parties())
    try:
        show(
            replace(config, store=folder, feeds=feeds, parties=known, interval=interval(speed), pace=0.0),
            demo=True,
        )
    finally:
        newsroom.stop()


def interval(speed: float) -> int:
    """Return the seconds between polls that suit a newsroom at this speed."""
    return max(1, round(8 / speed))


def _start(speed: float) -> Newsroom:
    try:
        return Newsroom(speed=speed, interval=interval(speed), port=PORT).start()
    except OSError:
        # Taken, perhaps by another demo: at a free port the demo works as well, but knows no earlier triage.
        return Newsroom(speed=speed, interval=interval(speed)).start()
