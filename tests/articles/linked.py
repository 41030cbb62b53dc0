"""An article on a loopback newsroom, the feed that links it, and pages for it."""

import json
from datetime import UTC, datetime

from sources.articles.text import article
from sources.feeds.fetch import Fetcher
from sources.models import Article, Entry, Feed
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.workers import Workers

NOW = datetime.now(UTC)
TITLE = "Ferry line denies that Lysholm pier is unsafe"
SHORT = "The Oddmark Ferry Line denied on Monday that the pier at Lysholm was unsafe, and the harbour board disagreed."
PARAGRAPHS = [
    SHORT,
    "The board said that an inspection in the spring had found cracks in four of the piles beneath the landing stage.",
    "A spokeswoman for the line, Runa Feld, said that the cracks were cosmetic and that the stage had been reinforced.",
    "The town's engineer could not be reached. Ferries went on calling at the pier on Monday afternoon, on schedule.",
    "Two captains of the line told the Post that they had been asked to moor on the seaward side until the autumn.",
    "The inspection report has not been published. The board said that it would be laid before the council in a week.",
]
BODY = "\n\n".join(PARAGRAPHS)
HTML = "".join(f"<p>{part}</p>" for part in PARAGRAPHS)


def page(inner: str = HTML, head: str = "", data: object = None) -> bytes:
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Lysholm Post</title>'
        f'<meta property="og:site_name" content="Lysholm Post">{head}{script}</head>'
        f'<body><nav><a href="/">Home</a></nav>'
        f"<main><article><h1>{TITLE}</h1>{inner}</article></main><footer>All rights reserved</footer></body></html>"
    ).encode()


def html(body: bytes, status: int = 200, **headers: str) -> Response:
    told = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-").title(): v for k, v in headers.items()}
    return Response(status, told, body)


class Desk:
    """A page on a loopback newsroom, the feed that links it, and what fetches it."""

    def __init__(self, room: Newsroom, workers: Workers) -> None:
        self.room, self.workers = room, workers
        self.base = room.url.rstrip("/")
        self.feed = Feed("Post", f"{self.base}/lysholm/feed.xml", "Lysholm Post", allow_private=True)

    def entry(self, content: str = "", summary: str = SHORT, url: str | None = "/lysholm/a.html") -> Entry:
        address = url and (url if url.startswith("http") else self.base + url)
        return Entry("e1", "Post", "Lysholm Post", TITLE, address, NOW, content, summary)

    async def get(self, entry: Entry | None = None, feed: Feed | None = None, robots: bool = True) -> Article:
        async with Fetcher(pace=0) as fetcher:
            return await article(entry or self.entry(), feed or self.feed, fetcher, self.workers, NOW, robots=robots)

    def paths(self) -> list[str]:
        return [request.path for request in self.room.log]
