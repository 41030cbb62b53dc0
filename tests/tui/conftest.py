from pathlib import Path

import pytest

from tests.tui.news import StillDesk, capture, conflict, plain
from tui.widgets import footer


@pytest.fixture(autouse=True)
def _messages_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine more time may pass between a key and the look at the screen than a message stands there."""
    monkeypatch.setattr(footer, "MESSAGE_SECONDS", 600.0)


@pytest.fixture
async def desk(tmp_path: Path) -> StillDesk:
    """A desk with a disputed article, thirty quiet ones, and one conflict."""
    made = StillDesk(tmp_path)
    disputed = capture()
    made.give(disputed, *(plain(number, number + 10) for number in range(30)))
    made.oppose(conflict(disputed))
    return made


@pytest.fixture
async def empty(tmp_path: Path) -> StillDesk:
    """A desk that knows nothing yet."""
    return StillDesk(tmp_path)
