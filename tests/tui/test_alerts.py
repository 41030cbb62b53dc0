import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sources.alerts import Alerts
from sources.models import Status, Triage
from tests.tui.news import NOW, StillDesk, capture, conflict, running, screen, shows, until
from tui import notify, session
from tui.alerting import Watch
from tui.context import Context


def watch(desk: StillDesk, **alerts: tuple[str, ...]) -> Watch:
    return Watch(Context(desk, lambda: NOW), Alerts(**alerts), ())


async def test_what_is_watched_is_told_once_and_says_why(desk: StillDesk) -> None:
    assert watch(desk).look(["c1"], silently=False) == []
    for alerts, why in (
        ({"words": ("OSH tal",)}, "word “OSH tal”"),
        ({"parties": ("interior",)}, "party “Vardian Interior Ministry”"),
        ({"outlets": ("kestrel",)}, "outlet “Kestrel”"),
    ):
        made = watch(desk, **alerts)
        assert [(each.text[:12], each.why) for each in made.look(["c1"], silently=False)] == [("New conflict", why)]
        assert made.look(["c1"], silently=False) == []


async def test_a_watched_conflict_tells_of_new_sides_and_its_end(desk: StillDesk) -> None:
    made = watch(desk)
    made.look(["c1"], silently=True)
    desk.mark_conflicts(["c1"], "watching", triage=Triage.WATCHING)
    now = desk.conflict("c1")
    asserting, denying = now.sides
    moved = replace(now, sides=(replace(asserting, parties=("Hill Guard", "Marta Ilves")), denying))
    desk.oppose(moved)
    assert [each.text.split(".")[0] for each in made.look(["c1"], silently=False)] == ["Marta Ilves asserts"]
    desk.oppose(replace(moved, status=Status.REVERSED))
    assert [each.text.split(".")[0] for each in made.look(["c1"], silently=False)] == ["Reversed"]
    desk.mark_conflicts(["c1"], "dismissed", triage=Triage.DISMISSED)
    desk.oppose(replace(moved, status=Status.SETTLED))
    assert made.look(["c1"], silently=False) == []


async def test_an_alert_reaches_screen_log_and_command_but_no_second_start(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    program = (sys.executable, "-c", f"import sys; open({str(out)!r}, 'a').write(sys.argv[1])")
    for start in (1, 2):
        desk = StillDesk(tmp_path)
        desk.config = replace(desk.config, alerts=Alerts(words=("prisoner",), command=program))
        desk._restoring = False
        async with running(desk) as (app, pilot):
            desk.give(capture())
            desk.oppose(conflict(capture()))
            if start == 1:
                await shows(pilot, app, "Alert: word “prisoner”", "New conflict")
                await until(pilot, out.exists)
            else:
                await shows(pilot, app, "1 conflict new")
                assert "Alert" not in screen(app)
    assert session.load(tmp_path).alerted
    assert out.read_text().count("New conflict") == 1


@pytest.mark.parametrize(
    ("quiet", "clock", "is_quiet"),
    [
        ("", "03:00", False),
        ("22:00-07:00", "03:00", True),
        ("22:00-07:00", "22:00", True),
        ("22:00-07:00", "07:00", False),
        ("12:00-13:30", "13:00", True),
        ("12:00-13:30", "14:00", False),
    ],
)
def test_quiet_hours(quiet: str, clock: str, is_quiet: bool) -> None:
    now = datetime.fromisoformat(f"2031-10-03T{clock}")
    assert Alerts(quiet=quiet).is_quiet(now) is is_quiet


@pytest.mark.parametrize(
    ("environment", "begins"),
    [
        ({"TERM": "xterm-kitty"}, "\x1b]99;;"),
        ({"TERM_PROGRAM": "WezTerm"}, "\x1b]9;"),
        ({"TERM": "foot"}, "\x1b]777;notify;"),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, "\x1bPtmux;\x1b\x1b]99"),
        ({"TERM": "xterm-256color"}, ""),
    ],
)
def test_each_terminal_is_told_in_its_own_way(environment: dict[str, str], begins: str) -> None:
    made = notify.sequence("gainsay", "a; b\x1b]0;evil\x07", environment)
    assert made.startswith(begins)
    assert bool(made) is bool(begins)
    assert "evil" not in made or made.count("\x07") <= 1


@pytest.fixture(autouse=True)
def _no_desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    yield
