"""Deciding what belongs together, through the desk: stored, taken back, and there again after a restart."""

from pathlib import Path

import pytest

from sources.store.store import Batch, Store
from tests.conflicts.make import article, said
from tests.desk.running import config, running

READINGS = {
    made.article.id: made
    for made in (
        article(
            "asserted", said("Reed Front", "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P")
        ),
        article(
            "denied",
            said("Velmar Army", "any Velmar/P soldiers/N were captured/V! near/A Kolombe/P", "denies", cue="denied"),
            hours=2,
        ),
        article(
            "ferry",
            said("Dockers Union", "Marlin/P Lines/P sold/V! the ferry/N Aurora/P to Trask/P"),
            said("Marlin Lines", "that it sold/V! the ferry/N Aurora/P", "denies", cue="denied"),
        ),
    )
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store(tmp_path)
    store.save(Batch(articles={key: r.article for key, r in READINGS.items()}, readings=READINGS))
    store.close()
    return tmp_path


async def test_no_conflict_is_stored_and_can_be_taken_back(folder: Path) -> None:
    async with running(config(folder, ())) as (desk, log):
        await log.until(lambda desk: desk.settled and len(desk.conflict_ids()) == 2)
        key = desk.conflicts_of("asserted")[0]
        desk.no_conflict(key)
        await log.until(lambda desk: len(desk.conflict_ids()) == 1)
        assert desk.undo() == "not a conflict"
        await log.until(lambda desk: len(desk.conflict_ids()) == 2)
        assert desk.redo() == "not a conflict"
        await log.until(lambda desk: len(desk.conflict_ids()) == 1)
    async with running(config(folder, ())) as (desk, log):
        await log.until(lambda desk: desk.settled and desk.conflict_ids())
        assert desk.conflicts_of("asserted") == ()
        assert len(desk.conflict_ids()) == 1


async def test_split_and_merge(folder: Path) -> None:
    async with running(config(folder, ())) as (desk, log):
        await log.until(lambda desk: desk.settled and len(desk.conflict_ids()) == 2)
        one, two = desk.conflict_ids()
        desk.merge(one, two)
        await log.until(lambda desk: len(desk.conflict_ids()) == 1)
        (merged,) = desk.conflict_ids()
        desk.split_off(merged, ("ferry", "s1"))
        await log.until(lambda desk: desk.conflicts_of("ferry") == ())
        assert desk.undo() == "split off" and desk.undo() == "merge"
        await log.until(lambda desk: len(desk.conflict_ids()) == 2)


async def test_why_and_claims_are_answered(folder: Path) -> None:
    async with running(config(folder, ())) as (desk, log):
        await log.until(lambda desk: desk.settled and len(desk.conflict_ids()) == 2)
        key = desk.conflicts_of("denied")[0]
        assert "Reed Front" in desk.why(key)["denied", "s1"]
        claim = desk.claim("asserted", "s1")
        assert claim is not None and claim.conflict == key
        assert desk.claim("asserted", "nothing") is None
