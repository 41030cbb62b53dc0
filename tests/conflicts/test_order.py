"""Articles come in any order; the board at the end is the same."""

from itertools import islice

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.conflicts.board import Board
from tests.benchmarks.board import Newsroom

from .test_board import filled, shown

READINGS = list(islice(Newsroom(3), 24))


def test_the_generated_stories_hold_disputes():
    assert len(filled(*READINGS).conflicts()) > 2


@settings(max_examples=8, deadline=None)
@given(st.permutations(READINGS))
def test_any_order_gives_the_same_board(order):
    assert shown(filled(*order)) == shown(filled(*READINGS))


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, len(READINGS)), min_size=1))
def test_several_at_once_come_to_the_same_board(sizes):
    board, rest = Board(), iter(READINGS)
    for size in (*sizes, len(READINGS)):
        board.add(*islice(rest, size))
    assert shown(board) == shown(filled(*READINGS))
