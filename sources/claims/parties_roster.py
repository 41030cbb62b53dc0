"""Who an article speaks of: every person and body that it names, with their names, nouns and places of mention."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from sources.claims.parties_bodies import Body, bodies
from sources.claims.parties_data import Directory, demonym_of, key
from sources.claims.parties_names import Name, names
from sources.claims.parties_words import (
    BODY,
    BODY_NOUNS,
    FEMALE,
    HONORIFICS,
    JOINERS,
    MALE,
    PLACE_BEFORE,
    ROLES,
    SPOKES,
)

_CLAUSE = frozenset({"who", "which", "that", "whose", "where", "when", "and", "but", "said", "says", "has", "had", "is", "was"})


@dataclass(eq=False, slots=True)
class Entity:
    """One person or body of an article."""

    name: str
    kind: str
    """`person`, `body`, `place` or `unknown`."""
    words: tuple[str, ...] = ()
    nouns: set[str] = field(default_factory=set)
    """Common nouns that the article calls it by, from its own name, titles and appositions."""
    at: list[int] = field(default_factory=list)
    """Token numbers of its mentions, in order."""
    gender: str | None = None
    speaks_for: "Entity | None" = None
    plural: bool = False
    state: str | None = None
    """For a body of a state: the state's adjective."""
    core: str | None = None
    """For a body of a state: its name without the state."""
    anonymous: bool = False
    spoke: int = 0
    """How many sources were this entity so far."""
    armed: bool = False


class Roster:
    """The entities of one article."""

    def __init__(self, doc: Doc, directory: Directory, outlet: str | None) -> None:
        self.doc = doc
        self.directory = directory
        self.outlet = outlet
        self.entities: list[Entity] = []
        self.starts: dict[int, tuple[Entity, int]] = {}
        """Token number where a mention starts -> its entity and the token number after it."""
        self._read_bodies()
        self._read_names()
        self._describe()

    def named(self, words: tuple[str, ...], kind: str | None = None) -> Entity | None:
        """Return the entity that goes by these words: the same name, a surname, a shortened name or an acronym."""
        if not words:
            return None
        fits = [e for e in self.entities if (kind is None or e.kind == kind) and _fits(words, e)]
        exact = [e for e in fits if e.words == words]
        longer = [e for e in fits if len(e.words) > len(words) and e.kind in {"person", "body"}]
        pool = longer or exact or fits
        return max(pool, key=lambda e: (e.kind != "place", len(e.at))) if pool else None

    def add(self, entity: Entity, start: int, end: int) -> Entity:
        """Register a mention of `entity`."""
        if entity not in self.entities:
            self.entities.append(entity)
        if start not in entity.at:
            entity.at.append(start)
        self.starts.setdefault(start, (entity, end))
        return entity

    def _read_bodies(self) -> None:
        found = list(bodies(self.doc, self.directory))
        states = {b.state for b in found if b.state and not _proper(self.doc, b)}
        last: str | None = next((b.state for b in found if b.state in states), None)
        by_core = {}
        for b in found:
            if b.state and not _proper(self.doc, b):
                by_core.setdefault(_core(b.core), b.state)
        if last is None:
            last = self._only_state()
        made: dict[str, Entity] = {}
        for b in found:
            if _proper(self.doc, b):
                continue
            state = b.state or by_core.get(_core(b.core)) or last
            last = state if b.state else last
            name = f"{state} {b.core}" if state else b.core
            entry = self.directory.find(name) or self.directory.find(self.doc[b.start : b.end].text)
            if entry and entry.kind == "body":
                name = entry.name
            entity = made.get(name)
            if entity is None:
                entity = made[name] = Entity(name, "body", _fold(name), set(b.core.casefold().split()), state=state, core=b.core)
                entity.nouns.add(b.core.casefold())
            self.add(entity, b.start, b.end)

    def _only_state(self) -> str | None:
        found = set()
        for t in self.doc:
            if t.text[:1].isupper() and (state := self.directory.adjective(t.text) or self.directory.state(t.text)):
                found.add(state.adjective)
        return found.pop() if len(found) == 1 else None

    def _read_names(self) -> None:
        taken = {i for start, (_, end) in self.starts.items() for i in range(start, end)}
        found = [n for n in names(self.doc) if n.start not in taken]
        for name in sorted(found, key=lambda n: -len(n.words)):
            self._place(name)
        for entity in self.entities:
            entity.at.sort()

    def _place(self, name: Name) -> None:
        doc, entry = self.doc, self.directory.find(name.text)
        if entry:
            known = next((e for e in self.entities if e.name == entry.name), None)
            entity = known or Entity(entry.name, "body", _fold(entry.name), set(_fold(entry.name)), armed=entry.kind == "group")
            if entry.kind in {"agency", "outlet"}:
                entity.nouns |= {"agency", "paper", "newspaper", "site", "broadcaster", "outlet"}
            self.add(entity, name.start, name.end)
            return
        if self.directory.state(name.text) or self.directory.adjective(name.text):
            state = self.directory.state(name.text)
            label = state.name if state else name.text
            known = next((e for e in self.entities if e.name == label and e.kind == "place"), None)
            self.add(known or Entity(label, "place", name.words), name.start, name.end)
            return
        end = name.end
        if end < len(doc) and doc[end].lower_ in BODY_NOUNS & {"police", "court", "hospital", "clinic", "prosecutors", "council"}:
            end += 1
            name = Name(name.start, end, f"{name.text} {doc[end - 1].text}", name.titles)
        known = self.named(name.words)
        kind = self._kind(name)
        if known is None or (known.kind == "place" and kind != "place" and known.words != name.words):
            known = Entity(name.text, kind, name.words)
        elif known.kind in {"unknown", "place"} and kind in {"person", "body"}:
            known.kind = kind
        if kind == "body" or known.kind == "body":
            known.nouns |= {w for w in name.words if w in BODY}
        self._learn_titles(known, name)
        self.add(known, name.start, end)

    def _kind(self, name: Name) -> str:
        doc = self.doc
        words = name.words
        if words[-1] in BODY or (any(w in BODY for w in words) and ("of" in words or "for" in words)):
            return "body"
        if name.titles and any(t in HONORIFICS or t in ROLES for t in name.titles):
            return "person"
        before = doc[name.start - 1].lower_ if name.start else ""
        if before in ROLES | SPOKES and not doc[name.start - 1].is_space:
            return "person"
        after = doc[name.end].text if name.end < len(doc) else ""
        if after == "(" and name.end + 2 < len(doc) and doc[name.end + 1].text.isupper():
            return "body"
        if after == "," and (noun := _apposed(doc, name.end + 1)):
            return "person" if noun in ROLES else "body" if noun in BODY_NOUNS else "unknown"
        if name.text.isupper() and len(words) == 1:
            return "body"
        if before in PLACE_BEFORE:
            return "place"
        if 2 <= len(words) <= 4 and not set(words) & (JOINERS & {"of", "for"}) and "'s" not in name.text and "’s" not in name.text:
            return "person"
        return "unknown"

    def _learn_titles(self, entity: Entity, name: Name) -> None:
        entity.nouns.update(t for t in name.titles if t in ROLES)
        doc, i = self.doc, name.start - len(name.titles) - 1
        while i >= 0 and doc[i].pos_ in {"NOUN", "ADJ", "PROPN"} and not doc[i].is_space:
            entity.nouns.add(doc[i].lower_)
            i -= 1
        words = set(name.titles) | ({doc[name.start - 1].lower_} if name.start else set())
        if entity.gender is None and words & (FEMALE | MALE):
            entity.gender = "f" if words & FEMALE else "m"

    def _describe(self) -> None:
        """Read appositions (`the Reed Front, the armed movement that ...`) and acronyms (`... (ICRC)`)."""
        doc = self.doc
        for start, (entity, end) in list(self.starts.items()):
            if end + 1 < len(doc) and doc[end].text == "(" and doc[end + 1].text.isupper() and end + 2 < len(doc) and doc[end + 2].text == ")":
                short, _ = self.starts.get(end + 1, (None, 0))
                if short is not None and short is not entity and entity.kind != "place" and len(doc[end + 1].text) > 1:
                    self._merge(entity, short)
            if end < len(doc) and doc[end].text in {",", "–", "—"}:
                entity.nouns.update(_nouns(doc, end + 1))
            elif end < len(doc) and doc[end].lower_ in {"is", "was"}:
                entity.nouns.update(_nouns(doc, end + 1))
            i = start - 1
            if i >= 0 and doc[i].text == ",":
                i -= 1
            while entity.kind == "body" and i >= 0 and doc[i].pos_ in {"NOUN"} and not doc[i].is_space:
                if doc[i].lower_ in BODY_NOUNS:
                    entity.nouns.add(doc[i].lower_)
                i -= 1
            if entity.gender is None and entity.kind == "person" and entity.nouns & (FEMALE | MALE):
                entity.gender = "f" if entity.nouns & FEMALE else "m"
            if entity.nouns & {"rebel", "rebels", "insurgent", "insurgents", "militia", "militants", "armed", "guerrillas", "movement"}:
                entity.armed = True

    def _merge(self, kept: Entity, gone: Entity) -> None:
        kept.at = sorted({*kept.at, *gone.at})
        kept.nouns |= gone.nouns
        for start, (entity, end) in list(self.starts.items()):
            if entity is gone:
                self.starts[start] = (kept, end)
        if self.directory.find(gone.name) and not self.directory.find(kept.name):
            kept.name = gone.name
        self.entities.remove(gone)

    def speaker_of_state(self, place: Entity) -> Entity | None:
        """The body that speaks for a state in this article: the one that is a source most often, if there is one."""
        pool = [e for e in self.entities if e.core and e.state and (demonym_of(place.name, e.state) or self._same_state(place.name, e.state))]
        return max(pool, key=lambda e: (e.spoke, len(e.at), -e.at[0])) if pool else None

    def _same_state(self, place: str, adjective: str) -> bool:
        state = self.directory.state(place) or self.directory.adjective(place)
        return bool(state and state.adjective == adjective) or key(place) == key(adjective)


def _fits(words: tuple[str, ...], entity: Entity) -> bool:
    if words == entity.words:
        return True
    if not entity.words or len(words) > len(entity.words):
        return False
    if entity.kind == "person":
        return words == entity.words[-len(words) :] or (len(words) == 1 and words[0] == entity.words[0] and len(words[0]) > 2)
    if entity.kind == "body" and not entity.core:
        if len(words) == 1 and words[0] in JOINERS:
            return False
        if words == entity.words[: len(words)] and words[-1] not in {"of", "for"}:
            return True
        if all(w in entity.words for w in words) and words[-1] in BODY:
            return True
        initials = "".join(w[0] for w in entity.words if w not in JOINERS and w != "and")
        return len(words) == 1 and len(initials) > 2 and words[0] == initials
    return False


def _proper(doc: Doc, body: Body) -> bool:
    """Whether the mention is a proper name of its own (`Forest Liberation Army`), not a body of a state."""
    tokens = [t for t in doc[body.start : body.end] if t.is_alpha]
    if body.core.endswith("Ministry") or len(tokens) < 2 or not all(t.text[:1].isupper() for t in tokens):
        return False
    return body.state is None or not re.search(r"(?:an|n|ese|ish|i|ic|ch|US|UK)$", body.state)


def _core(core: str) -> str:
    return core.replace("National ", "").casefold()


def _fold(name: str) -> tuple[str, ...]:
    return tuple(w for w in name.casefold().replace("’", "'").replace("-", " ").split() if w != "the")


def _apposed(doc: Doc, i: int) -> str | None:
    """The head noun of an apposition that begins at token `i`, None when none does."""
    found = _nouns(doc, i)
    return found[-1] if found else None


def _nouns(doc: Doc, i: int) -> list[str]:
    out: list[str] = []
    if i >= len(doc) or (doc[i].lower_ not in {"a", "an", "the", "its", "his", "her", "their", "one"} and doc[i].pos_ != "NOUN"):
        return out
    for token in doc[i + 1 if doc[i].pos_ != "NOUN" else i : i + 9]:
        if token.is_space or token.is_punct and token.text != "-" or token.pos_ in {"VERB", "AUX", "SCONJ"} or token.lower_ in _CLAUSE:
            break
        if token.pos_ == "ADP":
            break
        if token.pos_ in {"NOUN", "ADJ"} or token.lower_ in ROLES | BODY_NOUNS:
            out.append(token.lower_)
    return out
