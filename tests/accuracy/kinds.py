"""What the scorer of the dispatches gives as one figure, and what it leaves out: the recall of each kind of conflict,
and how many of the statements that a row puts on its sides belong there.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any


def print_kinds(scorer: Path, dispatches: Path, read: Path, board: Path) -> None:
    """Print, for each kind, how many gold conflicts have a row on the board that opposes two of their statements.

    Then, over the rows that do so: of the statements on sides that the gold holds, how many clash there with one on
    another side of the row; and of the parties on sides, how many have one that does.
    """
    scoring = _load(scorer)
    gold, system = scoring.load(dispatches), scoring.load(read)
    of: dict[tuple[str, str], Any] = {}
    for key, dispatch in gold.items():
        statements = system.get(key, {}).get("statements", [])
        for at, statement in scoring.match(dispatch["attributions"], statements, dispatch["text"]):
            of[key, statement["id"]] = (dispatch["event"], at)
    told = defaultdict(list)
    excluded: dict[str, set[frozenset[str]]] = {}
    for dispatch in gold.values():
        excluded[dispatch["event"]] = {frozenset(pair) for pair in dispatch.get("excludes", [])}
        for at in dispatch["attributions"]:
            if at["claim"] and at["act"] in ("speech", "belief"):
                told[dispatch["event"]].append(at)
    wanted = defaultdict(set)
    for event, found in told.items():
        for n, one in enumerate(found):
            for other in found[:n]:
                if scoring.clash(one, other, excluded[event]):
                    wanted[event, frozenset((one["claim"], other["claim"]))].add(_kind(scoring, one, other))
    met = set()
    right_sides, right_parties = Counter[bool](), Counter[bool]()
    for row in json.loads(board.read_text("utf-8")):
        sides = [
            [
                (*of[s["article"], s["statement"]], s["source"]["party"] or s["source"]["text"])
                for s in side["statements"]
                if (s["article"], s["statement"]) in of
            ]
            for side in row["sides"]
        ]
        stand: list[tuple[int, str, bool]] = []
        for n, one in enumerate(sides):
            others = [at for m, other in enumerate(sides) if m != n for at in other]
            for e, x, party in one:
                clashing = [
                    y for g, y, _ in others if e == g and x["claim"] and y["claim"] and scoring.clash(x, y, excluded[e])
                ]
                met |= {((e, frozenset((x["claim"], y["claim"]))), _kind(scoring, x, y)) for y in clashing}
                stand.append((n, party, bool(clashing)))
        if any(clashes for _, _, clashes in stand):
            right_sides.update(clashes for _, _, clashes in stand)
            parties = {(n, party) for n, party, clashes in stand if clashes}
            right_parties.update(at in parties for at in {(n, party) for n, party, _ in stand})
    total, right = Counter[str](), Counter[str]()
    for claims, kinds in wanted.items():
        for kind in kinds:
            total[kind] += 1
            right[kind] += (claims, kind) in met
    print("kinds     recall  " + "  ".join(f"{kind} {right[kind]}/{total[kind]}" for kind in sorted(total)))
    print(f"on sides  statements right {_share(right_sides)}, parties right {_share(right_parties)}")


def _share(counted: Counter[bool]) -> str:
    return f"{counted[True] / max(1, counted.total()):.3f} of {counted.total()}"


def _kind(scoring: ModuleType, one: Any, other: Any) -> str:
    if one["claim"] != other["claim"]:
        return "rival or blame"
    if one["party"] == other["party"] and one["party"]:
        return "reversal"
    return "figures" if scoring.position(one) == scoring.position(other) else "denial"


def _load(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))
    try:
        return __import__(path.stem)
    finally:
        sys.path.remove(str(path.parent))
