"""The board: readings come and go, conflicts open, move and close."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from sources.collector import uncollected
from sources.conflicts.assemble import claim_of, count_conflict, position_conflict
from sources.conflicts.candidates import Candidates
from sources.conflicts.counting import counted
from sources.conflicts.index import ArticleIndex
from sources.conflicts.judge import Edge, joins, judge
from sources.conflicts.layer import Change, Layer
from sources.conflicts.origins import Origins
from sources.conflicts.prepare import propositions
from sources.conflicts.proposition import Key, Proposition
from sources.conflicts.rank import Rank, Ranking, most_contested
from sources.conflicts.refer import referred
from sources.conflicts.rulings import Rulings
from sources.conflicts.why import reasons
from sources.models import Claim, Conflict, Decision, Kind, Reading, Ruling


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
        self._candidates = Candidates()
        self._origins = Origins()
        self._nodes: dict[Key, Proposition] = {}
        signatures = self._index.signatures
        self._rulings = Rulings()
        positions, counts = partial(position_conflict, self._origins), partial(count_conflict, self._origins)
        self._denials = Layer(Kind.DENIAL, self._nodes, signatures, positions, self._rulings, self._agreement)
        self._counts = Layer(Kind.FIGURES, self._nodes, signatures, counts, self._rulings, lambda _: ())
        self._layers = (self._denials, self._counts)
        self._ranking = Ranking()

    def add(self, *readings: Reading) -> Change:
        """Add readings, each in place of a former one of its article, and return what changed on the board.

        Several at once cost less than one after the other, for what they touch together is worked out once, and come to
        the same board; but a conflict's id is then told by its earliest pair, not by the one that came first.
        """
        touched: set[Key] = set()
        with uncollected():
            for reading in readings:
                touched |= self._take_out(reading.article.id)
                touched |= self._put_in(reading)
            return self._settle(touched)

    def remove(self, article: str) -> Change:
        """Remove an article's statements and return what changed; an unknown article changes nothing."""
        return self._settle(self._take_out(article))

    def conflict(self, id: str) -> Conflict:
        """Return the conflict of this id; raises KeyError when there is none."""
        return self._layer(id).conflicts[id]

    def find(self, id: str) -> Conflict | None:
        """Return the conflict of this id, or None when there is none."""
        return next((layer.conflicts[id] for layer in self._layers if id in layer.conflicts), None)

    def conflicts(self) -> list[Conflict]:
        """Return all conflicts, most contested first."""
        return [self.conflict(id) for id in self._ranking.ids]

    def ids(self) -> list[str]:
        """Return the ids of all conflicts, most contested first."""
        return self._ranking.ids

    def rank(self, id: str) -> Rank:
        """Return what the conflict of this id is sorted by; raises KeyError when there is none."""
        return self._ranking.of(id)

    def conflicts_of(self, article: str) -> tuple[str, ...]:
        """Return the ids of the conflicts that an article has evidence for, most contested first."""
        keys = [p.key for p in self._articles.get(article, ())]
        found = {layer.of[key]: layer for layer in self._layers for key in keys if key in layer.of}
        ranked = most_contested([layer.conflicts[i] for i, layer in found.items()])
        return tuple(
            c.id for c in ranked if any(e.article == article for s in (*c.sides, *c.others) for e in s.statements)
        )

    def rule(self, decisions: Iterable[Decision]) -> Change:
        """Let these decisions of the user's hold, in place of all former ones, and return what changed.

        They hold for what is there and for what arrives later; a decision about a statement that is not there waits.
        """
        return self._settle(self._rulings.set(decisions))

    def split(self, id: str, key: Key) -> tuple[Decision, ...]:
        """Return the decisions by which a statement leaves a conflict. Raises KeyError when it is not in it."""
        members = self._layer(id).members(id)
        if key not in members:
            raise KeyError(key)
        return tuple(Decision(Ruling.APART, key, other) for other in sorted(members - {key}))

    def merge(self, one: str, other: str) -> tuple[Decision, ...]:
        """Return the decision by which two conflicts become one.

        Raises KeyError when one is not there, ValueError when figures and positions would be mixed.
        """
        layer = self._layer(one)
        if layer is not self._layer(other):
            raise ValueError("a dispute about figures and one about positions stay two rows")
        return (Decision(Ruling.TOGETHER, layer.founders(one)[0], layer.founders(other)[0]),)

    def no_conflict(self, id: str) -> tuple[Decision, ...]:
        """Return the decision by which a conflict goes, for good. Raises KeyError when it is not there."""
        return (Decision(Ruling.NO_CONFLICT, *self._layer(id).founders(id)),)

    def why(self, id: str) -> dict[Key, str]:
        """Return, for each statement of a conflict, one line on why it stands there. Raises KeyError."""
        layer = self._layer(id)
        return reasons(layer.members(id), self._nodes, layer.ties, layer.clashes)

    def claim(self, key: Key) -> Claim:
        """Return the claim that a statement is about, with all positions on it. Raises KeyError when it is not known.

        Beside the statement itself: those of its conflict, else those that surely say the same.
        """
        mine = self._nodes[key]
        conflict = next((layer.of[key] for layer in self._layers if key in layer.of), None)
        if conflict is not None:
            found = self._layer(conflict).members(conflict)
        else:
            same = (k for layer in self._layers for k in layer.ties(key) if layer.linked(key, k))
            found = frozenset({key, *same})
        return claim_of(mine, [self._nodes[k] for k in found], conflict, self._origins)

    def _layer(self, id: str) -> Layer:
        for layer in self._layers:
            if id in layer.conflicts:
                return layer
        raise KeyError(id)

    def linked(self, a: Key, b: Key) -> bool:
        """Return whether two statements, each given by its article's id and its own, are about one claim."""
        return any(layer.linked(a, b) for layer in self._layers)

    def _settle(self, touched: set[Key]) -> Change:
        change = Change(frozenset(), frozenset(), frozenset())
        for layer in self._layers:
            change |= layer.settle(touched)
        for id in change.gone:
            self._ranking.drop(id)
        for id in change.new | change.changed:
            self._ranking.put(self.conflict(id))
        return change

    def _put_in(self, reading: Reading) -> set[Key]:
        article = reading.article.id
        mine = propositions(reading)
        self._articles[article] = mine
        self._nodes.update((p.key, p) for p in mine)
        if not mine:
            return set()
        self._origins.add(reading)
        self._index.add(reading)
        pointed = referred(mine)
        for a, b, edge in pointed:
            if edge.relation == "clash":
                self._denials.join(a.key, b.key, edge)
        self._candidates.add(article, mine, self._index.neighbours(article))
        for pair in self._candidates.within(article):
            if found := judge(*pair):
                self._denials.join(pair.late.key, pair.early.key, found)
        for a, b, edge in pointed:
            self._denials.join(a.key, b.key, edge)
        denied = [p for p in mine if p.position > 0 and self._denials.clashing(p.key)]
        for p in mine:
            if p.position < 0 and not self._denials.clashing(p.key):
                for other in denied:
                    if joined := joins(p, other):
                        self._denials.join(p.key, other.key, joined)
        for pair in chain(self._candidates.across(article), self._candidates.asked(article)):
            if found := judge(*pair):
                self._denials.join(pair.late.key, pair.early.key, found)
        for pair in self._candidates.counting(article):
            if found := counted(*pair):
                self._counts.join(pair.late.key, pair.early.key, found)
        return {p.key for p in mine}

    def _take_out(self, article: str) -> set[Key]:
        touched: set[Key] = set()
        for p in self._articles.pop(article, ()):
            for layer in self._layers:
                touched |= layer.drop(p.key)
            del self._nodes[p.key]
            touched.add(p.key)
        self._index.remove(article)
        self._candidates.remove(article)
        self._origins.remove(article)
        return touched

    def _agreement(self, key: Key) -> Iterator[tuple[Key, Key, Edge]]:
        """What a statement agrees with or is about, as far as nobody has asked for it yet."""
        for pair in self._candidates.agreeing(self._nodes[key]):
            if found := judge(*pair):
                yield pair.late.key, pair.early.key, found


def within(reading: Reading) -> list[Conflict]:
    """Return the conflicts that can be read in this article alone, most contested first."""
    board = Board()
    board.add(reading)
    return board.conflicts()
