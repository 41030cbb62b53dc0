"""What the user wants to be told of: watched words, parties and outlets, and the hours without noise."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sources.models import Conflict

HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
"""Two times of day, the second one perhaps on the next day."""


@dataclass(frozen=True, slots=True)
class Alerts:
    """What to be told of, and how."""

    words: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    bell: bool = True
    desktop: bool = True
    command: tuple[str, ...] = ()
    """A program and its arguments; the alert's words are added as the last one."""
    quiet: str = ""
    """Hours without bell, desktop notification and command, as `22:00-07:00`; empty for none."""

    def watched(self, conflict: Conflict) -> str:
        """Return what of a conflict is watched, in words: a party, an outlet or a word of it; or nothing."""
        if not (self.parties or self.outlets or self.words):
            return ""
        sides = (*conflict.sides, *conflict.others)
        evidence = [each for side in sides for each in side.statements]
        if name := _first(self.parties, (name for side in sides for name in side.parties)):
            return f"party “{name}”"
        if name := _first(self.outlets, (each.outlet or "" for each in evidence)):
            return f"outlet “{name}”"
        texts = [text.casefold() for text in (conflict.claim, *(each.statement.content.text for each in evidence))]
        word = next((word for word in self.words if any(word.casefold() in text for text in texts)), "")
        return f"word “{word}”" if word else ""

    def is_quiet(self, now: datetime) -> bool:
        """Say whether `now`, in the user's time zone, lies in the quiet hours."""
        if not self.quiet:
            return False
        start, end = self.quiet.split("-")
        clock = f"{now:%H:%M}"
        return start <= clock < end if start <= end else clock >= start or clock < end


def _first(wanted: Iterable[str], names: Iterable[str]) -> str:
    """The first of these names that has one of the wanted parts."""
    parts = [part.casefold() for part in wanted]
    return next((name for name in names if any(part in name.casefold() for part in parts)), "")
