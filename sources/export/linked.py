"""Conflicts as linked data: a schema.org Claim with its appearances and the words of each party.

The context names a vocabulary instead of a document, so that a processor needs no network to read it
(https://www.w3.org/TR/json-ld11/#default-vocabulary). No ClaimReview is made: the program gives no rating.
"""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sources.export.dossier import Dossier, digest, iso, party_of, stance_words
from sources.models import Article, Evidence, Side
from sources.text import web_address

CONTEXT = {
    "@vocab": "https://schema.org/",
    "gainsay": "urn:gainsay:vocabulary:",
    "url": {"@type": "@id"},
    "isPartOf": {"@type": "@id"},
    "appearance": {"@type": "@id"},
    "firstAppearance": {"@type": "@id"},
}


def as_json_ld(dossiers: Sequence[Dossier]) -> str:
    """Return a JSON-LD document: each conflict a Claim, each article a NewsArticle, each statement a Quotation."""
    graph: list[dict[str, Any]] = []
    articles: dict[str, Article] = {}
    for each in dossiers:
        graph.append(_claim(each))
        articles.update(each.articles)
    graph += [_article(key, article) for key, article in articles.items()]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _claim(dossier: Dossier) -> dict[str, Any]:
    conflict, mark = dossier.conflict, dossier.mark
    parts = [_quotation(conflict.id, side, evidence) for side, evidence in dossier.statements()]
    first = min(dossier.articles, key=lambda key: iso(dossier.articles[key].published) or "9")
    claim = {
        "@id": f"urn:gainsay:conflict:{conflict.id}",
        "@type": "Claim",
        "name": conflict.claim,
        "dateCreated": iso(conflict.opened),
        "dateModified": iso(conflict.updated),
        "firstAppearance": _id(first),
        "appearance": [_id(key) for key in dossier.articles],
        "hasPart": parts,
        "gainsay:kind": conflict.kind.value,
        "gainsay:status": conflict.status.value,
        "gainsay:triage": mark.triage.value,
        "gainsay:outlets": conflict.outlets,
        "gainsay:origins": conflict.origins,
    }
    if mark.tags:
        claim["keywords"] = list(mark.tags)
    if mark.note:
        claim["comment"] = {"@type": "Comment", "text": mark.note}
    return claim


def _quotation(conflict: str, side: Side, evidence: Evidence) -> dict[str, Any]:
    said = evidence.statement
    made: dict[str, Any] = {
        "@id": f"urn:gainsay:statement:{evidence.article}:{said.id}:{conflict}",
        "@type": "Quotation",
        "text": said.content.text,
        "spokenByCharacter": {"@type": "Person" if said.source.person else "Organization", "name": party_of(evidence)},
        "isPartOf": _id(evidence.article),
        "description": stance_words(evidence),
        "gainsay:stance": side.stance.value,
    }
    if said.when:
        made["dateCreated"] = said.when
    if said.via:
        made["provider"] = [{"@type": "Organization", "name": name} for name in said.via]
    return made


def _article(key: str, article: Article) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@id": _id(key),
        "@type": "NewsArticle",
        "headline": article.title or article.id,
        "gainsay:textSha256": digest(article),
    }
    if article.outlet:
        made["publisher"] = {"@type": "Organization", "name": article.outlet}
    if article.published:
        made["datePublished"] = iso(article.published)
    if url := web_address(article.url):
        made["url"] = url
    return made


def _id(article: str) -> str:
    return f"urn:gainsay:article:{quote(article, safe='')}"
