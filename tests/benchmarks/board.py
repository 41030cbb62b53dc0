"""What one more article costs on boards of growing size, and what a statement takes in memory.

    python -m tests.benchmarks.board [SIZE ...]        statements; 1000 10000 100000 by default

Articles are generated: events begin all the time, each is told by some outlets over a day or two, parties assert,
deny and count in them; words are drawn as news draws them (by Zipf's law from the background that linking weighs
words by), names are made up. Ratios within one run say more than times: the machine may be busy.
"""

import argparse
import gc
import random
import resource
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from sources.conflicts.board import Board
from sources.conflicts.words import _frequencies
from sources.models import Act, Article, Cue, Excerpt, QuoteForm, Reading, Source, Stance, Statement, Word

SIZES = (1_000, 10_000, 100_000)
SAMPLE = 100
"""Articles that are timed at each size."""
START = datetime(2031, 1, 1, tzinfo=UTC)
OUTLETS = 40
_SYLLABLES = (
    "ba",
    "ko",
    "ri",
    "ten",
    "ma",
    "lo",
    "su",
    "ver",
    "da",
    "ni",
    "fel",
    "or",
    "gra",
    "mi",
    "sha",
    "ul",
    "ran",
)


class Newsroom:
    """An endless stream of readings, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        counts = sorted(_frequencies()[1].items(), key=lambda item: -item[1])
        self._words = [word for word, _ in counts if word.isalpha() and len(word) > 2]
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(len(self._words))))
        self._events: list[Iterator[Reading]] = []
        self._number = 0

    def __iter__(self) -> Iterator[Reading]:
        return self

    def __next__(self) -> Reading:
        """Return the next article: of an event under way, or of a new one."""
        while True:
            if len(self._events) < 30:
                self._events.append(self._event())
            at = self._random.randrange(len(self._events))
            found = next(self._events[at], None)
            if found is not None:
                return found
            del self._events[at]

    def _name(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=3)).capitalize()

    def _some(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)

    def _event(self) -> Iterator[Reading]:
        names = [self._name() for _ in range(4)]
        parties = [f"{self._name()} {kind}" for kind in ("Front", "Ministry", "Council")]
        topic = self._some(12)
        claims = [self._some(3) + self._random.sample(topic, 3) + self._random.sample(names, 2) for _ in range(3)]
        for _ in range(self._random.randint(1, 12)):
            self._number += 1
            time = START + timedelta(minutes=10 * self._number)
            statements = tuple(self._statement(n, parties, claims) for n in range(self._random.randint(2, 8)))
            told = [*topic, *names, *self._some(120), *(s.content.text for s in statements)]
            self._random.shuffle(told)
            outlet = f"Outlet {self._random.randrange(OUTLETS)}"
            article = Article(f"a{self._number}", " ".join(names[:2] + topic[:3]), None, time, outlet, " ".join(told))
            yield Reading(article, "en", None, statements)

    def _statement(self, number: int, parties: list[str], claims: list[list[str]]) -> Statement:
        party = self._random.choice(parties)
        content = [word for word in self._random.choice(claims) if self._random.random() > 0.2] + self._some(3)
        stance = self._random.choices(
            (Stance.ASSERTS, Stance.DENIES, Stance.CONFIRMS, Stance.DECLINES), (80, 10, 5, 5)
        )[0]
        words = tuple(
            Word(
                word,
                word.lower(),
                "PROPN" if word[0].isupper() else "VERB" if at == 1 else "NOUN",
                "root" if at == 1 else "obj" if at == 2 else "dep",
                -1 if at == 1 else 1,
            )
            for at, word in enumerate(content)
        )
        cue = {"asserts": "said", "denies": "denied", "confirms": "confirmed", "declines": "declined"}[stance.value]
        return Statement(
            f"s{number}",
            Source(party, ((0, 5),), party, True),
            Cue(cue, ((6, 9),), cue),
            Excerpt(" ".join(content), ((10, 40),)),
            stance,
            Act.SPEECH,
            QuoteForm.INDIRECT,
            words=words,
        )


def _memory() -> float:
    """The most memory that this process has held so far, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Fill boards of the sizes that are asked for and print what one more article costs, and memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE")
    asked = parser.parse_args()
    gc.collect()
    empty = _memory()
    board, news, held = Board(), Newsroom(7), 0
    first = 0.0
    for size in sorted(asked.sizes):
        while held < size:
            reading = next(news)
            held += len(reading.statements)
            board.add(reading)
        spent = []
        for reading in (next(news) for _ in range(SAMPLE)):
            held += len(reading.statements)
            start = time.process_time()
            board.add(reading)
            spent.append(1000 * (time.process_time() - start))
        first = first or statistics.mean(spent)
        memory = (_memory() - empty) / held
        print(
            f"{held:>9,} statements  one more article {statistics.mean(spent):6.1f} ms (median "
            f"{statistics.median(spent):.1f}, longest {max(spent):.0f})  {statistics.mean(spent) / first:.2f} times "
            f"the first  {memory:.1f} KiB a statement  {len(board.conflicts())} conflicts",
            flush=True,
        )


if __name__ == "__main__":
    main()
