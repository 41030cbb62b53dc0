"""The store broken in small; `python -m tests.store.crash` does the same at length and prints the counts."""

import sys
from collections import Counter

import pytest

from tests.store import crash
from tests.store.crash_care import care_faults, care_power
from tests.store.crash_store import pack_flips, store_faults, store_power
from tests.store.kills import kills


def wrong(count: Counter[str]) -> dict[str, int]:
    """Return what must not have happened, which is written in capitals."""
    return {what: n for what, n in count.items() if what[:2].isupper() and n}


def test_a_cut_at_every_byte() -> None:
    count = crash.cuts(1)
    assert not wrong(count) and count["torn"] > 1500 and count["whole"] == count["commits"] + 0


def test_every_flipped_bit() -> None:
    count = crash.flips(1)
    assert not wrong(count) and count["refused"] == count["flips"] > 10_000
    assert not count["repaired in part"]


def test_power_loss_at_every_call_with_every_subset_of_what_was_not_synced() -> None:
    count = crash.power(1)
    assert not wrong(count) and count["power losses"] > 300 and count["cut and reported"] > 50
    assert count["of them with every subset"] == count["system calls"]


def test_every_call_failing_once_and_for_good() -> None:
    count = crash.faults(1)
    assert not wrong(count) and count["calls failed"] > 300 and count["commits refused"] > 300


def test_power_loss_and_failing_calls_with_texts_beside_the_journal() -> None:
    count = store_power(1, 64)
    assert not wrong(count) and count["power losses"] > 300
    count = store_power(1, 16, articles=3, words=40)
    assert not wrong(count) and count["power losses"] > 100
    count = store_faults(1)
    assert not wrong(count) and count["calls failed"] > 100 and count["saves refused"] > 100


def test_every_flipped_bit_of_a_text_is_told() -> None:
    count = pack_flips()
    assert not wrong(count) and count["noticed and told"] > 1_000


def test_backup_migration_repair_and_restoring_may_be_interrupted_anywhere() -> None:
    count = care_power(32)
    assert not wrong(count) and count["power losses"] > 300
    count = care_faults()
    assert not wrong(count) and count["refused"] > 300


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_two_processes_killed_again_and_again() -> None:
    count = kills(3, seconds=0.2)
    assert not wrong(count) and count["acknowledged"] > 0 and count["processes killed"] == 6
