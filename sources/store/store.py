"""Typed access to the store: one batch in, one commit on the disk; all out at the start, texts when asked for."""

import os
import socket
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from sources.collector import uncollected
from sources.marks import only_changes
from sources.models import Article, ArticleMark, ConflictMark, FeedState
from sources.store import rows
from sources.store.backup import keep
from sources.store.bodies import Bodies, SyncFailed, digest
from sources.store.changes import Change
from sources.store.exchange import import_file
from sources.store.faults import Damaged, ReadOnly, StoreError
from sources.store.files import Disk, Files
from sources.store.follower import Follower
from sources.store.journal import Journal
from sources.store.latch import Latch
from sources.store.migrations import MIGRATIONS
from sources.store.places import FORMER, local
from sources.store.records import Records
from sources.store.rows import PLAIN, SCHEMA, Batch, Stored, Version
from sources.store.shelf import ShelvedArticle, ShelvedReading
from sources.store.table import Database
from sources.store.texts import Texts

_READINGS_FOR = 2
"""Readings to look through for each of the articles that came last: they come a little later, in another order."""
__all__ = ["Batch", "Damaged", "ReadOnly", "Store", "StoreError", "Stored", "Version"]


class Store:
    """The desk's folder on disk. Several threads may use a store, several processes its folder.

    Takes the folder and whether only to read. Raises StoreError when the folder cannot be used and Damaged when its
    files cannot be trusted; both name the file and what to do.
    """

    def __init__(self, folder: Path, *, read_only: bool = False, files: Files | None = None) -> None:
        self.folder = folder
        if not read_only:
            local(folder)
        self._files = files or Disk()
        self.journal: Follower
        if read_only:
            self.journal = Follower(folder, schema=SCHEMA, migrations=MIGRATIONS, files=self._files)
        else:
            before = partial(keep, folder, self._files)
            self.journal = Journal(
                folder, schema=SCHEMA, migrations=MIGRATIONS, before_migration=before, files=self._files
            )
        self.database = Database(self.journal)
        self._records = Records(self.database, folder)
        self.bodies = Bodies(folder / "bodies", self._files)
        self._foreign: dict[str, tuple[dict[int, None], dict[str, None]]] = {}
        """By table what other processes have changed since `follow`: ids put, and keys taken away."""
        self.journal.observers.append(self._observe)
        self._lease: Latch | None = None
        texts = Texts(self.bodies, self._records, self._report)
        self._text, self._reading = texts.text, texts.reading
        former = folder / FORMER
        if not read_only and former.exists() and not self.journal.tables:
            self._take_over(former)

    @property
    def size(self) -> int:
        """How many articles there are."""
        table = self.journal.tables.get("articles")
        return len(table.data) if table else 0

    # Whole batches

    def load(self, newest: int | None = None) -> Stored:
        """Return everything, or of the articles only so many that came last, at a fraction of the time.

        Raises StoreError naming the table and key of a document that does not fit.
        """
        everything = self._records.rows
        with self.journal.mutex:  # Only what stands where is noted under it; who asks for a text meanwhile gets it.
            found = everything("articles", rows.ArticleRow, newest)
            read = everything("readings", rows.ReadingRow, None if newest is None else _READINGS_FOR * newest)
            feeds = self._records.all("feeds", FeedState)
            article_marks = self._records.all("article_marks", ArticleMark)
            conflict_marks = self._records.all("conflict_marks", ConflictMark)
            disputed = everything("disputed", rows.DisputedRow)
            self.database.table("bodies").index("key")
        with uncollected():
            articles = {row.key: ShelvedArticle.of(row.record, row.body, self._text) for _, row in found}
            readings = {
                row.key: ShelvedReading.of(articles[row.key], row.language, row.agency, row.body, self._reading)
                for _, row in read
                if row.key in articles
            }
            marks = dict(article_marks), dict(conflict_marks)
            return Stored(dict(feeds), articles, readings, *marks, {row.key for _, row in disputed})

    def save(self, batch: Batch) -> dict[tuple[str, str], Any]:
        """Put a batch on disk, all or nothing. Raises StoreError; what was stored before is then still there.

        Returns the batch's marks as they are now, with what other processes have changed of them, by table and key.
        """
        try:
            with self.database.transaction():
                return self._save(batch)
        except SyncFailed as error:
            assert isinstance(self.journal, Journal)
            self.journal.fail(error)
            raise ReadOnly(self.journal.broken) from error
        except OSError as error:
            raise StoreError(
                f"{self.bodies.folder}: cannot be written ({error.strerror}): what was stored before is untouched; "
                "free the disk or mend the folder's permissions"
            ) from error

    def follow(self) -> Batch:
        """Return what other processes have stored since this was last asked. Raises StoreError."""
        self.journal.follow()
        with self.journal.mutex:
            changed, self._foreign = self._foreign, {}
            batch = Batch()
            for name, kind in PLAIN.items():
                getattr(batch, name).update(self._changed(name, rows.Row[kind], changed, lambda row: row.record))  # type: ignore[valid-type]
            articles = self._changed("articles", rows.ArticleRow, changed, lambda row: row)
            readings = self._changed("readings", rows.ReadingRow, changed, lambda row: row)
            batch.articles = {key: ShelvedArticle.of(row.record, row.body, self._text) for key, row in articles.items()}
            batch.removed = set(changed["articles"][1]) - set(articles) if "articles" in changed else set()
            for key, row in readings.items():
                if (article := batch.articles.get(key) or self.article(key)) is not None:
                    batch.readings[key] = ShelvedReading.of(article, row.language, row.agency, row.body, self._reading)
        return batch

    def close(self) -> None:
        """Let go of the folder, and of the lease if it is held."""
        if self._lease is not None:
            self._lease.close()
        self.bodies.close()
        self.journal.close()

    # Single records

    def article(self, key: str) -> Article | None:
        """Return the article with this id, None when there is none."""
        row = self._records.one("articles", key, rows.ArticleRow)
        return None if row is None else ShelvedArticle.of(row.record, row.body, self._text)

    def find(self, name: str) -> str | None:
        """Return the id of the article with this id or web address, None when there is none."""
        if self._records.one("articles", name, rows.ArticleRow) is not None:
            return name
        found = next(iter(self.database.table("articles").index("record", "url").find(name)), None)
        row = None if found is None else self._records.row("articles", found, rows.ArticleRow)
        return None if row is None else row.key

    def versions(self, key: str) -> tuple[Version, ...]:
        """Return every version of an article that was fetched, oldest first, the present one last."""
        table = self.database.table("versions")
        former = [self._records.row("versions", i, rows.VersionRow) for i in sorted(table.index("article").find(key))]
        out = [
            Version(r.url, r.title, r.fetched, r.text_from, r.body, self._text(r.body, key))
            for r in former
            if r is not None
        ]
        row = self._records.one("articles", key, rows.ArticleRow)
        if row is not None:
            a, text = row.record, self._text(row.body, key)
            out.append(Version(a.url, a.title, a.fetched, a.text_from.value, row.body, text))
        return tuple(out)

    @property
    def broken(self) -> str | None:
        """Why nothing is stored any more, in words for the user; None while all is well."""
        return self.journal.broken

    def reports(self) -> list[str]:
        """Return, once, what was found and put right since this was last asked."""
        out, self.journal.reports = self.journal.reports, []
        return out

    # The lease: one process polls, the others read and triage

    def lead(self) -> bool:
        """Take the poller's lease if it is free or its holder is dead; return whether it is held. Raises StoreError."""
        if self._lease is None:
            self._lease = self._files.latch(self.folder / "poller")
        try:
            if not self._lease.take(0):
                return False
            self._lease.note(
                f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
            )
        except OSError as error:
            raise StoreError(f"{self.folder / 'poller'}: cannot be used ({error.strerror})") from error
        return True

    @property
    def leader(self) -> str:
        """Who polls, in words for the user: process, machine and since when. Empty when that is not known."""
        return (self._lease or self._files.latch(self.folder / "poller")).read()

    # Within

    def _save(self, batch: Batch) -> dict[tuple[str, str], Any]:
        articles, readings = batch.articles, batch.readings
        put, drop = self._records.put, self._records.drop
        marks = {(name, key): self._merged(name, key, before, batch) for (name, key), before in batch.former.items()}
        for name in PLAIN:
            put(name, {k: rows.Row(k, marks.get((name, k), record)) for k, record in getattr(batch, name).items()})
        texts = {key: rows.text_body(article.text) for key, article in articles.items()}
        told = {key: rows.reading_body(reading) for key, reading in readings.items()}
        hashes = {key: digest(body) for key, body in texts.items()}
        read = {key: digest(body) for key, body in told.items()}
        self._keep({hashes[k]: body for k, body in texts.items()} | {read[k]: body for k, body in told.items()})
        made = {k: rows.ArticleRow(k, replace(a, text=""), hashes[k]) for k, a in articles.items()}
        self._keep_versions({key: row for key, row in made.items() if key not in batch.removed})
        put("articles", made)
        put(
            "readings",
            {k: rows.ReadingRow(k, r.language, r.agency, len(r.statements), read[k]) for k, r in readings.items()},
        )
        fresh = [key for key, on in batch.disputed.items() if on]
        put("disputed", {key: rows.DisputedRow(key) for key in fresh})
        drop("disputed", "key", [key for key, on in batch.disputed.items() if not on])
        for name in ("articles", "readings", "article_marks", "disputed"):  # What came again stands in its old place.
            drop(name, "key", batch.removed - getattr(batch, name).keys())
        drop("versions", "article", batch.removed)
        return marks

    def _merged(self, name: str, key: str, before: Any, batch: Batch) -> Any:
        """A mark with what the batch changes of it; `before` is what it was when that was changed."""
        after = getattr(batch, name)[key]
        kind: Any = PLAIN[name]
        there = self._records.one(name, key, rows.Row[kind])
        return after if there is None else only_changes(before, after, there.record)

    def _take_over(self, former: Path) -> None:
        try:
            import_file(self, former)
        except StoreError:
            self.close()
            raise
        self.journal.reports.append(f"{former}: was taken over into the journal; it is not needed any more")

    def _keep(self, bodies: dict[str, bytes]) -> None:
        """Put bodies that are not there yet into a pack and note where they are."""
        index = self.database.table("bodies").index("key")
        fresh = {key: body for key, body in bodies.items() if not index.find(key)}
        if fresh:
            spots = self.bodies.add(fresh)
            self.database.table("bodies").insert_multiple(
                rows.builtins(rows.BodyRow(key, spot)) for key, spot in spots.items()
            )

    def _keep_versions(self, made: Mapping[str, rows.ArticleRow]) -> None:
        """What an article was before it is replaced by another text, title or address stays as a version."""
        former = []
        for key, row in made.items():
            old = self._records.one("articles", key, rows.ArticleRow)
            if old is not None and old.identity != row.identity:
                a = old.record
                former.append(rows.VersionRow(key, a.url, a.title, a.fetched, a.text_from.value, old.body))
        if former:
            self.database.table("versions").insert_multiple(map(rows.builtins, former))

    def _report(self, text: str) -> None:
        if text not in self.journal.reports:
            self.journal.reports.append(text)

    def _changed(
        self, name: str, kind: Any, changed: Mapping[str, tuple[Mapping[int, None], object]], of: Any
    ) -> dict[str, Any]:
        out = {}
        for number in changed[name][0] if name in changed else ():
            if (row := self._records.row(name, number, kind)) is not None:
                out[row.key] = of(row)
        return out

    def _observe(self, change: Change, foreign: bool) -> None:
        """Note what another process changes, with the keys of what it takes away, before it is applied."""
        if not foreign:
            return
        for name, part in change.items():
            old = self.journal.tables[name].data if name in self.journal.tables else {}
            came, went = self._foreign.setdefault(name, ({}, {}))
            for number in old if part is None or part.clear else part.drop:
                if number in old and (key := msgspec.json.decode(old[number]).get("key")) is not None:
                    went[key] = None
            if part is not None:
                came.update(dict.fromkeys(part.put))
