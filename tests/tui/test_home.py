"""Keys, theme and place are the user's own, and stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from sources.config import ConfigError, load, shipped
from tests.tui.news import StillDesk, capture, conflict, plain, press, running, screen, shows, until
from tui.checks import check
from tui.keymap import commands_with, textual_key

FILE = Path("config.toml")


@pytest.mark.parametrize(
    ("written", "key"),
    [("?", "question_mark"), ("x", "x"), ("X", "X"), ("^x", "ctrl+x"), ("ctrl+x", "ctrl+x"), ("f5", "f5"),
     ("enter", "enter"), ("space", "space"), ("banana", None), ("", None), (" ", None)],
)  # fmt: skip
def test_keys_are_written_as_people_write_them(written: str, key: str | None) -> None:
    assert textual_key(written) == key


@pytest.mark.parametrize(
    ("keys", "fault"),
    [
        ({"opne": ("x",)}, "keys.opne: there is no such command; did you mean 'open'?"),
        ({"open": ("banana",)}, "keys.open: 'banana' is no key"),
        ({"star": ("r",)}, "keys.star: 'r' is the key of read already"),
        ({"star": ("r",), "read": ("s",)}, ""),
    ],
)
def test_faults_in_the_key_map_name_their_place(keys: dict[str, tuple[str, ...]], fault: str) -> None:
    faults = commands_with(keys, FILE)[1]
    assert len(faults) == bool(fault)
    assert not fault or faults[0].startswith(f"config.toml: {fault}")


async def test_own_keys_work_and_are_shown(tmp_path: Path) -> None:
    desk = StillDesk(tmp_path)
    desk.config = replace(desk.config, keys={"star": ("r",), "read": ("f5",)})
    desk.give(capture(), plain(30))
    async with running(desk) as (app, pilot):
        await shows(pilot, app, "r star", "f5 read")
        await press(pilot, ["r"])
        await until(pilot, lambda: desk.article_mark("a1").starred)
        await press(pilot, ["s"])
        assert desk.article_mark("a1").starred
        await press(pilot, ["question_mark"])
        await shows(pilot, app, "f5")


async def test_the_next_start_is_where_the_user_was(tmp_path: Path) -> None:
    for start in (1, 2):
        desk = StillDesk(tmp_path)
        desk.give(capture(), *(plain(number, number + 10) for number in range(30)))
        desk.oppose(conflict(capture()))
        async with running(desk) as (app, pilot):
            if start == 1:
                await press(pilot, ["j"] * 12)
                await press(pilot, ["T", "slash", *"number", "enter", "3", "z"])
                place = app.main.incoming.rows.cursor
            else:
                await until(pilot, lambda: app.main.at == 2)
                await shows(pilot, app, "3 Board", "! DENIAL")
                assert app.main.has_class("zoomed")
                assert app.theme == "gainsay-light"
                assert app.main.incoming.rows.cursor == place
                await press(pilot, ["1"])
                await shows(pilot, app, "30 of 31")
        desk._store.close()


async def test_what_the_session_file_lacks_is_as_at_the_first_start(desk: StillDesk) -> None:
    (desk.config.store / "screen.json").write_text('{"pane": "two"')
    async with running(desk) as (app, pilot):
        await shows(pilot, app, "31 unread of 31")
        assert "Traceback" not in screen(app)


def test_faults_of_keys_filters_and_theme_stop_the_start(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[screen]\ntheme = "mauve"\n[keys]\nopen = "q"\n[filters]\nmine = "kind:quarrel"\n')
    with pytest.raises(ConfigError) as raised:
        check(load(file))
    first, second, third = raised.value.faults
    assert f"{file}: keys.open: 'q' is the key of quit already" in first
    assert f"{file}: filters.mine: 'kind:quarrel': kind: takes denial" in second
    assert f"{file}: screen.theme: there is no theme 'mauve'" in third
    check(load(shipped()))
