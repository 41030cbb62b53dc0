"""Writing behind: what the desk learns is gathered into batches and stored in order, off the event loop."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sources.store.store import Batch, Store, StoreError

GATHER_SECONDS = 0.5
"""How long changes are gathered before they are written together."""
RETRY_SECONDS = 5.0


class Keeper:
    """Takes changes at once and writes them in batches, one write at a time.

    Takes the store and whom to tell, in words, when it cannot be written. A failed batch is kept and tried again.
    """

    def __init__(self, store: Store, trouble: Callable[[str], None]) -> None:
        self._store = store
        self._trouble = trouble
        self._batch = Batch()
        self._writing = False
        self._failed = False
        self._wake = asyncio.Event()
        self._written = asyncio.Event()

    @property
    def idle(self) -> bool:
        """Whether everything is on disk."""
        return not self._batch and not self._writing

    def add(self, *, removed: Iterable[str] = (), **changes: Mapping[str, Any]) -> None:
        """Add changes to the next batch; the names are those of Batch's fields."""
        for name, records in changes.items():
            getattr(self._batch, name).update(records)
        self._batch.removed.update(removed)
        if self._batch:
            self._wake.set()

    async def run(self) -> None:
        """Write until cancelled; what is then pending, `flush` writes."""
        while True:
            await self._wake.wait()
            took = await self._write()
            # A large store takes long to write: leave the interpreter to others for a multiple of that.
            await asyncio.sleep(RETRY_SECONDS if self._failed else max(GATHER_SECONDS, 4 * took))

    async def flush(self) -> None:
        """Write what is pending now. Raises StoreError when it cannot be written."""
        while self._writing:
            await self._written.wait()
        if self._batch:
            await asyncio.to_thread(self._store.save, self._batch)
            self._batch = Batch()

    async def _write(self) -> float:
        batch, self._batch = self._batch, Batch()
        self._wake.clear()
        self._writing = True
        self._written.clear()
        started = time.monotonic()
        try:
            await asyncio.shield(asyncio.to_thread(self._store.save, batch))
        except StoreError as error:
            if not self._failed:
                self._trouble(str(error))
            self._failed = True
            self._put_back(batch)
        else:
            self._failed = False
        finally:
            self._writing = False
            self._written.set()
        return time.monotonic() - started

    def _put_back(self, batch: Batch) -> None:
        """Newer changes win over the failed batch's."""
        newer, self._batch = self._batch, batch
        self.add(removed=newer.removed, **{n: getattr(newer, n) for n in newer.__slots__ if n != "removed"})
