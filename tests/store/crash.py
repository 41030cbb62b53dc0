"""Break the store in every way that we can think of, and count what it loses.

    python -m tests.store.crash [EXPERIMENT ...] [--rounds N]

cuts         a journal of mixed work ends after each of its bytes
flips        each single bit of it is the other way round
pack-flips   and each of the texts beside it
power        the power fails before and after each system call, with every subset of what no sync had reached
faults       the n-th system call fails with EIO, ENOSPC or EINTR, once or from then on, for every n
store-power, store-power-wide, store-faults   the same two for the whole store, with the texts beside the journal
care-power, care-faults     and for backup, migration, repair and restoring
kills        two processes work on one store and are killed with SIGKILL, again and again

Where so much is pending that not every subset can be tried, some are drawn, and it is counted how often.

Exit status 0 when nothing that was acknowledged is lost, nothing is there twice, and no damage goes unnoticed.
"""

import argparse
import contextlib
import errno
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sources.store.faults import Damaged, StoreError
from sources.store.follower import Follower
from sources.store.generation import name_of, parse
from sources.store.journal import ASIDE, Journal
from sources.store.storage import JournalStorage
from sources.store.table import Database
from tests.store.crash_care import care_faults, care_power
from tests.store.crash_store import pack_flips, store_faults, store_power
from tests.store.kills import kills
from tests.store.machine import Folder, Inode, Machine
from tests.store.work import State, state, steps

HOME = Path("/store")
PATH = HOME / name_of(1)
EVERY = 1 << 14
"""Subsets at one call that are all tried."""


def journal_bytes(rounds: int) -> tuple[bytes, list[tuple[int, State]]]:
    """Return a journal of mixed work, and the length and state after each commit."""
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder))
        database = Database(journal)
        assert journal.path is not None
        marks = [(journal.path.stat().st_size, state(journal.tables))]
        for step in steps(rounds, compact=False):
            step(database)
            if (size := journal.path.stat().st_size) != marks[-1][0]:
                marks.append((size, state(journal.tables)))
        data = journal.path.read_bytes()
        database.close()
        return data, marks


def cuts(rounds: int = 3) -> Counter[str]:
    """The state after a cut is that of the last commit that is there whole; a rest is kept aside and reported, and the
    next commit follows on it.
    """
    data, marks = journal_bytes(rounds)
    first, count = marks[0][0], Counter[str](commits=len(marks) - 1)
    for size in range(len(data)):
        count["cuts"] += 1
        machine = Machine()
        machine.make(HOME)
        inode = Inode(data[:size])
        machine.folders[HOME].names[PATH.name] = machine.folders[HOME].durable[PATH.name] = inode
        try:
            journal = Journal(HOME, files=machine)
        except Damaged:
            count["refused" if size < first else "WRONG"] += 1
            continue
        at, wanted = max(mark for mark in marks if mark[0] <= size)
        right = state(journal.tables) == wanted
        kept = [bytes(each.data) for each in machine.folders.get(HOME / ASIDE, Folder()).names.values()]
        told = kept == ([data[at:size]] if size > at else []) and len(journal.reports) == len(kept)
        count["whole" if size == at else "torn"] += 1
        Database(journal).table("after").insert({"n": size})
        after = state(Follower(HOME, files=machine).tables)
        count["WRONG"] += not (right and told and len(after.pop("after")) == 1 and after == wanted)
    return count


def flips(rounds: int = 1) -> Counter[str]:
    """Every flipped bit is noticed, and a repair brings all of it back."""
    from sources.store.repair import salvage

    data, marks = journal_bytes(rounds)
    count, path = Counter[str](commits=len(marks) - 1), PATH
    for bit in range(8 * len(data)):
        count["flips"] += 1
        flipped = bytearray(data)
        flipped[bit >> 3] ^= 1 << (bit & 7)
        try:
            loaded = parse(path, bytes(flipped))
            noticed = loaded.tail is not None and not loaded.tail.torn
        except Damaged:
            noticed = True
        count["refused" if noticed else "SILENT"] += 1
        if bit % 16 == 0:
            saved = salvage(path, bytes(flipped), None)
            count["MENDED WITHOUT A WORD"] += not saved.found
            count["repaired whole" if state(saved.tables) == marks[-1][1] else "repaired in part"] += 1
    return count


def power(rounds: int = 1, most: int = EVERY) -> Counter[str]:
    """After a power loss the store opens with all that was acknowledged, and with nothing halfway.

    `most` bounds the subsets of what was not synced that are tried at a call; beyond it they are drawn, and counted so.
    """
    count, dice = Counter[str](), random.Random(5)
    states = [State()]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder))
        for step in steps(rounds):
            step(database)
            states.append(state(database.storage.journal.tables))
        database.close()
    machine, done, busy = Machine(), 0, False

    def check(call: str) -> None:
        nonlocal busy
        if busy:
            return
        busy = True
        count["system calls"] += 1
        subsets = 2 ** machine.pending()
        count["of them with every subset"] += subsets <= most
        count["most subsets"] = max(count["most subsets"], min(subsets, most))
        for found in machine.crashes(most, dice):
            count["power losses"] += 1
            allowed = [states[done], states[min(done + 1, len(states) - 1)]]
            _verify(found, allowed, count, again=subsets <= 64 or dice.random() < 0.05, dice=dice)
        busy = False

    machine.before = check
    database = Database(Journal(HOME, files=machine))
    for step in steps(rounds):
        step(database)
        done += 1
    check("end")
    database.close()
    return count


def _verify(machine: Machine, allowed: list[State], count: Counter[str], *, again: bool, dice: random.Random) -> None:
    """Open what the power loss left; now and then lose the power again while that is done."""
    if again:
        nested: list[Machine] = []
        machine.before = lambda call: nested.extend(machine.crashes(4, dice))
    try:
        journal = Journal(HOME, files=machine)
    except StoreError as error:
        count[f"REFUSED: {error}"] += 1
        return
    found = state(journal.tables)
    count["LOST OR HALF"] += found not in allowed
    count["cut and reported"] += bool(journal.reports)
    if again:
        machine.before = lambda call: None
        for second in nested:
            count["second power losses"] += 1
            _verify(second, [found], count, again=False, dice=dice)


def faults(rounds: int = 1) -> Counter[str]:
    """Whatever call fails, acknowledged steps stay, and failed ones are there once or not at all."""
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
    acknowledged, tried, refused = set[int](), 0, 0
    try:
        journal = Journal(HOME, files=machine)
    except StoreError:
        refused += 1
    else:
        storage = JournalStorage(journal)
        database = Database(journal)
        for number in range(12 * rounds):
            tried = number + 1
            try:
                if number % 5 == 4:
                    journal.compact()
                else:
                    with database.transaction():
                        database.table("a").put([_document(number)])
                        database.table("b").put([_document(number)])
                    acknowledged.add(number)
            except StoreError:
                refused += 1
            _same_in_memory(database, acknowledged, count)
        with contextlib.suppress(OSError):
            storage.close()
    if calls <= n:
        return False
    count["commits refused"] += refused
    machine.before = lambda call: None
    dice = random.Random(n)
    _same_on_disk(machine, acknowledged, tried, count, "after a restart")
    for found in machine.crashes(8, dice):
        _same_on_disk(found, acknowledged, tried, count, "after power loss too")
    return True


def _document(number: int):  # type: ignore[no-untyped-def]
    from tinydb.table import Document

    return Document({"n": number, "text": "x" * (number * 97 % 700)}, number + 1)


def _same_in_memory(database: Database, acknowledged: set[int], count: Counter[str]) -> None:
    for name in ("a", "b"):
        count["MEMORY AHEAD OR BEHIND"] += {d["n"] for d in database.table(name)} != acknowledged


def _same_on_disk(machine: Machine, acknowledged: set[int], tried: int, count: Counter[str], when: str) -> None:
    count[f"opened {when}"] += 1
    try:
        database = Database(Journal(HOME, files=machine))
        with database.transaction():
            database.table("c").insert({"n": 1})
    except StoreError as error:
        count[f"REFUSED: {error}"] += 1
        return
    for found in [machine, *machine.crashes(4, random.Random(1))]:
        try:
            tables = Follower(HOME, files=found).tables
        except StoreError as error:
            count[f"REFUSED: {error}"] += 1
            continue
        ids = [set(tables[name].data) if name in tables else set() for name in ("a", "b")]
        count["HALF A COMMIT"] += ids[0] != ids[1]
        count["LOST"] += not {n + 1 for n in acknowledged} <= ids[0]
        count["OUT OF NOWHERE"] += not ids[0] <= {n + 1 for n in range(tried)}
        count["LOST"] += "c" not in tables


EXPERIMENTS: dict[str, Callable[[int], Counter[str]]] = {
    "cuts": lambda rounds: cuts(rounds or 3),
    "flips": lambda rounds: flips(rounds or 1),
    "power": lambda rounds: power(rounds or 1),
    "faults": lambda rounds: faults(rounds or 1),
    "pack-flips": lambda rounds: pack_flips(),
    "store-power": lambda rounds: store_power(rounds or 2, EVERY),
    "store-power-wide": lambda rounds: store_power(rounds or 2, 64, articles=3, words=40),
    "store-faults": lambda rounds: store_faults(rounds or 1),
    "care-power": lambda rounds: care_power(EVERY),
    "care-faults": lambda rounds: care_faults(),
    "kills": lambda rounds: kills(rounds or 200),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("experiment", nargs="*", metavar="EXPERIMENT")
    parser.add_argument("--rounds", type=int, default=0)
    args = parser.parse_args()
    bad = 0
    for name in args.experiment or EXPERIMENTS:
        began = time.monotonic()
        count = EXPERIMENTS[name](args.rounds)
        wrong = sum(n for what, n in count.items() if what[:2].isupper())
        bad += wrong
        told = ", ".join(f"{what} {n:,}" for what, n in count.items() if n or what[:2].isupper())
        print(f"{name}: {told}; wrong {wrong} ({time.monotonic() - began:.0f} s)", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
