"""The list of an article's entities: who is in it, by which words they are found, and where they are mentioned."""

from bisect import bisect_left

from sources.claims.parties_entities import Entity, goes_by
from sources.claims.parties_ranking import differs
from sources.claims.parties_words import JOINERS, UNNAMED_KIN

LAST_OF_PAPERS = frozenset(
    {"chronicle", "courier", "echo", "express", "gazette", "guardian", "herald", "independent", "journal", "ledger"}
    | {"mail", "mirror", "observer", "post", "standard", "star", "sun", "telegraph", "times", "tribune"}
)


class Register:
    """Entities with their names and places of mention; empty when made."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self._known: set[int] = set()
        self._by_word: dict[str, list[Entity]] = {}
        self._ordered: list[int] = []
        self.starts: dict[int, tuple[Entity, int]] = {}
        """Token number where a mention starts -> its entity and the token number after it."""

    def named(
        self,
        words: tuple[str, ...],
        kind: str | None = None,
        gender: str | None = None,
        at: int | None = None,
        alone: bool = False,
    ) -> Entity | None:
        """Return the entity that goes by these words: the same name, a surname, a shortened name or an acronym.

        Of several, one that is named before the token at `at` is meant rather than one that comes after it. With
        `alone`, a surname is that of the one person who bears it, though their given name be of another gender.
        """
        if not words:
            return None
        likely = self._by_word.get(words[-1], ()) if len(words) > 1 else self._by_word.get(words[0], ())
        fits = [e for e in likely if (kind is None or e.kind == kind) and goes_by(words, e)]
        if gender and len(words) == 1:
            people = [e for e in fits if e.kind != "body"]
            alike = [e for e in people if len(e.words) < 2 or e.gender or not differs(e, gender)]
            fits = alike or people * (alone and len(people) == 1)
        if gender and len(fits) > 1:
            fits = [e for e in fits if e.gender in {gender, None}] or fits
        exact = [e for e in fits if e.words == words]
        longer = [e for e in fits if len(e.words) > len(words) and e.kind != "place"]
        pool = longer or exact or fits

        def likely_meant(e: Entity) -> tuple[bool, ...]:
            named = at is not None and bool(e.at and e.at[0] < at)
            before = at is None or named
            surname = named and e.kind == "person" and e.words[-1:] == words  # rather than a firm that bears it
            return e.kind != "place", before, bool(gender) and e.gender == gender, not e.nouns & UNNAMED_KIN, surname

        return max(pool, key=lambda e: (likely_meant(e), len(e.at))) if pool else None

    def longer_paper(self, words: tuple[str, ...], at: int) -> Entity | None:
        """Return the paper named before token `at` that goes by its last word then: `Tarn Times`, `The Times`."""
        if len(words) != 1 or words[0] not in LAST_OF_PAPERS:
            return None
        pool = [e for e in self._by_word.get(words[0], ()) if len(e.words) > 1 and e.words[-1] == words[0]]
        return next((e for e in pool if e.kind == "body" and e.at and e.at[0] < at), None)

    def add(self, entity: Entity, start: int, end: int) -> Entity:
        """Register a mention of `entity`."""
        self.register(entity)
        place = bisect_left(entity.at, start)
        if place == len(entity.at) or entity.at[place] != start:
            entity.at.insert(place, start)
        self._ordered = []
        self.starts.setdefault(start, (entity, end))
        return entity

    def register(self, entity: Entity) -> None:
        """List an entity under the words of its name, once."""
        if id(entity) not in self._known:
            self._known.add(id(entity))
            self.entities.append(entity)
            initials = "".join(w[0] for w in entity.words if w not in JOINERS and w != "and")
            for word in {*entity.words, initials}:
                self._by_word.setdefault(word, []).append(entity)

    def ordered_starts(self) -> list[int]:
        """Return the token numbers where mentions start, in order."""
        if not self._ordered:
            self._ordered = sorted(self.starts)
        return self._ordered

    def people_within(self, start: int, end: int) -> frozenset[int]:
        """Return the people, by their ids, whom the text names between two token numbers."""
        starts = self.ordered_starts()
        named = (self.starts[i][0] for i in starts[bisect_left(starts, start) : bisect_left(starts, end)])
        return frozenset(id(e) for e in named if e.kind == "person")

    def merge(self, kept: Entity, gone: Entity) -> None:
        """Give the mentions and nouns of one entity to another and drop it."""
        kept.at = sorted({*kept.at, *gone.at})
        kept.nouns |= gone.nouns
        for start, (entity, end) in list(self.starts.items()):
            if entity is gone:
                self.starts[start] = (kept, end)
        self.entities.remove(gone)
        for entities in self._by_word.values():
            if gone in entities:
                entities.remove(gone)
