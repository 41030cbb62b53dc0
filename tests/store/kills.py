"""Two processes work on one store and are killed with SIGKILL, round after round."""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from sources.store.follower import Follower
from sources.store.journal import Journal
from sources.store.table import Database

_ROOT = Path(__file__).parents[2]


def kills(rounds: int = 200, *, seconds: float = 0.35) -> Counter[str]:
    """Every line that a process printed before it died names a commit that must be there, once."""
    count, dice = Counter[str](), random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        told: dict[str, str] = {}
        for number in range(rounds):
            workers = [
                subprocess.Popen(
                    [sys.executable, "-m", "tests.store.kills", str(folder), f"{number}-{who}"],
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
            for worker in workers:
                lines = worker.communicate()[0].decode().split("\n")[:-1]  # The last may be cut.
                count["processes killed"] += worker.returncode == -signal.SIGKILL
                count["ENDED BY ITSELF"] += worker.returncode != -signal.SIGKILL
                told |= dict(line.split() for line in lines)  # type: ignore[misc]
        journal = Journal(folder)
        count["cut tails in the last round"] = len(journal.reports)
        count["tails cut"] = len(list((folder / "aside").glob("*"))) if (folder / "aside").exists() else 0
        count["generations"] = journal.generation
        database = Database(journal)
        found = Counter(d["id"] for d in database.table("log"))
        marks = {d["id"]: d["n"] for d in database.table("marks")}
        count["acknowledged"] = len(told)
        count["LOST"] = sum(found[key] == 0 for key in told)
        count["DUPLICATED"] = sum(n > 1 for n in found.values())
        count["HALF A COMMIT"] = sum(key not in marks for key in found)
        count["UNACKNOWLEDGED BUT THERE, MORE THAN ONE A PROCESS"] = max(
            0, len(found) - len(told) - count["processes killed"]
        )
        database.close()
        assert Follower(folder).tables.keys() == journal.tables.keys()
    return count


def _work(folder: Path, who: str) -> None:
    database = Database(folder)
    out = sys.stdout.fileno()
    os.write(out, b"\n")
    dice = random.Random(who)
    for n in range(1_000_000):
        with database.transaction():
            database.table("log").insert({"id": f"{who}-{n}"})
            database.table("marks").insert({"id": f"{who}-{n}", "n": n, "text": "x" * dice.randrange(300)})
        if dice.random() < 0.02:
            database.storage.journal.compact()
        os.write(out, f"{who}-{n} {n}\n".encode())


if __name__ == "__main__":
    _work(Path(sys.argv[1]), sys.argv[2])
