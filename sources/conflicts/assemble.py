"""From the statements that belong together to the conflict that is shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from itertools import product

from sources.conflicts.amounts import ENDLESS
from sources.conflicts.claimline import claim_line
from sources.conflicts.judge import known
from sources.conflicts.origins import Origins
from sources.conflicts.proposition import Key, Proposition, in_order, same_name
from sources.conflicts.sides import side
from sources.conflicts.tellings import supposed
from sources.models import Backing, Claim, Conflict, Kind, Side, Stance, Status

Clashes = Callable[[Key], Mapping[Key, float]]
"""What a statement clashes with, and how surely."""
Kinds = Callable[[Key, Key], Kind]
"""How two statements clash."""
TELLS = 2
"""Telling words that one of those who assert must say."""


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


def position_conflict(
    origins: Origins, identity: str, members: list[Proposition], clashes: Clashes, kinds: Kinds
) -> Conflict | None:
    """Return the conflict between those who hold one thing and those who hold what excludes it.

    None when one of the sides is empty, or nobody tells what is disputed. Its kind is that of most of its clashes,
    denial before the others; where a party turned round between two articles it is a reversal, and that party stands on
    both sides.
    """
    ordered = in_order(members)
    counts = Counter(kinds(a.key, b) for a in ordered for b in clashes(a.key))
    turned = _turned(ordered, clashes, kinds)
    versions = counts[Kind.RIVAL] + counts[Kind.BLAME]
    kind = Kind.REVERSAL if turned else Kind.DENIAL
    if versions > counts[Kind.DENIAL] and not turned:
        kind = Kind.BLAME if counts[Kind.BLAME] >= counts[Kind.RIVAL] else Kind.RIVAL
    one, two = by_party(ordered, clashes) if versions else by_position(ordered, clashes, turned)
    taken_back = [p for p in ordered if p.statement.stance is Stance.RETRACTS and p.key not in {q.key for q in two}]
    two = in_order([*two, *(p for p in taken_back if Kind.REVERSAL in {kinds(p.key, b) for b in clashes(p.key)})])
    if not any((known(p) or p.hearsay) and not supposed(p.statement) for p in one) or not any(known(p) for p in two):
        return None
    if not any(len(p.terms) >= TELLS for p in one):
        return None
    doubting = [p for p in ordered if p.statement.stance is Stance.DOUBTS]
    denied = any(p.outright for p in two) and not any(p.outright for p in one)
    withdrawn = all(p.statement.stance is Stance.RETRACTS for p in two)
    kind = Kind.REVERSAL if withdrawn else kind
    against = Stance.DENIES if kind in {Kind.DENIAL, Kind.REVERSAL} or denied else Stance.ASSERTS
    worded = [p for p in two if p.outright and p.full and not p.points_back and kind is Kind.DENIAL]
    opposed = {p.key: max(clashes(p.key).values(), default=0.0) for p in (*one, *worded)}
    sides = [side(Stance.ASSERTS, one, opposed), side(against, two)]
    if doubting:
        sides.append(side(Stance.DOUBTS, doubting))
    others = tuple(
        side(stance, rest)
        for stance in (Stance.UNVERIFIED, Stance.DECLINES, Stance.NO_RESPONSE)
        if (rest := [p for p in ordered if not p.position and p.statement.stance is stance])
    )
    status = Status.REVERSED if turned or withdrawn else _status(one, two, members)
    shown = [*one, *two, *(p for p in ordered if not p.position and p.statement.stance in BESIDE)]
    claim = claim_line([*([p for p in one if p.position == 1] or one), *worded], two, opposed)
    return _conflict(origins, identity, kind, claim, status, in_order(shown), tuple(sides), others)


BESIDE = frozenset({Stance.DOUBTS, Stance.UNVERIFIED, Stance.DECLINES, Stance.NO_RESPONSE})


def by_position(
    ordered: list[Proposition], clashes: Clashes, turned: frozenset[str]
) -> tuple[list[Proposition], list[Proposition]]:
    """Return those who assert and those who deny; each party on one side, but for those that turned round."""
    kept = one_side_each(ordered, clashes, turned)
    return [p for p in kept if p.position == 1], [p for p in kept if p.position == -1]


def by_party(ordered: list[Proposition], clashes: Clashes) -> tuple[list[Proposition], list[Proposition]]:
    """Return the two camps of parties that tell excluding versions, the one with fewer denials first, else who spoke
    first.

    The surest clash parts the first two parties; the others follow, surest first, opposite whom they clash with.
    """
    of = {p.key: p for p in ordered}
    pairs: Counter[tuple[str, str]] = Counter()
    for p in ordered:
        for key, score in clashes(p.key).items():
            if key in of and p.party < of[key].party:
                pairs[p.party, of[key].party] += score  # type: ignore[assignment]
    camp: dict[str, int] = {}
    left = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    while left:
        pair = next((pair for pair in left if pair[0] in camp or pair[1] in camp), left[0])
        left.remove(pair)
        first, second = pair
        if first not in camp:
            camp[first] = -camp[second] if second in camp else 1
        camp.setdefault(second, -camp[first])
    if 1 < len(camp) <= FEW:
        camp = _parted(camp, pairs)
    for p in ordered:
        if p.party not in camp:
            camp[p.party] = next((at for name, at in camp.items() if same_name(name, p.party)), 0)
    held = {at: [p for p in ordered if p.position and camp[p.party] == at] for at in (1, -1)}

    def denials(found: list[Proposition]) -> tuple[float, int]:
        first = next((at for at, p in enumerate(ordered) if p in found), len(ordered))
        return sum(p.position < 0 for p in found) / max(1, len(found)), first

    one, two = sorted(held.values(), key=denials)
    return one, two


FEW = 10
"""Parties up to which all ways to part them are weighed."""


def _parted(camp: dict[str, int], pairs: Mapping[tuple[str, str], float]) -> dict[str, int]:
    """The camps with most clashes, by their sureness, between them, fewest inside: those given, if none is better."""

    def apart(camps: Mapping[str, int]) -> float:
        return sum(score for (a, b), score in pairs.items() if camps[a] != camps[b])

    first, *rest = camp
    ways = ({first: camp[first], **dict(zip(rest, way, strict=True))} for way in product((1, -1), repeat=len(rest)))
    best = max(ways, key=apart)
    return best if apart(best) > apart(camp) else camp


def _turned(ordered: list[Proposition], clashes: Clashes, kinds: Kinds) -> frozenset[str]:
    """The parties that confirm later what they denied before, or deny or withdraw what they asserted."""
    held = {p.key for p in ordered if p.position}
    found = {
        p.party
        for p in ordered
        if p.position and any(key in held and kinds(p.key, key) is Kind.REVERSAL for key in clashes(p.key))
    }
    for p in ordered:
        s = p.statement.stance
        now = 1 if s is Stance.CONFIRMS else -1 if s is Stance.RETRACTS else 0
        if now and any(
            q.time < p.time and q.position == -now and same_name(p.party, q.party) and (q.outright or now < 0)
            for q in ordered
        ):
            found.add(p.party)
    return frozenset(found)


def _status(asserting: list[Proposition], denying: list[Proposition], members: list[Proposition]) -> Status:
    """Settled when one who denied confirms later, or one who asserted withdraws; reversed when it denies later."""

    def later(p: Proposition, than: list[Proposition]) -> bool:
        own = [other for other in than if p.party and same_name(p.party, other.party)]
        return bool(own) and all((other.time, other.order) < (p.time, p.order) for other in own)

    if any(p.statement.stance is Stance.CONFIRMS and p.position == 1 and later(p, denying) for p in members):
        return Status.SETTLED
    if any(p.statement.stance is Stance.RETRACTS and later(p, asserting) for p in members):
        return Status.SETTLED
    if any(p.outright and later(p, asserting) for p in members):
        return Status.REVERSED
    return Status.CONTESTED


def count_conflict(
    origins: Origins, identity: str, members: list[Proposition], clashes: Clashes, kinds: Kinds
) -> Conflict | None:
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
    counted = {p.key: (low, None if high == ENDLESS else high) for low, high, p in reversed(given)}
    made = tuple(side(Stance.ASSERTS, in_order(found), figures=counted) for _, _, found in sides)
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


def one_side_each(ordered: list[Proposition], clashes: Clashes, turned: frozenset[str]) -> list[Proposition]:
    """Return the members without those by which a party would stand on both sides of a denial.

    A party stays where the clashes that it takes part in are surer; one that changed its mind stays on both.
    """
    inside = {p.key for p in ordered}
    sureness: dict[tuple[str, int], float] = {}
    for p in ordered:
        if p.position:
            score = sum(score for key, score in clashes(p.key).items() if key in inside)
            sureness[p.party, p.position] = sureness.get((p.party, p.position), 0.0) + score + 0.01
    names = sorted({name for name, _ in sureness})
    alike = {name: [other for other in names if same_name(name, other)] for name in names}

    def stays(name: str, at: int) -> bool:
        if turned & set(alike[name]):
            return True
        mine, opposite = (sum(sureness.get((other, p), 0.0) for other in alike[name]) for p in (at, -at))
        return mine >= opposite

    kept = {(name, at) for name in names for at in (1, -1) if stays(name, at)}
    return [p for p in ordered if not p.position or (p.party, p.position) in kept]


def claim_of(stated: Proposition, found: list[Proposition], conflict: str | None, origins: Origins) -> Claim:
    """Return the claim that a statement is about, worded as clearly as any of those found words it."""
    ordered = in_order(found)
    yes = [p for p in ordered if p.position == 1]
    outlets, _ = origins.count(p.key[0] for p in ordered)
    independent = origins.count(p.key[0] for p in yes)[1] if yes else 0
    backing = Backing.CORROBORATED if independent > 1 else Backing.SINGLE_SOURCE
    line = claim_line(yes, [p for p in ordered if p.position == -1] or [stated])
    positions = tuple(
        side(stance, rest) for stance in Stance if (rest := [p for p in ordered if p.statement.stance is stance])
    )
    return Claim(line, backing, outlets, independent, positions, conflict)
