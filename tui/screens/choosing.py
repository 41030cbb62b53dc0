"""What is chosen in the list in use, and what can be done with it."""

from tui import cells
from tui.commands import Command
from tui.context import party
from tui.mutes import OUTLET, PARTY
from tui.screens.filtering import FilteringScreen
from tui.widgets.rows_claim import find, split_key


class ChoosingScreen(FilteringScreen):
    """The three lists, with an answer to what a command would go to."""

    def speaker(self) -> str:
        """Return the source of the claim, or the first who takes a side in the conflict, under the cursor."""
        key = self.rows.cursor
        if key is None or self.at == 0:
            return ""
        if self.at == 2:
            return next((cells.shown(name) for side in self.desk.conflict(key).sides for name in side.parties), "")
        found = find(self.context, *split_key(key))
        return party(found) if found else ""

    def chosen_articles(self) -> list[str]:
        """Return the articles chosen in Incoming, or the one of the claim under the cursor."""
        if self.at == 0:
            return self.rows.chosen()
        return [split_key(key)[0] for key in self.rows.chosen()] if self.at == 1 else []

    def chosen_conflicts(self) -> list[str]:
        """Return the conflicts chosen on the Board."""
        return self.rows.chosen() if self.at == 2 else []

    def _disputes(self) -> list[str]:
        key = self.rows.cursor
        if key is None or self.at == 2:
            return []
        if self.at == 0:
            return self.context.disputes(key)
        article, statement = split_key(key)
        found = self.context.disputes_of_statements(article).get(statement)
        return [found] if found else []

    def why_not(self, name: str) -> str:
        """Return why a command cannot be used now, in words, or nothing when it can."""
        if name == "read" and self.at == 1:
            return "Read and unread belong to articles; go to Incoming with 1."
        if name in ("read", "read_all") and self.at != 0:
            return "Read and unread belong to articles; go to Incoming with 1."
        if name in ("star", "note", "tag", "grade", "again") and self.at == 1:
            return "Marks go to articles and conflicts, not to single claims."
        if name == "select" and self.at == 1:
            return "Articles and conflicts can be selected, single claims cannot."
        if name == "mute" and not self._whom():
            return "Nobody speaks here, and no outlet prints here."
        if name == "closed" and self.at != 2:
            return "This is for the Board; go there with 3."
        if name == "merge" and (self.at != 2 or len(self.rows.selected) < 2):
            return "Select two or more conflicts of the Board with space, then M makes them one."
        if name == "to_conflict" and not self._disputes():
            return "Nothing here is disputed." if self.at != 2 else "Press enter to open the conflict."
        if name in ("open", "select", "read") and self.rows.cursor is None:
            return "There is nothing here yet."
        if name == "back" and not (self.rows.selected or self.here.query or self.has_class("zoomed") or self.at):
            return "Nothing to go back from; q leaves."
        return super().why_not(name)

    def label(self, command: Command) -> str:
        """Return what the footer calls a command now."""
        if command.action == "all_claims":
            return "this article" if self.claims.all else "all claims"
        if command.action == "next_new":
            return ("next unread", "next disputed", "next new")[self.at]
        if command.action == "back" and self.rows.selected:
            return "drop selection"
        if command.action == "back" and self.here.query:
            return "drop filter"
        return command.label

    def _whom(self) -> tuple[str, str] | None:
        """The outlet of the article, or who speaks, under the cursor."""
        key = self.rows.cursor
        if self.at == 0:
            return (OUTLET, self.context.outlet(self.desk.article(key))) if key else None
        return (PARTY, self.speaker()) if self.speaker() else None
