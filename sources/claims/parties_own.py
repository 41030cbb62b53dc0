"""Who is meant by the clause: `the paper said it stood by its story`, `the Belgian`, `they wrote; the letter says`."""

from bisect import bisect_left

from spacy.tokens import Token

from sources.claims.parties_closing import Closing
from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_phrases import is_subordinate
from sources.claims.parties_plurals import LEFT
from sources.claims.parties_ranking import acts, differs, gender_of
from sources.claims.parties_words import ANONYMOUS, BODY_NOUNS, FEMALE, MALE, ROLES, THEY

_ANSWERS = frozenset({"admit", "apologise", "apologize", "appeal", "contest", "deny", "dispute", "insist", "reject"})
"""What the one does whom the sentence before accuses, and not its subject."""
_ACCUSES = frozenset({"accuse", "ban", "blame", "charge", "criticise", "criticize", "fine", "prosecute", "sue"})
_PEOPLE = frozenset(f"{noun}s" for noun in ROLES) | ANONYMOUS
"""Whom `they` may mean rather than a body."""
_VOICE = 6
"""Words of a voice without a name: `a senior Reed Front commander`."""
_CHANNEL = 9
"""Tokens from `it` to the end of a sentence that closes with the like of `, it said in a statement on Monday`."""
_DENIES = frozenset({"deny", "reject", "dispute"})
_STILL = 3
"""Sentences over which the same pronoun is still the same person's."""
_FORCES = frozenset({"police", "prosecutors", "rebels", "detectives"})


class Own(Closing):
    """Reads pronouns and descriptions by the clause that they stand in."""

    def _of_itself(self, at: int, gender: str | None) -> Entity | None:
        """Who `it`, or with a gender `he` or `she`, at token `at` is by the clause alone, if that tells."""
        if gender is None:
            own = (
                self._whose_words(at, None)
                or self._asker(at)
                or self._closes_with(at)
                or self._goes_on(at)
                or self._behind_semicolon(at)
            )
        else:
            own = self._whose_words(at, gender) or self._unnamed_voice(at, gender) or self._quoted_after(at, gender)
            own = own or self._denier(at, gender) or self._office_before_semicolon(at, gender)
        return own or self._said_of_itself(at, gender) or (self._still(at, gender) if gender else None)

    def _unnamed_voice(self, at: int, gender: str) -> Entity | None:
        """The body whose voice without a name opened the sentence before that which `he` or `she` at token `at` opens:
        `A Reed Front commander told Agence Lumen that the brigadier lied. He said …`.
        """
        subject = self._subject_before(at, 0)
        if subject is None or subject.lower_ not in ROLES - (FEMALE if gender == "m" else MALE):
            return None
        start, found = next(((i, f) for i, f in reversed(self.said) if i <= subject.i), (0, NOBODY))
        unnamed = found.person is None or found.person.anonymous
        if self.doc[start].lower_ not in {"a", "an", "one"} or subject.i - start > _VOICE or not unnamed:
            return None
        return found.entity if found.entity is not None and found.entity.kind == "body" else None

    def _quoted_after(self, at: int, gender: str) -> Entity | None:
        """Which person of this gender spoke, where a pronoun at token `at` follows a quotation: the subject of the
        sentence before it, if nobody else does more there than own something (`Belo sat in Ruiz's office. “…,” she
        recalled`).
        """
        quoted = self.ground.quoted
        start = at - 1
        if start < 1 or not (quoted[start] or quoted[start - 1]):
            return None
        while start >= 0 and (quoted[start] or quoted[start - 1]):
            start -= 1
        while start >= 0 and self.doc[start].is_space and self.ground.paragraph[start] == self.ground.paragraph[at]:
            start -= 1
        if start < 0 or self.ground.paragraph[start] != self.ground.paragraph[at]:
            return None
        sent = self.doc[start].sent
        who = None
        for i in range(sent.start, start + 1):
            entity = self.roster.starts.get(i, (None, 0))[0]
            if entity is None or not self._fits_person(entity, "person", gender):
                continue
            opens = i == sent.start and not self._possesses(i)
            person = entity.kind == "person" or self._in_office(i)
            if who is None and person and (opens or acts(self.doc, i)):
                who = entity
            elif entity is not who and not self._possesses(i):
                return None
        return who

    def _in_office(self, at: int) -> bool:
        """Whether a name of several words at token `at` is apposed a role: `Dena Orlov, the ship's cook`."""
        who, end = self.roster.starts[at]
        after = self.doc[end : end + 6]
        return len(who.words) > 1 and len(after) > 1 and after[0].text == "," and any(t.lower_ in ROLES for t in after)

    def _possesses(self, at: int) -> bool:
        return self.doc[at].dep_ == "nmod:poss" or self.doc[self.roster.starts[at][1] - 1].dep_ == "nmod:poss"

    def _still(self, at: int, gender: str | None, depth: int = 0) -> Entity | None:
        """Who `he` or `she` at token `at` still is, where the sentence before has the same pronoun for its subject and
        says nothing: the subject with which such sentences began (`His wife, Ana, left. She wept. She hid.`).
        """
        subject = self._subject_before(at, 0)
        if subject is None or depth > _STILL:
            return None
        if subject.tag_ == "PRP":
            said = next((f for i, f in self.said if i == subject.i), None)
            if subject.lower_ != self.doc[at].lower_ or (said is not None and depth == 0):
                return None
            return self._still(subject.i, gender, depth + 1) if said is None else said.person or said.entity
        named = (self.roster.starts.get(t.i, (None, 0))[0] for t in (subject, *subject.rights))
        who = next((e for e in named if e is not None), None)
        if who is None or not depth or who.plural or differs(who, gender):
            return None
        return who if who.kind == "person" or any(gender_of(who)) else None

    def _subject_before(self, at: int, apart: int, closing: bool = False) -> Token | None:
        """The subject of the sentence before that which a pronoun at token `at` opens as its subject, or with `closing`
        ends by the like of `, it said`; at most `apart` paragraphs away.
        """
        pronoun = self.doc[at]
        first = next((t.i for t in pronoun.sent if not t.is_space), at)
        ended = self.doc[max(0, at - 2) : at].text.endswith((",", ",”", ',"', ",’"))
        closes = closing and ended and pronoun.head.i == at + 1
        closes = closes and pronoun.sent.end - at < _CHANNEL
        if (at - first > 1 and not closes) or first == 0 or pronoun.dep_ != "nsubj" or self.ground.quoted[at]:
            return None
        before = next((i for i in range(first - 1, -1, -1) if not self.doc[i].is_space), 0)
        if self.ground.paragraph[at] - self.ground.paragraph[before] > apart:
            return None
        sent = self.doc[before].sent
        opening = next((t for t in sent if not t.is_space), sent.root)
        subject = next((c for c in sent.root.lefts if c.dep_.startswith("nsubj")), None)
        subject = opening if opening.tag_ == "PRP" and opening.dep_ == "nsubj" else subject
        return subject if subject is not None and not self.ground.quoted[subject.i] else None

    def _denier(self, at: int, gender: str) -> Entity | None:
        """Which person of this gender denied something in the sentence before that which `he` or `she` at token `at`
        opens as its subject (`Mortensen denied having given Harring anything. He admitted …`), or who spoke there by an
        office alone (`The bishop of Tarsa said`).
        """
        subject = self._subject_before(at, 0)
        if subject is None:
            return None
        found = next((f for i, f in self.said if subject.left_edge.i <= i < subject.head.i), NOBODY)
        who = found.person or found.entity
        office = subject.lower_ in ROLES and subject.left_edge.lower_ == "the" and found.person is None
        if office and who is not None and who.anonymous:
            return who if not differs(who, gender) else None
        if subject.head.lemma_ not in _DENIES:
            return None
        return who if who is not None and self._fits_person(who, "person", gender) and not who.anonymous else None

    def _goes_on(self, at: int) -> Entity | None:
        """Which body `it` or `they` at token `at` is that opens a sentence: the subject of the sentence before, where
        that is a body of this number and nobody but in a clause of time or reason speaks after it there; whom that
        accuses, where `it` denies.
        """
        pronoun = self.doc[at]
        subject = self._subject_before(at, 1, closing=pronoun.lower_ == "it")
        if subject is None:
            return None
        root = subject.head
        if pronoun.head.lemma_ in _ANSWERS:
            accused = next((c for c in root.rights if c.dep_ == "obj"), None) if root.lemma_ in _ACCUSES else None
            edge = accused.left_edge if accused is not None else subject
            whom = self.roster.starts.get(edge.i + (edge.lower_ == "the")) if accused is not None else None
            return whom[0] if whom is not None and whom[0].kind == "body" else None
        start, end = subject.left_edge.i, subject.i
        for i, _ in reversed(self.said):
            if i < start:
                break
            first = self.doc[i]
            noun = first.head if first.dep_ in {"det", "compound", "amod"} else first
            own = first.tag_ == "PRP$" or noun.dep_ == "nmod:poss"  # "its team", "the union's claim"
            if end < i < at and not own and not is_subordinate(self.doc, i) and not _inside(self.doc[i], subject):
                return None
        several = pronoun.lower_ in THEY
        if subject.tag_ == "PRP":
            if subject.lower_ != pronoun.lower_:
                return None
            found = next((f for i, f in self.said if i == end), None)
            return found.entity if found is not None else self._goes_on(end)
        firm = not several and subject.tag_ == "NNPS" and subject.left_edge.pos_ == "PROPN"  # "Pell Cranes"
        alike = firm or several == _is_several(subject, root)
        others = not several or any(t.tag_ in {"NNS", "NNPS"} and t.lower_ in _PEOPLE for t in root.subtree)
        if not alike and others:
            return None
        mention = next((self.roster.starts[i] for i in range(start, end + 1) if i in self.roster.starts), None)
        if mention is not None and mention[1] > end:
            who: Entity | None = mention[0]
        elif subject.lower_ in BODY_NOUNS | _FORCES:
            who = self._read([*(t for t in subject.lefts if t.dep_ in LEFT | {"nmod:poss"}), subject]).entity
        else:
            return None
        if who is None or who.anonymous or self.directory.is_medium(who.name) or (not alike and who.kind != "body"):
            return None
        return who if who.kind in {"body", "unknown"} and self._fits_body(who, "it", None) else None

    def _said_of_itself(self, at: int, gender: str | None) -> Entity | None:
        """Who is the subject of the verb under which `it`, or the person of this gender, at token `at` says something
        too: `The paper said it stood by its story`, `The mayor said that he had asked her`.
        """
        verb = self.doc[at].head
        if gender is None and (same := _repeated(self.doc[at])) is not None:
            return self._said_of_itself(same.i, None)
        if gender is None and self.doc[at].tag_ == "PRP$" and verb.dep_.startswith("nsubj"):
            verb = verb.head  # "The mission said that its team had counted"
        above = verb.head
        before = self.doc[at - 2 if at > 1 and self.doc[at - 1].lower_ == "that" else at - 1]
        if at and verb.dep_ == "conj" and before.lemma_ == "say" and before.tag_ in {"VBD", "VBZ"}:
            above = before  # "confirmed … but said it could not tell", whatever the parse makes of it
        elif verb.dep_ != "ccomp" or verb.i < at or above.i > at:
            return None
        first = next((c for c in above.lefts if c.dep_ == "nsubj"), None)
        shared = first is None and above.dep_ == "conj"  # "The port confirmed … but said it could not tell"
        subject = next((c for c in above.head.lefts if c.dep_ == "nsubj"), None) if shared else first
        found = next((f for i, f in reversed(self.said) if subject is not None and i <= subject.i < i + 8), None)
        if found is None or subject is None or subject.i > at or found.entity is None:
            return None
        if gender is None:
            body = found.entity.name in BODY_NOUNS if found.entity.anonymous else found.entity.kind != "person"
            return found.entity if body else None
        who = found.person or found.entity
        if who.anonymous and who.client is not None:
            who = who.client
        return who if who.kind == "person" and not who.plural and not differs(who, gender) else None

    def _reports(self, who: Entity, subject: Token) -> bool:
        """Whether a noun is the subject of what `who` says: `Belo said that the man had lied` tells of another man."""
        verb = subject.head
        above = verb.head
        if verb.dep_ != "ccomp" or above.i > subject.i:
            return False
        return any(self.roster.starts.get(t.i, (None, 0))[0] is who for c in above.lefts for t in c.subtree)

    def _led_by(self, at: int) -> Referent:
        """Whom `they` means where a person and others spoke last: `Ana Belo and two colleagues wrote …, they said`; or
        where a body with a plural for its name is the subject before: `The Joint Monitors met. They said …`.
        """
        for start in reversed(self._starts_before(at)):
            if self._sentence[at] - self._sentence[start] > 1:
                break
            body, end = self.roster.starts[start]
            several = body.kind == "body" and self.doc[end - 1].tag_ in {"NNPS", "NNS"}
            if several and acts(self.doc, start) and not is_subordinate(self.doc, start):
                return Referent(body)
        for i, found in reversed(self.said[: bisect_left(self.said, at, key=lambda said: said[0])]):
            who = found.person or found.entity
            if self._sentence[at] - self._sentence[i] > 1:
                break
            if who is not None and not who.anonymous:
                start = next((s for s in range(i, i + 4) if s in self.roster.starts), -1)
                end = self.roster.starts[start][1] if start >= 0 else len(self.doc)
                joined = end < len(self.doc) and self.doc[end].lower_ in {"and", "et"}
                return Referent(who) if joined and who.kind == "person" else NOBODY
        return NOBODY

    def _native(self, phrase: list[Token]) -> Referent:
        """Who `the Belgian` is: whoever the text has called one before, whom it may have left unnamed; else the nearest
        person.
        """
        word, at = phrase[1].text, phrase[0].i
        before = next((i for i in range(at - 1, -1, -1) if self.doc[i].text == word and self.doc[i].tag_ != "JJ"), None)
        if before is None or (before + 1 < len(self.doc) and self.doc[before + 1].pos_ in {"NOUN", "PROPN"}):
            return self._pronoun("who", at)
        near = (self.roster.starts.get(i, (None, 0))[0] for i in range(before + 3, max(-1, before - 10), -1))
        who = next((e for e in near if e is not None and e.kind == "person"), None)
        return self._person(who) if who is not None else NOBODY


def _repeated(pronoun: Token) -> Token | None:
    """The `it` under whose verb another stands that says something too: `that it held two men whose boat it hit`."""
    for verb in pronoun.head.ancestors:
        if verb.i > pronoun.i:
            return None
        first = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
        if verb.dep_ == "ccomp" and first is not None:
            return first if first.lower_ == pronoun.lower_ == "it" else None
    return None


def _inside(token: Token, subject: Token) -> bool:
    """Whether a token stands in a clause that belongs to a subject: `the police, who said …, left`."""
    return any(t.i == token.i for t in subject.subtree)


def _is_several(subject: Token, verb: Token) -> bool:
    """Whether a subject is in the plural, by its own form or that of its verb."""
    forms = {t.tag_ for t in (verb, *verb.children) if t.dep_ in {"aux", "cop", "aux:pass"} or t is verb}
    single = bool(forms & {"VBZ"}) or any(t.lower_ == "was" for t in (verb, *verb.lefts))
    return subject.lower_ == "police" or (subject.tag_ in {"NNS", "NNPS"} and not single) or bool(forms & {"VBP"})
