"""`gainsay man`, `gainsay completion`, `gainsay keys`: the manual page, the shell's completion, the table of keys."""

import argparse
from collections.abc import Iterator
from importlib.metadata import version

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sources.query.fields import FIELDS
from tui.cli import configuration, parser
from tui.commands import COMMANDS, Command, key_name

_PLACES = {"main": "desk", "article": "article", "conflict": "conflict", "party": "party", "panel": "panel"}


def man(args: argparse.Namespace) -> int:
    """Print the manual page in roff, for `man -l -`."""
    print(page(), end="")
    return 0


def completion(args: argparse.Namespace) -> int:
    """Print the script by which a shell completes the command line."""
    import shtab

    print(shtab.complete(parser(), args.shell))
    return 0


def keys(args: argparse.Namespace) -> int:
    """Print every command of the screen with its keys, the user's own included."""
    from tui.keymap import commands_with

    config = configuration(args)
    table = Table(box=None, pad_edge=False)
    for head in ("command", "keys", "where", "what it does"):
        table.add_column(head, overflow="fold")
    for each in commands_with(config.keys, config.path)[0]:
        table.add_row(*map(Text, (each.action, _keys(each), _where(each), each.help)))
    Console(highlight=False).print(table)
    return 0


def _keys(command: Command) -> str:
    return " ".join(key_name(key) for key in command.keys)


def _where(command: Command) -> str:
    return (
        "everywhere"
        if len(command.where) == len(_PLACES)
        else ", ".join(name for key, name in _PLACES.items() if key in command.where)
    )


def page() -> str:
    """Return the manual page: the command line, the keys and the filter language, in roff (man(7))."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    top = parser()
    yield f'.TH GAINSAY 1 "" "gainsay {version("gainsay")}" "User Commands"'
    yield ".SH NAME"
    yield "gainsay \\- " + _roff("a wire desk in the terminal: who asserts, who denies, through whom, since when")
    yield ".SH SYNOPSIS"
    yield ".B gainsay"
    yield "[\\fIOPTION\\fR]... [\\fICOMMAND\\fR]"
    yield ".SH DESCRIPTION"
    yield _roff(
        "gainsay polls news feeds, reads who says what in every article, and puts on a board the assertions that named "
        "parties dispute. Without a command, the desk opens. It never says who is right."
    )
    yield ".SH COMMANDS"
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield ".TP"
                yield f".B {_roff(choice.dest)}"
                yield _roff(choice.help or "")
    yield ".SH OPTIONS"
    for action in top._actions:
        if action.option_strings and action.help:
            yield ".TP"
            named = ", ".join(action.option_strings) + (f" {action.metavar}" if action.metavar else "")
            yield f".B {_roff(str(named))}"
            yield _roff(action.help)
    yield ".SH KEYS"
    for group in dict.fromkeys(each.group for each in COMMANDS):
        yield f".SS {_roff(group)}"
        for each in COMMANDS:
            if each.group == group:
                yield ".TP"
                yield f".B {_roff(_keys(each))}"
                yield _roff(f"{each.help} ({_where(each)}; {each.action}).")
    yield ".SH FILTERS"
    yield _roff(
        "Words are looked for in headline, content or claim, ~word everywhere, ~/regular expression/ too. Terms that "
        "follow each other must all hold; or, ! and brackets are understood; @name is a saved filter."
    )
    for name, field in FIELDS.items():
        yield ".TP"
        yield f".B {_roff(name)}:"
        yield _roff(field.help)
    yield ".SH EXIT STATUS"
    yield _roff("0 done, 1 something was found wrong or missing, 2 the command could not be run, 130 interrupted.")


def _roff(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
