"""Bars for long work, on standard error, when a person sits there."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sources.store.watch import Watch, unwatched


@contextmanager
def watching() -> Iterator[Watch]:
    """Give what shows how far the work in the block is; scripts see nothing of it."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def watch(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield watch
