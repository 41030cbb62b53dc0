"""What servers count against readers is never there; and the counting would see it if it were."""

from collections.abc import Sequence

import pytest

import sources.articles.text as text
import sources.feeds.pace as pace
from sources.feeds.fetch import Fetcher, Options
from sources.feeds.poll import proposed
from tests.feeds.behaviour import weeks
from tests.feeds.sim.clock import run
from tests.feeds.sim.judge import COUNTED
from tests.feeds.sim.publishers import DAY, HOUR, Habit
from tests.feeds.sim.world import HABITS, World


def lived(habits: Sequence[Habit], days: float) -> World:
    world = World(habits)
    run(lambda: weeks(world, days))
    return world


def test_a_day_with_every_habit_breaks_no_rule_and_loses_nothing() -> None:
    world = lived(HABITS, 1)
    assert world.judge.faults == {}, world.judge.examples
    assert world.lost() == []
    assert world.doubled() == []
    assert world.judge.requests["304"] > world.judge.requests["200"] > 0
    assert all(state.why_last for state in world.states.values())
    assert all(state.why_next for state in world.states.values())


def test_a_stuck_server_is_doubted_once_in_eight_days() -> None:
    world = lived([Habit("stuck", 12 * HOUR, stuck=1 * DAY)], 17)
    assert world.judge.rechecks == 2
    assert world.judge.faults == {}
    assert world.lost() == []


def test_permanent_redirects_are_proposed_after_three_days_and_temporary_ones_never() -> None:
    redirects = {"moved": (301,), "chain": (308, 301), "now": (301, 302)}
    habits = [Habit(name, HOUR, moved=moved) for name, moved in redirects.items()]
    world = lived(habits, 4)
    now = world.clock.start.replace(day=5)
    told = [proposed(world.states[feed.name], now) for feed in world.feeds]
    assert told == ["https://moved.example/moved-0.xml", "https://chain.example/chain-1.xml", None]
    first = lived(habits[:1], 1)
    assert proposed(first.states["moved-0"], first.clock.start.replace(day=2)) is None


def test_feeds_of_one_house_that_fail_together_do_not_march_in_step() -> None:
    world = lived([Habit(f"house/wing{n}", HOUR, fails=0.3) for n in range(12)], 3)
    due = sorted(state.next_due for state in world.states.values() if state.next_due)
    assert world.judge.faults == {}
    assert (due[-1] - due[0]).total_seconds() > 120


def test_a_local_bridge_is_not_stalled_by_one_of_its_routes() -> None:
    habits = [Habit(f"bridge/route{n}", HOUR, limited=1.0 if n == 0 else 0, private=True) for n in range(3)]
    world = lived(habits, 1)
    limited, *others = (world.states[feed.name] for feed in world.feeds)
    assert limited.last_success is None
    assert all(state.last_success and not state.last_error for state in others)
    assert world.judge.requests["304"] > 50


def _unconditional(self: Fetcher, address: str, options: Options) -> list[tuple[bytes, bytes]]:
    return _true(self, address, Options(allow_private=True))


def _invented(self: Fetcher, address: str, options: Options) -> list[tuple[bytes, bytes]]:
    return [*_true(self, address, Options()), (b"If-None-Match", b'"made up"'), (b"Cookie", b"a=1"), (b"Referer", b"x")]


async def _allowed(url: str, *parts: object, **options: object) -> float:
    return 0.0


_true = Fetcher._headers


@pytest.mark.parametrize(
    ("patch", "counted"),
    [
        ([(Fetcher, "_headers", _unconditional)], COUNTED[:1]),
        ([(Fetcher, "_headers", _invented)], [COUNTED[1], COUNTED[6], COUNTED[7], COUNTED[11]]),
        ([(pace.Pace, "silence", lambda *a, **k: None)], [COUNTED[3]]),
        ([(pace, "is_loopback", lambda host: True)], [COUNTED[4]]),
        ([(text, "pace_of", _allowed)], [COUNTED[9]]),
    ],
)
def test_the_report_sees_a_reader_that_misbehaves(
    patch: list[tuple[object, str, object]], counted: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for owner, name, value in patch:
        monkeypatch.setattr(owner, name, value)
    habits = [Habit(f"house/wing{n}", HOUR, limited=0.2, etag="weak", full=n % 2 > 0) for n in range(8)]
    faults = lived(habits, 1).judge.faults
    assert set(counted) <= set(faults), faults
