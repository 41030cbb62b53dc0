"""Who stands out in an article: the person a role means, the firm or group meant last, whose family `the family` is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from sources.claims.parties_callings import is_otherwise, narrower
from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import NOBODY, Memory, Referent
from sources.claims.parties_ranking import acts, gender_of
from sources.claims.parties_words import BODY_NOUNS, FEMALE, HONORIFICS, MALE, ROLES

_ARMED_NAMES = frozenset(
    {"front", "liberation", "army", "brigade", "brigades", "militia", "guerrilla", "fighters", "resistance"}
)


class Salience(Memory):
    """Finds the entity that a definite description takes up, by role, class and prominence."""

    def _only_body(self, at: int) -> Entity | None:
        """The one body named before that its name does not class (`Arden Rovers` for `the club`), when there is one."""
        pool = [
            e
            for e in self.roster.entities
            if e.kind == "body" and not e.core and not e.described and not e.anonymous and not e.credited
            and not BODY_NOUNS & {*e.words} and e.at and e.at[0] < at
            and not self.directory.is_medium(e.name) and not (self.outlet and e.name == self.outlet.name)
        ]  # fmt: skip
        return pool[0] if len(pool) == 1 else None

    def _acting(self, pool: Sequence[Entity], at: int) -> list[Entity]:
        """The names of no known kind that act as the subject of a verb before a token: one of them may be a firm."""
        return [
            e
            for e in pool
            if e.kind == "unknown" and not e.credited and not self.directory.is_medium(e.name) and not gender_of(e)[1]
            and not e.nouns & ROLES and not self.roster.is_state(e) and any(i < at and acts(self.doc, i) for i in e.at)
        ]  # fmt: skip

    def _in_role(self, core: Sequence[Token], noun: str) -> Referent:
        """The person of whom the article speaks without having said what they are: `Ana Belo … the minister said`."""
        at = core[0].i
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        options = []
        for referent, features in self._options("person", at, gender, unnamed=False):
            who = referent.person or referent.entity
            if who is None or who.anonymous or (noun == "minister" and "prime" in who.nouns):
                continue
            if is_otherwise(who.nouns, noun):
                continue
            more = {"modified": float(len(core) > 2)}
            more["titled"] = float(bool(who.nouns))
            options.append((referent, {**features, **more}))
        return self._rank("person", options, described=True)

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
            if e.kind in {"person", "unknown"} and len(e.words) > 1 and not e.spoke and not e.anonymous
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

    def _by_calling(self, noun: str, at: int) -> Referent | None:
        """The nearest person before who is a `noun` by a narrower word, None where there is none."""
        kinds = narrower(noun)
        for entity in self._candidates(at) if kinds else ():
            if entity.at[0] < at and entity.kind in {"person", "unknown"} and kinds & entity.nouns:
                return self._person(entity) if not entity.anonymous else None
        return None

    def _leads(self, noun: str) -> Entity | None:
        """Who is the subject of the first sentence below a headline that calls its subject a `noun`: `Prosecutor backs
        down` is whoever the sentence then names, where nothing else is said of them.
        """
        starts = self.roster.ordered_starts()
        first = next((i for i in starts if i >= self._headline), None)
        if first is None or not acts(self.doc, first) or self._sentence[first] > self._sentence[self._headline] + 1:
            return None
        who = self.roster.starts[first][0]
        named = who.kind == "person" or (who.kind == "unknown" and len(who.words) > 1)
        return who if named and not (who.nouns & ROLES - {noun}) and not gender_clash(who, noun) else None

    def _shaded(self, noun: str) -> Referent | None:
        """The person without a name whom the headline calls a `noun`, None where there is none."""
        for entity in self.roster.entities:
            if entity.anonymous and noun in entity.nouns and entity.at and entity.at[-1] < self._headline:
                return Referent(entity)
        return None

    def _called(self, noun: str, at: int) -> Entity | None:
        pool = [e for e in self._candidates(at) if noun in e.nouns and e.kind != "place" and not e.anonymous]
        return next((e for e in pool if not (noun == "minister" and "prime" in e.nouns)), None)

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
