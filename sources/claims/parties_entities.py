"""One person or body of an article, and the small rules by which names and descriptions are taken for theirs."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc

from sources.claims.parties_bodies import Body
from sources.claims.parties_words import (
    BODY,
    GOVERNMENT_PAIRS,
    JOINERS,
    NOUNS,
    PLACE_BEFORE,
    ROLES,
)

CAUSES = frozenset(
    {"freedom", "front", "highland", "liberation", "lord's", "patriotic", "people's", "resistance", "revolutionary"}
    | {"salvation", "union", "unity"}
)
"""Words in the name of an armed group that is no state's army."""
_PAPERS = frozenset(
    {"chronicle", "courier", "daily", "fm", "gazette", "herald", "mail", "radio", "star", "sun", "television", "times"}
    | {"tribune", "tv", "weekly"}
)
"""Last words of media whose first word is the place that they are called after: no `Tarsis` for Tarsis TV."""
_WIRES = frozenset({"agency", "news", "wire"})
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
    owns: bool = False
    """Whether the name ends in a possessor's mark."""
    credited: bool = False
    """Named in brackets after the dateline: whose copy the article is, and no firm that it is about."""
    described: bool = False
    """Called by a description alone (`the defence ministry`, `police`): the article gives no name."""
    client: "Entity | None" = None
    """Whom a lawyer or agent acts for, where the article says so."""
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
            return entity.words[-1] not in _PAPERS and not (
                len(words) == 1 and entity.words[2:3] and entity.words[-1] in _WIRES
            )
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
    if body.state is not None and CAUSES & set(body.state.casefold().split()):
        return True
    return body.state is None or not re.search(r"(?:an|n|ese|ish|i|ic|ch|US|UK)$", body.state)


def plain_core(core: str) -> str:
    """Return the name of a state body folded, `National` left out."""
    return core.replace("National ", "").casefold()


def fold(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, for comparison."""
    return tuple(w for w in name.casefold().replace("’", "'").replace("-", " ").split() if w != "the")


def credits_copy(doc: Doc, start: int, end: int) -> bool:
    """Return whether the name at tokens `[start, end)` stands in brackets after a dateline: `TARN, May 2 (QRZ) -`."""
    dash = end + 1 < len(doc) and doc[end].text == ")" and doc[end + 1].text in {"-", "–", "—"}
    return dash and 0 < start < _LEDE and doc[start - 1].text == "("


def opens_dateline(doc: Doc, start: int, end: int) -> bool:
    """Return whether the name at tokens `[start, end)` is the place of a dateline in capitals: `TARN, May 2 -`."""
    if start > _LEDE or not doc[start].is_upper or len(doc[start]) < 3 or (start and "\n" not in doc[start - 1].text):
        return False
    after = next((t for t in doc[end : end + _DATED] if t.text in {"-", "–", "—"} or t.pos_ == "VERB"), None)
    return after is not None and after.pos_ != "VERB" and doc[min(after.i + 1, len(doc) - 1)].text[:1].isupper()


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
        if not opens and token.pos_ == "ADP" and token.lower_ != "of":
            return []
        if token.is_space or (token.is_punct and token.text != "-") or token.pos_ in {"SCONJ", "ADP"}:
            break
        if token.lower_ in _CLAUSE:
            break
        if token.pos_ in {"NOUN", "ADJ"} or token.lower_ in NOUNS:
            out.append(token.lower_)
    return out


def office_after(doc: Doc, end: int) -> set[str]:
    """Return the office that the verb right after a name at token `end` says the person takes or leaves: `Ana Belo has
    stood down as forestry minister`; empty where it says none.
    """
    for token in doc[end : end + 6]:
        if token.is_punct or token.is_space:
            return set()
        if token.lower_ == "as":
            head = [t.lower_ for t in doc[token.i + 1 : token.i + 5]]
            role = next((n for n, w in enumerate(head) if w in ROLES), None)
            if role is None or any(w in {"a", "an", "saying", "he", "she"} for w in head[:role]):
                return set()
            return {w for w in head[: role + 1] if w not in {"the", "its", "his", "her"}}
    return set()


_OF = PLACE_BEFORE | {"of"}


_DATED = 7
"""Tokens between the place and the dash of a dateline."""
_LEDE = 80
"""Tokens in which a dateline stands."""
