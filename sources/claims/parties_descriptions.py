"""Whom a description means: a body by its noun, a person by their role, a group by what it does."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from spacy.tokens import Token

from sources.claims.parties_callings import narrower, of_anyone
from sources.claims.parties_chiefs import CAMPS, HEADS, Chiefs
from sources.claims.parties_classes import CIVIC, is_wire, of_class, of_media, of_members
from sources.claims.parties_entities import Entity
from sources.claims.parties_firms import of_one_trade
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_phrases import OWNER
from sources.claims.parties_ranking import gender_of
from sources.claims.parties_states import owned_before
from sources.claims.parties_words import (
    ANONYMOUS,
    ARMED,
    ARTICLES,
    BODY_NOUNS,
    CIRCLE,
    COMPANY,
    FEMALE,
    FIRMS,
    GOVERNMENT,
    INSIDERS,
    MALE,
    NUMBERS,
    OFFICES,
    OUTLET_LIKE,
    POSSESSIVES,
    ROLES,
    SENT,
    UNNAMED_KIN,
)

_HIDDEN = frozenset({"anonymous", "unidentified", "unnamed"})
_PARTIES = {"league", "front", "union", "alliance", "movement", "coalition", "party", "greens", "bloc", "democrats"}
_OWNED = frozenset({"barge", "boat", "car", "ferry", "horse", "jet", "plane", "ship", "tanker", "trawler", "yacht"})
_TAKEN_UP = frozenset({"company", "faction", "firm", "group", "movement"})
"""What a text calls a body that it has named by another word before."""
_CREEDS = frozenset({"islamic", "islamist", "jihadi", "jihadist", "leftist", "maoist", "marxist"})
"""Before fighters of any group."""
_GONE = frozenset({"dismissed", "ex", "former", "one-time", "onetime", "retired", "sacked"})
"""Before those who speak for their body no more."""
_CIVIL = CIVIC | {"foundation", "institute", "trust", "union", "watch", "watchdog"}
_PRINTED = frozenset({"broadcaster", "daily", "magazine", "newspaper", "paper", "tabloid", "weekly"})
_TOWNS = frozenset({"city", "port", "town"})
_UNIONS = {"association", "brotherhood", "federation", "guild", "workers"}
_CLASSES = COMPANY | {"academy", "charity", "clinic", "club", "fund", "hospital", "museum", "school", "zoo"}
"""Nouns by which a body is spoken of whose name need not hold them."""
AREAS = frozenset(
    {"foreign", "defence", "defense", "interior", "finance", "health", "prime", "justice", "energy", "police", "deputy"}
)


class Descriptions(Chiefs):
    """Reads sources that are described, not named: `the ministry`, `rebels`, `a mission official`, `the mayor`."""

    def _after_preposition(self, tokens: Sequence[Token], which: AbstractSet[str]) -> Referent | None:
        raise NotImplementedError

    def _with_trade(self, mods: list[str]) -> Entity | None:
        """The body whose name stands before the word for its trade: `Verity clinics` is the `clinic group`."""
        trades = {*mods, *(f"{m}s" for m in mods)}
        ends = ((e, end) for e, end in self.roster.starts.values() if end < len(self.doc))
        return next((e for e, end in ends if self.doc[end].lower_ in trades and e.kind != "person"), None)

    def _described(self, noun: str, lows: list[str], at: int, among: Sequence[Entity] | None = None) -> Referent:
        """A body by a noun: the one called so, the one whose name holds it, the nearest of its class."""
        mods = [w for w in lows if w not in ARTICLES and w != noun and w not in POSSESSIVES]
        all_ = self._candidates(at) if among is None else among
        pool = [e for e in all_ if e.kind in {"body", "unknown"} and not e.anonymous]
        forms = {noun, f"{noun}s", f"{noun[:-1]}ies"}
        full = of_members(mods, [e for e in pool if forms & e.nouns or forms & {*e.words}])
        if noun == "bank" and not mods and any(e.core for e in full):
            full = [e for e in pool if not e.core and of_one_trade(noun) & {*e.words, *e.nouns}] or full
        shaded = next((e for e in full if e.described and e.at[-1] < self._headline <= at), None)
        if shaded is not None and lows[0] in ARTICLES:
            pool.remove(shaded)
            named = self._described(noun, lows, at, tuple(pool))
            return named if named.entity is not None else Referent(shaded)
        later = bool(full) and lows[0] == "the" and all(e.at[0] > at for e in full)
        if later and not mods and noun in _TAKEN_UP | OUTLET_LIKE:
            earlier = self._described(noun, lows, at, [e for e in pool if e.at[0] < at])
            if earlier.entity is not None:
                return earlier
        if later and not mods and noun in GOVERNMENT and owned_before(self.doc, noun, at):
            return NOBODY
        if lows[0] in {"a", "an", "another"} and not (mods and any(set(mods) & {*e.words, *e.nouns} for e in full)):
            return NOBODY
        for wanted in (mods, []):
            if wanted and (found := [e for e in full if all(m in e.words or m in e.nouns for m in wanted)]):
                return Referent(found[0])
            if not wanted and full and not (mods and full[0].core):
                return Referent((self._with_trade(mods) if noun == "group" and mods else None) or full[0])
        if mods and noun in GOVERNMENT:
            return NOBODY
        checks = noun == "agency" and self._checks(at)
        classed = lows[0] == "the" and not checks
        if classed and (likely := of_class(noun, {*mods}, [e for e in pool if not e.described])):
            nearer = [e for e in likely if e.at[0] < at] or likely
            return self._meant(nearer, at) if len(likely) > 1 else Referent(likely[0])
        if noun == "military":
            return self._first(pool, {"army", "navy", "air", "armed", "force", "command", "defence"})
        if noun in COMPANY and noun != "group" and (noun != "house" or "auction" in mods):
            return self._firm(noun, [*mods, *lows[:1]], pool, at)
        if noun in OUTLET_LIKE or checks:
            wires = [e for e in pool if checks and is_wire(e.words)]
            media = [e for e in pool if self.directory.is_medium(e.name) or (_PRINTED & e.nouns and not checks)]
            media = media or wires or [e for e in pool if self._heard(e)]
            return Referent(of_media(noun, media)[0]) if media else NOBODY
        if mods:
            return NOBODY
        if noun in {"party", "union"}:
            before = [e for e in pool if e.at and e.at[0] < at]
            return self._first(before or pool, _PARTIES if noun == "party" else _UNIONS)
        if noun in {"group", "movement", "organisation", "organization", "body", "faction", "agency"}:
            groups = [e for e in pool if not (e.core or e.credited or self.directory.is_medium(e.name))]
            groups = [e for e in groups if e.at[0] < at and not (noun == "agency" and BODY_NOUNS & {*e.words})]
            if noun in {"organisation", "organization"}:
                civic = [e for e in groups if _CIVIL & {*e.words, *e.nouns}]
                groups = civic or [e for e in groups if not (COMPANY | FIRMS) & {*e.words, *e.nouns}]
            said = [e for e in groups if e.spoke or e.armed]
            return self._meant(said or [e for e in groups if e.kind == "body"], at)
        return NOBODY

    def _sends(self, entity: Entity) -> bool:
        """Whether an entity is a body, or may be one by a name of several words that is no person's."""
        firm = entity.kind == "unknown" and len(entity.words) > 1 and not any(gender_of(entity))
        return entity.kind == "body" or (firm and not self.roster.is_state(entity))

    def _owns(self, at: int) -> bool:
        return at + 1 < len(self.doc) and self.doc[at + 1].text in OWNER

    def _heard(self, entity: Entity) -> bool:
        """Whether somebody spoke to an entity, as to a paper: `she told the Evening Lamp`."""
        before = [self.doc[max(0, i - 2) : i] for i in entity.at]
        ends = {b.text.lower() for b in before}
        told = "told the" in ends or (entity.kind == "body" and any(e.endswith("told") for e in ends))
        return told and self._sends(entity) and self.doc[entity.at[0]].pos_ == "PROPN"

    def _description(self, first: list[Token], core: list[Token], noun: str) -> Referent:
        lows = [t.lower_ for t in core]
        if (
            lows[0] in {"this", "our"}
            and self.outlet
            and noun in OUTLET_LIKE | {"newsroom", "reporter", "correspondent"}
        ):
            return Referent(self.outlet)
        if lows[0] in {"each", "every", "either", "neither", "no", "any"} or _HIDDEN & set(lows) or noun in CIRCLE:
            return self._anonymous(core, noun)
        if lows[0] == "the" and len(core) == 2 and noun.endswith("s") and (own := self._members(noun, core[-1].i)):
            return Referent(own)
        definite = lows[0] in {"the", "this", "that", "both"} or (lows[0] not in ARTICLES | NUMBERS and len(core) <= 2)
        if noun in ARMED and not set(lows) & NUMBERS:
            kinds = {"body", "unknown"}
            whose = [e for e, i, _ in self._entities(core[:-1]) if e.kind in kinds and _named(self.doc[i])]
            there = any(self.roster.is_state(e) for e in whose)  # "Ondar rebels" are not Ondar
            other = any(t.text[:1].isupper() and t.lower_ not in ARTICLES | _CREEDS for t in core[:-1]) and not there
            found = Referent(whose[-1]) if whose and not there else NOBODY if other else self._armed()
            return found if found.entity is not None else self._anonymous(core, noun)
        if noun in {"cops", "detectives"} and len(set(lows) - ARTICLES) == 1:
            force = self._described("police", ["police"], core[-1].i)
            same = next((e for e in self.roster.entities if e.name == "Police"), None)
            police = same or Entity("Police", "body", ("police",), {"police"}, described=True)
            return force if force.entity is not None else Referent(self.roster.add(police, core[0].i, core[-1].i + 1))
        if noun in _TOWNS and lows == ["the", noun] and first[-1] is core[-1] and not self._owns(core[-1].i):
            town = self._town(noun, core[-1].i)
            if town is not None:
                return Referent(town)
        if noun in CAMPS and len(core) > 1 and (named := self._entities(core[:-1])):
            camp = named[-1][0]
            if (run := self._campaign(camp, noun, core[-1].i)) is not None:
                return Referent(run)
            if noun == "camp" and camp.kind == "person":
                return Referent(camp)
        if noun == "family" and lows[0] == "the" and (who := self._mourned(core[-1].i)) is not None:
            return Referent(Entity(f"{who.name.split()[-1]} family", "body"))
        if noun in {"maker", "operator", "owner"} and (of := self._after_preposition(first, {"of"})) is not None:
            thing = _OWNED & {t.lower_ for t in first} or (of.entity is not None and of.entity.kind == "person")
            return self._anonymous(core, noun) if thing else of
        if noun == "staff" and (core[-1].text.islower() or core[-1].is_sent_start) and lows[-2:-1] != ["general"]:
            of = self._after_preposition(first, {"of", "at", "for"})
            return of if of is not None else self._anonymous(core, noun)
        if noun == "office" and core[0].lower_ == "head" and (run := self._run_by(core, noun)) is not None:
            return Referent(run)
        if noun == "line" and {"cruise", "ferry", "rail", "shipping"} & {*lows} and lows[0] == "the":
            return self._firm(noun, lows, self._candidates(core[-1].i), core[-1].i)
        court = noun in {"defence", "defense"} and len(core) == 2 and lows[0] == "the"
        if court or noun in BODY_NOUNS | GOVERNMENT | {"prosecutors", "detectives", "mission", "police"}:
            if lows[0] in {"this", "that"} and self._unnamed_before(noun, core[0].i):
                return self._anonymous(core, noun)
            found = self._described(noun, lows, core[-1].i)
            if found.entity is not None:
                return found
            if lows[0] == "the" and noun in _CLASSES and (only := self._only_body(noun, {*lows}, core[-1].i)):
                return Referent(only)
            of = self._after_preposition(first, {"at", "from"}) if noun in SENT and lows[0] == "a" else None
            if of is not None and of.entity is not None and not of.entity.anonymous and self._sends(of.entity):
                return of
            if lows[0] in {"a", "an", "another"} or set(lows) & NUMBERS or noun in OUTLET_LIKE:
                return self._anonymous(core, noun)
            return Referent(self._made(core, noun))
        if noun in INSIDERS and len(core) > 1:
            body = self._insider(core)
            if body is not None:
                return body
        at_one = any(t.lower_ in {"at", "for", "from", "of"} for t in first[len(core) :])
        if noun in HEADS and not at_one and (run := self._run_by(core, noun)) is not None:
            return Referent(run)
        if lows[0] == "the" and of_anyone([t.lower_ for t in first], noun):
            shown = self._by_role(noun, core[-1].i)
            if shown is None and self._unnamed_before(noun, core[0].i):
                return self._anonymous(core, noun)
            if shown is None and (len(core) == 2 or noun.endswith("old") or lows[1] in {"young", "old"}):
                shown = self._pronoun("she" if noun in FEMALE else "he" if noun in MALE else "who", core[0].i)
                voice = shown.person is not None and shown.person.anonymous
                if voice or (shown.entity is not None and self._reports(shown.entity, core[-1])):
                    shown = None
            return shown if shown is not None and shown.entity is not None else self._anonymous(core, noun)
        if noun in UNNAMED_KIN and len(first) > len(core) and (kin := self._kin(first, noun)) is not None:
            return self._person(kin)
        if definite and (noun in ROLES | ANONYMOUS | INSIDERS or narrower(noun)):
            mods = {t.lower_ for t in core[:-1] if t.pos_ in {"NOUN", "ADJ"} and t.lower_ not in ARTICLES | POSSESSIVES}
            known = self._by_role(noun, core[-1].i, mods)
            if known is None and mods & _GONE:
                return self._of_old(noun, core[-1].i) or self._anonymous(core, f"former {noun}")
            if known is None and not mods & AREAS:
                known = self._by_role(noun, core[-1].i)
            if known is None and lows[0] == "the":
                known = self._by_calling(noun, core[-1].i)
            several = core[-1].tag_ in {"NNS", "NNPS"}
            if known is not None and not (several and known.entity is not None and known.entity.kind == "person"):
                return known
            fresh = any(a.lower_ == "of" and b.lower_ in {"a", "an"} for a, b in pairwise(first))
            fresh |= self._unnamed_before(noun, core[0].i)
            held = NOBODY if fresh or lows[0] != "the" or noun not in ROLES else self._in_role(core, noun)
            if held.entity is not None:
                return held
            if (shaded := self._shaded(noun)) is not None:
                return shaded
            if noun == "executive" and (firm := self._described("company", ["the", "company"], core[-1].i)).entity:
                return firm
            if noun in OFFICES and lows[0] in {"the", noun} and (office := self._office(first, core, noun)):
                return Referent(office)
        gone = (noun == "doctor" and lows[0] in {"a", "one"}) or _GONE & set(lows)
        if noun in INSIDERS | SENT and not gone:
            of = self._after_preposition(first, {"of", "at", "for", "from", "with"})
            if of is not None and of.entity is not None and not of.entity.anonymous and self._sends(of.entity):
                return of
        if noun == "officers" and len(core) == 1:
            return self._described("police", ["police"], core[-1].i)
        if definite and noun not in ANONYMOUS and noun not in NUMBERS:
            called = self._called(noun, core[-1].i)
            if called is not None:
                return self._person(called) if called.kind == "person" else Referent(called)
        return self._anonymous(core, noun)

    def _first(self, pool: list[Entity], words: set[str]) -> Referent:
        return next((Referent(e) for e in pool if set(e.words) & words), NOBODY)

    def _bare(self, core: list[Token]) -> Referent:
        words = tuple(t.lower_ for t in core if t.lower_ not in ARTICLES)
        known = self.roster.named(words)
        return self._body(known) if known else NOBODY

    def _anonymous(self, core: list[Token], noun: str) -> Referent:
        plural = noun.endswith("s") or core[0].lower_ in NUMBERS or noun in {"people", "police", "men", "women"}
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        entity = Entity(noun, "person", (), {noun}, [core[0].i], gender, plural=plural, anonymous=True)
        self.roster.entities.append(entity)
        return Referent(entity)

    def _body(self, entity: Entity) -> Referent:
        if entity.kind == "place":
            return Referent(self.roster.speaker_of_state(entity) or entity)
        if entity.kind == "unknown":
            return Referent(self.roster.speaker_of_state(entity) or self._people(entity) or entity)
        return Referent(entity)

    def _people(self, entity: Entity) -> Entity | None:
        """The government of a people that the article names by its plural (`the Vardians`); None for other names."""
        one = entity.words[0].removesuffix("s") if len(entity.words) == 1 else ""
        state = next((e.state for e in self.roster.entities if e.state and e.state.casefold() == one), None)
        if state is None or one == entity.words[0]:
            return None
        name = f"{state} government"
        known = next((e for e in self.roster.entities if e.name.casefold() == name.casefold()), None)
        return known or Entity(name, "body", state=state, core="Government")

    def _body_with(self, words: AbstractSet[str], at: int) -> Entity | None:
        return next((e for e in self._candidates(at) if e.kind == "body" and words & {*e.words, *e.nouns}), None)


def _named(token: Token) -> bool:
    """Whether a capitalised word before `fighters` is a group's name and no people's or creed's."""
    return token.tag_ != "JJ" and token.lower_ not in _CREEDS and not token.lower_.endswith(("ish", "ese"))
