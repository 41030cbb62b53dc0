"""What time it is. Whoever polls takes the clock as an argument, so that weeks can pass within a test."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time of the system, timezone-aware UTC."""
    return datetime.now(UTC)
