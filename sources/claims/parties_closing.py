"""Who `it`, `he` or `she` is where a clause closes with what they said, or gives what they said as a thing."""

from sources.claims.parties_entities import Entity
from sources.claims.parties_ranking import acts, gender_of
from sources.claims.parties_turns import Turns
from sources.claims.parties_words import FEMALE, MALE, ROLES

_ANSWERED = frozenset({"answer", "reply", "respond", "return"})
ENDING = 5
"""Tokens from a pronoun to the end of a sentence that closes with what it said."""


class Closing(Turns):
    """Reads pronouns at the end of what they said."""

    def _asker(self, at: int) -> Entity | None:
        """Who asked and closes a sentence at token `at` with what they were not told: `The coast guard did not answer
        the newspaper's questions, it said`.
        """
        root = self.doc[at].sent.root
        if root.i > at:  # the cue of what `it` said
            root = next((c for c in root.lefts if c.dep_ == "ccomp" and c.i < at), root)
        closes = self.doc[at].lower_ == "it" and at > 1 and self.doc[at - 1].text == "," and root.i < at - 1
        if not closes or root.lemma_ not in _ANSWERED or self.doc[at].sent.end - at >= ENDING:
            return None
        asked = (c for t in root.rights if t.i < at for c in t.lefts if c.dep_ == "nmod:poss")
        owner = next(asked, None)
        return self._read([*owner.subtree]).entity if owner is not None else None

    def _behind_semicolon(self, at: int) -> Entity | None:
        """Which body `it` at token `at` is behind a semicolon that `it` follows: the subject of the clause before
        (`The port declined to say; it was looking into it, it told the paper`).
        """
        first = self.doc[at].sent.start
        mark = next((i for i in range(at - 1, first, -1) if self.doc[i].text == ";"), None)
        if mark is None or self.doc[mark + 1].lower_ not in {"it", "its"}:
            return None
        spoke = [f.entity for i, f in self.said if first <= i < mark]
        who = self._opener(first, min(mark, first + 3)) or (spoke[0] if len(spoke) == 1 else None)
        others = any(first + 5 < i < mark for i, _ in self.said)
        return who if who is not None and not others and self._fits_body(who, "it", None) else None

    def _office_before_semicolon(self, at: int, gender: str) -> Entity | None:
        """Who `he` or `she` is right behind a semicolon at token `at`, where an office is the subject before it: `The
        ambassador was summoned; he told reporters`.
        """
        first = self.doc[at].sent.start
        if at - first < 3 or self.doc[at - 1].text != ";":
            return None
        noun = next((t for t in self.doc[first : at - 1] if t.dep_.startswith("nsubj")), None)
        if noun is None or noun.lower_ not in ROLES - (FEMALE if gender == "m" else MALE):
            return None
        return self._read([t for t in noun.subtree if t.i <= noun.i]).entity

    def _opener(self, first: int, end: int) -> Entity | None:
        """Whose name, no medium's, starts within tokens `[first, end)` and is the subject there."""
        begin = next((i for i in range(first, end) if i in self.roster.starts), None)
        who = self.roster.starts[begin][0] if begin is not None and acts(self.doc, begin) else None
        return who if who is not None and not self.directory.is_medium(who.name) else None

    def _closes_with(self, at: int) -> Entity | None:
        """The firm or body of unknown kind whose own news the first sentence closes with at token `at` as what
        it said: `Corvane is to shed 400 jobs, it said`.
        """
        first = self.doc[at].sent.start
        lede = self._sentence[at] <= self._lede
        if (
            not lede
            or at < 3
            or self.doc[at - 1].text != ","
            or at + 1 >= len(self.doc)
            or self.doc[at + 1].pos_ != "VERB"
        ):
            return None
        who = self._opener(first, min(at, first + 4))
        return who if who is not None and who.kind in {"body", "unknown"} and not any(gender_of(who)) else None

    def _whose_words(self, at: int, gender: str | None) -> Entity | None:
        """Who a pronoun at token `at` is in `a rival produced what he said were tapes`, `the gang posted what it called
        the plans`: the subject; a person only where the text does not name them.
        """
        if not at or self.doc[at - 1].lower_ != "what":
            return None
        verb = next((v for v in self.doc[at].head.ancestors if v.pos_ == "VERB"), self.doc[at])
        who = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if who is None and verb.dep_ == "conj":  # "accused the bank and published what it called the minutes"
            who = next((c for c in verb.head.lefts if c.dep_ == "nsubj"), None)
        if gender is None:
            phrase = [t for t in who.subtree if t.i < at - 1] if who is not None else []
            ends = (i for i in range(verb.i - 1, self.doc[at].sent.start, -1) if i in self.roster.starts)
            before = next((self.roster.starts[i] for i in ends), None)
            named = before[0] if before is not None and before[1] == verb.i and not phrase else None
            body = self._read(phrase).entity if phrase else named
            return body if body is not None and body.kind != "person" else None
        if who is None or who.lower_ not in ROLES - (FEMALE if gender == "m" else MALE):
            return None
        found = self._read([t for t in who.subtree if t.i <= who.i]).entity
        return found if found is not None and found.anonymous else None
