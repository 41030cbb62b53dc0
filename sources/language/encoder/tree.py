"""From scores of arcs to a dependency tree with one root."""

import numpy as np
import numpy.typing as npt

from sources.language.encoder.windows import Ints

Scores = npt.NDArray[np.float32]


def heads(scores: Scores) -> Ints:
    """The head of each of n words in the best tree: 0 for the root word, else 1 + the head's index.

    `scores` (n, 1 + n): row i scores the heads of word i, column 0 the root. Exactly one word gets head 0. The best
    head of each word is taken where that makes a tree; else the maximum spanning arborescence (Chu-Liu/Edmonds).
    """
    n = len(scores)
    scores = scores.astype(np.float64)
    np.fill_diagonal(scores[:, 1:], -np.inf)
    best: Ints = scores.argmax(1)
    if (best == 0).sum() == 1 and _cycle(np.concatenate([[0], best])) is None:
        return best
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    # every further arc from the root costs more than all others can gain, so that the best tree has one
    square[1:, 0] -= n * (np.ptp(scores[np.isfinite(scores)]) + 1)
    return _arborescence(square)[1:]


def _cycle(head: Ints) -> Ints | None:
    """The nodes of a cycle, None when there is none; node 0 is the root."""
    heads = head.tolist()  # single elements of a list are read much faster than those of an array
    state = [0] * len(heads)
    state[0] = -1
    for start in range(1, len(heads)):
        at = start
        while state[at] == 0:
            state[at] = start
            at = heads[at]
        if state[at] == start:
            found = [at]
            while heads[found[-1]] != at:
                found.append(heads[found[-1]])
            return np.array(found)
    return None


def _arborescence(scores: npt.NDArray[np.float64]) -> Ints:
    """Chu-Liu/Edmonds on dense scores[dependent, head] with node 0 as the root; cycles are contracted in a loop.

    Every round takes O(n^2) and contracts at least one node, so that a sentence of n words takes O(n^3) at worst.
    """
    rounds = []
    while True:
        head: Ints = scores.argmax(1)
        head[0] = 0
        cycle = _cycle(head)
        if cycle is None:
            break
        rounds.append((scores, head, cycle))
        scores = _contract(scores, head, cycle)
    for before, best, cycle in reversed(rounds):
        head = _expand(before, best, cycle, head)
    return head


def _outside(cycle: Ints, number: int) -> Ints:
    """The nodes that are not in the cycle, ascending."""
    out = np.ones(number, bool)
    out[cycle] = False
    return np.flatnonzero(out)


def _contract(scores: npt.NDArray[np.float64], head: Ints, cycle: Ints) -> npt.NDArray[np.float64]:
    """The scores with the cycle's nodes as one, put last."""
    rest = _outside(cycle, len(scores))
    kept = len(rest)
    out = np.full((kept + 1, kept + 1), -np.inf)
    out[:kept, :kept] = scores[np.ix_(rest, rest)]
    out[:kept, kept] = scores[np.ix_(rest, cycle)].max(1)
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, head[cycle]][:, None]
    out[kept, :kept] = gain.max(0)
    return out


def _expand(scores: npt.NDArray[np.float64], head: Ints, cycle: Ints, small: Ints) -> Ints:
    """The heads of the uncontracted graph from those of the contracted one."""
    rest = _outside(cycle, len(scores))
    kept = len(rest)
    out = np.zeros(len(scores), np.int64)
    out[cycle] = head[cycle]
    to = small[:kept]
    into = to == kept
    out[rest] = rest[np.where(into, 0, to)]
    out[rest[into]] = cycle[scores[np.ix_(rest[into], cycle)].argmax(1)]
    enters = int(rest[int(small[kept])])
    broken = int((scores[cycle, enters] - scores[cycle, head[cycle]]).argmax())
    out[cycle[broken]] = enters
    return out
