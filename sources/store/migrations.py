"""What leads from one schema of the documents to the next: forward only, and only after a backup of what there was."""

from sources.store.follower import Migration

MIGRATIONS: dict[int, Migration] = {}
"""By the schema that each starts from. There has been no other than the present one in a journal."""
