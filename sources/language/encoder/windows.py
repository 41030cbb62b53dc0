"""Cut articles into windows that the encoder reads at once: wordpieces, their spelling, and which words are whose.

A window holds whole paragraphs as long as they fit, so that a quotation and its speaker stay together. A paragraph
that does not fit is cut between sentences, and its parts overlap by OVERLAP sentences.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

SIZE = 192
"""Wordpieces in a window, unless a single sentence is longer."""
LIMIT = 500
"""The most wordpieces in any window; the encoder has 512 positions."""
OVERLAP = 2
MAX_PIECES = 6
"""Pieces kept of one word; the rest of a long one tells nothing that its start does not."""
CACHED_WORDS = 100_000

_PLAIN = str.maketrans("“”„«»‘’‚`", '"""""\'\'\'\'')
_OPEN, _CLOSE, _EITHER = frozenset("“„«"), frozenset("”»"), frozenset(('"', "``", "''"))
_SHAPES = 8
FEATURES = _SHAPES * 4
"""How many ids `feature` can give."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` of a text as the encoder takes them."""

    start: int
    end: int
    own_start: int
    """From here to `own_end` this window, and no other, says what the words are."""
    own_end: int
    ids: Ints
    features: Ints
    """One a piece, see `feature`."""
    firsts: Ints
    """Position of each word's first piece in `ids`."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words, without white space, with its sentences and paragraphs."""

    forms: Sequence[str]
    sentences: Sequence[int]
    """Index of the first word of each sentence, ascending, starting with 0."""
    paragraphs: frozenset[int]
    """Those first words that also start a paragraph."""


def shape(word: str) -> int:
    """How a word is spelled: 1 lower, 2 title, 3 capitals, 4 mixed case, 5 with a digit, 6 one capital, 7 signs."""
    if word.islower():
        return 1
    if any(c.isdigit() for c in word):
        return 5
    if word.isupper():
        return 6 if len(word) == 1 else 3
    if not any(c.isalpha() for c in word):
        return 7
    return 2 if word[:1].isupper() and word[1:].islower() else 4


def quotation(forms: Sequence[str], breaks: frozenset[int]) -> list[int]:
    """For each word 0 outside quotation marks, 1 within, 2 an opening mark, 3 a closing one; anew each paragraph."""
    out, inside = [], False
    for i, form in enumerate(forms):
        if i in breaks:
            inside = False
        if form in _OPEN or (form in _EITHER and not inside):
            inside = True
            out.append(2)
        elif form in _CLOSE or form in _EITHER:
            inside = False
            out.append(3)
        else:
            out.append(int(inside))
    return out


class Cutter:
    """Makes windows of texts with the encoder's wordpieces."""

    def __init__(self, tokenizer: Path) -> None:
        """Take a `tokenizer.json`. Raises what the tokenizers library raises, or ValueError when it is no BERT's."""
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.unknown, self.first, self.gap = (self._id(piece) for piece in ("[UNK]", "[CLS]", "[SEP]"))
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    def _id(self, piece: str) -> int:
        found = self._tokenizer.token_to_id(piece)
        if found is None:
            raise ValueError(f"the encoder's tokenizer.json has no piece {piece}")
        return int(found)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one; typographic quotation marks count as plain ones."""
        return self._known(word)[0]

    def _known(self, word: str) -> tuple[tuple[int, ...], int]:
        """A word's pieces and shape."""
        known = self._cache.get(word)
        if known is None:
            ids: list[int] = self._tokenizer.encode(word.translate(_PLAIN), add_special_tokens=False).ids
            known = tuple(ids[:MAX_PIECES]) or (self.unknown,), shape(word)
            if len(self._cache) >= CACHED_WORDS:
                self._cache.clear()
            self._cache[word] = known
        return known

    def windows(self, words: Words, size: int = SIZE) -> list[Window]:
        """The windows of a text, in order; every word is owned by exactly one."""
        known = [self._known(form) for form in words.forms]
        pieces = [p for p, _ in known]
        marks = quotation(words.forms, words.paragraphs)
        features = [spelled + _SHAPES * mark for (_, spelled), mark in zip(known, marks, strict=True)]
        lengths = [len(p) for p in pieces]
        return [self._window(*bounds, pieces, features, words.paragraphs) for bounds in _bounds(words, lengths, size)]

    def _window(
        self,
        start: int,
        end: int,
        own_start: int,
        own_end: int,
        pieces: list[tuple[int, ...]],
        features: list[int],
        paragraphs: frozenset[int],
    ) -> Window:
        ids, spelled, firsts = [self.first], [0], []
        for i in range(start, end):
            if i > start and i in paragraphs:
                ids.append(self.gap)
                spelled.append(0)
            firsts.append(len(ids))
            ids += pieces[i]
            spelled += [features[i]] * len(pieces[i])
        ids.append(self.gap)
        spelled.append(0)
        return Window(
            start, end, own_start, own_end,
            np.array(ids, np.int64), np.array(spelled, np.int64), np.array(firsts, np.int64),
        )  # fmt: skip


def _bounds(words: Words, lengths: list[int], size: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, own_start, own_end) of each window."""
    total = len(words.forms)
    start, held = 0, 0
    for begin, end in _paragraphs(words, total):
        length = sum(lengths[begin:end]) + 1
        if held and held + length > size:
            yield start, begin, start, begin
            start, held = begin, 0
        if length > size:
            if start < begin:
                yield start, begin, start, begin
            yield from _long(words, lengths, size, begin, end)
            start, held = end, 0
        else:
            held += length
    if start < total:
        yield start, total, start, total


def _paragraphs(words: Words, total: int) -> Iterator[tuple[int, int]]:
    starts = [s for s in words.sentences if s in words.paragraphs or s == 0]
    yield from zip(starts, [*starts[1:], total][: len(starts)], strict=True)


def _long(words: Words, lengths: list[int], size: int, begin: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Windows of a paragraph that does not fit in one: neighbours share OVERLAP sentences and part their words."""
    parts = _parts(words, lengths, size, begin, end)
    i, own = 0, begin
    while True:
        j, held = i, 0
        while j < len(parts) and (j == i or held + parts[j][2] <= size):
            held += parts[j][2]
            j += 1
        if j == len(parts):
            yield parts[i][0], end, own, end
            return
        back = min(OVERLAP, j - i - 1)
        until = parts[j - back // 2 - (back == 1)][0] if back else parts[j][0]
        if until > own:
            yield parts[i][0], parts[j][0], own, until
        own = until
        i = j - back


def _parts(words: Words, lengths: list[int], size: int, begin: int, end: int) -> list[tuple[int, int, int]]:
    """(start, end, pieces) of the sentences of a paragraph; one longer than the limit is cut anywhere."""
    starts = [s for s in words.sentences if begin <= s < end]
    out = []
    for s, e in zip(starts, [*starts[1:], end], strict=True):
        at, held = s, 0
        for i in range(s, e):
            if held + lengths[i] > LIMIT - 2:
                out.append((at, i, held))
                at, held = i, 0
            held += lengths[i]
        out.append((at, e, held))
    return out
