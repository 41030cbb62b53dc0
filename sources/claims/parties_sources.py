"""From the words of a source to whom they mean: names, offices, spokesmen and possessors in one article."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from spacy.tokens import Token

from sources.claims.parties_classes import of_class
from sources.claims.parties_entities import Entity, described_nouns
from sources.claims.parties_joint import joined, one_of_two, pair, pair_word
from sources.claims.parties_kinds import EITHER
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_named import Named
from sources.claims.parties_phrases import (
    BREAKS,
    CALLS,
    OWNER,
    core_of,
    head_noun,
    is_aside,
    is_clause,
    is_crowd,
    is_native,
    is_spokes,
    split_phrase,
    without_clause,
)
from sources.claims.parties_words import (
    ARTICLES,
    BODY,
    BODY_NOUNS,
    BRANCHES,
    CUT,
    DOCUMENTS,
    FIRST,
    GOVERNMENT,
    HE,
    INSIDERS,
    IT,
    NUMBERS,
    OUTLET_LIKE,
    POSSESSIVES,
    RELATIVE,
    ROLES,
    SHE,
    THEY,
    UNNAMED_KIN,
    WE,
)

_EMPLOYED = frozenset({"attache", "attaché", "headmaster", "headmistress", "manager", "representative"})
_MEMBERS = frozenset({"association", "trust", "club", "federation", "guild", "league", "society", "union"})
"""Bodies called after their members: `the seafarers' union`."""
_ACTING = frozenset({"advocate", "agent", "attorney", "barrister", "counsel", "lawyer", "solicitor"})
_SHOWN = frozenset({"commissioned", "funded", "leaked", "obtained", "ordered", "reviewed", "seen", "shown", "viewed"})
"""Of papers: what somebody did with them who did not write them."""
_WRITTEN = frozenset({"compiled", "drafted", "issued", "published", "signed", "written"})
_OURS = frozenset({"article", "column", "dispatch", "item", "newsletter", "page", "post", "release", "report", "story"})
_BEFORE = frozenset({"all", "both", "even", "just", "not", "only"})
_WORKS = frozenset({"poll", "research", "study", "survey"})  # nobody's who only spoke before
_ANY = frozenset({"another", "any", "many", "most"})
_STATES = frozenset({"country", "kingdom", "nation", "republic", "state"})  # "the neighbouring state of Brennia"
_PRONOUNS = HE | SHE | IT | THEY | FIRST | WE | POSSESSIVES
_POLICE = frozenset({"police", "constabulary"})
_POLICE_RANKS = frozenset({"inspector", "superintendent", "detective", "constable", "commissioner", "sergeant"})


class SourceReader(Named):
    """Resolves the sources of one article in order; what was said before is remembered for pronouns."""

    def read(self, tokens: Sequence[Token]) -> Referent:
        """Return whom the source tokens mean, and remember it."""
        found = self._labelled([*tokens]) or self._read(tokens)
        if found.entity is not None:
            found.entity.spoke += 1
        self.remember(tokens[0].i, found)
        return found

    def _read(self, tokens: Sequence[Token]) -> Referent:
        tokens = [t for t in tokens if not t.is_space]
        noun = pair_word(tokens)
        if noun is not None:
            two = pair(self.roster, tokens[0].i, noun, self.directory.is_medium)
            if two is not None or tokens[0].lower_ in {"both", "each"}:
                return Referent(two) if two is not None else self._anonymous(tokens, noun)
        while tokens and (tokens[0].is_punct or (tokens[0].lower_ in _BEFORE and len(tokens) > 1)):
            tokens = tokens[1:]
        if not tokens:
            return NOBODY
        tokens = without_clause(tokens)
        while len(tokens) > 1 and (tokens[-1].text in OWNER or tokens[-1].lower_.endswith(("self", "selves"))):
            tokens = tokens[:-1]
        head = tokens[0]
        low = head.lower_
        if len(tokens) == 1 or (len(tokens) == 2 and tokens[1].lower_.endswith(("self", "selves", "all", "both"))):
            if low in RELATIVE:
                return self._antecedent(head.i)
            if low in _PRONOUNS and head.text != "US":
                return self._pronoun(low, head.i)
        if len(tokens) == 2 and low == "the" and tokens[1].lower_ in {"former", "latter"}:
            meant = one_of_two(self.roster, tokens)
            return NOBODY if meant is None else self._person(meant) if meant.kind == "person" else Referent(meant)
        if (both := joined(self.roster, tokens)) is not None:
            return Referent(both)
        if (
            paper := self.roster.longer_paper(tuple(t.lower_ for t in tokens if t.lower_ != "the"), head.i)
        ) is not None:
            return Referent(paper)
        if len(tokens) > 1 and (known := self.roster.listed(self.doc[tokens[0].i : tokens[-1].i + 1].text)) is not None:
            return Referent(known)
        first, rest = split_phrase(tokens)
        if rest and tokens[0].i < self._headline and self.doc[first[-1].i + 1].text == ":":
            first, rest = split_phrase(rest)
        if rest and rest[0].lower_ in {"who", "both"} and (both := joined(self.roster, first)) is not None:
            return Referent(both)
        return self._phrase(first, rest)

    def _phrase(self, first: list[Token], rest: list[Token]) -> Referent:
        if len(first) == 2 and first[0].lower_ in {"his", "her"} and first[1].lower_ in {"department", "ministry"}:
            return self._ministry_of(self._pronoun(first[0].lower_, first[0].i).entity, first)
        if first[0].lower_ in POSSESSIVES and {("and", "a"), ("and", "an")} & {*pairwise(t.lower_ for t in first)}:
            return NOBODY  # "its maker and a group of growers"
        if self._one_of_a_people(first):
            return self._anonymous(first, first[1].lower_)
        if len(rest) > 1 and rest[0].lower_ == "who" and any(is_spokes(t) for t in rest[1:4]):
            return self._spokes(first, rest)
        if any(is_spokes(t) for t in first) or (rest and any(is_spokes(t) for t in rest[:6]) and not is_clause(rest)):
            return self._spokes(first, rest)
        if self._is_outlet(first):
            return Referent(self.outlet)
        name = self._closing_name(first)
        if name is None and (stop := next((n for n, t in enumerate(first) if n and t.lower_ in CUT), 0)):
            titled = self._closing_name(first[:stop])
            name = titled if titled is not None and titled.kind == "person" else None
        if name is not None and name.kind == "person":
            return self._officer(name, [*first, *rest], self._owner(first, core_of(first), head_noun(core_of(first))))
        leading = self._leading_name(first)
        if leading is not None:
            return self._officer(leading, first) if leading.kind == "person" else Referent(leading)
        if rest and rest[-1].lower_ == "family" and rest[0].lower_ == "the" and len(rest) < 5:
            return self._read(rest)
        if rest and rest[0].lower_ in CALLS:
            rest = [t for t in rest if t.lower_ not in {"only", "simply"}]
            rest = rest[2:] if len(rest) > 1 and rest[1].lower_ == "as" else rest[1:]
        apposed = self._opening_name(rest)
        core = core_of(first)
        noun = head_noun(core)
        owner = self._owner(first, core, noun)
        if apposed is not None and (name is None or owner is not None):
            personal = noun in ROLES | INSIDERS | UNNAMED_KIN and (len(apposed.words) > 1 or noun not in BODY_NOUNS)
            personal |= len(rest) == 1 and first[0].lower_ in {"a", "an", "another", "one"} and noun not in BODY_NOUNS
            described = noun not in BODY_NOUNS | GOVERNMENT and first[-1].pos_ != "PROPN"
            personal |= described and len(apposed.words) > 1 and self._closes(apposed, rest)
            if apposed.kind == "person" or (personal and apposed.kind == "unknown"):
                return self._officer(apposed, [*first, *rest], owner)
            if apposed.kind == "body" or noun in BODY_NOUNS:
                if apposed.kind == "unknown" and noun not in ROLES | EITHER:
                    apposed.kind = "body"
                return Referent(apposed)
        if name is not None and name.kind != "body" and is_native(first):
            shown = self._native(first)
            return shown if shown.entity is not None else self._anonymous(first, first[-1].lower_)
        if name is not None:
            return Referent(name) if is_aside(first[-1]) else self._body(name)
        if noun is None:
            return self._bare(core)
        if noun == "office" and (made := self._office_body(first)) is not None:
            return Referent(made)
        if noun in {"office", "offices"}:
            of = owner or self._after_preposition(first, {"of"})
            if of is not None and of.entity is not None and of.entity.kind in {"person", "unknown"}:
                return self._presided(Referent(of.entity))
        if noun in _STATES and (of := self._after_preposition(first, {"of"})) is not None:
            return of
        if (
            noun in BRANCHES
            and (of := self._after_preposition(first, {"of"}))
            and of.entity
            and of.entity.kind == "body"
        ):
            return of
        ours = self.outlet and core[0].lower_ in {"this", "our"} and noun in OUTLET_LIKE
        if noun in OUTLET_LIKE and owner is None and core[0].lower_ == "the":
            medium = self._described(noun, [t.lower_ for t in core], core[-1].i)
            if medium.entity is not None and medium.entity.kind == "body":
                return medium
        if (
            self.outlet
            and noun in {"version", "headline"}
            and any(a.lower_ == "this" and b.lower_ in _OURS for a, b in pairwise(first))
        ):
            return Referent(self.outlet)
        if noun in DOCUMENTS and not is_crowd(core) and not ours:
            if owner is None and any(t.lower_ == "by" and t.nbor(-1).lower_ in _WRITTEN for t in rest[1:3]):
                author = self._after_preposition(rest, {"by"})
                return author if author is not None else self._anonymous(core, noun)
            first = first[: next((n for n, t in enumerate(first) if n and t.lower_ in _SHOWN), len(first))]
            if owner is not None:
                return Referent(owner.entity, owner.person)
            if inside := [e for e, _, _ in self._entities(core) if e.kind in {"body", "unknown"}]:
                return Referent(inside[-1])
            of = self._after_preposition(first, {"from", "by", "on", "of"})
            paper = self._after_preposition(first, {"in"})
            if of is None and paper is not None and paper.entity is not None and paper.entity.kind == "body":
                return paper
            if of is not None:
                return of
            own = self._house_paper(first, core, noun) or self._written_before(core[0])
            known = core[0].lower_ in {"the", "its", "this", "that"}
            own = own or (self._taken_up_paper(noun, core[0].i) if known else None)
            if own is not None:
                return own
            taken_up = known and noun not in _WORKS and not self._others_paper(noun, core[0].i)
            return self._last_source(core[0].i) if taken_up else self._anonymous(core, noun)
        if owner is not None:
            return self._owned(owner, core, noun)
        found = self._description(first, core, noun)
        if found.entity is not None and found.entity.anonymous and rest and not is_clause(rest):
            found.entity.nouns |= ROLES & {*described_nouns(self.doc, rest[0].i)}
        return found

    def _one_of_a_people(self, first: list[Token]) -> bool:
        """Whether a phrase counts people by where they are from (`a Vardian`, `two Vardians`) or denies any."""
        if len(first) < 2:
            return False
        counts, noun = first[0].lower_, first[1].text
        if counts == "no":
            return noun.islower()
        if counts not in ARTICLES | NUMBERS | _ANY or counts == "the" or not noun[:1].isupper():
            return False
        alone = len(first) == 2 or first[2].lower_ in CUT or (len(first) == 3 and first[2].tag_ == "NNPS")
        return alone and any(self.directory.adjective(n) is not None for n in (noun, noun.removesuffix("s")))

    def _is_outlet(self, phrase: list[Token]) -> bool:
        """Whether the phrase is the end or the initials of the name of the paper itself: `the Star`, `KNA`."""
        words = tuple(t.lower_ for t in phrase if t.lower_ not in ARTICLES)
        if self.outlet is None or not words or not phrase[-1].text[:1].isupper():
            return False
        if len(words) == 1 and phrase[-1].text.isupper() and words[0] == "".join(w[0] for w in self.outlet.words):
            return True
        called = phrase[0].lower_ == "the" or words[-1] in BODY | ROLES
        return words == self.outlet.words[-len(words) :] and called

    def _officer(self, person: Entity, phrase: list[Token], owner: Referent | None = None) -> Referent:
        """A person under their own name; who is employed to act for a body (an executive, a police officer) is its
        voice, and the body is the party. Ministers, commanders, lawyers and elected heads are their own party.
        """
        if owner is not None and owner.entity is not person and {t.lower_ for t in phrase} & _ACTING:
            person.client = owner.entity
        if person.speaks_for is None:
            calls = {t.lower_ for t in phrase} | person.nouns
            if calls & {"former", "retired", "ex"}:
                return self._person(person)
            if calls & _POLICE_RANKS or {"police", "chief"} <= calls:
                person.speaks_for = self._body_with(_POLICE, phrase[0].i)
            elif {"fire", "chief"} <= calls:
                person.speaks_for = self._body_with({"fire"}, phrase[0].i)
            elif calls & _EMPLOYED:
                if owner is not None and of_class("club", frozenset(), [e for e in (owner.entity,) if e is not None]):
                    return self._person(person)
                if owner is not None:
                    person.speaks_for = (
                        owner.entity if owner.entity is not None and owner.entity.kind == "body" else None
                    )
                else:
                    inside = [e for e, _, _ in self._entities(phrase) if e.kind == "body" and e is not person]
                    person.speaks_for = next((e for e in inside if not self.directory.is_medium(e.name)), None)
        return self._person(person)

    def _owner(self, first: list[Token], core: list[Token], noun: str | None) -> Referent | None:
        """Who possesses the head: `its director`, `the ministry's statement`; None when nobody does."""
        if core and core[0].lower_ == "whose":
            return self._antecedent(core[0].i)
        if core and core[0].lower_ in POSSESSIVES and noun not in GOVERNMENT:
            return self._pronoun(core[0].lower_, core[0].i)
        stop = next((n for n, t in enumerate(first) if n and t.lower_ in CUT), len(first))
        marks = [n for n, t in enumerate(first[:stop]) if t.text in OWNER]
        if not marks or marks[-1] == 0 or marks[-1] >= len(first) - 1:
            return None
        owner = first[: marks[-1]]
        if (
            noun in _MEMBERS
            and all(t.text.islower() or t.lower_ in ARTICLES for t in owner)
            and owner[-1].tag_ == "NNS"
        ):
            core[:0] = [t for t in first[: marks[-1] + 1] if t.lower_ not in ARTICLES]
            return None
        while owner and owner[0].lower_ in {"another", "of"}:
            owner = owner[1:]
        return self._read(owner) if owner else None

    def _after_preposition(self, tokens: Sequence[Token], which: AbstractSet[str]) -> Referent | None:
        for n, t in enumerate(tokens):
            if t.lower_ in which and n + 1 < len(tokens):
                tail = tokens[n + 1 :]
                stop = next((k for k, x in enumerate(tail) if x.text in BREAKS), len(tail))
                found = self._read(tail[:stop])
                return found if found.entity is not None else None
        return None
