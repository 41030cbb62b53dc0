"""Idioms that take a side: "poured cold water on", "would not be drawn", "has no basis", "hard to square".

The lexicon knows cues of one word or two, each with its stance. An idiom takes several words, in the cue or in the
content, and the cue's entry alone would make a plain assertion of it. The other way round, a cue that takes a side by
its entry takes none as a deed: "rejected the offer", "denied him bail". Both lists stand in `data/idioms.toml`.
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
SHARED = 6
"""Words within which the noun stands that "some of" has a part of."""
_WORD = re.compile(r"\w+")
_GAP = r"(?:[\s\"“”‘,]+|(?='))"
_BETWEEN = r"(?:[\w'-]+[\s\"“”‘,]+){0,3}?"
_CLOSE = r"[\W_]*\Z"
_OPEN = r"\A[\W_]*(?:that[\s\"“‘]+)?"
FALSE = re.compile(
    r"""\b(?:not|n't|n’t|never|far\ from|hardly)\s+
      (?:been\s+|at\ all\s+|entirely\s+|remotely\s+)?(?:true|accurate|correct|the\ case|so)\b
    |\b(?:is|are|was|were|be|been|as|it|them|that|this|claims?|reports?|allegations?|accusations?|story|stories)\s+
      (?:(?:\w+ly|all|an?|pure|complete|total|utter|outright|blatant|old|just)\s+|["“‘'])*+
      (?:false|untrue|fake|lies?|fabrications?|fabricated|baseless|groundless|unfounded|nonsense|rubbish|fiction|
      fictitious|bogus|invention|invented|propaganda|disinformation|slander|hoax|fantasy|fantasies|absurd|ludicrous|
      ridiculous|preposterous|incorrect|inaccurate|untruth|smears?|rumou?rs?|myth|concocted|grotesque|garbage|
      without\ (?:any\s+)?(?:foundation|merit|basis)|fairy\ tales?|fables?)\b
    |\b(?:an?|as|pure|sheer)\s+(?:["“‘']|[\w-]+\s+){0,3}(?:fakes?|hoax|lie|fabrication|forgery|invention|fiction|smear|stunt|slander
      |fairy\ tale|myth|play\ for|alibi)\b
    |\bas\ (?:malicious|(?:made|whipped|cooked|trumped|dreamt|dreamed)[\ -]up)\b
    |^\W*(?:this|that|it|these|them)\b.{0,30}\b(?:malicious|scurrilous|unevidenced)\W*$
    |\b(?:it|that|this)\s+["“‘]?(?:an?\s+)?(?:[\w-]+\s+){0,2}
      (?:fiction|(?:tall|likely)\ story|tale|recollection|fantasy|invention)\b
    |["“‘'](?:misinformation|disinformation|untrue|lies|nonsense|rubbish|propaganda)\b|\band\ untrue\b
    |\bno\ truth\b|\bnothing\ (?:of\ the\ (?:kind|sort)|to\ do\ with)\b
    |\bnot\ (?:a\ single\ )?word\ of\ (?:it|this|that)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))


@cache
def listed(name: str) -> frozenset[str]:
    """Return the words of one of the data's lists."""
    return frozenset(_data()["words"][name].split())


def told() -> frozenset[str]:
    """Return the nouns for what is told and may be so or not: "claim", "story", "video"."""
    return listed("told")


NOT_TRUE = re.compile(
    rf"""\W*(?:that\s+)?(?:it|this|that|these|those|they|(?:[\w.]+(?:['’]s?)?\s+){{1,4}}?(?:{"|".join(sorted(told()))}))\s+
    (?:(?:is|was|are|were|has\s+been|had\s+been)(?:\s+\w+ly)?(?:\s+not|n't|n’t)\s+(?:\w+ly\s+)?(?:true|accurate|correct|the\s+case|so)
    |(?:is|was|are|were)\s+(?:\w+ly\s+)?(?:(?:an?|pure|sheer|complete|total|utter)\s+){{0,2}}
      (?:untrue|false|lies?|fabricat(?:ed|ion)|baseless|groundless|unfounded|nonsense|invention|fiction|propaganda|rubbish
      |fakes?|hoax|slander))\b""",
    re.IGNORECASE | re.VERBOSE,
)
ANOTHER = re.compile(r"\s*[“\"‘](?:he|she|they|it) (?:was|were|had been) (?:wrong|mistaken|misled|in error)\b", re.I)
ODD = re.compile(
    r"""^\W*(?:it\s+)?(?:\w+\s+){0,3}?["“‘']?(?:odd|strange|curious|hard\s+to|difficult\s+to|unlikely|inconsistent|suspicious|implausible|far-fetched
      |unconvincing|doubtful|questionable|dubious|not\s+so\s+sure)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CLAIM = re.compile(
    r"""\W*(?:\w+(?:['’]s?)?\s+){0,4}?(?:accusations?|charges?|allegations?|reports?|claims?|suggestions?|talk|story|stories|rumou?rs?
    |tales?|insinuations?|innuendo|speculation|assertions?|findings|exclusive|account|explanation|version|figures?|tally)\b""",
    re.IGNORECASE | re.VERBOSE,
)
WOULD_NOT = re.compile(
    r"""\W*(?:that\s+)?(?:it|he|she|they|we|I)\s+
    (?:(?:(?:would|could|can|will)\s*(?:not|n't|n’t)|cannot|never|won[’']t)\s+(?:be\s+)?
      (?:comment|discuss|talk|answer|say|speculate|disclose|drawn|elaborate|(?:get|go)\s+into)
    |(?:does|do|did)\s*(?:not|n't|n’t)\s+(?:comment|discuss|speculate|disclose|elaborate))""",
    re.IGNORECASE | re.VERBOSE,
)
EARLY = re.compile(
    r"\btoo (?:early|soon) to (?:say|tell|know|determine|establish)\b|\bno (?:way|means) of (?:know|verif|confirm)",
    re.I,
)
NO_FAULT = re.compile(
    r"\W*(?:no|nothing|neither)\b(?! (?:more|less|fewer|longer|doubt)\b)(?:$| (?:\w+ )?(?:wrong\w*|blame"
    r"|fault|guilt|crime|liability|responsibility|part|role|error|mistake|link|knowledge|failure|fraud|misconduct|negligence|offence)\b)",
    re.IGNORECASE,
)
SHORT_OF = re.compile(
    r"""(?:\bnot|n['’]t)\s+(?:prepared|willing|ready|able|going|inclined)\s+to\s+(?:go\s+so\s+far\s+as\s+to\s+)?$
    |\b(?:yet|refus\w+|unwilling|reluctant)\s+to\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
MEASURED = re.compile(
    r"""\W*(?:(?:it|this|that|them|him|her)\s+(?:as\s+)?(?:an?|the)\b
    |(?:the|its|that|this|his|her|their)?\s*(?:\w+\s+)?
      (?:figures?|findings|tally|account|version|reports?|story|stories|explanation|exclusive
      |talks?(?!\ (?:of|that)))\b)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What may be described without taking a side."""
GRANTED = re.compile(
    r"""\b(?:true|accurate|credible|correct|serious|plausible|reliable|important|welcome|disturbing|worrying|shocking
    |damning|alarming|convincing|compelling|devastating|genuine|authentic|fair|reasonable|encouraging|preliminary
    |provisional|troubling|horrifying|right|moving|normal)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Idiom:
    """One line of the list."""

    place: int
    """Where it stands in the file: of two that fit, the earlier counts."""
    stance: Stance
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """Verbs that take no side when done to certain things."""

    verbs: frozenset[str]
    objects: frozenset[str]
    otherwise: bool
    """Whether they are a deed when done to anything else."""
    phrases: tuple[re.Pattern[str], ...]
    """What makes them a deed in an object of several words."""


_DONE_TO = frozenset(("object", "object_complement", "passive", "encoder", "headline", "prepositional"))
_INSIDE = ("compound", "nmod:poss")
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_SOME = frozenset(
    ("total", "number", "some", "dozens", "hundreds", "thousands", "most", "many", "part", "tons", "tonnes")
)
Index = Mapping[str, tuple[Idiom, ...]]
"""A word in lower case -> the idioms that cannot be without it or one of its kind."""


def in_cue(doc: Doc, draft: Draft) -> Stance | None:
    """Return the stance of the idiom that a draft's cue is part of, None when there is none."""
    if not draft.cue or not draft.lemma.strip(":—"):
        return None
    sentence = doc[draft.anchor].sent
    first, last = min(draft.cue), max(draft.cue)
    lead = 0 if doc[draft.anchor].pos_ == "NOUN" else BEFORE  # "rejected | a claim by" Harn is not what Harn did
    start = doc[max(sentence.start, first - lead)].idx
    end = doc[max(last, min(sentence.end, last + AFTER) - 1)]
    text = spans.text_of(doc)[start : end.idx + len(end)]
    return _fitting(idioms()[0], text, doc[first].idx - start, doc[last].idx + len(doc[last]) - start)


def in_content(content: str) -> Stance | None:
    """Return the stance of the idiom in the opening of a content, None when there is none."""
    return _fitting(idioms()[1], content[:START])


def is_deed(doc: Doc, draft: Draft) -> bool:
    """Whether what a cue is done to makes it a deed that answers no claim: "rejected the offer", "denied him bail"."""
    if draft.rule not in _DONE_TO:
        return False
    inside = [t for s, e in draft.content for t in spans.tokens_in(doc, s, e)]
    places = {t.i for t in inside}
    top = next((t for t in inside if (t.head.i not in places or t.head == t) and not t.is_punct), None)
    while top is not None and top.lower_ in _SOME:  # "a total of 20 crates", "some of the crates"
        after = [doc[i] for i in range(top.i + 1, min(top.i + SHARED, len(doc)))]
        top = (
            next((t for t in after if t.pos_ in ("NOUN", "PROPN") and t.dep_ not in _INSIDE), None)
            if after and after[0].lower_ == "of"
            else None
        )
    if draft.lemma == "dismiss" and draft.rule == "passive" and top is not None and top.pos_ == "PROPN":
        return not any(
            t.lower_ == "as" for t in doc[draft.anchor + 1 : draft.anchor + 2]
        )  # who "was dismissed for poor work" lost a post
    owned = top is not None and top.pos_ == "NUM" and draft.lemma == "own"  # "who owns two of them"
    if top is None or not (owned or top.pos_ in _NOMINAL or top.dep_ == "nsubj:pass"):
        return False
    text = " ".join(t.text for t in inside)
    given = [c.lemma_.lower() for c in doc[draft.anchor].children if c.dep_ in ("obj", "iobj")]
    gone = set(given) if draft.rule == "passive" else set()
    them = top.lower_ == "them" and len(inside) < 3  # "it has not denied | them either"
    if draft.lemma == "deny" and (them or (len(given) > 1 and not told().intersection(given))):
        return not them
    for deed in deeds():
        if draft.lemma not in deed.verbs:
            continue
        fits = bool(gone & deed.objects) or top.lemma_.lower() in deed.objects or top.lower_ in deed.objects
        if fits is not deed.otherwise or any(p.search(text) for p in deed.phrases):
            return True
    return False


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
def deeds() -> tuple[Deed, ...]:
    """Return what makes a verb of the lexicon a deed."""
    data = _data()
    lists = {name: tuple(text.split()) for name, text in data["words"].items()}
    return tuple(
        Deed(
            frozenset(d["verbs"].split()),
            frozenset(w for part in d.get("objects", d.get("sides", "")).split() for w in _forms(part, lists)),
            "sides" in d,
            tuple(
                re.compile(_pattern(line.split(), lists), re.IGNORECASE)
                for line in d.get("phrases", "").strip().splitlines()
            ),
        )
        for d in data["deed"]
    )


@cache
def idioms() -> tuple[Index, Index]:
    """Return the idioms of cues and those of contents, each by a word that they need."""
    data = _data()
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
        elif part == "$":
            out += _CLOSE
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
    parts = [p for p in line if p not in ("^", "$", "...") and not p.endswith("?") and "{not}" not in p]
    best = max(parts, key=lambda p: ("{" not in p, min(len(w) for w in _forms(p, lists))))
    return {_WORD.findall(word)[0] for word in _forms(best, lists)}
