"""The forms in which conflicts go elsewhere, by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.export.brief import brief
from sources.export.dossier import Dossier
from sources.export.linked import as_json_ld
from sources.export.misp import as_misp
from sources.export.stix import as_stix
from sources.export.tables import as_csv, as_lines


@dataclass(frozen=True, slots=True)
class Format:
    """One form: what it is, the end of its files' names, and what makes it."""

    help: str
    suffix: str
    render: Callable[[Sequence[Dossier]], str]


FORMATS = {
    "brief": Format("a brief in Markdown", ".md", brief),
    "csv": Format("a table, a statement a row", ".csv", as_csv),
    "jsonl": Format("JSON Lines, a conflict a line", ".jsonl", as_lines),
    "jsonld": Format("schema.org Claims as JSON-LD", ".jsonld", as_json_ld),
    "stix": Format("a STIX 2.1 bundle", ".stix.json", as_stix),
    "misp": Format("a MISP event", ".misp.json", as_misp),
}


def format_of(path: Path) -> str | None:
    """Return the name of the format that a file's name ends in, None when it is that of none."""
    return next((name for name, each in FORMATS.items() if path.name.lower().endswith(each.suffix)), None)
