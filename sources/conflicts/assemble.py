"""From the statements that belong together to the conflict that is shown."""

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b

from sources.conflicts.claimline import claim_line
from sources.conflicts.judge import Edge
from sources.conflicts.origins import Provenance, count
from sources.conflicts.proposition import Key, Proposition, in_order, same_name
from sources.models import Conflict, Evidence, Kind, Side, Stance, Status

Neighbours = Callable[[Key], Mapping[Key, Edge]]


def conflict_id(founders: tuple[Key, Key]) -> str:
    """Return the id of the conflict that these two statements founded."""
    text = "\n".join(part for key in sorted(founders) for part in key)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def founding_pair(members: Iterable[Proposition], neighbours: Neighbours) -> tuple[Key, Key] | None:
    """Return the earliest two members that clash, None when no two do."""
    ordered = in_order(list(members))
    place = {p.key: at for at, p in enumerate(ordered)}
    pairs = [
        (max(place[a.key], place[b]), min(place[a.key], place[b]))
        for a in ordered
        for b, edge in neighbours(a.key).items()
        if edge.relation == "clash" and b in place
    ]
    if not pairs:
        return None
    late, early = min(pairs)
    return ordered[early].key, ordered[late].key


def assemble(
    identity: str,
    members: list[Proposition],
    neighbours: Neighbours,
    provenances: Mapping[str, Provenance],
) -> Conflict | None:
    """Return the conflict of these statements, None when one party alone is left on one of the sides."""
    ordered = one_side_each(in_order(members), neighbours)
    asserting = [p for p in ordered if p.position == 1]
    denying = [p for p in ordered if p.position == -1]
    if not asserting or not denying:
        return None
    doubting = [p for p in ordered if p.statement.stance is Stance.DOUBTS]
    sides = [side(Stance.ASSERTS, asserting), side(Stance.DENIES, denying)]
    if doubting:
        sides.append(side(Stance.DOUBTS, doubting))
    shown = {p.key for p in (*asserting, *denying, *doubting)}
    others = tuple(
        side(stance, rest)
        for stance in (Stance.UNVERIFIED, Stance.DECLINES, Stance.NO_RESPONSE)
        if (rest := [p for p in ordered if p.key not in shown and p.statement.stance is stance])
    )
    outlets, origins = count(provenances[a] for a in {p.key[0] for p in ordered})
    return Conflict(
        id=identity,
        kind=Kind.DENIAL,
        claim=claim_line(asserting, denying),
        status=Status.CONTESTED,
        opened=min(p.time for p in ordered),
        updated=max(p.time for p in ordered),
        outlets=outlets,
        origins=origins,
        sides=tuple(sides),
        others=others,
    )


def one_side_each(ordered: list[Proposition], neighbours: Neighbours) -> list[Proposition]:
    """Return the members without those by which a party would stand on both sides of a denial.

    A party stays where the clashes that it takes part in are surer; a party that changed its mind is a reversal.
    """
    inside = {p.key for p in ordered}
    sureness: dict[tuple[str, int], float] = {}
    for p in ordered:
        clashes = [e.score for k, e in neighbours(p.key).items() if k in inside and e.relation == "clash"]
        if p.position:
            sureness[p.party, p.position] = sureness.get((p.party, p.position), 0.0) + sum(clashes) + 0.01
    return [p for p in ordered if sureness.get((p.party, p.position), 0.0) >= sureness.get((p.party, -p.position), 0.0)]


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
