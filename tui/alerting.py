"""What the user is told of without asking: conflicts on watched words, parties and outlets, and watched conflicts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sources.alerts import Alerts
from sources.models import Conflict, Status, Triage
from tui.context import Context
from tui.glyphs import KIND_WORD, STANCE_WORD

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to tell: what it is for good, of which conflict, in words, and what of it was watched."""

    key: str
    conflict: str
    text: str
    why: str


class Watch:
    """Finds what to tell of, each thing once. Takes the desk, what is watched, the keys of what was told before, and
    what says that a conflict is muted.
    """

    def __init__(
        self, context: Context, alerts: Alerts, told: Iterable[str], muted: Callable[[Conflict], bool] = lambda _: False
    ) -> None:
        self._muted = muted
        self._context = context
        self._alerts = alerts
        self._told = dict.fromkeys(told)

    @property
    def told(self) -> list[str]:
        """The keys of everything that has been told, the newest last."""
        return list(self._told)[-_REMEMBERED:]

    def look(self, conflicts: Iterable[str], *, silently: bool) -> list[Alert]:
        """Return what is new about these conflicts and watched; `silently` only takes note of it."""
        found: list[Alert] = []
        for key in conflicts:
            try:
                conflict = self._context.desk.conflict(key)
            except KeyError:
                continue
            why = self.why(conflict)
            for mark, text in _events(conflict):
                if mark not in self._told:
                    self._told[mark] = None
                    if why and not silently:
                        found.append(Alert(mark, key, text, why))
        return _joined(found)

    def why(self, conflict: Conflict) -> str:
        """Return what of the conflict is watched, in words, or nothing."""
        triage = self._context.desk.conflict_mark(conflict.id).triage
        if triage is Triage.DISMISSED or (triage is not Triage.WATCHING and self._muted(conflict)):
            return ""
        if triage is Triage.WATCHING:
            return "you watch this conflict"
        return self._alerts.watched(conflict)


def _events(conflict: Conflict) -> list[tuple[str, str]]:
    """What has happened in a conflict so far, each with a key of its own: it opened, parties spoke, it was settled."""
    name = f"{KIND_WORD[conflict.kind]}: {conflict.claim}"
    events = [(f"new {conflict.id}", f"New conflict. {name}")]
    for side in conflict.sides:
        for party in side.parties:
            events.append(
                (f"side {conflict.id} {side.stance.value} {party}", f"{party} {STANCE_WORD[side.stance]}. {name}")
            )
    if conflict.status is not Status.CONTESTED:
        events.append((f"{conflict.status.value} {conflict.id}", f"{conflict.status.value.capitalize()}. {name}"))
    return events


def _joined(found: list[Alert]) -> list[Alert]:
    """A new conflict tells of its sides by itself."""
    new = {each.conflict for each in found if each.key.startswith("new ")}
    return [each for each in found if each.conflict not in new or each.key.startswith("new ")]
