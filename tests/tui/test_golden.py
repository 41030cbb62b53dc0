"""Whole screens as text. After a change that is meant, run with GOLDEN=write and look at what changed."""

import os
from pathlib import Path

import pytest

from tests.tui.news import StillDesk, press, running, screen

FOLDER = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "size", "keys"),
    [
        ("desk-120x40", (120, 40), []),
        ("desk-110x30", (110, 30), ["3"]),
        ("desk-80x24", (80, 24), []),
        ("board-80x24", (80, 24), ["3"]),
        ("article-120x40", (120, 40), ["enter", "n"]),
        ("article-80x24", (80, 24), ["enter", "n"]),
        ("sheet-120x40", (120, 40), ["3", "enter", "j"]),
        ("sheet-80x24", (80, 24), ["3", "enter", "j"]),
    ],
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
