"""When to ask a feed again: as the server says, within bounds, and with chance, so that feeds do not march in step.

Pure functions; times are timezone-aware UTC, spans are seconds.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median

from sources.feeds.faults import span
from sources.models import Feed, FeedState

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MAX_FRESH = DAY
MAX_FRESH_BUSY = 5 * HOUR
MAX_ADAPTED = 4 * HOUR
MAX_REST = 2 * DAY
MAX_BACKOFF = DAY
GONE = 7 * DAY
_SOONEST = 5 * MINUTE
_JITTER = 0.1
_BETWEEN_STARTS = 0.5
_MAX_EXPONENT = 16
_LOOKED_AT = 21
_FEWEST = 4
_POLLS_A_GAP = 4
_SILENCE = 8
_IGNORED = 3
"""Whole documents in a row without a change, after which a server counts as one that ignores validators."""
Chance = Callable[[float, float], float]


def http_date(value: str | None) -> datetime | None:
    """Return the time that an HTTP date names (RFC 9110, section 5.6.7), or None when it names none."""
    try:
        time = parsedate_to_datetime((value or "").strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, given as such or as a date, at most two days.

    None when it asks for nothing that can be read (RFC 9110, section 10.2.3).
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), MAX_REST)
    time = http_date(text)
    return min(max(0.0, (time - now).total_seconds()), MAX_REST) if time else None


def fresh_for(headers: Mapping[str, str], now: datetime) -> float:
    """Return the seconds for which a response says that it stays as it is, at most a day; 0 when it says nothing.

    `max-age` less `Age`, else `Expires` less `Date`; neither when it must be validated each time (RFC 9111, sections
    4.2 and 5.2.2). The cap is there because a feed with a max-age of years would never be read again.
    """
    directives: dict[str, str] = {}
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        directives.setdefault(name.strip(), value.strip().strip('"'))
    if "no-cache" in directives or "no-store" in directives:
        return 0.0
    if (age := directives.get("max-age", "")).isdecimal():
        spent = headers.get("age", "").strip()
        return min(max(0.0, float(age[:9]) - (float(spent[:9]) if spent.isdecimal() else 0.0)), MAX_FRESH)
    expires = http_date(headers.get("expires"))
    start = http_date(headers.get("date")) or now
    return min(max(0.0, (expires - start).total_seconds()), MAX_FRESH) if expires else 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """When to ask next, and in words what that rests on."""

    due: datetime
    why: str


def rhythm(dates: Iterable[datetime | None]) -> int | None:
    """Return the seconds that typically lie between two items: the median over the newest twenty-one dates.

    None when fewer than four items are dated.
    """
    known = sorted((date for date in dates if date is not None), reverse=True)[:_LOOKED_AT]
    if len(known) < _FEWEST:
        return None
    return round(median((later - earlier).total_seconds() for later, earlier in pairwise(known)))


def slow_down(gap: int | None, newest: datetime | None, now: datetime) -> float:
    """Return the seconds that may pass between polls of a feed by how often it publishes, at most four hours.

    A quarter of the gap between its items; a feed that has been silent for long counts as publishing that much more
    rarely. 0 when nothing is known.
    """
    silence = (now - newest).total_seconds() / _SILENCE if newest else 0.0
    return min(max(gap or 0.0, silence) / _POLLS_A_GAP, MAX_ADAPTED)


def after_success(
    now: datetime,
    interval: int,
    headers: Mapping[str, str],
    state: FeedState,
    *,
    adapt: bool = True,
    chance: Chance = random.uniform,
) -> Plan:
    """Return when to ask again after a response: the longest of all wishes, and up to a tenth more.

    The interval is the user's own and holds as it is. What server (freshness) and feed (`ttl`) ask for counts up to a
    day, or up to five hours where the feed is seen to publish more often than that: caches are told more than they
    need. With `adapt`, feeds that publish rarely are asked more rarely, and a server that sends the whole document each
    time, though it is the same, once an hour.
    """
    cap = MAX_FRESH_BUSY if state.gap is not None and state.gap < MAX_FRESH_BUSY else MAX_FRESH
    wishes = [
        (float(interval), "the interval"),
        (min(fresh_for(headers, now), cap), "the server says that nothing changes before"),
        (float(min(state.ttl or 0, cap)), "the feed asks for it (ttl)"),
    ]
    if adapt:
        wishes.append((slow_down(state.gap, state.newest, now), "the feed publishes rarely"))
        if state.same >= _IGNORED:
            wishes.append((float(HOUR), "its server sends the whole document each time"))
    wait, why = max(wishes, key=lambda wish: wish[0])
    return Plan(now + timedelta(seconds=wait + chance(0, wait * _JITTER)), f"{why}: {span(wait)}")


def after_failure(
    now: datetime, interval: int, failures: int, rest: float | None = None, chance: Chance = random.uniform
) -> Plan:
    """Return when to ask again after the `failures`-th failed poll in a row.

    Exponential backoff with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/)
    over the interval, at least the interval or five minutes, at most a day. `rest`, the server's Retry-After, counts
    as the least, with up to a tenth more.
    """
    ceiling = min(interval * 2.0 ** min(failures, _MAX_EXPONENT), max(MAX_BACKOFF, interval))
    wait = max(chance(0, ceiling), min(interval, _SOONEST))
    why = "it failed" + (f" {failures} times in a row" if failures > 1 else "")
    if rest is not None and rest >= wait:
        wait, why = max(wait, rest + chance(0, rest * _JITTER)), f"its server asked to be left alone for {span(rest)}"
    return Plan(now + timedelta(seconds=wait), why)


def after_gone(now: datetime) -> Plan:
    """Return when to see whether a feed that the server called gone (410) is gone still."""
    return Plan(now + timedelta(seconds=GONE), "the server said that it is gone for good: it is asked once a week")


def after_rest(now: datetime, rest: float, chance: Chance = random.uniform) -> Plan:
    """Return when to ask a feed whose host wants to be left alone for `rest` seconds more."""
    return Plan(now + timedelta(seconds=rest + chance(0, rest * _JITTER)), "its server asked to be left alone")


def spread(
    feeds: Iterable[Feed],
    states: Mapping[str, FeedState],
    now: datetime,
    interval: int,
    *,
    at_once: bool = True,
    chance: Chance = random.uniform,
) -> dict[str, FeedState]:
    """Return the feeds' states by name, with overdue and unset due times spread so that a start is no burst.

    With `at_once` they fall due one after the other from now on, every half second or so and within the interval, in
    a random order; else at random times in their interval. Feeds that are due later keep their time, for a restart is
    no reason to ask again, unless it lies beyond what any rule sets (the clock was wrong). A feed without a state gets
    one.
    """
    known = {feed.name: states.get(feed.name) or FeedState(feed.name) for feed in feeds}
    every = {feed.name: feed.interval or interval for feed in feeds if feed.name in known}
    latest = now + timedelta(seconds=2 * GONE)
    overdue = [name for name, state in known.items() if not (state.next_due and now < state.next_due < latest)]
    step = min(_BETWEEN_STARTS, interval / max(1, len(overdue)))
    for place, name in enumerate(sorted(overdue, key=lambda _: chance(0, 1))):
        wait = place * step if at_once else chance(0, every[name])
        why = "it was overdue" if known[name].next_due else "it has not been polled yet"
        known[name] = replace(known[name], next_due=now + timedelta(seconds=wait), why_next=why)
    return known
