"""Articles and readings that leave their texts and statements on the disk and look to everybody like the others."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from sources.models import Article, Reading, Statement
from sources.store.rows import ReadingBody


class _Ticket:
    __slots__ = ("body", "read")

    def __init__(self, body: str, read: Callable[[str, str], str]) -> None:
        self.body = body
        self.read = read


_get_text = Article.__dict__["text"].__get__
_set_text = Article.__dict__["text"].__set__


class ShelvedArticle(Article):
    """An article whose text is read whenever it is asked for. It equals the article that has it in memory; what
    `dataclasses.replace` and pickle make of it is one.
    """

    __slots__ = ()

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """Return a plain article."""
        return Article(*args, **kwargs)

    @classmethod
    def of(cls, head: Article, body: str, read: Callable[[str, str], str]) -> Article:
        """Turn `head`, a new article of which nobody else knows, into a shelved one and return it; `read` gets its text
        from the body's key and the id.

        Where the text stands in others stands a ticket for it here: of a hundred thousand articles nothing is copied.
        """
        _set_text(head, _Ticket(body, read))
        object.__setattr__(head, "__class__", cls)
        return head

    @property
    def text(self) -> str:
        """The text. Empty, and reported, when the disk has lost it."""
        ticket: _Ticket = _get_text(self)
        return ticket.read(ticket.body, self.id)

    def __eq__(self, other: object) -> bool:
        return _equal(self, other, Article, _ARTICLE)

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> Any:
        return Article, tuple(getattr(self, name) for name in _ARTICLE)


class ShelvedReading(Reading):
    """A reading whose statements and vector are read whenever they are asked for; see ShelvedArticle."""

    __slots__ = ("_body", "_read")
    _body: str
    _read: Callable[[str, str], ReadingBody]

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """Return a plain reading."""
        return Reading(*args, **kwargs)

    @classmethod
    def of(
        cls,
        article: Article,
        language: str,
        agency: str | None,
        body: str,
        read: Callable[[str, str], ReadingBody],
    ) -> Reading:
        """Return a reading; `read` gets what its body holds from the body's key and the article's id."""
        self: ShelvedReading = object.__new__(cls)
        _set_article(self, article)
        _set_language(self, language)
        _set_agency(self, agency)
        _set_body(self, body)
        _set_read(self, read)
        return self

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements. None, and reported, when the disk has lost them."""
        return self._read(self._body, self.article.id).statements

    @property
    def vector(self) -> bytes:
        """The headline's vector. None, and reported, when the disk has lost it."""
        return self._read(self._body, self.article.id).vector

    def __eq__(self, other: object) -> bool:
        return _equal(self, other, Reading, _READING)

    def __hash__(self) -> int:
        return hash(self.article)

    def __reduce__(self) -> Any:
        return Reading, tuple(getattr(self, name) for name in _READING)


_set_article, _set_language, _set_agency = (
    Reading.__dict__[name].__set__ for name in ("article", "language", "agency")
)
_set_body, _set_read = (ShelvedReading.__dict__[name].__set__ for name in ("_body", "_read"))


def _equal(one: object, other: object, kind: type, names: tuple[str, ...]) -> bool:
    return isinstance(other, kind) and all(getattr(one, name) == getattr(other, name) for name in names)


_ARTICLE = tuple(field.name for field in fields(Article))
_READING = tuple(field.name for field in fields(Reading))
