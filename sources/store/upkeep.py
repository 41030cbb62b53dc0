"""What a store needs now and then: a backup a day, and letting go of what nothing speaks of."""

from datetime import datetime

from sources.store.backup import daily
from sources.store.faults import StoreError
from sources.store.journal import Journal
from sources.store.retention import tidy
from sources.store.store import Store


def upkeep(store: Store, now: datetime) -> None:
    """Do what is due; cheap when nothing is. Raises StoreError, which leaves the store as it was."""
    if isinstance(store.journal, Journal):
        daily(store.journal, now)
        try:
            tidy(store)
        except OSError as error:
            raise StoreError(f"{store.folder}: old texts cannot be let go ({error.strerror})") from error
