"""What the store costs beside TinyDB's own storages and SQLite, in one run on one disk.

    python -m tests.benchmarks.store [--sizes 1000,10000,100000,1000000] [--folder FOLDER] [--stock-up-to N]

Documents are articles of 0.9 KB. `journal` and `SQLite` (standard library, WAL, synchronous=FULL) take turns operation
by operation, so that both meet the same disk; times are medians, p99 in brackets, in milliseconds. JSONStorage takes
seconds an operation at 100,000, so it gets few; `--stock-up-to` leaves both stock storages out above a size.
Every line is measured in a process of its own; memory is what that process grew by, resident, over the empty database.
"""

import argparse
import gc
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB, where
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from sources.store.table import Database

TURNS = 300
SMALL = 10_000
BODY = "The harbour office of Orsav said on Tuesday that both ferries had left before the storm. " * 8


def document(n: int) -> dict[str, Any]:
    """Return an article of about 0.9 KB."""
    return {
        "guid": f"tag:kestrel.example,2031:{n:012}",
        "title": f"Ferries leave Orsav before the storm, harbour office says ({n})",
        "url": f"https://kestrel.example/2031/03/04/{n}",
        "published": "2031-03-04T12:00:00Z",
        "outlet": f"Outlet {n % 97}",
        "read": False,
        "text": BODY[: 640 + n % 64],
    }


def timed(work: Callable[[], Any]) -> float:
    """Return milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1e3


def words(times: list[float]) -> str:
    """Return the median and, where there are enough, the 99th percentile."""
    middle = statistics.median(times)
    return f"{middle:.2f}" + (f" ({sorted(times)[int(len(times) * 0.99)]:.2f})" if len(times) >= 100 else "")


def resident() -> float:
    """Return this process's resident memory in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def pair(size: int, folder: Path) -> dict[str, Any]:
    """Journal and SQLite, taking turns."""
    database = Database(folder / "journal")
    lite = sqlite3.connect(folder / "lite.db", isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        lite.execute(f"PRAGMA {pragma}")
    lite.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, doc TEXT)")
    bulk = timed(lambda: _fill(database, size))
    gc.collect()

    def fill_lite() -> None:
        lite.execute("BEGIN")
        lite.executemany("INSERT INTO t (doc) VALUES (?)", ((json.dumps(document(n)),) for n in range(size)))
        lite.execute("COMMIT")

    bulk_lite = timed(fill_lite)
    lite.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.sync()  # What was just filled in is not to be on the way while single writes are timed.
    out: dict[str, list[float]] = {name: [] for name in ("insert", "insert lite", "update", "update lite")}
    for n in range(TURNS):
        new, changed, key = document(size + n), {**document(n), "read": True}, 1 + n * 7919 % size
        out["insert"].append(timed(lambda new=new: database.insert(new)))
        out["insert lite"].append(
            timed(lambda new=new: lite.execute("INSERT INTO t (doc) VALUES (?)", (json.dumps(new),)))
        )
        out["update"].append(timed(lambda key=key: database.update({"read": True}, doc_ids=[key])))
        text = json.dumps(changed)
        out["update lite"].append(
            timed(lambda key=key, text=text: lite.execute("UPDATE t SET doc=? WHERE id=?", (text, key)))
        )
    table = database.table("_default")
    scan = timed(lambda: table.search(where("outlet") == "Outlet 5"))
    build = timed(lambda: table.index("guid"))
    wanted = document(size // 2)["guid"]
    found = timed(lambda: table.search(where("guid") == wanted))
    get = timed(lambda: table.get(doc_id=size // 2))
    compaction = timed(database.storage.journal.compact)
    database.close()
    lite.close()
    return {
        "rows": [
            ["journal", f"{bulk:.0f}", words(out["insert"]), words(out["update"]), f"{scan:.1f}", f"{get:.3f}"],
            ["SQLite", f"{bulk_lite:.0f}", words(out["insert lite"]), words(out["update lite"]), "", ""],
        ],
        "insert ratio": statistics.median(out["insert"]) / statistics.median(out["insert lite"]),
        "update ratio": statistics.median(out["update"]) / statistics.median(out["update lite"]),
        "index": f"index of {size:,}: built in {build:.0f} ms, then a search by it {found:.3f} ms; "
        f"compaction {compaction:.0f} ms",
    }


def _fill(database: Database, size: int) -> None:
    for start in range(0, size, 1000):
        database.insert_multiple(document(n) for n in range(start, min(start + 1000, size)))


def opening(size: int, folder: Path) -> dict[str, Any]:
    """Open what `pair` left, and how much memory it takes."""
    Database(folder / "empty").close()
    before = resident()
    times = []
    grown, spent = 0.0, time.process_time()
    for _ in range(3):
        holder: list[Database] = []
        times.append(timed(lambda holder=holder: holder.append(Database(folder / "journal"))))
        count = len(holder[0])
        grown = grown or resident() - before
        holder[0].close()
        del holder
    took = statistics.median(times)
    spent = (time.process_time() - spent) / len(times)
    return {"open": took, "open cpu": spent, "memory": grown * 1024 / count, "count": count}


def growth(size: int, folder: Path) -> dict[str, Any]:
    """A small and a large journal, taking turns: what one more document costs in each."""
    databases = {n: Database(folder / f"growth-{n}") for n in (SMALL, size)}
    for n, database in databases.items():
        _fill(database, n)
    gc.collect()
    os.sync()
    times: dict[tuple[str, int], list[float]] = {(what, n): [] for what in ("insert", "update") for n in databases}
    for turn in range(TURNS):
        for n, database in databases.items():
            new, key = document(n + turn), 1 + turn * 7919 % n
            times["insert", n].append(timed(lambda new=new, at=database: at.insert(new)))
            times["update", n].append(timed(lambda key=key, at=database: at.update({"read": True}, doc_ids=[key])))
    middle = {key: statistics.median(found) for key, found in times.items()}
    return {what: middle[what, size] / middle[what, SMALL] for what in ("insert", "update")}


def stock(size: int, folder: Path, cached: bool) -> dict[str, Any]:
    """TinyDB's own: whole-file JSON, with and without the caching middleware, which keeps up to 1,000 writes back."""
    path = folder / f"stock-{cached}.json"
    make = (lambda: TinyDB(path, storage=CachingMiddleware(JSONStorage))) if cached else (lambda: TinyDB(path))
    database = make()
    bulk = timed(lambda: database.insert_multiple(document(n) for n in range(size)))
    turns = (20 if size >= 100_000 else 100) if cached else (5 if size <= 10_000 else 1)
    inserts = [timed(lambda n=n: database.insert(document(size + n))) for n in range(turns)]
    updates = [timed(lambda n=n: database.update({"read": True}, doc_ids=[1 + n])) for n in range(turns)]
    scan = timed(lambda: database.search(where("outlet") == "Outlet 5"))
    get = timed(lambda: database.get(doc_id=size // 2))
    database.close()
    name = "CachingMiddleware (not durable)" if cached else "JSONStorage"
    took = timed(lambda: len(make()))
    row = [name, f"{bulk:.0f}", words(inserts), words(updates), f"{scan:.1f}", f"{get:.3f}"]
    return {"rows": [row], "open": took}


def child(kind: str, size: int, folder: Path) -> dict[str, Any]:
    """Do one measurement in this process."""
    if kind == "pair":
        return pair(size, folder)
    if kind == "growth":
        return growth(size, folder)
    return opening(size, folder) if kind == "open" else stock(size, folder, kind == "cached")


def main() -> int:
    """Measure, print, and return 0 when the limits hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--folder", type=Path, default=None, help="where to work; on the disk that is to be measured")
    parser.add_argument("--stock-up-to", type=int, default=1_000_000)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(child(args.child[0], int(args.child[1]), Path(args.child[2]))))
        return 0
    sizes = [int(n) for n in args.sizes.split(",")]
    results = {size: _measure(size, args.folder, size <= args.stock_up_to) for size in sizes}
    ratios = _measure_growth(max(sizes), args.folder) if max(sizes) > SMALL else {}
    return _judge(results, ratios)


def _measure_growth(size: int, folder: Path | None) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        return {f"{what} at {size:,} against {SMALL:,}": value for what, value in _run("growth", size, name).items()}


def _run(kind: str, size: int, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.store", "--child", kind, str(size), folder]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    out: dict[str, Any] = json.loads(done.stdout)
    return out


def _measure(size: int, folder: Path | None, with_stock: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=folder) as name:
        result = _run("pair", size, name) | _run("open", size, name)
        print(f"\n{size:,} documents\n{'':32}{'bulk':>9}{'insert':>16}{'update':>16}{'scan':>9}{'get':>8}{'open':>9}")
        _print(result["rows"][0], result["open"])
        _print(result["rows"][1], None)
        for kind in ("stock", "cached") if with_stock else ():
            found = _run(kind, size, name)
            _print(found["rows"][0], found["open"])
        print(
            f"journal : SQLite  insert {result['insert ratio']:.2f}, update {result['update ratio']:.2f}; "
            f"{result['memory']:.2f} KB of memory a document; opening takes {result['open cpu']:.2f} s of a processor; "
            f"{result['index']}",
            flush=True,
        )
        return result


def _print(row: list[str], opened: float | None) -> None:
    name, bulk, insert, update, scan, get = row
    last = f"{opened:>9.0f}" if opened is not None else ""
    print(f"{name:32}{bulk:>9}{insert:>16}{update:>16}{scan:>9}{get:>8}{last}", flush=True)


def _judge(results: dict[int, dict[str, Any]], ratios: dict[str, float]) -> int:
    checks: list[tuple[str, float, float]] = []
    for size, result in results.items():
        checks += [
            (f"{what} against SQLite at {size:,}", result[f"{what} ratio"], 2.0) for what in ("insert", "update")
        ]
    if 100_000 in results:
        checks.append(("seconds to open 100,000", results[100_000]["open"] / 1e3, 0.7))
    checks += [(what, value, 1.5) for what, value in ratios.items()]
    print()
    for name, value, most in checks:
        print(f"{'ok ' if value <= most else 'NOT'} {name}: {value:.2f}, at most {most}")
    return 0 if all(value <= most for _, value, most in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
