"""Who speaks for others: spokesmen, press offices and the presidency behind a president's staff."""

from spacy.tokens import Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_holders import Holders
from sources.claims.parties_memory import NOBODY, Referent
from sources.claims.parties_phrases import OWNER, is_spokes, is_subordinate, split_phrase
from sources.claims.parties_ranking import acts, gender_of
from sources.claims.parties_words import ARTICLES, BODY_NOUNS, FEMALE, GOVERNMENT, MALE, POSSESSIVES

_OF_BODIES = {
    "presidential": "presidency",
    "departmental": "department",
    "diocesan": "diocese",
    "parliamentary": "parliament",
    "ministerial": "ministry",
}
"""Adjectives of bodies: `a diocesan spokesman`."""
_PLAIN = frozenset({"another", "chief", "new", "official", "other", "press", "second", "senior", "separate", "same"})
"""Words before a spokesman that do not say whose they are."""


class Voices(Holders):
    """Reads the sources that speak for a body or person other than themselves."""

    _introducing = False

    def _owner(self, first: list[Token], core: list[Token], noun: str | None) -> Referent | None:
        raise NotImplementedError

    def _spokes(self, first: list[Token], rest: list[Token]) -> Referent:
        both = list(self.doc[first[0].i : (rest or first)[-1].i + 1])
        at = next(n for n, t in enumerate(both) if is_spokes(t))
        stop = next((n for n, t in enumerate(both) if n > at and t.lower_ in {"who", "which", "whose"}), len(both))
        people = [
            e
            for e, start, _ in self._entities(both)
            if e.kind == "person" or (e.kind == "unknown" and start > both[at].i + 1)
        ]
        bodies = self._after_preposition(both[at:stop], {"for", "of", "at", "from", "with"})
        body: Referent | None = bodies
        if body is None:
            before = [t for t in both[:at] if not t.is_punct]
            whose = next((t for t in reversed(before) if t.lower_ in POSSESSIVES), None)
            apart = len(first) if len(first) < at else 0
            body = self._presided(self._pronoun(whose.lower_, both[0].i)) if whose is not None else None
            if body is None or body.entity is None:
                lead = [t for t in both[apart:at] if not t.is_punct]
                body = self._owner([*lead, both[at]], lead, both[at].lower_) if lead else None
            if body is None and before:
                body = self._modifier(before)
        names = [e for e in people if body is None or e is not body.entity]
        person = names[0] if names else None
        if body is None or body.entity is None:
            known = person.speaks_for if person is not None else self._same_voice(both, both[at])
            known = known or self._spoken_of(both)
            of_another = body is not None and any(t.lower_ in BODY_NOUNS for t in both[:at])  # "a hospital spokeswoman"
            plain = not of_another and all(t.pos_ != "ADJ" or t.lower_ in _PLAIN for t in both[:at])
            body = Referent(known) if known else self._nearest(both[0].i, bodies_only=True) if plain else NOBODY
        if body.entity is None or (person is not None and body.entity.anonymous):
            return Referent(person) if person else NOBODY
        if person is not None and person is not body.entity:
            person.kind = "person"
            person.speaks_for = body.entity
            if both[at].lower_ in FEMALE | MALE:
                person.gender = "f" if both[at].lower_ in FEMALE else "m"
            return Referent(body.entity, person)
        return Referent(body.entity, body.person or self._voice(both[at], body.entity))

    def _spoken_of(self, phrase: list[Token]) -> Entity | None:
        """Whom a spokesman without a word of whose speaks for: the body that is the subject of what they say, where it
        stands before them (`The firm will appeal, a spokesman said`).
        """
        first = phrase[0]
        if any(t.lower_ not in {"a", "its", "the"} and not is_spokes(t) for t in phrase):
            return None
        start = first.sent.start
        for i in range(start, min(first.i, start + 6)):
            if i in self.roster.starts and acts(self.doc, i):
                who = self.roster.starts[i][0]
                return who if who.kind == "body" and not self.directory.is_medium(who.name) else None
        return None

    def _only_made(self, source: int, at: int) -> bool:
        """Whether a source only made what is spoken of at token `at`: `The report by KLV-3 was false, an aide said`."""
        return self._sentence[source] == self._sentence[at] and source > 0 and self.doc[source - 1].lower_ == "by"

    def _nearest(self, at: int, *, bodies_only: bool) -> Referent:
        said = [(i, f.entity) for i, f in reversed(self.said) if i < at and f.entity and f.entity.kind != "person"]
        near = [(i, e) for i, e in said if self._sentence[at] - self._sentence[i] <= 3]
        near = [(i, e) for i, e in near if not (self.directory.is_medium(e.name) or self._only_made(i, at))] or near
        main = [e for i, e in near if not is_subordinate(self.doc, i) or i == self.doc[at].sent.start]
        if said:
            return Referent(main[0] if main else said[0][1])
        last = self.roster.starts.get(max(self._starts_before(at), default=-1), (None, 0))[0]
        if last is not None and last.kind == "unknown" and len(last.words) == 1 and not gender_of(last)[1]:
            return Referent(last)
        pool = [
            e
            for e in self._candidates(at)
            if e.kind == "body" and not e.anonymous and not self.directory.is_medium(e.name)
        ]
        return Referent(pool[0]) if pool and bodies_only else NOBODY

    def _introduced(self, person: Entity) -> None:
        start = next((i for i in person.at if i in self.roster.starts), None)
        if start is None or self._introducing:
            return
        begin, end = start, self.roster.starts[start][1]
        first = self.doc[start].sent.start
        while begin > max(first, start - 10) and not _ends_phrase(self.doc[begin - 1], begin == start):
            begin -= 1
        phrase = list(self.doc[begin:end])
        if any(is_spokes(t) for t in phrase):
            self._introducing = True
            self._spokes(*split_phrase(phrase))
            self._introducing = False

    def _presided(self, owner: Referent) -> Referent:
        """For a president, the presidency: whose office, spokesmen and press service act for it."""
        who = owner.entity
        if who is None or who.kind != "person" or not {"president"} <= who.nouns or not who.at:
            return Referent(who)
        known = next((e for e in self.roster.entities if e.core and e.core.casefold() == "presidency"), None)
        if known is None:
            state = self.roster.state_at(who.at[0])
            name = f"{state} Presidency" if state else "Presidency"
            known = Entity(name, "body", tuple(name.casefold().split()), {"presidency"}, core="Presidency", state=state)
            self.roster.entities.append(known)
        return Referent(known)

    def _voice(self, word: Token, body: Entity) -> Entity:
        """A spokesman or spokeswoman without a name, whom `he` or `she` can take up."""
        low = word.lower_
        gender = "f" if low in FEMALE else "m" if low in MALE else None
        return Entity(low, "person", (), {low}, [word.i], gender, speaks_for=body, anonymous=True)

    def _same_voice(self, phrase: list[Token], word: Token) -> Entity | None:
        """Whom `the spokeswoman` speaks for, when she spoke before."""
        if phrase[0].lower_ not in {"the", "this", "that"}:
            return None
        for _, found in reversed(self.said):
            if found.person is not None and found.person.speaks_for and word.lower_ in found.person.nouns:
                return found.person.speaks_for
        return None

    def _modifier(self, before: list[Token]) -> Referent | None:
        """The body that the words before `spokesman` or `official` name: `a company`, `the army`, `Commission`."""
        words = [
            t for t in before if t.lower_ not in ARTICLES and t.lower_ not in {"senior", "new", "chief", "another"}
        ]
        if not words:
            return None
        found = self._entities(words)
        if found:
            return self._body(found[-1][0])
        noun = words[-1].lower_
        noun = _OF_BODIES.get(noun, noun)
        if noun in BODY_NOUNS | GOVERNMENT | {"mission"}:
            named = self._described(noun, [t.lower_ for t in words], words[0].i)
            if named.entity is None and len(words) == 1:
                named = self._told_of_before(words[0])
            made = self._made(words, noun) if named.entity is None and words[-1].text[:1].isupper() else None
            return Referent(made) if made is not None else named
        known = self.roster.named(tuple(t.lower_ for t in words), "body")
        return Referent(known) if known else None

    def _told_of_before(self, word: Token) -> Referent:
        """The body that a text has told of before in more words: `The labour inspectorate sent two men. An inspectorate
        spokesman …`.
        """
        doc = self.doc
        at = next((i for i in range(word.i - 1, 1, -1) if doc[i].lower_ == word.lower_), 0)
        longer = at > 1 and doc[at - 1].dep_ == "compound" and doc[at - 2].lower_ == "the"
        return self._read([doc[at - 2], doc[at - 1], doc[at]]) if longer else NOBODY


def _ends_phrase(token: Token, next_to_name: bool) -> bool:
    """Whether a token stands outside the description before a name: `the ministry's new spokeswoman, Ana Belo`."""
    if token.text == "," and next_to_name:
        return False
    within = (
        token.pos_ in {"NOUN", "ADJ", "PROPN", "DET"} or token.text in OWNER or token.lower_ in POSSESSIVES | {"for"}
    )
    return token.is_space or not within
