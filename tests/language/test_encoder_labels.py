"""Lemma rules carry over from one word to others of its kind."""

import pytest

pytest.importorskip("tokenizers", reason="the encoder needs the package tokenizers")

from hypothesis import given
from hypothesis import strategies as st

from sources.language.encoder.labels import Labels, apply_rule, lemma_rule


@given(form=st.text(min_size=1), lemma=st.text(min_size=1))
def test_a_rule_gives_back_the_lemma_it_was_made_of(form: str, lemma: str) -> None:
    assert apply_rule(lemma_rule(form, lemma), form) == lemma


def test_a_rule_holds_for_like_words() -> None:
    assert apply_rule(lemma_rule("Denied", "deny"), "Replied") == "reply"
    assert apply_rule(lemma_rule("said", "say"), "paid") == "pay"


@given(rule=st.sampled_from(["k|0|", "l|3|y", "l|9|be"]), form=st.text(min_size=1))
def test_no_rule_leaves_a_word_without_a_lemma(rule: str, form: str) -> None:
    assert apply_rule(rule, form)


def test_labels_survive_saving_and_a_broken_file_is_named(tmp_path) -> None:
    labels = Labels(["NN"], ["NOUN"], ["nsubj"], ["k|0|"])
    labels.save(tmp_path)
    assert Labels.load(tmp_path) == labels
    (tmp_path / "labels.json").write_text('{"tags": []}')
    with pytest.raises(ValueError, match=r"labels\.json"):
        Labels.load(tmp_path)
