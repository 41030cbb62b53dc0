"""Claims and conflicts: what parties hold, and how it clashes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sources.models.articles import Access, TextFrom
from sources.models.statements import Stance, Statement


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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement as a conflict shows it, with the article that holds it."""

    article: str
    outlet: str | None
    published: datetime | None
    statement: Statement
    text_from: TextFrom = TextFrom.FILE
    """Which text of the article it was read in."""
    access: Access = Access.FULL
    """How much of the article that is."""
    figure: tuple[float, float | None] | None = None
    """How many it counts, in a conflict of figures: the least and the most that its words allow, None for no end."""


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
