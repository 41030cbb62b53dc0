"""What the user wants to be told of: watched words, parties and outlets, and the hours without noise."""

import re
from dataclasses import dataclass
from datetime import datetime

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

    def is_quiet(self, now: datetime) -> bool:
        """Say whether `now`, in the user's time zone, lies in the quiet hours."""
        if not self.quiet:
            return False
        start, end = self.quiet.split("-")
        clock = f"{now:%H:%M}"
        return start <= clock < end if start <= end else clock >= start or clock < end
