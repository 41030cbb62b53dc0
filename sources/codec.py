"""Records to and from JSON: the store's own form, and the two public forms that `contracts.md` fixes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from sources.models import Conflict, Cue, Evidence, Excerpt, Reading, Side, Source, Statement, Triage

R = TypeVar("R")


def to_json(record: Any) -> dict[str, Any]:
    """Return a record as plain JSON values, lossless: datetimes as ISO 8601, enums as their words."""
    out: dict[str, Any] = msgspec.to_builtins(record)
    return out


def from_json(kind: type[R], data: Mapping[str, Any]) -> R:
    """Return the record of this type that `to_json` made `data` from.

    Keys that the record does not know are ignored, so that an older program reads a newer store. Raises
    msgspec.ValidationError, which names the key, when a value does not fit.
    """
    return msgspec.convert(data, kind)


def instant(time: datetime | None) -> str | None:
    """Return a time as the contracts print it: ISO 8601 in UTC, to the second."""
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if time else None


def reading_json(reading: Reading, conflicts: list[Conflict]) -> dict[str, Any]:
    """Return what `gainsay read --json` prints for one article."""
    a = reading.article
    return {
        "id": a.id,
        "title": a.title,
        "url": a.url,
        "published": instant(a.published),
        "outlet": a.outlet,
        "author": a.author,
        "modified": instant(a.modified),
        "canonical": a.canonical,
        "language": reading.language,
        "text": a.text,
        "text_from": a.text_from.value,
        "access": a.access.value,
        "note": a.note,
        "origin": {"agency": reading.agency} if reading.agency else None,
        "statements": [statement_json(s) for s in reading.statements],
        "conflicts": [conflict_json(c, Triage.NEW) for c in conflicts],
    }


def statement_json(s: Statement) -> dict[str, Any]:
    """Return a statement as the contract prints it."""
    return {
        "id": s.id,
        "source": _source(s.source),
        "cue": {**_stretch(s.cue), "lemma": s.cue.lemma},
        "content": _stretch(s.content),
        "stance": s.stance.value,
        "act": s.act.value,
        "quote": s.quote.value,
        "via": list(s.via),
        "when": s.when,
        "negated": s.negated,
        "rule": s.rule,
    }


def conflict_json(c: Conflict, triage: Triage) -> dict[str, Any]:
    """Return a conflict as the contract prints it, with the analyst's own state beside the automatic one."""
    return {
        "id": c.id,
        "kind": c.kind.value,
        "claim": c.claim,
        "status": c.status.value,
        "triage": triage.value,
        "opened": instant(c.opened),
        "updated": instant(c.updated),
        "outlets": c.outlets,
        "origins": c.origins,
        "sides": [_side(s) for s in c.sides],
        "others": [_side(s) for s in c.others],
    }


def _stretch(x: Excerpt | Source | Cue) -> dict[str, Any]:
    return {"text": x.text, "spans": [list(s) for s in x.spans]}


def _source(s: Source) -> dict[str, Any]:
    return {**_stretch(s), "party": s.party, "named": s.named, "person": s.person}


def _side(side: Side) -> dict[str, Any]:
    return {
        "stance": side.stance.value,
        "parties": list(side.parties),
        "statements": [_evidence(e) for e in side.statements],
    }


def _evidence(e: Evidence) -> dict[str, Any]:
    s = e.statement
    return {
        "article": e.article,
        "outlet": e.outlet,
        "published": instant(e.published),
        "text_from": e.text_from.value,
        "access": e.access.value,
        "statement": s.id,
        "source": _source(s.source),
        "cue": {**_stretch(s.cue), "lemma": s.cue.lemma},
        "content": _stretch(s.content),
        "stance": s.stance.value,
        "via": list(s.via),
        "when": s.when,
        "negated": s.negated,
        "figure": list(e.figure) if e.figure else None,
    }
