"""A conflict with everything that an export tells of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sources.models import Act, Article, Conflict, ConflictMark, Evidence, Side, Stance
from sources.query import Known
from sources.text import clean_line

STANCE_WORDS = {
    Stance.ASSERTS: "asserts",
    Stance.CONFIRMS: "confirms",
    Stance.DENIES: "denies",
    Stance.DOUBTS: "doubts",
    Stance.UNVERIFIED: "could not verify",
    Stance.DECLINES: "declined to comment",
    Stance.NO_RESPONSE: "did not respond",
    Stance.RETRACTS: "retracts",
}
UNNAMED = "unnamed source"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One conflict, the user's marks on it, and the articles that hold its statements, by id."""

    conflict: Conflict
    mark: ConflictMark
    articles: dict[str, Article]

    def statements(self) -> Iterator[tuple[Side, Evidence]]:
        """Yield every statement with its side: those of the sides, then those of the others."""
        for side in (*self.conflict.sides, *self.conflict.others):
            for evidence in side.statements:
                yield side, evidence


def dossiers(known: Known, ids: Iterable[str]) -> list[Dossier]:
    """Return the dossiers of these conflicts, in their order. Raises KeyError for one that is not known."""
    out = []
    for key in ids:
        conflict = known.conflict(key)
        found: dict[str, Article] = {}
        for side in (*conflict.sides, *conflict.others):
            for evidence in side.statements:
                found[evidence.article] = known.article(evidence.article)
        out.append(Dossier(conflict, known.conflict_mark(key), found))
    return out


def party_of(evidence: Evidence) -> str:
    """Return the name of who speaks: the party, or the source as the text words it."""
    source = evidence.statement.source
    return clean_line(source.party or source.text) or UNNAMED


def digest(article: Article) -> str:
    """Return the SHA-256 of the article's text in UTF-8, in hexadecimal: what was read, should the page change."""
    return sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()


def file_name(chosen: Sequence[Dossier]) -> str:
    """Return a name for a file, without its end: the claim of a single conflict, else their number."""
    if len(chosen) != 1:
        return f"{len(chosen)}-conflicts"
    words = re.findall(r"[^\W_]+", chosen[0].conflict.claim.lower())
    return "-".join(words)[:60].rstrip("-") or "conflict"


def iso(time: datetime | None) -> str:
    """Return a time as ISO 8601 in UTC to the second, or nothing."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if time else ""


def stance_words(evidence: Evidence) -> str:
    """Return the verb for what the source does with the content."""
    return "believes" if evidence.statement.act is Act.BELIEF else STANCE_WORDS[evidence.statement.stance]
