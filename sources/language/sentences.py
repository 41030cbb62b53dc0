"""One vector for a short text: all-MiniLM-L6-v2 on one core, by which articles about one event are near each other.

Reimers and Gurevych 2019, https://arxiv.org/abs/1908.10084. `sources.language.encoder.export --sentences` wrote the
weights.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from sources.language.pipeline import LanguageError, unloadable

WEIGHTS = Path(__file__).parent / "sentence_weights" / "trunk.onnx"
TOKENIZER = Path(__file__).parent / "encoder" / "weights" / "tokenizer.json"
"""The encoder began as the same network, and reads the same wordpieces."""
WIDTH = 384
LIMIT = 48
"""Wordpieces of a text that are read: a headline and its first line."""
Floats = npt.NDArray[np.float32]


def packed(vector: Floats) -> bytes:
    """Return a vector of unit length as it is stored: its components times 127, one signed byte each."""
    return np.round(vector * 127).astype(np.int8).tobytes()


class Sentences:
    """Gives short texts their vectors. Safe to share between threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Load the network. Raises LanguageError when it is missing or bad."""
        try:
            self._session, self._tokenizer = _loaded(weights)
        except Exception as error:  # onnxruntime and tokenizers raise errors of their own
            raise LanguageError(unloadable(None, error)) from error

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return (texts, WIDTH): a vector of unit length for each text, of its first LIMIT wordpieces."""
        out = np.zeros((len(texts), WIDTH), np.float32)
        for n, text in enumerate(texts):
            ids = np.array([self._tokenizer.encode(text).ids], np.int64)
            out[n] = self._session.run(["vectors"], {"ids": ids, "features": np.zeros_like(ids)})[0][0]
        return out


def _loaded(weights: Path) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    tokenizer = Tokenizer.from_file(str(TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LIMIT)
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"]), tokenizer
