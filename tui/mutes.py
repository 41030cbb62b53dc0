"""Outlets and parties that the user does not want to see: kept with the session, and out of every list."""

from typing import TYPE_CHECKING

from sources.models import Conflict
from tui.cells import shown
from tui.context import Context, party
from tui.widgets.rows_claim import find, split_key

if TYPE_CHECKING:
    from tui.session import Session

OUTLET, PARTY = "outlet", "party"


class Mutes:
    """What is muted, and which rows that hides. Takes the desk, and the session that keeps the names."""

    def __init__(self, context: Context, kept: "Session") -> None:
        self._context = context
        self._kept = kept

    def __bool__(self) -> bool:
        """Whether anything is muted."""
        return bool(self._kept.muted_outlets or self._kept.muted_parties)

    def names(self) -> list[tuple[str, str]]:
        """Return what is muted: `outlet` or `party`, and the name."""
        return [(OUTLET, name) for name in self._kept.muted_outlets] + [
            (PARTY, name) for name in self._kept.muted_parties
        ]

    def set(self, kind: str, name: str, on: bool) -> None:
        """Mute an outlet or a party, or no longer."""
        muted = self._kept.muted_outlets if kind == OUTLET else self._kept.muted_parties
        if on and name not in muted:
            muted.append(name)
        elif not on and name in muted:
            muted.remove(name)

    def hides_article(self, key: str) -> bool:
        """Say whether the article's outlet is muted."""
        outlets = self._kept.muted_outlets
        return bool(outlets) and self._context.outlet(self._context.desk.article(key)) in outlets

    def hides_claim(self, key: str) -> bool:
        """Say whether who makes the statement is muted, or its outlet in a list over all of them."""
        article, statement = split_key(key)
        found = find(self._context, article, statement) if self._kept.muted_parties else None
        return (found is not None and party(found) in self._kept.muted_parties) or self.hides_article(article)

    def hides_conflict(self, key: str) -> bool:
        """Say whether all who take one of the conflict's sides are muted, or all outlets that carry it."""
        return bool(self) and self.hides(self._context.desk.conflict(key))

    def hides(self, conflict: Conflict) -> bool:
        """Say the same of the conflict itself."""
        parties, outlets = set(self._kept.muted_parties), set(self._kept.muted_outlets)
        if any(side.parties and parties.issuperset(map(shown, side.parties)) for side in conflict.sides):
            return True
        carried = {shown(each.outlet or "") for side in conflict.sides for each in side.statements}
        return bool(carried) and outlets.issuperset(carried)
