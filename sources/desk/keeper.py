"""Writing behind: what the desk learns is gathered into batches and stored in order, off the event loop."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from sources.marks import Step
from sources.store.storage import StoreError
from sources.store.store import Batch, Store

GATHER_SECONDS = 0.5
"""How long changes are gathered before they are written together."""
RETRY_SECONDS = 5.0


class Keeper:
    """Takes changes at once and writes them in batches, one write at a time.

    Takes the store, whom to tell in words when it cannot be written, whom to tell when all is, and whom to give the
    marks that were written, as they are with what other desks have changed of them. A failed batch is kept and tried
    again.
    """

    def __init__(
        self,
        store: Store,
        trouble: Callable[[str], None],
        saved: Callable[[], None],
        marked: Callable[[Mapping[tuple[str, str], Any]], None],
    ) -> None:
        self._store = store
        self._trouble = trouble
        self._saved = saved
        self._marked = marked
        self.turn = asyncio.Lock()
        """Held while something is written and told; who takes in what others have written holds it as well, so that
        both are told in the order in which they stand on the disk."""
        self._batch = Batch()
        self._saving: asyncio.Task[None] | None = None
        self._failed = ""
        """What was told of the last write, if that failed."""
        self._wake = asyncio.Event()
        self._hurry = asyncio.Event()
        self._then: list[Callable[[], None]] = []

    @property
    def idle(self) -> bool:
        """Whether everything is on disk."""
        return not self._batch and self._saving is None

    def holds(self, name: str, key: str) -> bool:
        """Whether a mark is to be written: what the desk knows of it is newer than what the disk has."""
        return (name, key) in self._batch.former

    def add(
        self,
        *,
        removed: Iterable[str] = (),
        step: Step | None = None,
        then: Callable[[], None] | None = None,
        **changes: Mapping[str, Any],
    ) -> None:
        """Add changes to the next batch; the names are those of Batch's fields, `step` is what a user marked.

        With `then`, the batch is written at once, and `then` called when it is on the disk.
        """
        if then is not None:
            self._then.append(then)
            self._hurry.set()
        self._batch.remove(removed)
        for name, records in changes.items():
            getattr(self._batch, name).update(records)
        if step is not None:
            for name, marks in (("article_marks", step.articles), ("conflict_marks", step.conflicts)):
                for key, (before, after) in marks.items():
                    self._batch.mark(name, key, before, after)
        if self._batch:
            self._wake.set()

    async def run(self) -> None:
        """Write until cancelled; what is then pending, `flush` writes."""
        while True:
            await self._wake.wait()
            started = time.monotonic()
            try:
                await self._write()
                self._failed = ""
                if self.idle:
                    self._saved()
            except StoreError as error:
                if str(error) != self._failed:
                    self._trouble(str(error))
                self._failed = str(error)
            # A slow disk: leave the interpreter to others for a multiple of what it takes.
            rest = max(GATHER_SECONDS, 4 * (time.monotonic() - started))
            # Not wait_for: before Python 3.12 that loses a cancellation which comes together with the event.
            with suppress(TimeoutError):
                async with asyncio.timeout(RETRY_SECONDS if self._failed else rest):
                    await self._hurry.wait()
            if self._failed:  # What is urgent has been tried; from now on the disk sets the pace.
                self._hurry.clear()

    async def flush(self) -> None:
        """Write what is pending now. Raises StoreError when it cannot be written."""
        if self._saving is not None:
            with suppress(StoreError):
                await self._saving
        if self._batch:
            await self._write()

    async def _write(self) -> None:
        # A task of its own: whoever waits for it may be cancelled, but a write that has begun comes to its end.
        self._saving = asyncio.create_task(self._save())
        await asyncio.shield(self._saving)

    async def _save(self) -> None:
        batch, self._batch = self._batch, Batch()
        then, self._then = self._then, []
        self._wake.clear()
        self._hurry.clear()
        async with self.turn:
            try:
                marks = await asyncio.to_thread(self._store.save, batch)
            except StoreError:
                newer, self._batch = self._batch, batch
                self._then = then + self._then
                self._batch.remove(newer.removed)
                for (name, key), before in newer.former.items():
                    self._batch.mark(name, key, before, getattr(newer, name).pop(key))
                self.add(**{n: getattr(newer, n) for n in newer.__slots__ if n not in {"removed", "former"}})
                raise
            finally:
                self._saving = None
            self._marked(marks)
        for told in then:
            told()
