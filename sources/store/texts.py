"""Texts and statements as they are asked for, by the keys of their bodies; those asked for last stay in memory."""

from collections.abc import Callable
from functools import lru_cache

import msgspec

from sources.store import rows
from sources.store.bodies import Bodies
from sources.store.faults import Damaged
from sources.store.records import Records

TEXTS_IN_MEMORY = 256
"""Pages ask for a text once for every span that they show."""
READINGS_IN_MEMORY = 2048
"""Articles whose statements were asked for last."""


class Texts:
    """What bodies hold. Takes the packs, the records that say what stands where, and whom to tell what is lost."""

    def __init__(self, bodies: Bodies, records: Records, report: Callable[[str], None]) -> None:
        self._bodies = bodies
        self._records = records
        self._report = report
        # What could not be read is not remembered: a disk that failed once may give it at the next look.
        self._texts = lru_cache(TEXTS_IN_MEMORY)(lambda body: rows.text_of(self._body(body)))
        self._readings = lru_cache(READINGS_IN_MEMORY)(lambda body: rows.reading_of(self._body(body)))

    def text(self, body: str, key: str) -> str:
        """Return a text by its body's key and its article's id; empty, and reported, when the disk has lost it."""
        try:
            return self._texts(body)
        except (Damaged, OSError) as error:
            self._report(f"article {key}: its text is lost: {error}: `gainsay store check` says more")
            return ""

    def reading(self, body: str, key: str) -> rows.ReadingBody:
        """Return an article's statements and vector likewise; none, and reported, when the disk has lost them."""
        try:
            return self._readings(body)
        except (Damaged, OSError, msgspec.MsgspecError) as error:
            self._report(f"article {key}: its statements are lost: {error}: `gainsay store check` says more")
            return rows.ReadingBody()

    def _body(self, key: str) -> bytes:
        row = self._records.one("bodies", key, rows.BodyRow)
        if row is None:
            raise Damaged(f"{self._bodies.folder}: holds nothing under {key}")
        return self._bodies.read(key, row.spot)
