"""A feed's bytes, politely fetched, parsed out of harm's way, and the next time to ask."""
