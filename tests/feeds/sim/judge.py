"""What servers hold against readers, counted: the criteria of the feed reader score project
(https://rachelbythebay.com/w/2024/05/30/fs/), from the servers' side of the wire.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.feeds.sim.publishers import DAY, FAULT, HOUR, Source
from tests.feeds.sim.web import Seen

COUNTED = (
    "unconditional requests after the first",
    "validators that the server never sent",
    "requests before they were due",
    "ignored Retry-After",
    "bursts: faster than a host's pace, or two at once",
    "bursts: more than five polls in a second over all hosts",
    "cookies",
    "referrers",
    "made-up addresses and query strings",
    "robots.txt asked again within a day, or pages that it forbids",
    "doubled requests for one page within an hour",
    "validators of an answer that a newer one has replaced",
)
_CAP, _BUSY = DAY, 5 * HOUR
_REST_CAP = 2 * DAY
_TRUSTED = 8 * DAY
_FIVE_MINUTES = 300.0


@dataclass
class _Feed:
    answered: bool = False
    validated: bool = False
    due: float = 0.0
    last: float = -1e9
    whole: float = 0.0
    """When a whole document was last sent."""
    sent: tuple[str | None, str | None] = (None, None)
    """The validators of the last answer."""


@dataclass
class Judge:
    """Watches every exchange. `sources` are the feeds by host and path, `by_hand` the seconds at which the user asked
    for a refresh, within a minute after which a conditional request may come early.
    """

    sources: Mapping[tuple[str, str], Source]
    pace: float
    by_hand: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    rechecks: int = 0
    """Unconditional requests to a server that had said nothing but 304 for eight days: a stuck one needs them."""
    _feeds: dict[tuple[str, str], _Feed] = field(default_factory=dict)
    _hosts: dict[str, float] = field(default_factory=dict)
    _rest: dict[str, float] = field(default_factory=dict)
    _recent: list[float] = field(default_factory=list)
    _pages: dict[tuple[str, str], float] = field(default_factory=dict)

    def forget(self, before: float) -> None:
        """Drop what was noted of pages before this second: a soak would grow by it."""
        self._pages = {key: at for key, at in self._pages.items() if at >= before}

    def restarted(self) -> None:
        """Take note that the program has started anew: what it may ask of robots.txt it may ask again."""
        self._pages = {key: at for key, at in self._pages.items() if key[1] != "/robots.txt"}

    def see(self, seen: Seen) -> None:
        """Judge one exchange."""
        headers, key = seen.request.headers, (seen.host, seen.request.path)
        private = seen.host.startswith("127.")
        self.requests[str(seen.response.status)] += 1
        if "cookie" in headers:
            self._hold("cookies", seen)
        if {"referer", "origin"} & headers.keys():
            self._hold("referrers", seen)
        if seen.request.query or seen.request.method != "GET":
            self._hold("made-up addresses and query strings", seen)
        if key in self.sources:
            self._recent = [at for at in self._recent if seen.at - at < 1.0] + [seen.at]
        asked = any(0 <= seen.at - at < 120 for at in self.by_hand)
        if len(self._recent) > 5 and not asked:
            self._hold("bursts: more than five polls in a second over all hosts", seen)
        if not private and seen.at - self._hosts.get(seen.host, -1e9) < self.pace - 0.001:
            self._hold("bursts: faster than a host's pace, or two at once", seen)
        self._hosts[seen.host] = seen.done
        resting = seen.request.path if private else ""
        if seen.at < self._rest.get(seen.host + resting, 0.0) - 1.0:
            self._hold("ignored Retry-After", seen)
        if key in self.sources:
            self._feed(seen, self.sources[key], self._feeds.setdefault(key, _Feed()))
        elif not self._known_page(seen):
            self._hold("made-up addresses and query strings", seen)
        if seen.response.status in {429, 503}:
            self._rest[seen.host + resting] = seen.at + _asked(seen)

    def _feed(self, seen: Seen, source: Source, feed: _Feed) -> None:
        headers = seen.request.headers
        tag, date = headers.get("if-none-match"), headers.get("if-modified-since")
        if tag is None and date is None:
            if feed.validated and seen.at - feed.whole < _TRUSTED:
                self._hold("unconditional requests after the first", seen)
            elif feed.validated:
                self.rechecks += 1
        if (tag and tag not in source.etags) or (date and date not in source.dates):
            self._hold("validators that the server never sent", seen)
        if (tag or date) and (tag, date) != feed.sent:
            self._hold("validators of an answer that a newer one has replaced", seen)
        asked = any(0 <= seen.at - at < 120 for at in self.by_hand)
        early = seen.at < feed.due - 1.0 or seen.at - feed.last < _FIVE_MINUTES - 1.0
        if feed.answered and early and not (asked and seen.at - feed.last >= 60):
            self._hold("requests before they were due", seen)
        feed.last = seen.at
        response, habit = seen.response, source.habit
        feed.answered = True
        if response.status not in {200, 304} or FAULT in response.headers:
            return
        feed.sent = (response.headers.get("ETag"), response.headers.get("Last-Modified"))
        feed.validated = response.status == 304 or bool({"ETag", "Last-Modified"} & response.headers.keys())
        if response.status == 200:
            feed.whole = seen.at
        cap = _BUSY if habit.every < _BUSY else _CAP
        feed.due = seen.at + min(max(habit.fresh, (habit.ttl or 0) * 60.0), cap)

    def _known_page(self, seen: Seen) -> bool:
        host, path = seen.host, seen.request.path
        last = self._pages.get((host, path), -1e9)
        self._pages[(host, path)] = seen.at
        if path == "/robots.txt":
            if seen.at - last < DAY - HOUR and seen.response.status == 200:
                self._hold("robots.txt asked again within a day, or pages that it forbids", seen)
            return True
        if path.startswith("/old"):
            return (host, path.removeprefix("/old")) in self.sources or path.startswith("/old/hop")
        if path.startswith("/private/"):
            self._hold("robots.txt asked again within a day, or pages that it forbids", seen)
        if seen.at - last < HOUR - 1:
            self._hold("doubled requests for one page within an hour", seen)
        return path.startswith(("/a/", "/via/", "/private/"))

    def _hold(self, what: str, seen: Seen) -> None:
        self.faults[what] += 1
        told = ", ".join(f"{k}: {v}" for k, v in seen.request.headers.items() if k.startswith("if-"))
        self.examples.setdefault(what, f"{seen.at / DAY:.3f} d: {seen.host}{seen.request.path} [{told}]")


def _asked(seen: Seen) -> float:
    value = seen.response.headers.get("Retry-After")
    if value is None:
        return 600.0 if seen.response.status == 429 else 0.0
    if value.isdecimal():
        return min(float(value), _REST_CAP)
    from email.utils import parsedate_to_datetime

    return min((parsedate_to_datetime(value) - seen.request.time).total_seconds(), _REST_CAP)
