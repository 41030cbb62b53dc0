"""A part of the hostile cases with each run of the tests; `python -m tests.feeds.hostile` runs them all."""

import asyncio

from tests.feeds.hostile import UNSAFE, Tally, run


def test_whatever_comes_is_read_or_refused_in_words() -> None:
    tally = asyncio.run(run(200, 11))
    assert tally.bad == []
    assert sum(tally.of.values()) == 200


def test_the_tally_sees_what_must_not_pass() -> None:
    tally = Tally()
    tally.check("x", ("fine\n", ["a \x1b[2J b"]))
    tally.check("y", "\u202e")
    assert len(tally.bad) == 2
    assert not UNSAFE.search("Żuraw 港\n\t[/b]")
