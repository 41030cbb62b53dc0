"""When a feed is asked again: what servers say counts within bounds, failures back off, and nothing marches in step."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.feeds.schedule import (
    DAY,
    GONE,
    HOUR,
    MAX_REST,
    Chance,
    after_failure,
    after_gone,
    after_rest,
    after_success,
    fresh_for,
    retry_after,
    rhythm,
    spread,
)
from sources.models import Feed, FeedState

NOW = datetime(2031, 10, 3, 14, 2, tzinfo=UTC)


def http(offset: float) -> str:
    return format_datetime(NOW + timedelta(seconds=offset), usegmt=True)


def least(low: float, high: float) -> float:
    return low


def most(low: float, high: float) -> float:
    return high


def seconds(due: datetime) -> float:
    return (due - NOW).total_seconds()


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({}, 0),
        ({"cache-control": "public, Max-Age=600"}, 600),
        ({"cache-control": 'max-age="600"', "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "9999"}, 0),
        ({"cache-control": "max-age=31536000"}, DAY),
        ({"cache-control": "max-age=99999999999999999999"}, DAY),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store", "expires": http(600)}, 0),
        ({"cache-control": "max-age=60", "expires": http(600)}, 60),
        ({"expires": http(600)}, 600),
        ({"expires": http(7600), "date": http(7000)}, 600),
        ({"expires": http(-600)}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": "max-age=-5"}, 0),
    ],
)
def test_how_long_a_response_stays_fresh(headers: dict[str, str], fresh: float) -> None:
    assert fresh_for(headers, NOW) == fresh


@pytest.mark.parametrize(
    ("value", "rest"),
    [
        (None, None),
        ("", None),
        ("120", 120),
        (" 120 ", 120),
        ("999999999999", MAX_REST),
        (http(300), 300),
        (http(-300), 0),
        (http(99 * DAY), MAX_REST),
        ("in a while", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
    ],
)
def test_both_forms_of_retry_after(value: str | None, rest: float | None) -> None:
    assert retry_after(value, NOW) == rest


STATE = FeedState("f")


def well(interval: int, headers: dict[str, str], state: FeedState = STATE, chance: Chance = least) -> float:
    return seconds(after_success(NOW, interval, headers, state, chance=chance).due)


def test_the_longest_wish_counts_and_the_interval_is_the_least() -> None:
    hour = {"cache-control": "max-age=3600"}
    assert well(900, {}) == 900
    assert well(900, {}, chance=most) == 990
    assert well(900, hour) == 3600
    assert well(900, hour, replace(STATE, ttl=7200)) == 7200
    assert well(900, {}, replace(STATE, ttl=30 * DAY)) == DAY
    assert well(3 * DAY, hour) == 3 * DAY


def test_feeds_that_publish_often_are_not_frozen_by_what_caches_are_told() -> None:
    year = {"cache-control": "max-age=31536000"}
    assert well(900, year, replace(STATE, gap=6 * HOUR)) == DAY
    assert well(900, year, replace(STATE, gap=600)) == 5 * HOUR
    assert well(900, {}, replace(STATE, gap=600, ttl=DAY)) == 5 * HOUR


@pytest.mark.parametrize(
    ("gap", "silent", "wait"),
    [
        (None, None, 900),
        (600, 0, 900),
        (2 * HOUR, 0, 1800),
        (8 * HOUR, 0, 2 * HOUR),
        (3 * DAY, 0, 4 * HOUR),
        (600, 2 * DAY, 1.5 * HOUR),
        (600, 300 * DAY, 4 * HOUR),
    ],
)
def test_feeds_that_publish_rarely_are_asked_rarely(gap: int | None, silent: int | None, wait: float) -> None:
    newest = None if silent is None else NOW - timedelta(seconds=silent)
    state = replace(STATE, gap=gap, newest=newest)
    assert well(900, {}, state) == wait
    assert seconds(after_success(NOW, 900, {}, state, adapt=False, chance=least).due) == 900


def test_a_server_that_ignores_validators_is_asked_once_an_hour() -> None:
    assert [well(900, {}, replace(STATE, same=n)) for n in (0, 2, 3, 9)] == [900, 900, 3600, 3600]


@pytest.mark.parametrize(
    ("headers", "state", "why"),
    [
        ({}, STATE, "the interval: 15 min"),
        ({"cache-control": "max-age=7200"}, STATE, "the server says that nothing changes before: 2.0 h"),
        ({}, replace(STATE, ttl=7200), "the feed asks for it (ttl): 2.0 h"),
        ({}, replace(STATE, gap=12 * HOUR), "the feed publishes rarely: 3.0 h"),
        ({}, replace(STATE, same=5), "its server sends the whole document each time: 60 min"),
    ],
)
def test_what_a_due_time_rests_on_is_said(headers: dict[str, str], state: FeedState, why: str) -> None:
    assert after_success(NOW, 900, headers, state, chance=least).why == why


def test_the_gap_between_items_is_the_median_of_the_newest() -> None:
    dates = [NOW - timedelta(hours=n) for n in range(9)]
    assert rhythm(dates) == HOUR
    assert rhythm([*dates, None, NOW - timedelta(days=900)]) == HOUR
    assert rhythm(dates[:3]) is None
    assert rhythm([NOW] * 9) == 0


def test_failures_back_off_with_full_jitter_up_to_a_day() -> None:
    def failed(interval: int, failures: int, rest: float | None = None, chance: Chance = most) -> float:
        return seconds(after_failure(NOW, interval, failures, rest, chance).due)

    assert [failed(900, n) for n in (1, 2, 3)] == [1800, 3600, 7200]
    assert failed(900, 1_000_000) == DAY
    assert failed(900, 9, None, least) == 300
    assert failed(60, 1, None, least) == 60
    assert failed(900, 1, 7200, least) == 7200
    assert failed(900, 1, 7200) == 7920
    assert seconds(after_gone(NOW).due) == GONE
    assert seconds(after_rest(NOW, 500, most).due) == 550
    assert "left alone for 2.0 h" in after_failure(NOW, 900, 1, 7200).why
    assert "3 times in a row" in after_failure(NOW, 900, 3).why


@given(
    st.integers(60, 604_800),
    st.integers(1, 10_000),
    st.none() | st.floats(0, MAX_REST),
    st.dictionaries(st.sampled_from(["cache-control", "expires", "age", "date"]), st.text(max_size=40)),
    st.builds(
        FeedState,
        st.just("f"),
        ttl=st.none() | st.integers(0, 10**9),
        gap=st.none() | st.integers(0, 10**9),
        newest=st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)),
        same=st.integers(0, 10),
    ),
)
def test_whatever_servers_say_the_next_time_lies_ahead_and_in_reach(
    interval: int, failures: int, rest: float | None, headers: dict[str, str], state: FeedState
) -> None:
    well = seconds(after_success(NOW, interval, headers, state).due)
    failed = seconds(after_failure(NOW, interval, failures, rest).due)
    assert interval <= well <= 1.1 * max(interval, DAY) + 1
    assert min(interval, 300) <= failed <= 1.1 * max(interval, MAX_REST) + 1


def feeds(count: int) -> list[Feed]:
    return [Feed(f"f{n}", f"https://host.example/{n}", "Host") for n in range(count)]


def test_a_start_spreads_what_is_due_and_keeps_what_is_not() -> None:
    later = FeedState("f0", next_due=NOW + timedelta(seconds=500))
    overdue = FeedState("f1", etag='"x"', next_due=NOW - timedelta(days=3))
    wrong_clock = FeedState("f2", next_due=NOW + timedelta(days=4_000))
    states = {state.feed: state for state in (later, overdue, wrong_clock)}
    out = spread(feeds(40), states, NOW, 900)
    assert list(out) == [f"f{n}" for n in range(40)]
    assert out["f0"] == later
    assert replace(out["f1"], next_due=None, why_next=None) == replace(overdue, next_due=None)
    waits = sorted(seconds(state.next_due) for name, state in out.items() if name != "f0" and state.next_due)
    assert len(waits) == 39
    assert waits[0] == 0
    assert all(later - earlier >= 0.4 for earlier, later in pairwise(waits))
    assert waits[-1] < 60


def test_a_start_without_polling_spreads_over_the_interval_and_many_feeds_fit_it() -> None:
    calm = spread(feeds(200), {}, NOW, 900, at_once=False, chance=random.Random(3).uniform)
    waits = [seconds(state.next_due) for state in calm.values() if state.next_due]
    assert len(waits) == 200
    assert min(waits) >= 0
    assert 600 < max(waits) <= 900
    many = spread(feeds(5_000), {}, NOW, 900)
    assert max(seconds(state.next_due) for state in many.values() if state.next_due) <= 900
