"""From the words of a source to whom they mean: names, offices, spokesmen, descriptions and pronouns in one article."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sources.claims.parties_data import Directory
from sources.claims.parties_roster import Entity, Roster
from sources.claims.parties_words import (
    ANONYMOUS,
    ARMED,
    ARTICLES,
    BODY_NOUNS,
    COMPANY,
    DOCUMENTS,
    FEMALE,
    FIRST,
    GOVERNMENT,
    HE,
    INSIDERS,
    IT,
    MALE,
    NUMBERS,
    POSSESSIVES,
    PRESS,
    RELATIVE,
    ROLES,
    SHE,
    SPOKES,
    THEY,
    UNNAMED_KIN,
    WE,
)

_CUT = frozenset({"of", "for", "at", "in", "with", "from", "on", "close", "near", "to", "by", "who", "which", "that", "whose", "where",
                  "familiar", "speaking", "quoted", "briefed", "reached", "interviewed", "living", "waiting", "outside", "behind", "inside"})  # fmt: skip
_BREAKS = frozenset({",", "(", "–", "—", ";", ":"})
_OWNER = frozenset({"'s", "’s", "'", "’"})
_PERSONAL = HE | SHE | FIRST
_SPEAKS = frozenset({"speaks", "speaking", "spoke"})
_MEDIA_WORDS = frozenset({"press", "media", "information", "communications", "public"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a source means: an entity, and the person who spoke for it when one is named."""

    entity: Entity | None
    person: Entity | None = None


NOBODY = Referent(None)


class SourceReader:
    """Resolves the sources of one article in order; what was said before is remembered for pronouns."""

    def __init__(self, doc: Doc, roster: Roster, directory: Directory, outlet: str | None) -> None:
        self.doc = doc
        self.roster = roster
        self.directory = directory
        self.outlet = Entity(outlet, "body", tuple(outlet.casefold().split())) if outlet else None
        self.said: list[tuple[int, Referent]] = []
        """Earlier sources with their token numbers, in the order of the text."""

    def read(self, tokens: Sequence[Token]) -> Referent:
        """Return whom the source tokens mean, and remember it."""
        found = self._read(tokens)
        if found.entity is not None:
            found.entity.spoke += 1
        self.remember(tokens[0].i, found)
        return found

    def remember(self, at: int, found: Referent) -> None:
        """Put a resolved source where later pronouns look for it."""
        if found.entity is not None:
            self.said.append((at, found))

    def _read(self, tokens: Sequence[Token]) -> Referent:
        tokens = [t for t in tokens if not t.is_space]
        while tokens and (tokens[0].is_punct or tokens[0].lower_ in {"both", "even", "only", "just", "not"} and len(tokens) > 1):
            tokens = tokens[1:]
        if not tokens:
            return NOBODY
        head = tokens[0]
        low = head.lower_
        if len(tokens) == 1 or (len(tokens) == 2 and tokens[1].lower_.endswith(("self", "selves", "all", "both"))):
            if low in RELATIVE:
                return self._antecedent(head.i)
            if low in HE | SHE | IT | THEY | FIRST | WE | POSSESSIVES:
                return self._pronoun(low, head.i)
        first, rest = _split(tokens)
        return self._phrase(first, rest)

    def _phrase(self, first: list[Token], rest: list[Token]) -> Referent:
        if any(_spokes(t) for t in first) or (rest and any(_spokes(t) for t in rest[:6]) and not _clause(rest)):
            return self._spokes(first, rest)
        name = self._closing_name(first)
        if name is not None and name.kind == "person":
            return self._person(name)
        apposed = self._opening_name(rest)
        core = _core(first)
        noun = _head(core)
        owner = self._owner(first, core, noun)
        if apposed is not None and name is None and (apposed.kind in {"person", "body"} or noun in BODY_NOUNS):
            return self._person(apposed) if apposed.kind == "person" else Referent(apposed)
        if name is not None:
            return self._body(name)
        if noun is None:
            return self._bare(core)
        if noun in DOCUMENTS and not _plural_crowd(core):
            if owner is not None:
                return Referent(owner.entity, owner.person)
            of = self._after_preposition(first, {"from", "by", "on", "of"})
            if of is not None:
                return of
            return self._last_source() if core[0].lower_ in {"the", "its", "this", "that"} else self._anonymous(core, noun)
        if owner is not None:
            return self._owned(owner, core, noun)
        return self._description(first, core, noun)

    def _spokes(self, first: list[Token], rest: list[Token]) -> Referent:
        both = [*first, *rest]
        at = next(n for n, t in enumerate(both) if _spokes(t))
        people = [e for e, start, _ in self._entities(both) if e.kind == "person" or e.kind == "unknown" and start > both[at].i + 1]
        bodies = self._after_preposition(both[at:], {"for", "of", "at", "from", "with"})
        body: Referent | None = bodies
        if body is None:
            before = [t for t in both[:at] if not t.is_punct]
            body = self._owner(both[: at + 1], before, both[at].lower_) if before else None
            if body is None and before:
                body = self._modifier(before)
        names = [e for e in people if body is None or e is not body.entity]
        person = names[0] if names else None
        if body is None or body.entity is None:
            known = person.speaks_for if person is not None else None
            body = Referent(known) if known else self._nearest(both[0].i, bodies_only=True)
        if body.entity is None:
            return Referent(person) if person else NOBODY
        if person is not None and person is not body.entity:
            person.kind = "person"
            person.speaks_for = body.entity
            if both[at].lower_ in FEMALE | MALE:
                person.gender = "f" if both[at].lower_ in FEMALE else "m"
            return Referent(body.entity, person)
        return Referent(body.entity, body.person)

    def _closing_name(self, tokens: list[Token]) -> Entity | None:
        """The entity whose name ends the phrase, when no preposition or possessor stands between it and the head."""
        found = self._entities(tokens)
        if not found:
            return None
        entity, start, end = found[-1]
        if end < tokens[-1].i + 1:
            return None
        before = [t for t in tokens if t.i < start]
        prepositions = [t for t in before if t.lower_ in _CUT]
        if prepositions and entity.kind == "person" and all(t.lower_ == "of" for t in prepositions) and any(
            t.lower_ in {"head", "director", "chief", "minister", "leader"} for t in before
        ) and len(entity.words) > 1:
            return entity
        return None if prepositions else entity

    def _opening_name(self, rest: list[Token]) -> Entity | None:
        if not rest or _clause(rest):
            return None
        for entity, start, _ in self._entities(rest):
            lead = [t for t in rest if t.i < start]
            if all(t.pos_ in {"NOUN", "PROPN", "ADJ", "DET"} or t.is_punct for t in lead) and len(lead) <= 4 and entity.kind != "place":
                return entity
            return None
        return None

    def _entities(self, tokens: list[Token]) -> list[tuple[Entity, int, int]]:
        out, skip = [], -1
        last = tokens[-1].i + 1 if tokens else 0
        for t in tokens:
            found = self.roster.starts.get(t.i)
            if found and t.i >= skip and found[1] <= last:
                out.append((found[0], t.i, found[1]))
                skip = found[1]
        return out

    def _person(self, person: Entity) -> Referent:
        if person.speaks_for is not None:
            return Referent(person.speaks_for, person)
        return Referent(person)

    def _body(self, entity: Entity) -> Referent:
        if entity.kind == "place":
            return Referent(self.roster.speaker_of_state(entity) or entity)
        if entity.kind == "unknown":
            return Referent(self.roster.speaker_of_state(entity) or entity)
        return Referent(entity)

    def _owner(self, first: list[Token], core: list[Token], noun: str | None) -> Referent | None:
        """Who possesses the head: `its director`, `the ministry's statement`; None when nobody does."""
        if core and core[0].lower_ in POSSESSIVES and noun not in GOVERNMENT:
            return self._pronoun(core[0].lower_, core[0].i)
        marks = [n for n, t in enumerate(first) if t.text in _OWNER]
        if not marks or marks[-1] == 0 or marks[-1] >= len(first) - 1:
            return None
        owner = first[: marks[-1]]
        while owner and owner[0].lower_ in {"another", "of"}:
            owner = owner[1:]
        return self._read(owner) if owner else None

    def _after_preposition(self, tokens: list[Token], which: set[str]) -> Referent | None:
        for n, t in enumerate(tokens):
            if t.lower_ in which and n + 1 < len(tokens):
                tail = tokens[n + 1 :]
                stop = next((k for k, x in enumerate(tail) if x.text in _BREAKS), len(tail))
                found = self._read(tail[:stop])
                return found if found.entity is not None else None
        return None

    def _modifier(self, before: list[Token]) -> Referent | None:
        """The body that the words before `spokesman` or `official` name: `a company`, `the army`, `Commission`."""
        words = [t for t in before if t.lower_ not in ARTICLES and t.lower_ not in {"senior", "new", "chief", "another"}]
        if not words:
            return None
        found = self._entities(words)
        if found:
            return self._body(found[-1][0])
        noun = words[-1].lower_
        if noun in {"presidential"}:
            noun = "presidency"
        if noun in BODY_NOUNS | GOVERNMENT | {"mission"}:
            return self._described(noun, [t.lower_ for t in words], words[0].i)
        known = self.roster.named(tuple(t.lower_ for t in words), "body")
        return Referent(known) if known else None

    def _owned(self, owner: Referent, core: list[Token], noun: str) -> Referent:
        entity = owner.entity
        if entity is None:
            return NOBODY
        if noun in GOVERNMENT or (noun in BODY_NOUNS and noun not in {"family", "side", "team", "party"}):
            named = self._described(noun, [t.lower_ for t in core], core[-1].i)
            return named if named.entity is not None else Referent(Entity(f"{entity.name} {noun}", "body"))
        if noun in {"family", "relatives", "parents"} and entity.kind == "person":
            return Referent(Entity(f"{entity.name.split()[-1]} family", "body", anonymous=False))
        if noun in ROLES or noun in INSIDERS:
            person = next((e for e in self.roster.entities if e.kind == "person" and noun in e.nouns and e is not entity), None)
            if person is not None and noun not in INSIDERS - ROLES:
                return self._person(person)
            if noun in UNNAMED_KIN | {"friend", "neighbour", "colleague", "cousin"}:
                return self._anonymous(core, noun)
        return Referent(entity, owner.person)

    def _description(self, first: list[Token], core: list[Token], noun: str) -> Referent:
        lows = [t.lower_ for t in core]
        definite = lows[0] in {"the", "this", "that", "both"} or (lows[0] not in ARTICLES | NUMBERS and len(core) <= 2)
        if noun in ARMED and not set(lows) & NUMBERS:
            found = self._armed()
            return found if found.entity is not None else self._anonymous(core, noun)
        if noun in BODY_NOUNS | GOVERNMENT | {"prosecutors", "detectives", "mission", "police"}:
            found = self._described(noun, lows, core[-1].i)
            if found.entity is not None:
                return found
            if lows[0] in {"a", "an"} or set(lows) & NUMBERS or noun in OUTLET_LIKE:
                return self._anonymous(core, noun)
            return Referent(self._made(core, noun))
        if noun in INSIDERS and len(core) > 1:
            body = self._insider(core)
            if body is not None:
                return body
        if definite and noun in ROLES | ANONYMOUS | INSIDERS:
            found = self._by_role(noun, core[-1].i)
            if found is not None:
                return found
        if noun in INSIDERS | {"experts", "scientists", "doctors"} and (of := self._after_preposition(first, {"of", "at", "for", "from", "with"})):
            if of.entity is not None and of.entity.kind == "body" and not of.entity.anonymous:
                return of
        if noun in {"officers", "detectives"} and len(core) == 1:
            return self._described("police", ["police"], core[-1].i)
        if definite and noun not in ANONYMOUS and noun not in NUMBERS:
            known = self._called(noun, core[-1].i)
            if known is not None:
                return self._person(known) if known.kind == "person" else Referent(known)
        return self._anonymous(core, noun)

    def _insider(self, core: list[Token]) -> Referent | None:
        """`a mission official`, `army chiefs`: the body, when the article names it; a bare nationality names nobody."""
        middle = [t for t in core[:-1] if t.lower_ not in ARTICLES | NUMBERS and t.lower_ not in {"senior", "top", "duty", "former", "one"}]
        if not middle or any(t.lower_ in {"former", "two", "three", "several", "some"} for t in core):
            return None
        found = [e for e, _, _ in self._entities(middle) if e.kind == "body"]
        if found:
            return Referent(found[-1])
        noun = middle[-1].lower_
        for entity in self._candidates(core[0].i):
            if entity.kind == "body" and not entity.anonymous and (noun in entity.nouns or noun in entity.words):
                return Referent(entity)
        return None

    def _described(self, noun: str, lows: list[str], at: int) -> Referent:
        """A body by a noun: the one called so, the one whose name holds it, the nearest of its class."""
        mods = [w for w in lows if w not in ARTICLES and w != noun and w not in POSSESSIVES]
        pool = [e for e in self._candidates(at) if e.kind in {"body", "unknown"} and not e.anonymous]
        full = [e for e in pool if noun in e.nouns or noun in e.words]
        for wanted in (mods, []):
            if wanted and (found := [e for e in full if all(m in e.words or m in e.nouns for m in wanted)]):
                return Referent(found[0])
            if not wanted and full and not (mods and full[0].core):
                return Referent(full[0])
        if mods and noun in GOVERNMENT:
            return NOBODY
        if noun == "military":
            return self._first(pool, {"army", "navy", "air", "armed", "force", "command", "defence"})
        if noun in COMPANY and noun not in {"group", "house"}:
            said = [e for e in pool if not e.core and e.spoke and not self.directory.is_medium(e.name)]
            return Referent(said[0]) if said else NOBODY
        if noun in OUTLET_LIKE:
            media = [e for e in pool if self.directory.is_medium(e.name)]
            return Referent(media[0]) if media else NOBODY
        if noun in {"group", "movement", "organisation", "organization", "body", "faction", "agency"}:
            said = [e for e in pool if not e.core and not self.directory.is_medium(e.name) and (e.spoke or e.armed)]
            return Referent(said[0]) if said else NOBODY
        return NOBODY

    def _first(self, pool: list[Entity], words: set[str]) -> Referent:
        return next((Referent(e) for e in pool if set(e.words) & words), NOBODY)

    def _made(self, core: list[Token], noun: str) -> Entity | None:
        """A body that the article only describes (`the defence ministry`, `police`) under that description."""
        words = [t.text for t in core if t.lower_ not in ARTICLES | POSSESSIVES]
        if noun not in GOVERNMENT | {"prosecutors", "police"} and len(words) < 2:
            return None
        name = " ".join(words)
        name = name[:1].upper() + name[1:]
        known = next((e for e in self.roster.entities if e.name == name), None)
        return self.roster.add(known or Entity(name, "body", tuple(name.casefold().split()), {noun}), core[0].i, core[-1].i + 1)

    def _by_role(self, noun: str, at: int) -> Referent | None:
        """A person by what they are: the nearest before who is called so, named or not; None when nobody is."""
        for entity in self._candidates(at):
            if entity.kind == "person" and noun in entity.nouns:
                return self._person(entity) if not entity.anonymous else Referent(entity)
        return None

    def _called(self, noun: str, at: int) -> Entity | None:
        return next((e for e in self._candidates(at) if noun in e.nouns and e.kind != "place" and not e.anonymous), None)

    def _armed(self) -> Referent:
        groups = [e for e in self.roster.entities if e.armed and e.kind == "body"]
        if not groups:
            return NOBODY
        return Referent(max(groups, key=lambda e: (e.spoke, len(e.at))))

    def _bare(self, core: list[Token]) -> Referent:
        words = tuple(t.lower_ for t in core if t.lower_ not in ARTICLES)
        known = self.roster.named(words)
        return self._body(known) if known else NOBODY

    def _anonymous(self, core: list[Token], noun: str) -> Referent:
        plural = noun.endswith("s") or core[0].lower_ in NUMBERS or noun in {"people", "police", "men", "women"}
        gender = "f" if noun in FEMALE else "m" if noun in MALE else None
        entity = Entity(noun, "person", (), {noun}, [core[0].i], gender, plural=plural, anonymous=True)
        self.roster.entities.append(entity)
        return Referent(entity)

    def _candidates(self, at: int) -> list[Entity]:
        """The entities mentioned before token `at`, nearest first, then those that only come later."""
        def distance(e: Entity) -> tuple[int, int]:
            before = [i for i in e.at if i < at]
            return (0, at - before[-1]) if before else (1, e.at[0] if e.at else 0)

        return sorted((e for e in self.roster.entities if e.at), key=distance)

    def _last_source(self) -> Referent:
        return self.said[-1][1] if self.said else NOBODY

    def _antecedent(self, at: int) -> Referent:
        """Whom a relative pronoun takes up: the phrase that ends right before it."""
        end = at - 1
        while end >= 0 and (self.doc[end].is_punct or self.doc[end].is_space):
            end -= 1
        best = max((s for s, (_, e) in self.roster.starts.items() if s <= end and e <= end + 1 and end + 1 - e <= 6), default=None)
        if best is not None and self.roster.starts[best][0].kind != "place":
            entity = self.roster.starts[best][0]
            return self._person(entity) if entity.kind == "person" else Referent(entity)
        for said_at, found in reversed(self.said):
            if said_at < at:
                return found
        head = self.doc[at].head.head
        return self._read([t for t in head.subtree if t.i < at]) if head.i < at else NOBODY

    def _nearest(self, at: int, *, bodies_only: bool) -> Referent:
        for said_at, found in reversed(self.said):
            if said_at < at and found.entity is not None and found.entity.kind != "person":
                return Referent(found.entity)
        pool = [e for e in self._candidates(at) if e.kind == "body" and not e.anonymous and not self.directory.is_medium(e.name)]
        return Referent(pool[0]) if pool and bodies_only else NOBODY

    def _pronoun(self, low: str, at: int) -> Referent:
        if low in WE:
            return Referent(self.outlet) if self.outlet and not _quoted(self.doc, at) else self._last_source()
        if low in FIRST:
            return self._last_source()
        person, body = low in _PERSONAL, low in IT
        gender = "m" if low in HE else "f" if low in SHE else None
        sentence = self.doc[at].sent.start
        best: tuple[float, Referent] | None = None
        for entity, referent, i, said in self._mentions(at):
            if person and entity.kind not in {"person", "unknown"} or body and entity.kind != "body":
                continue
            if person and (entity.plural or (gender and entity.gender and entity.gender != gender)):
                continue
            if low in THEY and entity.kind == "person" and not entity.plural:
                continue
            score = -0.02 * (at - i) - 0.5 * _sentences(self.doc, i, sentence)
            score += 1.0 * said + 0.6 * (self.doc[i].sent.start <= i and _subject(self.doc, i))
            score += 0.3 * bool(gender and entity.gender == gender) - 0.8 * (entity.kind == "unknown")
            score -= 0.7 * (body and self.directory.is_medium(entity.name) and not said)
            if best is None or score > best[0]:
                best = (score, referent)
        if best is None:
            return NOBODY
        if person and gender:
            who = best[1].person or best[1].entity
            if who is not None and who.kind == "person" and who.gender is None:
                who.gender = gender
        if person and best[1].entity is not None and best[1].entity.kind == "unknown":
            best[1].entity.kind = "person"
        return best[1]

    def _mentions(self, at: int) -> list[tuple[Entity, Referent, int, bool]]:
        out: list[tuple[Entity, Referent, int, bool]] = []
        for i, found in self.said:
            if i < at and found.entity is not None:
                out.append((found.entity, Referent(found.entity, found.person), i, True))
                if found.person is not None:
                    out.append((found.person, found, i, True))
        for start, (entity, _) in self.roster.starts.items():
            if start < at and entity.kind != "place":
                out.append((entity, self._person(entity) if entity.kind == "person" else Referent(entity), start, False))
        return out


OUTLET_LIKE = frozenset("paper newspaper site website tabloid magazine broadcaster station channel daily weekly outlet programme show blog".split())


def _split(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Cut a phrase at its first break (comma, dash, bracket) outside a name: what stands before, what follows."""
    for n, t in enumerate(tokens):
        if n and t.text in _BREAKS:
            return tokens[:n], tokens[n + 1 :]
    return tokens, []


def _clause(rest: list[Token]) -> bool:
    return not rest or rest[0].lower_ in RELATIVE | {"where", "when"} or rest[0].pos_ in {"VERB", "AUX", "ADP"}


def _core(first: list[Token]) -> list[Token]:
    stop = next((n for n, t in enumerate(first) if n and t.lower_ in _CUT), len(first))
    core = first[:stop]
    marks = [n for n, t in enumerate(core) if t.text in _OWNER]
    return core[marks[-1] + 1 :] if marks and marks[-1] < len(core) - 1 else core


def _head(core: list[Token]) -> str | None:
    for t in reversed(core):
        if t.pos_ in {"NOUN", "ADJ", "PROPN", "NUM", "PRON", "DET"} or t.is_alpha:
            return t.lower_ if t.is_alpha or "-" in t.text else None
    return None


def _spokes(token: Token) -> bool:
    low = token.lower_
    if low in SPOKES:
        return True
    if low in PRESS and token.i > 0:
        return token.nbor(-1).lower_ in _MEDIA_WORDS and token.doc[token.i - 1].text[:1].islower()
    return low in _SPEAKS and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "for"


def _plural_crowd(core: list[Token]) -> bool:
    return core[0].lower_ in {"hundreds", "thousands", "dozens", "some", "many"}


def _quoted(doc: Doc, at: int) -> bool:
    opens = sum(t.text in {'"', "“", "”", "„"} for t in doc[max(0, at - 200) : at])
    return opens % 2 == 1


def _sentences(doc: Doc, i: int, sentence: int) -> int:
    return sum(1 for t in doc[i + 1 : sentence + 1] if t.is_sent_start) if i < sentence else 0


def _subject(doc: Doc, i: int) -> bool:
    token = doc[i]
    for _ in range(4):
        if token.dep_.startswith("nsubj"):
            return True
        if token.dep_ not in {"compound", "flat", "amod", "det", "nmod:poss"} or token.head.i == token.i:
            return False
        token = token.head
    return False
