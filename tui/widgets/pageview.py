"""Reading matter: lines made for a width, with targets that the user can step through."""

from collections.abc import Callable
from dataclasses import dataclass, field

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import Block
from tui.themes import Paint
from tui.widgets.paint import strip_of


@dataclass(slots=True)
class Target:
    """Something on a page to step to: the lines that it takes, and the column of the page that it is in."""

    key: str
    top: int
    bottom: int
    """The line after its last."""
    column: int = 0


@dataclass(slots=True)
class Page:
    """The lines of a page and its targets, top down."""

    lines: Block
    targets: list[Target] = field(default_factory=list)


class PageView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a page, which is made anew for every width."""

    DEFAULT_CSS = """
    PageView {
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
        background: $background;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $gainsay-rule;
        scrollbar-color-hover: $gainsay-chrome;
        scrollbar-color-active: $gainsay-chrome;
    }
    """

    class Stepped(Message):
        """The user stands on another target."""

    class Opened(Message):
        """The user clicked the target on which the cursor stood already."""

    def __init__(self, build: Callable[[int], Page], *, current: str | None = None) -> None:
        """Take what makes the page for a width in cells, and the target to begin at."""
        super().__init__()
        self._build = build
        self.page = Page([])
        self.current = current
        self._width = 0
        self._base = Style()
        self.fit: Widget | None = None
        """The frame that is to be only as high as the page, where one is."""

    def rebuild(self) -> None:
        """Make the page anew and stay where the user was."""
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        first, old = self._width == 0, len(self.page.lines)
        part = self.scroll_offset.y / old if old and width != self._width else None
        self._width = width
        self.page = self._build(width)
        self.virtual_size = Size(width, len(self.page.lines))
        if self.fit is not None:
            self.fit.styles.height = len(self.page.lines) + 2
        if self.current is not None and self.target() is None:
            self.current = None
        if part is not None:
            self.scroll_to(y=round(part * len(self.page.lines)), animate=False, force=True)
        if first:
            self.post_message(self.Stepped())
            if self.current is not None:
                self.call_after_refresh(self._reveal)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Make the page for the new width."""
        if self.scrollable_content_region.width != self._width:
            self.rebuild()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of `crop`; the style under them is looked up once, for that is dear."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return line `y` of what is in sight."""
        paint: Paint = getattr(self.app, "paint")  # noqa: B009 - the app's type would make a circle of imports
        line = y + self.scroll_offset.y
        pieces = self.page.lines[line] if line < len(self.page.lines) else []
        return strip_of(pieces, self.size.width, paint, self._base, target=self.current)

    # Where the user is

    def target(self) -> Target | None:
        """Return the target that the user stands on."""
        return next((each for each in self.page.targets if each.key == self.current), None)

    def scroll(self, lines: int) -> None:
        """Scroll by so many lines, negative upwards."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False)

    def half(self, sign: int) -> None:
        """Scroll by half a page, 1 down, -1 up."""
        self.scroll(sign * max(1, self.size.height // 2))

    def to(self, key: str | None) -> None:
        """Stand on the target with this key, and bring it into sight."""
        if key is None or key == self.current:
            return
        self.current = key
        self._reveal()
        self.post_message(self.Stepped())
        self.refresh()

    def step(self, by: int) -> bool:
        """Go to the next (1) or last (-1) target; from none, to the nearest in sight. Say whether there was one."""
        targets = self.page.targets
        here = self.target()
        if here is None:
            top, bottom = self.scroll_offset.y, self.scroll_offset.y + self.size.height
            if by > 0:
                goal = next((each for each in targets if each.bottom > top), None)
            else:
                goal = next((each for each in reversed(targets) if each.top < bottom), None)
        else:
            number = targets.index(here) + by
            goal = targets[number] if 0 <= number < len(targets) else None
        if goal is None:
            return False
        self.to(goal.key)
        return True

    def _reveal(self) -> None:
        here = self.target()
        if here is None:
            return
        height = self.size.height
        margin = min(3, max(0, (height - (here.bottom - here.top)) // 2))
        if here.top - margin < self.scroll_offset.y:
            self.scroll_to(y=max(0, here.top - margin), animate=False, force=True)
        elif here.bottom + margin > self.scroll_offset.y + height:
            y = min(here.top - margin, here.bottom + margin - height)
            self.scroll_to(y=max(0, y), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Step to what was clicked."""
        line = int(event.y) + self.scroll_offset.y
        if not 0 <= line < len(self.page.lines):
            return
        column = 0
        for piece in self.page.lines[line]:
            from tui.cells import width

            column += width(piece.text)
            if event.x < column:
                if piece.target and piece.target == self.current and event.chain > 1:
                    self.post_message(self.Opened())
                elif piece.target:
                    self.to(piece.target)
                return
