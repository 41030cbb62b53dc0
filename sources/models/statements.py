"""Statements: who says what, in which words, with which stance; and whom a name means."""

from dataclasses import dataclass, field
from enum import StrEnum

from sources.models.articles import Article, Excerpt, Span


class Stance(StrEnum):
    """What a source does with a content."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DOUBTS = "doubts"
    UNVERIFIED = "unverified"
    DECLINES = "declines"
    NO_RESPONSE = "no_response"
    RETRACTS = "retracts"


class Act(StrEnum):
    """Speech takes part in conflicts; belief and intent are kept but do not."""

    SPEECH = "speech"
    BELIEF = "belief"
    INTENT = "intent"


class QuoteForm(StrEnum):
    """Whether the content stands inside quotation marks wholly, not at all, or in part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Source:
    """Who a statement comes from, as the article words it and as the program names it."""

    text: str
    spans: tuple[Span, ...]
    party: str | None
    """Canonical name; None when the source is anonymous."""
    named: bool
    person: str | None = None
    """The spokesman, when a person speaks for the party."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that attribute: a verb, a noun, `according to`, a colon."""

    text: str
    spans: tuple[Span, ...]
    lemma: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a content as the parse sees it; linking compares these, so no text is parsed twice."""

    text: str
    lemma: str
    pos: str
    """Universal part of speech (https://universaldependencies.org/u/pos)."""
    role: str
    """Universal dependency relation to its head; `root` for the content's head word."""
    head: int
    """Index of the head in the same tuple; -1 when the head lies outside the content."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution in one article, with its stance."""

    id: str
    """Unique within its article."""
    source: Source
    cue: Cue
    content: Excerpt
    stance: Stance
    act: Act
    quote: QuoteForm
    via: tuple[str, ...] = ()
    """The media that relayed it, nearest to the source first."""
    when: str | None = None
    """ISO date when the text dates the statement."""
    negated: bool = False
    """Whether the content itself is negative (`did not fire`)."""
    words: tuple[Word, ...] = ()
    """The words of the content, punctuation left out."""
    rule: str = ""
    """The name of the rule or model that found it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one article gave."""

    article: Article
    language: str
    """ISO 639-1 code; statements are empty when it is not `en`."""
    agency: str | None
    """The news agency whose copy the text is or rests on, by its credit."""
    statements: tuple[Statement, ...]
    vector: bytes = b""
    """The vector of a brief article, see `sources.language.sentences.packed`; empty for the others."""


@dataclass(frozen=True, slots=True)
class PartyAlias:
    """One party of the party data or the configuration: its canonical name and the other names it goes by."""

    name: str
    aliases: tuple[str, ...] = field(default=())
    kind: str = "body"
    """`body`, `state`, `group`, `agency`, `outlet` or `person`."""
