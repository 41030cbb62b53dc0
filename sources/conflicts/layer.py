"""One kind of ties between statements, and the conflicts that they hold together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sources.conflicts import judge
from sources.conflicts.assemble import Clashes, conflict_id, founding_pair
from sources.conflicts.judge import Edge, chosen
from sources.conflicts.proposition import Key, Proposition
from sources.models import Conflict, Kind

Assemble = Callable[[str, list[Proposition], Clashes], Conflict | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Ids of the conflicts that opened, moved and closed."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]

    def __or__(self, other: "Change") -> "Change":
        """Return both changes as one."""
        return Change(self.new | other.new, self.changed | other.changed, self.gone | other.gone)


class Layer:
    """A graph over statements whose clashes open conflicts; only what a change touches is worked out anew."""

    def __init__(self, kind: Kind, nodes: Mapping[Key, Proposition], assemble: Assemble) -> None:
        """`nodes` are the board's statements, shared; `assemble` makes a conflict of those that belong together."""
        self._kind = kind
        self._nodes = nodes
        self._assemble = assemble
        self._edges: dict[Key, dict[Key, Edge]] = {}
        self._clashes: dict[Key, set[Key]] = {}
        self._members: dict[str, frozenset[Key]] = {}
        self._age: dict[str, int] = {}
        self._opened = 0
        self.of: dict[Key, str] = {}
        self.conflicts: dict[str, Conflict] = {}

    def join(self, a: Key, b: Key, edge: Edge) -> None:
        """Tie two statements; a tie that is there already stays."""
        if b not in self._edges.get(a, ()):
            self._edges.setdefault(a, {})[b] = edge
            self._edges.setdefault(b, {})[a] = edge

    def drop(self, key: Key) -> set[Key]:
        """Cut all ties of a statement and return those that it was tied with."""
        others = self._edges.pop(key, {})
        for other in others:
            self._edges[other].pop(key, None)
        for other in self._clashes.pop(key, ()):
            self._clashes[other].discard(key)
        return set(others)

    def clashes(self, key: Key) -> Mapping[Key, float]:
        """What a statement clashes with, and how surely; assertions that a denial does not aim at are left out."""
        edges = self._edges.get(key, {})
        return {other: edges[other].score for other in self._clashes.get(key, ())}

    def _aim(self, key: Key) -> None:
        """Hold a denial against the assertions that it fits best, and figures against all that differ."""
        edges = self._edges.get(key, {})
        aimed = chosen(edges) if self._kind is Kind.DENIAL else frozenset(edges)
        for other in self._clashes.get(key, set()) - aimed:
            self._clashes[other].discard(key)
        for other in aimed:
            self._clashes.setdefault(other, set()).add(key)
        self._clashes[key] = set(aimed)

    def settle(self, touched: set[Key]) -> Change:
        """Work out anew the conflicts that the touched statements belong to or may now belong to."""
        stale = {self.of[key] for key in touched if key in self.of}
        moved = {key for key in touched if key in self._nodes}
        moved |= {other for key in moved for other in self._edges.get(key, ())}
        for key in moved:
            if self._kind is not Kind.DENIAL or self._nodes[key].position < 0:
                self._aim(key)
        reach = moved | {other for key in moved for other in self._edges.get(key, ())}
        while more := {self.of[key] for key in reach if key in self.of} - stale:
            stale |= more
            reach |= {key for i in more for key in self._members[i] if key in self._nodes}
        reach |= {key for i in stale for key in self._members[i] if key in self._nodes}
        before = {i: self.conflicts[i] for i in stale}
        heirs: dict[Key, str] = {}
        for i in sorted(stale, key=self._age.__getitem__, reverse=True):
            heirs.update(dict.fromkeys(self._members[i], i))
            for key in self._members[i]:
                self.of.pop(key, None)
            del self.conflicts[i], self._members[i]
        for core in self._cores(reach):
            self._open(core, heirs)
        after = {self.of[key] for key in reach if key in self.of}
        for i in set(before) - after:
            del self._age[i]
        return Change(
            frozenset(after - set(before)),
            frozenset(i for i in after & set(before) if self.conflicts[i] != before[i]),
            frozenset(set(before) - after),
        )

    def _cores(self, reach: Iterable[Key]) -> list[set[Key]]:
        """The sets of statements that clashes, and sure agreement between those that clash, hold together."""
        seen: set[Key] = set()
        cores = []
        for start in sorted(reach):
            if start in seen or not self._clashes.get(start):
                continue
            core, queue = {start}, [start]
            while queue:
                key = queue.pop()
                agree = (
                    k
                    for k, e in self._edges[key].items()
                    if e.relation == "same" and e.score >= judge.LEAST_ONE and self._clashes.get(k)
                )
                for other in (*self._clashes.get(key, ()), *agree):
                    if other not in core:
                        core.add(other)
                        queue.append(other)
            seen |= core
            cores.append(core)
        return cores

    def _open(self, core: set[Key], heirs: Mapping[Key, str]) -> None:
        founders = founding_pair((self._nodes[key] for key in core), self.clashes)
        if founders is None:
            return
        former = {heirs[key] for key in core if key in heirs} - set(self.conflicts)
        identity = min(former, key=self._age.__getitem__) if former else conflict_id(self._kind, founders)
        while not former and identity in self.conflicts:
            identity = conflict_id(self._kind, (founders[0], (identity, founders[1][1])))
        members = core | self._joined(core)
        conflict = self._assemble(identity, [self._nodes[key] for key in members], self.clashes)
        if conflict is None:
            return
        if identity not in self._age:
            self._opened += 1
            self._age[identity] = self._opened
        self.conflicts[identity] = conflict
        self._members[identity] = frozenset(members)
        self.of.update(dict.fromkeys(members, identity))

    def _joined(self, core: set[Key]) -> set[Key]:
        """Statements outside that agree with the core, or are about it, more surely than with anything else."""
        outside = {k for key in core for k, e in self._edges[key].items() if e.relation != "clash"} - core
        found = set()
        for key in outside:
            if self._clashes.get(key):
                continue
            contested = [
                (-e.score, k) for k, e in self._edges[key].items() if e.relation != "clash" and self._clashes.get(k)
            ]
            if contested and min(contested)[1] in core:
                found.add(key)
        return found
