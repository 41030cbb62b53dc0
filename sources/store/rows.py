"""How the desk's records stand in the tables: small rows in the journal, texts and statements beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec

from sources.marks import only_changes
from sources.models import Article, ArticleMark, ConflictMark, FeedState, Reading, Statement
from sources.store.bodies import Spot

T = TypeVar("T")

SCHEMA = 2
"""1 was one JSON file for everything."""
LOST = "lost"
PLAIN = {"feeds": FeedState, "article_marks": ArticleMark, "conflict_marks": ConflictMark}
"""Tables whose rows are a key and a record."""


@dataclass(slots=True)
class Batch:
    """Changes that belong together: all of them reach the disk, or none."""

    feeds: dict[str, FeedState] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    """Ids of articles to let go, with their readings and marks, before all else of the batch is put."""
    article_marks: dict[str, ArticleMark] = field(default_factory=dict)
    conflict_marks: dict[str, ConflictMark] = field(default_factory=dict)
    disputed: dict[str, bool] = field(default_factory=dict)
    """Which articles take part in a conflict from now on, and which do so no more."""
    former: dict[tuple[str, str], ArticleMark | ConflictMark] = field(default_factory=dict)
    """What marks were when they were changed, by table and key: what another process has changed since stays so."""

    def mark(self, name: str, key: str, before: Any, after: Any) -> None:
        """Add what a user has changed of a mark; `name` is that of the marks' field."""
        marks = getattr(self, name)
        marks[key] = only_changes(before, after, marks[key]) if key in marks else after
        self.former.setdefault((name, key), before)

    def remove(self, keys: Iterable[str]) -> None:
        """Let articles go, with what the batch held of them until now; what is added after that is put."""
        for key in keys:
            self.removed.add(key)
            self.former.pop(("article_marks", key), None)
            for held in (self.articles, self.readings, self.article_marks, self.disputed):
                held.pop(key, None)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Stored:
    """Everything that the store holds. Articles stand in the order in which they came."""

    feeds: dict[str, FeedState]
    articles: dict[str, Article]
    """Their texts stay on the disk until they are asked for."""
    readings: dict[str, Reading]
    """Their statements likewise."""
    article_marks: dict[str, ArticleMark]
    conflict_marks: dict[str, ConflictMark]
    disputed: set[str] = field(default_factory=set)
    """The articles that take part in a conflict."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article's text as it was fetched once (Berkeley Protocol on Digital Open Source Investigations, 2022, VI.C:
    keep the address, the time of collection and a hash of what was collected).
    """

    url: str | None
    title: str | None
    fetched: datetime | None
    text_from: str
    sha256: str
    """Of the text in UTF-8."""
    text: str


class Row(msgspec.Struct, Generic[T]):
    """A record under its key."""

    key: str
    record: T


class ArticleRow(msgspec.Struct):
    """An article without its text."""

    key: str
    record: Article
    body: str
    """The text's SHA-256."""

    @property
    def identity(self) -> tuple[str, str | None, str | None]:
        """What makes another version of it when it is another."""
        return self.body, self.record.title, self.record.url


class ReadingRow(msgspec.Struct):
    """A reading without its article and its statements."""

    key: str
    language: str
    agency: str | None
    statements: int
    """How many they are."""
    body: str


class VersionRow(msgspec.Struct):
    """A former version of an article, without its text."""

    article: str
    url: str | None
    title: str | None
    fetched: datetime | None
    text_from: str
    body: str


class DisputedRow(msgspec.Struct):
    """An article that takes part in a conflict."""

    key: str


class LostRow(msgspec.Struct):
    """A body of which the disk has left nothing but its hash."""

    key: str


class BodyRow(msgspec.Struct):
    """Where a body stands."""

    key: str
    spot: Spot


class ReadingBody(msgspec.Struct):
    """What is large of a reading."""

    statements: tuple[Statement, ...] = ()
    vector: bytes = b""


_READING_BODY = msgspec.json.Decoder(tuple[Statement, ...] | ReadingBody)
_ENCODE = msgspec.json.Encoder().encode


def text_body(text: str) -> bytes:
    """Return a text as it is stored and hashed."""
    return text.encode("utf-8", "surrogatepass")


def text_of(body: bytes) -> str:
    """Return the text that `text_body` made a body from."""
    return body.decode("utf-8", "surrogatepass")


def reading_body(reading: Reading) -> bytes:
    """Return what is large of a reading as it is stored: the bare statements when there is nothing else."""
    return _ENCODE(ReadingBody(reading.statements, reading.vector) if reading.vector else reading.statements)


def reading_of(body: bytes) -> ReadingBody:
    """Return what `reading_body` made a body from. Raises msgspec.MsgspecError when it is none."""
    found = _READING_BODY.decode(body)
    return found if isinstance(found, ReadingBody) else ReadingBody(found)


def builtins(row: Any) -> dict[str, Any]:
    """Return a row as plain JSON values."""
    out: dict[str, Any] = msgspec.to_builtins(row)
    return out
