"""Read the shared sets, put them on the board, and print what the scorers say.

    python -m tests.accuracy.board [disputes] [dispatches] [board] [emergent] [pairs] [--list] [--out FOLDER]

With `--fold FOLDER`, dispatches are those that an encoder never saw: FOLDER is what
`sources.language.encoder.train --fold I/N` wrote, with the exported encoder in its folder `onnx`.

Not a test: the figures are for people to weigh. The sets and scorers lie in `../shared/eval`, see its README.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sources.claims.parties import Parties
from sources.claims.reader import Reader
from sources.conflicts.board import Board, within
from sources.language.pipeline import load
from sources.models import Article, Conflict, Reading, Side, Statement
from tests.accuracy.emergent import print_emergent
from tests.accuracy.kinds import print_kinds
from tests.conflicts.pairs import agrees, judged, pairs

EVAL = Path(__file__).parents[2].parent / "shared" / "eval"
ARTICLES = {
    "disputes": EVAL / "disputes" / "articles.jsonl",
    "dispatches": EVAL / "dispatches" / "dispatches.jsonl",
    "board": EVAL / "board" / "articles.jsonl",
}
SETS = (*ARTICLES, "emergent", "pairs")


def articles(path: Path) -> Iterator[Article]:
    """Yield the articles of a set in the order of its lines."""
    for line in path.read_text("utf-8").splitlines():
        made = json.loads(line)
        published = made.get("published")
        yield Article(
            made["id"],
            made.get("title"),
            made.get("url"),
            datetime.fromisoformat(published.replace("Z", "+00:00")) if published else None,
            made.get("outlet"),
            made["text"],
        )


def outlets(told: Iterable[Article]) -> list[str]:
    """The outlets of articles that are read together: the command gives them to its reader too."""
    return list(dict.fromkeys(article.outlet for article in told if article.outlet))


def statement_row(statement: Statement) -> dict[str, Any]:
    """The fields of a statement that the scorers read."""
    source = statement.source
    return {
        "source": {"text": source.text, "spans": source.spans, "party": source.party, "named": source.named},
        "cue": {"text": statement.cue.text, "spans": statement.cue.spans},
        "content": {"text": statement.content.text, "spans": statement.content.spans},
        "stance": statement.stance,
        "via": statement.via,
    }


def conflict_row(conflict: Conflict) -> dict[str, Any]:
    """The fields of a conflict that the scorers read."""

    def side_row(side: Side) -> dict[str, Any]:
        rows = [
            {"article": e.article, "statement": e.statement.id, **statement_row(e.statement)} for e in side.statements
        ]
        return {"stance": side.stance, "parties": side.parties, "statements": rows}

    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "claim": conflict.claim,
        "sides": [side_row(side) for side in conflict.sides],
    }


def write_readings(readings: Iterable[Reading], path: Path) -> None:
    """Write what `gainsay read --json` prints, as far as the scorers need it."""
    with path.open("w", encoding="utf-8") as out:
        for reading in readings:
            row = {
                "id": reading.article.id,
                "text": reading.article.text,
                "statements": [{"id": s.id, **statement_row(s)} for s in reading.statements],
                "conflicts": [conflict_row(conflict) for conflict in within(reading)],
            }
            out.write(json.dumps(row) + "\n")


def write_board(readings: Iterable[Reading], path: Path) -> None:
    """Write what `gainsay board --json` prints, and say how long the board took."""
    board = Board()
    spent = []
    for reading in readings:
        start = time.perf_counter()
        board.add(reading)
        spent.append(time.perf_counter() - start)
    tail = spent[-100:]
    print(
        f"board     {sum(spent):.1f} s for {len(spent)} articles; "
        f"the last {len(tail)}: {1000 * sum(tail) / len(tail):.0f} ms each; slowest {1000 * max(spent):.0f} ms"
    )
    path.write_text(json.dumps([conflict_row(conflict) for conflict in board.conflicts()]), "utf-8")


def print_pairs(*, verbose: bool) -> None:
    """Judge the list of pairs under `tests/conflicts/pairs` and print the share that is right, by verdict."""
    nlp = load()
    right, total = Counter[str](), Counter[str]()
    for pair in pairs():
        verdict, same = judged(pair, nlp)
        kind = pair.verdict if pair.verdict != "none" else "same" if pair.same else "other"
        total[kind] += 1
        right[kind] += agrees(pair, verdict, same)
        if verbose and not agrees(pair, verdict, same):
            print(f"{kind} taken for {verdict}: {pair.first.content} | {pair.second.content}")
    print(f"pairs     right {right.total() / total.total():.3f} of {total.total()}  ", end="")
    print("  ".join(f"{kind} {right[kind]}/{total[kind]}" for kind in total))


def score(script: str, *paths: Path, verbose: bool) -> None:
    """Run a scorer of the shared folder and let it print."""
    command = [sys.executable, str(EVAL / script), *map(str, paths), *(["--list"] if verbose else [])]
    subprocess.run(command, check=True)


def main() -> None:
    """Read, put on the board and score the sets that are asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all by default")
    parser.add_argument("--list", action="store_true", help="print what was missed and what was spurious")
    parser.add_argument("--fold", type=Path, help="score dispatches that this fold held out, read with its encoder")
    parser.add_argument("--out", type=Path, help="keep what was read and the board in this folder")
    asked = parser.parse_args()
    if unknown := set(asked.sets) - set(SETS):
        parser.error(f"no set {', '.join(sorted(unknown))}: choose from {', '.join(SETS)}")
    if not EVAL.is_dir():
        parser.error(f"the evaluation sets are not at {EVAL}")
    out = asked.out or Path(tempfile.mkdtemp(prefix="gainsay-board-"))
    out.mkdir(parents=True, exist_ok=True)
    nlp = load(weights=asked.fold / "onnx") if asked.fold else load()
    if asked.fold:
        held = (asked.fold / "held.jsonl").read_text("utf-8").splitlines()
        lines = [line for line in held if json.loads(line).get("claims")]
        ARTICLES["dispatches"] = out / "dispatches.jsonl"
        ARTICLES["dispatches"].write_text("\n".join(lines) + "\n", "utf-8")
    for name in asked.sets or SETS:
        if name == "pairs":
            print("\npairs")
            print_pairs(verbose=asked.list)
            continue
        if name == "emergent":
            print("\nemergent")
            print_emergent(EVAL / "emergent" / "train.csv")
            continue
        start = time.perf_counter()
        told = list(articles(ARTICLES[name]))
        reader = Reader(nlp, Parties(), outlets=outlets(told))
        readings = list(reader.read_many(told))
        spent, found = time.perf_counter() - start, sum(len(reading.statements) for reading in readings)
        print(f"\n{name}\nread      {spent:.1f} s, {found} statements", flush=True)
        read, board = out / f"{name}.read.jsonl", out / f"{name}.board.json"
        write_readings(readings, read)
        if name == "disputes":
            score("score_disputes.py", ARTICLES[name], EVAL / "disputes" / "gold.jsonl", read, verbose=asked.list)
            continue
        write_board(readings, board)
        if name == "dispatches":
            score("score_dispatches.py", ARTICLES[name], read, board, verbose=asked.list)
            print_kinds(EVAL / "score_dispatches.py", ARTICLES[name], read, board)
        else:
            score("score_board.py", EVAL / "board" / "events.json", board, verbose=asked.list)


if __name__ == "__main__":
    main()
