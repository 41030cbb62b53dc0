"""What has changed at the desk, gathered from many small events into one for the screen."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sources.events import (
    ArticlesChanged,
    ConflictsChanged,
    Event,
    FeedChanged,
    Opened,
    PollerChanged,
    Progress,
    Trouble,
)


@dataclass(slots=True)
class Changes:
    """Everything that the desk told since the screen was last brought up to date."""

    articles: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    """New and moved ones."""
    gone: set[str] = field(default_factory=set)
    feeds: bool = False
    opened: bool = False
    """Whether what the store holds is there now."""
    poller: bool = False
    """Whether it was found out who polls, or that is another desk now."""
    progress: Progress | None = None
    troubles: list[str] = field(default_factory=list)

    def add(self, event: Event) -> None:
        """Merge one more event."""
        match event:
            case ArticlesChanged(ids):
                self.articles |= ids
            case ConflictsChanged(new, changed, gone):
                self.conflicts |= new | changed
                self.conflicts -= gone
                self.gone = (self.gone - new) | gone
            case FeedChanged():
                self.feeds = True
            case Opened():
                self.opened = True
            case PollerChanged():
                self.poller = True
            case Progress():
                self.progress = event
            case Trouble(text):
                self.troubles.append(text)

    @property
    def waiting(self) -> int:
        """How many articles and conflicts have changed."""
        return len(self.articles) + len(self.conflicts)


_AT_ONCE = 0.001
"""Seconds: a timer of none at all is an error in Textual."""


class Gatherer:
    """Merges events and has the screen brought up to date at once, and then at most every `pause` seconds."""

    def __init__(
        self,
        later: Callable[[float, Callable[[], None]], object],
        apply: Callable[[Changes], None],
        clock: Callable[[], float],
        pause: float = 0.1,
    ) -> None:
        """Take what calls a function after some seconds, what takes the changes, and a monotonic clock."""
        self._later = later
        self._apply = apply
        self._clock = clock
        self._pause = pause
        self._changes = Changes()
        self._planned = False
        self._last = float("-inf")

    def hear(self, event: Event) -> None:
        """Take one event; never waits and never draws."""
        self._changes.add(event)
        if not self._planned:
            self._planned = True
            self._later(max(_AT_ONCE, self._last + self._pause - self._clock()), self._flush)

    def _flush(self) -> None:
        self._planned = False
        self._last = self._clock()
        changes, self._changes = self._changes, Changes()
        self._apply(changes)
