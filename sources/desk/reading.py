"""Reading articles in worker processes: the pipeline is loaded once a process, articles go in, readings come out."""

import asyncio
import gc
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from sources.models import Article, PartyAlias, Reading
from sources.workers import WorkerFailed, Workers

if TYPE_CHECKING:
    from sources.claims.reader import Reader

AT_ONCE = 6
"""Articles in one task: enough for the pipeline to batch, few enough that the first are seen soon."""
SECONDS = 90.0
UNREADABLE = "und"
"""ISO 639-2 for an undetermined language: the reading of an article that could not be read."""

_reader: "list[Reader]" = []


def make_reader(pipeline: str | None, parties: Sequence[PartyAlias], outlets: Sequence[str] = ()) -> "Reader":
    """Return a reader on the named pipeline (None: the shipped one) that knows these parties and outlets too.

    Raises LanguageError when the pipeline cannot be loaded.
    """
    # Not above: what the language rooms stand on takes a second to import, and the screen's process never needs it.
    from sources.claims.parties import Parties
    from sources.claims.reader import Reader
    from sources.language.pipeline import load
    from sources.language.sentences import Sentences

    return Reader(load(pipeline), Parties(parties), Sentences(), outlets)


def start(pipeline: str | None, parties: Sequence[PartyAlias], outlets: Sequence[str] = ()) -> None:
    """Load the pipeline into this process; a worker runs this once, before its first task."""
    _reader[:] = [make_reader(pipeline, parties, outlets)]
    gc.freeze()  # what is loaded stays: the collector need not go through it again and again


def read(articles: Sequence[Article]) -> list[Reading]:
    """Return the readings of these articles, in their order, in a process where `start` ran."""
    return list(_reader[0].read_many(articles))


class ReadingQueue:
    """Articles waiting to be read, and the workers that read them.

    Takes the number of processes, the pipeline's name, the user's parties and the outlets that they follow; `done`
    gets each reading, `trouble` what went wrong, in words, and `progressed` how many of how many are read.
    """

    def __init__(
        self,
        workers: int,
        pipeline: str | None,
        parties: Sequence[PartyAlias],
        outlets: Sequence[str],
        done: Callable[[Reading], Awaitable[None]],
        trouble: Callable[[str], None],
        progressed: Callable[[int, int], None],
    ) -> None:
        self._count = workers
        self._pool = Workers(
            workers,
            memory=None,
            seconds=SECONDS,
            max_tasks=None,
            initializer=start,
            initargs=(pipeline, parties, outlets),
        )
        self._done = done
        self._trouble = trouble
        self._progressed = progressed
        self._waiting: deque[Article] = deque()
        self._wake = asyncio.Event()
        self.total = 0
        self.finished = 0

    def add(self, articles: Sequence[Article]) -> None:
        """Queue articles; those that came last are read first, for they are what the user looks at."""
        if self.finished == self.total:
            self.total = self.finished = 0
        self.total += len(articles)
        self._waiting.extendleft(articles)
        self._wake.set()

    async def run(self) -> None:
        """Read until cancelled."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._count):
                group.create_task(self._work())

    async def close(self) -> None:
        """Kill the workers."""
        await self._pool.close()

    async def _work(self) -> None:
        while True:
            while not self._waiting:
                self._wake.clear()
                await self._wake.wait()
            batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
            for reading in await self._read(batch):
                await self._done(reading)
                self.finished += 1
                self._progressed(self.finished, self.total)

    async def _read(self, batch: list[Article]) -> list[Reading]:
        try:
            readings: list[Reading] = await self._pool.run(read, batch)
            return readings
        except WorkerFailed as error:
            if len(batch) > 1:
                return [reading for article in batch for reading in await self._read([article])]
            article = batch[0]
            self._trouble(f"{article.outlet or article.id}: “{article.title or article.id}” could not be read: {error}")
            return [Reading(article, UNREADABLE, None, ())]
