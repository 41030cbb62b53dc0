import gc
from collections.abc import Iterator

import pytest

from tui.upkeep import LONG_SECONDS, QUIET_SECONDS, Upkeep


class Ring:
    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def clock() -> list[float]:
    return [0.0]


@pytest.fixture
def upkeep(clock: list[float]) -> Iterator[Upkeep]:
    made = Upkeep(lambda: clock[0])
    made.start()
    yield made
    made.stop()


def _rings() -> int:
    return sum(isinstance(each, Ring) for each in gc.get_objects())


def test_python_never_searches_everything_by_itself(upkeep: Upkeep) -> None:
    before = gc.get_stats()[2]["collections"]
    kept = [[number] for number in range(300_000)]
    assert len(kept) == 300_000
    assert gc.get_stats()[2]["collections"] == before


def test_after_a_long_silence_garbage_that_was_set_aside_is_found(upkeep: Upkeep, clock: list[float]) -> None:
    ring = Ring()
    gc.freeze()
    del ring
    clock[0] = QUIET_SECONDS
    upkeep.pressed()
    clock[0] += LONG_SECONDS
    upkeep.tick()
    gc.unfreeze()
    assert _rings() == 0


def test_what_python_had_set_is_given_back() -> None:
    before = gc.get_threshold()
    made = Upkeep(lambda: 0.0)
    made.start()
    assert gc.get_threshold() != before
    made.stop()
    assert gc.get_threshold() == before
