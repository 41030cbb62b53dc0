"""The `gainsay` command: what it can be told, and who does it. Exit status 0: done; 1: in part; 2: not at all."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from textwrap import dedent

from sources.config import ENVIRONMENT, Config, ConfigError, find, load
from sources.store.storage import StoreError
from sources.text import clean

FAILED = 2
FORMS = ("brief", "csv", "jsonl", "jsonld", "stix", "misp")
"""The forms of `gainsay export`; a test holds them to those of the export room, which is not imported for `--help`."""
INTERRUPTED = 130


class Fault(Exception):
    """What stops a command, in words for the user."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return the exit status."""
    args = parser().parse_args(argv, argparse.Namespace(config=None, store=None))
    try:
        return int(args.run(args))
    except (Fault, ConfigError, StoreError) as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not a fault, but Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def complain(text: str) -> int:
    """Print what went wrong, safe for any terminal, and return the exit status for it."""
    for line in clean(text).splitlines():
        print(f"gainsay: {line}", file=sys.stderr)
    return FAILED


def configuration(args: argparse.Namespace) -> Config:
    """Return the configuration that the options name. Raises ConfigError."""
    return load(find(args.config))


def store_folder(args: argparse.Namespace, config: Config) -> Path:
    """Return the store's folder: the option, or the configuration's."""
    folder: Path = args.store or config.store
    return folder


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar; every command sets `run`."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help=f"configuration to use (or set {ENVIRONMENT})",
    )
    common.add_argument(
        "--store",
        type=Path,
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help="where articles and triage are kept",
    )
    top = argparse.ArgumentParser(
        prog="gainsay",
        parents=[common],
        description="A wire desk in the terminal: who asserts, who denies, through whom, since when.",
        epilog="Without a command, the desk opens. `gainsay COMMAND --help` tells more about a command.",
    )
    top.add_argument("--version", action="version", version=f"gainsay {version('gainsay')}")
    top.set_defaults(run=_later("desk", "open_desk"))
    commands = top.add_subparsers(title="commands", metavar="COMMAND")

    demo = _command(commands, common, "demo", "try the desk on an invented newsroom, without a network", "demo", "demo")
    demo.add_argument(
        "--speed",
        type=_speed,
        default=1.0,
        metavar="N",
        help="how much faster than life the news come in (1: all within about four minutes)",
    )

    demo.add_argument("--fresh", action="store_true", help="forget what was read and triaged in an earlier demo")

    read = _command(commands, common, "read", "read articles and print who says what in them", "read", "read")
    _paths(read, "+")
    read.add_argument("--json", action="store_true", help="JSON Lines, one object an article")

    explain = _command(commands, common, "explain", "say why each statement was read as it was", "explain", "explain")
    explain.add_argument("path", nargs="+", metavar="FILE|URL|TEXT", help="an article, or the words to read themselves")
    explain.add_argument("--json", action="store_true", help="JSON Lines, one object an article")

    board = _command(
        commands, common, "board", "print the conflicts of articles, or of the desk's store", "board", "board"
    )
    _paths(board, "*")
    board.add_argument("--json", action="store_true", help="a JSON array, most contested first")

    watch = _command(
        commands,
        common,
        "watch",
        "poll without a screen; print new and changed conflicts as JSON Lines",
        "watch",
        "watch",
    )
    watch.add_argument("--once", action="store_true", help="poll every feed once, read what came, and end")

    export = _command(
        commands, common, "export", "write conflicts of the store as brief, CSV, JSON, STIX or MISP", "export", "export"
    )
    export.add_argument("id", nargs="*", metavar="ID", help="conflicts by the beginning of their ids")
    export.add_argument("--filter", default="", metavar="QUERY", help="those that a filter of the Board means")
    export.add_argument("--format", choices=FORMS, help="the form (default: by the file's name, else brief)")
    export.add_argument("--out", type=Path, metavar="FILE", help="write to a file instead of standard output")

    digest = _command(commands, common, "digest", "print what moved on the board, for a mail", "digest", "digest")
    digest.add_argument("--since", default="24h", metavar="TIME", help="as 24h, 3d, 1w or 2031-10-03 (default: 24h)")
    digest.add_argument("--filter", default="", metavar="QUERY", help="only what a filter of the Board means")

    feeds = _command(commands, common, "feeds", "list the feeds with their health", "feeds", "list_feeds")
    feeds.add_argument("--json", action="store_true", help="a JSON array")
    _feed_actions(feeds.add_subparsers(title="actions", metavar="ACTION"), common)

    store = _command(commands, common, "store", "check, repair, back up or hand over the store", "store", "check_store")
    actions = store.add_subparsers(title="actions", metavar="ACTION")
    for name, text, function in _STORE:
        made = _command(actions, common, name, text, "store", function)
        if name == "backup":
            made.add_argument(
                "folder", nargs="?", type=Path, metavar="FOLDER", help="where to; the store's own folder if left out"
            )
        elif name == "restore":
            made.add_argument("backup", nargs="?", type=Path, metavar="BACKUP", help="which one; the last if left out")
        elif name == "versions":
            made.add_argument("article", metavar="ARTICLE", help="its web address or id")
            made.add_argument("--json", action="store_true", help="a JSON array, texts and all")
        elif name in ("export", "import"):
            made.add_argument("file", type=Path, metavar="FILE", help="a JSON file as TinyDB writes it")
        if name == "export":
            made.add_argument("--force", action="store_true", help="replace the file that is there")

    reviews = _command(
        commands, common, "reviews", "list or import what others have published on claims", "reviews", "list_reviews"
    )
    actions = reviews.add_subparsers(title="actions", metavar="ACTION")
    taking = _command(
        actions, common, "import", "keep the ClaimReviews of files, pages and data feeds", "reviews", "import_reviews"
    )
    taking.add_argument("place", nargs="+", metavar="FILE|URL", help="JSON-LD, a data feed of it, or a page with it")
    leaving = _command(actions, common, "forget", "keep reviews no longer", "reviews", "forget_reviews")
    leaving.add_argument("address", metavar="ADDRESS", help="those with a web address that begins so")

    serve = _command(commands, common, "serve", "show the desk in a browser on this machine", "serve", "serve")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine alone)")
    serve.add_argument("--port", type=int, default=8198)
    serve.add_argument("--demo", action="store_true", help="show the demo")

    _command(commands, common, "keys", "print every command of the screen with its keys", "manual", "keys")
    _command(commands, common, "man", "print the manual page (gainsay man | man -l -)", "manual", "man")
    complete = _command(
        commands, common, "completion", "print the script for a shell's completion", "manual", "completion"
    )
    complete.add_argument("shell", choices=("bash", "zsh"))

    config = commands.add_parser("config", help="find, copy or check the configuration", parents=[common])
    config.set_defaults(run=_later("config", "where"))
    actions = config.add_subparsers(title="actions", metavar="ACTION")
    _command(actions, common, "path", "print which configuration is used", "config", "where")
    _command(actions, common, "check", "say what is wrong in the configuration", "config", "check")
    init = _command(actions, common, "init", "write a copy of the shipped configuration for you", "config", "init")
    init.add_argument("--force", action="store_true", help="replace the one that is there")
    return top


def _feed_actions(actions, common: argparse.ArgumentParser) -> None:  # type: ignore[no-untyped-def]
    def action(name: str, text: str, module: str = "feedlist") -> argparse.ArgumentParser:
        return _command(actions, common, name, text, module, f"{name}_feed" + "s" * (name != "add"))

    check = action("check", "poll each feed once and say what is wrong", "feeds")
    check.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="a JSON array")
    check.add_argument("name", nargs="*", help="only these feeds")

    add = action("add", "find the feed at an address or of the page there, try it, and follow it")
    add.add_argument("url", help="a feed's address, or a page's")
    add.add_argument("--name", help="what to call it (what the feed calls itself)")
    add.add_argument("--outlet", help="who publishes it (its name)")
    add.add_argument("--pick", type=int, metavar="N", help="follow the N-th of the feeds that are found")
    add.add_argument("--private", action="store_true", help="let it stand on a private or loopback address")
    add.add_argument("--dry-run", action="store_true", help="only show what is found")

    for name, text in (
        ("remove", "follow feeds no more; their articles stay"),
        ("pause", "keep feeds in the list without polling them"),
        ("resume", "poll feeds again"),
    ):
        action(name, text).add_argument("name", nargs="+", help="the feeds' names")
    move = action("move", "give feeds the address to which their servers say that they moved")
    move.add_argument("name", nargs="*", help="only these feeds (all that have moved)")

    taking = action("import", "follow the feeds of an OPML file")
    taking.add_argument("file", type=Path, metavar="FILE")
    giving = action("export", "write the list of feeds as OPML")
    giving.add_argument("file", type=Path, nargs="?", metavar="FILE", help="where to (standard output)")


_STORE = (
    ("check", "read everything and say what is there and what is wrong", "check_store"),
    ("repair", "bring back what a damaged store still holds; the damaged file is kept", "repair_store"),
    ("backup", "write a backup and print where it is", "back_up_store"),
    ("backups", "list the backups, oldest first", "list_backups"),
    ("restore", "put a backup in place of what the store holds, which is kept", "restore_store"),
    ("versions", "show every version of an article that was fetched, and what changed", "show_versions"),
    ("export", "write everything to one file that TinyDB opens", "export_store"),
    ("import", "add what a file of `export` holds, in place of what has the same keys", "import_store"),
)


def _command(commands, common, name, text, module, function) -> argparse.ArgumentParser:  # type: ignore[no-untyped-def]
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=text,
        description=text[0].upper() + text[1:] + ".",
        parents=[common],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=_later(module, function))
    return made


def _later(module: str, function: str):  # type: ignore[no-untyped-def]
    """Import a command's module when it runs: `gainsay read` must not wait for the screen's libraries."""

    def run(args: argparse.Namespace) -> int:
        from importlib import import_module

        return int(getattr(import_module(f"tui.commandline.{module}"), function)(args))

    return run


def _paths(command: argparse.ArgumentParser, count: str) -> None:
    command.add_argument("path", nargs=count, metavar="PATH", help="see below")
    command.epilog = dedent("""\
        PATH is a text or HTML file, a folder of them, a .jsonl file of {"id", "text", "title"?, "url"?,
        "published"?, "outlet"?}, a web address, or - for standard input.""")


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 < speed <= 1000:
        raise argparse.ArgumentTypeError("must be more than 0 and at most 1000")
    return speed
