"""What the app tells of by itself: troubles, alerts, and which of several desks polls."""

import os
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import App

from tui import cells, notify
from tui.alerting import Alert
from tui.context import Context

if TYPE_CHECKING:
    from sources.desk import Desk

_TROUBLES_KEPT = 500


class TellingApp(App[str]):
    """An app that tells its user things. Whoever derives from this makes the desk and the context."""

    desk: "Desk"
    context: Context

    def __init__(self) -> None:
        """Begin with nothing told."""
        super().__init__()
        self.troubles: list[tuple[datetime, str]] = []
        """What went wrong since the start, oldest first."""
        self._followed = False

    def _trouble(self, text: str) -> None:
        self.troubles.append((self.context.now(), text))
        del self.troubles[:-_TROUBLES_KEPT]
        self.notify(cells.cut(cells.shown(text), 400), title="L shows the log", severity="warning", markup=False)

    def tell(self, text: str) -> None:
        """Tell the user something that is not about the screen in use."""
        self.notify(cells.shown(text), markup=False)

    def _alert(self, alert: Alert) -> None:
        """Tell of something watched: always on the screen; with noise only outside the quiet hours."""
        alerts, now = self.desk.config.alerts, self.context.now()
        text = cells.shown(alert.text)
        self.troubles.append((now, f"Alert, {alert.why}: {text}"))
        self.notify(cells.cut(text, 300), title=f"Alert: {cells.shown(alert.why)}", timeout=12, markup=False)
        if alerts.is_quiet(now):
            return
        if alerts.bell:
            self.bell()
        if alerts.desktop:
            if written := notify.sequence("gainsay", text, os.environ):
                if self._driver is not None:
                    self._driver.write(written)
            elif command := notify.program("gainsay", text, os.environ):
                self._call(command)
        if alerts.command:
            self._call([*alerts.command, text])

    def _call(self, command: list[str]) -> None:
        async def call() -> None:
            if fault := await notify.run(command):
                self._trouble(f"config.toml, alerts: {fault}. The alert was: {command[-1]}")

        self.run_worker(call(), group="alerts", exit_on_error=False)

    def _tell_who_polls(self) -> None:
        if self.desk.follows:
            who = f" ({self.desk.leader})" if self.desk.leader else ""
            self.tell(
                f"Another gainsay{who} polls for this store. What it finds is shown here, what you mark is shown "
                "there, and this one polls when it ends."
            )
        elif self._followed:
            self.tell("The other gainsay has ended: this one polls now.")
        self._followed = self.desk.follows
