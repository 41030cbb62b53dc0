"""Whom an article first describes and then names: the lede's `a welder`, `a rights group`, `the company that …`."""

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Token

from sources.claims.parties_classes import CIVIC, of_class
from sources.claims.parties_entities import CAUSES, Entity
from sources.claims.parties_phrases import OWNER, core_of, head_noun
from sources.claims.parties_ranking import acts
from sources.claims.parties_sources import SourceReader
from sources.claims.parties_words import (
    ANONYMOUS,
    BODY_NOUNS,
    COMPANY,
    FEMALE,
    GOVERNMENT,
    GROUP,
    INDEFINITE,
    MALE,
    OUTLET_LIKE,
    PUBLIC,
    RELATIVE,
    ROLES,
    SPOKES,
    UNNAMED_KIN,
)

OFFICIAL = frozenset(
    {
        "agency",
        "authority",
        "body",
        "commission",
        "committee",
        "council",
        "court",
        "inspectorate",
        "office",
        "ombudsman",
    }
    | {"regulator", "registry", "secretariat", "service", "watchdog"}
)
"""Nouns of public bodies: no headline means a firm by them."""
_UNTOLD = (ANONYMOUS - {"man", "woman"}) | SPOKES | (UNNAMED_KIN - {"father", "mother"})
"""Who is not named further on."""
_HEADS = frozenset({"chief", "founder", "head", "leader"})
_ANY = frozenset({"boss", "chief", "expert", "head", "leader", "mediator", "negotiator", "rival", "specialist"})
"""What a headline calls anyone whom the text below it calls something more exact."""
_TELLS_MORE = frozenset({"behind", "of", "that", "which"})
"""What goes on to say of a firm without a name which one it is."""
_OFFICE = 4
"""Words of an officer's title behind the name of the firm."""
_GAINSAYS = frozenset({"contradict", "counter", "deny", "disagree", "dismiss", "dispute", "rebuff", "refute", "reject"})
_DESCRIBED = BODY_NOUNS - GOVERNMENT - OUTLET_LIKE
"""What a lead may call a body that it then names."""
_LATER = 2
"""Sentences after a description in which whom it describes is named."""


class Described(SourceReader):
    """Finds who a description is that stands before the name."""

    def _unnamed(self, entity: Entity) -> bool:
        if entity.anonymous:
            return not entity.plural
        return entity.kind == "person" and bool(entity.words) and entity.words[0] in entity.nouns

    def _firm_told_of(self, tokens: Sequence[Token]) -> Entity | None:
        """Which firm the lede's `the company that runs the lift` or `the owner of a mine` is: the one that is new right
        after it and whose officer speaks there (`Hill Rope's chief executive`).
        """
        at = tokens[0].i
        last = self._sentence[at]
        told = tokens[0].lower_ == "the" and any(t.lower_ in _TELLS_MORE for t in tokens[2:])
        if not told or last > self._lede or head_noun(core_of(list(tokens))) not in COMPANY:
            return None
        for i, _ in self.said[bisect_right(self.said, at, key=lambda said: said[0]) :]:
            if not last < self._sentence[i] <= last + _LATER:
                continue
            who, end = self.roster.starts.get(i, (None, i))
            if who is None or self._first_in_full(who) != i or who.kind not in {"body", "unknown"} or who.core:
                return None
            owns = self.doc[end - 1].text in OWNER or self.doc[end : end + 1].text in OWNER
            office = ROLES & {t.lower_ for t in self.doc[end : end + _OFFICE]}
            fits = owns and office and not self.roster.is_state(who) and not self.directory.is_medium(who.name)
            return who if fits else None
        return None

    def _identified(self, tokens: Sequence[Token], entity: Entity) -> Entity | None:
        """The person whom an article first describes and then names, by the same title or without a word of it."""
        taken_up = entity.anonymous and tokens[0].lower_ in RELATIVE
        noun = entity.name if taken_up else head_noun(core_of(list(tokens)))
        if tokens[0].lower_ in INDEFINITE and noun in _DESCRIBED:
            return self._body_told_of(noun, tokens[0].i)
        if noun is None or noun not in (ROLES | MALE | FEMALE) - _UNTOLD:
            return None
        at = tokens[0].i
        if any(self.doc[i].lower_ in INDEFINITE for i in (at, *entity.at)):
            return self._titled_later(noun, at) or self._told_of(noun, at)
        return self._named_later(noun, at, entity) or self._told_of(noun, at)

    def _heads(self, tokens: Sequence[Token]) -> Entity | None:
        """Who the lede's `the leader of the Front` is, where the next paragraph begins with their name."""
        noun = head_noun(core_of(list(tokens)))
        if tokens[0].lower_ != "the" or noun not in _HEADS or not any(t.lower_ == "of" for t in tokens):
            return None
        return self._told_of(noun, tokens[0].i)

    def _named_later(self, noun: str, at: int, entity: Entity) -> Entity | None:
        """The person whom an article names right after it has described them: `The minister of Velmaria disowned the
        tape. "It is a puppet," Ana Belo told reporters.`
        """
        after = bisect_right(self.said, at, key=lambda said: said[0])
        for i, found in self.said[after:]:
            if self._sentence[i] > self._sentence[at] + _LATER:
                return None
            who = found.entity
            if self._sentence[i] == self._sentence[at] and self.doc[i].lower_ == "who":  # of another one there
                continue
            if who is entity or who is None or who.kind not in {"person", "unknown"} or who.anonymous or found.person:
                continue
            named_before = bool(who.at) and who.at[0] < at and who.at[0] >= self._headline
            bare = self._stands_bare(who.at[0]) if who.at else False
            one = len(who.words) > 1 and "and" not in who.words and not who.plural
            return who if bare and one and not named_before and not is_otherwise(who, noun) else None
        return None

    def _titled_later(self, noun: str, at: int) -> Entity | None:
        """The one person whom the article calls a `noun` and first names after the lede's `a judge`."""
        if self._sentence[at] > self._lede:
            return None
        called = [e for e in self.roster.entities if noun in e.nouns and e.kind == "person" and not e.anonymous]
        return called[0] if len(called) == 1 and called[0].at and called[0].at[0] > at else None

    def _told_of(self, noun: str, at: int) -> Entity | None:
        """Who the lede's `a welder` is: the subject with which the next paragraph begins, first named there and
        without a word of who they are.
        """
        last = self._sentence[at]
        if last > self._lede:
            return None
        starts = self.roster.ordered_starts()
        paragraph = self.ground.paragraph
        begin = next((i for i in starts if i > at and paragraph[i] > paragraph[at]), None)
        if begin is None or self._sentence[begin] > last + _LATER or not acts(self.doc, begin):
            return None
        who, end = self.roster.starts[begin]
        new = who.at[:1] == [begin] and who.kind in {"person", "unknown"} and len(who.words) > 1
        after = self.doc[end : end + 2]
        bare = len(after) < 2 or after[0].text not in {",", "("} or after[1].like_num or after[1].lower_ == "who"
        return who if new and bare and not self.roster.is_state(who) and not is_otherwise(who, noun) else None

    def _body_told_of(self, noun: str, at: int) -> Entity | None:
        """Who the lede's `a rights group` is: the body that is called so and first named right after it, else the new
        subject of the next sentence that speaks there and is, by its name, no body of another kind.
        """
        last = self._sentence[at]
        if last > self._lede:
            return None
        near = {
            id(e): (e, i)
            for i, e in ((i, self.roster.starts[i][0]) for i in self.roster.ordered_starts() if i > at)
            if self._first_in_full(e) == i
            and e.kind in {"body", "unknown"}
            and last <= self._sentence[i] <= last + _LATER
        }
        called = [e for e, i in near.values() if noun in {*e.words, *e.nouns} and not e.core and _has_name(e)]
        if called:
            return called[0] if len(called) == 1 else None
        spoke = next(((i, f.entity) for i, f in self.said if self._sentence[i] > last), None)
        if spoke is None or spoke[1] is None or self._sentence[spoke[0]] > last + _LATER:
            return None
        who, begin = near.get(id(spoke[1]), (None, 0))
        if who is None or not acts(self.doc, begin) or who.core or self.directory.is_medium(who.name):
            return None
        verb = self.doc[begin].head if self.doc[begin].dep_.startswith("nsubj") else self.doc[begin].head.head
        other = OFFICIAL | COMPANY | {"police", "hospital", "union"} if noun in CIVIC else CIVIC | OFFICIAL | PUBLIC
        words = {*who.words, *who.nouns} - {noun, "group"}
        kin = bool(of_class(noun, frozenset(), [who]))
        fits = kin or (noun in GROUP and bool(words & CAUSES))
        fits = fits or (noun in CIVIC | COMPANY and not words & other and self._is_sole(noun, at, begin, words))
        return who if fits and verb.lemma_ not in _GAINSAYS else None

    def _first_in_full(self, entity: Entity) -> int:
        """The token where a body's whole name stands first: `near Tulle`, and then `the Tulle Front`."""
        starts = self.roster.starts
        return next((i for i in entity.at if i in starts and starts[i][1] - i >= len(entity.words)), entity.at[0])

    def _is_sole(self, noun: str, at: int, begin: int, words: AbstractSet[str]) -> bool:
        """Whether the name at `begin` is that of the body described at token `at`: more is said of it, or no other is
        described there and the name tells a cause where the body has one.
        """
        sentence = self.doc[at].sent
        described = [t.i for t in sentence if t.lower_ in BODY_NOUNS and any(c.lower_ in INDEFINITE for c in t.lefts)]
        end = self.roster.starts[begin][1]
        if self.doc[end : end + 2].text == ", which":
            return True
        return len(described) < 2 and (noun in COMPANY - {"group"} or bool(words & CIVIC))

    def _stands_bare(self, start: int) -> bool:
        """Whether no word says who a person is where they are first named."""
        end = self.roster.starts[start][1] if start in self.roster.starts else start + 1
        return self.doc[end].text not in {",", "("} if end < len(self.doc) else True


def is_otherwise(who: Entity, noun: str) -> bool:
    """Whether the article says something else of a person than that they are a `noun`."""
    gender = "f" if noun in FEMALE else "m" if noun in MALE else None
    if gender and who.gender and gender != who.gender:
        return True
    return bool(who.nouns & ROLES) and noun not in who.nouns and noun not in _ANY


def _has_name(entity: Entity) -> bool:
    """Whether a body has a name, or more of one than its kind where the text only describes it (`Brass Moth gang`)."""
    return not entity.described or sum(w[:1].isupper() for w in entity.name.split()) > 1
