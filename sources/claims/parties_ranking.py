"""Which of an article's entities a pronoun takes up: candidates with features, weighed by what the own corpora taught.

The weights stand in `data/pronouns.toml`, made by `parties_fit`; the factors are those of Lappin and Leass (1994),
with the gender that titles, kinship and given names tell.
"""

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

from spacy.tokens import Doc, Token

from sources.claims.parties_entities import Entity
from sources.claims.parties_words import ANONYMOUS, FEMALE, GIVEN_FEMALE, GIVEN_MALE, MALE, ROLES, UNNAMED_KIN
from sources.claims.spans import sentences_of, texts_of

_NOMINAL = frozenset({"appos", "compound", "flat", "amod", "det", "nmod:poss", "nummod"})
_SOMEONE = ROLES | ANONYMOUS | UNNAMED_KIN
_INDEFINITE = frozenset({"a", "an", "one", "another"})
AHEAD = 40
"""Tokens after a pronoun in which the name that it announces may stand."""
Features = Mapping[str, float]


@dataclass(slots=True)
class Trace:
    """What a text said of one entity before a pronoun: where its mentions stand, and in which of them it spoke."""

    entity: Entity
    last: int
    count: int = 0
    spoke: int = -1
    """Token number of the last mention that was a source, -1 for none."""


def gender_of(entity: Entity) -> tuple[str | None, str | None]:
    """Return the gender that the text tells of an entity and the one that its given name tells, None where unknown."""
    if entity.gender:
        return entity.gender, None
    first = entity.words[0] if entity.words else ""
    return None, "f" if first in GIVEN_FEMALE else "m" if first in GIVEN_MALE else None


def differs(entity: Entity, gender: str | None) -> bool:
    """Return whether the text or a given name tells another gender of an entity than `gender`, where that is known."""
    told, given = gender_of(entity)
    return gender is not None and (told or given or gender) != gender


def acts(doc: Doc, i: int) -> bool:
    """Return whether the mention that starts at token `i` is, or opens, the subject of a verb."""
    token = doc[i]
    for _ in range(4):
        if token.dep_.startswith("nsubj"):
            return True
        if token.dep_ not in _NOMINAL or token.head.i == token.i:
            return False
        token = token.head
    return False


def _possessed(doc: Doc, i: int) -> bool:
    """Whether the mention that starts at token `i` is somebody's by a pronoun: `her manager, Barney Holt`."""
    for token in reversed(doc[max(0, i - 4) : i]):
        if token.tag_ == "PRP$":
            return True
        if token.pos_ not in {"ADJ", "NOUN"} and token.text != ",":
            return False
    return False


class Ground:
    """The layout of an article that nearness is measured on: sentences, paragraphs, what stands in quotation marks."""

    def __init__(self, doc: Doc) -> None:
        """Number the sentences and paragraphs of `doc` and mark what is quoted."""
        self.doc = doc
        self.sentence = sentences_of(doc)
        self.paragraph: list[int] = []
        self.quoted: list[bool] = []
        paragraph = 0
        closes: str | None = None
        for i, text in enumerate(texts_of(doc)):
            if "\n" in text:
                paragraph += 1
                closes = None
            elif closes is None:
                closes = _CLOSING.get(text)
            elif text == closes and (closes != "’" or not _apostrophe(doc[i])):
                closes = None
            self.paragraph.append(paragraph)
            self.quoted.append(closes is not None)

    def printed(self, at: int) -> bool:
        """Return whether the paragraph of token `at` is a statement that the one before it opens with a colon."""
        last = self._opening(at) - 1
        while last > 0 and self.doc[last].is_space:
            last -= 1
        return last > 0 and self.doc[last].text == ":"

    def _opening(self, at: int) -> int:
        start = at
        while start and self.paragraph[start - 1] == self.paragraph[at]:
            start -= 1
        return start

    def aside(self, trace: Trace, at: int) -> bool:
        """Return whether a text has left somebody behind by token `at` whom it only mentioned, in another paragraph, as
        one whom the person has whom it is about: `Her sister Hanna drove her home`.
        """
        once = trace.spoke < 0 and trace.count < 2 and self.paragraph[at] != self.paragraph[trace.last]
        return once and _possessed(self.doc, trace.last)

    def person(self, trace: Trace, at: int, gender: str | None, nearest: int) -> Features:
        """Return the features of a candidate for `he`, `she` or `who` at token `at`; `nearest` is where the nearest
        candidate stands.
        """
        entity, last = trace.entity, trace.last
        known, given = gender_of(entity)
        out = self._place(trace, at, nearest)
        if gender:
            out["told"] = float(known == gender)
            out["given"] = float(given == gender)
        out["unknown"] = float(entity.kind == "unknown")
        out["anonymous"] = float(entity.anonymous)
        out["single"] = float(len(entity.words) == 1 and trace.spoke < 0)
        out["owner"] = float(self.doc[last].dep_ == "nmod:poss")
        return out

    def body(self, trace: Trace, at: int, nearest: int, medium: bool) -> Features:
        """Return the features of a candidate for `it` or `they` at token `at`."""
        out = self._place(trace, at, nearest)
        entity = trace.entity
        out["unknown"] = float(entity.kind == "unknown")
        out["anonymous"] = float(entity.anonymous)
        out["plural"] = float(entity.plural)
        out["medium"] = float(medium)
        out["state"] = float(entity.core is not None)
        out["person"] = float(entity.kind == "person")
        return out

    def ahead(self, start: int, at: int, gender: str | None, entity: Entity) -> Features:
        """Return the features of a person who is first named after the pronoun."""
        known, given = gender_of(entity)
        near = self.sentence[start] == self.sentence[at]
        return {
            "ahead": 1.0,
            "ahead far": float(not near),
            "ahead acts": float(acts(self.doc, start)),
            "told": float(gender is not None and known == gender),
            "given": float(gender is not None and given == gender),
        }

    def _place(self, trace: Trace, at: int, nearest: int) -> dict[str, float]:
        last = trace.last
        apart = self.sentence[at] - self.sentence[last]
        out = {
            f"apart {min(apart, 5)}": 1.0,
            "far": log2(1 + max(0, apart)),
            "near": float(last >= nearest),
            "paragraph": float(self.paragraph[at] != self.paragraph[last]),
            "acts": float(acts(self.doc, last)),
            "often": log2(1 + trace.count),
            "quoted": float(self.quoted[last] and not self.quoted[at]),
            "headline": float(self.paragraph[last] == 0 < self.paragraph[at]),
        }
        if trace.spoke >= 0:
            since = self.sentence[at] - self.sentence[trace.spoke]
            out["spoke"] = 1.0
            out[f"spoke {min(since, 3)}"] = 1.0
            out["spoke last"] = float(trace.spoke == last)
        return out

    def someone(self, start: int, at: int, gender: str | None, taken: Iterable[int]) -> Features | None:
        """Return the features of the last person without a name between tokens `start` and `at`, who is no source:
        `At noon a captain came to the gate. He …`; None where there is none.
        """
        other = MALE if gender == "f" else FEMALE if gender == "m" else frozenset()
        used = set(taken)
        for i in range(at - 1, max(start, at - 60), -1):
            token = self.doc[i]
            if token.tag_ != "NN" or token.lower_ not in _SOMEONE or token.lower_ in other or i in used:
                continue
            if self.quoted[i] or not token.dep_.startswith("nsubj") or self.sentence[at] - self.sentence[i] > 1:
                continue
            indefinite = any(c.lower_ in _INDEFINITE for c in token.children)
            return {
                "someone": 1.0,
                "someone new": float(indefinite),
                "someone apart": float(self.sentence[at] != self.sentence[i]),
                "told": float(token.lower_ in (FEMALE if gender == "f" else MALE)),
            }
        return None


_CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’"}


def _apostrophe(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and not token.whitespace_ and token.nbor(1).is_alpha


def score(kind: str, features: Features) -> float:
    """Return how well a candidate with these features fits a pronoun of `kind`: `person`, `it` or `they`."""
    weights = _weights().get(kind, {})
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def nobody(kind: str, described: bool) -> float:
    """Return the score that a candidate must beat for a pronoun of `kind`, or a description, to mean anyone."""
    weights = _weights().get(kind, {})
    return weights.get("nobody", 0.0) + described * weights.get("nobody described", 0.0)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(files("sources.claims").joinpath("data/pronouns.toml").read_text(encoding="utf-8"))


def traces(said: Sequence[tuple[int, Entity]], mentions: Sequence[tuple[int, Entity]]) -> dict[int, Trace]:
    """Return a trace for each entity among earlier sources and mentions, both in the order of the text."""
    out: dict[int, Trace] = {}
    for i, entity in mentions:
        trace = out.get(id(entity))
        if trace is None:
            trace = out[id(entity)] = Trace(entity, i)
        trace.last = i
        trace.count += 1
    for i, entity in said:
        trace = out.get(id(entity))
        if trace is None:
            trace = out[id(entity)] = Trace(entity, i)
        known = bisect_left(entity.at, i)
        trace.count += not (known < len(entity.at) and entity.at[known] == i)
        trace.last = max(trace.last, i)
        trace.spoke = max(trace.spoke, i)
    return out
