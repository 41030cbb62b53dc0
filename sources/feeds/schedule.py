"""When to ask a feed again: as the server says, within bounds, and with chance, so that feeds do not march in step.

Pure functions; times are timezone-aware UTC, spans are seconds.
"""

import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sources.models import Feed, FeedState

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MAX_FRESH = DAY
MAX_REST = 2 * DAY
MAX_BACKOFF = DAY
GONE = 7 * DAY
_SOONEST = 5 * MINUTE
_JITTER = 0.1
_BETWEEN_STARTS = 0.5
_MAX_EXPONENT = 16
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


def after_success(
    now: datetime, interval: int, headers: Mapping[str, str], ttl: int | None = None, chance: Chance = random.uniform
) -> datetime:
    """Return when to ask again after a response: the longest of interval, freshness and `ttl`, and up to a tenth more.

    The interval is the user's own and holds as it is; what server and feed ask for counts up to a day.
    """
    wait = max(interval, fresh_for(headers, now), min(ttl or 0, MAX_FRESH))
    return now + timedelta(seconds=wait + chance(0, wait * _JITTER))


def after_failure(
    now: datetime, interval: int, failures: int, rest: float | None = None, chance: Chance = random.uniform
) -> datetime:
    """Return when to ask again after the `failures`-th failed poll in a row.

    Exponential backoff with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/)
    over the interval, at least the interval or five minutes, at most a day. `rest`, the server's Retry-After, counts
    as the least, with up to a tenth more.
    """
    ceiling = min(interval * 2.0 ** min(failures, _MAX_EXPONENT), max(MAX_BACKOFF, interval))
    wait = max(chance(0, ceiling), min(interval, _SOONEST))
    if rest is not None:
        wait = max(wait, rest + chance(0, rest * _JITTER))
    return now + timedelta(seconds=wait)


def after_gone(now: datetime) -> datetime:
    """Return when to see whether a feed that the server called gone (410) is gone still."""
    return now + timedelta(seconds=GONE)


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
        known[name] = replace(known[name], next_due=now + timedelta(seconds=wait))
    return known
