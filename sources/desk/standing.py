"""The board as the desk answers from it: worked out in a thread of its own, known at once on the event loop.

A new article in a large conflict takes the board tens of milliseconds. Meanwhile the loop goes on answering from what
it knew before, and takes the change over as a whole when it is there.
"""

import asyncio
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

from sources.alerts import Alerts
from sources.conflicts.board import Board
from sources.conflicts.layer import Change
from sources.conflicts.proposition import Key
from sources.conflicts.rank import Rank, Ranking
from sources.models import Claim, Conflict, Decision, Reading

_NOTHING = Change(frozenset(), frozenset(), frozenset())


class Standing:
    """All conflicts as they stand. To be used from one thread, but for what it does in its own."""

    def __init__(self, alerts: Alerts | None = None) -> None:
        """Start with no articles; what the user watches stands higher."""
        self._board = Board()
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="board")
        self._conflicts: dict[str, Conflict] = {}
        self._ranking = Ranking(alerts)
        self._of: dict[str, dict[str, None]] = {}

    async def take(self, readings: Sequence[Reading]) -> Change:
        """Add readings without keeping the event loop waiting; return what changed on the board."""
        change = await asyncio.get_running_loop().run_in_executor(self._thread, self._add_all, readings)
        return self._follow(change)

    def add(self, reading: Reading) -> Change:
        """Add a reading at once, in place of a former one of the same article; return what changed."""
        return self._follow(self._add_all((reading,)))

    def remove(self, article: str) -> Change:
        """Remove an article's statements at once; return what changed."""
        with self._lock:
            change = self._board.remove(article)
        return self._follow(change)

    def rule(self, decisions: Iterable[Decision]) -> Change:
        """Let these decisions of the user's hold, in place of all former ones; return what changed."""
        with self._lock:
            change = self._board.rule(decisions)
        return self._follow(change)

    def split(self, id: str, key: Key) -> tuple[Decision, ...]:
        """Return the decisions by which a statement leaves a conflict. Raises KeyError when it is not in it."""
        with self._lock:
            return self._board.split(id, key)

    def merge(self, one: str, other: str) -> tuple[Decision, ...]:
        """Return the decision by which two conflicts become one. Raises KeyError and ValueError as the board does."""
        with self._lock:
            return self._board.merge(one, other)

    def no_conflict(self, id: str) -> tuple[Decision, ...]:
        """Return the decision by which a conflict goes, for good. Raises KeyError when it is not there."""
        with self._lock:
            return self._board.no_conflict(id)

    def why(self, id: str) -> dict[Key, str]:
        """Return, for each statement of a conflict, one line on why it stands there. Raises KeyError."""
        with self._lock:
            return self._board.why(id)

    def claim(self, key: Key) -> Claim:
        """Return the claim that a statement is about, with all positions on it. Raises KeyError."""
        with self._lock:
            return self._board.claim(key)

    def close(self) -> None:
        """Let the thread end when it has done what it does."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def ids(self) -> list[str]:
        """Return the ids of all conflicts, most contested first."""
        return self._ranking.ids

    def rank(self, id: str) -> Rank:
        """Return what the conflict of this id is sorted by; raises KeyError when there is none."""
        return self._ranking.of(id)

    def conflict(self, id: str) -> Conflict:
        """Return the conflict of this id; raises KeyError when there is none."""
        return self._conflicts[id]

    def conflicts(self) -> list[Conflict]:
        """Return all conflicts, most contested first."""
        return [self._conflicts[id] for id in self._ranking.ids]

    def conflicts_of(self, article: str) -> tuple[str, ...]:
        """Return the ids of the conflicts that an article has evidence for, most contested first."""
        found = self._of.get(article)
        return tuple(sorted(found, key=self._ranking.of)) if found else ()

    def _add_all(self, readings: Sequence[Reading]) -> Change:
        change = _NOTHING
        for reading in readings:
            with self._lock:
                change |= self._board.add(reading)
        return change

    def _follow(self, change: Change) -> Change:
        """Bring what is known to what the board holds, and return what of the change is so now."""
        new, changed, gone = set(), set(), set()
        for id in change.new | change.changed | change.gone:
            before = self._conflicts.get(id)
            with self._lock:
                after = self._board.find(id)
            self._replace(id, before, after)
            if after is None:
                if before is not None:
                    gone.add(id)
            elif before is None:
                new.add(id)
            elif before != after:
                changed.add(id)
        return Change(frozenset(new), frozenset(changed), frozenset(gone))

    def _replace(self, id: str, before: Conflict | None, after: Conflict | None) -> None:
        for article in _articles(before) - _articles(after):
            held = self._of[article]
            del held[id]
            if not held:
                del self._of[article]
        if after is None:
            self._conflicts.pop(id, None)
            self._ranking.drop(id)
            return
        for article in _articles(after):
            self._of.setdefault(article, {})[id] = None
        self._conflicts[id] = after
        self._ranking.put(after)


def _articles(conflict: Conflict | None) -> set[str]:
    if conflict is None:
        return set()
    return {each.article for side in (*conflict.sides, *conflict.others) for each in side.statements}
