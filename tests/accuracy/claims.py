"""Score reading against the shared evaluation sets: `python tests/accuracy/claims.py [SET ...]` from the repository.

SET is one of `polnear`, `wikinews`, `longform`, `dispatches`; without any, all. The sets and their scorers stand beside
the repository (`../shared/eval`) and are never part of it.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

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


def main(names: list[str]) -> int:
    """Read each set and print what its scorer says; the exit status is 1 when a set is missing."""
    reader = Reader(load(), Parties())
    status = 0
    for name in names or list(SETS):
        gold, scorer = (EVAL / part for part in SETS[name])
        if not gold.exists():
            print(f"{name}: {gold} is not there; the shared evaluation sets are needed for this")
            status = 1
            continue
        print(f"== {name}")
        score(reader, gold, scorer)
    return status


def score(reader: Reader, gold: Path, scorer: Path) -> None:
    """Read the articles of `gold` and run `scorer` on what was found."""
    with tempfile.TemporaryDirectory() as folder:
        found, board = Path(folder, "read.jsonl"), Path(folder, "board.json")
        board.write_text("[]", encoding="utf-8")
        with gold.open(encoding="utf-8") as lines, found.open("w", encoding="utf-8") as out:
            for data in map(json.loads, lines):
                article = Article(data["id"], data.get("title"), None, None, data.get("outlet"), data["text"])
                out.write(json.dumps(reading_json(reader.read(article), [])) + "\n")
        extra = [str(board)] if scorer.name == "score_dispatches.py" else []
        subprocess.run([sys.executable, str(scorer), str(gold), str(found), *extra], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
