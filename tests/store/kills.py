"""Two processes work on one store and are killed with SIGKILL, round after round.

Each keeps house as the desk does: an article with its text, the state of its feed in the same commit, now and then a
mark, an article let go, a generation begun, bodies tidied.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sources.models import Article, ArticleMark, FeedState, TextFrom
from sources.store.check import check
from sources.store.follower import Follower
from sources.store.retention import tidy
from sources.store.rows import SCHEMA
from sources.store.store import Batch, Store

_ROOT = Path(__file__).parents[2]
_MARKED, _REMOVED = 3, 7


def kills(rounds: int = 200, *, seconds: float = 0.35) -> Counter[str]:
    """Every line that a process printed before it died names a commit that must be there, once."""
    count, dice = Counter[str](), random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        told: dict[str, int] = {}
        for number in range(rounds):
            workers = [
                subprocess.Popen(
                    [sys.executable, "-m", "tests.store.kills", str(folder), f"{number}{who}"],
                    cwd=_ROOT,
                    stdout=subprocess.PIPE,
                )
                for who in "ab"
            ]
            for worker in workers:
                assert worker.stdout is not None
                worker.stdout.readline()  # It has opened the store.
            for worker in workers:
                time.sleep(dice.uniform(0, seconds))
                worker.send_signal(signal.SIGKILL)
            count["rounds"] += 1
            for who, worker in zip("ab", workers, strict=True):
                lines = worker.communicate()[0].decode().split("\n")[:-1]  # The last may be cut.
                count["processes killed"] += worker.returncode == -signal.SIGKILL
                count["ENDED BY ITSELF"] += worker.returncode != -signal.SIGKILL
                if lines:
                    told[f"{number}{who}"] = int(lines[-1])
        _judge(folder, told, count)
    return count


def _judge(folder: Path, told: dict[str, int], count: Counter[str]) -> None:
    """`told` says of each process how many commits it had acknowledged."""
    store = Store(folder)
    count["tails cut"] = len(list((folder / "aside").glob("*"))) if (folder / "aside").exists() else 0
    count["generations"] = store.journal.generation
    rows = Counter(d["key"] for d in store.database.table("articles"))
    count["DUPLICATED"] = sum(n > 1 for n in rows.values())
    stored = store.load()
    count["acknowledged"] = sum(told.values())
    for who, state in stored.feeds.items():
        last, acknowledged = state.entries, told.get(who, 0)
        count["LOST"] += max(0, acknowledged - last)
        count["UNACKNOWLEDGED BUT THERE, MORE THAN ONE A PROCESS"] += last > acknowledged + 1
        for n in range(1, last + 1):
            # The state of the feed says that this article came: so it is there, whole, unless it was let go.
            article = stored.articles.get(_id(who, n))
            gone = n % _REMOVED == 0 and n < last
            count["HALF A COMMIT"] += (article is None) != gone and not (n % _REMOVED == 0 and n == last)
            count["TEXTS LOST"] += article is not None and article.text != _text(who, n)
            marked = stored.article_marks.get(_id(who, n), ArticleMark()).starred
            count["MARKS LOST"] += article is not None and marked != (n % _MARKED == 0)
    count["LOST"] += sum(n for who, n in told.items() if who not in stored.feeds)
    count["OUT OF NOWHERE"] = sum(
        int(key.split("-")[1]) > stored.feeds[key.split("-")[0]].entries for key in stored.articles
    )
    store.close()
    assert Follower(folder, schema=SCHEMA).tables.keys() == store.journal.tables.keys()
    count["DAMAGE"] = len(check(folder).faults)


def _id(who: str, n: int) -> str:
    return f"{who}-{n}"


def _text(who: str, n: int) -> str:
    return f"{who} {n} " * random.Random(f"{who}{n}").randrange(1, 90)


def _work(folder: Path, who: str) -> None:
    store = Store(folder)
    out = sys.stdout.fileno()
    os.write(out, b"\n")
    dice = random.Random(who)
    for n in range(1, 1_000_000):
        key = _id(who, n)
        batch = Batch(
            feeds={who: FeedState(who, entries=n)},
            articles={key: Article(key, "t", None, None, "o", _text(who, n), TextFrom.PAGE)},
            article_marks={key: ArticleMark(starred=True)} if n % _MARKED == 0 else {},
            removed={_id(who, n - 1)} if (n - 1) % _REMOVED == 0 and n > 1 else set(),
        )
        store.save(batch)
        os.write(out, f"{n}\n".encode())
        if dice.random() < 0.02:
            store.journal.compact()  # type: ignore[attr-defined]
        if dice.random() < 0.02:
            tidy(store)


if __name__ == "__main__":
    _work(Path(sys.argv[1]), sys.argv[2])
