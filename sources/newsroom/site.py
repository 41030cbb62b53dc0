"""What the newsroom serves at each path at a given moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from . import hostile
from .formats import FORMATS, Channel, Row, rss2
from .pages import article_page, front_page, index_page, paragraphs
from .stories import Item, Outlet, items, outlets

TROUBLED = Outlet("static-fm", "Static FM", "Static FM newsroom", "rss2")
"""Its feed is well for a minute, then answers 500, and later sends a document cut off before its first item."""
GONE = Outlet("old-lantern", "The Old Lantern", "Closed since last winter", "rss2")
"""Its feed answers 410."""
HOSTILE = Outlet("oddments", "Oddments", "Odds and ends", "rss2")
"""Its titles attack the reader's terminal."""

FAILS_AFTER = 60.0
"""Seconds on the stories' clock until the troubled feed answers 500."""
BREAKS_AFTER = 150.0
"""Seconds on the stories' clock until the troubled feed sends broken XML."""

_HTML = "text/html; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"
_SUMMARY = 240
_RELATED = 4
_ROBOTS = "User-agent: *\nDisallow: /private/\nAllow: /\n"
_TROUBLED_TITLES = ("Night tram to run until two", "Choir looks for basses", "Road past the brewery closed for a day")


@dataclass(frozen=True, slots=True)
class Found:
    """A resource: what is served at a path."""

    body: bytes
    media: str
    modified: datetime
    status: int = 200
    gzip: bool = False


class Site:
    """The newsroom's sites at one moment of its clock."""

    def __init__(self, base: str, began: datetime, speed: float, elapsed: float) -> None:
        """Take the sites under `base` as they stand `elapsed` seconds (on the stories' clock) after `began`."""
        self._base, self._began, self._speed, self._elapsed = base, began, speed, elapsed

    def find(self, path: str) -> Found | None:
        """Return what stands at `path`, None for nothing: unknown, or not released yet."""
        if path == "/":
            return self._page(index_page(outlets()))
        if path == "/robots.txt":
            return Found(_ROBOTS.encode(), _TEXT, self._began)
        house, _, file = path.strip("/").partition("/")
        if house == GONE.id:
            return Found(b"This feed has ended.\n", _TEXT, self._began, status=410)
        if house == TROUBLED.id:
            return self._troubled(file)
        if house == HOSTILE.id:
            return self._hostile(file)
        for outlet in outlets():
            if outlet.id == house:
                return self._outlet(outlet, file)
        return None

    def _outlet(self, outlet: Outlet, file: str) -> Found | None:
        out = [item for item in reversed(items()) if item.outlet == outlet and item.at <= self._elapsed]
        newest = max((self._began + timedelta(seconds=item.at / self._speed) for item in out), default=self._began)
        newest = newest.replace(microsecond=0)
        rows = [self._row(item) for item in out]
        form = FORMATS[outlet.format]
        if file == form.file:
            return Found(form.write(self._channel(outlet, form.file), rows), form.media, newest, gzip=outlet.gzip)
        if not file:
            return self._page(front_page(outlet, rows), newest, outlet)
        for item, row in zip(out, rows, strict=True):
            if file == f"{item.id}.html":
                related = [other for other in rows if other is not row][:_RELATED]
                text = item.text(self._began)
                return self._page(article_page(outlet, row, text, related), newest, outlet)
        return None

    def _row(self, item: Item) -> Row:
        text = item.text(self._began)
        return Row(
            id=item.id,
            url=f"{self._base}/{item.outlet.id}/{item.id}.html",
            title=item.headline(self._began),
            summary=_shorten(text.partition("\n\n")[0]),
            html=paragraphs(text) if item.outlet.full else None,
            published=item.published(self._began, self._speed),
            author=item.byline,
        )

    def _channel(self, outlet: Outlet, file: str) -> Channel:
        return Channel(outlet.name, f"{self._base}/{outlet.id}/", f"{self._base}/{outlet.id}/{file}", outlet.about)

    def _page(self, html: str, modified: datetime | None = None, outlet: Outlet | None = None) -> Found:
        return Found(html.encode(), _HTML, modified or self._began, gzip=bool(outlet and outlet.gzip))

    def _troubled(self, file: str) -> Found | None:
        rows = [
            Row(
                f"static-{number}",
                f"{self._base}/{TROUBLED.id}/{number}.html",
                title,
                f"{title}.",
                None,
                self._began - timedelta(hours=number + 1),
            )
            for number, title in enumerate(_TROUBLED_TITLES)
        ]
        if file == "feed.xml":
            feed = rss2(self._channel(TROUBLED, file), rows)
            media = FORMATS["rss2"].media
            if self._elapsed < FAILS_AFTER:
                return Found(feed, media, self._began)
            if self._elapsed < BREAKS_AFTER:
                return Found(b"Internal Server Error\n", _TEXT, self._began, status=500)
            return Found(feed[: feed.index(b"<atom:link") + 20], media, self._began + timedelta(seconds=BREAKS_AFTER))
        for row in rows:
            if row.url.endswith(f"/{file}"):
                return self._page(article_page(TROUBLED, row, hostile.page_text(), ()))
        return None

    def _hostile(self, file: str) -> Found | None:
        rows = hostile.rows(self._base, self._began)
        channel = self._channel(HOSTILE, file)
        if file == "feed.xml":
            return Found(hostile.hostile_rss(channel, rows), FORMATS["rss2"].media, self._began)
        if file == "feed.json":
            return Found(hostile.hostile_json(channel, rows), FORMATS["json"].media, self._began)
        for row in rows:
            if row.url.endswith(f"/{file}"):
                return self._page(article_page(HOSTILE, row, hostile.page_text(), ()))
        return None


def _shorten(text: str) -> str:
    return text if len(text) <= _SUMMARY else text[:_SUMMARY].rsplit(" ", 1)[0].rstrip(",;:") + "…"
