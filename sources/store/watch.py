"""Telling whoever waits how far long work is."""

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[str, int, int], None]
"""Told what is being done, in words, how many are done and of how many."""

_EVERY = 500


def unwatched(what: str, done: int, total: int) -> None:
    """Nobody waits."""


def watched(watch: Watch, what: str, items: Collection[T]) -> Iterator[T]:
    """Yield the items, and tell now and then, and at the end, how many have been worked on."""
    for done, item in enumerate(items):
        if done % _EVERY == 0:
            watch(what, done, len(items))
        yield item
    if items:
        watch(what, len(items), len(items))
