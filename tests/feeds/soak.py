"""A soak: `python -m tests.feeds.soak [--days 30] [--feeds 200]`.

Feeds that fail at random are polled through the desk's own intake for simulated weeks without a restart. Each day,
articles older than ten days are let go, as the desk does by its configuration, and memory is looked at.
"""

import argparse
import gc
import random
import re
import time
from datetime import timedelta
from pathlib import Path

from sources.desk.intake import Intake
from tests.feeds.sim.clock import run
from tests.feeds.sim.judge import COUNTED
from tests.feeds.sim.publishers import DAY, HOUR, Habit
from tests.feeds.sim.world import World

KEPT = timedelta(days=10)
FLAT = 0.05
_FEEDS_A_HOST = 4


def habits(count: int, chance: random.Random) -> list[Habit]:
    """Return the habits of so many feeds, four to a host."""
    return [
        Habit(
            f"house{n // _FEEDS_A_HOST}/wing{n}",
            chance.choice((2, 6, 12, 24, 48)) * HOUR,
            etag=chance.choice(("strong", "weak", "fresh", "odd", "")),
            heeds=chance.random() > 0.05,
            limited=chance.choice((0, 0, 0.02)),
            fails=chance.choice((0, 0.02, 0.1, 0.3)),
            packed=chance.random() < 0.5,
            full=chance.random() < 0.9,
            unstable=chance.random() < 0.05,
            cache=chance.choice(("", "max-age=600", "no-cache")),
        )
        for n in range(count)
    ]


class Soak:
    """A world that lives, what is counted of it, and its memory day by day."""

    def __init__(self, feeds: int, seed: int) -> None:
        self.world = World(habits(feeds, random.Random(seed)), seed, keep_days=KEPT.days)
        self.memory: list[float] = []
        self.items = self.lost = self.doubled = 0
        self._names: list[str] = []

    def day(self, intake: Intake) -> None:
        """Let old articles go, count, and forget what the count itself holds."""
        world, now = self.world, self.world.clock.now()
        for key in [a.id for a in world.wire if a.fetched and now - a.fetched > KEPT]:
            world.wire.remove(key)
        intake.remember(())
        self.count()
        world.judge.forget(world.clock.seconds() - 2 * DAY)
        gc.collect()
        self.memory.append(_resident())
        print(f"day {len(self.memory):3}: {self.memory[-1]:.1f} MiB, {len(world.wire):,} articles kept", flush=True)

    def count(self) -> None:
        """Count items that have left their feed's document: all of them must have arrived, once."""
        world = self.world
        for source in world.sources.values():
            oldest = min((item.number for item in source.items), default=0)
            for number in [n for n in source.shown if n < oldest]:
                arrived = world.arrived.pop(source.page(number), 0)
                self.items += 1
                self.lost += arrived == 0
                self.doubled += arrived > 1
                source.shown.discard(number)

    @property
    def drift(self) -> float:
        """How far apart the least and the most memory of the second half are, as a share of the least."""
        half = self.memory[len(self.memory) // 2 :]
        return max(half) / min(half) - 1


def _resident() -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def main() -> int:
    """Run and print; exit status 1 when a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--days", type=float, default=30)
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--seed", type=int, default=3)
    told = options.parse_args()
    started = time.process_time()
    soak = Soak(told.feeds, told.seed)
    world = soak.world
    run(lambda: world.session(told.days * DAY + HOUR, daily=soak.day))
    left = world.lost()
    doubled = soak.doubled + len(world.doubled())
    items = soak.items + sum(len(source.shown) for source in world.sources.values())
    requests = sum(world.judge.requests.values())
    print(f"{told.days:g} days, {told.feeds} feeds, {requests:,} requests, {items:,} items shown; ", end="")
    print(f"{time.process_time() - started:.0f} s of processor time")
    print(f"{soak.lost + len(left):6}  items lost")
    print(f"{doubled:6}  items doubled")
    for what in COUNTED:
        example = world.judge.examples.get(what, "")
        print(f"{world.judge.faults[what]:6}  {what}" + (f"   e.g. {example}" if example else ""))
    half = soak.memory[len(soak.memory) // 2 :]
    print(f"memory over the second half: {min(half):.1f} to {max(half):.1f} MiB, {soak.drift:.1%} apart")
    bad = world.judge.faults or soak.lost or left or doubled or soak.drift > FLAT
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
