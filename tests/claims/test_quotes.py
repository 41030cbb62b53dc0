"""Where quotations begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.claims.quotes import find_quotes

TABLE = [
    ('"Go," he said.', ['"Go,"']),
    ("“Go,” he said, “now.”", ["“Go,”", "“now.”"]),
    ("‘Go,’ he said.", ["‘Go,’"]),
    ("'Go now,' he said.", ["'Go now,'"]),
    ("The guards' boat isn't here.", []),
    ("The ministers’ claim didn’t hold.", []),
    ("“They said ‘no’ to us,” she said.", ["“They said ‘no’ to us,”"]),
    ("He called it “a “great” day” then.", ["“a “great” day”"]),
    ('A board 12" wide.', []),
    ("“One paragraph.\n\n“Another, and the end.”", ["“One paragraph. “Another, and the end.”"]),
    ("“Never closed at all.\n\nThe next paragraph.", ["“Never closed at all."]),
    ("Text with an opening “ and no end.", []),
    ("''We know,'' she said.", ["''We know,''"]),
    ("«Enough», he said.", ["«Enough»"]),
]


@pytest.mark.parametrize(("text", "wanted"), TABLE)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert [" ".join(text[a:b] for a, b in q.spans) for q in find_quotes(text)] == wanted


@given(st.text(alphabet="\"'“”‘’«» ab.,\n", max_size=200))
def test_quotations_lie_in_the_text_and_apart(text: str) -> None:
    spans = [s for q in find_quotes(text) for s in q.spans]
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(sorted(spans)))
