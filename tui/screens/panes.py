"""Three lists side by side, and the way about in them."""

from textual import events

from tui.context import Context
from tui.screens.base import DeskScreen
from tui.screens.board import Board
from tui.screens.lists import Claims, Incoming
from tui.widgets.pane import Pane, Tabs
from tui.widgets.rowlist import RowList


class PanesScreen(DeskScreen):
    """Incoming, Claims and the Board, one of which is in use."""

    def __init__(self, context: Context) -> None:
        """Take the desk."""
        super().__init__(context)
        self.incoming, self.claims, self.board = Incoming(context), Claims(context), Board(context)
        self.panes = [
            Pane("Incoming", self.incoming.rows, id="pane-incoming"),
            Pane("Claims", self.claims.rows, id="pane-claims"),
            Pane("Board", self.board.rows, id="pane-board"),
        ]
        self.lists: tuple[Incoming | Claims | Board, ...] = (self.incoming, self.claims, self.board)
        self.tabs = Tabs(self.panes)

    def write_counts(self) -> None:
        """Bring up to date what is said around the lists."""
        for pane, each in zip(self.panes, self.lists, strict=True):
            pane.say(each.count)
        self.tabs.refresh()
        self.footer.refresh()

    # Which pane

    @property
    def at(self) -> int:
        """The number of the pane in use, from 0."""
        return next((n for n, each in enumerate(self.lists) if each.rows is self.focused), 0)

    @property
    def here(self) -> Incoming | Claims | Board:
        """The list in use."""
        return self.lists[self.at]

    @property
    def rows(self) -> RowList:
        """The rows in use."""
        return self.here.rows

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane in use where not all fit: alone when narrow, beside one other when there is room for two."""
        if not self._all_fit:
            self._stand(self.at)
        self.write_counts()

    def on_resize(self) -> None:
        """Show the pane in use when the screen has become too narrow for all."""
        self._stand(self.at)

    @property
    def _all_fit(self) -> bool:
        return self.has_class("-wide") and not self.has_class("zoomed")

    def _stand(self, number: int) -> None:
        for each in range(3):
            self.set_class(each == number, f"at-{each}")
        if number:
            self.set_class(number == 1, "side-1")
            self.set_class(number == 2, "side-2")

    def _to(self, number: int) -> None:
        if not self._all_fit:
            self._stand(number)
        self.set_focus(self.lists[number].rows)

    def do_next_pane(self) -> None:
        """To the pane at the right."""
        self._to((self.at + 1) % 3)

    def do_last_pane(self) -> None:
        """To the pane at the left."""
        self._to((self.at - 1) % 3)

    def do_pane_1(self) -> None:
        """To Incoming."""
        self._to(0)

    def do_pane_2(self) -> None:
        """To Claims."""
        self._to(1)

    def do_pane_3(self) -> None:
        """To the Board."""
        self._to(2)

    def do_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self._stand(self.at)
        self.toggle_class("zoomed")

    def do_back(self) -> None:
        """Take back, in this order: the selection, the filter, the zoom, the way from Incoming."""
        if self.rows.selected:
            self.rows.clear_selected()
        elif self.here.query:
            self.drop_filter()
        elif self.has_class("zoomed"):
            self.remove_class("zoomed")
        elif self.at:
            self._to(0)

    def drop_filter(self) -> None:
        """Show the whole list in use again."""
        raise NotImplementedError

    def do_all_claims(self) -> None:
        """Show the claims of all articles, or of the selected one."""
        self.claims.switch()
        self.write_counts()

    def do_closed(self) -> None:
        """Show or hide what the user has closed."""
        self.board.closed = not self.board.closed
        self.board.fill()
        self.write_counts()

    # Rows

    def do_down(self) -> None:
        """One row down."""
        self.rows.move(1)

    def do_up(self) -> None:
        """One row up."""
        self.rows.move(-1)

    def do_top(self) -> None:
        """To the first row."""
        self.rows.go(self.rows.index.nth(0))

    def do_bottom(self) -> None:
        """To the last row."""
        self.rows.go(self.rows.index.nth(-1))

    def do_half_down(self) -> None:
        """Half a page down."""
        self.rows.page(0.5)

    def do_half_up(self) -> None:
        """Half a page up."""
        self.rows.page(-0.5)

    def do_next_new(self) -> None:
        """To the next row that asks for attention."""
        self._find(1)

    def do_last_new(self) -> None:
        """To the one before."""
        self._find(-1)

    def _find(self, step: int) -> None:
        if not self.rows.find(self.here.is_new, step):
            self.say(("No other unread article.", "No other disputed claim.", "No other new conflict.")[self.at])

    def do_next_conflict(self) -> None:
        """To the next open conflict on the Board."""
        self._conflict(1)

    def do_last_conflict(self) -> None:
        """To the open conflict before."""
        self._conflict(-1)

    def _conflict(self, step: int) -> None:
        rows = self.board.rows
        if self.at != 2:
            self._to(2)
            if rows.unmoved and rows.cursor is not None and self.context.is_open(rows.cursor):
                rows.go(rows.cursor)
                return
        if not rows.find(self.context.is_open, step):
            self.say("No other open conflict.")
