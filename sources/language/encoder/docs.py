"""The encoder on spaCy's Docs: tags, trees and sentences on the tokens, attributions as `Doc._.attributions`."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from sources.language.boundaries import breaks
from sources.language.encoder.decode import Found, Span
from sources.language.encoder.onnx_backend import load
from sources.language.encoder.runtime import Encoder, Reading
from sources.language.encoder.windows import Words
from sources.language.tokens import text_of

NAME = "gainsay_encoder"
EXTENSION = "attributions"
ATTRIBUTES: list[int | str] = ["TAG", "POS", "LEMMA", "DEP", "HEAD"]
THRESHOLD = 0.2
"""Probability from which a word is told as an anchor: whoever reads `Doc._.attributions` looks at the scores."""
DOCS = 32
"""Docs read together."""


def words_of(doc: Doc) -> tuple[Words, list[int], frozenset[int]]:
    """The words of a Doc, white space left out; the token index of each; the words where a sentence may start."""
    text = text_of(doc)
    tokens = [i for i, space in enumerate(doc.to_array("IS_SPACE").tolist()) if not space]
    places, lengths = doc.to_array("IDX").tolist(), doc.to_array("LENGTH").tolist()
    forms = [text[places[i] : places[i] + lengths[i]] for i in tokens]
    found = breaks(text)
    hard, soft = deque(found.hard), set(found.soft)
    starts, paragraphs, doubtful = [], set(), set()
    before = 0
    for n, (i, form) in enumerate(zip(tokens, forms, strict=True)):
        place = places[i]
        first = n == 0
        while hard and hard[0] <= place:
            first = True
            hard.popleft()
        if first:
            starts.append(n)
            if n == 0 or "\n" in text[before:place]:
                paragraphs.add(n)
        elif place in soft:
            doubtful.add(n)
        before = place + len(form)
    return Words(forms, starts, frozenset(paragraphs)), tokens, frozenset(doubtful)


def annotate(encoder: Encoder, docs: Sequence[Doc], parse: bool = True) -> None:
    """Set `Doc._.attributions` (spans in tokens) and, with `parse`, tags, lemmas, trees and sentence starts, in place.

    The Docs are tokenized, nothing more. White space hangs on the token before it.
    """
    cut = [words_of(doc) for doc in docs]
    readings = encoder.read([words for words, _, _ in cut], parse, [doubtful for _, _, doubtful in cut])
    for doc, (_, tokens, _), reading in zip(docs, cut, readings, strict=True):
        doc._.set(EXTENSION, [in_tokens(found, tokens) for found in reading.attributions])
        if parse and tokens:
            _fill(doc, tokens, reading)


def in_tokens(found: Found, tokens: list[int]) -> Found:
    """The attribution with its spans in tokens of the Doc instead of words."""

    def place(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((tokens[start], tokens[end - 1] + 1) for start, end in spans)

    return replace(
        found, source=place(found.source), cue=place(found.cue), content=place(found.content),
        anchor=tokens[found.anchor], party=place(found.party), via=place(found.via),
    )  # fmt: skip


def in_characters(doc: Doc, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans of tokens as spans of characters, `[start, end)` in code points of the Doc's text."""
    return tuple((doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in spans)


def _fill(doc: Doc, tokens: list[int], reading: Reading) -> None:
    strings = doc.vocab.strings
    values = np.zeros((len(doc), len(ATTRIBUTES)), np.uint64)
    heads = np.arange(len(doc), dtype=np.int64) - 1
    heads[: tokens[0]] = tokens[0]
    for column, names in enumerate((reading.tags, reading.pos, reading.lemmas, reading.relations)):
        ids = {name: strings.add(name) for name in set(names)}
        values[tokens, column] = [ids[name] for name in names]
    index = np.array(tokens)
    heads[index] = index[reading.heads]
    blank = np.ones(len(doc), bool)
    blank[index] = False
    values[blank] = [strings.add("_SP"), strings["SPACE"], 0, strings.add("dep"), 0]
    values[:, -1] = (heads - np.arange(len(doc))).astype(np.uint64)
    doc.from_array(ATTRIBUTES, values)  # type: ignore[arg-type]  # as to_array gives it: 64 bits without a sign


class Component:
    """A component of a spaCy pipeline that needs a tokenizer before it, nothing else."""

    def __init__(self, folder: Path, parse: bool = True) -> None:
        """Load what `export` wrote into `folder`; without `parse`, only attributions are set."""
        self.encoder = load(folder)
        self.encoder.threshold = THRESHOLD
        self.parse = parse

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc."""
        annotate(self.encoder, [doc], self.parse)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = DOCS) -> Iterator[Doc]:
        """Annotate a stream of Docs, `batch_size` together."""
        group: list[Doc] = []
        for doc in stream:
            group.append(doc)
            if len(group) == batch_size:
                annotate(self.encoder, group, self.parse)
                yield from group
                group = []
        annotate(self.encoder, group, self.parse)
        yield from group


@Language.factory(NAME, assigns=[*(f"token.{a}" for a in ("tag", "pos", "lemma", "dep", "head")), f"doc._.{EXTENSION}"])
def make(nlp: Language, name: str, folder: str, parse: bool = True) -> Component:
    """The component for `nlp.add_pipe("gainsay_encoder", config={"folder": ..., "parse": ...})`."""
    return Component(Path(folder), parse)


if not Doc.has_extension(EXTENSION):
    Doc.set_extension(EXTENSION, default=None)
