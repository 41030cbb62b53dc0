"""The list of pairs: what the board says of two statements is what an editor would say."""

import pytest

from sources.language.pipeline import LanguageError, load

from .pairs import agrees, judged, pairs

RIGHT = 0.95
"""Share that must be right; `python -m tests.accuracy.board pairs` prints the figure and lists the others."""


def test_the_list_is_long_and_balanced():
    listed = list(pairs())
    kinds = [pair.verdict for pair in listed]
    assert len(listed) >= 150
    assert min(kinds.count(kind) for kind in ("denial", "figures", "blame", "rival", "reversal")) >= 12
    assert kinds.count("none") >= 60


def test_most_pairs_are_judged_right():
    try:
        nlp = load()
    except LanguageError as error:
        pytest.skip(str(error))
    listed = list(pairs())
    right = sum(agrees(pair, *judged(pair, nlp)) for pair in listed)
    assert right >= RIGHT * len(listed)
