"""Filtering the list in use, and keeping filters by name."""

from collections.abc import Mapping
from contextlib import suppress

from textual import on

from sources.query import QueryError
from sources.text import clean_line
from tui import session
from tui.context import Context
from tui.screens.panes import PanesScreen
from tui.session import Session
from tui.widgets.filterbar import FilterBar

_NAMES = 2_000
"""Parties that are offered for completion at most."""
_HINT = "enter go on · esc as before · tab complete · ↑ earlier · ^s save by a name · is:unread party:… newer:2h ! or"


class FilteringScreen(PanesScreen):
    """The three lists, each with a filter of its own."""

    def __init__(self, context: Context, kept: Session) -> None:
        """Take the desk and what is remembered."""
        super().__init__(context)
        self.kept = kept
        self.filter = FilterBar(self._known)
        self._before = ""

    def saved(self) -> Mapping[str, str]:
        """Return the filters that have a name."""
        return session.named(self.kept, self.desk.config.filters)

    def seek(self, number: int, text: str) -> None:
        """Filter list `number` by a query; say so when it is none any more, as after a change of the configuration."""
        try:
            self.lists[number].seek(text, self.saved())
        except QueryError as error:
            self.say(f"The filter {text} of {self.panes[number].title} is dropped: {error.message}")
        self._tell_filter(number)

    def _tell_filter(self, number: int) -> None:
        each = self.lists[number]
        self.panes[number].query_text = each.query.text
        if each.query:
            self.kept.filters[each.name] = each.query.text
        else:
            self.kept.filters.pop(each.name, None)
        self.write_counts()

    def do_filter(self) -> None:
        """Write a filter for the list in use."""
        self._before = self.here.query.text
        self._for = self.at
        self.filter.open(self.panes[self.at].title, self.here.place, self._before, self.kept.earlier)
        self.footer.hold(_HINT)

    def seek_here(self, text: str) -> None:
        """Filter the list in use by a query."""
        self.seek(self.at, text)

    def drop_filter(self) -> None:
        """Show the whole list in use again."""
        self.seek(self.at, "")

    @on(FilterBar.Typed)
    def _typed(self, event: FilterBar.Typed) -> None:
        try:
            self.lists[self._for].seek(event.text, self.saved())
            self.filter.blame(None)
            self.footer.hold(_HINT)
        except QueryError as error:
            with suppress(QueryError):
                # What stands before the fault is meant already.
                self.lists[self._for].seek(event.text[: error.start], self.saved())
            self.filter.blame(error)
            self.footer.hold(f"! {error.message}")
        self._tell_filter(self._for)

    @on(FilterBar.Taken)
    def _taken(self) -> None:
        self.kept.used(self.lists[self._for].query.text)
        self._close()

    @on(FilterBar.Left)
    def _left(self) -> None:
        self.seek(self._for, self._before)
        self._close()

    def _close(self) -> None:
        self.filter.close()
        self.footer.hold("")
        self.set_focus(self.lists[self._for].rows)

    @on(FilterBar.Kept)
    def _keep(self, event: FilterBar.Kept) -> None:
        from tui.screens.prompt import PromptScreen

        text = self.lists[self._for].query.text
        if not text:
            self.footer.hold("! There is no filter to save yet.")
            return

        def done(name: str | None) -> None:
            name = "-".join(clean_line(name or "").split())
            if name:
                self.kept.saved[name] = text
                self.footer.hold(f"Saved: @{name} stands for {text}")

        self.app.push_screen(PromptScreen(f"Name for {text}", ""), done)

    def _known(self) -> dict[str, tuple[str, ...]]:
        return {
            "party": tuple(self.context.parties())[:_NAMES],
            "outlet": tuple(self.context.outlets()),
            "tag": tuple(self.context.tags()),
            "@": tuple(sorted(self.saved())),
        }
