"""Statements joined to cores, surest ties first, as far as their articles are of one event (average linkage).

A statement more hardly changes what is joined to what elsewhere. So each joining, and each refusal to join, is kept
with the two sets that it was of, and when the same statements are joined anew most of them are only looked up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sources.conflicts.coherence import COHERENT, MANY, events, strays
from sources.conflicts.group import ALONE, THIN, Group, Total
from sources.conflicts.index import Signature
from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.rulings import Rulings
from sources.conflicts.ties import RULED


@dataclass(slots=True, eq=False)
class Node:
    """A set of statements: a single one, or two sets joined."""

    name: Key
    """The first of its statements, by the larger set of two."""
    size: int
    made: "tuple[Node, Node] | None" = None
    group: Group | None = None
    """What the set is compared by; only kept of whole cores, and while others are compared with it."""
    parts: list[Group] | None = None
    """The cores in the set, once they have been worked out."""

    def keys(self) -> Iterator[Key]:
        """Yield its statements, in no order."""
        left = [self]
        while left:
            node = left.pop()
            if node.made is None:
                yield node.name
            else:
                left += node.made


Memo = dict[tuple[Node, Node, bool], Node | None]
"""What became of two sets, by whether the user put them together: None where they were not joined."""


class Linkage:
    """Average linkage of statements by their ties (Sokal and Michener 1958)."""

    def __init__(self, nodes: Mapping[Key, Proposition], signatures: Mapping[str, Signature], rulings: Rulings) -> None:
        """`nodes` are the board's statements, `signatures` its articles', `rulings` what the user has decided."""
        self._nodes = nodes
        self._signatures = signatures
        self._rulings = rulings
        self._single: dict[Key, Node] = {}
        self._memos: dict[Key, Memo] = {}
        self._totals: dict[str, Total] = {}
        """Those of single articles, while statements are joined."""

    def forget(self, key: Key) -> None:
        """Forget what was worked out of a statement that is not disputed any more, or that is another one now."""
        self._single.pop(key, None)
        self._memos.pop(key, None)

    def cores(self, keys: list[Key], pairs: list[tuple[float, Key, Key]]) -> list[Group]:
        """Return the cores among statements, in order, that pairs of these join: those that score lowest first.

        Two sets become one only when their articles are near each other on the whole (average linkage), so that a chain
        of likenesses does not run from one event into the next. What is returned is to be left as it is.
        """
        formers = list({id(found): found for key in keys if (found := self._memos.get(key))}.values())
        before = formers[0] if len(formers) == 1 else {case: both for found in formers for case, both in found.items()}
        memo: Memo = {}
        at = {key: self._single.setdefault(key, Node(key, 1)) for key in keys}
        above: dict[Node, Node] = {}
        for score, a, b in sorted(pairs):
            one, two = _top(at, a, above), _top(at, b, above)
            if one is two:
                continue
            if (-two.size, two.name) < (-one.size, one.name):
                one, two = two, one
            if self._rulings.apart and self._rulings.parts(set(one.keys()), set(two.keys())):
                continue
            case = one, two, score == -RULED
            if case in memo:
                continue  # refused before: joined they would be one
            both = memo[case] = before[case] if case in before else self._join(*case)
            if both is not None:
                above[one] = above[two] = both
                self._hand_on(one, two, both)
        self._memos.update(dict.fromkeys(keys, memo))
        for node in (*above, *(single for single in at.values() if single not in above)):
            node.group = node.parts = None
        self._totals.clear()
        whole = sorted({_top(at, key, above) for key in keys}, key=lambda node: node.name)
        return [core for node in whole if node.size > 1 for core in self._cores(node)]

    def alone(self, keys: Iterable[Key]) -> dict[Key, Group]:
        """Return each of these statements as a set of its own."""
        found = {key: self._alone(key) for key in keys}
        self._totals.clear()
        return found

    def _alone(self, key: Key) -> Group:
        article = key[0]
        if article not in self._totals:
            self._totals[article] = _total(self._signatures[article])
        return Group({key}, {article}, self._totals[article], dict.fromkeys(self._nodes[key].names, 1))

    def _join(self, one: Node, two: Node, ruled: bool) -> Node | None:
        if not ruled and not self._group(one).near(self._group(two)):
            return None
        return Node(one.name, one.size + two.size, (one, two))

    def _hand_on(self, one: Node, two: Node, found: Node) -> None:
        """Let what the larger of two sets is compared by grow to that of both, rather than add it up again."""
        if one.group is not None and found.group is None:
            one.group.take(self._group(two), self._signatures)
            found.group = one.group
            one.group = one.parts = None

    def _group(self, node: Node) -> Group:
        if node.group is None:
            node.group = self._alone(node.name) if node.made is None else self._of(node.keys())
        return node.group

    def _of(self, keys: Iterable[Key]) -> Group:
        """What a set of statements is compared by."""
        names: dict[str, int] = {}
        keys = set(keys)
        for key in keys:
            for name in self._nodes[key].names:
                names[name] = names.get(name, 0) + 1
        articles = {key[0] for key in keys}
        return Group(keys, articles, _total(*(self._signatures[article] for article in sorted(articles))), names, True)

    def _cores(self, node: Node) -> list[Group]:
        if node.parts is None:
            parts = self._parted(self._group(node))
            node.parts = [part for part in parts if len(part.keys) > 1 and self._holds(part)]
        return node.parts

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
            part = self._of(key for key in group.keys if key[0] in articles)
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


def _top(at: Mapping[Key, Node], key: Key, above: dict[Node, Node]) -> Node:
    """The set that a statement has come to be in."""
    node = start = at[key]
    while node in above:
        node = above[node]
    while start is not node:
        above[start], start = node, above[start]
    return node


def _total(*signatures: Signature) -> Total:
    total = Total()
    for each in signatures:
        total.add(each)
    return total
