"""Time reading: `python tests/benchmarks/reading.py [FILE.jsonl] [--articles N] [--board]` from the repository.

Prints articles and tokens a second on one core for spaCy's small convolutional pipeline (`sources/language/model`),
merely parsing, and for reading claims as the desk's worker processes do, from text to statements with their parties;
and what loading takes in a fresh process. The texts are those of FILE, JSON Lines with a `text` each, else the demo's
stories; an article at a time goes through either, in one process with one thread. They take turns every GROUP articles,
so that what else the machine does slows both alike. Tokens are those of the small pipeline's tokenizer.

Two ratios are printed, each the median over the rounds: of the processor's time, which counts what the process did and
not what it waited for, and of the time that passed.

With `--board`, what is read also goes on a board that grows by it, where it is linked and judged; all articles, unless
N says otherwise, go through once, shuffled, and the ratio of each tenth of them is printed too.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

for _library in ("OMP", "OPENBLAS", "BLIS", "MKL"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"  # before the libraries are imported

import spacy  # noqa: E402

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from sources.conflicts.board import Board  # noqa: E402
from sources.desk import reading  # noqa: E402
from sources.language.pipeline import MODEL  # noqa: E402
from sources.models import Article  # noqa: E402
from sources.newsroom.stories import articles as stories  # noqa: E402

LOAD = "from sources.desk.reading import start; start(None, ())"
ROUNDS = 7
GROUP = 5
Work = Callable[[Sequence[Article]], object]


def main() -> None:
    """Print the figures; see the module's text for the arguments."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--articles", type=int)
    parser.add_argument("--board", action="store_true", help="link and judge what is read")
    args = parser.parse_args()
    found = texts(args.file)
    if args.board:
        random.Random(7).shuffle(found)
    found = found[: args.articles or (None if args.board else 40)]
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", LOAD], cwd=ROOT, check=True)
    wall = time.perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"loading in a fresh process: {wall:.2f} s, {spent.ru_utime + spent.ru_stime:.2f} s on the processor,"
        f" {spent.ru_maxrss / 1024:.0f} MB"
    )
    small = spacy.load(MODEL)
    reading.start(None, ())
    works: list[Work] = [lambda group: [small(a.text) for a in group], reading.read]
    tokens = sum(len(small.make_doc(a.text)) for a in found)
    if args.board:
        to_the_end(works[0], found, tokens)
        return
    rounds = [turns(works, found) for _ in range(ROUNDS + 1)][1:]
    print(f"{len(found)} articles, {tokens:,} tokens, {ROUNDS} rounds after one to warm up, medians")
    for n, name in enumerate(("spaCy's small pipeline, parsing", "reading claims")):
        spell = median(cpu[n] for cpu, _ in rounds)
        print(f"{name:<32} {len(found) / spell:6.1f} articles/s {tokens / spell:8,.0f} tokens/s")
    for kind, pairs in (("processor's time", [c for c, _ in rounds]), ("time that passed", [w for _, w in rounds])):
        ratios = [read / parse for parse, read in pairs]
        each = ", ".join(f"{r:.2f}" for r in ratios)
        print(f"reading takes {median(ratios):.2f} times as long by the {kind} (rounds: {each})")


def to_the_end(parse: Work, found: Sequence[Article], tokens: int) -> None:
    """Read all articles once, put them on a board, and print how that compares with parsing them."""
    board = Board()
    spent = [0.0]

    def read(group: Sequence[Article]) -> None:
        for made in reading.read(group):
            start = time.process_time()
            board.add(made)
            spent[0] += time.process_time() - start

    for work in (parse, reading.read):
        work(found[:20])
    size = -(-len(found) // 10)
    tenths = [turns([parse, read], found[at : at + size]) for at in range(0, len(found), size)]
    (parsing, reads), (parsed, passed) = (
        [sum(t) for t in zip(*kind, strict=True)] for kind in zip(*tenths, strict=True)
    )
    each = ", ".join(f"{cpu[1] / cpu[0]:.2f}" for cpu, _ in tenths)
    print(f"{len(found)} articles, {tokens:,} tokens, once, {len(board.ids())} conflicts on the board")
    for name, spell in (("spaCy's small pipeline, parsing", parsing), ("reading, linking and judging", reads)):
        print(f"{name:<32} {len(found) / spell:6.1f} articles/s {tokens / spell:8,.0f} tokens/s")
    print(f"linking and judging are {spent[0] / reads:.0%} of it, {1000 * spent[0] / len(found):.1f} ms an article")
    print(f"all that takes {reads / parsing:.2f} times as long by the processor's time (tenths: {each})")
    print(f"all that takes {passed / parsed:.2f} times as long by the time that passed")


def turns(works: Sequence[Work], found: Sequence[Article]) -> tuple[list[float], list[float]]:
    """Do each work on all articles, turn and turn about, and return what each took: processor's time, time passed."""
    cpu, wall = [0.0] * len(works), [0.0] * len(works)
    for at in range(0, len(found), GROUP):
        group = found[at : at + GROUP]
        for n, work in enumerate(works):
            passed, start = time.perf_counter(), time.process_time()
            work(group)
            cpu[n] += time.process_time() - start
            wall[n] += time.perf_counter() - passed
    return cpu, wall


def texts(path: Path | None) -> list[Article]:
    """The articles of a file of JSON Lines, or the demo's."""
    if path is None:
        return list(stories(datetime.now(UTC)))
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [
        Article(str(n), a.get("title"), None, _time(a.get("published")), a.get("outlet"), a["text"])
        for n, a in enumerate(found)
    ]


def _time(published: str | None) -> datetime | None:
    return datetime.fromisoformat(published) if published else None


if __name__ == "__main__":
    main()
