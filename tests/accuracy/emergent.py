"""Headlines and the claims that they are about: their stance, and which of them belong together.

No part of it is trained on the set, so that folds by claim show how far the figures scatter, not what was learnt.
"""

import csv
import statistics
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sources.conflicts.headline import headline_stance
from sources.conflicts.index import cosine, signature
from sources.language.sentences import Sentences, packed
from sources.models import Article, Reading

FOLDS = 10
TOGETHER = 0.27
"""Mean cosine from which two sets of headlines are put together."""


def print_emergent(path: Path) -> None:
    """Print the accuracy of stances, F1 of `against`, and B-cubed precision, recall and F1 of linking headlines."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    gold = [row["articleHeadlineStance"] for row in rows]
    made = [headline_stance(row["articleHeadline"]).value for row in rows]
    claims = sorted({row["claimId"] for row in rows})
    fold = {claim: at % FOLDS for at, claim in enumerate(claims)}
    parts = [[at for at, row in enumerate(rows) if fold[row["claimId"]] == k] for k in range(FOLDS)]
    shares = [statistics.mean(gold[at] == made[at] for at in part) for part in parts]
    print(
        f"stance    accuracy {_accuracy(gold, made):.3f} (folds by claim {min(shares):.3f} to {max(shares):.3f})  "
        + "  ".join(f"F1 {name} {_f1(gold, made, name):.3f}" for name in ("for", "against", "observing"))
    )
    labels = linked([row["articleHeadline"] for row in rows])
    p, r = b_cubed(labels, [row["claimId"] for row in rows])
    print(f"linking   B-cubed P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r):.3f}  {len(set(labels))} for {len(claims)}")


def linked(headlines: Sequence[str]) -> list[int]:
    """Return a label for each headline: average linkage over the signatures by which the board finds neighbours."""
    vectors = Sentences().vectors(headlines)
    made = [
        signature(Reading(Article(str(at), text, None, None, None, text), "en", None, (), packed(vector)))
        for at, (text, vector) in enumerate(zip(headlines, vectors, strict=True))
    ]
    count = len(made)
    near = np.zeros((count, count), dtype=np.float32)
    for at, one in enumerate(made):
        for other in range(at):
            near[at, other] = near[other, at] = cosine(one, made[other])
    np.fill_diagonal(near, -1.0)
    sizes = np.ones(count)
    label = list(range(count))
    best = near.argmax(axis=1)
    while True:
        a = int(near[np.arange(count), best].argmax())
        b = int(best[a])
        if near[a, b] < TOGETHER:
            return label
        merged = (sizes[a] * near[a] + sizes[b] * near[b]) / (sizes[a] + sizes[b])
        near[a], near[:, a] = merged, merged
        near[b], near[:, b] = -1.0, -1.0
        near[a, a] = -1.0
        sizes[a] += sizes[b]
        label = [a if one == b else one for one in label]
        stale = np.flatnonzero((best == a) | (best == b) | (near[:, a] > near[np.arange(count), best]))
        best[[*stale, a]] = near[[*stale, a]].argmax(axis=1)


def b_cubed(labels: Sequence[int], gold: Sequence[str]) -> tuple[float, float]:
    """Return B-cubed precision and recall (Bagga and Baldwin 1998) of labels against gold ones."""
    made: dict[int, set[int]] = {}
    true: dict[str, set[int]] = {}
    for at, (one, other) in enumerate(zip(labels, gold, strict=True)):
        made.setdefault(one, set()).add(at)
        true.setdefault(other, set()).add(at)
    pairs = [(made[one], true[other]) for one, other in zip(labels, gold, strict=True)]
    precision = statistics.mean(len(m & t) / len(m) for m, t in pairs)
    return precision, statistics.mean(len(m & t) / len(t) for m, t in pairs)


def _accuracy(gold: Sequence[str], made: Sequence[str]) -> float:
    return statistics.mean(g == m for g, m in zip(gold, made, strict=True))


def _f1(gold: Sequence[str], made: Sequence[str], name: str) -> float:
    right = sum(g == m == name for g, m in zip(gold, made, strict=True))
    return 2 * right / (list(gold).count(name) + list(made).count(name))
