"""From scores of arcs to a dependency tree with one root."""

import numpy as np
import numpy.typing as npt

from sources.language.encoder.windows import Ints

Scores = npt.NDArray[np.float32]
ROOTS = 4
"""Roots that are tried one by one: the likeliest are hardly ever wrong together."""


def heads(scores: Scores) -> list[int]:
    """The head of each of n words in the best tree: 0 for the root word, else 1 + the head's index.

    `scores` (n, 1 + n): row i scores the heads of word i, column 0 the root. Exactly one word gets head 0. The best
    head of each word is taken where that makes a tree; else the maximum spanning arborescence (Chu-Liu/Edmonds).
    """
    exact = scores.astype(np.float64)
    np.fill_diagonal(exact[:, 1:], -np.inf)
    best: list[int] = exact.argmax(1).tolist()
    return best if best.count(0) == 1 and not _cycle([0, *best]) else _rooted(exact)


def _rooted(scores: npt.NDArray[np.float64]) -> list[int]:
    """The best tree with one root, of finite scores but for the diagonal.

    What a root gains when every other word takes its best head bounds the trees with that root, so that few roots
    have to be tried. Where these do not settle it, every further arc from the root is made to cost more than all others
    can gain, which takes many more rounds.
    """
    n = len(scores)
    if n == 1:
        return [0]
    words = scores[:, 1:]
    gains = words.max(1)
    bounds = scores[:, 0] + gains.sum() - gains
    every = np.arange(n)
    best: list[int] = []
    most = -np.inf
    for tried, root in enumerate(np.argsort(-bounds, kind="stable").tolist()):
        if bounds[root] <= most:
            return best
        if tried == ROOTS:
            break
        order = np.array([root, *range(root), *range(root + 1, n)])
        found = _arborescence(words[order[:, None], order])
        tree = np.zeros(n, np.int64)
        tree[order[1:]] = order[found[1:]] + 1
        worth = scores[every, tree].sum()
        if worth > most:
            best, most = tree.tolist(), worth
    else:
        return best
    square = np.full((n + 1, n + 1), -np.inf)
    square[1:] = scores
    square[1:, 0] -= n * (np.ptp(scores[np.isfinite(scores)]) + 1)
    return _arborescence(square)[1:]


def _cycle(head: list[int]) -> list[int]:
    """The nodes of a cycle, none when there is none; node 0 is the root."""
    state = [0] * len(head)
    state[0] = -1
    for start in range(1, len(head)):
        at = start
        while state[at] == 0:
            state[at] = start
            at = head[at]
        if state[at] == start:
            found = [at]
            while head[found[-1]] != at:
                found.append(head[found[-1]])
            return found
    return []


def _arborescence(scores: npt.NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds on dense scores[dependent, head] with node 0 as the root; cycles are contracted in a loop.

    Every round takes O(n^2) and contracts at least one node, so that a sentence of n words takes O(n^3) at worst.
    """
    rounds = []
    while True:
        best: list[int] = scores.argmax(1).tolist()
        best[0] = 0
        cycle = _cycle(best)
        if not cycle:
            break
        head = np.array(best)
        rounds.append((scores, head, np.array(cycle)))
        scores = _contract(*rounds[-1])
    found = np.array(best)
    for before, head, nodes in reversed(rounds):
        found = _expand(before, head, nodes, found)
    out: list[int] = found.tolist()
    return out


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
    out[:kept, :kept] = scores[rest[:, None], rest]
    out[:kept, kept] = scores[rest[:, None], cycle].max(1)
    gain = scores[cycle[:, None], rest] - scores[cycle, head[cycle]][:, None]
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
    out[rest[into]] = cycle[scores[rest[into][:, None], cycle].argmax(1)]
    enters = int(rest[int(small[kept])])
    broken = int((scores[cycle, enters] - scores[cycle, head[cycle]]).argmax())
    out[cycle[broken]] = enters
    return out
