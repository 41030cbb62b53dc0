"""From the role head's scores to spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]

_LOOSE = frozenset((",", ".", ";", "-", "–", "—", "--"))
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
    rows = np.ascontiguousarray(np.moveaxis(scores, -1, 0))  # sums over a short last axis are slow
    rows = np.exp(rows - rows.max(0))
    return np.moveaxis(rows / rows.sum(0), 0, -1)


def spans(forms: Sequence[str], labels: Sequence[int], paragraphs: Sequence[int]) -> dict[int, tuple[Span, ...]]:
    """Runs of words with a role, by role, as `[start, end)` in words.

    Up to GAP words of one paragraph that have no role join the runs on either side of them; signs at the edges fall
    away unless they quote. `labels` is the role of each word, 0 for none; `paragraphs` is the index of its paragraph.
    """
    found: list[list[int]] = []
    role = 0
    for i, label in enumerate(labels):
        if not label:
            continue
        last = found[-1][2] if found else 0
        if label == role and (last == i or (paragraphs[last] == paragraphs[i] and _words(forms, last, i) <= GAP)):
            found[-1][2] = i + 1
        else:
            found.append([label, i, i + 1])
        role = label
    out: dict[int, tuple[Span, ...]] = {}
    for role, start, end in found:
        while start < end and forms[start] in _LOOSE:
            start += 1
        while start < end and forms[end - 1] in _LOOSE:
            end -= 1
        if start < end:
            out[role] = (*out.get(role, ()), (start, end))
    return out


def _words(forms: Sequence[str], start: int, end: int) -> int:
    return sum(any(c.isalnum() for c in form) for form in forms[start:end])
