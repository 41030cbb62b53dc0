"""What statements that only point back ("denied the claim", "the story is a hoax") point at within their article."""

import re
from collections.abc import Set

from sources.conflicts import judge
from sources.conflicts.judge import DENIED, Edge, Relation
from sources.conflicts.link import measure
from sources.conflicts.opposing import may_mean, stands_with
from sources.conflicts.position import reach
from sources.conflicts.proposition import CLAIMS, Proposition, same_party
from sources.conflicts.tellings import TELLING
from sources.conflicts.truth import SHOWN
from sources.conflicts.voice import OWN_VOICE
from sources.conflicts.words import is_root, running_words, stem
from sources.models import Kind, Stance

SENTENCE = 200
"""Characters between an assertion and a denial of one sentence at most."""
_IT = re.compile(r"it|this|that|him|her|them", re.I)
_THIS = re.compile(r"\W*(?:that )?(?:this|that) (\w+)\b", re.I)
_FALSE = re.compile(
    r"\W*(?:that )?(?:(?:it|this|that|both|all (?:of )?(?:it|this|that)) (?:is|was|are|were)(?: \w+){1,3}"
    r"|there (?:is|was) (?:no|not a \w+ of) (?:truth|substance) (?:\w+ ){0,2}(?:it|this|that))\W*",
    re.I,
)
"""A content that says no more of what was told than what it is: "that was false"."""
_TAKEN_UP = re.compile(r"\W*(?:that )?(?:(?P<this>this|that)|his|her|(?P<such>(?:no|any) such)) (?P<what>\w+)\b", re.I)
"""Opens a content that takes up what was told before it."""
_ANSWERS = frozenset(map(stem, ("explanation", "excuse", "reasoning", "number", "figure", "estimate", "count")))
_CHARGE = frozenset(map(stem, ("accusation", "charge", "allegation")))
_CHARGES = frozenset(map(stem, ("accuse", "blame", "allege", "charge", "suspect")))
"""Stems of what is charged, and of cues that charge."""
_REPORT, _SHOW = stem("report"), stem("show")
_TELLING = frozenset((Stance.ASSERTS, Stance.CONFIRMS, Stance.DENIES))
_DESPITE = re.compile(r"\s*,?\s*\b(?:despite|notwithstanding)\s+(?:(?:an?|the|his|her|its|their)\s+)?$", re.I)
DESPITE = 40
"""Characters before a source in which it can be told that something is said in spite of it."""
_POSTED = re.compile(
    r"\b(?:post|publish|releas|upload|issu|circulat|shar|air|distribut)ed\b[^.\n]{0,60}"
    r"\b(?:video|footage|clip|film|photo|photograph|picture|image|recording|tape)s?\b",
    re.I,
)
"""That somebody published something to be seen or heard."""
_STOP = re.compile(r"[.!?][\"\u201d\u2019']?\s|\n")


def referred(statements: list[Proposition]) -> list[tuple[Proposition, Proposition, Edge]]:
    """Return what statements that point back ("denied the claim") point at, within the statements of one article.

    A denial points at the assertion of another party that it fits best, by nearness and by how central the assertion is
    to the article. Who could not verify, declines or does not answer speaks of what is nearest, rather before than
    after: those that a conflict holds among them decide which one.
    """
    found = _own_denials(statements) + _despite(statements)
    for statement in statements:
        if statement.statement.rule == OWN_VOICE:
            continue
        denies = statement.outright or statement.statement.stance is Stance.DOUBTS
        if statement.position and not (denies and statement.points_back):
            continue
        told = [
            other
            for other in statements
            if other.position
            and (
                (_told(other) and not same_party(statement, other))
                if denies
                else not other.points_back and other.statement.rule != TELLING
            )
        ]
        if denies:
            if statement.points_back:
                found += _pointed_at(statement, statements, told)
            continue
        shown = _showing(statement, told) or _put_to(statement, told)
        within = judge.NEARBY * (3 if shown else 1)
        for other in shown or told:
            away = abs(other.order - statement.order) + (judge.AFTER if other.order > statement.order else 0)
            if away > within:
                continue
            found.append((statement, other, Edge("about", Kind.DENIAL, judge.LEAST_ABOUT / (1 + away / 10))))
    return found


def _pointed_at(
    denial: Proposition, statements: list[Proposition], told: list[Proposition]
) -> list[tuple[Proposition, Proposition, Edge]]:
    """What a denial, or a doubt, that points back is held against: what was just said where it takes that up, another
    denial too ("no danger", "disputes this"), and nothing where that leaves open what is so; else what fits it best.
    """
    relation: Relation = "clash" if denial.position else "about"
    just = _just_said(denial, statements)
    if just is not None and same_party(just, denial):
        return []
    if just is not None and just.position <= 0:
        against = Edge("clash", Kind.RIVAL, judge.TOLD_BACK)
        return [(denial, just, against)] if just.position and denial.position else []
    meant = [(just, 1.0)] if just is not None else _meant(denial, told)
    return [(denial, other, Edge(relation, Kind.DENIAL, judge.TOLD_BACK * share)) for other, share in meant]


def _meant(statement: Proposition, told: list[Proposition]) -> list[tuple[Proposition, float]]:
    """What a denial that points back is held against: what fits it best, or nearly, as a share of the best."""
    told = [other for other in told if may_mean(statement, other) and not stands_with(statement, other)]
    if before := [other for other in told if _continues(statement, other)]:
        return [(before[-1], 1.0)]
    if (one := _taken_up(statement, told)) is not None:
        return [(one, 1.0)]
    told = _charges(statement, told) or _reported(statement, told) or _told_by_it(statement, told) or told
    scores = {other.key: _fits(statement, other) for other in told}
    best = sorted(told, key=lambda other: (-scores[other.key], other.order))
    near = [other for other in best if scores[other.key] >= judge.BACK_MARGIN * scores[best[0].key]]
    said = [other for other in near if other.statement.rule != TELLING]
    aims = [*said[: judge.BACK_AIMS], *(other for other in near if other.statement.rule == TELLING)]
    return [(other, scores[other.key] / scores[best[0].key]) for other in aims]


def _taken_up(denial: Proposition, told: list[Proposition]) -> Proposition | None:
    """What "that explanation", "her claim" or "no such request" takes up: what another party told last."""
    this = _TAKEN_UP.match(denial.statement.content.text)
    if this is None or not (this["such"] or stem(this["what"]) in (_ANSWERS if this["this"] else CLAIMS | _ANSWERS)):
        return None
    before = [
        p
        for p in told
        if p.order < denial.order <= p.order + judge.NEARBY and p.statement.rule != TELLING and not p.points_back
    ]
    return before[-1] if before else None


def _charges(denial: Proposition, told: list[Proposition]) -> list[Proposition]:
    """What was charged before, where it is a charge that is denied: "rejected the accusation"."""
    if not any(is_root(word) and stem(word.lemma) in _CHARGE for word in denial.statement.words):
        return []
    return [p for p in told if stem(p.statement.cue.lemma) in _CHARGES and p.order < denial.order]


def _showing(check: Proposition, told: list[Proposition]) -> list[Proposition]:
    """What is told by a video or a picture, where one is checked: "could not say when the video was made" is of what
    "it said | showed" two men.
    """
    if SHOWN.isdisjoint(stem(w.lemma) for w in check.statement.words):
        return []
    shown = [p for p in told if _shows(p, SHOWN) or any(stem(w.lemma) == _SHOW for w in p.statement.words[:1])]
    return shown or _published(check, told)


def _put_to(silent: Proposition, told: list[Proposition]) -> list[Proposition]:
    """What is told in the sentence right before somebody does not answer, in its paragraph: that was put to them."""
    if silent.statement.stance is not Stance.NO_RESPONSE:
        return []
    start = reach(silent.statement.cue.spans)[0]
    before = [p for p in told if p.order < silent.order and p.statement.via]
    last = max(before, key=lambda p: p.order, default=None)
    if last is None:
        return []
    between = silent.article.text[reach(last.statement.cue.spans)[1] : start]
    return [last] if "\n" not in between and len(_STOP.findall(between)) == 1 else []


def _published(check: Proposition, told: list[Proposition]) -> list[Proposition]:
    """What the party had told before that published what is checked: "The Front said it held two. It posted a clip"."""
    text, start = check.article.text, reach(check.statement.cue.spans)[0]
    posted = next((m.start() for m in reversed([*_POSTED.finditer(text, 0, start)])), -1)
    before = [p for p in told if reach(p.statement.cue.spans)[0] < posted and p.party]
    last = max(before, key=lambda p: reach(p.statement.cue.spans)[0], default=None)
    if last is None or len(_STOP.findall(text[reach(last.statement.cue.spans)[0] : posted])) > 1:
        return []
    return [p for p in before if same_party(p, last)]


def _reported(denial: Proposition, told: list[Proposition]) -> list[Proposition]:
    """What a medium reported last before a denial of "the report"."""
    if not any(is_root(word) and stem(word.lemma) == _REPORT for word in denial.statement.words):
        return []
    near = [p for p in told if p.order < denial.order <= p.order + judge.NEARBY and p.statement.via]
    return near[-1:]


def _told_by_it(denial: Proposition, told: list[Proposition]) -> list[Proposition]:
    """What was told by the very thing that is denied: "the video is a fake" denies what the video purports to show."""
    things = {stem(w.lemma) for w in denial.statement.words if w.role.startswith("nsubj")} & SHOWN
    return [p for p in told if _shows(p, things)] if things else []


def _shows(p: Proposition, things: Set[str]) -> bool:
    """Whether a thing of these is the source: "the video purports to show"."""
    return not things.isdisjoint(map(stem, running_words(p.statement.source.text)))


def _just_said(denial: Proposition, statements: list[Proposition]) -> Proposition | None:
    """What a sentence that only denies "it" or "this rumour" takes up: what another party says in the one before it, in
    its paragraph, however short.
    """
    content = denial.statement.content.text.strip()
    this = _THIS.match(content)
    if not (_IT.fullmatch(content) or _FALSE.fullmatch(content) or (this and stem(this[1]) in CLAIMS)):
        return None
    start = reach(denial.statement.cue.spans)[0]
    ends = {p.key: reach((*p.statement.cue.spans, *p.statement.content.spans))[1] for p in statements}
    before = [
        p for p in statements if ends[p.key] <= start and p.statement.stance in _TELLING and p.statement.cue.spans
    ]
    last = max(before, key=lambda p: p.order, default=None)
    if last is None:
        return None
    between = denial.article.text[ends[last.key] : start]
    near = len(between) <= SENTENCE and "\n" not in between
    return last if near and len(_STOP.findall(between)) == 1 else None


def _continues(denial: Proposition, other: Proposition) -> bool:
    """Whether a denial goes on with the sentence that tells what it denies: "..., a claim that the ministry denied"."""
    start = reach(denial.statement.cue.spans)[0]
    end = reach(other.statement.content.spans)[1]
    between = denial.article.text[end:start]
    return end <= start and len(between) <= SENTENCE and not _STOP.search(between)


def _despite(statements: list[Proposition]) -> list[tuple[Proposition, Proposition, Edge]]:
    """Hold what is said against what it is said in spite of: "the hull is sound | despite a diver claiming that"."""
    found = []
    for told in statements:
        if told.position != 1 or not told.statement.source.spans:
            continue
        opening = told.article.text[: reach(told.statement.source.spans)[0]]
        if not (despite := _DESPITE.search(opening[-DESPITE:])):
            continue
        start = len(opening) - len(despite[0])
        for p in statements:
            beside = p.position and start - reach(p.statement.content.spans)[1] in (0, 1) and not same_party(p, told)
            if beside and p.statement.content.spans:
                kind = Kind.DENIAL if p.position < 0 else Kind.RIVAL
                found.append((p, told, Edge("clash", kind, judge.TOLD_BACK)))
    return found


def _fits(statement: Proposition, other: Proposition) -> float:
    claimed = other.claimed and other.statement.rule != TELLING
    fit = DENIED.score(measure(statement, other, 1.0))
    fit += judge.HEARSAY * other.hearsay + judge.CENTRAL * other.central + judge.CLAIMED * claimed
    later = other.order - statement.order > judge.LATER and other.statement.rule != TELLING
    return fit * judge.LATER_SHARE if later else fit


def _told(p: Proposition) -> bool:
    """Whether it says something that can be denied."""
    return p.position == 1 and (p.statement.rule == TELLING or (p.full and not p.points_back))


def _own_denials(statements: list[Proposition]) -> list[tuple[Proposition, Proposition, Edge]]:
    """Hold what the medium denies in its own voice against the one telling that its article is most about.

    That is the one nearest to these denials and most central, with those that nearly are.
    """
    own = [p for p in statements if p.statement.rule == OWN_VOICE]
    denying = {p.party for p in statements if p.outright and p.position < 0}
    told = [p for p in statements if _told(p) and p not in own and (p.hearsay or p.party not in denying)]
    if not own or not told:
        return []
    scores = {p.key: sum(_fits(denial, p) for denial in own) for p in told}
    least = judge.OWN_MARGIN * max(scores.values())
    aims = [p for p in sorted(told, key=lambda p: (-scores[p.key], p.order)) if scores[p.key] >= least][
        : judge.OWN_AIMS
    ]
    return [(denial, p, Edge("clash", Kind.DENIAL, judge.TOLD_BACK)) for denial in own for p in aims]
