"""A tiny tokenizer and a network of random scores, for tests of what stands around the network."""

from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from sources.language.encoder.labels import Labels
from sources.language.encoder.runtime import Encoder
from sources.language.encoder.windows import Cutter

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,\"'-!?"
LABELS = Labels(
    ["NN", "VBD", "."], ["NOUN", "VERB", "PUNCT"], ["nsubj", "ROOT", "obj", "punct"], ["k|0|", "l|0|", "l|2|"]
)


def cutter(folder: Path) -> Cutter:
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *LETTERS, *("##" + c for c in LETTERS)]
    tokenizer = Tokenizer(WordPiece({v: i for i, v in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    return Cutter(folder / "tokenizer.json")


class Dice:
    """A network that has learnt nothing: scores are random, but of the right form."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def words(self, ids, features, firsts):
        batch, n = firsts.shape
        assert ids.shape == features.shape
        assert ids.shape[1] <= 512
        wide = 3 + 3 + 3 + 2 + 3
        return self._draw(batch, n, 8), self._draw(batch, n, wide)

    def parse(self, vectors):
        batch, n, _ = vectors.shape
        return self._draw(batch, n, 1 + n), self._draw(batch, n, 6), self._draw(batch, 1 + n, 6)

    def relations(self, dependents, heads):
        assert dependents.shape == heads.shape
        return self._draw(len(heads), 4)

    def roles(self, vectors, which, at, distances, offsets):
        a, n = distances.shape
        assert n == vectors.shape[1]
        return self._draw(a, n, 6), self._draw(a, 8), self._draw(a, 4)

    def _draw(self, *shape: int):
        return self.rng.normal(size=shape).astype(np.float32)


def encoder(folder: Path, seed: int = 0) -> Encoder:
    return Encoder(Dice(seed), cutter(folder), LABELS)
