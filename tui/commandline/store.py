"""`gainsay store`: look at the store, repair it, back it up and put a backup back, hand it to other programs."""

import argparse
import json
import sys
from difflib import unified_diff
from pathlib import Path

from sources.codec import instant, to_json
from sources.store.backup import FOLDER, back_up, backups, restore
from sources.store.check import check
from sources.store.exchange import export, import_file
from sources.store.files import Disk
from sources.store.journal import Journal
from sources.store.places import holds_store
from sources.store.repair import repair
from sources.store.store import Store
from sources.text import clean_line
from tui.cli import Fault, configuration, store_folder
from tui.commandline.watching import watching


def check_store(args: argparse.Namespace) -> int:
    """Read all of the store and print what it holds; exit status 1 when something is wrong."""
    folder = _folder(args)
    with watching() as watch:
        health = check(folder, watch=watch)
    print(folder)
    for line in health.lines:
        print(f"  {clean_line(line)}")
    for fault in health.faults:
        print(f"gainsay: {clean_line(fault)}", file=sys.stderr)
    if health.faults:
        print(
            "gainsay: `gainsay store repair` brings back what can be read; `gainsay store restore` puts a backup back",
            file=sys.stderr,
        )
    return 1 if health.faults else 0


def repair_store(args: argparse.Namespace) -> int:
    """Bring back what a damaged store still holds; exit status 1 when some of it is lost."""
    with watching() as watch:
        done = repair(_folder(args), watch=watch)
    for line in done.lines or ["Nothing to repair."]:
        print(clean_line(line))
    return 1 if done.lost else 0


def back_up_store(args: argparse.Namespace) -> int:
    """Write a backup, in the store's own folder or in the one that is named, and print where it is."""
    store = Store(_existing(args))
    try:
        assert isinstance(store.journal, Journal)
        with watching() as watch:
            made = back_up(store.journal, args.folder, watch=watch)
        print(made)
    finally:
        store.close()
    return 0


def list_backups(args: argparse.Namespace) -> int:
    """Print the store's backups, oldest first."""
    home = _folder(args) / FOLDER
    there = backups(home)
    for path in there:
        print(path)
    if not there:
        print(f"gainsay: {home}: there are no backups yet; the desk writes one a day", file=sys.stderr)
    return 0


def restore_store(args: argparse.Namespace) -> int:
    """Put a backup in place of what the store holds; that stays as the former generation."""
    folder = _folder(args)
    there = backups(folder / FOLDER)
    backup: Path | None = args.backup or (there[-1] if there else None)
    if backup is None:
        raise Fault(f"{folder / FOLDER}: there are no backups: name one that stands elsewhere")
    if not backup.exists() and (folder / FOLDER / backup.name).exists():
        backup = folder / FOLDER / backup.name
    if not backup.is_dir():
        raise Fault(f"{backup}: is no backup: `gainsay store backups` lists those that there are")
    files = Disk()
    try:
        files.make(folder)
    except OSError as error:
        raise Fault(f"{folder}: cannot be made ({error.strerror}): name another folder with --store") from error
    latch = files.latch(folder / "lock")
    try:
        with watching() as watch:
            former = restore(folder, backup, files, latch, watch)
    finally:
        latch.close()
    print(f"{backup.name} was put back" + (f"; what was there before is {former}" if former else ""))
    return 0


def show_versions(args: argparse.Namespace) -> int:
    """Print every version of an article that was fetched, with address, time and SHA-256, and how they differ."""
    store = Store(_existing(args), read_only=True)
    try:
        key = store.find(args.article)
        versions = store.versions(key) if key else ()
    finally:
        store.close()
    if not versions:
        raise Fault(f"{store.folder}: holds no article {args.article}: name its web address or its id")
    if args.json:
        print(json.dumps([to_json(version) for version in versions], ensure_ascii=False, indent=1))
        return 0
    former: list[str] = []
    for number, version in enumerate(versions, 1):
        print(f"{number}. {instant(version.fetched) or 'time unknown'}, from the {version.text_from}")
        print(f"   {clean_line(version.title or 'untitled')}")
        print(f"   {clean_line(version.url or 'no address')}")
        print(f"   SHA-256 {version.sha256}")
        text = [clean_line(line) for line in version.text.splitlines()]
        if former:
            changes = unified_diff(former, text, f"version {number - 1}", f"version {number}", lineterm="")
            print("\n".join(changes) or "   the text is the same")
        former = text
    return 0


def export_store(args: argparse.Namespace) -> int:
    """Write everything to one JSON file that stock TinyDB opens."""
    folder = _existing(args)
    if args.file.exists() and not args.force:
        raise Fault(f"{args.file}: is there already: name another file, or replace it with --force")
    store = Store(folder, read_only=True)
    try:
        with watching() as watch:
            count = export(store, args.file, watch)
    finally:
        store.close()
    for text in store.reports():
        print(f"gainsay: {clean_line(text)}", file=sys.stderr)
    print(f"{args.file}: {count:,} documents")
    return 0


def import_store(args: argparse.Namespace) -> int:
    """Add everything in a file that `gainsay store export` wrote, in place of records of the same keys."""
    store = Store(_folder(args))
    try:
        with watching() as watch:
            count = import_file(store, args.file, watch)
    finally:
        store.close()
    print(f"{args.file}: {count:,} documents")
    return 0


def _existing(args: argparse.Namespace) -> Path:
    """The store's folder; to look at a store must not make one."""
    folder = _folder(args)
    if not holds_store(folder):
        raise Fault(f"{folder}: holds no store: name the store's folder with --store")
    return folder


def _folder(args: argparse.Namespace) -> Path:
    # A damaged configuration must not keep the user from a store that is named.
    return Path(args.store) if args.store else store_folder(args, configuration(args))
