"""Which items are known already, over all feeds: what is new, what was edited, and what is the same under another id.

An item's own id (see `items.py`) comes from its feed. Feeds change their ids and keep their links, and an outlet puts
one article into several of its feeds; both would double what is read.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sources.feeds.items import canonical_link
from sources.models import Article, Entry

_EDITS = 4
_DAY = timedelta(days=1)
_PROOFS = 3
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class News:
    """What a document brings: entries that are new, and entries whose item was edited since it was last read."""

    fresh: tuple[Entry, ...]
    edited: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    feed: str
    title: str
    fingerprint: str | None


class Known:
    """The items that are known. `there` tells whether an id still is: what was let go is forgotten here, too."""

    def __init__(self, there: Callable[[str], bool]) -> None:
        self._there = there
        self._by_link: dict[tuple[str, str], _Item] = {}
        self._prints: dict[str, str | None] = {}
        self._edits: dict[str, list[datetime]] = {}
        self._unstable: set[str] = set()

    def remember(self, articles: Iterable[Article]) -> None:
        """Take note of articles that came from feeds, by their links and by those under which their pages are known."""
        for a in articles:
            if a.feed is None:
                continue
            self._prints[a.id] = a.fingerprint
            for link in {_link(a.url), _link(a.canonical)} - {""}:
                item = _Item(a.id, a.feed, a.title or "", a.fingerprint)
                key = a.outlet or a.feed, link
                old = self._by_link.get(key)
                if old is None or old.id == a.id or not self._there(old.id):
                    self._by_link[key] = item

    def sort(self, entries: Iterable[Entry], now: datetime) -> News:
        """Return what is new and what was edited in one document's entries, under the ids by which they are known.

        An entry without a known id is a known item when its link is that of one, and of no other entry of the document:
        the other feed of the outlet brought it, or the feed has changed its ids. Within one feed the titles must be
        alike too, until the feed has been seen to change its ids: some link every item to one live page. An item's
        edits are told at most four times a day, for some feeds put counters into their texts.
        """
        entries = tuple(entries)
        links = Counter(_link(entry.url) for entry in entries)
        changed = Counter(
            entry.feed
            for entry in entries
            if (item := self._same_link(entry, links)) and item.feed == entry.feed and item.title == entry.title
        )
        self._unstable.update(feed for feed, count in changed.items() if count >= _PROOFS)
        fresh: dict[str, Entry] = {}
        edited: dict[str, Entry] = {}
        for entry in entries:
            item = None if self._there(entry.id) else self._same_link(entry, links)
            if item is not None and item.feed == entry.feed and not self._is_item(entry, item):
                item = None
            if item is not None and item.feed != entry.feed:
                continue
            if item is not None:
                entry = replace(entry, id=item.id)
            if not self._there(entry.id):
                fresh[entry.id] = entry
            elif self._is_edit(entry, now):
                edited[entry.id] = entry
        return News(tuple(fresh.values()), tuple(edited.values()))

    def _same_link(self, entry: Entry, links: Counter[str]) -> _Item | None:
        link = _link(entry.url)
        if not link or links[link] > 1 or self._there(entry.id):
            return None
        item = self._by_link.get((entry.outlet, link))
        return item if item is not None and self._there(item.id) else None

    def _is_item(self, entry: Entry, item: _Item) -> bool:
        if entry.feed in self._unstable:
            return True
        old, new = (set(title.casefold().split()) for title in (item.title, entry.title))
        return len(old & new) >= _ALIKE * max(len(old), len(new), 1)

    def _is_edit(self, entry: Entry, now: datetime) -> bool:
        before, after = self._prints.get(entry.id), fingerprint(entry)
        self._prints[entry.id] = after
        if before is None or before == after:
            return False
        lately = [time for time in self._edits.pop(entry.id, ()) if now - time < _DAY]
        if len(lately) < _EDITS:
            lately.append(now)
            self._edits[entry.id] = lately
            return True
        self._edits[entry.id] = lately
        return False

    def forget(self) -> None:
        """Drop what is not there any more."""
        self._by_link = {key: item for key, item in self._by_link.items() if self._there(item.id)}
        self._prints = {key: value for key, value in self._prints.items() if self._there(key)}
        self._edits = {key: value for key, value in self._edits.items() if self._there(key)}


def fingerprint(entry: Entry) -> str:
    """Return a short hash of what a feed says of an item: another one means that it was edited."""
    said = "\x1f".join((entry.title, entry.content, entry.summary))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _link(url: str | None) -> str:
    """Return a link in the form that identifies; empty for none, and for a site's front page."""
    link = canonical_link(url or "")
    return link if link and (urlsplit(link).path.strip("/") or urlsplit(link).query) else ""
