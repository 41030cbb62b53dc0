"""Numbers that leave out what they count: "it is more than forty", "the other side speaks of nine"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.conflicts.amounts import counted_noun, is_part, no_count, range_end
from sources.conflicts.figures import ANYBODY, COUNTS, RISING, ROLE_OF, SHARES, TOLD_ONCE, Figure, made, noun_of
from sources.conflicts.numerals import next_run
from sources.conflicts.position import reach
from sources.conflicts.proposition import Proposition, same_party
from sources.conflicts.words import is_root, running_words, stem
from sources.models import Word

BARE = 8
"""Words before a number in a content that says nothing but the number."""
SHORT = 4
"""Words of a content that can be nothing but a number."""
CONTEXT = 40
"""Words before a bare number among which what it counts is sought."""
PEOPLE = 1_000_000
"""So many are not killed, hurt or held: a bare number from here on counts something else."""
AGO = 3
"""How many statements before a bare number one counts what it does, if that is nothing an event has once."""
AWAY = 300
"""Characters between the two."""
LARGE = 1_000
"""From here on a bare number counts what one of its size counts before it, wherever that stands."""
UNTOLD = "#"
"""The role of two numbers side by side of which neither tells what it counts."""
_PASSING = frozenset(map(stem, ("lose", "hold", "treat", "capture", "case", "post", "position", "execute", "share")))
"""Words for a role that mostly tell something else, where they do not stand with the number."""
_NOUNS = frozenset(("NOUN", "PROPN"))
_TELLING = frozenset(("nmod", "compound", "amod", "nsubj", "acl", "obj"))
"""Roles of words with an amount's unit that tell what it is the amount of."""
_STOPS = (". ", "\n", "? ", "! ", "; ", ": ")
_SENTENCE = re.compile(r"[.?!;:]\s|\n")
_SIGNS = frozenset("$€£")
_EACH = frozenset(("every", "the", "no", "this", "that", "any", "each", "such", "a", "by", "another", "last"))
"""Words before a "one" that is no number."""


def role_around(before: str, after: str, value: float = 0.0) -> str | None:
    """Return what a number counts between two stretches of text, by the nearest word for what an event has once.

    What comes before goes before what comes after. None when there is no such word, or the number is too large for it.
    """
    for word in (*reversed(running_words(before)[-CONTEXT:]), *running_words(after)[:CONTEXT]):
        role = ROLE_OF.get(stem(word)) if stem(word) not in _PASSING else None
        if role in TOLD_ONCE and (value < PEOPLE or role == "crowd"):
            return role
    return None


def bare(words: Sequence[Word]) -> Figure | None:
    """Return the one number of a content that does not say what it counts ("it is more than forty"), else None."""
    found = None
    at = 0
    while (told := next_run(words, at)) is not None:
        at, value, end = told
        whole = len(words) <= SHORT or any(is_root(word) for word in words[at:end])
        counted = whole or any(
            word.lemma in COUNTS and word.pos != "VERB" and word.role != "mark" for word in words[:at]
        )
        if found and (words[at].lemma == "one" or not counted or noun_of(words, at, end)):
            at = end
            continue
        if found or not counted or at > BARE or _counts_itself(words, at, end, value):
            return None
        found = made(words, at, end, value, "")
        at = range_end(words, end)
    return found


def _counts_itself(words: Sequence[Word], at: int, end: int, value: float) -> bool:
    """Whether a number is no count, or counts what it stands with, or what is said of somebody ("my boy was four")."""
    if no_count(words, at, end, value) or is_part(words, at, end) or noun_of(words, at, end):
        return True
    if value == 1 and any(word.text.lower() in _EACH or word.pos in _NOUNS for word in words[:at]):
        return True
    if end < len(words) and stem(words[end].text) in SHARES:
        return True
    noun = counted_noun(words, at, end)
    if noun is not None and not is_root(noun):
        return True
    subjects = {word.lemma for word in words if at <= word.head < end and word.role == "nsubj" and word.pos in _NOUNS}
    return bool(subjects - COUNTS)


def _unit_alone(words: Sequence[Word]) -> bool:
    """Whether a content is an amount of something that is told elsewhere: "31 percent", "it at 11 million crowns"."""
    root = next((at for at, word in enumerate(words) if is_root(word)), None)
    if root is None or not any(word.head == root and word.role == "nummod" for word in words):
        return False
    telling = _TELLING - {"acl"} if stem(words[root].text) in SHARES else _TELLING
    more = [word for word in words if word.head == root and word.role.partition(":")[0] in telling]
    return not any(word.pos in _NOUNS | {"ADJ", "VERB"} and word.lemma not in COUNTS for word in more)


def told_around(found: Sequence[Proposition]) -> list[Proposition]:
    """Return an article's statements, in order, each bare number among them with what those around it let it count.

    That is what a statement right before it counts; else what the nearest one before it counts that an event has once;
    else what the words around it tell; else, of two bare numbers of two parties side by side, just the same.
    """
    made: list[Proposition] = []
    left: list[tuple[int, Figure]] = []
    for p in found:
        if p.position != 1 or any(f.told for f in p.figures):
            made.append(p)
        elif (figure := bare(p.statement.words)) is not None:
            role = _in_sentence(p, figure) or _before(p, made) or _role(p, made, figure)
            if role is not None:
                figure = _as(figure, role)
            else:
                last = next(((at, f) for at, f in left if _near(made[at], p) and not same_party(made[at], p)), None)
                left.append((len(made), figure))
                if last is None:
                    made.append(p)
                    continue
                at, first = last
                figure = replace(figure, role=UNTOLD, by=made[at].key[1])
                made[at] = replace(made[at], figures=(replace(first, role=UNTOLD, by=made[at].key[1]),))
            made.append(replace(p, figures=(figure,)))
        elif p.figures and _unit_alone(p.statement.words):
            same = next((f for q in _just_before(p, made) for f in _by(q) if f.like(p.figures[0])), None)
            made.append(replace(p, figures=(_as(p.figures[0], same),)) if same else p)
        else:
            made.append(p)
    return made


def _in_sentence(p: Proposition, figure: Figure) -> Figure | None:
    """What a number counts by what its sentence says before it: "of the turnout, which the police put at 3,500"."""
    start = reach(p.statement.content.spans)[0]
    opening = max(p.article.text.rfind(stop, 0, start) for stop in _STOPS) + 1
    role = role_around(p.article.text[opening:start], "", figure.low)
    return replace(figure, role=role) if role else None


def _just_before(p: Proposition, made: Sequence[Proposition]) -> list[Proposition]:
    """Those that stand right before a statement and count, the nearest first."""
    return [q for q in reversed(made[-AGO:]) if q.figures and _near(q, p)]


def _near(q: Proposition, p: Proposition) -> bool:
    between = reach(p.statement.content.spans)[0] - reach(q.statement.content.spans)[1]
    return p.order - q.order <= AGO and between <= AWAY


def _by(q: Proposition) -> list[Figure]:
    """What a statement counts, with itself as what tells so, where the event has no such count of its own."""
    return [f if f.told or f.by else replace(f, by=q.key[1]) for f in q.figures]


def _taken(p: Proposition, q: Proposition) -> list[Figure]:
    """What a bare number can count of what another statement does: of people none of things, and no sum with a sign."""
    people = any(stem(word.lemma) in ANYBODY for word in p.statement.words)
    return [f for f in _by(q) if f.told or not (people or f.noun in _SIGNS)]


def _before(p: Proposition, made: Sequence[Proposition]) -> Figure | None:
    near = [f for q in _just_before(p, made) for f in _taken(p, q)]
    return next((f for f in near if f.told), None) or next(iter(near), None)


def _role(p: Proposition, made: Sequence[Proposition], figure: Figure) -> Figure | None:
    role = next((f.role for q in reversed(made) for f in q.figures if f.told), None)
    if role is None or (figure.low >= PEOPLE and role in RISING):
        start, end = reach(p.statement.content.spans)
        after = _SENTENCE.split(p.article.text[end:], maxsplit=1)[0]
        role = role_around(p.article.text[:start], after, figure.low)
    if role is None and figure.low >= LARGE:
        alike = (f for q in reversed(made) for f in _taken(p, q) if f.low <= 10 * figure.low <= 100 * f.low)
        return next(alike, None)
    return replace(figure, role=role) if role else None


def _as(figure: Figure, told: Figure) -> Figure:
    """A figure that counts what another one does, in its millions."""
    larger = told.grade if figure.grade == 1 and figure.low < 1_000 else 1.0
    corrects = figure.corrects * larger if figure.corrects is not None else None
    return replace(
        figure, low=figure.low * larger, high=figure.high * larger, corrects=corrects,
        role=told.role, noun="" if told.told else told.noun, by=told.by, grade=max(figure.grade, larger),
    )  # fmt: skip
