"""Pairs of statements with what an editor would say of them: one claim or two, and how they clash.

Written before the rules that they try; all events, people and places are invented. `scenes.toml` holds what the two
articles tell around the statements, `pairs.tsv` the pairs.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spacy.language import Language

from sources.claims.tree import is_negated
from sources.conflicts.board import Board
from sources.models import Act, Article, Cue, Excerpt, QuoteForm, Reading, Source, Stance, Statement, Word

HERE = Path(__file__).parent
NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
CUES = {"asserts": "said", "denies": "denied", "confirms": "confirmed", "retracts": "withdrew", "declines": "declined"}


@dataclass(frozen=True, slots=True)
class Half:
    """One statement of a pair."""

    party: str
    stance: str
    cue: str
    content: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements of two articles, and the verdict on them."""

    verdict: str
    same: bool
    scenes: tuple[str, str]
    hours: float
    first: Half
    second: Half


def pairs() -> Iterator[Pair]:
    """Yield the pairs of the list in order."""
    for line in (HERE / "pairs.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            verdict, same, scenes, hours, *said = line.split("\t")
            one, two = scenes.split()
            yield Pair(verdict, same == "yes", (one, two), float(hours), _half(*said[:3]), _half(*said[3:]))


def _half(party: str, stance: str, content: str) -> Half:
    stance, _, cue = stance.partition(":")
    return Half(party, stance, cue or CUES[stance], content)


def readings(pair: Pair, nlp: Language) -> tuple[Reading, Reading]:
    """The two articles of a pair as the reader would give them, their statements parsed by this pipeline."""
    scenes = tomllib.loads((HERE / "scenes.toml").read_text("utf-8"))
    first = _reading("first", pair.first, scenes[pair.scenes[0]]["one"], NOON, nlp)
    later = NOON + timedelta(hours=pair.hours)
    return first, _reading("second", pair.second, scenes[pair.scenes[1]]["two"], later, nlp)


def _reading(id: str, half: Half, scene: str, time: datetime, nlp: Language) -> Reading:
    lead = f"{half.party} {half.cue} {half.content}."
    text = f"{lead}\n{scene}"
    doc = nlp(lead)
    start = len(f"{half.party} {half.cue} ")
    tokens = [t for t in doc if t.idx >= start and not t.is_punct]
    places = {t.i: at for at, t in enumerate(tokens)}
    root = next((t for t in tokens if t.head.i not in places), tokens[0])
    words = tuple(
        Word(
            t.text,
            t.lemma_,
            t.pos_,
            "root" if t is root else t.dep_.lower(),
            -1 if t is root else places.get(t.head.i, places[root.i]),
        )
        for t in tokens
    )
    statement = Statement(
        "s1",
        Source(half.party, ((0, len(half.party)),), half.party, True),
        Cue(half.cue, ((len(half.party) + 1, start - 1),), nlp(half.cue)[0].lemma_),
        Excerpt(half.content, ((start, len(lead) - 1),)),
        Stance(half.stance),
        Act.SPEECH,
        QuoteForm.INDIRECT,
        negated=is_negated(root) or tokens[0].lower_ in {"no", "none", "nobody"},
        words=words,
    )
    return Reading(Article(id, None, None, time, f"Outlet {id}", text), "en", None, (statement,))


def judged(pair: Pair, nlp: Language) -> tuple[str, bool]:
    """What the board says of a pair: how it clashes, or `none`; and whether both statements are about one claim."""
    board = Board()
    for reading in readings(pair, nlp):
        board.add(reading)
    one, two = ("first", "s1"), ("second", "s1")
    for conflict in board.conflicts():
        held = [{(e.article, e.statement.id) for e in side.statements} for side in conflict.sides]
        if any(one in side for side in held) and any(two in side for side in held):
            return conflict.kind.value, True
    return "none", board.linked(one, two)


def agrees(pair: Pair, verdict: str, same: bool) -> bool:
    """Whether the board says what an editor would."""
    return (verdict, same) == (pair.verdict, pair.same)
