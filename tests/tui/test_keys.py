"""Keys that no other test presses: what the user sees after each."""

import pytest
from textual.events import Key

from tests.tui.news import StillDesk, capture, conflict, press, running, screen, shows, until
from tui.commands import COMMANDS


async def test_top_bottom_and_half_pages(desk: StillDesk) -> None:
    async with running(desk, (120, 24)) as (app, pilot):
        rows = app.main.incoming.rows
        for key, where in (("G", "q29"), ("g", "a1"), ("end", "q29"), ("home", "a1")):
            await press(pilot, [key])
            assert rows.cursor == where
        for down, up in (("ctrl+d", "ctrl+u"), ("pagedown", "pageup")):
            await press(pilot, [down])
            assert rows.cursor not in ("a1", "q0")
            await press(pilot, [up])
            assert rows.cursor == "a1"


async def test_panes_by_letters_arrows_and_numbers(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        for key, at in (
            *(("l", 1), ("right", 2), ("h", 1), ("left", 0), ("tab", 1), ("shift+tab", 0)),
            *(("3", 2), ("2", 1), ("1", 0)),
        ):
            await press(pilot, [key])
            assert app.main.at == at


async def test_next_new_and_next_conflict(desk: StillDesk) -> None:
    desk.oppose(conflict(capture(), "c2", "the bridge at Osh Tal was destroyed"))
    async with running(desk) as (app, pilot):
        await press(pilot, ["r"])
        await until(pilot, lambda: desk.article_mark("a1").read)
        await press(pilot, ["n", "N"])
        assert app.main.incoming.rows.cursor == "q0"
        await press(pilot, ["right_square_bracket"])
        assert (app.main.at, app.main.board.rows.cursor) == (2, "c1")
        await press(pilot, ["right_square_bracket"])
        assert app.main.board.rows.cursor == "c2"
        await press(pilot, ["left_square_bracket"])
        assert app.main.board.rows.cursor == "c1"


async def test_the_conflict_of_an_article_and_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["c"])
        await shows(pilot, app, "ASSERTS", "DENIES", "how it came here")
        await press(pilot, ["tab", "j", "o"])
        await shows(pilot, app, "Opened https://kestrel.example/a1")
        await press(pilot, ["escape", "enter", "m"])
        await until(pilot, lambda: not desk.article_mark("a1").read)
        assert app.screen is app.main


async def test_copy_feeds_log_poll_and_quit(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["y"])
        await until(pilot, lambda: "Ministry denies soldiers" in app.clipboard)
        await press(pilot, ["f"])
        await shows(pilot, app, "There are no feeds")
        await press(pilot, ["escape", "L"])
        await shows(pilot, app, "Nothing has gone wrong")
        await press(pilot, ["escape", "ctrl+r"])
        await until(pilot, lambda: "Polling 0 feeds" in screen(app) or "Another desk" in screen(app))
        await press(pilot, ["q"])
        await until(pilot, lambda: not app.is_running)


@pytest.mark.parametrize("where", ["main", "article", "conflict", "party"])
async def test_no_key_of_the_table_breaks_a_screen(desk: StillDesk, where: str) -> None:
    ways = {"main": [], "article": ["enter"], "conflict": ["3", "enter"], "party": ["3", "P"]}
    async with running(desk) as (app, pilot):
        for command in COMMANDS:
            if where not in command.where or command.action in ("quit", "browser", "palette"):
                continue
            for key in command.keys:
                while app.screen is not app.main:
                    app.pop_screen()
                    await pilot.pause()
                app.main.rows.clear_selected()
                await press(pilot, ["1", *ways[where], key])
                assert app.is_running
                if app.screen.__class__.__name__ in ("PromptScreen", "ConfirmScreen") or app.main.filter.is_open:
                    await press(pilot, ["escape"])


async def test_a_feed_is_followed_and_the_palette_opened_by_their_keys(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["F"])
        await shows(pilot, app, "Address of a feed, or of a page that names one")
        await press(pilot, ["escape", "ctrl+p"])
        await shows(pilot, app, "A command, conflict, party, outlet, @filter or article, by name")
        await press(pilot, [*"quiet news number 12", "down", "enter"])
        await shows(pilot, app, "Quiet news number 12 from the valley", "no claims: it attributes nothing")


async def test_a_key_acts_on_the_pane_that_the_key_just_before_it_chose(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        for key in ("3", "enter"):
            app.post_message(Key(key, key if len(key) == 1 else None))
        await shows(pilot, app, "▲ ASSERTS", "▼ DENIES")
