"""From any address that the user gives to a feed that works: it is tried before it is followed."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from sources.feeds.fetch import Fetcher
from sources.feeds.poll import Poll, poll
from sources.models import Feed, FeedState
from sources.text import clean_line
from sources.workers import Workers

_MOST_TRIED = 5
_TAIL = re.compile(
    r"\s*(?:[-–—|:»·]\s*)?(?:(?:the\s+)?(?:latest|all|rss|atom|json|news)\s+)*(?:rss|atom|feeds?)\Z", re.I
)


@dataclass(frozen=True, slots=True)
class Trial:
    """One address that was tried."""

    feed: Feed
    """As it would be followed: its name is what the feed, or the page that names it, calls it."""
    poll: Poll

    @property
    def works(self) -> bool:
        """Whether entries, or at least a feed, came."""
        return self.poll.state.last_error is None


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found at an address: first what can be followed, best first, then what cannot."""

    asked: str
    trials: tuple[Trial, ...]

    @property
    def best(self) -> Trial | None:
        """The feed to follow, or None when there is none that works."""
        return next((trial for trial in self.trials if trial.works), None)

    @property
    def error(self) -> str:
        """Why there is no feed, in words."""
        return next((trial.poll.state.last_error or "" for trial in self.trials if not trial.works), "")


def address_of(text: str) -> str:
    """Return the web address that a user means: with a scheme, when none was typed, and without `feed:`."""
    text = clean_line(text, limit=4_000)
    text = re.sub(r"\Afeed:(?://)?(?=https?:)", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\Afeed:(?://)?", "https://", text, flags=re.IGNORECASE)
    return text if "://" in text[:12] or not text else f"https://{text}"


async def discover(
    text: str, fetcher: Fetcher, workers: Workers, interval: int, now: datetime, *, allow_private: bool = False
) -> Discovery:
    """Return what is at an address: the feed itself, or the feeds that the page there names, each polled once.

    A feed that works can be followed with its trial's state and entries, so that its server is not asked twice.
    """
    asked = address_of(text)
    first = await _try(asked, "", fetcher, workers, interval, now, allow_private=allow_private)
    if "://" not in text and _unanswered(first):
        # Nobody said that there is encryption.
        asked = asked.replace("https://", "http://", 1)
        first = await _try(asked, "", fetcher, workers, interval, now, allow_private=allow_private)
    if first.works or not first.poll.links:
        return Discovery(asked, (first,))
    trials = []
    for address, name in first.poll.links[:_MOST_TRIED]:
        # A page may name feeds anywhere; only on the host that the user named may they stand at a private address.
        private = allow_private and urlsplit(address).hostname == urlsplit(asked).hostname
        trials.append(await _try(address, name, fetcher, workers, interval, now, allow_private=private))
    return Discovery(asked, tuple(sorted(trials, key=lambda trial: not trial.works)))


def _unanswered(trial: Trial) -> bool:
    error = trial.poll.state.last_error or ""
    return any(words in error for words in ("no secure connection", "refused the connection", "did not accept"))


async def _try(
    url: str, name: str, fetcher: Fetcher, workers: Workers, interval: int, now: datetime, *, allow_private: bool
) -> Trial:
    feed = Feed(name or url, url, name or url, allow_private=allow_private)
    result = await poll(feed, FeedState(feed.name), fetcher, workers, interval, now, why="you asked to try it")
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    called = _TAIL.sub("", clean_line(result.title or name, limit=100)) or host
    feed = replace(feed, name=called, outlet=called)
    return Trial(feed, named(result, feed))


def named(result: Poll, feed: Feed) -> Poll:
    """Return a poll as that of this feed: under its name and outlet."""
    entries = tuple(replace(entry, feed=feed.name, outlet=feed.outlet) for entry in result.entries)
    return replace(result, state=replace(result.state, feed=feed.name), entries=entries)
