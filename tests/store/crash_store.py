"""The whole store, texts beside the journal included, under power loss and failing calls."""

import contextlib
import errno
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sources.models import Article, ArticleMark, Reading, TextFrom
from sources.store.faults import StoreError
from sources.store.journal import Journal
from sources.store.retention import tidy
from sources.store.store import Batch, Store
from tests.store.machine import Machine

HOME = Path("/store")
State = dict[str, tuple[str, int, bool]]
"""By article: its text, how many former versions it has, whether it was marked as read."""


def articles(name: str, count: int, words: int) -> dict[str, Article]:
    """Return so many articles by id."""
    made = [Article(f"{name}-{k}", "t", None, None, "o", f"{name} {k} " * words, TextFrom.PAGE) for k in range(count)]
    return {article.id: article for article in made}


def steps(rounds: int, *, articles: int = 3, words: int = 40) -> Iterator[Callable[[Store], object]]:
    """Yield what a desk does to its store: articles come with readings, change, are marked and go."""
    for n in range(rounds):
        made = [*_articles(str(n), articles, words).values()]
        yield lambda s, made=made: s.save(
            Batch(articles={a.id: a for a in made}, readings={a.id: Reading(a, "en", None, ()) for a in made})
        )
        yield lambda s, made=made: s.save(Batch(article_marks={made[0].id: ArticleMark(read=True)}))
        yield lambda s, made=made, n=n: s.save(Batch(articles={made[0].id: replace(made[0], text="another text " * n)}))
        yield lambda s: s.journal.compact()  # type: ignore[attr-defined]
        yield lambda s, made=made: s.save(Batch(removed={made[-1].id}))
        yield tidy


_articles = articles


def state(store: Store) -> State:
    """Return what a store holds, texts read from the disk."""
    stored = store.load()
    return {
        key: (a.text, len(store.versions(key)) - 1, stored.article_marks.get(key, ArticleMark()).read)
        for key, a in stored.articles.items()
    }


def store_power(rounds: int = 2, most: int = 1 << 11, *, articles: int = 1, words: int = 4) -> Counter[str]:
    """After a power loss everything acknowledged is there with its text, and nothing is there in half.

    `most` bounds the subsets that are tried at a call; small articles keep them so few that all are.
    """
    count, dice = Counter[str](), random.Random(7)
    states = [State()]
    store = Store(HOME, files=Machine())
    for step in steps(rounds, articles=articles, words=words):
        step(store)
        states.append(state(store))
    machine, done, busy = Machine(), 0, False

    def check(call: str) -> None:
        nonlocal busy
        if busy:
            return
        busy = True
        count["system calls"] += 1
        count["of them with every subset"] += 2 ** machine.pending() <= most
        for found in machine.crashes(most, dice):
            count["power losses"] += 1
            _judge(found, states[done : done + 2], count)
        busy = False

    machine.before = check
    store = Store(HOME, files=machine)
    for step in steps(rounds, articles=articles, words=words):
        step(store)
        done += 1
    check("end")
    return count


def pack_flips() -> Counter[str]:
    """Every flipped bit of the texts beside the journal: what is read is as it was stored, or told to be lost."""
    machine, count = Machine(), Counter[str]()
    store = Store(HOME, files=machine)
    for step in steps(1, articles=2, words=8):
        step(store)
    noise = random.Random(3).randbytes(120).hex()
    made = {key: replace(a, text=f"{key} {noise}") for key, a in articles("noise", 2, 1).items()}
    store.save(Batch(articles=made, readings={key: Reading(a, "en", None, ()) for key, a in made.items()}))
    right = _bodies(store)
    store.close()
    for name, inode in machine.folders[HOME / "bodies"].names.items():
        count["packs"] += name.endswith(".pack")
        for bit in range(8 * len(inode.data)):
            count["flips"] += 1
            inode.data[bit >> 3] ^= 1 << (bit & 7)
            store = Store(HOME, files=machine)
            found = _bodies(store)
            told = any("is lost" in report for report in store.journal.reports)
            count["noticed and told"] += told
            count["in no body's way"] += found == right
            silent = found != right and not told
            count["SILENT"] += silent or any(body not in (right[key], None, []) for key, body in found.items())
            store.close()
            inode.data[bit >> 3] ^= 1 << (bit & 7)
    return count


def _bodies(store: Store) -> dict[tuple[str, int], object]:
    """Every text and every list of statements, by article and number; None for what the disk has lost."""
    stored = store.load()
    out: dict[tuple[str, int], object] = {}
    for key, reading in stored.readings.items():
        out[key, -1] = [*reading.statements]
        out |= {(key, n): version.text or None for n, version in enumerate(store.versions(key))}
    return out


def store_faults(rounds: int = 1) -> Counter[str]:
    """Whatever call fails: what was acknowledged stays, after a restart and after a power loss on top of it."""
    count = Counter[str]()
    for code in (errno.EIO, errno.ENOSPC, errno.EINTR):
        for lasting in (False, True):
            n = 0
            while _fault(n, code, lasting, rounds, count):
                n += 1
            count["calls failed"] += n
    return count


def _fault(n: int, code: int, lasting: bool, rounds: int, count: Counter[str]) -> bool:
    machine, calls = Machine(), 0

    def fail(call: str) -> None:
        nonlocal calls
        calls += 1
        if calls == n + 1 or (lasting and calls > n):
            raise OSError(code, "failed by the test")

    machine.before = fail
    acknowledged: dict[str, str] = {}
    tried: dict[str, str] = {}
    with contextlib.suppress(StoreError):
        store = Store(HOME, files=machine)
        for number in range(5 * rounds):
            article = Article(str(number), "t", None, None, "o", f"{number} " * 60, TextFrom.PAGE)
            tried[article.id] = article.text
            try:
                store.save(Batch(articles={article.id: article}))
                acknowledged[article.id] = article.text
            except StoreError:
                count["saves refused"] += 1
    if calls <= n:
        return False
    machine.before = lambda call: None
    for found in [machine, *machine.crashes(6, random.Random(n))]:
        count["opened again"] += 1
        try:
            there = {key: a.text for key, a in Store(HOME, files=found).load().articles.items()}
        except StoreError as error:
            count[f"REFUSED: {error}"] += 1
            continue
        count["LOST"] += not acknowledged.items() <= there.items()
        count["OUT OF NOWHERE"] += not there.items() <= tried.items()
    return True


def _judge(machine: Machine, allowed: list[State], count: Counter[str]) -> None:
    try:
        store = Store(HOME, files=machine)
        found = state(store)
    except StoreError as error:
        count[f"REFUSED: {error}"] += 1
        return
    count["LOST OR HALF"] += found not in allowed
    count["TEXTS LOST"] += any("is lost" in report for report in store.journal.reports)
    assert isinstance(store.journal, Journal)
