"""What the engine speaks of: frozen, slotted, typed records without logic.

Offsets are `[start, end)` in Unicode code points of an article's `text`. Times are timezone-aware UTC.
The words are the field's: see `sources/__init__.py` for the map of the rooms that make and use these records.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

Span = tuple[int, int]


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


class Kind(StrEnum):
    """How two positions clash."""

    DENIAL = "denial"
    FIGURES = "figures"
    BLAME = "blame"
    RIVAL = "rival"
    REVERSAL = "reversal"


class Status(StrEnum):
    """The board's automatic state of a conflict; never a verdict."""

    CONTESTED = "contested"
    REVERSED = "reversed"
    SETTLED = "settled"


class Triage(StrEnum):
    """The analyst's own state of a conflict."""

    NEW = "new"
    WATCHING = "watching"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed to poll, as the configuration names it."""

    name: str
    url: str
    outlet: str
    fulltext: str = "auto"
    """`auto`: fetch the page when the feed's own text is short; `always`; `never`."""
    interval: int | None = None
    """Seconds between polls; None takes the general interval."""
    enabled: bool = True
    allow_private: bool = False
    """Whether this feed may stand on a private or loopback address."""
    formerly: str | None = None
    """The address that the feed had before it moved: its items are known by it still."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed from polling it; stored together with the entries of the same poll."""

    feed: str
    etag: str | None = None
    last_modified: str | None = None
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_error: str | None = None
    """The last poll's error in plain words, None when it went well."""
    failures: int = 0
    """Failed polls in a row."""
    next_due: datetime | None = None
    entries: int = 0
    """Entries in the last document that was read."""
    body_hash: str | None = None
    gone: bool = False
    """The server answered 410: polling is paused."""
    url: str | None = None
    """The feed's address at the last poll; validators and hash hold for it alone."""
    ttl: int | None = None
    """Seconds for which the last document asks to be left alone."""
    validated: str | None = None
    """The address whose answer carried `etag` and `last_modified`: they are sent to no other."""
    document: datetime | None = None
    """When a whole document last came (status 200)."""
    same: int = 0
    """Whole documents in a row that were the one of the poll before: the server ignores validators or gives none."""
    gap: int | None = None
    """Seconds that typically lie between two items, by their dates."""
    newest: datetime | None = None
    """When the newest item of the last document was published."""
    rest_until: datetime | None = None
    """Until when the server asked to be left alone (Retry-After)."""
    moved: str | None = None
    """Where the server says, by permanent redirects alone, that the feed now is."""
    moved_since: datetime | None = None
    moved_seen: int = 0
    """Polls in a row that were redirected there."""
    why_last: str | None = None
    """Why the feed was or was not polled when its turn last came, and what came of it, in words."""
    why_next: str | None = None
    """What `next_due` rests on, in words."""
    notes: tuple[str, ...] = ()
    """What was wrong with the last document that could be read all the same, in words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, cleaned, before its text is fetched."""

    id: str
    """Stable over polls: a hash of the feed's URL and the item's identity in it."""
    feed: str
    outlet: str
    title: str
    url: str | None
    published: datetime | None
    """As the feed says, clamped to the time of fetching when it lies in the future."""
    content: str
    """The fullest text that the feed itself carries, as plain text; may be empty."""
    summary: str
    """The feed's short description as plain text; may be empty or equal to `content`."""
    author: str | None = None
    language: str | None = None


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


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article's text, perhaps in pieces; `text` joins the pieces by one space."""

    text: str
    spans: tuple[Span, ...]


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement as a conflict shows it, with the article that holds it."""

    article: str
    outlet: str | None
    published: datetime | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class Side:
    """All who hold one stance in a conflict; named parties stand before unnamed ones."""

    stance: Stance
    parties: tuple[str, ...]
    statements: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim on which parties' positions clash."""

    id: str
    kind: Kind
    claim: str
    status: Status
    opened: datetime
    updated: datetime
    outlets: int
    """Outlets that carry it."""
    origins: int
    """Independent origins among them: copies of one agency's report count once."""
    sides: tuple[Side, ...]
    others: tuple[Side, ...] = ()
    """Those who could not verify, declined or did not answer."""


@dataclass(frozen=True, slots=True)
class ArticleMark:
    """The user's marks on an article."""

    read: bool = False
    starred: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    grade: str = ""
    """The user's own Admiralty grade: the source's reliability A to F, the information's credibility 1 to 6, or both
    (NATO AJP-2.1; https://en.wikipedia.org/wiki/Admiralty_code)."""


class Ruling(StrEnum):
    """What the user has decided about two statements."""

    APART = "apart"
    """They are not about one claim, and never stand in one conflict."""
    TOGETHER = "together"
    """The disputes that they stand in are one."""
    NO_CONFLICT = "no_conflict"
    """They do not clash: what they found is no conflict."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling of the user's on two statements, each given by its article's id and its own."""

    ruling: Ruling
    one: tuple[str, str]
    other: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ConflictMark:
    """The user's marks on a conflict."""

    triage: Triage = Triage.NEW
    seen: datetime | None = None
    """`updated` of the conflict when the user last opened it."""
    starred: bool = False
    note: str = ""
    tags: tuple[str, ...] = ()
    grade: str = ""
    """As that of an article."""
    decisions: tuple[Decision, ...] = ()
    """What the user decided here about what belongs together."""
    history: tuple[tuple[datetime, str], ...] = field(default=(), compare=False)
    """When the user did what here, undone or not, oldest first."""


class Backing(StrEnum):
    """How many independent origins carry a claim; never a verdict."""

    SINGLE_SOURCE = "single-source"
    CORROBORATED = "corroborated"
    """Two independent origins or more."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition with all that is held on it."""

    claim: str
    backing: Backing
    outlets: int
    origins: int
    """Independent origins among those who assert it."""
    positions: tuple[Side, ...]
    """Who holds what, oldest statement first: a party that changed its mind stands in two."""
    conflict: str | None
    """Id of the conflict that it stands in."""


@dataclass(frozen=True, slots=True)
class PartyAlias:
    """One party of the party data or the configuration: its canonical name and the other names it goes by."""

    name: str
    aliases: tuple[str, ...] = field(default=())
    kind: str = "body"
    """`body`, `state`, `group`, `agency`, `outlet` or `person`."""
