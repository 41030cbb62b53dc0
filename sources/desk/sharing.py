"""Several desks on one store: one polls and reads, all take in what the others store."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from sources.desk.scope import NO_CHANGE, Scope
from sources.events import ArticlesChanged, ConflictsChanged, Event, FeedChanged
from sources.marks import Marks
from sources.store.store import Batch, Store, StoreError
from sources.store.upkeep import upkeep
from sources.wire import Wire

FOLLOW_SECONDS = 1.0
"""How often a desk looks for what others on the same store have done."""
UPKEEP_SECONDS = 3600.0
FIRST_UPKEEP_SECONDS = 120.0
"""How long the first upkeep waits: whoever has just started the desk is looking at it."""


class Sharing:
    """A desk's part in sharing its store.

    Takes the store, what is held while something is taken in (see Keeper), what to do with what others have stored,
    what to do when this desk is to poll from now on, whom to tell that it was found out who polls, or that it is
    another now, what the desk does now and then while it polls, and whom to tell of trouble.
    """

    def __init__(
        self,
        store: Store,
        turn: asyncio.Lock,
        take_in: Callable[[Batch], None],
        lead: Callable[[], None],
        found: Callable[[], None],
        tend: Callable[[], None],
        trouble: Callable[[str], None],
    ) -> None:
        self._store = store
        self._turn = turn
        self._take_in = take_in
        self._lead = lead
        self._found = found
        self._tend = tend
        self._trouble = trouble
        self._told = ""
        self.leads = False
        """Whether this desk polls and reads; one does of those that share a store."""
        self.follows = False
        """Whether what others store is taken in; not before this desk knows what there was."""
        self.asked = False
        """Whether it has been found out who polls."""

    async def run(self) -> None:
        """Poll if nobody else does, or as soon as whoever does has ended, however it ended; follow the others."""
        due = datetime.now(UTC).timestamp() + FIRST_UPKEEP_SECONDS
        while True:
            try:
                await self._follow()
                await self._try_to_lead()
                if self.leads and due <= datetime.now(UTC).timestamp():
                    due = datetime.now(UTC).timestamp() + UPKEEP_SECONDS
                    self._tend()
                    await asyncio.to_thread(upkeep, self._store, datetime.now(UTC))
            except StoreError as error:
                if str(error) != self._told:
                    self._told = str(error)
                    self._trouble(self._told)
            self.report()
            await asyncio.sleep(FOLLOW_SECONDS)

    async def _try_to_lead(self) -> None:
        led = self.leads
        leads = led or await asyncio.to_thread(self._store.lead)
        first, self.asked = not self.asked, True
        if leads and not led:
            await self._follow()  # What the former poller stored last, up to its end: it is not to be polled again.
            self.leads = True
            self._lead()
        if first or leads != led:
            self._found()

    async def _follow(self) -> None:
        if self.follows:
            async with self._turn:
                if batch := await asyncio.to_thread(self._store.follow):
                    self._take_in(batch)

    def report(self) -> None:
        """Tell what the store has found and put right."""
        for report in self._store.reports():
            self._trouble(report)


def take_in(batch: Batch, wire: Wire, scope: Scope, marks: Marks) -> list[Event]:
    """Bring a desk's memory to what another desk has stored, marks apart, which `marks` holds already; return what to
    tell.
    """
    for article in batch.articles.values():
        wire.put(article)
    change = NO_CHANGE
    for key, reading in batch.readings.items():
        if key in wire:
            wire.put_reading(reading)
            change |= scope.add(reading)
    for key in batch.removed:
        if key in wire:
            wire.remove(key)
            change |= scope.remove(key)
    change = scope.outcome(change | scope.shrink() | scope.board.rule(marks.decisions()))
    events: list[Event] = [FeedChanged(name) for name in batch.feeds]
    if articles := {*batch.articles, *batch.readings, *batch.removed, *batch.article_marks}:
        events.append(ArticlesChanged(frozenset(articles)))
    marked = frozenset(key for key in batch.conflict_marks if scope.shows(key))
    if change.new or change.changed or change.gone or marked:
        events.append(ConflictsChanged(change.new, (change.changed | marked) - change.new, change.gone))
    return events
