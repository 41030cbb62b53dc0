"""What the store raises: every text names the file, what is wrong with it, and what to do."""


class StoreError(Exception):
    """The store cannot be read or written."""


class Damaged(StoreError):
    """A file of the store holds something else than what was written to it."""


class ReadOnly(StoreError):
    """The store answers, but takes no more changes: a disk has failed, or it was opened to read."""
