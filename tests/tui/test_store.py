"""What the screen says of the store: who polls, what was put right, and when nothing can be saved any more."""

from pathlib import Path

import pytest

from sources.desk import Desk, sharing
from sources.models import Article, ArticleMark, TextFrom
from sources.store.store import Batch, Store
from tests.desk.running import config
from tests.desk.running import running as working
from tests.store.looking import path_of
from tests.store.test_store import Sick
from tests.tui.news import press, running, screen, shows, until

ARTICLES = {n: Article(n, f"Number {n}", None, None, "Kestrel", "Nothing was said.", TextFrom.FILE) for n in "ab"}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "FOLLOW_SECONDS", 0.05)


def filled(folder: Path) -> Store:
    store = Store(folder)
    store.save(Batch(articles=ARTICLES))
    return store


async def test_a_second_desk_says_that_it_follows_and_when_it_takes_over(tmp_path: Path) -> None:
    filled(tmp_path).close()
    made = config(tmp_path, ())
    async with working(made) as (first, log):
        await log.until(lambda d: d.leads)
        async with running(Desk(made, Store(tmp_path))) as (app, pilot):
            await shows(pilot, app, "another desk polls", "Another gainsay (process", "Number a")
            await press(pilot, ["ctrl+r"])
            await shows(pilot, app, "Another desk polls; this one shows what it finds")
            await press(pilot, ["s"])
            key = app.main.incoming.rows.cursor
            assert key is not None
            await log.until(lambda d: d.article_mark(key).starred)
            first.mark_articles([key], "note", note="seen there")
            await shows(pilot, app, "note: seen there")
            await first.close()
            await shows(pilot, app, "this one polls now")
            assert "another desk polls" not in screen(app)


async def test_a_store_that_the_disk_fails_says_so_and_takes_no_more_marks(tmp_path: Path) -> None:
    disk = Sick()
    filled(tmp_path).close()
    async with running(Desk(config(tmp_path, ()), Store(tmp_path, files=disk))) as (app, pilot):
        await until(pilot, lambda: app.desk.leads)
        await shows(pilot, app, "Number a")
        disk.fails, disk.error = "sync", OSError(5, "Input/output error")
        await press(pilot, ["s"])
        await shows(pilot, app, "! read-only: nothing is saved", "the disk failed (Input/output error)")
        await press(pilot, ["j", "s"])
        await shows(pilot, app, "Nothing can be saved any more: the disk failed. L says what to do.")
        key = app.main.incoming.rows.cursor
        assert key is not None and app.desk.article_mark(key) == ArticleMark()
        await press(pilot, ["L"])
        await shows(pilot, app, "then start again")
    assert "the disk failed" in app.unsaved
    assert Store(tmp_path).load().article_marks == {}


async def test_what_was_put_right_at_the_start_is_told_once(tmp_path: Path) -> None:
    store = filled(tmp_path)
    path = path_of(store)
    store.close()
    with open(path, "ab") as file:
        file.write(b"0000000000")
    async with running(Desk(config(tmp_path, ()), Store(tmp_path))) as (app, pilot):
        await shows(pilot, app, "was interrupted before it was whole", "Number a", "Number b")
        await until(pilot, lambda: app.desk.leads)
        assert sum("interrupted" in text for _, text in app.troubles) == 1
    assert next((tmp_path / "aside").iterdir()).name.startswith("desk-00000001-torn-")
    async with running(Desk(config(tmp_path, ()), Store(tmp_path))) as (app, pilot):
        await until(pilot, lambda: app.desk.leads)
        assert not app.troubles
