"""What a query may ask of an article or of a claim in it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sources.models import Act, Article, Conflict, QuoteForm, Statement
from sources.query.facts import NONE, Facts, Known, evidence_of


def _said(statement: Statement) -> tuple[str, ...]:
    source = statement.source
    return tuple(name for name in (source.party, source.text, source.person) if name)


class ArticleFacts(Facts):
    """An article with what was read in it."""

    @property
    def _article(self) -> Article:
        return self.known.article(self.key)

    def _statements(self) -> tuple[Statement, ...]:
        reading = self.known.reading(self.key)
        return reading.statements if reading else ()

    @property
    def head(self) -> str:
        """The headline, or the text's beginning."""
        article = self._article
        return article.title or article.text[:160]

    def texts(self) -> Iterator[str]:
        """Yield headline, text and note."""
        article = self._article
        yield article.title or ""
        yield article.text
        yield self.note

    @property
    def time(self) -> datetime:
        """When it was published."""
        return self.known.time_of(self.key)

    def names(self, field: str) -> Iterable[str]:
        """Return its sources, outlet, media, tags, agency or language."""
        match field:
            case "party":
                return (name for each in self._statements() for name in _said(each))
            case "outlet":
                article = self._article
                return (article.outlet or "", article.feed or "")
            case "via":
                return (name for each in self._statements() for name in each.via)
            case "tag":
                return self.known.article_mark(self.key).tags
            case _:
                reading = self.known.reading(self.key)
                if reading is None:
                    return NONE
                return (reading.agency or "",) if field == "agency" else (reading.language,)

    def stances(self) -> Iterable[str]:
        """Return the stances of its statements."""
        return (each.stance.value for each in self._statements() if each.act is Act.SPEECH)

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the conflicts that it takes part in."""
        return (self.known.conflict(key) for key in self.known.conflicts_of(self.key))

    def flag(self, name: str) -> bool:
        """Say whether it is unread, read, starred, noted, disputed or being read."""
        mark = self.known.article_mark(self.key)
        match name:
            case "unread":
                return not mark.read
            case "read":
                return mark.read
            case "starred":
                return mark.starred
            case "noted":
                return bool(mark.note)
            case "tagged":
                return bool(mark.tags)
            case "graded":
                return bool(mark.grade)
            case "pending":
                return self.known.reading(self.key) is None
            case _:
                return any(True for _ in self._open())

    def number(self, field: str) -> int:
        """Return the number of its statements."""
        return len(self._statements()) if field == "claims" else 1

    @property
    def grade(self) -> str:
        """The grade that the user gave."""
        return self.known.article_mark(self.key).grade

    @property
    def note(self) -> str:
        """The user's note."""
        return self.known.article_mark(self.key).note


class ClaimFacts(ArticleFacts):
    """One statement of an article."""

    def __init__(self, known: Known, article: str, statement: Statement) -> None:
        """Take who knows, the article's id and the statement."""
        super().__init__(known, article)
        self.statement = statement

    def _statements(self) -> tuple[Statement, ...]:
        return (self.statement,)

    @property
    def head(self) -> str:
        """The content."""
        return self.statement.content.text

    def texts(self) -> Iterator[str]:
        """Yield source, cue and content."""
        yield self.statement.source.text
        yield self.statement.cue.text
        yield self.statement.content.text

    def conflicts(self) -> Iterator[Conflict]:
        """Yield the conflicts that the statement takes part in."""
        for each in super().conflicts():
            if any(e.article == self.key and e.statement.id == self.statement.id for e in evidence_of(each)):
                yield each

    def flag(self, name: str) -> bool:
        """Say whether it is named, unnamed, quoted, speech or negated, or what its article is."""
        match name:
            case "named":
                return self.statement.source.named
            case "unnamed":
                return not self.statement.source.named
            case "quoted":
                return self.statement.quote is not QuoteForm.INDIRECT
            case "speech":
                return self.statement.act is Act.SPEECH
            case "negated":
                return self.statement.negated
            case _:
                return super().flag(name)
