"""Whether a dispute is of one matter as a whole, and into which events its articles part where it is not.

Likeness runs on from one event into the next where a topic brings many of them: each statement agrees with some other,
and the whole is of nothing. Its articles then are parted by average linkage (Sokal and Michener 1958). Or one article
strays into a dispute of many by a single likeness, and goes alone.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sources.conflicts.group import Total
from sources.conflicts.index import Signature, cosine

Floats = npt.NDArray[np.float64]

MANY = 9
"""Articles from which a dispute must be of one matter as a whole."""
COHERENT = 0.35
"""Mean cosine of its articles from which it is."""
APART = 0.25
"""Mean cosine of two sets of articles under which they are of two events."""
SOME = 5
"""Articles from which it can be told that one of them strays."""
STRAY = 0.60
"""Share of a dispute's mean cosine under which an article's own to the others is that of a stray one."""


def events(articles: Sequence[str], signatures: Mapping[str, Signature]) -> list[set[str]]:
    """Return the articles in sets of one event each; their order is to be the same whenever they are the same."""
    count = len(articles)
    found = [{article} for article in articles]
    sums = _nearness([signatures[article] for article in articles])
    sizes = np.ones(count)
    means = sums.copy()
    np.fill_diagonal(means, -np.inf)
    for _ in range(count - 1):
        a, b = sorted(divmod(int(means.argmax()), count))
        if means[a, b] < APART:
            break
        found[a] |= found[b]
        found[b] = set()
        sums[a] += sums[b]
        sums[:, a] = sums[a]
        sizes[a] += sizes[b]
        means[a] = np.where(np.isneginf(means[a]), -np.inf, sums[a] / (sizes[a] * sizes))
        means[:, a] = means[a]
        means[b] = means[:, b] = -np.inf
    return [each for each in found if each]


def strays(articles: Collection[str], whole: Total, signatures: Mapping[str, Signature]) -> list[str]:
    """Return those of a dispute's articles, in order, that are much farther from the others than these are from each
    other; `whole` is the sum of all their signatures.
    """
    count = len(articles)
    if count < SOME:
        return []
    least = STRAY * whole.mean(count) * (count - 1)
    return [article for article in sorted(articles) if _to_others(signatures[article], whole) < least]


def _to_others(signature: Signature, whole: Total) -> float:
    one = Total()
    one.add(signature)
    return whole.product(one) - one.product(one)


def _nearness(signatures: Sequence[Signature]) -> Floats:
    """The cosine of each with each, see `index.cosine`."""
    places: dict[str, int] = {}
    for each in signatures:
        for term in each.terms:
            places.setdefault(term, len(places))
    rows = np.zeros((len(signatures), len(places)))
    for row, each in zip(rows, signatures, strict=True):
        row[[places[term] for term in each.terms]] = list(each.terms.values())
    near: Floats = rows @ rows.T
    for at, one in enumerate(signatures):
        if one.brief:
            near[at] = near[:, at] = [cosine(one, other) for other in signatures]
    return near
