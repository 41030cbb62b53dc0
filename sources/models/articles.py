"""Articles: texts to read, and what they rest on."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Span = tuple[int, int]


class TextFrom(StrEnum):
    """Where an article's text was taken from, so that claims can say what they rest on."""

    FEED = "feed"
    PAGE = "page"
    SUMMARY = "summary"
    FILE = "file"


class Access(StrEnum):
    """How much of an article its publisher let the program have; claims rest on no more than that."""

    FULL = "full"
    PARTIAL = "partial"
    """Only a summary or a part could be had."""
    PAYWALLED = "paywalled"
    CONSENT = "consent"
    """The site shows a consent or sign-in page in place of the article."""
    BLOCKED = "blocked"
    """The site refuses programs: its robots.txt, its status, or a check that a person reads it."""
    ERROR = "error"
    """The page could not be fetched or read; it is tried again."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text to read. `text` is exactly what offsets count in."""

    id: str
    title: str | None
    url: str | None
    published: datetime | None
    outlet: str | None
    text: str
    text_from: TextFrom = TextFrom.FILE
    feed: str | None = None
    fetched: datetime | None = None
    note: str | None = None
    """What the user should know about the text, in words: why only the summary could be had, for one."""
    access: Access = Access.FULL
    author: str | None = None
    modified: datetime | None = None
    """When the page says that it was last changed."""
    language: str | None = None
    """ISO 639 code, as the page or the feed states it."""
    fingerprint: str | None = None
    """Of what the feed says of the article: another one means that the publisher edited it."""
    canonical: str | None = None
    """The address by which the page wants to be known, when that is another than `url`."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article's text, perhaps in pieces; `text` joins the pieces by one space."""

    text: str
    spans: tuple[Span, ...]
