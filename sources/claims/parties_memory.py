"""Whom a pronoun means: the memory of an article's earlier sources and mentions."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sources.claims.parties_data import Directory
from sources.claims.parties_entities import Entity
from sources.claims.parties_phrases import in_quotation
from sources.claims.parties_roster import Roster
from sources.claims.parties_words import (
    ANONYMOUS,
    FEMALE,
    FIRST,
    HE,
    IT,
    MALE,
    ROLES,
    SHE,
    SPOKES,
    THEY,
    UNNAMED_KIN,
    WE,
)
from sources.claims.spans import sentences_of

_REACH = 1_500
"""Tokens over which a pronoun or relative can take up a mention."""
_PERSONAL = HE | SHE | FIRST


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a source means: an entity, and the person who spoke for it when one is named."""

    entity: Entity | None
    person: Entity | None = None


NOBODY = Referent(None)


class Memory:
    """What an article has said so far: earlier sources and mentions, from which pronouns take their meaning.

    Agreement and nearness choose: number and gender must fit, then what was a source, a subject or in the same sentence
    comes first, after the salience factors of Lappin and Leass (1994).
    """

    def __init__(self, doc: Doc, roster: Roster, directory: Directory, outlet: str | None) -> None:
        self.doc = doc
        self.roster = roster
        self.directory = directory
        self.outlet = Entity(outlet, "body", tuple(outlet.casefold().split())) if outlet else None
        self.said: list[tuple[int, Referent]] = []
        """Earlier sources with their token numbers, in the order of the text."""
        self._headline = next((t.i for t in doc[:60] if "\n" in t.text), 0)
        """Where the headline ends; 0 without one."""
        self._sentence = sentences_of(doc)

    def _read(self, tokens: Sequence[Token]) -> Referent:
        raise NotImplementedError

    def remember(self, at: int, found: Referent) -> None:
        """Put a resolved source where later pronouns look for it."""
        if found.entity is not None:
            self.said.append((at, found))

    def _candidates(self, at: int) -> list[Entity]:
        """The entities mentioned before token `at`, nearest first, then those that only come later."""

        def distance(e: Entity) -> tuple[int, int]:
            before = bisect_left(e.at, at)
            return (0, at - e.at[before - 1]) if before else (1, e.at[0])

        return sorted((e for e in self.roster.entities if e.at), key=distance)

    def _last_source(self) -> Referent:
        return self.said[-1][1] if self.said else NOBODY

    def _antecedent(self, at: int) -> Referent:
        """Whom a relative pronoun takes up: the phrase that ends right before it."""
        end = at - 1
        while end >= 0 and (self.doc[end].is_punct or self.doc[end].is_space):
            if self.doc[end].text == ")":
                end = next((i for i in range(end, max(0, end - 12), -1) if self.doc[i].text == "("), end)
            end -= 1
        ends = {start: self.roster.starts[start][1] for start in self._starts_before(at)}
        close = [s for s, e in ends.items() if s <= end and e <= end + 1 <= e + 6]
        if self.doc[at].lower_ == "who":
            close = [s for s in close if self.roster.starts[s][0].kind == "person"] or close
        best = max(close, default=None)
        if best is not None and self.roster.starts[best][0].kind != "place":
            entity = self.roster.starts[best][0]
            return self._person(entity) if entity.kind == "person" else Referent(entity)
        for said_at, found in reversed(self.said):
            if said_at < at:
                return found
        head = self.doc[at].head.head
        return self._read([t for t in head.subtree if t.i < at]) if head.i < at else NOBODY

    def _nearest(self, at: int, *, bodies_only: bool) -> Referent:
        said = [(i, f.entity) for i, f in reversed(self.said) if i < at and f.entity and f.entity.kind != "person"]
        near = [(i, e) for i, e in said if self._sentence[at] - self._sentence[i] <= 3]
        near = [(i, e) for i, e in near if not self.directory.is_medium(e.name)] or near
        main = [e for i, e in near if not _subordinate(self.doc, i)]
        if said:
            return Referent(main[0] if main else said[0][1])
        pool = [
            e
            for e in self._candidates(at)
            if e.kind == "body" and not e.anonymous and not self.directory.is_medium(e.name)
        ]
        return Referent(pool[0]) if pool and bodies_only else NOBODY

    def _pronoun(self, low: str, at: int) -> Referent:
        if low in WE:
            return Referent(self.outlet) if self.outlet and not in_quotation(self.doc, at) else self._last_source()
        if low in FIRST:
            return self._last_source()
        person, body = low in _PERSONAL or low == "who", low in IT
        gender = "m" if low in HE else "f" if low in SHE else None
        sentence = self._sentence[at]
        best: tuple[float, Referent, int] | None = None
        for entity, referent, i, said in self._mentions(at):
            if (person and entity.kind not in {"person", "unknown"}) or (
                body and entity.kind not in {"body", "unknown"}
            ):
                continue
            if entity.kind == "unknown" and not said and len(entity.words) < 2:
                continue
            if person and entity.kind == "unknown" and not (said or acts(self.doc, i)):
                continue
            if person and (entity.plural or (gender and entity.gender and entity.gender != gender)):
                continue
            if body and entity.kind == "unknown" and len(entity.words) < 2:
                continue
            if low in THEY and entity.kind == "person" and not entity.plural:
                continue
            score = -0.02 * (at - i) - 0.5 * (sentence - self._sentence[i])
            score += 1.0 * said + 0.6 * (self.doc[i].sent.start <= i and acts(self.doc, i))
            score += 0.5 * bool(gender and entity.gender == gender) - (
                0.1 if len(entity.words) > 1 and person else 0.6
            ) * (entity.kind == "unknown")
            score -= 0.5 * (body and entity.kind == "unknown")
            score -= 0.7 * (body and self.directory.is_medium(entity.name) and not said)
            if best is None or score > best[0]:
                best = (score, referent, i)
        if best is None or (gender and self._unnamed_between(best[2], at, gender)):
            return NOBODY
        if person and gender:
            who = best[1].person or best[1].entity
            if who is not None and who.kind == "person" and who.gender is None:
                who.gender = gender
        if person and best[1].entity is not None and best[1].entity.kind == "unknown":
            best[1].entity.kind = "person"
        return best[1]

    def _unnamed_between(self, start: int, at: int, gender: str) -> bool:
        """Whether someone without a name (`a major came out`), who is no source, acts after token `start`, in the
        sentence of token `at` or the one before, and is whom `he` or `she` takes up.
        """
        heard = {k for i, _ in self.said[-60:] for k in range(i, i + 6)}
        for t in self.doc[max(start + 1, at - 120) : at]:
            if t.i in heard:
                continue
            if self._sentence[at] - self._sentence[t.i] > 1 or not t.dep_.startswith("nsubj") or t.tag_ != "NN":
                continue
            if t.lower_ not in ROLES | ANONYMOUS | UNNAMED_KIN or in_quotation(self.doc, t.i):
                continue
            other = MALE if gender == "f" else FEMALE
            named = any(i in self.roster.starts for i in range(t.i + 1, min(t.i + 4, at)))
            if (
                t.lower_ not in other
                and not named
                and any(c.lower_ in {"a", "an", "one", "another"} for c in t.children)
            ):
                return True
        return False

    def _mentions(self, at: int) -> list[tuple[Entity, Referent, int, bool]]:
        out: list[tuple[Entity, Referent, int, bool]] = []
        for i, found in reversed(self.said):
            if i < at - _REACH:
                break
            if i < at and found.entity is not None:
                out.append((found.entity, Referent(found.entity, found.person), i, True))
                if found.person is not None:
                    out.append((found.person, found, i, True))
        for start in self._starts_before(at):
            entity = self.roster.starts[start][0]
            if entity.kind != "place":
                referent = self._person(entity) if entity.kind == "person" else Referent(entity)
                out.append((entity, referent, start, False))
        return out

    def _starts_before(self, at: int) -> list[int]:
        """Where mentions start in the stretch before token `at` that a pronoun can reach."""
        starts = self.roster.ordered_starts()
        return starts[bisect_left(starts, at - _REACH) : bisect_left(starts, at)]

    def _introduced(self, person: Entity) -> None:
        """Learn for whom a person speaks where the article introduces them, when they were no source there."""
        raise NotImplementedError

    def _person(self, person: Entity) -> Referent:
        if person.speaks_for is None and person.nouns & SPOKES and not person.anonymous:
            self._introduced(person)
        if person.speaks_for is not None:
            return Referent(person.speaks_for, person)
        return Referent(person)


def _subordinate(doc: Doc, i: int) -> bool:
    """Whether a source stands in a clause of time or reason: `… after the institute found that …`."""
    token = doc[i]
    for _ in range(8):
        if token.dep_ == "advcl" and any(c.dep_ == "mark" for c in token.children):
            return True
        if token.head.i == token.i:
            break
        token = token.head
    return False


def acts(doc: Doc, i: int) -> bool:
    """Return whether the mention that starts at token `i` is, or opens, the subject of a verb."""
    token = doc[i]
    for _ in range(4):
        if token.dep_.startswith("nsubj"):
            return True
        if token.dep_ not in {"compound", "flat", "amod", "det", "nmod:poss"} or token.head.i == token.i:
            return False
        token = token.head
    return False
