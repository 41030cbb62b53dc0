"""What a site's robots.txt (RFC 9309) lets the program fetch. Feeds are the user's own requests; pages are crawling."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from sources.feeds.fetch import PRODUCT, Fetcher, FetchError
from sources.models import Access
from sources.workers import WorkerFailed, Workers

_DAY, _HOUR = 86_400.0, 3_600.0
_MAX_RULES = 512 << 10  # RFC 9309, section 2.5: at least 500 KiB must be read.
_MAX_DELAY = 30.0
_MAX_SITES = 2_000
_EVERYTHING, _NOTHING = b"", b"User-agent: *\nDisallow: /"


@dataclass(frozen=True, slots=True)
class Permit:
    """Whether a page may be fetched, and the seconds that the site wants between requests."""

    allowed: bool
    delay: float = 0.0
    fault: str = ""
    """Why the rules could not be had, in words, which forbids for now (RFC 9309, section 2.3.1.4)."""


class _Site:
    __slots__ = ("fault", "lock", "rules", "until")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.rules: bytes | None = None
        self.fault = ""
        self.until = 0.0


_sites: WeakKeyDictionary[Fetcher, dict[str, _Site]] = WeakKeyDictionary()


class Kept(FetchError):
    """A page that a site's rules keep from programs; `access` says how that counts."""

    def __init__(self, message: str, access: Access) -> None:
        super().__init__(message)
        self.access = access


async def pace_of(url: str, fetcher: Fetcher, workers: Workers, *, allow_private: bool) -> float:
    """Return the seconds that a site wants between requests for its pages. Raises Kept when it wants none for `url`."""
    may = await permit(url, fetcher, workers, allow_private=allow_private)
    if may.fault:
        words = f"the site's robots.txt could not be read, so the page was not fetched: {may.fault}"
        raise Kept(words, Access.ERROR)
    if not may.allowed:
        raise Kept("the site's robots.txt asks programs not to fetch the page", Access.BLOCKED)
    return may.delay


async def permit(url: str, fetcher: Fetcher, workers: Workers, *, allow_private: bool) -> Permit:
    """Return whether `url` may be fetched. Rules are kept for 24 h with the fetcher; failures for one."""
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    sites = _sites.setdefault(fetcher, {})
    if len(sites) > _MAX_SITES:
        sites.clear()
    site = sites.setdefault(origin, _Site())
    async with site.lock:
        if asyncio.get_running_loop().time() > site.until:
            try:
                site.rules, kept = await _fetch(origin, fetcher, allow_private=allow_private), _DAY
            except FetchError as error:
                site.rules, site.fault, kept = None, str(error), max(_HOUR, error.rest or 0.0)
            site.until = asyncio.get_running_loop().time() + kept
    if site.rules is None:
        return Permit(allowed=False, fault=site.fault)
    if not site.rules:
        return Permit(allowed=True)
    try:
        allowed, delay = await workers.run(_judge, site.rules, url)
    except WorkerFailed:
        # Rules that cannot be read within bounds bind nobody.
        site.rules = _EVERYTHING
        return Permit(allowed=True)
    return Permit(allowed, min(delay, _MAX_DELAY))


async def _fetch(origin: str, fetcher: Fetcher, *, allow_private: bool) -> bytes:
    try:
        answer = await fetcher.get(
            f"{origin}/robots.txt", allow_private=allow_private, accept="text/plain, */*;q=0.5", limit_bytes=_MAX_RULES
        )
    except FetchError as error:
        if error.status is not None and 400 <= error.status < 500 and error.status != 429:
            return _EVERYTHING
        raise
    return answer.body


def _judge(rules: bytes, url: str) -> tuple[bool, float]:
    from protego import Protego  # Only workers need it.

    robots = Protego.parse(rules.decode("utf-8", "replace"))
    return robots.can_fetch(url, PRODUCT), float(robots.crawl_delay(PRODUCT) or 0.0)
