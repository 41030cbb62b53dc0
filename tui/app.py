"""The app: it joins the desk, the screens and the themes, and holds nothing of its own but what went wrong."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.worker import Worker, WorkerState

from sources import reviews
from sources.store.storage import StoreError
from tui import session
from tui.alerting import Watch
from tui.context import Context
from tui.keymap import overrides
from tui.messages import Changes, Gatherer
from tui.mutes import Mutes
from tui.palette import DeskProvider
from tui.screens.article import ArticleScreen
from tui.screens.base import DeskScreen
from tui.screens.conflict import ConflictScreen
from tui.screens.main import MainScreen
from tui.screens.marking import Deed
from tui.screens.panels import unreachable_panel
from tui.screens.party import PartyScreen
from tui.screens.tour import tour_panel
from tui.telling import TellingApp
from tui.themes import DAY, NIGHT, THEMES, Paint, derived
from tui.upkeep import Upkeep

if TYPE_CHECKING:
    from sources.desk import Desk


def _local_now() -> datetime:
    return datetime.now().astimezone()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class GainsayApp(TellingApp):
    """The screen of one desk. Runs the desk while it is open, and closes it when it ends.

    Its result is "demo" when the user asked for the demo because no feed could be reached.
    """

    CSS_PATH = "app.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-two"), (120, "-wide")]  # noqa: RUF012 - as the base class has it
    BINDINGS: ClassVar[list[BindingType]] = []
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {DeskProvider}

    def __init__(
        self,
        desk: "Desk",
        *,
        title: str = "gainsay",
        demo: bool = False,
        now: Callable[[], datetime] | None = None,
        own_process: bool = False,
        tour: bool = False,
    ) -> None:
        """Take the desk, the name in the header, whether the feeds are the demo's, the clock, and whether the process
        is the app's own, so that it may take over garbage collection.

        `now` gives the present as an aware datetime, and times are shown in its zone; without it the clock is the
        one that the configuration names. The theme is the configuration's too. With `tour`, the first start shows
        what is what.
        """
        super().__init__()
        self.animation_level = "none"
        self.title = title
        self.desk = desk
        self.context = Context(desk, now or (_utc_now if desk.config.clock == "utc" else _local_now))
        self.last_deed: Deed | None = None
        """What `.` does again."""
        self._demo = demo
        self._offered = False
        self._reviewed = (0, 0)
        self.unsaved = ""
        """What could not be stored when the desk closed, in words; empty when all is on the disk."""
        self._paint: tuple[str, Paint] | None = None
        self.kept = session.load(desk.config.store)
        self.mutes = Mutes(self.context, self.kept)
        self._watch = Watch(self.context, desk.config.alerts, self.kept.alerted, self.mutes.hides)
        self.main = MainScreen(self.context, self.kept, title=title, demo=demo)
        self._gatherer = Gatherer(self.set_timer, self._apply, monotonic)
        self._unsubscribe: Callable[[], None] | None = None
        self._upkeep = Upkeep(monotonic) if own_process else None
        self._tour = tour and not self.kept.toured
        for theme in THEMES:
            self.register_theme(theme)
        wanted = self.kept.theme or desk.config.theme
        self.theme = wanted if wanted in self.available_themes else NIGHT.name

    # Looks

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, with ours worked out for themes that do not know them."""
        variables = super().get_css_variables()
        return {**derived(variables), **variables}

    @property
    def paint(self) -> Paint:
        """The styles of all inks under the theme in use."""
        if self._paint is None or self._paint[0] != self.theme:
            self._paint = (self.theme, Paint(self.get_css_variables()))
        return self._paint[1]

    def switch_theme(self) -> None:
        """Go from a dark theme to our light one, and back."""
        self.theme = DAY.name if self.current_theme.dark else NIGHT.name

    def watch_theme(self, theme: str) -> None:
        """Remember a theme that is not the configuration's."""
        self.kept.theme = "" if theme == self.desk.config.theme else theme

    # Running

    async def on_mount(self) -> None:
        """Show the desk and let it run."""
        self._unsubscribe = self.desk.subscribe(self._gatherer.hear)
        self.set_keymap(overrides(self.context.commands))
        self.push_screen(self.main)
        self._look_for_reviews()
        if self._tour:
            self.kept.toured = True
            self.push_screen(tour_panel(self.context.commands))
        self.run_worker(self.desk.run(), name="desk", group="desk", exclusive=True, exit_on_error=False)
        self.set_interval(1, self._tick)
        if self._upkeep is not None:
            self._upkeep.start()
            self.set_interval(1, self._upkeep.tick)
        for fault in self.context.key_faults:
            self._trouble(fault)
        if (wanted := self.desk.config.theme) not in self.available_themes:
            known = ", ".join(sorted(self.available_themes))
            self._trouble(f"config.toml, screen.theme: there is no theme {wanted!r}. These are known: {known}.")

    async def on_unmount(self) -> None:
        """Let the desk store what is pending, and end."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        if self._upkeep is not None:
            self._upkeep.stop()
        self.workers.cancel_group(self, "desk")
        self.kept.alerted = self._watch.told
        self.main.remember()
        with suppress(OSError):
            session.save(self.kept, self.desk.config.store)
        try:
            await self.desk.close()
        except StoreError as error:
            self.unsaved = str(error)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so when the desk itself breaks: the screen stays, with what was read so far."""
        if event.state is WorkerState.ERROR:
            self._trouble(
                f"The desk has stopped: {event.worker.error}. What was read stays on the screen; start again to go on."
            )

    def _apply(self, changes: Changes) -> None:
        for text in changes.troubles:
            self._trouble(text)
        for alert in self._watch.look(sorted(changes.conflicts), silently=self.desk.restoring):
            self._alert(alert)
        if changes.poller:
            self._tell_who_polls()
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.apply(changes)
        if changes.feeds:
            self._offer()

    def _tick(self) -> None:
        self.main.tick()
        self._look_for_reviews()
        self._offer()

    def _look_for_reviews(self) -> None:
        """Take in the reviews that have been imported since."""
        try:
            state = (self.desk.config.store / reviews.FILE).stat()
            stamp = state.st_mtime_ns, state.st_size
        except OSError:
            stamp = (0, 0)
        if stamp == self._reviewed:
            return
        self._reviewed = stamp
        try:
            self.context.reviews = reviews.Reviews(reviews.load(self.desk.config.store))
        except ValueError as error:
            self._trouble(str(error))
        self.main.board.rows.repaint()
        for screen in self.screen_stack:
            if isinstance(screen, ConflictScreen):
                screen.page.rebuild()

    def _offer(self) -> None:
        """Say once that nothing can be reached, and offer the demo; ask again only after something was."""
        unreachable = self.desk.nothing_reachable
        if unreachable and not self._offered and self.screen is self.main:
            self._offered = True
            self.push_screen(unreachable_panel(self.context, offer_demo=not self._demo), self._answered)
        elif not unreachable:
            self._offered = False

    def _answered(self, choice: str | None) -> None:
        if choice == "d":
            self.exit("demo")

    # Going places

    def open_article(self, article: str, statement: str | None = None) -> None:
        """Open an article, at a statement when one is given."""
        self.push_screen(ArticleScreen(self.context, article, statement))

    def open_conflict(self, conflict: str) -> None:
        """Open a conflict's sheet."""
        self.push_screen(ConflictScreen(self.context, conflict))

    async def on_event(self, event: events.Event) -> None:
        """Note that the user is at work."""
        if self._upkeep is not None and isinstance(event, events.InputEvent):
            self._upkeep.pressed()
        await super().on_event(event)

    def show_outlet(self, name: str) -> None:
        """Show what an outlet printed."""
        while self.screen is not self.main:
            self.pop_screen()
        self.main.do_pane_1()
        self.main.seek(0, f'outlet:"{name}"')

    def mute(self, kind: str, name: str, on: bool = True) -> None:
        """Mute an outlet or a party, or no longer, as a step that can be taken back."""

        def act(forth: bool) -> None:
            self.mutes.set(kind, name, on == forth)
            self.main.hush()
            with suppress(OSError):
                session.save(self.kept, self.desk.config.store)

        self.desk.step(f"{'mute' if on else 'unmute'} {name}", act)

    def open_party(self, name: str) -> None:
        """Open the page of a party."""
        self.push_screen(PartyScreen(self.context, name))

    def on_app_focus(self, event: events.AppFocus) -> None:
        """Bring the hour up to date when the terminal is looked at again."""
        self.main.tick()

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            placeholder = "A command, conflict, party, outlet, @filter or article, by name"
            self.push_screen(CommandPalette(placeholder=placeholder, id="--command-palette"))

    def get_system_commands(self, screen: Any) -> Any:
        """Leave Textual's own commands but for the choice of a theme, which has no key."""
        for command in super().get_system_commands(screen):
            if command.title == "Theme":
                yield command
