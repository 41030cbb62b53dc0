"""What may be said of a request, and what comes back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypedDict


class Options(TypedDict, total=False):
    """What may be said of a request."""

    etag: str | None
    """Sent back as the server gave it; with `last_modified` it makes the request conditional."""
    last_modified: str | None
    validated: str | None
    """The address whose answer carried these two, as `Fetched.url` gave it: they go to no other. None: to every one."""
    allow_private: bool
    """Opens addresses of this machine and of private networks to this host name and to redirects within it."""
    limit_bytes: int
    """Bounds the decoded body; on the wire 5 MiB do."""
    accept: str
    pace: float
    """Seconds between requests to the host, at least."""
    within: float | None
    """Seconds in which the host's turn must come for the request to be made at all."""
    may: Callable[[str], Awaitable[float]]
    """Asked before a redirect is followed: gives the `pace` of that host, or raises the FetchError that ends it all."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: of status 304 (the body is then empty) or 2xx."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    """Names in lower case; values as they were sent, byte for byte as Latin-1."""
    body: bytes = field(repr=False)
    """With its content coding undone, unless `coding` names one."""
    url: str
    """Where the answer came from, after redirects."""
    moved: str | None = None
    """`url`, when there were redirects and all were permanent (301, 308) and none gave up encryption."""
    framed: bool = True
    """Whether the answer said how long it is: if not, one that was cut off cannot be told from a whole one."""
    coding: str = ""
    """The content coding that is still to be undone (`decode`)."""
