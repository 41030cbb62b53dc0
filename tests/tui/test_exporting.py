from pathlib import Path

import pytest

from sources.export.formats import FORMATS
from tests.tui.news import StillDesk, press, running, shows, until
from tui.cli import FORMS


def test_the_command_line_offers_every_form() -> None:
    assert tuple(FORMATS) == FORMS


async def test_a_brief_is_written_with_two_keys(
    desk: StillDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "e"])
        await shows(pilot, app, "File for 1 conflict", "two-vardian-soldiers-taken-prisoner-near-osh-tal.md")
        await press(pilot, ["enter"])
        await shows(pilot, app, "Wrote 1 conflict to")
    assert "## Hill Guard asserts" in (tmp_path / "two-vardian-soldiers-taken-prisoner-near-osh-tal.md").read_text()


async def test_a_name_that_tells_no_form_is_refused(desk: StillDesk) -> None:
    async with running(desk, (200, 50)) as (app, pilot):
        await press(pilot, ["3", "enter", "e", "ctrl+u", *"x.doc", "enter"])
        await shows(pilot, app, "x.doc: the name must end in one of .md .csv")


async def test_a_brief_is_copied_through_the_terminal(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "E"])
        await until(pilot, lambda: app.clipboard.startswith("# Disputed: two Vardian soldiers"))
