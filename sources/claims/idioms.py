"""Idioms that take a side: "poured cold water on", "would not be drawn", "has no basis", "hard to square".

The lexicon knows cues of one word or two, each with its stance. An idiom takes several words, in the cue or in the
content, and the cue's entry alone would make a plain assertion of it. The list stands in `data/idioms.toml`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Doc

from sources.claims import spans
from sources.claims.cues import forms_of
from sources.claims.drafts import Draft
from sources.models import Stance

FILE = "data/idioms.toml"
BEFORE, AFTER = 3, 9
"""Words around a cue that may belong to its idiom: a cue as found is now shorter, now longer."""
START = 220
"""Characters of a content within which it takes its side."""
_WORD = re.compile(r"\w+")
_GAP = r"(?:[\s\"“”‘,]+|(?='))"
_BETWEEN = r"(?:[\w'-]+[\s\"“”‘,]+){0,3}?"
_OPEN = r"\A[\W_]*(?:that[\s\"“‘]+)?"


@dataclass(frozen=True, slots=True)
class Idiom:
    """One line of the list."""

    place: int
    """Where it stands in the file: of two that fit, the earlier counts."""
    stance: Stance
    pattern: re.Pattern[str]


Index = Mapping[str, tuple[Idiom, ...]]
"""A word in lower case -> the idioms that cannot be without it or one of its kind."""


def in_cue(doc: Doc, draft: Draft) -> Stance | None:
    """Return the stance of the idiom that a draft's cue is part of, None when there is none."""
    if not draft.cue or not draft.lemma.strip(":—"):
        return None
    sentence = doc[draft.anchor].sent
    first, last = min(draft.cue), max(draft.cue)
    start = doc[max(sentence.start, first - BEFORE)].idx
    end = doc[max(last, min(sentence.end, last + AFTER) - 1)]
    text = spans.text_of(doc)[start : end.idx + len(end)]
    return _fitting(idioms()[0], text, doc[first].idx - start, doc[last].idx + len(doc[last]) - start)


def in_content(content: str) -> Stance | None:
    """Return the stance of the idiom in the opening of a content, None when there is none."""
    return _fitting(idioms()[1], content[:START])


def _fitting(index: Index, text: str, first: int = 0, last: int = START) -> Stance | None:
    """The stance of the first idiom in the list that the text holds, with a word of it between `first` and `last`."""
    text = text.replace("’", "'")
    near = {i.place: i for w in set(_WORD.findall(text.lower())) if w in index for i in index[w]}
    for _, idiom in sorted(near.items()):
        for m in idiom.pattern.finditer(text):
            if m.start() < last and m.end() > first:
                return idiom.stance
    return None


@cache
def idioms() -> tuple[Index, Index]:
    """Return the idioms of cues and those of contents, each by a word that they need."""
    data = tomllib.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    lists = {name: tuple(text.split()) for name, text in data["words"].items()}
    return _index(data["cue"], lists), _index(data["content"], lists)


def _index(groups: list[dict[str, Any]], lists: Mapping[str, tuple[str, ...]]) -> Index:
    out: dict[str, list[Idiom]] = {}
    place = 0
    for group in groups:
        for line in group["phrases"].strip().splitlines():
            place += 1
            idiom = Idiom(place, Stance(group["stance"]), re.compile(_pattern(line.split(), lists), re.IGNORECASE))
            for word in _needed(line.split(), lists):
                out.setdefault(word, []).append(idiom)
    return {word: tuple(found) for word, found in out.items()}


def _forms(part: str, lists: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The words that a part of a line stands for."""
    for one in part.removesuffix("?").split("|"):
        if one.startswith("~"):
            yield from forms_of(one[1:])
        elif one.startswith("{"):
            yield from lists[one[1:-1]]
        else:
            yield one


def _pattern(line: list[str], lists: Mapping[str, tuple[str, ...]]) -> str:
    out, gap = r"\b", ""
    for part in line:
        if part == "^":
            out = _OPEN
        elif part == "...":
            out, gap = out + gap + _BETWEEN, ""
        else:
            each = "|".join(sorted(map(re.escape, _forms(part, lists)), key=len, reverse=True))
            each += r"|\w+n't" * ("{not}" in part)
            if part.endswith("?"):
                out += f"(?:{gap}(?:{each})\\b)?" if gap else f"(?:(?:{each})\\b{_GAP})?"
            else:
                out, gap = f"{out}{gap}(?:{each})\\b", _GAP
    return out


def _needed(line: list[str], lists: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Words of which an idiom has at least one: the rarest part of the line, which long words tend to be."""
    parts = [p for p in line if p not in ("^", "...") and not p.endswith("?") and "{not}" not in p]
    best = max(parts, key=lambda p: ("{" not in p, min(len(w) for w in _forms(p, lists))))
    return {_WORD.findall(word)[0] for word in _forms(best, lists)}
