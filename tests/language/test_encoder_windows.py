"""Texts are cut into windows that fit the encoder, and every word belongs to exactly one."""

from itertools import pairwise

import pytest

pytest.importorskip("tokenizers", reason="the encoder needs the package tokenizers")

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.encoder.windows import LIMIT, Cutter, Words, quotation, shape

from .encoder_fixtures import cutter


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Cutter:
    return cutter(tmp_path_factory.mktemp("tokenizer"))


@st.composite
def texts(draw: st.DrawFn) -> Words:
    lengths = draw(st.lists(st.integers(1, 40) | st.integers(1, 900), max_size=12))
    form = draw(st.lists(st.sampled_from(["a", "The", "“", "abcdefgh", "😀", "\u200b", "12", "USA"]), min_size=1))
    starts = [sum(lengths[:i]) for i in range(len(lengths))]
    paragraphs = {s for s in starts if s == 0 or draw(st.booleans())}
    return Words([form[i % len(form)] for i in range(sum(lengths))], starts, frozenset(paragraphs))


@settings(deadline=None)
@given(text=texts(), size=st.sampled_from([16, 64, 192]))
def test_every_word_has_one_window_that_the_encoder_can_take(cut: Cutter, text: Words, size: int) -> None:
    windows = cut.windows(text, size)
    assert [i for w in windows for i in range(w.own_start, w.own_end)] == list(range(len(text.forms)))
    for w in windows:
        assert w.start <= w.own_start < w.own_end <= w.end
        assert len(w.firsts) == w.end - w.start
        assert len(w.ids) == len(w.features) <= max(LIMIT, size) + 12


def test_paragraphs_that_fit_stay_whole(cut: Cutter) -> None:
    text = Words(["word"] * 30, [0, 5, 10, 15, 20, 25], frozenset({0, 10, 20}))
    assert [(w.start, w.end) for w in cut.windows(text, 100)] == [(0, 20), (20, 30)]


def test_parts_of_a_long_paragraph_overlap(cut: Cutter) -> None:
    text = Words(["a"] * 40, list(range(0, 40, 4)), frozenset({0}))
    windows = cut.windows(text, 16)
    assert len(windows) > 2
    assert all(after.start < before.end for before, after in pairwise(windows))


def test_a_sentence_that_leaves_no_room_for_its_neighbours_makes_no_empty_window(cut: Cutter) -> None:
    text = Words(["a"] * 35, [0, 3, 6, 9, 12, 27, 30], frozenset({0}))
    windows = cut.windows(text, 16)
    assert all(w.own_start < w.own_end for w in windows)
    assert [i for w in windows for i in range(w.own_start, w.own_end)] == list(range(35))


def test_typographic_and_plain_quotation_marks_are_read_alike(cut: Cutter) -> None:
    plain = Words(['"', "Yes", '"', "she", "said"], [0], frozenset({0}))
    curly = Words(["“", "Yes", "”", "she", "said"], [0], frozenset({0}))
    one, other = cut.windows(plain)[0], cut.windows(curly)[0]
    assert one.ids.tolist() == other.ids.tolist()
    assert one.features.tolist() == other.features.tolist()


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert quotation(["“", "a", "b", "“", "c", "”", "d"], frozenset({0, 2})) == [2, 1, 0, 2, 1, 3, 0]


def test_spellings_are_told_apart() -> None:
    assert [shape(w) for w in ("said", "Said", "NATO", "iPhone", "F-16", "A", "—")] == [1, 2, 3, 4, 5, 6, 7]
