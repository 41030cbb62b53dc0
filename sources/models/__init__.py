"""What the engine speaks of: frozen, slotted, typed records without logic.

Offsets are `[start, end)` in Unicode code points of an article's `text`. Times are timezone-aware UTC.
The words are the field's: see `sources/__init__.py` for the map of the rooms that make and use these records.
"""

from sources.models.articles import Access, Article, Excerpt, Span, TextFrom
from sources.models.conflicts import Backing, Claim, Conflict, Evidence, Kind, Side, Status
from sources.models.feeds import Entry, Feed, FeedState
from sources.models.marks import ArticleMark, ConflictMark, Decision, Ruling, Triage
from sources.models.statements import Act, Cue, PartyAlias, QuoteForm, Reading, Source, Stance, Statement, Word

__all__ = [
    "Access",
    "Act",
    "Article",
    "ArticleMark",
    "Backing",
    "Claim",
    "Conflict",
    "ConflictMark",
    "Cue",
    "Decision",
    "Entry",
    "Evidence",
    "Excerpt",
    "Feed",
    "FeedState",
    "Kind",
    "PartyAlias",
    "QuoteForm",
    "Reading",
    "Ruling",
    "Side",
    "Source",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "TextFrom",
    "Triage",
    "Word",
]
