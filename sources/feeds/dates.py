"""Dates as feeds write them, to UTC."""

import calendar
import re
import time
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MAX = 100
_TIGHT = re.compile(r",(?=\S)")


def date_of(text: str, parsed: object = None) -> datetime | None:
    """Return the time that a date names, in UTC, or None when it names none.

    ISO 8601 and RFC 5322 are read here, for what they leave out (a zone, a blank) is common; `parsed` is what a
    lenient parser (feedparser) made of it and counts for all other forms.
    """
    text = text.strip()[:_MAX]
    for read in (_iso, _mail):
        if found := read(text):
            return found
    if isinstance(parsed, time.struct_time):
        try:
            return _EPOCH + timedelta(seconds=calendar.timegm(parsed))
        except (ValueError, OverflowError):
            return None
    return None


def _iso(text: str) -> datetime | None:
    try:
        return _utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _mail(text: str) -> datetime | None:
    try:
        return _utc(parsedate_to_datetime(_TIGHT.sub(", ", text)))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _utc(stamp: datetime) -> datetime:
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)
