"""`gainsay config`: where the configuration is, a copy of it, and what is wrong with it."""

import argparse

from sources.config import find, load, shipped, user_path
from tui.cli import Fault


def where(args: argparse.Namespace) -> int:
    """Print the path of the configuration that would be used."""
    print(find(args.config))
    return 0


def check(args: argparse.Namespace) -> int:
    """Load the configuration, which raises ConfigError with every fault, and print what it holds."""
    from tui.checks import check as check_screen

    config = load(find(args.config))
    check_screen(config)
    enabled = sum(feed.enabled for feed in config.feeds)
    print(f"{config.path}: in order; {len(config.feeds)} feeds ({enabled} polled), {len(config.parties)} parties")
    return 0


def init(args: argparse.Namespace) -> int:
    """Write a copy of the shipped configuration to the option's path or the user's own."""
    target = args.config or user_path()
    if target.exists() and not args.force:
        raise Fault(f"{target}: is there already: edit it, or replace it with --force")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(shipped().read_bytes())
    except OSError as error:
        raise Fault(f"{target}: cannot be written ({error.strerror}): name another place with --config") from error
    print(target)
    return 0
