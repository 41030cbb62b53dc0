"""Ties between statements: what clashes, what surely agrees, and what of that the user has decided otherwise."""

from collections.abc import Callable, Iterable, Mapping

from sources.conflicts import judge
from sources.conflicts.judge import Edge, chosen
from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.rulings import Rulings
from sources.models import Kind

Agreement = Callable[[Key], Iterable[tuple[Key, Key, Edge]]]
"""What a statement agrees with or is about, as far as that has not been asked for before."""
RULED = 2.0
"""What a tie that the user made scores: more than any other."""
_NONE: Mapping[Key, Edge] = {}


class Ties:
    """A graph over statements. What was worked out from it is forgotten where a tie changes.

    A statement's ties of agreement are only there once it is disputed, or somebody has asked for them.
    """

    def __init__(self, kind: Kind, nodes: Mapping[Key, Proposition], rulings: Rulings, agreement: Agreement) -> None:
        """Start without ties.

        `nodes` are the board's statements, `rulings` what the user has decided, and `agreement` finds the ties that
        only matter where a statement is disputed.
        """
        self._agreement = agreement
        self._kind = kind
        self._nodes = nodes
        self._rulings = rulings
        self._edges: dict[Key, dict[Key, Edge]] = {}
        self._clashes: dict[Key, set[Key]] = {}
        self._sure: dict[Key, set[Key]] = {}
        self._disputed: set[Key] = set()
        self._cored: dict[Key, frozenset[Key]] = {}
        """For a disputed statement whose ties stand as they did: all that they join it to."""
        self._stirred: set[Key] = set()
        """Statements whose clashes have changed since the conflicts were last worked out."""
        self._leans: dict[Key, Key | None] = {}
        """For a statement that nobody disputes: the disputed one that it is about most surely."""
        self._loose: dict[Key, Key | None] = {}
        """Statements of which that may have changed since, and which one it was."""
        self._shaken: set[Key] = set()
        """Statements that what disputed ones are tied to may have changed for since."""

    def join(self, a: Key, b: Key, edge: Edge) -> None:
        """Tie two statements; a tie that is there already stays."""
        if b not in self._edges.get(a, ()):
            self._edges.setdefault(a, {})[b] = edge
            self._edges.setdefault(b, {})[a] = edge
            self._loosen(a)
            self._loosen(b)
            least = judge.LEAST_WITHIN if a[0] == b[0] else judge.LEAST_ONE
            if edge.relation == "same" and edge.score >= least:
                self._sure.setdefault(a, set()).add(b)
                self._sure.setdefault(b, set()).add(a)
                if a in self._disputed and b in self._disputed:
                    self._shake(a)
                    self._shake(b)

    def drop(self, key: Key) -> set[Key]:
        """Cut all ties of a statement and return those that it was tied with."""
        self._dispute(key, False)
        self._shake(key)
        others = self._edges.pop(key, {})
        for other in others:
            self._edges[other].pop(key, None)
            self._loosen(other)
        self._loosen(key)
        for other in self._clashes.pop(key, ()):
            self._unaim(other, key)
        for other in self._sure.pop(key, ()):
            self._sure[other].discard(key)
        return set(others)

    def _shake(self, key: Key) -> None:
        """Forget the cores of whatever a disputed statement is tied to."""
        if key in self._cored:
            tied = self._cored[key]
            self._shaken |= tied
            for other in tied:
                del self._cored[other]

    def _loosen(self, key: Key) -> None:
        """Forget which disputed statement one is about."""
        former = self._leans.pop(key, None)
        self._loose.setdefault(key, former)

    def _dispute(self, key: Key, disputed: bool) -> None:
        """Take a statement for disputed, or no longer."""
        if (key in self._disputed) is disputed:
            return
        if disputed:
            self._complete(key)
        (self._disputed.add if disputed else self._disputed.discard)(key)
        for other in (key, *self._sure.get(key, ()), *self._rulings.together.get(key, ())):
            self._shake(other)
        self._shaken.add(key)
        self._loosen(key)
        for other in self._edges.get(key, _NONE):
            self._loosen(other)

    def _complete(self, key: Key) -> None:
        """Find what a statement agrees with."""
        for a, b, edge in self._agreement(key):
            self.join(a, b, edge)

    def linked(self, a: Key, b: Key) -> bool:
        """Return whether two statements are surely about one thing, in agreement or not."""
        edge = self.ties(a).get(b)
        return edge is not None and (edge.relation != "same" or edge.score >= judge.LEAST_SAME)

    def clashing(self, key: Key) -> bool:
        """Return whether a statement may clash with another one."""
        return any(edge.relation == "clash" for edge in self._edges.get(key, _NONE).values())

    def ties(self, key: Key) -> Mapping[Key, Edge]:
        """What a statement is tied with, and how."""
        self._complete(key)
        return self._edges.get(key, _NONE)

    def clashes(self, key: Key) -> Mapping[Key, float]:
        """What a statement clashes with, and how surely; assertions that a denial does not aim at are left out."""
        edges = self._edges.get(key, {})
        return {other: edges[other].score for other in self._clashes.get(key, ())}

    def kind_of(self, a: Key, b: Key) -> Kind:
        """How two statements that are tied clash."""
        return self._edges[a][b].kind

    def _aim_all(self, touched: Iterable[Key]) -> None:
        """Hold the touched statements, and those that may clash with them, against what they clash with."""
        moved = {key for key in touched if key in self._nodes}
        moved |= {k for key in moved for k, e in self._edges.get(key, _NONE).items() if e.relation == "clash"}
        for key in moved:
            if self._kind is not Kind.DENIAL or self._nodes[key].position:
                self._aim(key)

    def _aim(self, key: Key) -> None:
        """Hold a denial against the assertions it fits best, versions and figures against all that they exclude."""
        edges = self._edges.get(key, _NONE)
        if self._kind is not Kind.DENIAL:
            aimed = {k for k, e in edges.items() if e.relation == "clash"}
        elif self._nodes[key].position < 0:
            aimed = set(chosen(edges, judge.BACK_MARGIN if self._nodes[key].points_back else judge.MARGIN))
        else:
            aimed = {k for k, e in edges.items() if e.relation == "clash" and e.kind in judge.VERSIONS}
            aimed |= {k for k in self._clashes.get(key, ()) if edges[k].kind not in judge.VERSIONS}
        lost = self._clashes.get(key, set()) - aimed
        for other in lost:
            self._unaim(other, key)
        for other in aimed:
            mine = self._clashes.setdefault(other, set())
            if key not in mine:
                mine.add(key)
                self._stir(key, other)
            self._dispute(other, True)
        if aimed:
            self._clashes[key] = aimed
        else:
            self._clashes.pop(key, None)
        self._dispute(key, bool(aimed))

    def _stir(self, key: Key, other: Key) -> None:
        """Note that whether two statements clash is not as it was."""
        self._stirred |= {key, other}
        self._shake(key)
        self._shake(other)

    def _unaim(self, key: Key, other: Key) -> None:
        self._stir(key, other)
        self._clashes[key].discard(other)
        if not self._clashes[key]:
            del self._clashes[key]
            self._dispute(key, False)

    def _agreeing(self, key: Key) -> set[Key]:
        """Disputed statements that surely agree with a disputed one."""
        return self._sure.get(key, set()) & self._disputed

    def _ruled(self, key: Key) -> set[Key]:
        """Disputed statements that the user put together with a disputed one."""
        return self._rulings.together.get(key, set()) & self._disputed

    def _tied(self, key: Key) -> set[Key]:
        """All disputed statements that clashes, agreement and the user's decisions join to one, step by step."""
        found, queue = {key}, [key]
        while queue:
            at = queue.pop()
            more = (self._clashes[at] | self._agreeing(at) | self._ruled(at)) - found
            found |= more
            queue += more
        return found

    def _pairs(self, keys: Iterable[Key]) -> list[tuple[float, Key, Key]]:
        """The pairs of some statements that are tied, the surest lowest; what the user put together comes first."""
        pairs = []
        for a in keys:
            ruled = self._ruled(a)
            for b in {*self._clashes[a], *self._agreeing(a), *ruled}:
                if a < b:
                    pairs.append((-RULED if b in ruled else -self._edges[a][b].score, a, b))
        return pairs
