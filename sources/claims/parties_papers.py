"""Whose a paper is that a text takes up by its noun alone: `the report says`, `the study found`."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import Referent
from sources.claims.parties_own import Own
from sources.claims.parties_phrases import BREAKS, OWNER
from sources.claims.parties_words import HOUSES
from sources.claims.spans import texts_of

FOUND = frozenset(
    {"analysis", "audit", "dossier", "investigation", "poll", "report", "review", "study", "survey", "verdict"}
)
"""Papers of which a text says once whose they are, and that others then speak of."""
_MAKES = frozenset({"issue", "produce", "publish", "release", "unveil", "write"})
_NOTES = frozenset({"bulletin", "card", "circular", "letter", "memo", "message", "note", "notice", "statement"})
_ORDERED = frozenset({"commissioned", "funded", "ordered", "requested", "sought"})
_POSTED = frozenset(
    {"captains", "customers", "door", "employees", "gate", "staff", "wall", "website", "window", "workers"}
)
"""Where and to whom a body posts what it has to say."""
_REACH = 1_500
"""Tokens back to which a paper is taken up."""
_WITHIN = 10
"""Tokens behind the noun in which its author is named."""


class Papers(Own):
    """Reads papers by what the text said of them before."""

    def _described(self, noun: str, lows: list[str], at: int, among: Sequence[Entity] | None = None) -> Referent:
        raise NotImplementedError

    def _house_paper(self, first: list[Token], core: list[Token], noun: str) -> Referent | None:
        """Whose a paper is that a body puts out without a word of whose it is: `a club statement`, `a notice nailed to
        the gate`, `a letter to employees`; None for any other.
        """
        whose = core[-2].lower_ if len(core) > 1 else ""
        if whose in HOUSES:
            return self._described(whose, ["the", whose], core[-1].i)
        lows = {t.lower_ for t in first}
        return self._pronoun("it", core[0].i) if noun in _NOTES and lows & _POSTED else None

    def _written_before(self, noun: Token) -> Referent | None:
        """Who wrote what `the letter` says, by its sentence: `Belo wrote to them; the letter says`."""
        for t in self.doc[noun.sent.start : noun.i]:
            if t.dep_ == "nsubj" and t.head.lemma_ in {"write", "publish", "issue", "send", "release"}:
                return self._read(list(self.doc[t.left_edge.i : t.i + 1]))
        return None

    def _taken_up_paper(self, noun: str, at: int) -> Referent | None:
        """Whose the paper is that the text takes up at token `at` by its noun: the nearest before of which it says
        that; None where it says that of none.
        """
        if noun not in FOUND:
            return None
        texts = texts_of(self.doc)
        named = [i for i in range(max(0, at - _REACH), at) if texts[i].lower() == noun]
        ends = {end: entity for entity, end in self.roster.starts.values() if end < at} if named else {}
        for i in reversed(named):
            if (who := self._author(i, ends)) is not None:
                return self._person(who) if who.kind == "person" else Referent(who)
        return None

    def _author(self, i: int, ends: dict[int, Entity]) -> Entity | None:
        """Who made the paper that the noun at token `i` is, by the words beside it."""
        doc = self.doc
        for back in (i, i - 1, i - 2):
            mark = doc[back - 1].text in OWNER if back > 1 else False
            who = ends.get(back - 1 if mark else back)
            if who is not None and (mark or back > i - 2) and who.kind != "place" and (mark or who.kind == "body"):
                return who
            if back > 0 and doc[back - 1].pos_ not in {"ADJ", "NOUN", "PROPN", "PART"}:
                break
        for n in range(i + 1, min(len(doc), i + _WITHIN)):
            if doc[n].text in BREAKS or doc[n].is_sent_start or doc[n].lower_ in {"that", "which"}:
                break
            if doc[n].lower_ in {"by", "from"} and doc[n - 1].lower_ not in _ORDERED:
                named = next((k for k in range(n + 1, min(len(doc), n + 6)) if k in self.roster.starts), None)
                return self.roster.starts[named][0] if named is not None else None
        return self._issuer(doc[i])

    def _issuer(self, noun: Token) -> Entity | None:
        """Who the text says has published the paper that is the object of its verb."""
        if noun.dep_ != "obj" or noun.head.lemma_ not in _MAKES:
            return None
        subject = next((c for c in noun.head.lefts if c.dep_ == "nsubj"), None)
        start = subject.left_edge.i if subject is not None else -1
        found = self.roster.starts.get(start) or self.roster.starts.get(start + 1)
        return found[0] if found is not None and found[0].kind != "place" else None

    def _others_paper(self, noun: str, at: int) -> bool:
        """Whether who spoke last spoke of `the report` as of another's: `The army dismissed the report. It says …`."""
        before = bisect_left(self.said, at, key=lambda said: said[0])
        since = self.said[before - 1][0] if before else at
        texts = texts_of(self.doc)
        told = [i for i in range(1, at) if texts[i].lower() == noun]
        another = any(
            i < since and texts[i - 1].lower() in {"a", "an"} and self._sentence[i] < self._sentence[since]
            for i in told
        )
        return noun in FOUND and (another or any(i >= since and texts[i - 1].lower() in {"the", "this"} for i in told))
