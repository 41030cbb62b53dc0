"""One kind of ties between statements, and the conflicts that they hold together."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sources.conflicts import judge
from sources.conflicts.assemble import Clashes, Kinds, conflict_id, founding_pair
from sources.conflicts.coherence import COHERENT, MANY, events, strays
from sources.conflicts.group import ALONE, BESIDE, THIN, Group, Total
from sources.conflicts.index import Signature
from sources.conflicts.judge import Edge
from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.rulings import Rulings
from sources.conflicts.ties import Ties
from sources.models import Conflict, Kind

RULED = 2.0
"""What a tie that the user made scores: more than any other."""
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


class Layer(Ties):
    """A graph over statements whose clashes open conflicts; only what a change touches is worked out anew."""

    def __init__(
        self,
        kind: Kind,
        nodes: Mapping[Key, Proposition],
        signatures: Mapping[str, Signature],
        assemble: Assemble,
        rulings: Rulings,
    ) -> None:
        """Start without ties.

        `nodes` are the board's statements and `signatures` its articles', both shared; `assemble` makes a conflict of
        those statements that belong together, as far as the user's `rulings` let them.
        """
        super().__init__(kind, nodes, rulings)
        self._signatures = signatures
        self._assemble = assemble
        self._members: dict[str, frozenset[Key]] = {}
        self._age: dict[str, int] = {}
        self._opened = 0
        self.of: dict[Key, str] = {}
        self.conflicts: dict[str, Conflict] = {}

    def members(self, id: str) -> frozenset[Key]:
        """The statements that a conflict holds."""
        return self._members[id]

    def founders(self, id: str) -> tuple[Key, Key]:
        """The earliest two statements of a conflict that clash."""
        found = founding_pair((self._nodes[key] for key in self._members[id]), self.clashes)
        assert found is not None
        return found

    def settle(self, touched: set[Key]) -> Change:
        """Work out anew the conflicts that the touched statements belong to or may now belong to."""
        stale = {self.of[key] for key in touched if key in self.of}
        moved = {key for key in touched if key in self._nodes}
        moved |= {k for key in moved for k, e in self._edges.get(key, {}).items() if e.relation == "clash"}
        aimed = set()
        for key in moved:
            if self._kind is not Kind.DENIAL or self._nodes[key].position:
                aimed |= self._aim(key)
        reach = self._reached(moved | aimed | self._held(stale))
        while more := {self.of[key] for key in reach if key in self.of} - stale:
            stale |= more
            reach |= self._reached(self._held(more))
        for key in touched:
            self._shake(key)
        self._stirred |= touched
        before = {i: self.conflicts[i] for i in stale}
        held = {self._members[i]: i for i in stale}
        heirs: dict[Key, str] = {}
        for i in sorted(stale, key=self._age.__getitem__, reverse=True):
            heirs.update(dict.fromkeys(self._members[i], i))
            for key in self._members[i]:
                self.of.pop(key, None)
            del self.conflicts[i], self._members[i]
        for core in self._cores(reach):
            members = core.keys | self._joined(core)
            as_before = held.get(frozenset(members))
            if as_before is not None and members.isdisjoint(self._stirred):
                self._put(as_before, members, before[as_before])
            else:
                self._open(core.keys, members, heirs)
        self._stirred.clear()
        after = {self.of[key] for key in reach if key in self.of}
        for i in set(before) - after:
            del self._age[i]
        return Change(
            frozenset(after - set(before)),
            frozenset(i for i in after & set(before) if self.conflicts[i] != before[i]),
            frozenset(set(before) - after),
        )

    def _held(self, ids: Iterable[str]) -> set[Key]:
        return {key for i in ids for key in self._members[i] if key in self._nodes}

    def _cores(self, reach: Iterable[Key]) -> list[Group]:
        """The sets of statements that clashes, and sure agreement between those that clash, hold together."""
        out: list[Group] = []
        done: set[Key] = set()
        for key in sorted(self._disputed.intersection(reach)):
            if key in done:
                continue
            if key not in self._cored:
                tied = self._tied(key)
                cores = self._linked(sorted(tied))
                self._cored.update(dict.fromkeys(tied, (frozenset(tied), cores)))
            tied_, cores = self._cored[key]
            done |= tied_
            out += cores
        return out

    def _linked(self, keys: list[Key]) -> list[Group]:
        """The cores among statements that ties join: surest ties first, two sets become one only when their articles
        are near each other on the whole (average linkage), so that a chain of likenesses does not run from one event
        into the next.
        """
        pairs = []
        for a in keys:
            ruled = self._ruled(a)
            for b in {*self._clashes[a], *self._agreeing(a), *ruled}:
                if a < b:
                    pairs.append((-RULED if b in ruled else -self._edges[a][b].score, a, b))
        groups = self._alone(keys)
        of = {key: key for key in keys}
        for score, a, b in sorted(pairs):
            if of[a] == of[b]:
                continue
            one, two = sorted((of[a], of[b]), key=lambda key: (-len(groups[key].keys), key))
            if self._rulings.parts(groups[one].keys, groups[two].keys):
                continue
            if score != -RULED and not groups[one].near(groups[two]):
                continue
            of.update(dict.fromkeys(groups[two].keys, one))
            groups[one].take(groups.pop(two), self._signatures)
        whole = [part for group in groups.values() if len(group.keys) > 1 for part in self._parted(group)]
        return [group for group in whole if len(group.keys) > 1 and self._holds(group)]

    def _parted(self, group: Group) -> list[Group]:
        """The set, or one for each event where it has many articles that are not of one matter as a whole, and one for
        each article that strays; what the user has put together stays one.
        """
        count = len(group.articles)
        several = count >= MANY and group.signature.mean(count) < COHERENT
        found = self._split(group, events(sorted(group.articles), self._signatures)) if several else [group]
        return [part for each in found for part in self._without_strays(each)]

    def _without_strays(self, group: Group) -> list[Group]:
        alone = strays(group.articles, group.signature, self._signatures)
        return self._split(group, [group.articles.difference(alone), *({a} for a in alone)]) if alone else [group]

    def _split(self, group: Group, sets: Iterable[set[str]]) -> list[Group]:
        """The set, split by sets of its articles."""
        parts: list[Group] = []
        for articles in sets:
            part, *rest = self._alone(sorted(key for key in group.keys if key[0] in articles)).values()
            for one in rest:
                part.take(one, self._signatures)
            for other in [other for other in parts if self._rulings.joins(part.keys, other.keys)]:
                parts.remove(other)
                part.take(other, self._signatures)
            parts.append(part)
        return parts

    def _holds(self, group: Group) -> bool:
        """Whether what clashes may stand as a dispute: few statements of several articles do when these are near."""
        count = len(group.articles)
        if len(group.keys) > THIN or count < 2:
            return True
        return group.signature.mean(count) >= ALONE

    def _alone(self, keys: Iterable[Key]) -> dict[Key, Group]:
        """Each of these statements as a set of its own."""
        totals: dict[str, Total] = {}
        found: dict[Key, Group] = {}
        for key in keys:
            article = key[0]
            if article not in totals:
                totals[article] = Total()
                totals[article].add(self._signatures[article])
            found[key] = Group({key}, {article}, totals[article], Counter(self._nodes[key].names))
        return found

    def _open(self, core: set[Key], members: set[Key], heirs: Mapping[Key, str]) -> None:
        founders = founding_pair((self._nodes[key] for key in core), self.clashes)
        if founders is None or self._rulings.settles(core):
            return
        former = {heirs[key] for key in core if key in heirs}
        former -= {i for i in former if i in self.conflicts}
        identity = min(former, key=self._age.__getitem__) if former else conflict_id(self._kind, founders)
        while not former and identity in self.conflicts:
            identity = conflict_id(self._kind, (founders[0], (identity, founders[1][1])))
        conflict = self._assemble(identity, [self._nodes[key] for key in members], self.clashes, self.kind_of)
        if conflict is None:
            return
        if identity not in self._age:
            self._opened += 1
            self._age[identity] = self._opened
        self._put(identity, members, conflict)

    def _put(self, identity: str, members: set[Key], conflict: Conflict) -> None:
        self.conflicts[identity] = conflict
        self._members[identity] = frozenset(members)
        self.of.update(dict.fromkeys(members, identity))

    def _joined(self, core: Group) -> set[Key]:
        """Statements outside that agree with the core, or are about it, more surely than with any other one.

        Both come from articles nearly as near to the core's as these are to each other, where there are some; one that
        agrees also names whom or what the core names.
        """
        around = {k for one in core.keys for k, e in self._edges[one].items() if e.relation != "clash"}
        leaning = {key: near for key in around - self._disputed if (near := self._leaning(key)) in core.keys}
        agreeing = {key for key, nearest in leaning.items() if self._edges[key][nearest].relation == "same"}
        outside = sorted(key for key in leaning if key[0] not in core.articles)
        apart = self._apart(core, {key[0] for key in outside})
        alone = self._alone(key for key in outside if key in agreeing and key[0] not in apart)
        far = {key for key, one in alone.items() if not core.near(one, BESIDE)}
        far |= {key for key in outside if key[0] in apart}
        return {key for key in leaning.keys() - far if not self._rulings.parts({key}, core.keys)}

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
        if key not in self._leans:
            edges = self._edges[key]
            ties = [(-edges[k].score, k) for k in edges.keys() & self._disputed if _holds(edges[k], key, k)]
            self._leans[key] = min(ties)[1] if ties else None
        return self._leans[key]


def _holds(edge: Edge, key: Key, other: Key) -> bool:
    """Whether a tie lets a statement that nobody disputes stand beside a disputed one."""
    least = judge.LEAST_BESIDE if key[0] == other[0] else judge.LEAST_SAME
    return edge.relation == "about" or (edge.relation == "same" and edge.score >= least)
