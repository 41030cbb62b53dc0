"""Who stands behind a lawyer or agent without a name: the client, where the article names one and only one it can be.

`Her agent`, `Captain Idowu's lawyer` and `a solicitor for the mayor` speak for whom they are said to act for; `defence
counsel` for the one person whom the article says to be accused. Who has a name is a party of their own.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from spacy.tokens import Token

from sources.claims.parties_descriptions import Descriptions
from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import Referent
from sources.claims.parties_phrases import OWNER
from sources.claims.parties_ranking import gender_of
from sources.claims.parties_words import HE, HONORIFICS, POSSESSIVES, ROLES

_LAW = frozenset({"advocate", "attorney", "barrister", "counsel", "lawyer", "solicitor"})
_LAWYERS = _LAW | {f"{noun}s" for noun in _LAW}
COUNSEL = _LAWYERS | {"agent", "publicist", "publicists"}
"""Who acts for whoever possesses them."""
_STAGE = frozenset(
    {
        "actor",
        "actress",
        "bassist",
        "boxer",
        "comedian",
        "comic",
        "crooner",
        "dancer",
        "dj",
        "drummer",
        "duo",
        "frontman",
    }
    | {"guitarist", "influencer", "musician", "novelist", "pianist", "rapper", "singer", "singer-songwriter", "star"}
    | {"starlet", "tenor", "soprano", "violinist", "vocalist"}
)
"""Whose manager is an agent and no superior."""
_OF_COURT = frozenset({"coroner", "judge", "justice", "magistrate", "prosecutor", "recorder", "sheriff"}) | _LAW
"""Who takes part in a case and has no lawyer there."""
_DEFENCE = frozenset({"defence", "defense"})
_TEAMS = frozenset({"team", "teams"})
_FOR = frozenset({"for", "defending", "representing"})
_TRIED = frozenset(
    {"accuse", "acquit", "arraign", "charge", "convict", "indict", "jail", "prosecute", "sentence", "try"}
)
_TAKEN = frozenset({"arrest", "detain", "dismiss", "fine", "free", "hold", "injure", "question", "release", "sack"})
"""What is done to people and, by a verb in the passive, to few bodies."""
_TRIALS = frozenset({"court-martial", "indictment", "prosecution", "retrial", "sentencing", "trial"})
_CHARGES = frozenset({"charge", "charges", "count", "counts", "trial"})
_COURTS = frozenset({"court", "dock", "judge", "magistrate", "magistrates"})
_ACCUSED = frozenset({"accused", "defendant"})
_MORE = frozenset({"accuseds", "co-accused", "co-defendant", "co-defendants", "codefendant", "defendants"})
"""Words of an article in which more than one is accused."""


class Counsel(Descriptions):
    """Reads the sources that act for a client."""

    def _description(self, first: list[Token], core: list[Token], noun: str) -> Referent:
        found = self._of_counsel(first, core, noun)
        return found if found is not None else super()._description(first, core, noun)

    def _for_client(self, owner: Referent, core: list[Token], noun: str) -> Referent:
        """Whom a person's lawyer or agent means: the lawyer of theirs whom the article names, else the person."""
        court = owner.entity is not None and owner.entity.nouns & _OF_COURT and noun in _LAWYERS
        if court and core[0].lower_ in POSSESSIVES:
            owner = self._party_to_it(core[0])
        entity = owner.entity
        if entity is None or entity.anonymous or not self._is_someone(entity):
            return self._anonymous(core, noun)
        named = self._by_role(noun, core[-1].i)
        who = (named.person or named.entity) if named is not None else None
        if named is not None and who is not None and not who.anonymous:
            acts_for = self._client_of(who)
            if acts_for is entity or (acts_for is None and not self._is_somebodys(who)):
                return named
        return self._behalf(entity, core[-1])

    def _party_to_it(self, pronoun: Token) -> Referent:
        """Whom `his` before a lawyer means where it seemed to be a judge: another of the sentence before."""
        gender = "m" if pronoun.lower_ in HE | {"his"} else "f"
        options = self._options("person", pronoun.i, gender)
        near = [(r, f) for r, f in options if "apart 0" in f or "apart 1" in f]
        others = [(r, f) for r, f in near if r.entity is None or not r.entity.nouns & _OF_COURT]
        return self._rank("person", others)

    def _is_somebodys(self, lawyer: Entity) -> bool:
        """Whether a pronoun says that a named lawyer acts for somebody: `Her lawyer, Ada Vane`."""
        before = self.doc[max(0, lawyer.at[0] - 5) : lawyer.at[0]]
        return any(t.lower_ in POSSESSIVES for t in before)

    def _is_someone(self, entity: Entity) -> bool:
        """Whether anything but a pronoun tells that an entity is a person: their name, a title, a word of who they are,
        that their surname stands alone, or what befell them.
        """
        told = any(gender_of(replace(entity, gender=None))) or bool(entity.nouns & (ROLES | HONORIFICS))
        last = any(self.doc[i].lower_ == entity.words[-1] for i in entity.at) if entity.words else False
        if told or last or len(entity.words) == 1:
            return True
        return any(_is_tried(t) or (t.dep_ == "nsubj:pass" and t.head.lemma_ in _TAKEN) for t in self._heads_of(entity))

    def _heads_of(self, entity: Entity) -> Iterator[Token]:
        """The head words of the mentions of an entity."""
        return (self.doc[i : self.roster.starts[i][1]].root for i in entity.at if i in self.roster.starts)

    def _behalf(self, client: Entity, noun: Token) -> Referent:
        voice = self._voice(noun, client)
        voice.client = client
        voice.plural = noun.tag_ in {"NNS", "NNPS"}
        return Referent(client, voice)

    def _is_manager(self, entity: Entity, noun: str) -> bool:
        """Whether a manager acts for whom they manage: an actress's does, a waitress's does not."""
        return noun in {"manager", "management"} and bool(entity.nouns & _STAGE)

    def _client_of(self, lawyer: Entity) -> Entity | None:
        """Whom a named lawyer acts for, where the words beside their name say so."""
        if lawyer.client is not None or not lawyer.at:
            return lawyer.client
        start = lawyer.at[0]
        first = self.doc[start].sent.start
        for i in range(start - 1, max(first, start - 8), -1):
            if self.doc[i].text in OWNER:
                return next((e for s, (e, end) in self.roster.starts.items() if end == i), None)
            if self.doc[i].pos_ == "VERB":
                return None
        after = self.roster.starts.get(start, (lawyer, start + 1))[1]
        for token in self.doc[after : after + 8]:
            if token.lower_ in _FOR | {"represents"}:
                near = range(token.i + 1, min(token.i + 6, len(self.doc)))
                return next((self.roster.starts[k][0] for k in near if k in self.roster.starts), None)
        return None

    def _of_counsel(self, first: list[Token], core: list[Token], noun: str) -> Referent | None:
        """Whom `defence counsel`, `a lawyer for Belo` and, after one of them, `the lawyer` speak for; None where the
        phrase is none of these or nobody is known to be meant.
        """
        lows = {t.lower_ for t in core}
        defends = lows & _DEFENCE and noun in _LAWYERS | _TEAMS
        if noun not in COUNSEL and not defends:
            return None
        of = self._after_preposition(first, _FOR) if len(first) > len(core) else None
        if of is not None and of.entity is not None and not defends:
            if of.entity.anonymous:
                return self._anonymous(core, noun)
            return self._behalf(of.entity, core[-1]) if of.entity.kind == "person" else of
        if defends:
            who = self._defendant
            held = self._by_role(noun, core[-1].i, _DEFENCE & lows) if noun in _LAWYERS else None
            return held or (self._behalf(who, core[-1]) if who is not None else None)
        return self._same_counsel(core, noun) if core[0].lower_ in {"the", "this", "that"} and len(core) == 2 else None

    def _same_counsel(self, core: list[Token], noun: str) -> Referent | None:
        """Whom `the lawyer` acts for, when one without a name spoke before and none with a name since."""
        named = self._by_role(noun, core[-1].i)
        who = (named.person or named.entity) if named is not None else None
        since = max((i for i in who.at if i < core[0].i), default=-1) if who is not None and not who.anonymous else -1
        for i, found in reversed(self.said):
            voice = found.person
            if since < i < core[0].i and voice is not None and voice.client and noun in voice.nouns:
                return found if voice.anonymous else None
        return None

    @cached_property
    def _defendant(self) -> Entity | None:
        """The one person whom the article says to be accused, on trial or charged; None where it says so of more."""
        if any(t.lower_ in _MORE or (t.tag_ in {"NNS", "NNPS"} and _is_tried(t)) for t in self.doc):
            return None
        found = list(dict.fromkeys(self._tried()))
        return found[0] if len(found) == 1 else None

    def _tried(self) -> Iterator[Entity]:
        people = [e for e in self.roster.entities if not e.anonymous and e.kind in {"person", "unknown"}]
        for i, (entity, _) in self.roster.starts.items():
            if entity in people and (entity.nouns & _ACCUSED or _is_tried(self.doc[i])):
                yield entity
        for token in self.doc:
            if token.tag_ == "NN" and token.lower_ in ROLES and token.i not in self.roster.starts and _is_tried(token):
                called = [e for e in people if token.lower_ in e.nouns]
                yield from called[:1] if len(called) == 1 else ()


def _is_tried(name: Token) -> bool:
    """Whether the clause in which a name stands says that who bears it is accused of a crime."""
    token = name
    while token.dep_ in {"flat", "compound", "appos"} and token.head.i != token.i:
        token = token.head
    above = token.head
    if token.dep_ in {"nmod", "nmod:poss"}:
        before = {c.lower_ for c in token.lefts if c.dep_ == "case"}
        charged = above.lower_ in _CHARGES | {"case"} and before & {"against"}
        return above.lower_ in _TRIALS or bool(charged)
    if token.dep_ == "nsubj:pass":
        return above.lemma_ in _TRIED
    if any(c.dep_ in {"acl", "acl:relcl"} and c.lemma_ in _TRIED | _TRIALS for c in token.children):
        return True
    if token.dep_ != "nsubj":
        return False
    objects = {c.lower_ for c in above.children if c.dep_ in {"obj", "obl", "xcomp"}}
    crimes = [c for c in above.children if c.dep_ == "obj" and c.tag_ == "NN" and not any(c.lefts)]
    if above.lemma_ == "plead" or above.lower_ == "trial":
        return True
    if above.lemma_ in {"face", "deny", "stand", "go", "admit"}:
        return bool(objects & _CHARGES) or (bool(crimes) and above.lemma_ in {"deny", "admit"})
    return above.lemma_ == "appear" and bool(objects & _COURTS)
