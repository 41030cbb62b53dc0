"""What `read` and `board` share: paths and addresses in, readings out, in order, with progress for who watches."""

import argparse
import asyncio
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sources.articles.files import Unreadable, load
from sources.articles.text import from_url
from sources.config import Config
from sources.desk.reading import make_reader
from sources.feeds.fetch import Fetcher
from sources.language.pipeline import LanguageError
from sources.models import Article, Reading
from sources.text import web_address
from sources.workers import Workers
from tui.cli import Fault, configuration

if TYPE_CHECKING:
    from sources.claims.reader import Reader

T = TypeVar("T")

SHOWN = 16
"""Articles from which on a bar shows how many are read."""


def readings(args: argparse.Namespace) -> Iterator[Reading | Unreadable]:
    """Yield a reading, or what made it impossible, for every article that the command's paths name, in order.

    All are loaded first: an article may name the outlet of a later one by its initials.
    """
    config = configuration(args)
    items = list(_articles(args.path, config))
    outlets = dict.fromkeys(item.outlet for item in items if isinstance(item, Article) and item.outlet)
    try:
        reader = make_reader(config.pipeline, config.parties, tuple(outlets))
    except LanguageError as error:
        raise Fault(str(error)) from error
    with _progress(len(items)) as advance:
        for item in items:
            yield _reading(reader, item) if isinstance(item, Article) else item
            advance()


def _reading(reader: "Reader", article: Article) -> Reading | Unreadable:
    try:
        return reader.read(article)
    except Exception as error:
        # A fault of the program's own: the other articles are read all the same.
        return Unreadable(article.id, f"the program failed on this article ({error!r}): please report it")


def _articles(paths: list[str], config: Config) -> Iterator[Article | Unreadable]:
    for path in paths:
        if web_address(path):
            yield asyncio.run(_download(path, config))
        else:
            yield from load([path])


async def _download(url: str, config: Config) -> Article | Unreadable:
    workers = Workers(1, memory=1 << 30, seconds=15, max_tasks=None)
    try:
        async with Fetcher(pace=config.pace) as fetcher:
            return await from_url(url, fetcher, workers)
    finally:
        await workers.close()


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items, so many at a time (as itertools.batched of Python 3.12)."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


@contextmanager
def _progress(total: int):  # type: ignore[no-untyped-def]
    """A bar on standard error, when there is enough to do and a person watches."""
    if total < SHOWN or not sys.stderr.isatty():
        yield lambda: None
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)
