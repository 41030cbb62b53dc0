"""Desktop notifications from within a terminal: through the terminal where it knows how, else by notify-send."""

import asyncio
import contextlib
import os
import shutil
from collections.abc import Mapping, Sequence

_OSC9 = ("iterm.app", "wezterm", "ghostty", "warpterminal")
_TIMEOUT = 20.0


def sequence(title: str, text: str, environment: Mapping[str, str]) -> str:
    """Return the control sequence by which this terminal shows a notification, or nothing when it knows none.

    OSC 9 (iTerm2 and others), OSC 99 (kitty), OSC 777 (urxvt, foot). In tmux it is wrapped to pass through
    (https://github.com/tmux/tmux/wiki/FAQ).
    """
    program, term = environment.get("TERM_PROGRAM", "").lower(), environment.get("TERM", "")
    if "KITTY_WINDOW_ID" in environment or "kitty" in term:
        made = f"\x1b]99;;{_safe(title)}: {_safe(text)}\x1b\\"
    elif program in _OSC9 or "WEZTERM_PANE" in environment:
        made = f"\x1b]9;{_safe(title)}: {_safe(text)}\x07"
    elif term.startswith(("rxvt", "foot")):
        made = f"\x1b]777;notify;{_safe(title)};{_safe(text)}\x07"
    else:
        return ""
    if "TMUX" in environment:
        inner = made.replace("\x1b", "\x1b\x1b")
        return f"\x1bPtmux;{inner}\x1b\\"
    return made


def _safe(text: str) -> str:
    return "".join(char if char.isprintable() and char != ";" else " " for char in text)[:200]


def program(title: str, text: str, environment: Mapping[str, str]) -> list[str]:
    """Return the command that shows a notification on this desktop, nothing without one or over SSH."""
    found = shutil.which("notify-send")
    if not found or "SSH_CONNECTION" in environment or not ({"DISPLAY", "WAYLAND_DISPLAY"} & set(environment)):
        return []
    return [found, "--app-name=gainsay", "--", title, text]


async def run(command: Sequence[str]) -> str:
    """Run a program without a terminal; return what was wrong with it, in words, or nothing."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ},
        )
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    try:
        async with asyncio.timeout(_TIMEOUT):
            status = await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        return f"{command[0]}: took longer than {_TIMEOUT:g} s"
    return f"{command[0]}: exit status {status}" if status else ""
