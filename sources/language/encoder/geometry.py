"""Where a word stands as seen from an anchor: what the role head knows of place beside the words themselves."""

import numpy as np

from sources.language.encoder.windows import LIMIT, Ints, Words

_NEAR, _SIDE, _FAR = 8, 15, 128
DISTANCES = 2 * _SIDE + 1
"""Buckets of the distance in words: exact up to 8 either way, then doubling."""
PADDING = 7
OFFSETS = PADDING + 1
"""Sentences away: 1 to 5 within the paragraph, 3 the anchor's own; 0 and 6 for paragraphs before and after."""


def _buckets() -> Ints:
    """The buckets of the distances -LIMIT to LIMIT; from _FAR on they are all the same."""
    away = np.arange(-LIMIT, LIMIT + 1)
    size = np.minimum(np.abs(away), _FAR)
    far = _NEAR + np.log2(np.maximum(size, _NEAR) / _NEAR) * 1.75
    bucket = np.where(size <= _NEAR, size, np.minimum(far, _SIDE)).astype(np.int64)
    return _SIDE + np.sign(away) * bucket


_BUCKETS = _buckets()


def geometry(places: Ints, anchors: Ints, length: int) -> tuple[Ints, Ints]:
    """(anchors, length) buckets of distances and of sentence offsets in one window.

    `places` (2, words) are a window's sentence and paragraph indexes, see `places`; columns past its words are padding.
    """
    distances = np.stack([_BUCKETS[LIMIT - at : LIMIT - at + length] for at in anchors.tolist()])
    offsets = np.full((len(anchors), length), PADDING, np.int64)
    sentence, paragraph = places[:, None, :] - places[:, anchors][:, :, None]
    near = np.clip(sentence, -2, 2) + 3
    offsets[:, : places.shape[1]] = np.where(paragraph < 0, 0, np.where(paragraph > 0, PADDING - 1, near))
    return distances, offsets


def places(words: Words) -> Ints:
    """(2, words): the index of each word's sentence and of its paragraph."""
    sentence = np.zeros(len(words.forms), np.int64)
    paragraph = np.zeros(len(words.forms), np.int64)
    sentence[list(words.sentences)] = 1
    paragraph[list(words.paragraphs)] = 1
    return np.stack([np.cumsum(sentence), np.cumsum(paragraph)])
