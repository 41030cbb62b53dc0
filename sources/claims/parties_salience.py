"""Who stands out in an article: the person a role means, the firm or group meant last, whose family `the family` is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from sources.claims.parties_callings import is_otherwise, narrower
from sources.claims.parties_classes import is_wire
from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_papers import Papers
from sources.claims.parties_phrases import BREAKS, CALLS, OWNER
from sources.claims.parties_ranking import acts, gender_of
from sources.claims.parties_words import (
    ARTICLES,
    COLLECTIVES,
    FEMALE,
    GENERIC,
    HONORIFICS,
    INDEFINITE,
    MALE,
    OFFICES,
    POSSESSIVES,
    ROLES,
    UNNAMED_KIN,
)
from sources.claims.spans import texts_of

_ALONE = frozenset({"king", "queen", "pope", "president", "premier", "chancellor", "emir", "sultan", "monarch"})
"""Offices that stand for one person even without a word more."""
_VOICES = frozenset(
    {"editor", "host", "informant", "insider", "interviewer", "moderator", "presenter", "reporter", "source"}
)
"""Who speaks in a text that is no part of its story."""
_ALOOF = frozenset({"auditor", "commissioner", "coroner", "ombudsman", "ombudswoman", "prosecutor", "registrar"})
"""Offices by which nobody is called whom the story has named without them."""
_OLD = frozenset({"deposed", "ex", "former", "one-time", "ousted", "outgoing", "retired", "sacked"})
"""Before the name of one who holds an office no more."""
_REACH = 400
"""Tokens over which `the man` takes up `a man`."""
_ARMED_NAMES = frozenset(
    {"front", "liberation", "army", "brigade", "brigades", "militia", "guerrilla", "fighters", "resistance"}
)


class Salience(Papers):
    """Finds the entity that a definite description takes up, by role, class and prominence, or makes one of it."""

    def _checks(self, at: int) -> bool:
        """Whether the noun at token `at` is the subject of what an agency of news alone says of itself: `The agency
        could not verify either account`.
        """
        after = [t.lower_ for t in self.doc[at + 1 : at + 8]]
        found = {"verify", "corroborate", "authenticate"} | ({"establish"} if self._reported_by_wire(at) else set())
        return after[:1] != [] and after[0] in {"could", "has", "was"} and bool(found & {*after})

    def _reported_by_wire(self, at: int) -> bool:
        """Whether an agency of news is named before token `at`, and nobody else's agency."""
        before = [e for e in self.roster.entities if e.at and e.at[0] < at and e.kind != "person"]
        others = [e for e in before if {"agency", "bureau", "authority"} & {*e.words} and not is_wire(e.words)]
        return not others and any(e.credited or is_wire(e.words) for e in before)

    def _in_role(self, core: Sequence[Token], noun: str) -> Referent:
        """The person of whom the article speaks without having said what they are: `Ana Belo … the minister said`."""
        if noun in _VOICES | _ALOOF:
            return NOBODY
        at = core[0].i
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        options = []
        for referent, features in self._options("person", at, gender, unnamed=False, subject=core[0].lower_ == "the"):
            who = referent.person or referent.entity
            if who is None or who.anonymous or (noun == "minister" and ("prime" in who.nouns or self._clerk(who))):
                continue
            if noun in who.nouns and any(t.lower_ == "prime" for t in core) and "prime" not in who.nouns:
                continue
            if is_otherwise(who.nouns | self._called_before(who), noun):
                continue
            if noun in OFFICES and (who.speaks_for is not None or who.nouns & UNNAMED_KIN):
                continue
            if who.kind == "unknown" and not any(gender_of(who)):
                continue
            more = {"modified": float(len(core) > 2)}
            more["titled"] = float(bool(who.nouns))
            options.append((referent, {**features, **more}))
        return self._rank("person", options, described=True)

    def _clerk(self, who: Entity) -> bool:
        """Whether a person is some body's secretary, no minister: `The union rejected it. Its secretary, Bo Trane`."""
        first = next((i for i in who.at if i in self.roster.starts), 0)
        before = [t.lower_ for t in self.doc[max(0, first - 5) : first]]
        at = before.index("secretary") if "secretary" in before else 0
        return at > 0 and before[at - 1] in {"its", "their", "'s", "’s", "general"}

    def _called_before(self, who: Entity) -> set[str]:
        """What a person is by the description to which their name is set: `The line's agent at Tarn, Mr Oss`."""
        at = next((i for i in who.at if i in self.roster.starts), 0)
        while at > 0 and self.doc[at - 1].lower_.rstrip(".") in HONORIFICS:
            at -= 1
        if at < 2 or self.doc[at - 1].text != ",":
            return set()
        return {t.lower_ for t in self.doc[max(self.doc[at].sent.start, at - 8) : at]} & ROLES

    def _kin(self, phrase: list[Token], noun: str) -> Entity | None:
        """Who `the daughter of Anton Reyle` is: the one other person of that surname whom the article names."""
        of = [e for t in phrase if (e := self.roster.starts.get(t.i, (None, 0))[0]) and len(e.words) > 1]
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        pool = [
            e
            for e in self.roster.entities
            if of and e is not of[-1] and len(e.words) > 1 and e.words[-1] == of[-1].words[-1]
            and e.kind in {"person", "unknown"} and not (gender and e.gender and e.gender != gender)
        ]  # fmt: skip
        return pool[0] if len(pool) == 1 else None

    def _relative(self, of: Entity, noun: str, at: int) -> Entity | None:
        """Who somebody's mother or son at a token is: the one other person of that surname whom the article names.

        A bare surname may have been read as the child's own: "Reyle's daughter" is Mira Reyle, if there is an Anton.
        """
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        same = [
            e
            for e in self.roster.entities
            if len(e.words) > 1 and len(of.words) > 1 and e.words[-1] == of.words[-1]
            and e.kind in {"person", "unknown"}
        ]  # fmt: skip
        bare = at - 2 in self.roster.starts and (at < 3 or self.doc[at - 3].lower_.rstrip(".") not in HONORIFICS)
        fitting = [e for e in same if e.gender == gender]
        if bare and gender and len(same) > 1 and len(fitting) == 1:
            return fitting[0]
        others = [e for e in same if e is not of and (gender is None or not {"f", "m"} - {gender} & {*gender_of(e)})]
        return others[0] if len(others) == 1 else None

    def _mourned(self, at: int) -> Entity | None:
        """Whose family `the family` is: the person of whom an article says most without quoting them."""
        pool = [
            e
            for e in self.roster.entities
            if (e.kind == "person" or any(gender_of(e))) and len(e.words) > 1 and not e.spoke and not e.anonymous
            and not e.nouns & ROLES and e.at and e.at[0] < at
        ]  # fmt: skip
        return max(pool, key=lambda e: (len(e.at), -e.at[0])) if pool else None

    def _by_role(self, noun: str, at: int, mods: AbstractSet[str] = frozenset()) -> Referent | None:
        """A person by what they are: the nearest before who is called so, named or not; None when nobody is."""
        for entity in self._candidates(at):
            if noun == "minister" and "prime" in entity.nouns - mods:
                continue
            if entity.anonymous and entity.at[-1] < self._headline <= at:
                if noun in entity.nouns and (named := self._leads(noun)) is not None:
                    return self._person(named)
                continue
            if entity.kind in {"person", "unknown"} and noun in entity.nouns and mods <= entity.nouns:
                return self._person(entity) if not entity.anonymous else Referent(entity)
        return None

    def _of_old(self, noun: str, at: int) -> Referent | None:
        """Who `the former [noun]` is: whoever the text says was one, or came before; None where it does of nobody."""
        for entity in self._candidates(at):
            if entity.kind not in {"person", "unknown"} or entity.anonymous or entity.at[0] >= at:
                continue
            before = {t.lower_ for t in self.doc[max(0, entity.at[0] - 5) : entity.at[0]]}
            if "predecessor" in entity.nouns or (noun in entity.nouns and before & _OLD):
                return self._person(entity)
        return None

    def _by_calling(self, noun: str, at: int) -> Referent | None:
        """The nearest person before who is a `noun` by a narrower word, None where there is none."""
        kinds = narrower(noun)
        for entity in self._candidates(at) if kinds else ():
            other = noun == "minister" and self._clerk(entity)
            if entity.at[0] < at and entity.kind in {"person", "unknown"} and kinds & entity.nouns and not other:
                return self._person(entity) if not entity.anonymous else None
        return None

    def _leads(self, noun: str) -> Entity | None:
        """Who is the subject of the first sentence below a headline that calls its subject a `noun`: `Prosecutor backs
        down` is whoever the sentence then names, where nothing else is said of them.
        """
        starts = self.roster.ordered_starts()
        first = next((i for i in starts if i >= self._headline), None)
        if first is None or not acts(self.doc, first) or self._sentence[first] > self._lede:
            return None
        who = self.roster.starts[first][0]
        named = who.kind == "person" or (who.kind == "unknown" and len(who.words) > 1)
        return who if named and not (who.nouns & ROLES - {noun}) and not gender_clash(who, noun) else None

    def _unnamed_before(self, noun: str, at: int) -> bool:
        """Whether the text has spoken of `a man` before token `at` without a name: he is meant by `the man` then."""
        texts = texts_of(self.doc)
        for i in range(at - 1, max(0, at - _REACH), -1):
            if texts[i] != noun or not any(t.lower_ in INDEFINITE for t in self.doc[max(0, i - 5) : i]):
                continue
            if any(c.lower_ in INDEFINITE and c.i < i for c in self.doc[i].children):
                near = self.doc[i + 1 : i + 5]
                named = len(near) > 1 and near[0].text in BREAKS and near[1].pos_ == "PROPN"
                return not named and not any(t.lower_ in CALLS | {"identified"} for t in near)
        return False

    def _shaded(self, noun: str) -> Referent | None:
        """The person without a name whom the headline calls a `noun`, None where there is none."""
        for entity in self.roster.entities:
            if entity.anonymous and noun in entity.nouns and entity.at and entity.at[-1] < self._headline:
                return Referent(entity)
        return None

    def _called(self, noun: str, at: int) -> Entity | None:
        pool = [e for e in self._candidates(at) if noun in e.nouns and e.kind != "place" and not e.anonymous]
        return next((e for e in pool if not (noun == "minister" and "prime" in e.nouns)), None)

    def _made(self, core: list[Token], noun: str) -> Entity | None:
        """A body that the article only describes (`the defence ministry`, `police`) under that description."""
        words = [t.text for t in core if t.lower_ not in ARTICLES | POSSESSIVES]
        if not words or (
            len(words) == 1 and (noun in GENERIC | {"club"} or (noun.endswith("s") and noun not in COLLECTIVES))
        ):
            return None
        if "and" in words and not any(w[:1].isupper() for w in words[core[0].is_sent_start :]):
            return None
        if noun in GENERIC and not any(t.text[:1].isupper() and not t.is_sent_start for t in core):
            return None
        name = " ".join(words).replace(" '", "'").replace(" ’", "’").replace(" - ", "-")
        name = name[:1].upper() + name[1:]
        known = next((e for e in self.roster.entities if e.name == name), None)
        return self.roster.add(
            known or Entity(name, "body", tuple(name.casefold().split()), {noun}, described=True),
            core[0].i,
            core[-1].i + 1,
        )

    def _office_body(self, phrase: list[Token]) -> Entity | None:
        """`the prosecutor's office`: a body of its own where no name stands for the office."""
        marks = [n for n, t in enumerate(phrase) if t.text in OWNER]
        owner = [t for t in phrase[: marks[0]] if t.lower_ not in ARTICLES] if marks else []
        if not owner or owner[-1].lower_ not in OFFICES or any(t.i in self.roster.starts for t in owner):
            return None
        whose = self._by_role(owner[-1].lower_, owner[-1].i)
        if whose is not None and whose.entity and not whose.entity.anonymous and owner[0].lower_ != "prime":
            return None
        name = " ".join(t.text[:1].upper() + t.text[1:] for t in owner) + "'s Office"
        known = next((e for e in self.roster.entities if e.name == name), None)
        made = known or Entity(name, "body", tuple(name.casefold().split()), {"office"}, described=True)
        return self.roster.add(made, phrase[0].i, phrase[-1].i + 1)

    def _office(self, first: list[Token], core: list[Token], noun: str) -> Entity | None:
        """An office as a party of its own: `the finance minister` gives `Finance Minister`, `the mayor of flooded Tolm`
        `Mayor of Tolm`; none where only `the mayor` is said, for there are many.
        """
        words = [t.text for t in core if t.lower_ not in ARTICLES and t.text not in OWNER]
        after = [t for t in first if t.i > core[-1].i]
        if after and after[0].lower_ == "of":
            place = [t.text for t in after[1:] if t.text[:1].isupper()]
            words += ["of", *place] if place else []
        capital = core[-1].text[:1].isupper() and core[-1].i > core[0].i
        if len(words) < 2 and noun not in _ALONE and not capital:
            return None
        name = " ".join(w if w == "of" else w[:1].upper() + w[1:] for w in words)
        made = Entity(name, "person", tuple(w.casefold() for w in words), {noun, *(w.casefold() for w in words)})
        return self.roster.add(made, core[0].i, core[-1].i + 1)

    def _armed(self) -> Referent:
        bodies = [e for e in self.roster.entities if e.kind in {"body", "unknown"} and not e.core and not e.anonymous]
        groups = [e for e in bodies if e.armed] or [e for e in bodies if set(e.words) & _ARMED_NAMES]
        if not groups:
            return NOBODY
        return Referent(max(groups, key=lambda e: (e.spoke, len(e.at))))


def gender_clash(entity: Entity, noun: str) -> bool:
    """Return whether a noun tells another gender than the text tells of an entity."""
    gender = "f" if noun in FEMALE else "m" if noun in MALE else None
    return bool(gender and entity.gender and entity.gender != gender)
