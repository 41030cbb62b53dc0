"""The board: readings come and go, conflicts open, move and close."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sources.conflicts.assemble import assemble, conflict_id, founding_pair
from sources.conflicts.index import ArticleIndex
from sources.conflicts.judge import Edge, chosen, judge, referred
from sources.conflicts.origins import Provenance, provenance
from sources.conflicts.proposition import Key, Proposition, propositions
from sources.conflicts.rank import most_contested
from sources.models import Conflict, Reading


@dataclass(frozen=True, slots=True)
class Change:
    """Ids of the conflicts that opened, moved and closed."""

    new: frozenset[str]
    changed: frozenset[str]
    gone: frozenset[str]


class Board:
    """All conflicts between the statements of the articles added so far.

    What is linked depends on the articles alone, not on the order in which they came, as long as no term marks more
    articles than the index keeps. An id is that of the pair of statements that opened the conflict; it stays when more
    evidence comes, also earlier evidence, and when conflicts merge the one that opened on this board first keeps its.
    """

    def __init__(self) -> None:
        """Start with no articles."""
        self._index = ArticleIndex()
        self._articles: dict[str, list[Proposition]] = {}
        self._provenance: dict[str, Provenance] = {}
        self._nodes: dict[Key, Proposition] = {}
        self._edges: dict[Key, dict[Key, Edge]] = {}
        self._denied: dict[Key, frozenset[Key]] = {}
        self._conflicts: dict[str, Conflict] = {}
        self._members: dict[str, frozenset[Key]] = {}
        self._of: dict[Key, str] = {}
        self._age: dict[str, int] = {}
        self._opened = 0

    def add(self, reading: Reading) -> Change:
        """Add a reading, in place of a former one of the same article, and return what changed on the board."""
        touched = self._take_out(reading.article.id)
        touched |= self._put_in(reading)
        return self._settle(touched)

    def remove(self, article: str) -> Change:
        """Remove an article's statements and return what changed; an unknown article changes nothing."""
        return self._settle(self._take_out(article))

    def conflict(self, id: str) -> Conflict:
        """Return the conflict of this id; raises KeyError when there is none."""
        return self._conflicts[id]

    def conflicts(self) -> list[Conflict]:
        """Return all conflicts, most contested first."""
        return most_contested(list(self._conflicts.values()))

    def conflicts_of(self, article: str) -> tuple[str, ...]:
        """Return the ids of the conflicts that an article has evidence for, most contested first."""
        found = {self._of[p.key] for p in self._articles.get(article, ()) if p.key in self._of}
        ranked = most_contested([self._conflicts[i] for i in found])
        return tuple(c.id for c in ranked if any(e.article == article for s in (*c.sides, *c.others) for e in s.statements))

    def _put_in(self, reading: Reading) -> set[Key]:
        article = reading.article.id
        mine = propositions(reading)
        self._articles[article] = mine
        self._nodes.update((p.key, p) for p in mine)
        if not mine:
            return set()
        self._provenance[article] = provenance(reading)
        self._index.add(reading.article)
        for a, b, edge in referred(mine):
            self._join(a, b, edge)
        for at, p in enumerate(mine):
            for other in mine[:at]:
                self._compare(p, other, 1.0)
        for near, cosine in self._index.neighbours(article):
            for p in mine:
                for other in self._articles[near]:
                    self._compare(p, other, cosine)
        return {p.key for p in mine}

    def _take_out(self, article: str) -> set[Key]:
        touched: set[Key] = set()
        for p in self._articles.pop(article, ()):
            for other in self._edges.pop(p.key, {}):
                self._edges[other].pop(p.key, None)
                touched.add(other)
            del self._nodes[p.key]
            touched.add(p.key)
        self._index.remove(article)
        self._provenance.pop(article, None)
        return touched

    def _compare(self, a: Proposition, b: Proposition, cosine: float) -> None:
        if b.key not in self._edges.get(a.key, {}) and (edge := judge(a, b, cosine)):
            self._join(a, b, edge)

    def _join(self, a: Proposition, b: Proposition, edge: Edge) -> None:
        self._edges.setdefault(a.key, {})[b.key] = edge
        self._edges.setdefault(b.key, {})[a.key] = edge

    def _neighbours(self, key: Key) -> Mapping[Key, Edge]:
        """What a statement is joined with, leaving out assertions that a denial does not aim at."""
        edges = self._edges.get(key, {})
        return {other: edge for other, edge in edges.items() if edge.relation != "clash" or self._aimed(key, other)}

    def _aimed(self, a: Key, b: Key) -> bool:
        denial, assertion = (a, b) if self._nodes[a].position < 0 else (b, a)
        return assertion in self._denied.get(denial, ())

    def _settle(self, touched: set[Key]) -> Change:
        """Work out anew the conflicts that the touched statements belong to or may now belong to."""
        stale = {self._of[key] for key in touched if key in self._of}
        moved = {key for key in touched if key in self._nodes}
        moved |= {other for key in moved for other in self._edges.get(key, ())}
        for key in touched - moved:
            self._denied.pop(key, None)
        for key in moved:
            if self._nodes[key].position < 0:
                self._denied[key] = chosen(self._edges.get(key, {}))
        reach = moved | {other for key in moved for other in self._edges.get(key, ())}
        while more := {self._of[key] for key in reach if key in self._of} - stale:
            stale |= more
            reach |= {key for i in more for key in self._members[i] if key in self._nodes}
        reach |= {key for i in stale for key in self._members[i] if key in self._nodes}
        before = {i: self._conflicts[i] for i in stale}
        heirs: dict[Key, str] = {}
        for i in sorted(stale, key=self._age.__getitem__, reverse=True):
            heirs.update(dict.fromkeys(self._members[i], i))
            for key in self._members[i]:
                self._of.pop(key, None)
            del self._conflicts[i], self._members[i]
        for core in self._cores(reach):
            self._open(core, heirs)
        after = {i for i in {self._of[key] for key in reach if key in self._of}}
        for i in set(before) - after:
            del self._age[i]
        return Change(
            frozenset(after - set(before)),
            frozenset(i for i in after & set(before) if self._conflicts[i] != before[i]),
            frozenset(set(before) - after),
        )

    def _cores(self, reach: Iterable[Key]) -> list[set[Key]]:
        """The sets of statements that clashes, and sure agreement between those that clash, hold together."""
        seen: set[Key] = set()
        cores = []
        for start in sorted(reach):
            if start in seen or not self._clashes(start):
                continue
            core, queue = {start}, [start]
            while queue:
                key = queue.pop()
                for other, edge in self._neighbours(key).items():
                    if other in core:
                        continue
                    if edge.relation == "clash" or (edge.relation == "same" and self._clashes(other)):
                        core.add(other)
                        queue.append(other)
            seen |= core
            cores.append(core)
        return cores

    def _clashes(self, key: Key) -> bool:
        return any(edge.relation == "clash" for edge in self._neighbours(key).values())

    def _open(self, core: set[Key], heirs: Mapping[Key, str]) -> None:
        founders = founding_pair((self._nodes[key] for key in core), self._neighbours)
        if founders is None:
            return
        former = {heirs[key] for key in core if key in heirs} - set(self._conflicts)
        identity = min(former, key=self._age.__getitem__) if former else conflict_id(founders)
        while not former and identity in self._conflicts:
            identity = conflict_id((founders[0], (identity, founders[1][1])))
        members = core | self._joined(core)
        conflict = assemble(identity, [self._nodes[key] for key in members], self._neighbours, self._provenance)
        if conflict is None:
            return
        if identity not in self._age:
            self._opened += 1
            self._age[identity] = self._opened
        self._conflicts[identity] = conflict
        self._members[identity] = frozenset(members)
        self._of.update(dict.fromkeys(members, identity))

    def _joined(self, core: set[Key]) -> set[Key]:
        """Statements outside that agree with the core, or are about it, more surely than with anything else."""
        found = set()
        for key in {other for inner in core for other in self._neighbours(inner)} - core:
            if self._clashes(key):
                continue
            best = min(self._contested(key), key=lambda item: (-item[1].score, item[0]))
            if best[0] in core:
                found.add(key)
        return found

    def _contested(self, key: Key) -> list[tuple[Key, Edge]]:
        return [(other, edge) for other, edge in self._neighbours(key).items() if self._clashes(other)]


def within(reading: Reading) -> list[Conflict]:
    """Return the conflicts that can be read in this article alone, most contested first."""
    board = Board()
    board.add(reading)
    return board.conflicts()
