"""An invented feed's documents parsed, and what no text of theirs may hold."""

import re
from datetime import UTC, datetime

from sources.feeds.parse import Parsed, parse
from sources.models import Entry, Feed

FEED = Feed("Quay", "https://quay.example/feed", "Quay Wire")
NOW = datetime.now(UTC)


def read(body: bytes | str, feed: Feed = FEED, fetched: datetime = NOW, **headers: str) -> Parsed:
    raw = body if isinstance(body, bytes) else body.encode()
    return parse(
        raw, {k.replace("_", "-"): v for k, v in headers.items()}, "https://quay.example/f/feed.xml", feed, fetched
    )


def rss(*items: str, head: str = "") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>Quay</title>{inner}</channel></rss>'


def texts(entry: Entry) -> list[str]:
    return [
        t for t in (entry.title, entry.content, entry.summary, entry.author, entry.url, entry.language, entry.id) if t
    ]


def unsafe(text: str) -> bool:
    return bool(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text))
