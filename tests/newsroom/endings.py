"""Holds a board against the endings that the newsroom's stories should come to."""

from collections.abc import Mapping, Sequence

from sources.models import Conflict, Stance
from sources.newsroom.stories import Expected, same_party

AGAINST = (Stance.DENIES, Stance.DOUBTS, Stance.RETRACTS)


def faults(expected: Expected, conflicts: Sequence[Conflict], articles: Mapping[str, str]) -> list[str]:
    """Return, in words, where the board differs from a story's ending; `articles` maps a board id to a story's id."""
    mine = [c for c in conflicts if any(articles.get(i) in expected.articles for i in holds(c))]
    strays = {articles.get(i, i) for c in mine for i in holds(c)} - set(expected.articles)
    said = [f"articles of another story: {sorted(strays)}"] if strays else []
    if expected.kind is None:
        return said + [f"a conflict where there is none: {c.kind}: {c.claim}" for c in mine]
    kinds = (expected.kind, *expected.also)
    fitting = [c for c in mine if c.kind in kinds]
    if not fitting:
        return [*said, f"no {expected.kind} conflict, but {[(c.kind.value, c.claim) for c in mine]}"]
    best, *rest = sorted(fitting, key=lambda c: -len(holds(c)))
    said += [f"a second row: {c.kind}: {c.claim}" for c in (*rest, *(c for c in mine if c not in fitting))]
    said += _sides(expected, best)
    if best.status is not expected.status:
        said.append(f"status {best.status}, not {expected.status}")
    if best.outlets < expected.outlets:
        said.append(f"{best.outlets} outlets, not at least {expected.outlets}")
    if best.origins != expected.origins:
        said.append(f"{best.origins} origins, not {expected.origins}")
    return said


def holds(conflict: Conflict) -> set[str]:
    """Return the ids of the articles whose statements take part in a conflict."""
    return {e.article for side in (*conflict.sides, *conflict.others) for e in side.statements}


def _sides(expected: Expected, conflict: Conflict) -> list[str]:
    against = {p for s in conflict.sides if s.stance in AGAINST for p in s.parties}
    everyone = {p for s in conflict.sides for p in s.parties}
    asserting = everyone - against if expected.denies else everyone
    said = [f"{p} does not assert: {sorted(asserting)}" for p in expected.asserts if not _among(p, asserting)]
    said += [f"{p} does not deny: {sorted(against)}" for p in expected.denies if not _among(p, against)]
    for stance, names in expected.others.items():
        held = {p for s in conflict.others if s.stance is stance for p in s.parties}
        said += [f"{p} is not among {stance}: {sorted(held)}" for p in names if not _among(p, held)]
    return said


def _among(name: str, shown: set[str]) -> bool:
    return any(same_party(name, one) for one in shown)
