"""Conflicts as a STIX 2.1 bundle (OASIS, https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html).

A claim is a Note, what a party says of it an Opinion with the party as its author, the whole a Report; parties are
Identities. Ids are made from the content (UUID version 5), so that the same conflict has the same ids every time.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sources.export.dossier import Dossier, digest, party_of, stance_words
from sources.models import Article, Evidence, Stance
from sources.text import web_address

_SPACE = uuid5(NAMESPACE_URL, "urn:gainsay")
_OPINION = {
    Stance.ASSERTS: "agree",
    Stance.CONFIRMS: "agree",
    Stance.DENIES: "disagree",
    Stance.RETRACTS: "disagree",
    Stance.DOUBTS: "disagree",
}
"""What a stance is on STIX's scale of agreement (opinion-enum); all others are neutral."""


def as_stix(dossiers: Sequence[Dossier]) -> str:
    """Return the bundle as JSON."""
    objects: dict[str, dict[str, Any]] = {}
    latest = max((each.conflict.updated for each in dossiers), default=datetime.now(UTC))
    author = _object("identity", "gainsay", latest, name="gainsay", identity_class="system")
    objects[author["id"]] = author
    for each in dossiers:
        for made in _conflict(each, author["id"]):
            objects.setdefault(made["id"], made)
    names = "\n".join(sorted(objects))
    bundle = {"type": "bundle", "id": f"bundle--{uuid5(_SPACE, names)}", "objects": list(objects.values())}
    return json.dumps(bundle, ensure_ascii=False, indent=1) + "\n"


def _conflict(dossier: Dossier, author: str) -> list[dict[str, Any]]:
    conflict, mark = dossier.conflict, dossier.mark
    labels = sorted({conflict.kind.value, conflict.status.value, mark.triage.value, *mark.tags})
    parties = {
        name: _object("identity", name, conflict.opened, name=name, identity_class="unknown", created_by_ref=author)
        for name in dict.fromkeys(party_of(evidence) for _, evidence in dossier.statements())
    }
    note = _object(
        "note",
        conflict.id,
        conflict.opened,
        conflict.updated,
        abstract=f"{conflict.kind.value}: disputed",
        content=conflict.claim,
        object_refs=[each["id"] for each in parties.values()],
        labels=labels,
        created_by_ref=author,
    )
    opinions = [
        _opinion(dossier, evidence, note["id"], number, author)
        for number, (_, evidence) in enumerate(dossier.statements())
    ]
    described = f"{conflict.outlets} outlets, {conflict.origins} independent origins."
    if mark.note:
        described += f" {mark.note}"
    report = _object(
        "report",
        conflict.id,
        conflict.opened,
        conflict.updated,
        name=f"Disputed: {conflict.claim}",
        description=described,
        published=_time(conflict.updated),
        object_refs=[*(each["id"] for each in parties.values()), note["id"], *(each["id"] for each in opinions)],
        external_references=[_reference(article) for article in dossier.articles.values()],
        labels=labels,
        created_by_ref=author,
    )
    return [*parties.values(), note, *opinions, report]


def _opinion(dossier: Dossier, evidence: Evidence, note: str, number: int, author: str) -> dict[str, Any]:
    said = evidence.statement
    time = evidence.published or dossier.conflict.opened
    through = f" (via {', '.join(said.via)})" if said.via else ""
    return _object(
        "opinion",
        f"{dossier.conflict.id} {evidence.article} {said.id} {number}",
        time,
        opinion=_OPINION.get(said.stance, "neutral"),
        explanation=f"{party_of(evidence)} {stance_words(evidence)}: {said.content.text}{through}",
        authors=[party_of(evidence)],
        object_refs=[note],
        external_references=[_reference(dossier.articles[evidence.article])],
        created_by_ref=author,
    )


def _reference(article: Article) -> dict[str, Any]:
    made: dict[str, Any] = {"source_name": article.outlet or "no outlet", "description": article.title or article.id}
    if url := web_address(article.url):
        made["url"] = url
        made["hashes"] = {"SHA-256": digest(article)}
    return made


def _object(kind: str, seed: str, created: datetime, modified: datetime | None = None, **more: Any) -> dict[str, Any]:
    made: UUID = uuid5(_SPACE, f"{kind} {seed}")
    latest = max(created, modified or created)
    head = {"type": kind, "spec_version": "2.1", "id": f"{kind}--{made}"}
    return {**head, "created": _time(created), "modified": _time(latest), **more}


def _time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"
