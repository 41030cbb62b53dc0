"""Who has the word: in an interview's turns, in a quotation; `I` means them there, and `he` or `it` does not."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_memory import NOBODY, Memory, Referent
from sources.claims.parties_words import HE, SHE

_ASKS = frozenset(
    {"anchor", "host", "interviewer", "journalist", "moderator", "presenter", "q", "question", "reporter"}
)
"""Labels of who asks for the paper."""
_ANSWERS = frozenset({"a", "answer", "guest", "interviewee"})
_LABEL = 6
"""Tokens within which a label ends with its colon."""
_STOPS = frozenset({".", ";", ":"})
_SOMEBODY = frozenset({"a", "an", "her", "his", "its", "one", "their"})
"""Open the description of one whom no name tells."""
_AFTER = 8
"""Tokens after a quotation in which the one stands who says it."""


class Turns(Memory):
    """Reads who speaks where the layout or the quotation marks tell it."""

    @cached_property
    def _turns(self) -> dict[int, Referent]:
        """By number, the paragraphs that are someone's turn in an interview or hearing, with who speaks in them."""
        labels = {self.ground.paragraph[first.i]: span for first in self._openings() if (span := _label(first))}
        asked = any(t.text.rstrip(".").lower() in _ASKS for span in labels.values() for t in span)
        guest = self._guest(min((span[0].i for span in labels.values()), default=0)) if asked else None
        out: dict[int, Referent] = {}
        for paragraph, span in labels.items():
            if (who := self._labels(span, guest, len(labels))) is not None:
                out[paragraph] = who
        return out or self._answers()

    def _answers(self) -> dict[int, Referent]:
        """The answers under the questions of an interview without labels: those of the one person named before."""
        questions = [first.i for first in self._openings() if self._is_question(first)]
        guest = self._guest(questions[0]) if len(questions) > 1 else None
        if guest is None:
            return {}
        out: dict[int, Referent] = {}
        mine = 0
        for first in self._openings():
            if first.i > questions[0] and first.i not in questions:
                out[self.ground.paragraph[first.i]] = self._person(guest)
        for i in range(questions[0], len(self.doc)):
            mine += self.doc[i].text == "I" and not self.ground.quoted[i]
        return out if mine > 1 else {}

    def _openings(self) -> Iterator[Token]:
        """The first words of the paragraphs."""
        last = -1
        for i, paragraph in enumerate(self.ground.paragraph):
            if paragraph == last:
                continue
            token = self.doc[i]
            if not token.is_space and token.text not in {"*", "**", "-", "–", "—"}:
                last = paragraph
                yield token

    def _is_question(self, first: Token) -> bool:
        paragraph = self.ground.paragraph
        end = bisect_right(paragraph, paragraph[first.i])
        last = next((i for i in range(end - 1, first.i, -1) if not self.doc[i].is_space), first.i)
        if self.doc[last].text not in {"?", "*", "**"}:
            return False
        words = [t for t in self.doc[first.i : end] if not t.is_space and t.text not in {"*", "**"}]
        return bool(words) and words[-1].text == "?" and not any(self.ground.quoted[t.i] for t in words)

    def _guest(self, before: int) -> Entity | None:
        """The one person whom an interview names before its first question."""
        named = {id(e): e for i, (e, _) in self.roster.starts.items() if i < before and e.kind == "person"}
        return next(iter(named.values())) if len(named) == 1 else None

    def _labels(self, span: list[Token], guest: Entity | None, several: int) -> Referent | None:
        """Whom a label means: the paper where it asks, the guest where it answers, whoever bears the name or initials;
        None where it is no speaker's.
        """
        words = [t.text.rstrip(".").lower() for t in span]
        if len(words) == 1 and words[0] in _ASKS | _ANSWERS and several > 1:
            asks = Referent(self.outlet) if self.outlet else NOBODY
            return asks if words[0] in _ASKS else self._person(guest) if guest is not None else NOBODY
        letters = words[0] if len(words) == 1 and span[0].is_upper and len(words[0]) in {2, 3} else ""
        if letters:
            people = [e for e in self.roster.entities if e.kind == "person" and len(e.words) > 1]
            meant = [e for e in people if "".join(w[0] for w in e.words) == letters]
            if len(meant) == 1:
                return self._person(meant[0])
        if self.outlet and several > 1 and len(words) == 1:
            initials = "".join(w[0] for w in self.outlet.words)
            if words[0] in self.outlet.words or (letters and letters == initials):
                return Referent(self.outlet)
        found = next((self.roster.starts[t.i][0] for t in span if t.i in self.roster.starts), None)
        found = found or (self.roster.named((words[0],)) if len(words) == 1 else None)
        if found is None or found.kind == "place":
            return None
        return self._person(found) if found.kind != "body" else Referent(found)

    def _labelled(self, tokens: list[Token]) -> Referent | None:
        """Whom a source means that is the label of a turn; None for any other."""
        paragraph = self.ground.paragraph[tokens[0].i]
        if paragraph not in self._turns or tokens[-1].i - tokens[0].i >= _LABEL:
            return None
        end = tokens[-1].i + 1
        opens = (
            tokens[0].i == 0
            or self.ground.paragraph[tokens[0].i - 1] != paragraph
            or self.doc[tokens[0].i - 1].is_space
        )
        return self._turns[paragraph] if opens and end < len(self.doc) and self.doc[end].text == ":" else None

    def _first_person(self, at: int) -> Referent:
        """Whom `I` and `we` mean: the outlet, in a turn whose it is, or within a quotation the one who is quoted:
        whoever follows it within its paragraph, else who spoke last.
        """
        if not self.ground.quoted[at]:
            turn = self._turns.get(self.ground.paragraph[at])
            if turn is not None:
                return turn
            outlet = Referent(self.outlet) if self.outlet else NOBODY
            return self._last_source(at) if self.ground.printed(at) else outlet
        end = next((i for i in range(at, len(self.doc)) if not self.ground.quoted[i]), at)
        closed = end < len(self.doc) and self.doc[end - 1].text == "."  # a new sentence: who says it spoke before
        for i, found in self.said if not closed else ():
            if end <= i <= end + _AFTER and self.ground.paragraph[i] == self.ground.paragraph[at]:
                return found
        return self._last_source(at)

    def _barred(self, at: int) -> set[int]:
        """Whom a pronoun of the third person at token `at` cannot mean, by identity: who has the word there, and
        outside a quotation those whom it names, for its speaker does not speak of themselves so.
        """
        paragraph = self.ground.paragraph[at]
        if self.ground.quoted[at]:
            return _of(self._quoting(at))
        if paragraph in self._turns:
            heard = {id(t.entity): t for t in self._turns.values() if t.entity is not None}
            return set().union(*map(_of, heard.values())) if len(heard) == 2 else _of(self._turns[paragraph])
        if self.doc[at].tag_ != "PRP":
            return self._acting_on(at)
        inside = self._quotation(at)
        told = {id(f.person or f.entity) for i, f in self.said if i in inside and self.doc[i].lower_ in HE | SHE}
        return told | {id(e) for i in inside if (e := self.roster.starts.get(i, (None, 0))[0]) is not None}

    def _acting_on(self, at: int) -> set[int]:
        """Who does something to `her` in the sentence before that which `Her` at token `at` opens: `Dekker accused her.
        Her office said` is not Dekker's.
        """
        low, first = self.doc[at].lower_, self.doc[at].sent.start
        alike = SHE if low in SHE else HE if low in HE else frozenset[str]()
        if at != first or not first or not alike or self.doc[first - 1].is_space:
            return set()
        root = self.doc[first - 1].sent.root
        done_to = any(c.tag_ == "PRP" and c.dep_ in {"obj", "iobj"} and c.lower_ in alike for c in root.rights)
        names = (self.roster.starts.get(c.i, (None, 0))[0] for c in root.lefts if c.dep_ == "nsubj")
        return {id(e) for e in names if e is not None} if done_to else set()

    def _quotation(self, at: int) -> range:
        """The tokens of the quotation that stands right before or after a pronoun that says it; none without one."""
        quoted = self.ground.quoted
        before = next((i for i in range(at - 1, max(-1, at - 5), -1) if quoted[i]), None)
        if before is not None and self.doc[before].text in {",", "!", "?"}:
            start = next((i for i in range(before, -1, -1) if not quoted[i]), -1)
            return range(start + 1, before + 1)
        after = next((i for i in range(at + 1, min(len(self.doc), at + 7)) if quoted[i]), None)
        if after is None or self.doc[after - 1].text not in {":", ","}:
            return range(0)
        return range(after, next((i for i in range(after, len(self.doc)) if not quoted[i]), len(self.doc)))

    def _quoting(self, at: int) -> Referent:
        """Who says the quotation that token `at` stands in, nobody where no name tells."""
        quoted, paragraph = self.ground.quoted, self.ground.paragraph
        end = next((i for i in range(at, len(self.doc)) if not quoted[i]), len(self.doc))
        if self.doc[end - 1].text in {",", "!", "?"} or (end + 1 < len(self.doc) and self.doc[end + 1].text == ","):
            for token in self.doc[end + 1 : end + _AFTER]:
                if token.text in _STOPS or paragraph[token.i] != paragraph[at] or token.lower_ in _SOMEBODY:
                    return NOBODY
                if (named := self.roster.starts.get(token.i)) is not None and named[0].kind != "place":
                    return self._person(named[0]) if named[0].kind != "body" else Referent(named[0])
                if token.lower_ in HE | SHE and token.tag_ == "PRP":
                    return self._pronoun(token.lower_, token.i)
                if (called := dict(self.roster.callings).get(token.i)) is not None:
                    return self._person(called)
        for i, found in reversed(self.said):
            if i < at and not quoted[i]:
                return found if paragraph[at] - paragraph[i] <= 1 else NOBODY
        return NOBODY


def _label(first: Token) -> list[Token]:
    """The words of the label with which a paragraph opens: up to six, each with a capital, and a colon."""
    out: list[Token] = []
    for token in first.doc[first.i : first.i + _LABEL]:
        if token.text == ":":
            return out
        if not token.text[:1].isupper():
            return []
        out.append(token)
    return []


def _of(found: Referent) -> set[int]:
    """The identities of who speaks: not the client for whom a lawyer does."""
    body = found.entity if found.entity is not None and found.entity.kind == "body" else None
    return {id(e) for e in (found.person or found.entity, body) if e is not None}
