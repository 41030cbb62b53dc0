"""The user's list of feeds, edited at the desk: the configuration file is written, and polling goes on by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sources.config import Config, ConfigError
from sources.desk.intake import Intake
from sources.events import Event, FeedChanged
from sources.feeds.configured import add_feeds, change_feed, moved, remove_feed, unique_name
from sources.feeds.discover import Discovery, Trial, discover, named
from sources.feeds.opml import MAX_OPML, OpmlError, fresh_feeds, read_opml, write_opml
from sources.feeds.poll import proposed
from sources.models import Feed
from sources.workers import WorkerFailed


class Following:
    """Which feeds are followed. Whoever derives from this makes the parts that it uses.

    Every change is on the disk when the method returns, comments and all else of the file as they were. A method
    raises ConfigError, and changes nothing, when the file cannot be edited so.
    """

    config: Config
    feeds: tuple[Feed, ...]
    _intake: Intake
    _tell: Callable[[Event], None]

    async def try_feed(self, address: str, *, allow_private: bool = False) -> Discovery:
        """Look for a feed at an address, or at the page there, and try what is found; nothing is changed."""
        return await discover(
            address,
            self._intake.fetcher,
            self._intake.workers,
            self.config.interval,
            datetime.now(UTC),
            allow_private=allow_private,
        )

    def add_feed(self, trial: Trial, *, name: str | None = None, outlet: str | None = None, **options: Any) -> Feed:
        """Follow a feed that was tried, under this name and outlet or those that it gave itself.

        `options` are other fields of Feed. Its entries are taken in; its server is not asked again until it is due.
        """
        called = unique_name(name or trial.feed.name, (feed.name for feed in self.feeds))
        feed = replace(trial.feed, name=called, outlet=outlet or called, fulltext=self.config.fulltext)
        feed = replace(feed, **options)
        self._follow(add_feeds(self.config, [feed]))
        self._intake.take(feed, named(trial.poll, feed))
        return feed

    def remove_feed(self, name: str) -> None:
        """Follow a feed no more; its articles stay."""
        self._follow(remove_feed(self.config, name))

    def pause_feed(self, name: str) -> None:
        """Keep a feed in the list without polling it."""
        self._follow(change_feed(self.config, name, {"enabled": False}))

    def resume_feed(self, name: str) -> None:
        """Poll a feed again."""
        self._follow(change_feed(self.config, name, {"enabled": None}))

    def edit_feed(self, name: str, **changes: Any) -> None:
        """Set keys of a feed as the configuration file spells them: url, outlet, interval, and so on; None takes one
        out. A feed keeps its name, for all that is known of it stands under that.
        """
        if "name" in changes:
            raise ConfigError([f"feed {name!r}: its name cannot be changed: remove it and add it anew"])
        self._follow(change_feed(self.config, name, changes))

    def proposal(self, name: str) -> str | None:
        """Return the address to which a feed has moved for good, as its server has said for days; None without one."""
        return proposed(self._intake.states[name], datetime.now(UTC))

    def move_feed(self, name: str, address: str) -> None:
        """Give a feed its new address; its articles stay known, and what its server said last stays valid."""
        feed = next(feed for feed in self.feeds if feed.name == name)
        self._follow(change_feed(self.config, name, moved(feed, address)))

    async def import_opml(self, path: Path) -> tuple[tuple[Feed, ...], tuple[str, ...]]:
        """Follow the feeds of an OPML file that are not followed yet; return them, and in words what was left out.

        Raises OpmlError when the file cannot be read.
        """
        try:
            with path.open("rb") as file:
                body = file.read(MAX_OPML + 1)
            outlines = await self._intake.workers.run(read_opml, body)
        except OSError as error:
            raise OpmlError(f"{path}: cannot be read ({error.strerror})") from None
        except WorkerFailed as error:
            raise OpmlError(f"{path}: the list could not be read: {error.reason}") from None
        feeds = fresh_feeds(outlines, self.feeds, self.config.fulltext)
        if feeds:
            self._follow(add_feeds(self.config, feeds))
        return feeds, outlines.notes

    def export_opml(self) -> bytes:
        """Return the list of feeds as an OPML document."""
        return write_opml(self.feeds, datetime.now(UTC))

    def _follow(self, config: Config) -> None:
        before = {feed.name for feed in self.feeds}
        self.config = replace(self.config, path=config.path, feeds=config.feeds)
        self.feeds = config.feeds
        self._intake.follow(config.feeds)
        for name in sorted(before | {feed.name for feed in config.feeds}):
            self._tell(FeedChanged(name))
