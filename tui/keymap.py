"""The user's own keys: from the configuration's [keys] to commands, with every fault named."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from textual.keys import Keys, _character_to_key

from tui.commands import COMMANDS, Command, key_name

_MODIFIED = re.compile(r"((ctrl|alt|shift|super)\+)*(.+)")
_NAMED = frozenset(key.value for key in Keys) | {"space", "enter", "tab", "backspace", "escape", "delete", "insert"}


def textual_key(written: str) -> str | None:
    """Return Textual's name of a key as people write it (`?`, `ctrl+x`, `f5`, `^x`), None when it is none."""
    text = written.strip()
    if text.startswith("^") and len(text) == 2:
        text = f"ctrl+{text[1].lower()}"
    if len(text) == 1:
        return _character_to_key(text) if text.isprintable() and not text.isspace() else None
    match = _MODIFIED.fullmatch(text.lower() if "+" in text else text)
    if match is None:
        return None
    base = match.group(3)
    if text.lower() in _NAMED or base in _NAMED or (len(base) == 1 and match.group(1)):
        return text.lower() if len(base) > 1 or match.group(1) else text
    return None


def commands_with(keys: Mapping[str, tuple[str, ...]], path: Path) -> tuple[tuple[Command, ...], list[str]]:
    """Return the table of commands with the user's keys in it, and everything that is wrong with them, in words."""
    faults: list[str] = []
    known = {command.action: command for command in COMMANDS}
    made: dict[str, tuple[str, ...]] = {}
    for action, written in keys.items():
        if action not in known:
            near = difflib.get_close_matches(action, known, n=1)
            mend = f"did you mean {near[0]!r}?" if near else f"these are known: {', '.join(known)}"
            faults.append(f"{path}: keys.{action}: there is no such command; {mend}")
            continue
        found = [(each, textual_key(each)) for each in written]
        wrong = [each for each, key in found if key is None]
        if wrong:
            faults.append(f"{path}: keys.{action}: {wrong[0]!r} is no key; write it as x, X, ?, ctrl+x, f5 or enter")
            continue
        made[action] = tuple(key for _, key in found if key)
    table = tuple(
        replace(command, keys=made[command.action], show="") if command.action in made else command
        for command in COMMANDS
    )
    faults += _clashes(table, made, path)
    return table, faults


def _clashes(table: tuple[Command, ...], made: Mapping[str, tuple[str, ...]], path: Path) -> list[str]:
    faults = []
    taken: dict[tuple[str, str], Command] = {}
    for command in table:
        for where in sorted(command.where):
            for key in command.keys:
                other = taken.setdefault((where, key), command)
                if other is not command and (command.action in made or other.action in made):
                    mine, theirs = (command, other) if command.action in made else (other, command)
                    fault = (
                        f"{path}: keys.{mine.action}: {key_name(key)!r} is the key of {theirs.action} already; "
                        f"give {theirs.action} another one under [keys], or take another key here"
                    )
                    if fault not in faults:
                        faults.append(fault)
    return faults


def overrides(table: tuple[Command, ...]) -> dict[str, str]:
    """Return Textual's key map for the commands whose keys are the user's."""
    usual = {command.action: command.keys for command in COMMANDS}
    return {
        f"{where}.{command.action}": ",".join(command.keys)
        for command in table
        if command.keys != usual[command.action]
        for where in command.where
    }
