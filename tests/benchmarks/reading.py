"""Time reading: `python tests/benchmarks/reading.py [FILE.jsonl] [--articles N] [--board]` from the repository.

Prints articles and tokens a second on one core for spaCy's small convolutional pipeline (`sources/language/model`),
merely parsing, and for reading claims as the desk's worker processes do, from text to statements with their parties;
and what loading takes in a fresh process. The texts are those of FILE, JSON Lines with a `text` each, else the demo's
stories; an article at a time goes through either, in one process with one thread. They take turns every GROUP articles,
so that what else the machine does slows both alike. Tokens are those of the small pipeline's tokenizer.

Two ratios are printed, each the median over the rounds: of the processor's time, which counts what the process did and
not what it waited for, and of the time that passed.

With `--board`, what is read also goes on a board that grows by it, where it is linked and judged; all articles, unless
N says otherwise, go through once, shuffled; the boards are two: one takes as many at a time as `gainsay board`, one an
article at a time as the desk does.
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
from sources.models import Article, Reading  # noqa: E402
from sources.newsroom.stories import articles as stories  # noqa: E402
from tui.commandline.board import AT_ONCE  # noqa: E402
from tui.commandline.reading import batched  # noqa: E402

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
    """Read all articles once, put them on two boards, and print how that compares with parsing them."""
    together, one_by_one = Board(), Board()
    made: list[Reading] = []

    def read(group: Sequence[Article]) -> None:
        made[:] = [each for article in group for each in reading.read([article])]

    def link(group: Sequence[Article]) -> None:
        together.add(*made)

    def follow(group: Sequence[Article]) -> None:
        for each in made:
            one_by_one.add(each)

    for work in (parse, reading.read):
        work(found[:20])
    groups = list(batched(found, AT_ONCE))
    spells = [turns([parse, read, link, follow], group, AT_ONCE)[0] for group in groups]
    parsing, reads, links, follows = (sum(spell) for spell in zip(*spells, strict=True))
    print(f"{len(found)} articles, {tokens:,} tokens, once, {len(together.ids())} conflicts on the board")
    for name, spell in (("spaCy's small pipeline, parsing", parsing), ("reading, linking and judging", reads + links)):
        print(f"{name:<32} {len(found) / spell:6.1f} articles/s {tokens / spell:8,.0f} tokens/s")
    ways = ((f"{AT_ONCE} at a time, as `gainsay board`", links, 2), ("one at a time, as the desk", follows, 3))
    for way, spell, at in ways:
        each = ", ".join(f"{(s[1] + s[at]) / s[0]:.2f}" for s in spells)
        print(
            f"{way}: linking and judging {1000 * spell / len(found):.1f} ms an article, all that takes"
            f" {(reads + spell) / parsing:.2f} times as long by the processor's time (by {AT_ONCE}: {each})"
        )


def turns(works: Sequence[Work], found: Sequence[Article], size: int = GROUP) -> tuple[list[float], list[float]]:
    """Do each work on all articles, turn and turn about, and return what each took: processor's time, time passed."""
    cpu, wall = [0.0] * len(works), [0.0] * len(works)
    for at in range(0, len(found), size):
        group = found[at : at + size]
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
