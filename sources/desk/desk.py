"""The desk: answers from memory, takes the user's marks, and runs the loop from poll to board."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sources.config import Config
from sources.conflicts.layer import Change
from sources.desk.answers import Answers
from sources.desk.following import Following
from sources.desk.intake import Intake
from sources.desk.keeper import Keeper
from sources.desk.marking import Marking
from sources.desk.reading import ReadingQueue
from sources.desk.restoring import entry_of, fill, is_later, load, outdated, restore_board
from sources.desk.scope import NO_CHANGE, Scope
from sources.desk.sharing import Sharing, take_in
from sources.desk.standing import Standing
from sources.events import (
    ArticlesChanged,
    ConflictsChanged,
    Event,
    FeedChanged,
    Opened,
    PollerChanged,
    Progress,
    Saved,
    Trouble,
)
from sources.marks import Marks
from sources.models import Article, Entry, FeedState, Reading
from sources.store.store import Batch, Store, Stored
from sources.wire import Wire


class Desk(Answers, Following, Marking):
    """The engine. Takes a valid configuration and an open store; `run` works until it is cancelled.

    A desk belongs to one event loop. It answers from memory, at once; its events say what changed.
    """

    def __init__(self, config: Config, store: Store) -> None:
        self.config = config
        self.feeds = config.feeds
        self.wire = Wire()
        self.board = Standing(config.alerts)
        self.marks = Marks()
        self._scope = Scope(self.wire, self.board, config.on_board)
        self._store = store
        self._listeners: list[Callable[[Event], None]] = []
        self._keeper = Keeper(store, self._trouble, lambda: self._tell(Saved()), self._marked)
        states = {feed.name: FeedState(feed.name) for feed in config.feeds}
        self._intake = Intake(config, states, self.wire, self._arrived, self._got_text, self._stirred)
        outlets = tuple(dict.fromkeys(feed.outlet for feed in config.feeds))
        self._queue = ReadingQueue(
            config.workers, config.pipeline, config.parties, outlets, self._read, self._trouble, self._progressed
        )
        self._restoring = True
        self._late: list[Reading] = []
        self._group: asyncio.TaskGroup | None = None
        self._work: asyncio.Task[None] | None = None
        self._sharing = Sharing(
            store,
            self._keeper.turn,
            self._take_in,
            self._lead,
            lambda: self._tell(PollerChanged()),
            self._tend,
            self._trouble,
        )

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call `listener` with every event from now on, on the event loop; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # Work

    async def run(self) -> None:
        """Restore what is stored, then poll, read and store until cancelled. Raises StoreError when the store is
        damaged.
        """
        self._work = asyncio.current_task()
        stored = await load(self._store, self._opened)
        async with asyncio.TaskGroup() as group:
            self._group = group
            group.create_task(self._keeper.run())
            group.create_task(self._queue.run())
            group.create_task(self._sharing.run())
            self._scope.disputed = stored.disputed
            chosen = set(self._scope.chosen())
            readings = [r for key in stored.readings if key in chosen and (r := self.wire.reading(key)) is not None]
            del stored, chosen
            await restore_board(readings, self.wire, self._scope, partial(self._restored, len(readings)))
            await self._whole()

    async def poll_now(self, feeds: Iterable[str] | None = None) -> None:
        """Poll these feeds, or all, as soon as their servers allow; conditional like every poll."""
        self._intake.ask(feeds)

    def take(self, articles: Iterable[Article]) -> None:
        """Take articles that come from elsewhere than a feed, texts and all; they are read like the others."""
        fresh = {article.id: article for article in articles}
        for article in fresh.values():
            self.wire.put(article)
        self._keeper.add(articles=fresh)
        self._queue.add(list(fresh.values()))
        self._tell(ArticlesChanged(frozenset(fresh)))

    async def close(self) -> None:
        """End `run`, store what is pending, end the worker processes. Raises StoreError when it cannot be stored."""
        if self._work is not None:  # Whatever still runs would meet a closed store.
            self._work.cancel()
            await asyncio.wait([self._work])
        await asyncio.gather(self._queue.close(), self._intake.close())
        self.board.close()
        try:
            await self._keeper.flush()
        finally:
            self._store.close()

    def _opened(self, stored: Stored, first: bool) -> None:
        if first:  # All marks are there at once; what the user has marked since is newer.
            self.marks = Marks(stored.article_marks, stored.conflict_marks)
            self.board.rule(self.marks.decisions())
        fill(self.wire, self._intake.states, stored)
        self._tell(Opened())
        self._sharing.report()

    async def _whole(self) -> None:
        """The board is back: what came in meanwhile follows, and what others have stored may be taken in."""
        while self._late:
            late, self._late = self._late, []
            change = await self._scope.take([each for each in late if self._stands(each)])
            self._tell_change(change | self._scope.shrink())
        self._restoring = False
        if self.leads:
            self._tend()
        self._sharing.follows = True

    def _restored(self, total: int, done: int, change: Change) -> None:
        self._tell(Progress("opening", done, total))
        self._tell_change(change)

    def _tell_change(self, change: Change) -> None:
        change = self._scope.outcome(change)
        if change.new or change.changed or change.gone:
            self._tell(ConflictsChanged(change.new, change.changed, change.gone))

    def _lead(self) -> None:
        assert self._group is not None
        self._tend()
        self._intake.remember(self.wire)
        self._resume(self.wire)
        self._group.create_task(self._intake.run())

    def _resume(self, articles: Iterable[Article]) -> None:
        """Fetch texts again that were under way when their desk stopped; if the feed is gone, what is there counts."""
        feeds = {feed.name: feed for feed in self.feeds}
        unread = [a for a in articles if self.wire.reading(a.id) is None]
        self._intake.fetch([(entry_of(a), feeds[a.feed]) for a in unread if a.feed in feeds])
        self._queue.add([a for a in unread if a.feed not in feeds])

    def _take_in(self, batch: Batch) -> None:
        states = self._intake.states
        states.update({k: state for k, state in batch.feeds.items() if k in states and is_later(state, states[k])})
        self._take_marks(batch.article_marks, batch.conflict_marks)
        for event in take_in(batch, self.wire, self._scope, self.marks):
            self._tell(event)
        if self.leads:  # Whoever polled before may have stored them after this desk had looked.
            self._intake.remember(batch.articles.values())
            self._resume([article for key, article in batch.articles.items() if key in self.wire])

    def _let_go(self) -> None:
        old = outdated(self.wire, self._scope, self.marks, self.config.keep_days)
        change = NO_CHANGE
        for key in old:
            self.wire.remove(key)
            change |= self._scope.remove(key)
        if old:
            self._keeper.add(removed=old)
            self._tell(ArticlesChanged(frozenset(old)))
            self._tell_change(change)

    def _tend(self) -> None:
        if self._restoring:
            return
        self._scope.review()
        self._let_go()
        self._keeper.add(disputed=self._scope.noted())

    def _arrived(self, state: FeedState, pairs: Sequence[tuple[Entry, Article]]) -> None:
        articles = {article.id: article for _, article in pairs}
        for article in articles.values():
            self.wire.put(article)
        self._keeper.add(feeds={state.feed: state}, articles=articles)
        if articles:
            self._tell(ArticlesChanged(frozenset(articles)))

    def _got_text(self, article: Article) -> None:
        self.wire.put(article)
        self._keeper.add(articles={article.id: article})
        # An edit that changes nothing of the text changes nothing of what it says.
        if self.wire.reading(article.id) is None:
            self._queue.add([article])
        self._tell(ArticlesChanged(frozenset((article.id,))))

    async def _read(self, reading: Reading) -> None:
        key = reading.article.id
        if key in self.wire:
            self.wire.put_reading(reading)
            change = NO_CHANGE
            if self._restoring:  # The board is built in the order in which readings came.
                self._late.append(reading)
            else:
                change = await self._scope.take([reading])
                if not self._stands(reading):
                    # It was let go, or its text came anew, while the board was at work.
                    self._tell_change(change | self._scope.remove(key))
                    return
                change |= self._scope.shrink()
            self._keeper.add(readings={key: reading}, disputed=self._scope.noted())
            self._tell(ArticlesChanged(frozenset((key,))))
            self._tell_change(change)

    def _stands(self, reading: Reading) -> bool:
        key = reading.article.id
        return key in self.wire and self.wire.reading(key) is reading

    def _progressed(self, done: int, total: int) -> None:
        self._tell(Progress("reading", done, total))

    def _stirred(self, feed: str) -> None:
        self._tell(FeedChanged(feed))

    def _trouble(self, text: str) -> None:
        self._tell(Trouble(text))

    def _tell(self, event: Event) -> None:
        for listener in tuple(self._listeners):
            listener(event)
