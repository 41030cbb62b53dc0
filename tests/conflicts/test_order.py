"""Articles come in any order; the board at the end is the same."""

from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.board import Newsroom

from .test_board import filled, shown

READINGS = list(islice(Newsroom(3), 24))


def test_the_generated_stories_hold_disputes():
    assert len(filled(*READINGS).conflicts()) > 2


@settings(max_examples=8, deadline=None)
@given(st.permutations(READINGS))
def test_any_order_gives_the_same_board(order):
    assert shown(filled(*order)) == shown(filled(*READINGS))
