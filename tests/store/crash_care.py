"""What is done to a store as a whole - backup, migration, repair, restoring - interrupted at every call."""

import errno
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sources.store.backup import FOLDER, back_up, damaged, keep, restore
from sources.store.changes import Rows, Tables, decode_document, encode_document
from sources.store.faults import StoreError
from sources.store.frames import SECTOR
from sources.store.generation import generations, name_of, read_generation
from sources.store.journal import Journal
from sources.store.repair import repair
from sources.store.store import Batch, Store
from sources.store.table import Database
from tests.store.crash_store import HOME, State, articles, state, steps
from tests.store.machine import Machine

NOW = datetime(2031, 3, 4, 12, tzinfo=UTC)
BACKUPS = HOME / FOLDER
OLD, NEW = 1, 2
CODES = (errno.EIO, errno.ENOSPC, errno.EINTR)


@dataclass(frozen=True)
class Care:
    """One kind of work: the machine before it, the work, and what must be so however far it came.

    `holds` gets the machine, whether the work had returned, and the tally; it may change the machine.
    """

    prepare: Callable[[], Machine]
    work: Callable[[Machine], object]
    holds: Callable[[Machine, bool, Counter[str]], None]


def care_power(most: int) -> Counter[str]:
    """Every subset of what was not synced, before every call of each work and after it."""
    count, dice = Counter[str](), random.Random(9)
    for name, care in CARES.items():
        _power(name, care, most, count, dice)
    return count


def _power(name: str, care: Care, most: int, count: Counter[str], dice: random.Random) -> None:
    machine, done = care.prepare(), False

    def check(call: str) -> None:
        machine.before = lambda call: None
        subsets = 2 ** machine.pending()
        count[f"calls of {name}"] += 1
        count["calls with every subset"] += subsets <= most
        for found in machine.crashes(most, dice):
            count["power losses"] += 1
            care.holds(found, done, count)
        machine.before = check

    machine.before = check
    care.work(machine)
    done = True
    check("end")


def care_faults() -> Counter[str]:
    """The n-th call of each work failing, once or from then on; the power fails on top of it."""
    count = Counter[str]()
    for name, care in CARES.items():
        for code in CODES:
            for lasting in (False, True):
                n = 0
                while _fault(care, n, code, lasting, count):
                    n += 1
                count[f"calls of {name} failed"] += n
    return count


def _fault(care: Care, n: int, code: int, lasting: bool, count: Counter[str]) -> bool:
    machine, calls = care.prepare(), 0

    def fail(call: str) -> None:
        nonlocal calls
        calls += 1
        if calls == n + 1 or (lasting and calls > n):
            raise OSError(code, "failed by the test")

    machine.before = fail
    done = True
    try:
        care.work(machine)
    except StoreError:
        done = False
        count["refused"] += 1
    if calls <= n:
        return False
    machine.before = lambda call: None
    for found in [*machine.crashes(6, random.Random(n)), machine]:
        care.holds(found, done, count)
    return True


def _filled() -> Machine:
    """A machine with a store that has lived a little, closed."""
    machine = Machine()
    store = Store(HOME, files=machine)
    for step in steps(1, articles=2, words=6):
        step(store)
    store.save(Batch(articles=articles("last", 1, 6)))
    store.close()
    return machine


def _state(machine: Machine, count: Counter[str]) -> State | None:
    try:
        store = Store(HOME, files=machine)
        found = state(store)
        count["TEXTS LOST"] += any("is lost" in report for report in store.journal.reports)
    except StoreError as error:
        count[f"REFUSED: {error}"] += 1
        return None
    return found


@cache
def _before() -> State | None:
    return _state(_filled(), Counter())


def _backups(machine: Machine, count: Counter[str]) -> list[Tables]:
    """What the backups hold that have their names; each must be good."""
    out = []
    for folder in [*machine.folders]:
        if folder.parent == BACKUPS and not folder.name.endswith(".draft"):
            loaded = read_generation(machine, folder / name_of(1))
            faults = [*damaged(machine, folder, loaded.tables)]
            count["A BACKUP THAT IS NONE"] += loaded.tail is not None or bool(faults)
            out.append(loaded.tables)
    return out


def _back_up(machine: Machine) -> None:
    store = Store(HOME, files=machine)
    assert isinstance(store.journal, Journal)
    back_up(store.journal, now=NOW)


def _backed_up(machine: Machine, done: bool, count: Counter[str]) -> None:
    found = _backups(machine, count)
    count["NO BACKUP"] += done and not found
    count["LOST"] += _state(machine, count) != _before()


def _former() -> Machine:
    machine = Machine()
    database = Database(Journal(HOME, schema=OLD, files=machine))
    for n in range(3):
        database.table("a").insert({"n": n, "text": "x" * SECTOR})
    database.close()
    return machine


def _forward(tables: Tables) -> None:
    for key, raw in [*tables["a"].data.items()]:
        tables["a"].data[key] = encode_document({**decode_document(raw), "new": True})
    tables["a"] = Rows(tables["a"].data)


def _migrate(machine: Machine) -> Tables:
    def before(path: Path) -> None:
        keep(HOME, machine, path)

    return Journal(HOME, schema=NEW, migrations={OLD: _forward}, before_migration=before, files=machine).tables


def _documents(tables: Tables) -> list[dict[str, object]]:
    return [decode_document(raw) for raw in tables["a"].data.values()] if "a" in tables else []


def _migrated(machine: Machine, done: bool, count: Counter[str]) -> None:
    newest = generations(machine.names(HOME))[-1]
    brought = read_generation(machine, HOME / name_of(newest)).header.schema == NEW
    kept = _backups(machine, count)
    former = [{"n": n, "text": "x" * SECTOR} for n in range(3)]
    count["MIGRATED WITHOUT A BACKUP"] += brought and former not in map(_documents, kept)
    count["NOT MIGRATED"] += done and not brought
    try:
        found = _documents(_migrate(machine))
    except StoreError as error:
        count[f"REFUSED: {error}"] += 1
        return
    count["LOST"] += found != [{**document, "new": True} for document in former]


def _hurt() -> Machine:
    machine = _filled()
    path = HOME / name_of(generations(machine.names(HOME))[-1])
    inode = machine.folders[HOME].names[path.name]
    for content in (inode.data, at := bytearray(inode.durable)):
        content[len(content) // 2] ^= 1
    inode.durable = bytes(at)
    pack = next(inode for inode in machine.folders[HOME / "bodies"].names.values())
    for content in (pack.data, at := bytearray(pack.durable)):
        content[-10] ^= 1
    pack.durable = bytes(at)
    return machine


def _repair(machine: Machine) -> None:
    repair(HOME, machine)


def _repaired(machine: Machine, done: bool, count: Counter[str]) -> None:
    if not done:
        count["repaired once more"] += 1
        again = repair(HOME, machine)
        count["LOST IN A REPAIR"] += again.lost
    count["LOST"] += _state(machine, count) != _before()


def _with_backup() -> Machine:
    machine = _filled()
    _back_up(machine)
    store = Store(HOME, files=machine)
    store.save(Batch(articles=articles("later", 1, 6)))
    store.close()
    return machine


@cache
def _later() -> State | None:
    return _state(_with_backup(), Counter())


def _restore(machine: Machine) -> None:
    backup = next(folder for folder in machine.folders if folder.parent == BACKUPS)
    restore(HOME, backup, machine, machine.latch(HOME / "lock"))


def _restored(machine: Machine, done: bool, count: Counter[str]) -> None:
    found = _state(machine, count)
    count["LOST"] += found not in ((_before(),) if done else (_before(), _later()))


CARES = {
    "backup": Care(_filled, _back_up, _backed_up),
    "migration": Care(_former, _migrate, _migrated),
    "repair": Care(_hurt, _repair, _repaired),
    "restoring": Care(_with_backup, _restore, _restored),
}
