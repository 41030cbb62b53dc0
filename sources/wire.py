"""Articles and their readings in memory, newest first."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from sources.models import Article, Reading

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Wire:
    """Every article that the desk knows, in the order of the list: newest first, ties by id.

    One more article costs a binary search and one shift of a list, whatever the number already there.
    """

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._readings: dict[str, Reading] = {}
        self._order: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._order)

    def __contains__(self, key: object) -> bool:
        return key in self._articles

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles.values())

    @property
    def ids(self) -> Sequence[str]:
        """The articles' ids, newest first."""
        return _Ids(self._order)

    def article(self, key: str) -> Article:
        """Return the article with this id; KeyError when it is not known."""
        return self._articles[key]

    def reading(self, key: str) -> Reading | None:
        """Return the reading of this article, or None while it has not been read."""
        return self._readings.get(key)

    def time_of(self, key: str) -> datetime:
        """Return the time that an article is sorted by: when it was published, never later than when it was fetched."""
        return time_of(self._articles[key])

    def put(self, article: Article) -> None:
        """Add an article, or replace the one with its id; a reading of the former text is dropped."""
        old = self._articles.get(article.id)
        if old is not None:
            self._order.pop(bisect_left(self._order, _rank(old)))
            if old.text != article.text:
                self._readings.pop(article.id, None)
        self._articles[article.id] = article
        insort(self._order, _rank(article))

    def fill(self, articles: Iterable[Article], readings: Iterable[Reading]) -> None:
        """Add many articles of which none is known yet, and their readings, at the cost of one sort."""
        self._articles.update((article.id, article) for article in articles)
        self._readings.update((reading.article.id, reading) for reading in readings)
        self._order = sorted(map(_rank, self._articles.values()))

    def put_reading(self, reading: Reading) -> None:
        """Add the reading of an article that is known."""
        self._readings[reading.article.id] = reading

    def remove(self, key: str) -> None:
        """Forget an article and its reading; KeyError when it is not known."""
        self._order.pop(bisect_left(self._order, _rank(self._articles.pop(key))))
        self._readings.pop(key, None)


class _Ids(Sequence[str]):
    """The order without its ranks, without a copy."""

    def __init__(self, order: list[tuple[float, str]]) -> None:
        self._order = order

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return [key for _, key in self._order[index]] if isinstance(index, slice) else self._order[index][1]


def time_of(article: Article) -> datetime:
    """Return when an article was published, at the latest when it was fetched; the epoch when neither is known."""
    published, fetched = article.published, article.fetched
    if published is None or (fetched is not None and fetched < published):
        return fetched or _EPOCH
    return published


def _rank(article: Article) -> tuple[float, str]:
    return -time_of(article).timestamp(), article.id
