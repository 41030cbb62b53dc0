"""A report on how the desk behaves towards servers: `python -m tests.feeds.behaviour [--weeks N]`.

Forty feeds of every habit are polled through the desk's own intake, over a web in memory, on a clock that jumps: with
a restart every few days, nights in which the machine sleeps, and a user who asks for everything five times a minute.
"""

import argparse
import time

from tests.feeds.sim.clock import run
from tests.feeds.sim.judge import COUNTED
from tests.feeds.sim.publishers import DAY, HOUR
from tests.feeds.sim.world import HABITS, World


async def weeks(world: World, days: float) -> World:
    """Let the world run for so many days, in sessions of three and a half days."""
    end = world.clock.seconds() + days * DAY
    while (left := end - world.clock.seconds()) > 60:
        part = min(left, 3.5 * DAY)
        naps = [at for at in (0.7 * DAY, 1.7 * DAY) if at < part]
        await world.session(part, naps=naps, by_hand=[at for at in (5 * HOUR, 30 * HOUR) if at < part])
    return world


def main() -> int:
    """Run and print the report; exit status 1 when anything was counted."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--weeks", type=float, default=4)
    options.add_argument("--seed", type=int, default=1)
    told = options.parse_args()
    started = time.process_time()
    world = World(HABITS, told.seed)
    run(lambda: weeks(world, told.weeks * 7))
    judge = world.judge
    print(f"{told.weeks:g} weeks, {len(world.feeds)} feeds, {sum(judge.requests.values()):,} requests ", end="")
    print(f"({', '.join(f'{n:,} x {status}' for status, n in sorted(judge.requests.items()))})")
    print(f"{len(world.wire):,} articles; {time.process_time() - started:.0f} s of processor time")
    for what in COUNTED:
        count = judge.faults[what]
        print(f"{count:6}  {what}" + (f"   e.g. {judge.examples[what]}" if count else ""))
    print(f"{len(world.lost()):6}  items lost")
    print(f"{len(world.doubled()):6}  items doubled")
    print(
        f"        ({judge.rechecks} unconditional requests to servers that had said 304 alone for eight days: by rule)"
    )
    return 1 if judge.faults or world.lost() or world.doubled() else 0


if __name__ == "__main__":
    raise SystemExit(main())
