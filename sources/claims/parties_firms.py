"""Firms by what they are: `the airline`, `the bank`, `the company`, where no name holds the word."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sources.claims.parties_entities import Entity
from sources.claims.parties_kinds import is_firms
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_ranking import acts, gender_of
from sources.claims.parties_salience import Salience
from sources.claims.parties_words import BODY_NOUNS, COMPANY, FIRMS, HONORIFICS, OFFICES, OUTLET_LIKE, PUBLIC, ROLES

_TRADES: tuple[frozenset[str], ...] = (
    frozenset({"air", "airline", "airlines", "airways", "aviation", "carrier", "skies", "wings"}),
    frozenset({"bank", "banking", "credit", "lender", "savings"}),
    frozenset({"automaker", "automotive", "carmaker", "motor", "motors"}),
    frozenset({"biotech", "drugmaker", "pharma", "pharmaceutical", "pharmaceuticals", "therapeutics"}),
    frozenset({"assurance", "insurance", "insurer"}),
    frozenset({"brewer", "brewery", "breweries", "brewing"}),
    frozenset({"label", "records", "recordings"}),
    frozenset({"books", "publisher", "publishing", "publishers"}),
    frozenset({"developer", "developers", "games", "homes", "housebuilder", "properties", "studio", "studios"}),
    frozenset({"auctioneer", "auctioneers", "auctions", "house"}),
    frozenset({"miner", "minerals", "mines", "mining"}),
    frozenset({"foods", "retailer", "stores", "supermarket", "supermarkets"}),
    frozenset({"shipbuilder", "shipyard", "shipyards"}),
    frozenset({"bakery", "bakeries"}),
    frozenset({"dairy", "dairies"}),
    frozenset({"electricity", "energy", "power", "utility", "water", "waterworks"}),
)
"""Nouns for one trade and the words by which a firm's name or description tells it."""
_ANY_TRADE = frozenset(
    {"business", "company", "consulting", "firm", "group", "investments", "operator", "owner", "owners", "research"}
    | {"resources", "solutions", "technologies", "technology", "trading", "ventures"}
)
_OTHER_TRADES = (
    frozenset[str]().union(*_TRADES) | COMPANY | FIRMS | {"ferries", "foods", "railways", "shipping", "telecom"}
) - _ANY_TRADE
_CAUSES = frozenset(
    {"advocacy", "aid", "anti-corruption", "anti-graft", "armed", "campaign", "campaigning", "civic", "consumer"}
    | {"conservation", "environmental", "hacking", "human", "lobby", "parents", "passenger", "patient", "pressure"}
    | {"protest", "rebel", "relief", "residents", "rights", "solidarity", "support", "tenants", "user", "victims"}
)
"""Before `group`: no business."""
_NO_FIRM = (
    PUBLIC
    | {"administration", "airport", "bureau", "campaign", "charity", "coalition", "collective", "department"}
    | {"directorate", "forum", "inquiry", "inspectorate", "movement", "museum", "ngo", "tribunal", "watchdog"}
)
_NO_TRADE = OUTLET_LIKE | {"analyst", "auditor", "seller", "union"}
_OTHER = frozenset(
    {"another", "holding", "other", "outside", "parent", "rival", "second", "separate", "sister", "third"}
)
"""Before `company`: not the one of which the text speaks."""
_HOUSES = frozenset({"academy", "charity", "clinic", "fund", "hospital", "museum", "school"})
"""What a name that tells a firm's trade is not: Brightwater Lines is no hospital."""


class Firms(Salience):
    """Finds the firm that a noun for firms takes up."""

    def _firm(self, noun: str, mods: Sequence[str], pool: Sequence[Entity], at: int) -> Referent:
        """The firm among the entities of `pool` that a noun at token `at` with these words before it means: one of that
        trade before one of none that the text tells, never one of another.
        """
        if _OTHER & {*mods}:
            return NOBODY
        firms = [e for e in pool if self._may_trade(e) and (e.kind == "body" or e.spoke)]
        firms = [e for e in firms if e.at[0] < at] or (self._acting(pool, at) if "the" in mods else []) or firms
        firms = _of_trade(noun, firms)
        plain = [e for e in firms if e.kind == "body" or len(e.words) > 1 or e.nouns - HONORIFICS]
        found = self._meant(plain or firms, at)
        if found.entity is not None:
            found.entity.kind = "body"
        return found

    def _may_trade(self, entity: Entity) -> bool:
        """Whether nothing says that an entity is no firm."""
        if entity.core or entity.described or entity.credited or entity.plural or self.directory.is_medium(entity.name):
            return False
        if self.outlet is not None and {*entity.words} <= {*self.outlet.words}:
            return False
        if "and" in entity.words and self._joins(entity):
            return False
        if not entity.words or entity.words[0] in OFFICES or entity.nouns & _NO_TRADE:
            return False
        return not (_NO_FIRM & {*entity.words, *entity.nouns} or self._has_cause(entity))

    def _joins(self, entity: Entity) -> bool:
        """Whether a name is two joined by a word, one of which the article also names alone."""
        parts = [w.split() for w in " ".join(entity.words).split(" and ")]
        return any([*e.words] in parts for e in self.roster.entities)

    def _has_cause(self, entity: Entity) -> bool:
        """Whether an entity is brought in as a group of those with one cause: `Patients' group Second Voice`."""
        if "group" not in entity.nouns or "group" in entity.words:
            return False
        start = entity.at[0]
        before = {t.lower_ for t in self.doc[max(self.doc[start].sent.start, start - 5) : start]}
        return bool(before & (_CAUSES | {"'", "’", "'s", "’s"}))

    def _acting(self, pool: Sequence[Entity], at: int) -> list[Entity]:
        """The names of no known kind that act as the subject of a verb before a token, or are spoken of there as firms
        are: one of them may be a firm.
        """
        return [
            e
            for e in pool
            if e.kind == "unknown" and not e.credited and not self.directory.is_medium(e.name) and not gender_of(e)[1]
            and not e.nouns & ROLES and not self.roster.is_state(e)
            and any(i < at and (acts(self.doc, i) or is_firms(self.doc, i, self._end(i))) for i in e.at)
        ]  # fmt: skip

    def _end(self, start: int) -> int:
        return self.roster.starts[start][1] if start in self.roster.starts else start + 1

    def _only_body(self, noun: str, mods: AbstractSet[str], at: int) -> Entity | None:
        """The one body named before that its name does not class (`Arden Rovers` for `the club`), when there is one; a
        club may be the one name of no known kind that acts there (`Arden sacked their coach`). Bodies of the shipped
        directory are known for what they are: the Red Cross is no clinic.
        """
        if _OTHER & mods or (noun == "group" and _CAUSES & mods):
            return None
        pool = [
            e
            for e in self.roster.entities
            if e.kind == "body" and not e.core and not e.described and not e.anonymous and not e.credited
            and not BODY_NOUNS & {*e.words} and e.at and e.at[0] < at
            and not self.directory.is_medium(e.name) and not (self.outlet and e.name == self.outlet.name)
            and (noun in {"charity", "fund"} or self.directory.find(e.name) is None)
            and not (noun in _HOUSES and (_ANY_TRADE | _OTHER_TRADES | {"lines"}) & {*e.words, *e.nouns})
        ]  # fmt: skip
        if not pool and noun == "club":
            pool = self._acting(self.roster.entities, at)
            for club in pool if len(pool) == 1 else ():
                club.kind = "body"
        return pool[0] if len(pool) == 1 else None

    def _town(self, noun: str, at: int) -> Entity | None:
        """The town that `the city` at token `at` stands for as a party, which the text says to be one or to have a
        mayor, or the port that is called so; None where it tells of none or of two.
        """
        called = [e for e in self.roster.entities if e.words[:2] == (noun, "of") and e.kind != "person"]
        if called or noun == "port":
            return called[0] if len(called) == 1 else None
        found = {id(e): e for i, (e, end) in self.roster.starts.items() if self._has_mayor(i, end)}
        towns = [e for e in found.values() if e.kind != "person" and e.at[0] < at]
        return towns[0] if len(towns) == 1 else None

    def _has_mayor(self, start: int, end: int) -> bool:
        before = [t.lower_ for t in self.doc[max(0, start - 2) : start]]
        after = [t.lower_ for t in self.doc[end : end + 2]]
        return before in [["mayor", "of"], ["city", "of"], ["town", "of"]] or "mayor" in after


def of_one_trade(noun: str) -> AbstractSet[str]:
    """Return the words by which a firm that is a `noun` is known, itself among them; empty for a noun of any trade."""
    return next((words for words in _TRADES if noun in words), frozenset())


def _of_trade(noun: str, firms: Sequence[Entity]) -> list[Entity]:
    own = of_one_trade(noun)
    if not own:
        return [*firms]
    known = [e for e in firms if own & {*e.words, *e.nouns}]
    return known or [e for e in firms if not (_OTHER_TRADES - own) & {*e.words, *e.nouns}]
