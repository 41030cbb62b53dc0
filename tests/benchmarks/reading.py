"""Time reading: `python tests/benchmarks/reading.py [FILE.jsonl] [--articles N]` from the repository.

Prints articles and tokens a second on one core for spaCy's small convolutional pipeline, merely parsing, and for
reading claims, on the same texts, turn and turn about in one process; and what loading takes in a fresh one. The texts
are those of FILE, JSON Lines with a `text` each, else the demo's stories. Time is that of the processor.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import spacy

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sources.claims.parties import Parties  # noqa: E402
from sources.claims.reader import Reader  # noqa: E402
from sources.language.pipeline import MODEL, load  # noqa: E402
from sources.models import Article  # noqa: E402
from sources.newsroom.stories import articles as stories  # noqa: E402

LOAD = (
    "from sources.claims.parties import Parties; from sources.claims.reader import Reader;"
    "from sources.language.pipeline import load; Reader(load(), Parties())"
)
ROUNDS = 5


def main() -> None:
    """Print the figures; see the module's text for the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=40)
    args = parser.parse_args()
    found = _texts(args.file)[: args.articles]
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", LOAD], cwd=ROOT, check=True)
    wall = time.perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"loading in a fresh process: {wall:.2f} s, {spent.ru_utime + spent.ru_stime:.2f} s on the processor,"
        f" {spent.ru_maxrss / 1024:.0f} MB"
    )
    small, reader = spacy.load(MODEL), Reader(load(), Parties())
    works: dict[str, Callable[[], object]] = {
        "spaCy's small pipeline, parsing": lambda: [small(a.text) for a in found],
        "reading claims": lambda: list(reader.read_many(found)),
    }
    tokens = sum(len(small.make_doc(a.text)) for a in found)
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS + 1):
        for name, work in works.items():
            start = time.process_time()
            work()
            times[name].append(time.process_time() - start)
    print(f"{len(found)} articles, {tokens:,} tokens, {ROUNDS} rounds after one to warm up, medians")
    for name, spells in times.items():
        spell = median(spells[1:])
        print(f"{name:<32} {len(found) / spell:6.1f} articles/s {tokens / spell:8,.0f} tokens/s")
    parse, read = times.values()
    ratios = [b / a for a, b in zip(parse[1:], read[1:], strict=True)]
    print(f"reading takes {median(ratios):.2f} times as long (rounds: {', '.join(f'{r:.2f}' for r in ratios)})")


def _texts(path: Path | None) -> list[Article]:
    if path is None:
        return stories(datetime.now(UTC))
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [Article(str(n), None, None, None, None, text) for n, text in enumerate(texts)]


if __name__ == "__main__":
    main()
