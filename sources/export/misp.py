"""Conflicts as MISP events (https://www.misp-project.org/objects.html; the core format, draft-07).

One conflict makes one event: its claim and statements are text attributes, its articles links.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sources.export.dossier import Dossier, digest, iso, party_of, stance_words
from sources.text import web_address

_SPACE = uuid5(NAMESPACE_URL, "urn:gainsay:misp")
_UNDEFINED, _ONGOING, _OWN_ORGANISATION = "4", "1", "0"
"""MISP's numbers for the threat level, the state of the analysis and the distribution."""


def as_misp(dossiers: Sequence[Dossier]) -> str:
    """Return what MISP imports: one event, or a list of events when there are several conflicts."""
    events = [{"Event": _event(each)} for each in dossiers]
    return json.dumps(events[0] if len(events) == 1 else events, ensure_ascii=False, indent=1) + "\n"


def _event(dossier: Dossier) -> dict[str, Any]:
    conflict, mark = dossier.conflict, dossier.mark
    attributes = [_attribute(conflict.id, "text", "Other", conflict.claim, "the claim")]
    for number, (_, evidence) in enumerate(dossier.statements()):
        said = evidence.statement
        text = f"{party_of(evidence)} {stance_words(evidence)}: {said.content.text}"
        place = ", ".join(filter(None, (evidence.outlet, iso(evidence.published), *(f"via {v}" for v in said.via))))
        attributes.append(_attribute(f"{conflict.id} {number}", "text", "Other", text, place))
    for key, article in dossier.articles.items():
        comment = f"{article.outlet or 'no outlet'}, {iso(article.published)}: {article.title or article.id}"
        comment += f"; text SHA-256 {digest(article)}"
        if url := web_address(article.url):
            attributes.append(_attribute(f"{conflict.id} {key}", "link", "External analysis", url, comment))
        else:
            attributes.append(_attribute(f"{conflict.id} {key}", "text", "External analysis", article.id, comment))
    if mark.note:
        attributes.append(_attribute(f"{conflict.id} note", "comment", "Other", mark.note, "note of the desk"))
    tags = [f'gainsay:kind="{conflict.kind.value}"', f'gainsay:status="{conflict.status.value}"']
    tags += [f'gainsay:triage="{mark.triage.value}"', *(f'gainsay:tag="{tag}"' for tag in mark.tags)]
    if mark.grade[:1].isalpha():
        tags.append(f'admiralty-scale:source-reliability="{mark.grade[0].lower()}"')
    if mark.grade[-1:].isdigit():
        tags.append(f'admiralty-scale:information-credibility="{mark.grade[-1]}"')
    return {
        "uuid": str(uuid5(_SPACE, conflict.id)),
        "info": f"Disputed: {conflict.claim}",
        "date": iso(conflict.opened)[:10],
        "timestamp": str(int(conflict.updated.timestamp())),
        "threat_level_id": _UNDEFINED,
        "analysis": _ONGOING,
        "distribution": _OWN_ORGANISATION,
        "Attribute": attributes,
        "Tag": [{"name": name} for name in tags],
    }


def _attribute(seed: str, kind: str, category: str, value: str, comment: str) -> dict[str, Any]:
    return {
        "uuid": str(uuid5(_SPACE, f"{kind} {seed}")),
        "type": kind,
        "category": category,
        "value": value,
        "comment": comment,
        "to_ids": False,
    }
