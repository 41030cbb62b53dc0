"""A desk without a screen, run until something holds."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from sources.config import Config
from sources.desk import Desk
from sources.events import Event
from sources.store.storage import Damaged, StoreError
from sources.store.store import Store
from tui.cli import Fault


@asynccontextmanager
async def running(config: Config, store: Store, listener: Callable[[Event], None]) -> AsyncIterator[Desk]:
    """Run a desk in the background of the `async with` block; what stops the desk stops the block."""
    desk = Desk(config, store)
    desk.subscribe(listener)
    work = asyncio.create_task(desk.run())
    block = asyncio.current_task()
    assert block is not None

    def stop(_: object) -> None:
        block.cancel()

    work.add_done_callback(stop)
    try:
        yield desk
    except asyncio.CancelledError:
        if work.done() and not work.cancelled() and (error := work.exception()) is not None:
            raise error from None
        raise
    finally:
        work.remove_done_callback(stop)
        work.cancel()  # It may not have begun, and then the desk knows nothing of it.
        await desk.close()


def open_store(folder: Path) -> Store:
    """Return the store in this folder, or raise Fault with what is wrong with it."""
    try:
        return Store(folder)
    except Damaged as error:
        raise Fault(
            f"{error}\nnothing was changed: `gainsay store check` says what is there and what is wrong"
        ) from error
    except StoreError as error:
        raise Fault(str(error)) from error
