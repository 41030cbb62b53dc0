"""Texts that a site shows in place of its articles: the same words behind several addresses are none of them's."""

import hashlib
from collections import OrderedDict
from urllib.parse import urlsplit

_SEEN_BEHIND = 3
_MOST = 5_000


class Banners:
    """What was found behind which addresses lately."""

    def __init__(self) -> None:
        self._behind: OrderedDict[tuple[str, str], set[str]] = OrderedDict()

    def seen(self, url: str, text: str) -> bool:
        """Note that `text` was found at `url`; return whether it has now been found behind three of the site's."""
        words = " ".join(text.split()).casefold().encode("utf-8", "surrogatepass")
        key = (urlsplit(url).hostname or "", hashlib.sha256(words).hexdigest()[:16])
        urls = self._behind.setdefault(key, set())
        self._behind.move_to_end(key)
        if len(urls) < _SEEN_BEHIND:
            urls.add(url)
        while len(self._behind) > _MOST:
            self._behind.popitem(last=False)
        return len(urls) >= _SEEN_BEHIND
