"""What a desk answers from memory, at once: articles, readings, conflicts, feeds, and what is under way."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sources.config import Config
from sources.conflicts.proposition import Key
from sources.conflicts.rank import Rank
from sources.desk.intake import Intake
from sources.desk.keeper import Keeper
from sources.desk.reading import ReadingQueue
from sources.desk.sharing import Sharing
from sources.desk.standing import Standing
from sources.marks import Marks
from sources.models import Article, Claim, Conflict, Feed, FeedState, Reading, Triage
from sources.store.store import Store, Version
from sources.wire import Wire


class Answers:
    """What is known. Whoever derives from this makes the parts that it asks."""

    config: Config
    feeds: tuple[Feed, ...]
    wire: Wire
    board: Standing
    marks: Marks
    _store: Store
    _intake: Intake
    _queue: ReadingQueue
    _keeper: Keeper
    _sharing: Sharing
    _restoring: bool

    @property
    def polling(self) -> frozenset[str]:
        """The names of the feeds that are being polled now."""
        return self._intake.polling

    def feed_state(self, name: str) -> FeedState:
        """Return what is known of the feed with this name; KeyError when there is none."""
        return self._intake.states[name]

    @property
    def next_poll(self) -> datetime | None:
        """When the next feed is due, or None when none ever is."""
        return min((t for f in self.feeds if f.enabled and (t := self.feed_state(f.name).next_due)), default=None)

    @property
    def polled(self) -> bool:
        """Whether every feed has been tried since the start."""
        return all(f.name in self._intake.attempted for f in self.feeds if f.enabled)

    @property
    def nothing_reachable(self) -> bool:
        """Whether every feed has been tried since the start and none answered."""
        tried = [f.name for f in self.feeds if f.enabled]
        return bool(tried) and self.polled and all(self.feed_state(n).last_error for n in tried)

    @property
    def settled(self) -> bool:
        """Whether nothing is under way: no poll, no text to fetch, no article to read, nothing to store."""
        busy = self._intake.polling or self._intake.fetching or self._queue.finished < self._queue.total
        return not busy and not self._restoring and self._sharing.asked and self.saved

    @property
    def restoring(self) -> bool:
        """Whether what the store holds is still being put back on the board."""
        return self._restoring

    @property
    def leads(self) -> bool:
        """Whether this desk polls and reads; only one does of those that share a store."""
        return self._sharing.leads

    @property
    def follows(self) -> bool:
        """Whether another desk on the same store polls, and this one shows what it finds."""
        return self._sharing.asked and not self._sharing.leads

    @property
    def leader(self) -> str:
        """Which desk polls, in words, as far as that is known."""
        return self._store.leader

    @property
    def broken(self) -> str | None:
        """Why nothing is stored any more and what to do, in words; None while all is well."""
        return self._store.broken

    @property
    def saved(self) -> bool:
        """Whether everything that the desk knows is on disk."""
        return self._keeper.idle

    def article_ids(self) -> Sequence[str]:
        """Return the ids of all articles, newest first; a live view, not a copy."""
        return self.wire.ids

    def article(self, key: str) -> Article:
        """Return the article with this id; KeyError when it is not known."""
        return self.wire.article(key)

    def time_of(self, key: str) -> datetime:
        """Return the time by which the article with this id is sorted."""
        return self.wire.time_of(key)

    def versions(self, key: str) -> tuple[Version, ...]:
        """Return every version of an article that was fetched, oldest first, the present one last; reads the disk."""
        return self._store.versions(key)

    def reading(self, key: str) -> Reading | None:
        """Return the reading of the article with this id, or None while it has not been read."""
        return self.wire.reading(key)

    def conflict_ids(self) -> Sequence[str]:
        """Return the ids of the board's conflicts, most contested first."""
        return self.board.ids()

    def conflict_rank(self, key: str) -> Rank:
        """Return what the conflict with this id is sorted by; KeyError when it is not on the board."""
        return self.board.rank(key)

    def conflict(self, key: str) -> Conflict:
        """Return the conflict with this id; KeyError when it is not on the board."""
        return self.board.conflict(key)

    def conflicts_of(self, key: str) -> tuple[str, ...]:
        """Return the ids of the conflicts in which a statement of this article takes part."""
        return self.board.conflicts_of(key)

    def unseen(self) -> tuple[str, ...]:
        """Return the open conflicts that are new or have moved since the user last looked at them."""
        return tuple(key for key in self.conflict_ids() if self._is_unseen(key))

    def _is_unseen(self, key: str) -> bool:
        mark = self.marks.conflict(key)
        if mark.triage in (Triage.DISMISSED, Triage.RESOLVED):
            return False
        return mark.seen is None or mark.seen < self.board.conflict(key).updated

    def why(self, key: str) -> Mapping[Key, str]:
        """Return, for each statement of a conflict (by its article's id and its own), a line on why it stands there.

        KeyError when the conflict is not on the board.
        """
        return self.board.why(key)

    def claim(self, article: str, statement: str) -> Claim | None:
        """Return the claim that a statement is about with all positions on it; None for what disputes nothing."""
        try:
            return self.board.claim((article, statement))
        except KeyError:
            return None
