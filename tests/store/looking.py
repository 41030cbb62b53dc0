"""What tests want to know of a store, and harm that they do to it."""

from pathlib import Path

from sources.store.journal import Journal
from sources.store.store import Store


def journal(store: Store) -> Journal:
    assert isinstance(store.journal, Journal)
    return store.journal


def path_of(store: Store) -> Path:
    assert store.journal.path is not None
    return store.journal.path


def flip(path: Path, at: int, bits: int = 1) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= bits
    path.write_bytes(data)
