"""Bodies of a state by rule: ministries, armies and the like under one name, however the article words them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from sources.claims.parties_data import Directory, coin_demonym, demonym_of
from sources.claims.parties_words import (
    ABSTRACT,
    ARTICLES,
    GIVEN,
    GOVERNMENT,
    GOVERNMENT_PAIRS,
    HONORIFICS,
    NOT_STATE,
    PARTICLES,
    PLACE_BEFORE,
    POSSESSIVES,
)
from sources.claims.spans import texts_of

_AREAS = {
    "defense": "Defence", "foreign affairs": "Foreign", "external affairs": "Foreign", "internal affairs": "Interior",
    "national defense": "National Defence", "labor": "Labour", "justice affairs": "Justice", "home affairs": "Home",
    "the interior": "Interior", "public health": "Public Health",
}  # fmt: skip
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_COUNTRY = frozenset({"country", "nation", "republic", "kingdom", "island", "state"})
_NO_STATE = ABSTRACT | PLACE_BEFORE
"""Days, months and small words, which a capital at the start of a sentence makes no state."""
_SMALL = frozenset({"and", "of", "for", "the", "&"})


_PAIRED = frozenset(pair.partition(" ")[0] for pair in GOVERNMENT_PAIRS)


_NEAR = frozenset({"nearby", "neighboring", "neighbouring"})


@dataclass(frozen=True, slots=True)
class Body:
    """A state's body as one mention words it: tokens `[start, end)`, its name without the state, and the state's
    adjective when the mention says it.
    """

    start: int
    end: int
    core: str
    state: str | None
    there: bool = False
    """Whether it is said to be that of the country spoken of last: `the country's army`, `its army`."""

    @property
    def name(self) -> str:
        """The full name: `Russian Defence Ministry`; the bare one where no state is known."""
        return f"{self.state} {self.core}" if self.state else self.core


def bodies(doc: Doc, directory: Directory) -> Iterator[Body]:
    """Yield the mentions of state bodies in `doc`, in order."""
    demonyms: dict[str, str] = {}
    texts = texts_of(doc)
    capitals = {text for text in texts if text[:1].isupper() and text.isalpha() and text.lower() not in ABSTRACT}
    lows = [text.lower() for text in texts]
    for i, low in enumerate(lows):
        if low not in GOVERNMENT and low not in _PAIRED:
            continue
        token = doc[i]
        head = _head(doc, i)
        if head is None:
            continue
        start = _left_edge(doc, i)
        start += doc[start].lower_ in POSSESSIVES and start < i
        personal, origin = _bearer(doc, start, i)
        if (personal and origin is None) or (start == i > 0 and doc[i - 1].lower_ in {"his", "her"}):
            continue
        area, state = _before(doc, start, i, directory, capitals, demonyms)
        state = origin or state
        end = i + len(head.split())
        if token.lower_ == "ministry":
            end, more, state_after = _after(doc, end, bool(area), directory, capitals, demonyms)
            area = _join(" ".join(w for w in area.split() if w not in {"own", "other", "new", "same"}), more)
            state = state or state_after
            core = f"{_area(area)} Ministry".strip()
        else:
            end, state_after = _owner_after(doc, end, directory, capitals, demonyms)
            state = state or state_after
            if (
                low in {"government", "police"}
                and state is None
                and start == i
                and (place := _beat(doc, end, directory))
            ):
                state = place
            lower = {t.text for t in doc[start:i] if t.pos_ == "ADJ" and t.text.islower() and t.text not in NOT_STATE}
            core = _title(f"{' '.join(w for w in area.split() if w not in lower)} {head}".strip())
        lows_before = lows[start:i]
        there = state is None and any(w in _COUNTRY for w in lows_before) and any(w in _POSSESSIVE for w in lows_before)
        yield Body(start, end, core, state, there)


def adjective_of(place: str, directory: Directory, capitals: set[str], memo: dict[str, str]) -> str:
    """Return the adjective that names the bodies of `place`: from the directory, from the article, or by form."""
    if state := directory.state(place):
        return state.adjective
    if place not in memo:
        found = sorted(w for w in capitals if demonym_of(place, w))
        memo[place] = found[0] if found else coin_demonym(place) if " " not in place else place
    return memo[place]


def _head(doc: Doc, i: int) -> str | None:
    low = doc[i].lower_
    if i + 1 < len(doc) and f"{low} {doc[i + 1].lower_}" in GOVERNMENT_PAIRS:
        if i + 2 < len(doc) and doc[i + 2].text[:1].isupper() and doc[i + 2].lower_ in {"command", "academy", "museum"}:
            return None
        return f"{low} {doc[i + 1].lower_}"
    if low not in GOVERNMENT or doc[i].pos_ == "VERB":
        return None
    if i + 1 < len(doc) and doc[i + 1].pos_ == "NOUN" and doc[i + 1].lower_ in GOVERNMENT - {"authorities"}:
        return None
    return low


def _left_edge(doc: Doc, i: int) -> int:
    start = i
    while start > 0:
        token = doc[start - 1]
        low = token.lower_
        if (
            token.is_space
            or low in _NO_STATE
            or (token.is_sent_start and start < i and not doc[start].text[:1].isupper() and low in ARTICLES)
        ):
            break
        inside = (
            low in _POSSESSIVE
            or (
                token.text[:1].isupper()
                and token.is_alpha
                and low not in ARTICLES
                and token.pos_ not in {"ADP", "CCONJ", "SCONJ", "PRON", "AUX"}
            )
            or (token.pos_ in {"ADJ", "NOUN", "PROPN"} and token.text.replace("-", "").isalpha())
            or (token.text == "-" and not token.whitespace_)
            or token.text in {"U.S.", "U.K."}
        )
        if not inside or doc[start - 1].is_sent_start:
            return start - 1 if inside else start
        start -= 1
    return start


def _before(
    doc: Doc, start: int, head: int, directory: Directory, capitals: set[str], memo: dict[str, str]
) -> tuple[str, str | None]:
    words = [t.text for t in doc[start:head]]
    if words and words[0].lower() in POSSESSIVES:
        words = words[1:]
    for n in range(len(words) - 1, -1, -1):
        if words[n] in _POSSESSIVE:
            owner = " ".join(w for w in words[:n] if w[:1].isupper())
            area = [w for w in words[n + 1 :] if w != "-"]
            state = directory.adjective(owner)
            return " ".join(area), (
                state.adjective if state else adjective_of(owner, directory, capitals, memo)
            ) if owner else None
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            if state := directory.adjective(" ".join(words[at : at + size])):
                return " ".join(words[at + size :]), state.adjective
    if words and words[0][:1].isupper() and words[0].lower() not in NOT_STATE:
        if state := directory.state(words[0]):
            return " ".join(words[1:]), state.adjective
        if len(words) > 1 or not doc[start].is_sent_start or doc[start].pos_ in {"PROPN", "ADJ"}:
            if len(words) > 1 and doc[start].pos_ == "ADV":
                return " ".join(words[1:]), None
            take = next((n for n, w in enumerate(words) if not w[:1].isupper() or w.lower() in NOT_STATE), len(words))
            place = " ".join(words[:take])
            return " ".join(words[take:]), adjective_of(place, directory, capitals, memo) if place.endswith(
                "ia"
            ) else place
    while (
        words
        and not words[0][:1].isupper()
        and len(words) > 1
        and words[0].lower() in {"new", "own", "former", "whole"}
    ):
        words.pop(0)
    return " ".join(w for w in words if w != "-"), None


def _bearer(doc: Doc, start: int, head: int) -> tuple[bool, str | None]:
    """Whether the possessor of a body is a person (`Belo's ministry`, where the text names `Ana Belo`), and from which
    state the words before that name say that they are: `the Vardian minister, Ana Belo`.
    """
    if head - start < 2 or doc[start + 1].text not in _POSSESSIVE:
        return False, None
    texts = texts_of(doc)
    for i, text in enumerate(texts):
        if text == texts[start] and i and texts[i - 1].lower().rstrip(".") in GIVEN | HONORIFICS:
            before = [t for t in doc[max(0, i - 7) : i - 1] if t.sent.start == doc[i].sent.start]
            states = [t.text for t in before if t.pos_ in {"ADJ", "PROPN"} and t.text.endswith(("an", "ese", "ish"))]
            return True, next((s for s in reversed(states) if s[:1].isupper() and s.lower() not in NOT_STATE), None)
    return False, None


def _after(
    doc: Doc, end: int, has_area: bool, directory: Directory, capitals: set[str], memo: dict[str, str]
) -> tuple[int, str, str | None]:
    """Read `of [National] Defence [and X] [of STATE]` after `ministry`."""
    area: list[str] = []
    state = None
    while end + 1 < len(doc) and doc[end].lower_ == "of":
        near = doc[end + 1].lower_ in _NEAR
        n = end + 1 + (doc[end + 1].lower_ == "the" or near)
        stop = n
        while stop < len(doc) and (
            (doc[stop].text[:1].isupper() and doc[stop].is_alpha)
            or (
                doc[stop].pos_ in {"NOUN", "ADJ"}
                and doc[n].text.islower()
                and stop - n < 3
                and doc[stop].is_alpha
                and not area
            )
            or (
                doc[stop].lower_ in {"and", "&"}
                and stop > n
                and stop + 1 < len(doc)
                and doc[stop + 1].text[:1].isupper()
                and not area
            )
        ):
            stop += 1
        if stop == n:
            break
        phrase = " ".join(t.text for t in doc[n:stop])
        if directory.state(phrase) or area or has_area or near:
            state = adjective_of(phrase, directory, capitals, memo)
        else:
            area = [phrase]
        end = stop
    return end, " ".join(area), state


def _owner_after(
    doc: Doc, end: int, directory: Directory, capitals: set[str], memo: dict[str, str]
) -> tuple[int, str | None]:
    if end + 1 >= len(doc) or doc[end].lower_ not in {"of", "in"}:
        return end, None
    n = end + 1 + (doc[end + 1].lower_ in {"the", *_NEAR})
    stop = n
    while stop < len(doc) and doc[stop].text[:1].isupper() and doc[stop].is_alpha:
        stop += 1
    if stop == n or doc[end].lower_ == "in":
        return end, None
    title = next((k for k in range(n, stop) if doc[k].lower_.rstrip(".") in HONORIFICS), None)
    if title is not None:
        state = directory.adjective(" ".join(t.text for t in doc[n:title]))
        return end, state.adjective if state else None
    if doc[n].lower_ in GIVEN and n + 1 < len(doc) and (stop > n + 1 or doc[n + 1].lower_ in PARTICLES):
        return end, None
    return stop, adjective_of(" ".join(t.text for t in doc[n:stop]), directory, capitals, memo)


def _beat(doc: Doc, end: int, directory: Directory) -> str | None:
    """The town of `police in [neighbouring] Tolmark`, None for a state and for anything else."""
    n = end + 1 + (end + 2 < len(doc) and doc[end + 1].lower_ in _NEAR)
    if n >= len(doc) or doc[end].lower_ != "in" or doc[n].pos_ != "PROPN" or not doc[n].text[:1].isupper():
        return None
    stop = n + 1
    while stop < len(doc) and doc[stop].pos_ == "PROPN" and doc[stop].text[:1].isupper():
        stop += 1
    place = " ".join(t.text for t in doc[n:stop])
    return None if directory.state(place) else place


def _join(first: str, second: str) -> str:
    return second if not first else first if not second else f"{first} {second}"


def _area(area: str) -> str:
    low = " ".join(area.lower().split())
    return _AREAS.get(low) or _title(re.sub(r"\bDefense\b", "Defence", re.sub(r"\bdefense\b", "defence", area)))


def _title(text: str) -> str:
    words = text.split()
    return " ".join(w if w.lower() in _SMALL and n else w[:1].upper() + w[1:] for n, w in enumerate(words))
