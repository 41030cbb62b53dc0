"""From the role head's scores to spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sources.language.encoder.mentions import LIGHT

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]

_LOOSE = frozenset((",", ".", ";", "-", "–", "—", "--"))
JOINED = 2
"""Light words that may stand between two marked ones of a run, at most."""
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
    party: tuple[Span, ...] = ()
    """Where the text near by names the party behind it, as far as the encoder can tell."""
    via: tuple[Span, ...] = ()
    """Where it names the medium that it came by."""
    party_scores: tuple[float, ...] = ()
    """Mean probability of each span of `party`."""
    via_scores: tuple[float, ...] = ()


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


def marked(forms: Sequence[str], chances: Floats, least: float) -> tuple[tuple[Span, ...], tuple[float, ...]]:
    """Runs of words whose probability is at least `least`, `[start, end)`, and each run's mean probability.

    A light word between two such words (`of`, `the`, a hyphen) joins them.
    """
    runs: list[list[int]] = []
    for i in (chances >= least).nonzero()[0].tolist():
        gap = forms[runs[-1][1] : i] if runs else ()
        if runs and len(gap) <= JOINED and all(form.lower() in LIGHT for form in gap):
            runs[-1][1] = i + 1
        else:
            runs.append([i, i + 1])
    found = tuple((s, e) for s, e in runs if any(c.isalnum() for form in forms[s:e] for c in form))
    return found, tuple(float(chances[s:e].mean()) for s, e in found)


def _words(forms: Sequence[str], start: int, end: int) -> int:
    return sum(any(c.isalnum() for c in form) for form in forms[start:end])
