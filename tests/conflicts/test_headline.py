"""What headlines think of what they tell."""

import pytest

from sources.conflicts.headline import HeadlineStance, headline_stance


@pytest.mark.parametrize(
    ("headline", "stance"),
    [
        ("Army captures the bridge at Kolombe", HeadlineStance.FOR),
        ("No, the army did not capture the bridge", HeadlineStance.AGAINST),
        ("Capture of the bridge debunked as a hoax", HeadlineStance.AGAINST),
        ("Reed Front denies loss of the bridge", HeadlineStance.AGAINST),
        ("Army reportedly captures the bridge", HeadlineStance.OBSERVING),
        ("Has the army captured the bridge?", HeadlineStance.OBSERVING),
        ("Report: army at the bridge", HeadlineStance.OBSERVING),
        ("", HeadlineStance.FOR),
    ],
)
def test_stance(headline, stance):
    assert headline_stance(headline) is stance
