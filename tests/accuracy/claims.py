"""Score reading against the shared evaluation sets: `python tests/accuracy/claims.py [SET ...]` from the repository.

SET is one of `polnear`, `wikinews`, `longform`, `dispatches`; without any, all. The encoder that ships was trained on
all but the first of these. `--folds FOLDER ...` scores it on articles that it never saw: each FOLDER is what
`sources.language.encoder.train --fold I/N` wrote, with the exported encoder in its folder `onnx`; the articles held out
are read with it, and all are scored together. The sets and their scorers stand beside the repository
(`../shared/eval`) and are never part of it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from spacy.language import Language  # noqa: E402

from sources.claims.parties import Parties  # noqa: E402
from sources.claims.reader import Reader  # noqa: E402
from sources.codec import reading_json  # noqa: E402
from sources.language.pipeline import load  # noqa: E402
from sources.models import Article  # noqa: E402

EVAL = ROOT.parent / "shared" / "eval"
SETS = {
    "polnear": ("polnear/dev.jsonl", "score_claims.py"),
    "wikinews": ("wikinews/attributions.jsonl", "score_claims.py"),
    "longform": ("dispatches/longform.jsonl", "score_claims.py"),
    "dispatches": ("dispatches/dispatches.jsonl", "score_dispatches.py"),
}


def main() -> int:
    """Read each set and print what its scorer says; the exit status is 1 when a set is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="*", choices=[*SETS, []], metavar="SET")
    parser.add_argument("--folds", nargs="+", type=Path, metavar="FOLDER")
    args = parser.parse_args()
    if args.folds:
        return held_out(args.folds)
    nlp = load()
    status = 0
    for name in args.set or list(SETS):
        gold, scorer = (EVAL / part for part in SETS[name])
        if not gold.exists():
            print(f"{name}: {gold} is not there; the shared evaluation sets are needed for this")
            status = 1
            continue
        print(f"== {name}")
        score(nlp, gold, scorer)
    return status


def score(nlp: Language, gold: Path, scorer: Path) -> None:
    """Read the articles of `gold` and run `scorer` on what was found."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "read.jsonl")
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        reader = _reader(nlp, rows)
        found.write_text("".join(_read(reader, data) for data in rows), encoding="utf-8")
        _run(scorer, gold, found, Path(folder, "board.json"))


def held_out(folders: list[Path]) -> int:
    """Read what each fold's encoder never saw, and score the articles of each kind together."""
    kinds: dict[str, list[tuple[str, str]]] = {"dispatches": [], "longform": [], "wikinews": []}
    for folder in folders:
        lines = (folder / "held.jsonl").read_text(encoding="utf-8").splitlines()
        reader = _reader(load(weights=folder / "onnx"), [json.loads(line) for line in lines])
        for line in lines:
            data = json.loads(line)
            kind = "wikinews" if data["id"].startswith("wiki") else "dispatches" if data.get("claims") else "longform"
            kinds[kind].append((line, _read(reader, data)))
    for kind, pairs in kinds.items():
        print(f"== {kind}, held out: {len(pairs)} articles", flush=True)
        with tempfile.TemporaryDirectory() as folder_name:
            gold, found = Path(folder_name, "gold.jsonl"), Path(folder_name, "read.jsonl")
            gold.write_text("".join(f"{line}\n" for line, _ in pairs), encoding="utf-8")
            found.write_text("".join(read for _, read in pairs), encoding="utf-8")
            for scorer in dict.fromkeys(("score_claims.py", SETS[kind][1])):
                _run(EVAL / scorer, gold, found, Path(folder_name, "board.json"))
    return 0


def _reader(nlp: Language, rows: list[dict[str, Any]]) -> Reader:
    """A reader that knows the outlets of all that it will read, as the command's does."""
    return Reader(nlp, Parties(), outlets=dict.fromkeys(row["outlet"] for row in rows if row.get("outlet")))


def _read(reader: Reader, data: dict[str, Any]) -> str:
    article = Article(data["id"], data.get("title"), None, None, data.get("outlet"), data["text"])
    return json.dumps(reading_json(reader.read(article), [])) + "\n"


def _run(scorer: Path, gold: Path, found: Path, board: Path) -> None:
    board.write_text("[]", encoding="utf-8")
    extra = [str(board)] if scorer.name == "score_dispatches.py" else []
    subprocess.run([sys.executable, str(scorer), str(gold), str(found), *extra], check=True)


if __name__ == "__main__":
    sys.exit(main())
