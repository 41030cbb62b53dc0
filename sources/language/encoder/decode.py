"""From the role head's scores to spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]

GAP = 8
"""Words that the role head may leave out within a span; on held-out articles longer gaps part two spans as a rule."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution that the encoder found. Spans are `[start, end)`, in words or in characters as the finder says."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    anchor: int
    """The word that the cue hangs on; the content's first word when there is no cue. Counted like the spans."""
    stance: str
    act: str
    score: float
    """Probability of the anchor."""
    stance_score: float
    """Probability of the stance."""


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


def spans(
    forms: Sequence[str], labels: npt.NDArray[np.int64], role: int, paragraphs: npt.NDArray[np.int64]
) -> tuple[Span, ...]:
    """Runs of words with a role, as `[start, end)` in words.

    Up to GAP words of one paragraph that have no role join the runs on either side of them; signs at the edges fall
    away unless they quote. `paragraphs` is the index of each word's paragraph.
    """
    found: list[list[int]] = []
    for i in np.flatnonzero(labels == role).tolist():
        last = found[-1][1] if found else 0
        if found and not labels[last:i].any() and paragraphs[last] == paragraphs[i] and _words(forms, last, i) <= GAP:
            found[-1][1] = i + 1
        else:
            found.append([i, i + 1])
    out = []
    for start, end in found:
        while start < end and _loose(forms[start]):
            start += 1
        while start < end and _loose(forms[end - 1]):
            end -= 1
        if start < end:
            out.append((start, end))
    return tuple(out)


def _words(forms: Sequence[str], start: int, end: int) -> int:
    return sum(any(c.isalnum() for c in form) for form in forms[start:end])


def _loose(form: str) -> bool:
    return form in {",", ".", ";", "-", "–", "—", "--"}
