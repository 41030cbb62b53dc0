"""Parse the sentences of a text that are worth it, and no others, into one Doc that covers the whole text."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from sources.language import boundaries

ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"]
"""What a parse gives each token."""
UNPARSED = "dep"
"""The relation of a word that is not parsed: unspecified (https://universaldependencies.org/u/dep/dep.html)."""

Values = NDArray[np.uint64]


def parse(nlp: Language, text: str, wanted: Callable[[Span], bool] | None = None) -> Doc:
    """Return a Doc of the whole of `text` in which the sentences that `wanted` accepts are parsed.

    `nlp` is a pipeline of `load`. `doc.text == text`, so `token.idx` counts in code points of `text`. `wanted` is
    asked once a sentence and sees words only: no tags, no tree; None parses all. `doc.sents` yields every sentence;
    in those that are not parsed, `pos_`, `tag_` and `lemma_` are empty and all words hang on the first one as UNPARSED.
    A sentence that the rules could not part may come out as two after its parse. White space never reaches the model.
    """
    doc = nlp.make_doc(text)
    starts = boundaries.starts(doc)
    firsts = [i for i, start in enumerate(starts) if start]
    places: list[list[int]] = []
    values: Values = np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64)
    for first, end in pairwise([*firsts, len(doc)]):
        sentence = doc[first:end]
        words = [token.i for token in sentence if not token.is_space]
        _hang(values, doc, sentence, words)
        if words and (wanted is None or wanted(sentence)):
            places.append(words)
    pieces = [_piece(doc, starts, words) for words in places]
    for words, piece in zip(places, nlp.pipe(pieces, disable=[boundaries.NAME]), strict=True):
        index = np.array(words, dtype=np.int64)
        found = piece.to_array(ATTRIBUTES).astype(np.uint64)
        heads = index[np.arange(len(index)) + found[:, -1].astype(np.int64)]
        found[:, -1] = (heads - index).astype(np.uint64)
        values[index] = found
    filled: Doc = doc.from_array(ATTRIBUTES, values)  # type: ignore[arg-type]  # spaCy types it as its own array
    return filled


def _hang(values: Values, doc: Doc, sentence: Span, words: list[int]) -> None:
    """Keep the sentence in one tree until it is parsed: words hang on its first, white space on what stands before."""
    strings = doc.vocab.strings
    first = words[0] if words else sentence.start
    for token in sentence:
        head = token.i - 1 if token.is_space and token.i > first else first
        values[token.i, -2] = strings.add("ROOT" if head == token.i else UNPARSED)
        values[token.i, -1] = np.int64(head - token.i).astype(np.uint64)
        if token.is_space:
            values[token.i, 1] = strings["SPACE"]


def _piece(doc: Doc, starts: list[bool | None], words: list[int]) -> Doc:
    """A Doc of these words alone, with what the rules say of sentence starts between them."""
    return Doc(
        doc.vocab,
        words=[doc[i].text for i in words],
        spaces=[bool(doc[i].whitespace_) for i in words],
        sent_starts=[True, *(starts[i] for i in words[1:])],
    )
