"""Fixtures for tests that need news over HTTP: `from tests.newsroom.fixtures import newsroom`."""

from collections.abc import Iterator

import pytest

from sources.newsroom import Newsroom


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A newsroom whose clock stands at its start until `advance` or `release_all`."""
    with Newsroom(manual=True) as room:
        yield room
