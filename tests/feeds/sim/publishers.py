"""Publishers of every habit: what they send with their feeds, when they fail, and what they ask of readers."""

import gzip
import hashlib
import random
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from sources.newsroom.http import Request, Response

HOUR, DAY = 3_600.0, 86_400.0
FAULT = "X-Fault"
"""A header by which whoever judges knows that an answer holds no feed."""
_KEPT = 30
_KNOWN = 50


@dataclass(frozen=True)
class Habit:
    """How a feed is served. Times are seconds; chances are those of a request."""

    name: str
    every: float = HOUR
    """Seconds between two items, on average."""
    etag: str = "strong"
    """`strong`, `weak`, `odd`, `fresh` (a new one with each 304), or empty for none."""
    modified: str = "http"
    """`http`, `odd` (no date at all), or empty for none."""
    heeds: bool = True
    """Whether conditional requests are answered by 304."""
    stuck: float | None = None
    """From when on everything is answered by 304."""
    cache: str = ""
    """The Cache-Control header."""
    fresh: float = 0.0
    """Seconds for which a reader is told to leave the feed alone, whatever header says it."""
    expires: bool = False
    """Whether `fresh` is told by Expires."""
    ttl: int | None = None
    """Minutes, in the document."""
    limited: float = 0.0
    """The chance of a 429 or 503 that asks for silence."""
    rest: str = "seconds"
    """How it is asked: `seconds`, `date`, or empty for not at all."""
    fails: float = 0.0
    """The chance of a fault."""
    gone: float | None = None
    """From when on the feed is gone (410)."""
    moved: tuple[int, ...] = ()
    """Redirects on the way to the feed."""
    cookies: bool = False
    packed: bool = False
    unstable: bool = False
    """Whether the ids of all items change with each document."""
    full: bool = True
    """Whether the feed carries whole articles."""
    private: bool = False


@dataclass
class Item:
    number: int
    at: float
    title: str
    edited: int = 0


@dataclass
class Source:
    """One feed at one host, as it stands at some second."""

    habit: Habit
    host: str
    path: str
    chance: random.Random
    start: datetime
    items: list[Item] = field(default_factory=list)
    next_item: float = 0.0
    changed: float = 0.0
    stamps: int = 0
    etags: dict[str, None] = field(default_factory=dict)
    dates: dict[str, None] = field(default_factory=dict)
    """Validators that were sent lately, the newest last: of older ones nobody has to know any more."""
    published: int = 0
    edits: int = 0
    faulty: float = -1.0
    shown: set[int] = field(default_factory=set)
    """The numbers of all items that stood in a whole document that was sent."""

    @property
    def url(self) -> str:
        scheme = "http" if self.habit.private else "https"
        return f"{scheme}://{self.host}{'/old' * bool(self.habit.moved)}{self.path}"

    def page(self, number: int) -> str:
        """Return the address of an item's page; of nine, robots.txt forbids one, and one redirects to such a page."""
        kind = "private" if number % 9 == 0 else "via" if number % 9 == 4 else "a"
        return f"https://{self.host}/{kind}{self.path}/{number}"

    def advance(self, at: float) -> None:
        """Publish what was published until this second."""
        while self.next_item <= at:
            self.published += 1
            self.items.insert(0, Item(self.published, self.next_item, f"Notice {self.published} of {self.host}"))
            del self.items[_KEPT:]
            self.changed = self.next_item
            self.next_item += self.chance.expovariate(1 / self.habit.every)

    def answer(self, request: Request, at: float) -> Response:
        """Answer a request for the feed."""
        self.advance(at)
        habit = self.habit
        if habit.gone is not None and at >= habit.gone:
            return Response(410, {}, b"gone")
        if habit.limited and self.chance.random() < habit.limited:
            return self._limited(at)
        if habit.fails and (at < self.faulty or self.chance.random() < habit.fails):
            if at >= self.faulty:
                self.faulty = at + self.chance.expovariate(1 / (6 * HOUR))
            fault = self._fault(at)
            return replace(fault, headers={**fault.headers, FAULT: "1"})
        return self._whole(request, at)

    def _limited(self, at: float) -> Response:
        seconds = self.chance.choice((120, 1_800, 7_200))
        # An HTTP date has no fractions of a second.
        date = format_datetime((self.start + timedelta(seconds=int(at) + seconds)), usegmt=True)
        told = {"seconds": {"Retry-After": str(seconds)}, "date": {"Retry-After": date}, "": {}}[self.habit.rest]
        return Response(self.chance.choice((429, 503)) if self.habit.rest else 429, told, b"not so fast")

    def _fault(self, at: float) -> Response:
        kind = self.chance.randrange(7)
        if kind == 0:
            return Response(500, {"ETag": '"error"'}, b"out of order")
        if kind == 1:
            return Response(200, {"ETag": '"cut"'}, self.document(at), truncate=200)
        if kind == 2:
            return Response(200, {"ETag": '"page"', "Content-Type": "text/html"}, b"<html><title>Mended</title></html>")
        if kind == 3:
            return Response(delay=100)
        if kind == 4:
            return Response(200, {"Content-Encoding": "gzip"}, b"no gzip at all")
        if kind == 5:
            return Response(404, {}, b"")
        return Response(200, {"ETag": '"empty"'}, b"")

    def _whole(self, request: Request, at: float) -> Response:
        habit, document = self.habit, self.document(at)
        told = {"Content-Type": "application/rss+xml"}
        tag = hashlib.sha256(document).hexdigest()[:12]
        if habit.etag == "fresh":
            self.stamps += 1
        shapes = {"strong": '"{}"', "weak": 'W/"{}"', "odd": "{}--gzip'caf\xe9", "fresh": f'"{{}}.{self.stamps}"'}
        if habit.etag:
            told["ETag"] = shapes[habit.etag].format(tag)
        when = format_datetime(self.start + timedelta(seconds=int(self.changed)), usegmt=True)
        if habit.modified:
            told["Last-Modified"] = when if habit.modified == "http" else f"changed: {int(self.changed)}"
        if habit.cache:
            told["Cache-Control"] = habit.cache
        if habit.expires:
            told["Expires"] = format_datetime(self.start + timedelta(seconds=int(at + habit.fresh) + 1), usegmt=True)
        if habit.cookies:
            told["Set-Cookie"] = f"visitor={self.stamps}; path=/"
        same = self._same(request, told, tag)
        for sent, name in ((self.etags, "ETag"), (self.dates, "Last-Modified")):
            if value := told.get(name):
                sent.pop(value, None)
                sent[value] = None
            while len(sent) > _KNOWN:
                del sent[next(iter(sent))]
        if (same and habit.heeds) or (habit.stuck is not None and at >= habit.stuck and self._conditional(request)):
            return Response(304, {k: v for k, v in told.items() if k != "Content-Type"})
        self.shown.update(item.number for item in self.items)
        if habit.packed:
            told["Content-Encoding"] = "gzip"
            document = gzip.compress(document, mtime=0)
        return Response(200, told, document)

    def _conditional(self, request: Request) -> bool:
        return bool({"if-none-match", "if-modified-since"} & request.headers.keys())

    def _same(self, request: Request, told: dict[str, str], tag: str) -> bool:
        if known := request.headers.get("if-none-match"):
            return tag in known
        return request.headers.get("if-modified-since", "") == told.get("Last-Modified", "none")

    def document(self, at: float) -> bytes:
        """Return the feed as RSS 2.0."""
        habit = self.habit
        # Some outlets take a new id for every item whenever they build the feed.
        stamp = f"?{int(self.changed)}" if habit.unstable else ""
        parts = []
        for item in self.items:
            when = format_datetime(self.start + timedelta(seconds=int(item.at)))
            text = f"The clerk of {self.host} said on the day that notice {item.number} was to be read by all. "
            body = escape(f"<p>{text * (12 if habit.full else 1)}</p><p>Round {item.edited}.</p>")
            parts.append(
                f"<item><title>{escape(item.title)}</title><link>{self.page(item.number)}</link>"
                f"<guid isPermaLink='false'>{self.host}-{item.number}{stamp}</guid><pubDate>{when}</pubDate>"
                f"<description>{body}</description></item>"
            )
        ttl = f"<ttl>{habit.ttl}</ttl>" if habit.ttl else ""
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.host}</title>{ttl}{"".join(parts)}'
            "</channel></rss>"
        ).encode()
