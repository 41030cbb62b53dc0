"""`gainsay store`: look at the store, repair it, back it up and put a backup back, hand it to other programs."""

import argparse
import sys
from pathlib import Path

from sources.store.backup import FOLDER, back_up, backups, restore
from sources.store.check import check
from sources.store.exchange import export, import_file
from sources.store.files import Disk
from sources.store.journal import Journal
from sources.store.repair import repair
from sources.store.store import Store, StoreError
from sources.text import clean_line
from tui.cli import Fault, configuration, store_folder


def check_store(args: argparse.Namespace) -> int:
    """Read all of the store and print what it holds; exit status 1 when something is wrong."""
    folder = _folder(args)
    try:
        health = check(folder)
    except StoreError as error:
        raise Fault(str(error)) from error
    print(folder)
    for line in health.lines:
        print(f"  {clean_line(line)}")
    for fault in health.faults:
        print(f"gainsay: {clean_line(fault)}", file=sys.stderr)
    if health.faults:
        print("gainsay: `gainsay store repair` brings back what can be read", file=sys.stderr)
    return 1 if health.faults else 0


def repair_store(args: argparse.Namespace) -> int:
    """Bring back what a damaged journal still holds; the damaged file is kept."""
    try:
        told = repair(_folder(args))
    except StoreError as error:
        raise Fault(str(error)) from error
    for line in told or ["Nothing to repair."]:
        print(clean_line(line))
    return 0


def back_up_store(args: argparse.Namespace) -> int:
    """Write a backup, in the store's own folder or in the one that is named, and print where it is."""
    store = _open(args)
    try:
        assert isinstance(store.journal, Journal)
        print(back_up(store.journal, args.folder))
    except StoreError as error:
        raise Fault(str(error)) from error
    finally:
        store.close()
    return 0


def list_backups(args: argparse.Namespace) -> int:
    """Print the store's backups, oldest first."""
    for path in backups(_folder(args) / FOLDER):
        print(path)
    return 0


def restore_store(args: argparse.Namespace) -> int:
    """Put a backup in place of what the store holds; that stays as the former generation."""
    folder = _folder(args)
    there = backups(folder / FOLDER)
    backup: Path = args.backup or (there[-1] if there else folder / FOLDER)
    if not backup.exists() and (folder / FOLDER / backup.name).exists():
        backup = folder / FOLDER / backup.name
    files = Disk()
    latch = files.latch(folder / "lock")
    try:
        files.make(folder)
        former = restore(folder, backup, files, latch)
    except (StoreError, OSError) as error:
        raise Fault(str(error)) from error
    finally:
        latch.close()
    print(f"{backup.name} was put back; what was there before is {former}")
    return 0


def export_store(args: argparse.Namespace) -> int:
    """Write everything to one JSON file that stock TinyDB opens."""
    try:
        store = Store(_folder(args), read_only=True)
        count = export(store, args.file)
    except StoreError as error:
        raise Fault(str(error)) from error
    store.close()
    print(f"{args.file}: {count:,} documents")
    return 0


def import_store(args: argparse.Namespace) -> int:
    """Add everything in a file that `gainsay store export` wrote, in place of records of the same keys."""
    store = _open(args)
    try:
        count = import_file(store, args.file)
    except StoreError as error:
        raise Fault(str(error)) from error
    finally:
        store.close()
    print(f"{args.file}: {count:,} documents")
    return 0


def _open(args: argparse.Namespace) -> Store:
    try:
        return Store(_folder(args))
    except StoreError as error:
        raise Fault(str(error)) from error


def _folder(args: argparse.Namespace) -> Path:
    # A damaged configuration must not keep the user from a store that is named.
    return Path(args.store) if args.store else store_folder(args, configuration(args))
