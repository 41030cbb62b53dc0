"""Who an article speaks of: every person and body that it names, with their names, nouns and places of mention."""

from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc, Token

from sources.claims.parties_beside import (
    ends_in_owner,
    gender_before,
    kin_before,
    noun_behind,
    nouns_before,
    spelt_out,
    two_people,
    with_surname,
    without_opener,
)
from sources.claims.parties_bodies import Body, bodies
from sources.claims.parties_data import Directory, Entry
from sources.claims.parties_echoes import callings_of, echoes_of
from sources.claims.parties_entities import (
    Entity,
    credits_copy,
    described_nouns,
    fold,
    is_proper,
    office_after,
    opens_dateline,
)
from sources.claims.parties_kinds import kind_by_use, kind_by_words, self_named, stands_apposed
from sources.claims.parties_names import names, whole_name
from sources.claims.parties_nicknames import join_short_forms, name_whole
from sources.claims.parties_register import Register
from sources.claims.parties_runs import Name
from sources.claims.parties_states import States, nearest_body
from sources.claims.parties_words import ARMED, BODY, BODY_NOUNS, CALLED, FEMALE, GENDERED, GOVERNMENT

_REBELS = frozenset(
    {"armed", "guerrillas", "insurgent", "insurgents", "militants", "militia", "movement", "rebel", "rebels"}
)
_PLACED = frozenset({"clinic", "constabulary", "council", "court", "hospital", "hotel", "police", "prosecutors", "zoo"})
"""Close names in lower case: `Tarn council`."""
_POLICE = frozenset({"police", "constabulary", "gendarmerie"})


class Roster(Register):
    """The entities of one article, read from its text."""

    def __init__(self, doc: Doc, directory: Directory, phrases: Sequence[list[Token]] = ()) -> None:
        super().__init__()
        self.doc = doc
        self.directory = directory
        self._read_bodies(phrases)
        self._read_names([n for p in phrases if (n := whole_name(doc, p))])
        name_whole(doc, self)
        self._describe()
        self._one_police()
        join_short_forms(self)

    def _read_bodies(self, phrases: Sequence[list[Token]]) -> None:
        found = list(bodies(self.doc, self.directory))
        self._states = States(self.doc, self.directory, found, phrases)
        made: dict[str, Entity] = {}
        bare = [b for b in found if not b.state and b.core.casefold() in GOVERNMENT]
        for b in [*(b for b in found if b not in bare), *bare]:
            if is_proper(self.doc, b) or self._goes_on(b.start):
                continue
            near = nearest_body(self.doc, b, self.entities, self.starts) if b in bare else None
            if near is not None:
                self.add(near, b.start, b.end)
                continue
            state = b.state or self._states.of(b)
            if b.core.casefold().endswith("police") and not b.state:
                state = None
            name = f"{state} {b.core}" if state else b.core
            entry = self.directory.find(name) or self.directory.find(self.doc[b.start : b.end].text)
            if entry and entry.kind == "body":
                name = entry.name
            entity = made.get(name)
            if entity is None:
                nouns = {*b.core.casefold().split(), b.core.casefold()}
                entity = made[name] = Entity(name, "body", fold(name), nouns, state=state, core=b.core)
            self.add(entity, b.start, b.end)

    def _goes_on(self, start: int) -> bool:
        """Whether a state's body is the rest of a name: `City of Tarsis Police`."""
        doc = self.doc
        of = start > 1 and doc[start].text[:1].isupper() and doc[start - 1].lower_ == "of"
        return of and doc[start - 2].lower_ in BODY and doc[start - 2].text[:1].isupper()

    def _read_names(self, sure: list[Name]) -> None:
        taken = {i for start, (_, end) in self.starts.items() for i in range(start, end)}
        found: list[Name] = []
        single = [*names(self.doc, self.directory.find)]
        surnames = {n.words[-1] for n in single if len(n.words) > 1 and "and" not in n.words}
        read = [*(n for n in sure if not two_people(n, surnames)), *single]
        ends = {n.start: n for n in single}
        read = [with_surname(self.doc, n, ends) for n in read]
        alone = {n.words for n in read if len(n.words) > 1}
        read = [without_opener(self.doc, self.directory, n, alone) if len(n.words) > 2 else n for n in read]
        for name in sorted(read, key=lambda n: n.start - n.end):
            if not taken & set(range(name.start, name.end)):
                taken |= set(range(name.start, name.end))
                found.append(name)
        for name in [n for n in sorted(found, key=lambda n: -len(n.words)) if len(n.words) > 1]:
            self._place(name)
        self._kin_genders()
        for name in [n for n in found if len(n.words) < 2]:
            self._place(name)
        for entity in self.entities:
            entity.at.sort()
            entity.owns |= entity.kind in {"body", "unknown"} and any(
                i in self.starts and ends_in_owner(self.doc, i, self.starts[i][1]) for i in entity.at
            )
            if entity.kind == "unknown" and len(entity.words) > 1:
                entity.kind = kind_by_use(self.doc, entity, self.starts)
            elif entity.kind == "unknown" and self._has_who(entity):
                entity.kind = "person"

    def _has_who(self, entity: Entity) -> bool:
        """Whether `, who` follows a single word once: no firm is meant (`Marla, who mends nets`)."""
        ends = [self.starts[i][1] for i in entity.at if i in self.starts]
        return any(self.doc[e : e + 2].text == ", who" for e in ends) and not self.is_state(entity)

    def _kin_genders(self) -> None:
        """`The daughter of Anton Reyle` tells that the other Reyle is a woman."""
        for start, of in sorted(self.starts.items()):
            if start < 2 or self.doc[start - 1].lower_ != "of" or self.doc[start - 2].lower_ not in GENDERED:
                continue
            token = self.doc[start - 2]
            same = [
                e for e in self.entities if e is not of[0] and e.words[-1:] == of[0].words[-1:] and len(e.words) > 1
            ]
            if len(same) == 1 and same[0].gender is None and len(of[0].words) > 1:
                same[0].gender, same[0].kind = "f" if token.lower_ in FEMALE else "m", "person"

    def _place(self, name: Name) -> None:
        doc, entry = self.doc, self.directory.find(name.text)
        if (paper := self.longer_paper(name.words, name.start)) is not None:
            self.add(paper, name.start, name.end)
            return
        if entry and not (credits_copy(doc, name.start, name.end) and entry.kind not in {"agency", "outlet"}):
            entity = self._entered(entry)
            person = self._speaker(name, entity) if self.directory.is_speaker(name.text) else None
            self.add(person or entity, name.start, name.end)
            return
        if self.directory.state(name.text) or self.directory.adjective(name.text):
            state = self.directory.state(name.text)
            label = state.name if state else name.text
            known = next((e for e in self.entities if e.name == label and e.kind == "place"), None)
            self.add(known or Entity(label, "place", name.words), name.start, name.end)
            return
        end = name.end
        if end < len(doc) and doc[end].lower_ in _PLACED:
            end += 1
            name = Name(name.start, end, f"{name.text} {doc[end - 1].text}", name.titles)
        own = bool({"ms", "mr"} & {*name.titles})  # "Mrs Desh" may be the wife of Marin Desh
        known = self.named(name.words, gender=gender_before(doc, name), at=name.start, alone=own)
        kind = "place" if opens_dateline(self.doc, name.start, name.end) else kind_by_words(self.doc, name)
        if known is None or (known.kind == "place" and kind != "place" and known.words != name.words):
            known = Entity(name.text, kind, name.words)
        elif known.kind in {"unknown", "place"} and kind in {"person", "body"}:
            known.kind = kind
        if known.name.isupper() and len(known.words) > 1 and not name.text.isupper():
            known.name = name.text
        if (noun := noun_behind(doc, end)) and known.kind in {"unknown", "body"}:
            known.kind = "body"
            known.nouns.add(noun)
            known.name += " union" * (noun == "union" and known.name.isupper() and not self.directory.find(known.name))
        if kind == "body" or known.kind == "body":
            known.nouns |= {w for w in name.words if w in BODY}
        self._learn_titles(known, name)
        self.add(known, name.start, end)

    def listed(self, phrase: str) -> Entity | None:
        """Return the party that the directory knows by a whole phrase (`Vardian opposition`); None for a person who
        speaks for one, and where it knows none.
        """
        entry = self.directory.find(phrase)
        return self._entered(entry) if entry is not None and not self.directory.is_speaker(phrase) else None

    def _entered(self, entry: Entry) -> Entity:
        """The entity of a party of the directory; made where the article has not named it yet."""
        known = next((e for e in self.entities if e.name == entry.name), None)
        if known is not None:
            return known
        kind = "person" if entry.kind == "person" else "body"
        entity = Entity(entry.name, kind, fold(entry.name), set(fold(entry.name)), armed=entry.kind == "group")
        if entry.kind in {"agency", "outlet"}:
            entity.nouns |= {"agency", "site", "broadcaster", "outlet"}
            entity.nouns |= {"paper", "newspaper"} if entry.kind == "outlet" else set()
        self.register(entity)
        return entity

    def _speaker(self, name: Name, party: Entity) -> Entity | None:
        """The person whom the user's list gives as another name of a body: its voice, whom `he` and a surname take up;
        None where nothing in the article shows that the name is a person's.
        """
        known = next((e for e in self.entities if e.speaks_for is party and e.words == name.words), None)
        before = [t.lower_ for t in self.doc[max(0, name.start - 3) : name.start] if not t.is_punct]
        called = before and before[-1] in CALLED
        if known is None and not called and kind_by_words(self.doc, name) != "person":
            return None
        person = known or Entity(name.text, "person", name.words, speaks_for=party)
        self._learn_titles(person, name)
        return person

    def _learn_titles(self, entity: Entity, name: Name) -> None:
        entity.nouns.update(name.titles)
        if len(name.words) > 1 and (kin := kin_before(self.doc, name)):
            entity.nouns.add(kin)
        entity.nouns |= nouns_before(self.doc, name)
        entity.gender = entity.gender or gender_before(self.doc, name)

    def _describe(self) -> None:
        """Read appositions (`the Reed Front, the armed movement that ...`) and acronyms (`... (ICRC)`)."""
        doc = self.doc
        for start, (entity, end) in list(self.starts.items()):
            if doc[start - 1].text == "(" and entity.name.isupper() and doc[start].text == entity.name:
                self._spell_out(entity, start)
            after = [t.text for t in doc[end : end + 3]]
            if after[::2] == ["(", ")"] and after[1].isupper():
                short, _ = self.starts.get(end + 1, (None, 0))
                if short is not None and short is not entity and entity.kind != "place" and len(doc[end + 1].text) > 1:
                    self._join(entity, short)
            if (end < len(doc) and doc[end].text in {",", "–", "—"}) or (
                end < len(doc) and doc[end].lower_ in {"is", "was"}
            ):
                entity.nouns.update(described_nouns(doc, end + 1))
            if entity.kind != "person" and (noun := self_named(doc, start)):
                entity.kind = "body"
                entity.nouns.add(noun)
            i = start - 1
            if i >= 0 and doc[i].text == ",":
                i -= 1
                if entity.kind == "unknown" and stands_apposed(doc, start, end):
                    entity.kind = "body"
            while entity.kind == "body" and i >= 0 and doc[i].pos_ in {"NOUN"} and not doc[i].is_space:
                entity.nouns.add(doc[i].lower_)
                i -= 1
            if i >= 0 and i == start - 2 and entity.kind in {"person", "unknown"} and len(entity.words) > 1:
                role = doc[i].lower_
                if role in CALLED and not doc[i].text[:1].isupper():
                    entity.kind = "person"
                    entity.nouns.add(role)
            if entity.kind in {"person", "unknown"} and len(entity.words) > 1:
                entity.nouns |= office_after(doc, end)
            if entity.gender is None and entity.kind == "person" and entity.nouns & GENDERED:
                entity.gender = "f" if entity.nouns & FEMALE else "m"
            before = doc[start - 1].lower_ if start else ""
            entity.credited |= credits_copy(doc, start, end)
            if before in ARMED or entity.nouns & _REBELS:
                entity.armed = True

    def _spell_out(self, entity: Entity, start: int) -> None:
        """Give a body that the text calls by its initials the long name that stands before them in lower case."""
        if len(entity.words) == 1 and len(entity.name) > 1 and (name := spelt_out(self.doc, start)):
            entity.name, entity.kind, entity.words = name, "body", fold(name)
            entity.nouns |= BODY_NOUNS & {*entity.words}

    def _one_police(self) -> None:
        """Take `police` without a place for the one force that the article names: `Ashdown Constabulary`."""
        forces = [e for e in self.entities if e.kind == "body" and _POLICE & set(e.words)]
        bare = [e for e in forces if e.words == ("police",)]
        named = [e for e in forces if e not in bare]
        for force in named:
            force.nouns.add("police")
        if len(bare) == 1 and len(named) == 1:
            self._join(named[0], bare[0])

    def _join(self, kept: Entity, gone: Entity) -> None:
        """Take two entities for one, under the name that the directory knows."""
        self.merge(kept, gone)
        if self.directory.find(gone.name) and not self.directory.find(kept.name):
            kept.name = gone.name

    @cached_property
    def echoes(self) -> list[tuple[int, Entity]]:
        """Where the text speaks of a body by its noun alone (`the agency`), with the one body that it can be."""
        return echoes_of(self.doc, self.entities, self.starts)

    @cached_property
    def callings(self) -> list[tuple[int, Entity]]:
        """Where the text speaks of a person by what they are alone (`the editor`), with the one whom it can mean."""
        return callings_of(self.doc, self.entities, self.starts)

    def is_state(self, entity: Entity) -> bool:
        """Return whether the article speaks of an entity as of a state: it has a demonym or bodies of its own."""
        return self._states.named(entity.at) or any(
            e.core and e.state and e.state.casefold() == entity.name.casefold() for e in self.entities
        )

    def state_at(self, at: int) -> str | None:
        """Return the adjective of the state that a body named at token `at` without one would belong to."""
        return self._states.of(Body(at, at + 1, "", None))

    def speaker_of_state(self, place: Entity) -> Entity | None:
        """Return the body that speaks for a state in this article, or None."""
        return self._states.speaker(place.name, self.entities)
