"""Whom a possessor's own mean: `its director`, `the council's team`, `Velmaria's minister`, `her mother`."""

import re

from spacy.tokens import Token

from sources.claims.parties_chiefs import CAMPS
from sources.claims.parties_counsel import COUNSEL, Counsel
from sources.claims.parties_descriptions import AREAS
from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_phrases import OWNER
from sources.claims.parties_words import (
    ARTICLES,
    BODY_NOUNS,
    CIRCLE,
    COMPANY,
    GOVERNMENT,
    INSIDERS,
    POSSESSIVES,
    ROLES,
    UNNAMED_KIN,
)

_WHO = re.compile(r"(?:ant|ee|ess|er|ist|lord|man|mate|men|or|pal|women)s?$")
"""Ends words for people: whom one has, and who is not oneself."""
_THINGS = frozenset(
    {"answer", "banner", "behavior", "business", "career", "chapter", "character", "computer", "disorder", "letter"}
    | {
        "newsletter",
        "number",
        "offer",
        "order",
        "paper",
        "papers",
        "power",
        "register",
        "restaurant",
        "server",
        "ticker",
    }
    | {"letters", "ticker", "twitter", "process", "press", "progress", "success", "witness", "fitness", "illness"}
)
"""Words that end so and are no people."""
_RETINUE = frozenset({"aide", "aides", "adviser", "advisers", "agent", "agents", "accountants"})
_FIELDS = frozenset({"ADJ", "NOUN", "PROPN"})
_RULING = frozenset({"association", "board", "committee", "council", "court"})
"""Bodies that another has, and that are not the other itself."""
_OF_MANY = frozenset(
    {"association", "club", "committee", "cooperative", "council", "federation", "guild", "league", "society", "union"}
)
"""What many without a name have that is a body of its own: "the residents' committee"."""
_OF_STAFF = frozenset({"brotherhood", "staff", "union", "unions", "workers"})
"""Words of what the union of a firm may be called: its people's, nobody else's guild."""
_OF_ONE = COMPANY | {"party", "label", "union"}
"""Bodies that a person has."""
_STAFF = frozenset({"chief", "office", "staff"})
"""Whose words are the office's, where a president possesses them: the chief of staff, the staff."""

_ENVOYS = frozenset({"ambassador", "ambassadors", "consul", "diplomat", "diplomats", "envoy", "envoys"})
_OFFICES = frozenset({"army", "department", "ministry", "navy", "parliament", "police"})
"""Words of a state's bodies that send no envoys."""


class Holders(Counsel):
    """Reads the sources that belong to somebody."""

    def _presided(self, owner: Referent) -> Referent:
        raise NotImplementedError

    def _owned(self, owner: Referent, core: list[Token], noun: str) -> Referent:
        voices = owner.person is not None and owner.person.anonymous and owner.person.client is not None
        if owner.person is not None and noun in (ROLES | UNNAMED_KIN) - _STAFF:
            owner = Referent(owner.entity if voices else owner.person)
        entity = owner.entity
        if entity is None:
            return self._description(core, core, noun) if noun in BODY_NOUNS | GOVERNMENT else NOBODY
        if noun in CIRCLE & BODY_NOUNS:
            return self._anonymous(core, noun)
        if noun in {"department", "ministry"} and entity.kind == "person" and core[-1].i:  # "Kranz's ministry"
            its = self._ministry_of(entity, [self.doc[core[-1].i - 1], core[-1]])
            if its.entity is not None and not its.entity.anonymous:
                return its
        if noun in BODY_NOUNS and any(t.text[:1].isupper() for t in core[:-1]):
            bare = len(core) == 2 and core[0].lower_ in POSSESSIVES
            made = None if bare and noun in _OF_ONE else self._made(core, noun)
            if made is not None or core[0].lower_ not in POSSESSIVES:
                return Referent(made)
        if entity.anonymous and noun in _OF_MANY and len(core) == 1 and core[0].i > 1:
            owners = self.doc[core[0].i - 2]
            if owners.tag_ in {"NNS", "NNPS"} and owners.nbor(1).text in OWNER:
                start = min([owners.i, *(t.i for t in owners.lefts if t.dep_ == "compound")])
                many = [*self.doc[start : core[0].i], *core]
                return self._description(many, many, noun)
        if noun in GOVERNMENT or (
            noun in BODY_NOUNS and noun not in {"family", "side", "team", "party"} and entity.kind != "person"
        ):
            named = self._described(noun, [t.lower_ for t in core], core[-1].i)
            if noun == "union" and (body := named.entity) is not None and not _OF_STAFF & {*body.words, *body.nouns}:
                return self._anonymous(core, noun)
            place = entity.kind == "place" or entity.described or noun in entity.name.casefold()
            if named.entity is None and place and noun not in GOVERNMENT and len(core) > 1:
                return Referent(self._made(core, noun))
            if named.entity is None and noun in {"guild", "union"} and noun not in {*entity.words, *entity.nouns}:
                return self._anonymous(core, noun)  # a firm's workers have it, not the firm
            if named.entity is None and entity.described and noun in _RULING:
                return Referent(Entity(f"{entity.name} {noun}", "body", described=True))
            if named.entity is not None or noun not in GOVERNMENT:
                return named if named.entity is not None else Referent(entity)
            return Referent(Entity(f"{entity.name} {noun}", "body"))
        if noun in {"client", "clients"}:
            acting = owner.person or entity
            return self._person(acting.client) if acting.client is not None else self._anonymous(core, noun)
        if noun in {"family", "relatives", "parents"} and entity.kind == "person" and not entity.anonymous:
            return Referent(Entity(f"{entity.name.split()[-1]} family", "body", anonymous=False))
        if noun in {"representative", "representatives", "rep", "reps", "publicist"}:
            return Referent(entity, owner.person)
        if noun in CAMPS and (run := self._campaign(entity, noun, core[-1].i)) is not None:
            return Referent(run)
        if entity.kind == "person" and noun in {"bosses", "employers", "management"}:
            own = entity.speaks_for or self._only_run(core[-1].i)
            return Referent(own) if own is not None else self._anonymous(core, noun)
        people = entity.kind == "person" or (entity.kind == "unknown" and len(entity.words) < 2)
        if people and (noun in COUNSEL or self._is_manager(entity, noun)):
            return self._for_client(owner, core, noun)
        if entity.kind == "person" and noun in _RETINUE:
            return self._anonymous(core, noun)
        if entity.kind == "person" and (
            (_WHO.search(noun) and noun not in _THINGS) or "opposite" in {t.lower_ for t in core[:-1]}
        ):
            known = noun in ROLES | INSIDERS | UNNAMED_KIN
            return self._holder(owner, core, noun) if known else self._anonymous(core, noun)
        if noun in CIRCLE or noun in {"source", "sources", "insider", "insiders", "informant", "bird"}:
            return self._anonymous(core, noun)
        if noun in ROLES | INSIDERS | UNNAMED_KIN:
            return self._holder(owner, core, noun)
        if entity.kind == "person" and noun in _OF_ONE:
            own = entity.speaks_for
            found = Referent(own) if own is not None else self._described(noun, ["the", noun], core[-1].i)
            theirs = found.entity is not None and not self._anothers(found.entity, entity)
            return found if theirs else self._anonymous(core, noun)
        return Referent(entity, owner.person)

    def _anothers(self, body: Entity, who: Entity) -> bool:
        """Whether the text calls a body somebody else's than `who`: `Belo's Civic List` is not Lund's party."""
        for i in body.at:
            mark = next((k for k in (i - 1, i - 2) if k > 0 and self.doc[k].text in OWNER), 0)
            whose = [e for s, (e, end) in self.roster.starts.items() if mark and end == mark]
            if any(e.kind == "person" and e is not who for e in whose):
                return True
        return False

    def _holder(self, owner: Referent, core: list[Token], noun: str) -> Referent:
        """Who holds a role or kinship with its possessor: `the council's director`, `Velmaria's minister`, `her son`; a
        body itself where its own people are meant, nobody where another person or a place possesses them.
        """
        entity = owner.entity
        if entity is None:
            return NOBODY
        at = core[-1].i
        words = {*entity.name.casefold().split()}
        if noun in _ENVOYS and words & _OFFICES and "foreign" not in words:  # whose state has only that one named
            return self._anonymous(core, noun)
        presidency = self._presided(owner) if entity.kind == "person" and noun in _STAFF else owner
        if presidency.entity is not entity:
            return presidency
        if noun in ROLES | UNNAMED_KIN:
            mods = {t.lower_ for t in core[:-1] if t.pos_ in {"NOUN", "ADJ"} and t.lower_ not in ARTICLES | POSSESSIVES}
            known = self._by_role(noun, at, mods & AREAS)
            if known is not None and known.entity is not entity and known.person is not entity:
                return known
        relative = self._relative(entity, noun, core[0].i) if noun in UNNAMED_KIN else None
        if relative is not None:
            return Referent(relative)
        if noun in UNNAMED_KIN | {"friend", "neighbour", "colleague", "cousin"} or (
            noun in ROLES
            and (entity.kind in {"person", "place"} or (entity.kind == "unknown" and len(entity.words) < 2))
        ):
            return self._anonymous(core, noun)
        if entity.kind == "person" and noun not in _STAFF:
            return self._anonymous(core, noun)
        return Referent(entity, owner.person)

    def _ministry_of(self, who: Entity | None, phrase: list[Token]) -> Referent:
        """The ministry of a minister, by the field of the office that the text gives them."""
        noun = phrase[1].lower_
        near = self.doc[max(0, who.at[0] - 6) : who.at[0]] if who is not None and who.at else ()
        fields = [t.lower_ for t in near if t.pos_ in _FIELDS and t.nbor(1).lower_ in {"minister", "secretary"}]
        for field in fields:
            if (body := self._body_with({f"{field} {noun}"}, phrase[0].i)) is not None:
                return Referent(body)
        if len(fields) == 1 and fields[0].isalpha() and fields[0] != "prime":
            return Referent(Entity(f"{fields[0].capitalize()} {noun.capitalize()}", "body"))
        return self._anonymous(phrase, noun)
