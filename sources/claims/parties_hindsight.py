"""Whom a source means once the whole article is read: headlines, offices named later, states and their voices."""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from sources.claims.parties_classes import of_class
from sources.claims.parties_described import OFFICIAL, Described, is_otherwise
from sources.claims.parties_memory import Referent
from sources.claims.parties_papers import FOUND
from sources.claims.parties_phrases import core_of, head_noun, is_aside
from sources.claims.parties_words import (
    BODY_NOUNS,
    COLLECTIVES,
    COMPANY,
    GOVERNMENT,
    OUTLET_LIKE,
    POSSESSIVES,
    PUBLIC,
    ROLES,
    UNNAMED_KIN,
)

_GROUPS = frozenset(
    {"activists", "campaigners", "hackers", "kidnappers", "monitors", "organisers", "owners", "strikers"}
)
"""Plurals by which a headline calls a group that has a name."""
_STUDENTS = frozenset({"academics", "inspectors", "investigators", "researchers", "scientists", "team"})
"""Who makes studies and reports."""
_OF_MEMBERS = frozenset({"club", "federation", "guild", "league", "union"})
"""Bodies that are not meant where another kind of body is: no firm is its union."""
_BELOW = 3
"""Sentences below a headline in which the one that it describes speaks."""


class Hindsight(Described):
    """Reads the sources of an article and, when all are read, says whom each of them means."""

    def settled(self, sources: Mapping[int, Sequence[Token]], found: Mapping[int, Referent]) -> dict[int, Referent]:
        """Return whom each source means now that all are read: a description is whoever the article goes on to name,
        one in a headline who speaks first below it, a state the body that spoke for it most often.
        """
        titled = [n for n in found if sources[n][0].i < self._headline]
        for n in [n for n in found if n not in titled]:
            entity = found[n].entity
            if entity is not None and entity.same is None and self._unnamed(entity):
                entity.same = self._identified(sources[n], entity)
            if (entity is None or entity.anonymous) and (firm := self._firm_told_of(sources[n])) is not None:
                found = {**found, n: Referent(firm)}
            elif entity is not None and entity.kind == "body" and (who := self._heads(sources[n])) is not None:
                found = {**found, n: Referent(who)}
        self._titled: dict[int, str | None] = {}
        led = {n: self._taken_up(sources[n], found[n]) for n in titled}
        return {n: self._settled(led.get(n, found[n]), sources[n][-1]) for n in found}

    def _taken_up(self, tokens: Sequence[Token], found: Referent) -> Referent:
        """Whom a source in the headline means: whoever speaks below it, where the headline only describes them."""
        entity = found.entity
        last = tokens[-1]
        once = entity is None or (last.text.islower() and len(entity.at) == 1 and last.i >= entity.at[0] >= tokens[0].i)
        described = once or entity is None or entity.described or entity.anonymous
        noun = head_noun(core_of(list(tokens)))
        led = self._led(noun) if described else None
        who = (led or found).entity
        if who is not None:
            self._titled[id(who)] = noun
        if led is not None and entity is not None and entity.anonymous and entity.same is None:
            who = led.person or led.entity
            entity.same = who if who is not entity else None
        return led or found

    def _settled(self, found: Referent, last: Token) -> Referent:
        entity = found.entity
        if entity is not None and entity.same is not None:
            return self._person(entity.same)
        if entity is None or entity.kind not in {"place", "unknown"} or len(entity.words) > 2:
            return found
        if is_aside(last):
            return found
        return Referent(self.roster.speaker_of_state(entity) or entity, found.person)

    def _led(self, noun: str | None) -> Referent | None:
        """Whom a headline only describes (`Union: no deal`, `expert questions theory`): who speaks first below it."""
        if noun is None:
            return None
        if noun in FOUND | {"inquiry"} and (paper := self._led_paper(noun)) is not None:
            return paper
        if noun in _GROUPS or (noun in BODY_NOUNS | COLLECTIVES and noun not in GOVERNMENT | OUTLET_LIKE):
            return self._led_body(noun) if noun != "family" else None
        if noun in ROLES and noun not in UNNAMED_KIN:
            return self._led_person(noun)
        return None

    def _led_body(self, noun: str) -> Referent | None:
        for _, found in self._below(noun):
            e = found.entity
            if e is None or e.anonymous:
                if noun in _GROUPS:
                    return None
                continue
            if noun == "office" and e.core:
                return found
            if noun == "strikers" and not (_OF_MEMBERS | {"workers"}) & {*e.words, *e.nouns}:
                continue
            if noun in COMPANY - {"group"} and (e.described or PUBLIC & {*e.words, *e.nouns}):
                continue
            if noun in _OF_MEMBERS:
                if noun in {*e.words, *e.nouns} or of_class(noun, frozenset(), [e]):
                    return found
                continue
            if e.described or e.core or e.kind not in {"body", "unknown"} or self.directory.is_medium(e.name):
                return None
            official = OFFICIAL & {*e.words, *e.nouns} or of_class(noun, frozenset(), [e])
            return found if noun not in OFFICIAL or official else None
        return None

    def _led_paper(self, noun: str) -> Referent | None:
        """Whose the paper is that a headline names by its noun alone: who speaks by one below it, or is called so."""
        for at, found in self._below(noun):
            who = found.entity
            if who is None or who.anonymous or self.doc[at].lower_ in POSSESSIVES:
                continue
            acts_at = (t.i for t in self.doc[at : at + 6] if t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN")
            phrase = {t.lower_ for t in self.doc[at : next(acts_at, at + 6)]}
            if (FOUND | _STUDENTS) & phrase or noun in {*who.words, *who.nouns}:
                return found
        return None

    def _led_person(self, noun: str) -> Referent | None:
        """The person whom a headline names by a role: who is called so, else who speaks first."""
        first = True
        for _, found in self._below(noun):
            who = found.person or found.entity
            if who is None or who.kind not in {"person", "unknown"}:
                first = False
                continue
            if who.anonymous:
                if noun in who.nouns:
                    return None
            elif noun in who.nouns or (first and not is_otherwise(who, noun)):
                return found
            first = False
        return None

    def _below(self, noun: str) -> Iterator[tuple[int, Referent]]:
        """Who speaks below the headline, but for whom it calls something else: `Bank denies it; group insists`."""
        last = self._sentence[self._headline] + _BELOW
        near = ((at, f) for at, f in self.said if at >= self._headline and self._sentence[at] <= last)
        return ((at, f) for at, f in near if self._titled.get(id(f.entity), noun) == noun)
