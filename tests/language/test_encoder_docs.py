# ruff: noqa: E402
"""Whatever the network says of whatever text, what comes out is well formed."""

from itertools import pairwise
from pathlib import Path

import pytest

for package in ("tokenizers", "onnxruntime"):
    pytest.importorskip(package, reason=f"the encoder needs the package {package}")

import numpy as np
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.language.boundaries import split
from sources.language.encoder.docs import annotate, in_characters
from sources.language.tokens import BoundedTokenizer

from .encoder_fixtures import encoder

NLP = spacy.blank("en")
TOKENIZE = BoundedTokenizer(NLP.tokenizer, NLP.vocab)
PIECES = ["He said so. ", "“No,” ", "\n\n", "\n", "The ministry ", "denied it. ", "a" * 120, "😀", "\u202e", '"', "  "]

TEXTS = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=150).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder")


@settings(deadline=None, max_examples=60)
@given(text=TEXTS, seed=st.integers(0, 99))
def test_any_text_gets_trees_and_spans_within_it(folder: Path, text: str, seed: int) -> None:
    doc = TOKENIZE(text)
    annotate(encoder(folder, seed), [doc])
    assert doc.text == text
    for found in doc._.attributions:
        assert found.content
        for spans in (found.source, found.cue, found.content):
            assert all(0 <= s < e <= len(doc) for s, e in spans)
            assert all(text[s:e].strip() for s, e in in_characters(doc, spans))
            assert all(e <= s for (_, e), (s, _) in pairwise(spans))
        assert not found.cue or any(s <= found.anchor < e for s, e in found.cue)
    words = [t for t in doc if not t.is_space]
    assert all(t.tag_ and t.pos_ and t.lemma_ and t.dep_ for t in words)
    for sentence in doc.sents:
        assert sum(t.head == t and not t.is_space for t in sentence) <= 1
    begins = {next((t.idx for t in sentence if not t.is_space), None) for sentence in doc.sents}
    places = {t.idx for t in words}
    assert begins >= {start for start, _ in split(text) if start in places}


def test_texts_are_read_alike_alone_and_together(folder: Path) -> None:
    texts = ["The ministry denied it.", "", "He said so. " * 200, "\n\n"]

    class Plain:
        """Scores that depend on the words alone."""

        def words(self, ids, features, firsts):
            rows = [[float(v) for v in ids[b, f]] for b, f in enumerate(firsts)]
            x = np.array(rows, np.float32)[:, :, None] * np.ones(8, np.float32)
            return x, np.cos(x[:, :, :1] * np.arange(1, 15, dtype=np.float32))

        def parse(self, vectors):
            heads = np.concatenate([np.zeros_like(vectors[:, :1]), vectors], 1)
            arcs = np.sin(vectors[:, :, None, 0] * 2 + heads[:, None, :, 0])
            return arcs, vectors, heads

        def relations(self, dependents, heads):
            return np.sin(dependents[:, :4] + heads[:, :4] * np.arange(1, 5))

        def roles(self, vectors, which, at, distances, offsets):
            pair = np.sin(vectors[which, at, 0][:, None] + distances)
            kinds = np.arange(1, 5)
            seen = np.cos(pair[..., None] * np.arange(1, 7))
            return seen, np.cos(pair[:, :1] * np.arange(8)), np.cos(pair[:, :1] * kinds)

    reader = encoder(folder)
    reader.backend = Plain()
    together = [TOKENIZE(text) for text in texts]
    annotate(reader, together)
    for text, doc in zip(texts, together, strict=True):
        alone = TOKENIZE(text)
        annotate(reader, [alone])
        assert alone._.attributions == doc._.attributions
        assert [(t.tag_, t.head.i, t.dep_) for t in alone] == [(t.tag_, t.head.i, t.dep_) for t in doc]
