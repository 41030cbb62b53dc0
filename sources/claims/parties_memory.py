"""Whom a pronoun means: the memory of an article's earlier sources and mentions."""

from bisect import bisect_left, insort
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from sources.claims.parties_data import Directory
from sources.claims.parties_entities import Entity
from sources.claims.parties_phrases import headline_end
from sources.claims.parties_plurals import LEFT, counts_people, plural_subject
from sources.claims.parties_ranking import (
    AHEAD,
    Features,
    Ground,
    differs,
    gender_of,
    nobody,
    score,
    traces,
)
from sources.claims.parties_roster import Roster
from sources.claims.parties_words import BODY, BODY_NOUNS, FIRST, HE, IT, PERSONS, ROLES, SHE, SPOKES, THEY, WE

_REACH = 1_500
"""Tokens over which a pronoun or relative can take up a mention."""


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a source means: an entity, and the person who spoke for it when one is named."""

    entity: Entity | None
    person: Entity | None = None


NOBODY = Referent(None)


class Memory:
    """What an article has said so far: earlier sources and mentions, from which pronouns take their meaning."""

    def __init__(self, doc: Doc, roster: Roster, directory: Directory, outlet: str | None) -> None:
        self.doc = doc
        self.roster = roster
        self.directory = directory
        self.outlet = Entity(outlet, "body", tuple(outlet.casefold().split())) if outlet else None
        self.said: list[tuple[int, Referent]] = []
        """Earlier sources with their token numbers, in the order of the text."""
        self._headline = headline_end(doc)
        """Where the headline ends; 0 without one."""
        self.ground = Ground(doc)
        self._sentence = self.ground.sentence

    @cached_property
    def _lede(self) -> int:
        """Up to which sentence an article only opens: the first with a verb below the headline and the dateline."""
        below = self.doc[self._headline :]
        first = next((self._sentence[t.i] for t in below if t.pos_ in {"VERB", "AUX"}), 0)
        return max(first, self._sentence[self._headline] + 1)

    def _read(self, tokens: Sequence[Token]) -> Referent:
        raise NotImplementedError

    def remember(self, at: int, found: Referent) -> None:
        """Put a resolved source where later pronouns look for it."""
        if found.entity is not None:
            insort(self.said, (at, found), key=lambda said: said[0])

    def _candidates(self, at: int) -> list[Entity]:
        """The entities mentioned before token `at`, nearest first, then those that only come later."""

        def distance(e: Entity) -> tuple[int, int]:
            before = bisect_left(e.at, at)
            return (0, at - e.at[before - 1]) if before else (1, e.at[0])

        return sorted((e for e in self.roster.entities if e.at), key=distance)

    def _last_source(self, at: int) -> Referent:
        before = bisect_left(self.said, at, key=lambda said: said[0])
        return self.said[before - 1][1] if before else NOBODY

    def _antecedent(self, at: int) -> Referent:
        """Whom a relative pronoun takes up: the phrase that ends right before it."""
        end = at - 1
        while end >= 0 and (self.doc[end].is_punct or self.doc[end].is_space):
            if self.doc[end].text == ")":
                end = next((i for i in range(end, max(0, end - 12), -1) if self.doc[i].text == "("), end)
            end -= 1
        noun = self.doc[max(end, 0)]
        if self.doc[at].lower_ == "which" and noun.pos_ == "NOUN" and noun.i == at - 1:
            new = next((c for c in noun.children if c.lower_ in {"a", "an"} and c.i < noun.i), None)
            if new is not None:
                return self._read(list(self.doc[new.i : at]))
        if self.doc[at].lower_ == "which" and noun.i == at - 2 and noun.lower_ in BODY_NOUNS and noun.text.islower():
            whole = self._read([*(t for t in noun.lefts if t.dep_ in LEFT), noun])
            owned = any(t.dep_ == "nmod:poss" for t in noun.lefts)  # "the vessel's owner, which insists"
            if owned or (whole.entity is not None and not whole.entity.anonymous):
                return whole
        role = noun.i == at - 2 and noun.lower_ in ROLES and self.doc[at].lower_ in {"who", "whose"}
        if noun.pos_ == "NOUN" and (role or (noun.i == at - 1 and counts_people(noun, self.roster.starts))):
            return self._read([*(t for t in noun.lefts if t.dep_ in LEFT), noun])
        ends = {start: self.roster.starts[start][1] for start in self._starts_before(at)}
        close = [s for s, e in ends.items() if s <= end and e <= end + 1 <= e + 6]
        if self.doc[at].lower_ == "who":
            close = [s for s in close if self.roster.starts[s][0].kind == "person"] or close
        best = max(close, default=None)
        if best is not None and self.roster.starts[best][0].kind != "place":
            entity = self.roster.starts[best][0]
            return self._person(entity) if entity.kind == "person" else Referent(entity)
        whom = self.doc[at].head.head  # "a man in Arvenian uniform who said"
        if self.doc[at].lower_ == "who" and whom.pos_ == "NOUN" and whom.i < end and whom.lower_ in PERSONS:
            return self._read([*(t for t in whom.lefts if t.dep_ in LEFT), whom])
        if (last := self._last_source(at)) is not NOBODY:
            return last
        return self._read([t for t in whom.subtree if t.i < at]) if whom.i < at else NOBODY

    def _pronoun(self, low: str, at: int) -> Referent:
        if low in WE | FIRST:
            return self._first_person(at)
        kind = "it" if low in IT else "they" if low in THEY else "person"
        gender = "m" if low in HE else "f" if low in SHE else None
        if kind == "it":
            self._notice(at)
            if (whole := self._of_itself(at, None)) is not None:
                return Referent(whole)
        if kind == "they" and plural_subject(self.doc, at, self.roster.starts):
            return NOBODY
        if kind == "they" and (those := self._goes_on(at)) is not None:
            return Referent(those)
        if low in {"he", "she"} and (same := self._of_itself(at, gender)) is not None:
            return self._person(same) if not same.anonymous else Referent(same)
        chosen = self._rank(kind, self._options(kind, at, gender, subject=low in {"he", "she"}))
        if kind == "they" and chosen.entity is None:
            return self._led_by(at)
        if kind == "person" and chosen.entity is not None:
            if chosen.entity.kind == "unknown":
                chosen.entity.kind = "person"
            who = chosen.person or chosen.entity
            if who.kind == "person" and who.gender is None:
                who.gender = gender
        return chosen

    def _notice(self, at: int) -> None:
        """Take note of a body that the sentence before token `at` only describes, as its subject: `The river board
        has the keys. It …`.
        """
        first = self.doc[at].sent.start
        before = list(self.doc[first - 1].sent) if first else []
        if before and self.ground.paragraph[first - 1] != self.ground.paragraph[at]:
            before = []
        for token in (*before, *self.doc[first:at]):
            if token.dep_.startswith("nsubj") and token.head.dep_ == "ROOT" and token.lower_ in BODY_NOUNS:
                phrase = [t for t in token.lefts if t.dep_ in {"det", "amod", "compound"}]
                whole = (
                    len(phrase) > 1 and phrase[0].lower_ == "the" and not any(t.text[:1].isupper() for t in phrase[1:])
                )
                if whole and not any(i in self.roster.starts for i in range(phrase[0].i, token.i + 1)):
                    self._read([*phrase, token])
                return

    def _led_by(self, at: int) -> Referent:
        raise NotImplementedError

    def _rank(self, kind: str, options: Sequence[tuple[Referent, Features]], described: bool = False) -> Referent:
        """The option that fits a pronoun of this kind best, or with `described` a role without a name; nobody when none
        fits well enough.
        """
        best, chosen = nobody(kind, described), NOBODY
        for referent, features in options:
            value = score(kind, features)
            if value > best:
                best, chosen = value, referent
        return chosen

    def _first_person(self, at: int) -> Referent:
        raise NotImplementedError

    def _barred(self, at: int) -> set[int]:
        raise NotImplementedError

    def _options(
        self, kind: str, at: int, gender: str | None, unnamed: bool = True, subject: bool = False
    ) -> list[tuple[Referent, Features]]:
        """Whom a pronoun at token `at` could take up, each with its features; with `unnamed`, people without a name and
        such as are named only after it too. Who speaks as the `subject` is nobody whom the same sentence goes on to
        name: `She said that Belo lied`.
        """
        barred = self._barred(at)
        after = self.roster.people_within(at + 1, self.doc[at].sent.end) if subject else set()
        fits = self._fits_person if kind == "person" else self._fits_body
        referents: dict[int, Referent] = {}
        said: list[tuple[int, Entity]] = []
        for i, found in self.said[self._first_said(at) :]:
            entity = found.person if found.person and (kind == "person" or found.person.plural) else found.entity
            if i < at and entity is not None and fits(entity, kind, gender, spoke=True):
                said.append((i, entity))
                referents[id(entity)] = found if found.person is entity else Referent(entity, found.person)
        starts = [(i, self.roster.starts[i][0]) for i in self._starts_before(at)]
        echoes = self.roster.callings if kind == "person" else self.roster.echoes
        starts += [(i, e) for i, e in echoes if at - _REACH < i < at]
        starts.sort(key=lambda start: start[0])
        mentions = [(i, e) for i, e in starts if fits(e, kind, gender, spoke=id(e) in referents)]
        found_ = traces(said, mentions)
        nearest = max((t.last for t in found_.values()), default=-1)
        out: list[tuple[Referent, Features]] = []
        for number, trace in found_.items():
            entity = trace.entity
            if number in barred | after or (kind == "person" and self.ground.aside(trace, at)):
                continue
            referent = referents.get(number) or (self._person(entity) if kind == "person" else Referent(entity))
            if kind == "person":
                out.append((referent, self.ground.person(trace, at, gender, nearest)))
            else:
                medium = entity.credited or self.directory.is_medium(entity.name)
                out.append((referent, self.ground.body(trace, at, nearest, medium)))
        if kind == "person" and unnamed:
            heard = [k for i, _ in self.said[-60:] for k in range(i, i + 6)]
            if (someone := self.ground.someone(max(0, nearest), at, gender, heard)) is not None:
                out.append((NOBODY, someone))
            out += self._announced(at, gender, found_.keys() | barred)
        return out

    def _meant(self, pool: Sequence[Entity], at: int) -> Referent:
        """Which of these bodies a description at token `at` takes up, as `it` would; nobody where there is none."""
        best: tuple[float, Entity] | None = None
        earlier = self.said[self._first_said(at) :]
        said = [(i, f.entity) for i, f in earlier if i < at and f.entity is not None and f.entity in pool]
        mentions = [(i, self.roster.starts[i][0]) for i in self._starts_before(at)]
        found = traces(said, [(i, e) for i, e in mentions if e in pool])
        nearest = max((t.last for t in found.values()), default=-1)
        for trace in found.values():
            value = score("it", self.ground.body(trace, at, nearest, False))
            if best is None or value > best[0]:
                best = value, trace.entity
        return Referent(best[1]) if best is not None else NOBODY

    def _announced(self, at: int, gender: str | None, known: Container[int]) -> list[tuple[Referent, Features]]:
        """Those first named after a pronoun that stands before them: `She carried his bags, Ana Belo said`."""
        starts = self.roster.ordered_starts()
        out = []
        for start in starts[bisect_left(starts, at + 1) : bisect_left(starts, at + AHEAD)]:
            entity = self.roster.starts[start][0]
            if id(entity) not in known and len(entity.words) > 1 and self._fits_person(entity, "person", gender):
                out.append((self._person(entity), self.ground.ahead(start, at, gender, entity)))
        return out

    def _fits_person(self, entity: Entity, kind: str, gender: str | None, spoke: bool = False) -> bool:
        if entity.kind not in {"person", "unknown"} or entity.plural or entity.credited:
            return False
        if self.outlet and entity.name == self.outlet.name:
            return False
        body = bool(BODY & {*entity.words}) or self.directory.is_medium(entity.name) or self.roster.is_state(entity)
        if entity.kind == "unknown" and (body or "and" in entity.words):
            return False
        if entity.kind == "unknown" and not spoke and len(entity.words) < 2:
            return False
        return not differs(entity, gender) and not (entity.anonymous and gender and self._turns_out(entity, gender))

    def _turns_out(self, entity: Entity, gender: str) -> bool:
        """Whether the one person whom the article names by a role of somebody without a name is of another gender:
        `a councillor said …. He denies it`, where `Councillor Mina Patel` is `her` further on.
        """
        roles = entity.nouns & ROLES
        named = [e for e in self.roster.entities if e.kind == "person" and not e.anonymous and e.nouns & roles]
        return len(named) == 1 and differs(named[0], gender)

    def _fits_body(self, entity: Entity, kind: str, gender: str | None, spoke: bool = False) -> bool:
        if entity.kind == "person":
            return entity.plural and kind == "they"
        if entity.kind == "unknown":
            return (spoke or len(entity.words) > 1) and not (gender_of(entity)[1] and len(entity.words) == 1)
        return entity.kind == "body" or spoke

    def _first_said(self, at: int) -> int:
        return bisect_left(self.said, at - _REACH, key=lambda said: said[0])

    def _starts_before(self, at: int) -> list[int]:
        """Where mentions start in the stretch before token `at` that a pronoun can reach."""
        starts = self.roster.ordered_starts()
        return starts[bisect_left(starts, at - _REACH) : bisect_left(starts, at)]

    def _of_itself(self, at: int, gender: str | None) -> Entity | None:
        raise NotImplementedError

    def _goes_on(self, at: int) -> Entity | None:
        raise NotImplementedError

    def _introduced(self, person: Entity) -> None:
        """Learn for whom a person speaks where the article introduces them, when they were no source there."""
        raise NotImplementedError

    def _person(self, person: Entity) -> Referent:
        if person.speaks_for is None and person.nouns & SPOKES and not person.anonymous:
            self._introduced(person)
        if person.speaks_for is not None:
            return Referent(person.speaks_for, person)
        return Referent(person)
