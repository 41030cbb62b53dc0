"""From the role head's scores to spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]


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


def spans(forms: Sequence[str], labels: npt.NDArray[np.int64], role: int) -> tuple[Span, ...]:
    """Runs of words with a role; signs between two runs join them, signs at the edges fall away unless they quote."""
    found: list[list[int]] = []
    for i in np.flatnonzero(labels == role).tolist():
        if found and all(not any(c.isalnum() for c in forms[k]) and labels[k] == 0 for k in range(found[-1][1], i)):
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


def _loose(form: str) -> bool:
    return form in {",", ".", ";", "-", "–", "—", "--"}
