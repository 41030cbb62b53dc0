"""Conflicts as rows: CSV with a statement a row, JSON Lines with a conflict a line."""

import csv
import io
import json
from collections.abc import Sequence

from sources.codec import conflict_json
from sources.export.dossier import Dossier, digest, iso, party_of

COLUMNS = (
    *("conflict", "kind", "status", "triage", "claim", "stance", "party", "source", "cue", "content", "via", "when"),
    *("outlet", "published", "title", "url", "text_sha256", "tags", "grade", "note"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(dossiers: Sequence[Dossier]) -> str:
    """Return a table with a statement a row (RFC 4180).

    A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV Injection).
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for each in dossiers:
        conflict, mark = each.conflict, each.mark
        for side, evidence in each.statements():
            said, article = evidence.statement, each.articles[evidence.article]
            row = (
                *(conflict.id, conflict.kind.value, conflict.status.value, mark.triage.value, conflict.claim),
                *(side.stance.value, party_of(evidence), said.source.text, said.cue.text, said.content.text),
                *("; ".join(said.via), said.when or "", evidence.outlet or "", iso(evidence.published)),
                *(article.title or "", article.url or "", digest(article), " ".join(mark.tags), mark.grade, mark.note),
            )
            writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in row])
    return out.getvalue()


def as_lines(dossiers: Sequence[Dossier]) -> str:
    """Return JSON Lines: a conflict as `gainsay board --json` prints it, with the user's marks and the articles."""
    return "".join(json.dumps(_line(each), ensure_ascii=False) + "\n" for each in dossiers)


def _line(dossier: Dossier) -> dict[str, object]:
    mark = dossier.mark
    return {
        **conflict_json(dossier.conflict, mark.triage),
        "starred": mark.starred,
        "tags": list(mark.tags),
        "grade": mark.grade,
        "note": mark.note,
        "articles": [
            {
                "id": key,
                "title": article.title,
                "url": article.url,
                "outlet": article.outlet,
                "published": iso(article.published) or None,
                "text_sha256": digest(article),
            }
            for key, article in dossier.articles.items()
        ],
    }
