from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.claims.dates import dated

WEDNESDAY = datetime(2017, 10, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("said on Tuesday that it had left", "2017-10-03"),
        ("said on Wednesday", "2017-10-04"),
        ("said last Wednesday", "2017-09-27"),
        ("it was dated 3 October", "2017-10-03"),
        ("on the 3rd of October", "2017-10-03"),
        ("Tuesday, October 3", "2017-10-03"),
        ("October 3, 2015", "2015-10-03"),
        ("on Sept. 28", "2017-09-28"),
        ("on 12 December", "2016-12-12"),
        ("late last month the militants", "2017-09-25"),
        ("early last month", "2017-09-05"),
        ("in mid-September", "2017-09-15"),
        ("late in August", "2017-08-25"),
        ("said yesterday", "2017-10-03"),
        ("the day before yesterday", "2017-10-02"),
        ("this morning", "2017-10-04"),
        ("three days ago", "2017-10-01"),
        ("a week earlier", "2017-09-27"),
        ("at the weekend", "2017-09-30"),
        ("dated 2016-02-28", "2016-02-28"),
        ("29 February", "2016-02-29"),
        ("since Monday, it said on Tuesday", "2017-10-03"),
    ],
)
def test_a_phrase_is_resolved_against_the_articles_date(text: str, iso: str) -> None:
    assert dated(text, WEDNESDAY) == iso


@pytest.mark.parametrize(
    "text",
    [
        "since Monday",
        "by 14 July",
        "until 3 October",
        "next Friday",
        "it may take 5 people",
        "2016-02-30",
        "in October",
        "31 February",
        "earlier this month",
        "the march on 12 towns",
        "after Tuesday",
        "",
    ],
)
def test_a_limit_a_vague_month_or_an_impossible_day_is_no_date(text: str) -> None:
    assert dated(text, WEDNESDAY) is None


def test_without_the_articles_date_only_a_full_date_counts() -> None:
    assert dated("on 3 October 2017", None) == "2017-10-03"
    assert dated("on 3 October", None) is None
    assert dated("on Tuesday", None) is None


@given(
    st.lists(
        st.sampled_from(
            ["on", "Tuesday", "31", "Feb", "last", "month", "late", "9999", "ago", "12", "weeks", "a", "999", "May"]
        ),
        max_size=12,
    ).map(" ".join),
    st.datetimes(),
)
def test_whatever_is_found_is_a_date(text: str, published: datetime) -> None:
    found = dated(text, published)
    assert found is None or date.fromisoformat(found)
