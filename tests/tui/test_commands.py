import pytest

from tests.tui.news import StillDesk, press, running, screen, shows
from tui.commands import COMMANDS, on_screen
from tui.screens.article import ArticleScreen
from tui.screens.base import DeskScreen
from tui.screens.conflict import ConflictScreen
from tui.screens.main import MainScreen
from tui.screens.party import PartyScreen

SCREENS = (MainScreen, ArticleScreen, ConflictScreen, PartyScreen)


@pytest.mark.parametrize("kind", SCREENS)
def test_every_command_of_a_screen_is_done_by_it(kind: type[DeskScreen]) -> None:
    missing = [each.action for each in on_screen(kind.where) if not hasattr(kind, f"do_{each.action}")]
    assert not missing


@pytest.mark.parametrize("where", ["main", "article", "conflict", "party", "panel"])
def test_no_key_means_two_things_on_a_screen(where: str) -> None:
    keys = [key for each in on_screen(where) for key in each.keys]
    assert sorted(keys) == sorted(set(keys))


async def test_help_names_every_command(desk: StillDesk) -> None:
    async with running(desk, size=(120, 200)) as (app, pilot):
        await press(pilot, ["question_mark"])
        await shows(pilot, app, *(each.help for each in COMMANDS if "main" in each.where))


async def test_footer_shows_what_works_in_the_pane(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await shows(pilot, app, "r read")
        assert "x dismiss" not in screen(app)
        await press(pilot, ["3"])
        await shows(pilot, app, "x dismiss", "w watch")
        assert "r read" not in screen(app)


async def test_a_key_that_cannot_work_says_why(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["w"])
        await shows(pilot, app, "There is no conflict here")


async def test_palette_finds_commands_conflicts_and_articles(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["colon", *"prisoner"])
        await shows(pilot, app, "DENIAL  two Vardian soldiers taken prisoner")
        await pilot.press("down")
        await pilot.press("enter")
        await shows(pilot, app, "DENIES", "positions over time")


async def test_the_palette_reaches_parties_outlets_and_filters(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["colon", *"party hill", "down", "enter"])
        await shows(pilot, app, "Hill Guard", "conflicts that it takes a side in", "Vardian Interior Ministry (1)")
        await press(pilot, ["escape", "colon", *"outlet kes", "down", "enter"])
        await shows(pilot, app, "Incoming / outlet")


async def test_a_partys_page_is_reached_from_its_words_and_leads_on(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["2", "P"])
        await shows(pilot, app, "what it said, newest first", "took two Vardian soldiers prisoner")
        await press(pilot, ["j", "j", "enter"])
        await shows(pilot, app, "text from the page", "1 of 3")
        await press(pilot, ["escape", "k", "enter"])
        await shows(pilot, app, "DENIES")
