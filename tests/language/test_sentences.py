"""Vectors of short texts: what tells of one thing is nearer than what does not, whatever the words."""

from pathlib import Path

import numpy as np
import pytest

from sources.language.pipeline import LanguageError
from sources.language.sentences import WIDTH, Sentences, packed

CAPTURE = "Rebels say they captured two soldiers near Osh Tal"
AGAIN = "Two troops taken prisoner in the hills, insurgents claim"
OTHER = "Central bank raises interest rates to four per cent"


def test_one_event_in_other_words_is_nearer_than_another_event() -> None:
    one, again, other = Sentences().vectors([CAPTURE, AGAIN, OTHER])
    assert one.shape == (WIDTH,)
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-3)
    assert one @ again > one @ other + 0.2
    near = np.frombuffer(packed(one), np.int8).astype(np.float32) @ np.frombuffer(packed(again), np.int8)
    assert near / 127**2 == pytest.approx(float(one @ again), abs=0.02)


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000, "😀‮", '""""'])
def test_any_text_has_a_vector(text: str) -> None:
    assert np.isfinite(Sentences().vectors([text])).all()


def test_missing_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="Install gainsay again"):
        Sentences(tmp_path / "none.onnx")
