"""What the screen remembers from one start to the next: where the user was, the filters, what has been shown once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

FILE = "screen.json"
_EARLIER = 50


@dataclass(slots=True)
class Session:
    """The state of the screen. Whatever of it is missing or wrong in the file is as at the first start."""

    pane: int = 0
    zoomed: bool = False
    cursors: dict[str, str] = field(default_factory=dict)
    """The id of the row under the cursor, by pane; none for a list that follows the newest."""
    filters: dict[str, str] = field(default_factory=dict)
    """The query in use, by pane."""
    saved: dict[str, str] = field(default_factory=dict)
    """Queries that the user gave a name, by name."""
    earlier: list[str] = field(default_factory=list)
    """Queries used before, newest last."""
    all_claims: bool = False
    show_closed: bool = True
    theme: str = ""
    """The theme chosen on the screen; empty while it is the configuration's."""
    toured: bool = False
    muted_outlets: list[str] = field(default_factory=list)
    muted_parties: list[str] = field(default_factory=list)
    alerted: list[str] = field(default_factory=list)
    """Keys of alerts that were given, so that none is given twice."""

    def used(self, query: str) -> None:
        """Remember a query for the next time."""
        if query:
            self.earlier = [*(each for each in self.earlier if each != query), query][-_EARLIER:]


def load(folder: Path) -> Session:
    """Return the session kept in the store's `folder`, a fresh one when there is none that can be read."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Session)
    except (OSError, msgspec.MsgspecError):
        return Session()


def save(session: Session, folder: Path) -> None:
    """Keep the session in `folder`, whole or not at all. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{FILE}.{os.getpid()}.draft"
    draft.write_bytes(msgspec.json.format(msgspec.json.encode(session), indent=1))
    draft.replace(folder / FILE)


def named(session: Session, configured: Mapping[str, str]) -> dict[str, str]:
    """Return all queries that have a name: the configuration's, and over them those saved on the screen."""
    return {**configured, **session.saved}
