import argparse
import shutil
import subprocess
from pathlib import Path

import pytest
from textual_serve.server import Server

from tests.tui.news import StillDesk, press, running, screen, shows
from tui.cli import main, parser
from tui.commandline.manual import page
from tui.commandline.serve import command
from tui.commands import COMMANDS
from tui.screens.tour import _STEPS

PAGE = Path(__file__).parents[2] / "tui" / "gainsay.1"


def test_the_manual_page_that_ships_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8").splitlines()[1:] == page().splitlines()[1:], (
        "run: gainsay man > tui/gainsay.1"
    )


@pytest.mark.skipif(shutil.which("preconv") is None, reason="groff is not installed")
def test_the_manual_page_is_good_roff() -> None:
    done = subprocess.run(
        ["groff", "-Kutf8", "-man", "-Tutf8", "-ww", "-z"], input=page(), text=True, capture_output=True
    )
    assert not done.stderr


def test_every_key_stands_in_the_manual(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys"]) == 0
    shown = capsys.readouterr().out
    assert all(each.action in shown for each in COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_a_shell_completes_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("export", "digest", "serve", "--filter"))


async def test_the_tour_names_keys_that_exist(desk: StillDesk) -> None:
    assert {action for actions, _ in _STEPS for action in actions} <= {each.action for each in COMMANDS}
    async with running(desk) as (app, pilot):
        await press(pilot, ["f1"])
        await shows(pilot, app, "Welcome", "who asserts, who denies", "It never says who is right")
        await press(pilot, ["escape"])
        assert "Welcome" not in screen(app)


def test_the_browsers_desk_is_this_one(tmp_path: Path) -> None:
    args = parser().parse_args(["serve", "--store", str(tmp_path)], argparse.Namespace(config=None, store=None))
    line = command(args)
    assert " -m tui --config " in line
    assert line.endswith(f"--store {tmp_path}")


async def test_the_browser_gets_a_page_with_the_desk() -> None:
    server = Server("true", host="127.0.0.1", port=0, title="gainsay")
    app = await server._make_app()
    assert {route.resource.canonical for route in app.router.routes() if route.resource} >= {"/", "/ws"}
