"""One kind of ties between statements, and the conflicts that they hold together."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass

from sources.conflicts import judge
from sources.conflicts.assemble import Clashes, Kinds, conflict_id, founding_pair
from sources.conflicts.group import BESIDE, Group, Total
from sources.conflicts.index import Signature
from sources.conflicts.judge import Edge
from sources.conflicts.linkage import Linkage
from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.rulings import Rulings
from sources.conflicts.ties import Agreement, Ties
from sources.models import Conflict, Kind

NEAR = 0.65
"""Share of the mean nearness of a core's articles that what stands beside it must have to them."""
FEW = 2
"""Articles up to which a core's mean tells nothing."""
Assemble = Callable[[str, list[Proposition], Clashes, Kinds], Conflict | None]


@dataclass(frozen=True, slots=True)
class Change:
    """Ids of the conflicts that opened, moved and closed."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]

    def __or__(self, other: "Change") -> "Change":
        """Return both changes as one."""
        return Change(self.new | other.new, self.changed | other.changed, self.gone | other.gone)


@dataclass(slots=True, eq=False)
class Core:
    """Statements that clash with or surely agree with each other, with what stands beside them."""

    keys: frozenset[Key]
    group: Group
    beside: frozenset[Key]
    members: frozenset[Key]
    conflict: str | None = None
    """The id of the conflict that they make, if they make one."""


class Layer(Ties):
    """A graph over statements whose clashes open conflicts; only what a change touches is worked out anew."""

    def __init__(
        self,
        kind: Kind,
        nodes: Mapping[Key, Proposition],
        signatures: Mapping[str, Signature],
        assemble: Assemble,
        rulings: Rulings,
        agreement: Agreement,
    ) -> None:
        """Start without ties.

        `nodes` are the board's statements and `signatures` its articles', both shared; `assemble` makes a conflict of
        those statements that belong together, as far as the user's `rulings` let them. For `agreement` see Ties.
        """
        super().__init__(kind, nodes, rulings, agreement)
        self._signatures = signatures
        self._assemble = assemble
        self._linkage = Linkage(nodes, signatures, rulings)
        self._cores: dict[Key, Core] = {}
        self._held: dict[str, Core] = {}
        self._age: dict[str, int] = {}
        self._opened = 0
        self.of: dict[Key, str] = {}
        self.conflicts: dict[str, Conflict] = {}

    def members(self, id: str) -> frozenset[Key]:
        """The statements that a conflict holds."""
        return self._held[id].members

    def founders(self, id: str) -> tuple[Key, Key]:
        """The earliest two statements of a conflict that clash."""
        found = founding_pair((self._nodes[key] for key in self._held[id].members), self.clashes)
        assert found is not None
        return found

    def drop(self, key: Key) -> set[Key]:
        """Cut all ties of a statement and return those that it was tied with."""
        self._linkage.forget(key)
        return super().drop(key)

    def settle(self, touched: set[Key]) -> Change:
        """Work out anew the conflicts that the touched statements belong to or may now belong to."""
        self._aim_all(touched)
        for key in touched:
            self._shake(key)
            self._loosen(key)
        self._stirred |= touched
        shaken = {self._cores[key] for key in self._shaken if key in self._cores}
        turned = self._turned(touched)
        groups = [core.group for core in sorted(turned - shaken, key=lambda core: min(core.members))]
        groups += self._grouped()
        retired = shaken | turned
        before = {core.conflict: self.conflicts[core.conflict] for core in retired if core.conflict}
        held = {core.members: core.conflict for core in retired}
        beside = {core.keys: core.beside for core in shaken - turned}
        heirs = self._retire(retired)
        cores = [self._core(group, beside) for group in groups]
        moved = []
        for core in cores:
            if core.members not in held or not core.members.isdisjoint(self._stirred):
                moved.append(core)
            elif identity := held[core.members]:
                self._put(identity, core, before[identity])
        for core in moved:
            self._open(core, heirs)
        for key in self._shaken - self._disputed:
            self._linkage.forget(key)
        self._stirred.clear()
        self._shaken.clear()
        self._loose.clear()
        after = {core.conflict for core in cores if core.conflict}
        for i in before.keys() - after:
            del self._age[i]
        return Change(
            frozenset(after - before.keys()),
            frozenset(i for i in after & before.keys() if self.conflicts[i] != before[i]),
            frozenset(before.keys() - after),
        )

    def _turned(self, touched: Set[Key]) -> set[Core]:
        """The cores that statements come to stand beside, or leave."""
        found = set()
        for key, former in self._loose.items():
            now = self._leaning(key)
            if now != former or key in touched:
                found |= {self._cores[at] for at in (former, now) if at in self._cores}
        return found

    def _grouped(self) -> list[Group]:
        """The sets of statements that clashes, and sure agreement between those that clash, hold together, as far as
        what holds them together has changed.
        """
        out: list[Group] = []
        for key in sorted(self._disputed & self._shaken):
            if key not in self._cored:
                tied = frozenset(self._tied(key))
                self._cored.update(dict.fromkeys(tied, tied))
                out += self._linkage.cores(sorted(tied), self._pairs(tied))
        return out

    def _retire(self, cores: Iterable[Core]) -> dict[Key, str]:
        """Take cores and their conflicts out; return which conflict had which statements."""
        heirs: dict[Key, str] = {}
        ages = {core.conflict: core for core in cores if core.conflict}
        for i in sorted(ages, key=self._age.__getitem__, reverse=True):
            heirs.update(dict.fromkeys(ages[i].members, i))
            for key in ages[i].members:
                del self.of[key]
            del self.conflicts[i], self._held[i]
        for core in cores:
            for key in core.keys:
                del self._cores[key]
        return heirs

    def _core(self, group: Group, beside: Mapping[frozenset[Key], frozenset[Key]]) -> Core:
        """Enter a core, with what stands beside it; `beside` has that of those whose surroundings are as they were."""
        keys = frozenset(group.keys)
        joined = beside.get(keys) if keys.isdisjoint(self._stirred) else None
        joined = self._joined(group) if joined is None else joined
        core = Core(keys, group, joined, keys | joined)
        self._cores.update(dict.fromkeys(keys, core))
        return core

    def _open(self, core: Core, heirs: Mapping[Key, str]) -> None:
        keys = core.keys
        founders = founding_pair((self._nodes[key] for key in keys), self.clashes)
        if founders is None or self._rulings.settles(keys):
            return
        former = {heirs[key] for key in keys if key in heirs}
        former -= {i for i in former if i in self.conflicts}
        identity = min(former, key=self._age.__getitem__) if former else conflict_id(self._kind, founders)
        while not former and identity in self.conflicts:
            identity = conflict_id(self._kind, (founders[0], (identity, founders[1][1])))
        conflict = self._assemble(identity, [self._nodes[key] for key in core.members], self.clashes, self.kind_of)
        if conflict is None:
            return
        if identity not in self._age:
            self._opened += 1
            self._age[identity] = self._opened
        self._put(identity, core, conflict)

    def _put(self, identity: str, core: Core, conflict: Conflict) -> None:
        self.conflicts[identity] = conflict
        self._held[identity] = core
        core.conflict = identity
        self.of.update(dict.fromkeys(core.members, identity))

    def _joined(self, core: Group) -> frozenset[Key]:
        """Statements outside that agree with the core, or are about it, more surely than with any other one.

        Both come from articles nearly as near to the core's as these are to each other, where there are some; one that
        agrees also names whom or what the core names.
        """
        around = {k for one in core.keys for k, e in self._edges[one].items() if e.relation != "clash"}
        leaning = {key: near for key in around - self._disputed if (near := self._leaning(key)) in core.keys}
        agreeing = {key for key, nearest in leaning.items() if self._edges[key][nearest].relation == "same"}
        outside = sorted(key for key in leaning if key[0] not in core.articles)
        apart = self._apart(core, {key[0] for key in outside})
        alone = self._linkage.alone(key for key in outside if key in agreeing and key[0] not in apart)
        far = {key for key, one in alone.items() if not core.near(one, BESIDE)}
        far |= {key for key in outside if key[0] in apart}
        return frozenset(key for key in leaning.keys() - far if not self._rulings.parts({key}, core.keys))

    def _apart(self, core: Group, articles: set[str]) -> set[str]:
        """Those of some articles that are much farther from a core's than these are from each other."""
        count = len(core.articles)
        if count <= FEW:
            return set()
        least = NEAR * core.signature.mean(count) * count
        found = set()
        for article in articles:
            one = Total()
            one.add(self._signatures[article])
            if core.signature.product(one) < least:
                found.add(article)
        return found

    def _leaning(self, key: Key) -> Key | None:
        """The disputed statement that one which nobody disputes agrees with, or is about, most surely."""
        if key not in self._leans and key in self._edges and key not in self._disputed:
            edges = self._edges[key]
            ties = [(-edges[k].score, k) for k in edges.keys() & self._disputed if _holds(edges[k], key, k)]
            if ties:
                self._leans[key] = min(ties)[1]
        return self._leans.get(key)


def _holds(edge: Edge, key: Key, other: Key) -> bool:
    """Whether a tie lets a statement that nobody disputes stand beside a disputed one."""
    least = judge.LEAST_BESIDE if key[0] == other[0] else judge.LEAST_SAME
    return edge.relation == "about" or (edge.relation == "same" and edge.score >= least)
