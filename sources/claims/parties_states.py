"""The states of an article: which one a bare `the defence ministry` belongs to, and which body speaks for a state."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from spacy.tokens import Doc, Token

from sources.claims.parties_bodies import Body, adjective_of
from sources.claims.parties_data import Directory, by_start, demonym_of, demonyms_in, key
from sources.claims.parties_entities import Entity, is_proper, plain_core
from sources.claims.parties_words import ABSTRACT, COMPANY, GIVEN
from sources.claims.spans import sentences_of, texts_of

_MILITARY = frozenset({"military", "army", "armed", "navy", "air", "defence", "general"})
_FOREIGN = COMPANY | frozenset(
    (
        "accent", "boat", "buyer", "car", "citizen", "consortium", "consultant", "couple", "design", "diver", "driver",
        "engineer", "expert", "family", "ferry", "fund", "giant", "investor", "lorry", "man", "national", "passport",
        "scientist", "ship", "student", "tanker", "tourist", "traveller", "truck", "vessel", "visitor", "woman",
    )
)  # fmt: skip
"""What is told of with its country because it is not from here: "a Dutch expert"."""
_PEOPLE = "People"
"""Whose army the People's Army is: no state's."""
_ENDINGS = ("ia", "land", "stan", "ria", "istan")
"""What the names of states end in more often than those of people and firms."""


class States:
    """Places of one article that stand for states, with the adjective that names their bodies."""

    def __init__(
        self, doc: Doc, directory: Directory, found: Sequence[Body], phrases: Sequence[Sequence[Token]] = ()
    ) -> None:
        """`found` are the state bodies of `doc`, `phrases` its sources up to their first comma."""
        self.doc, self.directory = doc, directory
        self._bodies = [b for b in found if not is_proper(doc, b) and b.state != _PEOPLE]
        texts = texts_of(doc)
        capitals = {text for text in texts if text[:1].isupper() and text.isalpha() and text.lower() not in ABSTRACT}
        said = {p[0].i for p in phrases if len(p) == 1}
        memo: dict[str, str] = {}
        states = [b for b in self._bodies if b.state and not b.core.casefold().endswith("police")]
        self._places: dict[int, str] = {b.start: b.state for b in states if b.state}
        own = {b.state for b in states if b.state}
        grouped, owned = by_start(capitals), by_start(own)
        for i, text in enumerate(texts):
            if not text[:1].isupper() or len(text) < 3 or text not in capitals or i in self._places or doc[i].is_stop:
                continue
            if text.lower() in GIVEN and i + 1 < len(texts) and texts[i + 1].istitle():  # "Sofia Beck"
                continue
            if text == _PEOPLE:
                continue
            state = directory.adjective(text) or directory.state(text)
            if state:
                self._places[i] = state.adjective
            elif text not in own and (mine := demonyms_in(text, owned)):
                self._places[i] = min(mine)
            elif demonyms_in(text, grouped) or (i in said and text.endswith(_ENDINGS)):
                self._places[i] = adjective_of(text, directory, capitals, memo)
        self._ordered = sorted(self._places)
        self._subjects = [i for i in self._ordered if i == 0 or i in said or self._acts(doc[i])]

    @staticmethod
    def _acts(token: Token) -> bool:
        """Whether a word is a subject, and not of what another one says: `the minister said Paris had been told`."""
        return token.dep_ == "nsubj" and token.head.dep_ != "ccomp"

    def named(self, at: Sequence[int]) -> bool:
        """Return whether one of these tokens names a state."""
        return any(i in self._places for i in at)

    def of(self, body: Body) -> str | None:
        """Return the adjective of the state that a body without one belongs to, or None: that of a fronted place,
        what the same body was called before, the last state to act as a subject, what it is called later, the only one.
        """
        if body.there and (last := self._last(self._ordered, body.start)):
            return last
        before, after = self._called(body)
        return (
            self._fronted(body.start)
            or before
            or self._last(self._subjects, body.start)
            or after
            or self._last([b.start for b in self._bodies if b.state], body.start)
            or self._only(body.start)
        )

    def _called(self, body: Body) -> tuple[str | None, str | None]:
        same = [b for b in self._bodies if b.state and plain_core(b.core) == plain_core(body.core)]
        before = [b.state for b in same if b.start < body.start]
        return before[-1] if before else None, next((b.state for b in same if b.start > body.start), None)

    def _fronted(self, at: int) -> str | None:
        """The state in a place that opens the sentence: `In Brevia's capital, the defence ministry …`."""
        start = self.doc[at].sent.start
        while start < at and (self.doc[start].is_space or self.doc[start].is_punct):
            start += 1
        if self.doc[start].lower_ not in {"in", "from", "at", "across", "inside"}:
            return None
        return next((self._places[i] for i in range(start, min(at, start + 4)) if i in self._places), None)

    def _last(self, places: Sequence[int], at: int) -> str | None:
        n = bisect_left(places, at)
        return self._places.get(places[n - 1]) if n else None

    def _only(self, at: int) -> str | None:
        found = {
            a
            for i, a in self._places.items()
            if (i < at or self.directory.adjective(a))
            and not (self.doc[i].dep_ == "amod" and self.doc[i].head.lemma_.lower() in _FOREIGN)
        }
        return found.pop() if len(found) == 1 else None

    def speaker(self, place: str, entities: Iterable[Entity]) -> Entity | None:
        """Return the body that speaks for a state in this article: the one that is a source most often, if any is."""
        pool = [e for e in entities if e.core and e.state and e.spoke and self.same(place, e.state)]
        return max(pool, key=lambda e: (e.spoke, len(e.at), -e.at[0])) if pool else None

    def same(self, place: str, adjective: str) -> bool:
        """Return whether `adjective` is that of the state that goes by `place`."""
        state = self.directory.state(place) or self.directory.adjective(place)
        if state:
            return state.adjective == adjective
        return demonym_of(place, adjective) or key(place) == key(adjective)


def owned_before(doc: Doc, noun: str, at: int) -> bool:
    """Return whether a noun for a body stands with its owner before token `at`: "her own ministry"."""
    return any(doc[i].lower_ == noun and any(t.tag_ == "PRP$" for t in doc[max(0, i - 2) : i]) for i in range(at))


def nearest_body(
    doc: Doc, bare: Body, entities: Iterable[Entity], starts: Mapping[int, tuple[Entity, int]]
) -> Entity | None:
    """The body that `the ministry` or `the army` means: the nearest called so before it, else after it."""
    noun = bare.core.casefold()
    wanted = _MILITARY if noun == "military" else {noun}
    pool = [e for e in entities if e.core and wanted & set(e.core.casefold().split())]
    if not pool:
        return None
    before = [e for e in pool if e.at[0] < bare.start]
    if not before:
        if owned_before(doc, noun, bare.end):
            return None
        return min(pool, key=lambda e: e.at[0])

    numbers = sentences_of(doc)

    def stands_out(e: Entity) -> tuple[float, int]:
        count = bisect_left(e.at, bare.start)
        last = e.at[count - 1]
        sentences = numbers[bare.start] - numbers[last]
        subject = any(doc[i].dep_ == "nsubj" for i in range(last, starts[last][1]))
        return subject - sentences + 0.25 * min(4, count), last

    return max(before, key=stands_out)
