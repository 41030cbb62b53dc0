"""Spans are made of the words that bear a role."""

import pytest

pytest.importorskip("tokenizers", reason="the encoder needs the package tokenizers")

from sources.language.encoder.decode import GAP, spans

WORDS = ["They", "said", ",", "he", "left", ",", "they", "said", ",", "at", "dawn", "."]


def found(labels: list[int], paragraphs: list[int] | None = None) -> list[str]:
    where = paragraphs or [1] * len(WORDS)
    return [" ".join(WORDS[s:e]) for s, e in spans(WORDS, labels, where)[3]]


def test_a_quotation_broken_up_by_its_cue_stays_in_two_pieces() -> None:
    assert found([0, 0, 0, 3, 3, 3, 1, 2, 0, 3, 3, 0]) == ["he left", "at dawn"]


def test_a_few_words_left_out_are_taken_in() -> None:
    assert found([0, 0, 0, 3, 3, 0, 0, 0, 0, 3, 3, 0]) == ["he left , they said , at dawn"]


def test_a_paragraph_between_two_pieces_parts_them() -> None:
    assert found([0, 0, 0, 3, 3, 0, 0, 0, 0, 3, 3, 0], [1] * 6 + [2] * 6) == ["he left", "at dawn"]


def test_a_long_gap_parts_two_pieces() -> None:
    words = ["one"] * (GAP + 3)
    labels = [3, *[0] * (GAP + 1), 3]
    assert spans(words, labels, [1] * len(words)) == {3: ((0, 1), (GAP + 2, GAP + 3))}
