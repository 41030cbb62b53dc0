"""One person or body of an article, and the small rules by which names and descriptions are taken for theirs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from sources.claims.parties_bodies import Body
from sources.claims.parties_names import Name
from sources.claims.parties_words import (
    BODY,
    BODY_NOUNS,
    CALLED,
    GIVEN_FEMALE,
    GIVEN_MALE,
    GOVERNMENT_PAIRS,
    HONORIFICS,
    JOINERS,
    NOUNS,
    PLACE_BEFORE,
    ROLES,
)

_CAUSES = frozenset(
    {"freedom", "front", "highland", "liberation", "lord's", "patriotic", "people's", "resistance", "revolutionary"}
    | {"salvation", "union", "unity"}
)
"""Words in the name of an armed group that is no state's army."""
_CLAUSE = frozenset(
    {"who", "which", "that", "whose", "where", "when", "and", "but", "said", "says", "has", "had", "is", "was"}
)


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
    described: bool = False
    """Called by a description alone (`the defence ministry`, `police`): the article gives no name."""
    same: "Entity | None" = None
    """Who this office or person without a name turns out to be, when the article names them further on."""


def goes_by(words: tuple[str, ...], entity: Entity) -> bool:
    """Return whether `entity` can be meant by these folded words: its name, a surname, a short form, initials."""
    if words == entity.words:
        return True
    if not entity.words or len(words) > len(entity.words):
        return False
    if entity.kind == "person":
        return words == entity.words[-len(words) :] or (
            len(words) == 1 and words[0] == entity.words[0] and len(words[0]) > 2
        )
    if "and" in entity.words and "and" not in words and not BODY & set(entity.words):
        return False
    if entity.kind in {"body", "unknown"} and not entity.core:
        if entity.kind == "unknown" and words == entity.words[-len(words) :]:
            return True
        if len(words) == 1 and words[0] in JOINERS:
            return False
        if words == entity.words[: len(words)] and words[-1] not in {"of", "for"}:
            return True
        if all(w in entity.words for w in words) and words[-1] in BODY:
            return True
        initials = "".join(w[0] for w in entity.words if w not in JOINERS and w != "and")
        return len(words) == 1 and len(initials) > 2 and words[0] == initials
    return False


def is_proper(doc: Doc, body: Body) -> bool:
    """Return whether the mention is a proper name of its own (`Forest Liberation Army`), not a body of a state."""
    tokens = [t for t in doc[body.start : body.end] if t.is_alpha]
    if body.core.endswith("Ministry") or (body.state is None and body.core.casefold() in GOVERNMENT_PAIRS):
        return False
    if len(tokens) < 2 or not all(t.text[:1].isupper() for t in tokens):
        return False
    if body.state is not None and _CAUSES & set(body.state.casefold().split()):
        return True
    return body.state is None or not re.search(r"(?:an|n|ese|ish|i|ic|ch|US|UK)$", body.state)


def plain_core(core: str) -> str:
    """Return the name of a state body folded, `National` left out."""
    return core.replace("National ", "").casefold()


def fold(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, for comparison."""
    return tuple(w for w in name.casefold().replace("’", "'").replace("-", " ").split() if w != "the")


def apposed_noun(doc: Doc, i: int) -> str | None:
    """Return the head noun of an apposition that begins at token `i`, None when none does."""
    found = described_nouns(doc, i)
    return found[-1] if found else None


def described_nouns(doc: Doc, i: int) -> list[str]:
    """The nouns and adjectives of a description that begins at token `i`; none when a verb follows, for then it is a
    clause of its own (`Skarn, the army announced`), nor when it describes a name after it and not a place before it
    (`in the east of Skarn, the governor, Ana Belo, …`).
    """
    out: list[str] = []
    opens = doc[i].lower_ in {"a", "an", "the", "its", "his", "her", "their", "one"} if i < len(doc) else False
    if i >= len(doc) or not (opens or doc[i].pos_ == "NOUN"):
        return out
    for token in doc[i + opens : i + opens + 9]:
        if token.tag_ in {"VBN", "VBG"} and not out:
            continue
        if token.pos_ in {"VERB", "AUX"}:
            return [] if token.tag_ != "VBN" and token.tag_ != "VBG" else out
        if token.text == "," and i > 1 and doc[i - 3].lower_ in _OF and doc[token.i + 1 : token.i + 2].text.istitle():
            return []
        if token.is_space or (token.is_punct and token.text != "-") or token.pos_ in {"SCONJ", "ADP"}:
            break
        if token.lower_ in _CLAUSE:
            break
        if token.pos_ in {"NOUN", "ADJ"} or token.lower_ in NOUNS:
            out.append(token.lower_)
    return out


_OF = PLACE_BEFORE | {"of"}
_SETTLEMENTS = frozenset(
    {"city", "town", "village", "port", "province", "district", "region", "outside", "parts", "swathes", "north"}
)


_FEATURES = frozenset({"river", "lake", "mount", "cape", "lough", "loch", "fort"})
"""Open the names of places: "the River Aa"."""
_WATERS = frozenset({"river", "valley", "strait", "gulf", "sea", "mountains", "islands", "street", "avenue"})
"""Close them, and no person's name."""


def kind_by_use(doc: Doc, entity: Entity, starts: Mapping[int, tuple[Entity, int]]) -> str:
    """Return `person`, `body`, `place` or `unknown` by how the article goes on to speak of it."""
    if len(entity.words) > 1 and (
        (entity.words[0] in _FEATURES and entity.words[-1] not in BODY_NOUNS) or entity.words[-1] in _WATERS
    ):
        return "place"
    ends = {i: starts[i][1] for i in entity.at if i in starts}
    score, places = 0, 0
    for start, end in ends.items():
        before = doc[start - 1].lower_ if start else ""
        places += before in PLACE_BEFORE or (before == "of" and start > 1 and doc[start - 2].lower_ in _SETTLEMENTS)
        word = doc[end - 1].lower_
        if end - start == 1 and len(entity.words) > 1:
            score += (word == entity.words[-1]) - (word == entity.words[0])
        after = doc[end : end + 3]
        if len(after) > 2 and after[0].text == ",":
            score += 2 * (after[1].lower_ == "who" or after[1].like_num) - 2 * (after[1].lower_ == "which")
        score -= 2 * (before == "the")
    if places and score <= 0:
        return "place"
    return "person" if score > 0 else "body" if score < 0 else "unknown"


def kind_by_words(doc: Doc, name: Name) -> str:
    """Return `person`, `body`, `place` or `unknown` by the words of a name and those beside it."""
    words = name.words
    if words[-1] in BODY or (any(w in BODY for w in words) and ("of" in words or "for" in words)):
        return "body"
    if name.titles and any(t in HONORIFICS or t in ROLES for t in name.titles):
        return "person"
    before = doc[name.start - 1].lower_ if name.start else ""
    if before in CALLED and not doc[name.start - 1].is_space:
        return "person"
    if before in BODY_NOUNS and len(words) > 1 and doc[name.start - 1].text.islower():
        return "body"
    after = doc[name.end].text if name.end < len(doc) else ""
    if after == "(" and name.end + 2 < len(doc) and doc[name.end + 1].text.isupper():
        return "body"
    if after == "," and (noun := apposed_noun(doc, name.end + 1)):
        return "person" if noun in ROLES else "body" if noun in BODY_NOUNS else "unknown"
    if name.text.isupper() and len(words) == 1:
        return "body"
    if before in PLACE_BEFORE and (len(words) == 1 or before not in {"from", "to"}):
        return "place"
    return "person" if len(words) > 1 and words[0] in GIVEN_FEMALE | GIVEN_MALE else "unknown"


def echoes_of(
    doc: Doc, entities: Iterable[Entity], starts: Mapping[int, tuple[Entity, int]]
) -> list[tuple[int, Entity]]:
    """Return where the text speaks of a body by its noun alone (`the agency`), with the one body that it can be."""
    called: dict[str, list[Entity]] = {}
    for entity in entities:
        if entity.kind == "body" and not entity.described:
            for noun in {*entity.words, *entity.nouns} & BODY_NOUNS:
                called.setdefault(noun, []).append(entity)
    out = []
    for token in doc:
        if token.lower_ in called and token.i and token.nbor(-1).lower_ == "the" and token.i - 1 not in starts:
            pool = [e for e in called[token.lower_] if e.at and e.at[0] < token.i]
            if len(pool) == 1:
                out.append((token.i, pool[0]))
    return out
