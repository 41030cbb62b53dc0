"""Whole screens as text. After a change that is meant, run with GOLDEN=write and look at what changed."""

import os
from pathlib import Path

import pytest

from tests.tui.news import StillDesk, press, running, screen

FOLDER = Path(__file__).parent / "golden"


SCREENS = {
    "desk": [],
    "claims": ["2"],
    "board": ["3"],
    "article": ["enter", "n"],
    "sheet": ["3", "enter", "j"],
    "sheet-end": ["3", "enter", "G"],
    "party": ["2", "P", "j"],
    "filter": ["slash", *"is:disputed kind:quarrel"],
    "help": ["question_mark"],
    "tour": ["f1"],
}
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [(f"{name}-{shown}", size, keys) for name, keys in SCREENS.items() for shown, size in SIZES.items()],
)
async def test_screen(desk: StillDesk, name: str, size: tuple[int, int], keys: list[str]) -> None:
    async with running(desk, size) as (app, pilot):
        await press(pilot, keys)
        await pilot.pause(0.15)
        text = screen(app) + "\n"
    path = FOLDER / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text)
    assert path.read_text() == text
