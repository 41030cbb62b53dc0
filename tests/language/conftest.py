"""The shipped pipeline, loaded once for all tests of this room that need a trained one."""

import pytest
from spacy.language import Language

from sources.language.pipeline import load


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()
