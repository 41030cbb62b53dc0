from dataclasses import replace
from pathlib import Path

import pytest

from sources.store.store import Batch, Store
from tests.store.test_store import ARTICLE, full


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "store")
    made.save(full())
    made.save(Batch(articles={"a2": replace(ARTICLE, id="a2", text="Nothing was said.")}))
    return made
