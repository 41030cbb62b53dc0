"""Which articles stand on the board: the newest, and those in dispute, so that neither memory nor the time to start
grows with what the store has gathered.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush

from sources.conflicts.layer import Change
from sources.desk.standing import Standing
from sources.models import Reading
from sources.wire import Wire

NO_CHANGE = Change(frozenset(), frozenset(), frozenset())


class Scope:
    """Puts readings on the board and takes the oldest off. Takes wire and board, and how many articles to hold.

    Up to half of those may be older ones that stay for being disputed.
    """

    def __init__(self, wire: Wire, board: Standing, most: int) -> None:
        self.board = board
        self._wire = wire
        self._most = most
        self._held: set[str] = set()
        self._recent: list[tuple[float, str]] = []
        """A heap by time, oldest first; what has left the board may still stand in it."""
        self._pinned: list[tuple[float, str]] = []
        """Likewise those that stay for being disputed."""
        self.disputed: set[str] = set()
        """Articles that take part in a conflict, or did so when they were last on the board."""
        self._noted: dict[str, bool] = {}

    def chosen(self) -> list[str]:
        """Return the ids of the articles that belong on the board, of those that have been read."""
        read = [key for key in self._wire.ids if self._wire.reading(key) is not None]
        older = sum(key in self.disputed for key in read[self._most :])
        newest = self._most - min(older, self._most // 2)
        return read[:newest] + [key for key in read[newest:] if key in self.disputed][: self._most // 2]

    def add(self, reading: Reading) -> Change:
        """Put a reading on the board, in place of a former one of its article; return what changed.

        `shrink` makes room again, once what belongs together is there.
        """
        return self._note([reading.article.id], self.board.add(reading))

    async def take(self, readings: Sequence[Reading]) -> Change:
        """Do the same with several readings, without keeping the event loop waiting."""
        change = await self.board.take(readings)
        # Some may have been let go meanwhile: `remove` takes those off the board.
        return self._note([each.article.id for each in readings if each.article.id in self._wire], change)

    def _note(self, keys: Iterable[str], change: Change) -> Change:
        for key in keys:
            if key not in self._held:
                self._held.add(key)
                heappush(self._recent, self._rank(key))
        for article in self.evidence(change):
            self._set(article, True)
        return change

    def shrink(self) -> Change:
        """Take the oldest articles off the board, as many as are too many; return what changed."""
        change = NO_CHANGE
        while len(self._recent) + len(self._pinned) > self._most:
            if len(self._pinned) > self._most // 2:
                change |= self._retire(self._pinned, keep_disputed=False)
            else:
                change |= self._retire(self._recent, keep_disputed=True)
        return change

    def remove(self, key: str) -> Change:
        """Take an article off the board, because it is no more; return what changed."""
        self._held.discard(key)
        if key in self.disputed:
            self._set(key, False)
        return self.board.remove(key)

    def review(self) -> None:
        """Find out anew which of the articles on the board are disputed: conflicts close, too."""
        for key in [*self._held]:
            self._set(key, bool(self.board.conflicts_of(key)))
        back = [entry for entry in self._pinned if entry[1] in self._held and entry[1] not in self.disputed]
        self._pinned = [entry for entry in self._pinned if entry[1] in self.disputed]
        heapify(self._pinned)
        for entry in back:
            heappush(self._recent, entry)

    def evidence(self, change: Change) -> set[str]:
        """Return the articles with evidence for the conflicts that opened or moved."""
        found: set[str] = set()
        for each in change.new | change.changed:
            conflict = self.board.conflict(each)
            found.update(e.article for side in (*conflict.sides, *conflict.others) for e in side.statements)
        return found

    def outcome(self, change: Change) -> Change:
        """Return what several changes in one come to: a conflict may have gone and opened again among them."""
        touched = change.new | change.changed | change.gone
        here = frozenset(key for key in touched if self.shows(key))
        return Change(change.new & here, here - change.new, touched - here)

    def shows(self, conflict: str) -> bool:
        """Whether a conflict is on the board."""
        try:
            self.board.conflict(conflict)
        except KeyError:
            return False
        return True

    def noted(self) -> Mapping[str, bool]:
        """Return, once, which articles have become disputed, or are so no more."""
        out, self._noted = self._noted, {}
        return out

    def _retire(self, heap: list[tuple[float, str]], *, keep_disputed: bool) -> Change:
        """Take the oldest article off the board, or let it stay for being disputed."""
        entry = heappop(heap)
        key = entry[1]
        if key not in self._held:
            return NO_CHANGE
        if keep_disputed and self.board.conflicts_of(key):
            self._set(key, True)
            heappush(self._pinned, entry)
            return NO_CHANGE
        if keep_disputed:
            self._set(key, False)
        self._held.discard(key)
        return self.board.remove(key)

    def _set(self, key: str, disputed: bool) -> None:
        if disputed != (key in self.disputed):
            (self.disputed.add if disputed else self.disputed.discard)(key)
            self._noted[key] = disputed

    def _rank(self, key: str) -> tuple[float, str]:
        return self._wire.time_of(key).timestamp(), key
