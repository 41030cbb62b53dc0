"""From the first screen to a forwarded brief, as the README tells it, on the demo's own story: at most twelve keys."""

import asyncio
from pathlib import Path

import pytest

from sources.desk import Desk
from sources.models import Stance, Triage
from sources.newsroom import Newsroom
from sources.store.store import Store
from tests.desk.running import Log, config, done
from tests.newsroom.fixtures import newsroom
from tests.tui.news import screen, shows, until
from tui.app import GainsayApp
from tui.screens.article import ArticleScreen

__all__ = ["newsroom"]
_MOST = 12


async def test_a_disputed_story_is_read_watched_and_briefed_in_twelve_keys(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.release_all()
    monkeypatch.chdir(tmp_path)
    made = config(tmp_path / "store", newsroom.feeds)
    desk = Desk(made, Store(made.store))
    log = Log(desk)
    app = GainsayApp(desk, demo=True)
    pressed = 0
    async with app.run_test(size=(120, 40), notifications=True) as pilot, asyncio.timeout(400):
        await log.until(done)
        await until(pilot, lambda: len(app.main.board.rows.index) == len(desk.conflict_ids()))

        async def press(*keys: str) -> None:
            nonlocal pressed
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
                pressed += 1

        key = next(
            key
            for key in desk.conflict_ids()
            if {s.stance for s in desk.conflict(key).sides} == {Stance.ASSERTS, Stance.DENIES}
        )
        app.main.board.rows.go(app.main.board.rows.index.nth(0))
        assert key == app.main.board.rows.cursor, "the most contested story is a denial"
        await press("3", "enter")
        await shows(pilot, app, "▲ ASSERTS", "▼ DENIES", "standing aside")
        await press("j", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await until(pilot, lambda: " denies" in screen(app).splitlines()[-2])
        await press("escape", "w")
        await until(pilot, lambda: desk.conflict_mark(key).triage is Triage.WATCHING)
        await press("e", "enter")
        await shows(pilot, app, "Wrote 1 conflict")
    assert pressed <= _MOST
    (brief,) = tmp_path.glob("*.md")
    text = brief.read_text(encoding="utf-8")
    assert text.startswith("# Disputed: ")
    assert " asserts" in text and " denies" in text and "## Sources" in text
