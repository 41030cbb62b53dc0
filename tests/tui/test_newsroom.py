"""The whole way: an invented newsroom on loopback, the real desk with its workers, and what the screen shows of it."""

import asyncio
from dataclasses import replace
from pathlib import Path

from sources.config import load, shipped
from sources.desk import Desk
from sources.newsroom import Newsroom
from sources.newsroom.stories import parties
from sources.store.store import Store
from tests.newsroom.fixtures import newsroom
from tests.tui.news import press, screen
from tui.app import GainsayApp

__all__ = ["newsroom"]


async def test_news_comes_in_is_read_and_stands_against_each_other(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.release_all()
    config = replace(load(shipped()), feeds=newsroom.feeds, parties=parties(), interval=60, pace=0.0, store=tmp_path)
    app = GainsayApp(Desk(config, Store(tmp_path)))
    async with app.run_test(size=(160, 50), notifications=True) as pilot:
        async with asyncio.timeout(240):
            while not app.desk.conflict_ids():
                await pilot.pause(0.1)
        await pilot.pause(0.2)
        text = screen(app)
        assert "! DENIAL" in text or "! FIGURES" in text or "! BLAME" in text
        assert "disputed" in text or "claim" in text
        await press(pilot, ["3", "enter"])
        await pilot.pause(0.2)
        assert "independent origin" in screen(app)
