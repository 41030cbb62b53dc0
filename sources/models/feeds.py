"""Feeds, what is known of each from polling it, and their items."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to poll, as the configuration names it."""

    name: str
    url: str
    outlet: str
    fulltext: str = "auto"
    """`auto`: fetch the page when the feed's own text is short; `always`; `never`."""
    interval: int | None = None
    """Seconds between polls; None takes the general interval."""
    enabled: bool = True
    allow_private: bool = False
    """Whether this feed may stand on a private or loopback address."""
    formerly: str | None = None
    """The address that the feed had before it moved: its items are known by it still."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from polling it; stored together with the entries of the same poll."""

    feed: str
    etag: str | None = None
    last_modified: str | None = None
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_error: str | None = None
    """The last poll's error in plain words, None when it went well."""
    failures: int = 0
    """Failed polls in a row."""
    next_due: datetime | None = None
    entries: int = 0
    """Entries in the last document that was read."""
    body_hash: str | None = None
    gone: bool = False
    """The server answered 410: polling is paused."""
    url: str | None = None
    """The feed's address at the last poll; validators and hash hold for it alone."""
    ttl: int | None = None
    """Seconds for which the last document asks to be left alone."""
    validated: str | None = None
    """The address whose answer carried `etag` and `last_modified`: they are sent to no other."""
    document: datetime | None = None
    """When a whole document last came (status 200)."""
    same: int = 0
    """Whole documents in a row that were the one of the poll before: the server ignores validators or gives none."""
    gap: int | None = None
    """Seconds that typically lie between two items, by their dates."""
    newest: datetime | None = None
    """When the newest item of the last document was published."""
    rest_until: datetime | None = None
    """Until when the server asked to be left alone (Retry-After)."""
    moved: str | None = None
    """Where the server says, by permanent redirects alone, that the feed now is."""
    moved_since: datetime | None = None
    moved_seen: int = 0
    """Polls in a row that were redirected there."""
    why_last: str | None = None
    """Why the feed was or was not polled when its turn last came, and what came of it, in words."""
    why_next: str | None = None
    """What `next_due` rests on, in words."""
    notes: tuple[str, ...] = ()
    """What was wrong with the last document that could be read all the same, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, cleaned, before its text is fetched."""

    id: str
    """Stable over polls: a hash of the feed's URL and the item's identity in it."""
    feed: str
    outlet: str
    title: str
    url: str | None
    published: datetime | None
    """As the feed says, clamped to the time of fetching when it lies in the future."""
    content: str
    """The fullest text that the feed itself carries, as plain text; may be empty."""
    summary: str
    """The feed's short description as plain text; may be empty or equal to `content`."""
    author: str | None = None
    language: str | None = None
