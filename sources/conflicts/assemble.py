"""From the statements that belong together to the conflict that is shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b

from sources.conflicts.claimline import claim_line
from sources.conflicts.origins import Origins
from sources.conflicts.proposition import Key, Proposition, in_order, same_name
from sources.models import Conflict, Evidence, Kind, Side, Stance, Status

Clashes = Callable[[Key], Mapping[Key, float]]
"""What a statement clashes with, and how surely."""


def conflict_id(kind: Kind, founders: tuple[Key, Key]) -> str:
    """Return the id of the conflict of this kind that these two statements founded."""
    text = "\n".join((kind, *(part for key in sorted(founders) for part in key)))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def founding_pair(members: Iterable[Proposition], clashes: Clashes) -> tuple[Key, Key] | None:
    """Return the earliest two members that clash, None when no two do."""
    ordered = in_order(list(members))
    place = {p.key: at for at, p in enumerate(ordered)}
    pairs = [
        (max(place[a.key], place[b]), min(place[a.key], place[b]))
        for a in ordered
        for b in clashes(a.key)
        if b in place
    ]
    if not pairs:
        return None
    late, early = min(pairs)
    return ordered[early].key, ordered[late].key


def denial_conflict(origins: Origins, identity: str, members: list[Proposition], clashes: Clashes) -> Conflict | None:
    """Return the conflict between those who assert and those who deny, None when one of the sides is empty."""
    ordered = one_side_each(in_order(members), clashes)
    asserting = [p for p in ordered if p.position == 1]
    denying = [p for p in ordered if p.position == -1]
    if not asserting or not denying:
        return None
    doubting = [p for p in ordered if p.statement.stance is Stance.DOUBTS]
    sides = [side(Stance.ASSERTS, asserting), side(Stance.DENIES, denying)]
    if doubting:
        sides.append(side(Stance.DOUBTS, doubting))
    others = tuple(
        side(stance, rest)
        for stance in (Stance.UNVERIFIED, Stance.DECLINES, Stance.NO_RESPONSE)
        if (rest := [p for p in ordered if not p.position and p.statement.stance is stance])
    )
    claim = claim_line(asserting, denying)
    status = _status(asserting, denying, members)
    return _conflict(origins, identity, Kind.DENIAL, claim, status, ordered, tuple(sides), others)


def _status(asserting: list[Proposition], denying: list[Proposition], members: list[Proposition]) -> Status:
    """Settled when one who denied confirms later, reversed when one who asserted withdraws or denies later."""

    def later(p: Proposition, than: list[Proposition]) -> bool:
        own = [other for other in than if p.party and same_name(p.party, other.party)]
        return bool(own) and all((other.time, other.order) < (p.time, p.order) for other in own)

    if any(p.statement.stance is Stance.CONFIRMS and p.position == 1 and later(p, denying) for p in members):
        return Status.SETTLED
    if any((p.statement.stance is Stance.RETRACTS or p.outright) and later(p, asserting) for p in members):
        return Status.REVERSED
    return Status.CONTESTED


def count_conflict(origins: Origins, identity: str, members: list[Proposition], clashes: Clashes) -> Conflict | None:
    """Return the conflict between parties whose figures of one thing do not meet, one side a figure, lowest first."""
    ordered = in_order(members)
    roles = Counter(f.role for p in ordered for f in p.figures)
    role = min(roles, key=lambda r: (-roles[r], r))
    given = [(f.low, f.high, p) for p in ordered for f in p.figures if f.role == role]
    sides: list[tuple[float, float, list[Proposition]]] = []
    for low, high, p in sorted(given, key=lambda g: (g[0], g[1])):
        if sides and low <= sides[-1][1]:
            sides[-1] = (low, min(high, sides[-1][1]), [*sides[-1][2], p])
        else:
            sides.append((low, high, [p]))
    if len(sides) < 2:
        return None
    shown = [p for _, _, found in sides for p in found]
    claim = claim_line(shown, [])
    made = tuple(side(Stance.ASSERTS, in_order(found)) for _, _, found in sides)
    return _conflict(origins, identity, Kind.FIGURES, claim, Status.CONTESTED, in_order(shown), made, ())


def _conflict(
    origins: Origins,
    identity: str,
    kind: Kind,
    claim: str,
    status: Status,
    ordered: list[Proposition],
    sides: tuple[Side, ...],
    others: tuple[Side, ...],
) -> Conflict:
    outlets, independent = origins.count(p.key[0] for p in ordered)
    opened, updated = min(p.time for p in ordered), max(p.time for p in ordered)
    return Conflict(identity, kind, claim, status, opened, updated, outlets, independent, sides, others)


def one_side_each(ordered: list[Proposition], clashes: Clashes) -> list[Proposition]:
    """Return the members without those by which a party would stand on both sides of a denial.

    A party stays where the clashes that it takes part in are surer; a party that changed its mind is a reversal.
    """
    inside = {p.key for p in ordered}
    sureness: dict[tuple[str, int], float] = {}
    for p in ordered:
        if p.position:
            score = sum(score for key, score in clashes(p.key).items() if key in inside)
            sureness[p.party, p.position] = sureness.get((p.party, p.position), 0.0) + score + 0.01
    names = sorted({name for name, _ in sureness})
    alike = {name: [other for other in names if same_name(name, other)] for name in names}

    def sure(name: str, position: int) -> float:
        return sum(sureness.get((other, position), 0.0) for other in alike[name])

    stays = {(name, at): sure(name, at) >= sure(name, -at) for name in names for at in (1, -1)}
    return [p for p in ordered if not p.position or stays[p.party, p.position]]


def side(stance: Stance, found: list[Proposition]) -> Side:
    """Return those who hold one stance: named parties before unnamed ones, each once, in order of speaking."""
    names: dict[str, str] = {}
    for named in (True, False):
        for p in found:
            source = p.statement.source
            if source.named is named and p.party and not any(same_name(p.party, other) for other in names):
                names[p.party] = (source.party or source.text) if named else (source.text or source.party or "")
    evidence = tuple(Evidence(p.article.id, p.article.outlet, p.article.published, p.statement) for p in found)
    return Side(stance, tuple(names.values()), evidence)
