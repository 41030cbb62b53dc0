"""A statement made ready for comparing: who holds what position, in which telling words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from sources.conflicts.arguments import Affected, affected, agents
from sources.conflicts.figures import RISING, Figure, figures
from sources.conflicts.numerals import number
from sources.conflicts.position import position
from sources.conflicts.tellings import TELLING
from sources.conflicts.truth import REPORTS, SHOWN, UNTRUE, Judgement, judgement
from sources.conflicts.versions import Version, versions
from sources.conflicts.voice import hearsay
from sources.conflicts.words import base, groups, is_negation, is_root, running_words, stem, weight, word_list
from sources.models import Article, Stance, Statement, Word

Key = tuple[str, str]
"""An article's id and a statement's id in it."""

BLAMES = frozenset(map(stem, ("blame", "accuse")))
"""Cues whose object is the culprit."""

_ECHO = re.compile(r"\W*(?:\w+,? ){0,2}\w+\? \S")  # takes up what others said: "Dead? I've a hip, that's all"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "X", "SYM"})
LIGHT = word_list("light")
"""Stems that tell nothing of what a content is about."""
PRONOUNS = word_list("pronouns", stemmed=False)
"""Words that leave open who is meant."""
CLAUSES = frozenset(("who", "whose", "which", "what", "where", "when", "there", "it"))
"""Words that open a clause, not a name or a description of somebody."""
CLAIMS = word_list("claims")
"""Stems of what is told and may be so or not."""
JUDGING = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
"""Stances whose content can itself say that something told is not so."""
DENYING = word_list("denying")
"""Stems of cues that deny by themselves whatever their content says."""
ANSWERABLE = word_list("answerable")
"""Stems that say that somebody did it, not what: "they were not to blame"."""
CLAIMED = word_list("claimed")
"""Stems of cues of what may well be denied."""
NEGATIONS = word_list("negations", stemmed=False)
_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.I)


@dataclass(frozen=True, slots=True)
class Term:
    """One telling word of a content."""

    stem: str
    groups: frozenset[str]
    weight: float
    name: bool
    event: bool
    """Whether it says what happened: the content's head word, a verb, or a word of a paraphrase group."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposition:
    """A statement with what linking and judging ask of it; each is equal to itself alone."""

    key: Key
    order: int
    """Its place among the statements of its article."""
    article: Article
    statement: Statement
    time: datetime
    party: str
    """The party's name folded for comparing; empty when the source is not told."""
    position: int
    """1: holds that its content, taken positively, is so; -1: holds that it is not; 0: neither."""
    terms: tuple[Term, ...]
    stems: Mapping[str, Term]
    """The terms by their stems."""
    groups: Mapping[str, Term]
    """A term for each paraphrase group in the content."""
    keys: frozenset[str]
    """All stems and groups."""
    happened: frozenset[str]
    """Those of the terms that say what happened."""
    total: float
    """The weight of all terms."""
    party_words: tuple[str, ...]
    folded: frozenset[str]
    """Stems of the party's name."""
    said: str
    """Cue and content in lower case, for seeing whether a party is named."""
    full: bool
    """Whether it says something by itself, and not that something is not so: has two telling words and no negation."""
    figures: tuple[Figure, ...]
    """What it counts, and how many."""
    central: float
    """Share of what its article is known by (the squares of its signature's weights) that the content has: 0 to 1."""
    head: frozenset[str]
    """Stems and paraphrase groups of what is said to happen or, in a negative content, of what is said not to."""
    outright: bool
    """Whether it denies in so many words, rather than asserting that something is not so."""
    points_back: bool
    """Whether the content refers to something told elsewhere ("the claim", "it", "any involvement")."""
    hearsay: bool
    """Whether nobody but a telling stands behind it ("a report claims", "rumours that")."""
    names: frozenset[str]
    """Stems of the names in the content, those of the party itself left out."""
    affected: Affected
    """Who or what it happens to."""
    versions: frozenset[Version]
    """The exclusive pairs that what it says to happen belongs to."""
    claimed: bool
    """Whether it is told as what may well be denied: "alleged", "accused", "boasted"."""
    culprits: frozenset[str]
    """Stems of who is said to have done it, when the content says so; after "blames" all that it names."""
    through: str = ""
    """The folded name of the party in whose words it is told (what she says that he said), or as whose officer."""


def when(article: Article) -> datetime:
    """Return when the article was published, else fetched, else 1970-01-01: a fixed time, so that order stays fixed."""
    return article.published or article.fetched or EPOCH


def fold_name(name: str) -> str:
    """Return a party's name for comparing: lower case, without article or punctuation; "US" stays, for "us" is none."""
    words = " ".join(running_words(_ARTICLE.sub("", name)))
    folded = words.lower()
    return words if words.isupper() and folded in PRONOUNS else folded


def proposition(
    article: Article, known_by: dict[str, float], time: datetime, order: int, statement: Statement, relays: bool
) -> Proposition:
    """Return a statement of an article that is known by these words, made ready; `relays` tells that it only passes on
    what another one says.
    """
    judged = _judged(statement)
    terms = _terms(statement, judged)
    telling = any(stem(base(word)) in REPORTS for word in statement.words)
    points_back = sum(t.weight for t in terms if not t.name and t.stem not in ANSWERABLE) < (4.0 if telling else 2.5)
    if judged and points_back and terms:
        points_back = any(stem(base(word)) in (REPORTS | SHOWN) - UNTRUE for word in statement.words)
    held = 0 if _ECHO.match(statement.content.text) else position(statement)
    claim = any(word.pos != "VERB" and stem(word.lemma) in CLAIMS for word in statement.words)
    untrue = (judged is not None and statement.stance in JUDGING) or (
        statement.negated and claim and points_back and held < 0
    )  # "no truth to these claims"
    party = _party(statement)
    stems = {term.stem: term for term in terms}
    by_group = {group: term for term in terms for group in sorted(term.groups)}
    counts = figures(statement.words, statement.cue.text)
    many = any(f.role in RISING and f.low > 1 for f in counts)
    whom = affected(statement.words)
    return Proposition(
        key=(article.id, statement.id),
        order=order,
        article=article,
        statement=statement,
        time=time,
        party=party,
        position=0 if relays else -1 if untrue else held,
        terms=terms,
        stems=stems,
        groups=by_group,
        keys=frozenset(stems) | {f"@{group}" for group in by_group},
        happened=frozenset(t.stem for t in terms if t.event) | {f"@{g}" for t in terms if t.event for g in t.groups},
        total=sum(term.weight for term in terms),
        party_words=tuple(word for word in party.split() if len(word) > 2),
        folded=frozenset(stem(word) for word in party.split()),
        full=len(terms) >= 2 and not any(is_negation(word) for word in statement.words),
        said=f"{statement.cue.text} {statement.content.text}".lower(),
        figures=counts if held == 1 and not relays else (),
        central=sum(known_by.get(term.stem, 0.0) ** 2 for term in terms),
        head=_head(statement),
        outright=untrue or statement.stance is Stance.DENIES,
        points_back=points_back,
        hearsay=hearsay(statement) or statement.rule == TELLING,
        names=frozenset(term.stem for term in terms if term.name and number(term.stem) is None)
        - {stem(word) for word in party.split()},
        affected=replace(whom, counted=True) if many and not whom.is_one else whom,
        versions=versions(statement.words),
        claimed=_is_claim(statement.cue.text),
        culprits=frozenset(stems if stem(statement.cue.lemma) in BLAMES else stems.keys() & agents(statement.words)),
    )


@lru_cache(maxsize=20_000)
def _is_claim(cue: str) -> bool:
    return any(stem(word) in CLAIMED for word in running_words(cue))


def _judged(statement: Statement) -> Judgement | None:
    """What a content says of something told: that it is not so; None when it says nothing of the kind.

    Of a denial it counts only where the content denies by itself, and what is denied is told elsewhere: "found these
    claims false".
    """
    if "?" in statement.content.text:
        return None
    if statement.stance in JUDGING:
        return judgement(statement.words, statement.cue.lemma)
    if statement.stance is not Stance.DENIES or stem(statement.cue.lemma) in DENYING:
        return None
    judged = judgement(statement.words, statement.cue.lemma)
    bare = judged is not None and not any(statement.words[at].pos in CONTENT_POS for at in judged.told)
    return judged if bare else None


def _party(statement: Statement) -> str:
    """The party's name folded; empty where a source only tells what whoever speaks does ("who saw it burn")."""
    source = statement.source
    if not source.named:
        opening = source.text.split(maxsplit=2)
        if len(opening) > 1 and (opening[0].lower() in CLAUSES or (opening[0].lower() == "that" and len(opening) > 2)):
            return ""
    return fold_name(source.party or source.text)


def _told(words: Sequence[Word]) -> tuple[bool, frozenset[int]]:
    """Whether the content opens with a word for a telling ("the claim", "reports of ..."), and what that is of.

    What follows as a judgement on the telling ("as theatre", "baseless") is no part of what was told.
    """
    opening = next((at for at, word in enumerate(words[:4]) if word.pos not in {"DET", "PRON", "ADJ", "ADP"}), None)
    if opening is None or words[opening].pos not in {"NOUN", "VERB"} or stem(base(words[opening])) not in REPORTS:
        return False, frozenset()
    if is_root(words[opening]) and any(is_root(word) and word.pos == "VERB" for word in words[opening + 1 :]):
        return False, frozenset()  # "evidence supports that ...": nothing is told of
    if words[opening].pos == "VERB" and words[opening + 1 : opening + 2] and words[opening + 1].lemma == "that":
        return True, frozenset(range(opening + 2, len(words)))  # "denied reports that ...", the noun taken for a verb
    inside = {opening}
    for at, word in enumerate(words):
        of = word.head == opening and word.role.startswith(("nmod", "acl")) and word.role != "nmod:poss"
        if of and not any(w.head == at and w.role == "case" and w.lemma == "as" for w in words):
            inside.add(at)
    for _ in words:
        more = {at for at, word in enumerate(words) if word.head in inside - {opening}} - inside
        if not more:
            break
        inside |= more
    return True, frozenset(inside - {opening})


def _terms(statement: Statement, judged: Judgement | None) -> tuple[Term, ...]:
    """The telling words of the content; of a content that opens with a word for a telling, those of what was told."""
    terms: dict[str, Term] = {}
    told, inside = (True, judged.told) if judged else _told(statement.words)
    for at, word in enumerate(statement.words):
        if word.pos not in CONTENT_POS or (told and at not in inside):
            continue
        for part in running_words(base(word)):
            stemmed = stem(part)
            if stemmed in LIGHT or stemmed in REPORTS or (len(stemmed) < 2 and not stemmed.isdigit()):
                continue
            own = groups(stemmed) | groups(stem(word.text))
            event = word.pos == "VERB" or is_root(word) or bool(own)
            terms.setdefault(stemmed, Term(stemmed, own, _weight(stemmed, word.pos), word.pos == "PROPN", event))
    return tuple(terms.values())


def _head(statement: Statement) -> frozenset[str]:
    words = statement.words
    found: set[int] = set()
    if statement.negated:
        for word in words:
            if word.head >= 0 and is_negation(word):
                found.add(word.head)
                if words[word.head].pos != "VERB" and words[word.head].head >= 0:
                    found.add(words[word.head].head)
    if not found:
        found = {at for at, word in enumerate(words) if is_root(word)}
        found |= {at for at, word in enumerate(words) if word.role in {"xcomp", "ccomp"} and word.head in found}
    stems = {stem(base(words[at])) for at in found} - LIGHT - REPORTS
    return frozenset(stems.union(*(groups(s) for s in stems)))


def _weight(stemmed: str, pos: str) -> float:
    return 1.5 if pos == "NUM" else min(weight(stemmed), 6.0)


def same_party(a: Proposition, b: Proposition) -> bool:
    """Return whether two statements come from one party: equal names, or one name's words within the other's."""
    return same_name(a.party, b.party)


@lru_cache(maxsize=50_000)
def same_name(a: str, b: str) -> bool:
    """Return whether two folded names are one, up to words that one of them leaves out; two parties that speak as one
    ("Orrin and Pell") are not one of them.
    """
    if a == b:
        return True
    x, y = set(a.split()), set(b.split())
    return bool(x and y) and (x <= y or y <= x) and ("and" in x) is ("and" in y)


def in_order(found: Sequence[Proposition]) -> list[Proposition]:
    """Return propositions by time, then by article and place in it: an order that arrival does not change."""
    return sorted(found, key=lambda p: (p.time, p.key[0], p.order))
