from pathlib import Path

import pytest

from tests.tui.browser import browser, drive


@pytest.mark.skipif(browser() is None, reason="no Chromium on this machine")
async def test_the_demos_conflict_is_on_the_page_and_keys_work(tmp_path: Path) -> None:
    """Each step waits for what its key must bring; that nothing is asked of another host is the page's promise."""
    texts, pictures, asked = await drive(tmp_path, 1180, 720)
    assert "standing aside" in texts[2] or "positions over time" in texts[2]
    assert len({*pictures}) == len(pictures) == 4
    assert asked
    assert all(address.startswith(("http://127.0.0.1:", "data:")) for address in asked)
