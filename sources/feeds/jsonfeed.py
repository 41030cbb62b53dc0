"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) to items."""

import json
from typing import Any
from urllib.parse import urljoin

from sources.feeds.dates import date_of
from sources.feeds.items import MAX_ITEMS, Document, FeedError, Item

_VERSION = "jsonfeed.org/version/"


def read(body: bytes, url: str) -> Document:
    """Return the items of a JSON Feed; `url` is the base of relative addresses.

    Items of the wrong shape are left out with a note, as the other items can be read without them.
    Raises FeedError when the document is not JSON, or not a JSON Feed.
    """
    try:
        data = json.loads(body, strict=False)
    except (ValueError, RecursionError) as error:
        raise FeedError(
            f"the answer starts like JSON but cannot be read ({str(error)[:80]}): the publisher must mend the feed"
        ) from None
    if not isinstance(data, dict) or _VERSION not in _text(data, "version"):
        raise FeedError(
            "the answer is JSON, but not a JSON Feed (it names no jsonfeed.org version): "
            "give the address of an RSS, Atom or JSON feed as `url`"
        )
    listed = data.get("items")
    raw = listed if isinstance(listed, list) else []
    items = tuple(_item(entry, url) for entry in raw[:MAX_ITEMS] if isinstance(entry, dict))
    notes = []
    if not isinstance(listed, list):
        notes.append("the JSON Feed has no list of items")
    elif len(items) < len(raw[:MAX_ITEMS]):
        notes.append(f"left out of the JSON Feed, as they are no objects: {len(raw[:MAX_ITEMS]) - len(items)}")
    return Document(items, _text(data, "title"), _text(data, "language"), None, tuple(notes))


def _item(raw: dict[str, Any], base: str) -> Item:
    link = _text(raw, "url") or _text(raw, "external_url")
    try:
        link = urljoin(base, link) if link else ""
    except ValueError:
        link = ""
    authors = raw.get("authors")
    people = [*(authors if isinstance(authors, list) else []), raw.get("author")]
    names = [_text(person, "name") for person in people if isinstance(person, dict)]
    return Item(
        guid=_text(raw, "id"),
        link=link,
        title=_text(raw, "title"),
        html=_text(raw, "content_html"),
        text=_text(raw, "content_text"),
        summary=_text(raw, "summary"),
        published=date_of(_text(raw, "date_published")) or date_of(_text(raw, "date_modified")),
        author=", ".join(dict.fromkeys(name for name in names if name)),
        language=_text(raw, "language"),
    )


def _text(raw: dict[str, Any], key: str) -> str:
    value = raw.get(key)
    # Numbers stand in for strings in the wild; JSON Feed 1.1 asks readers to accept them as ids.
    return value if isinstance(value, str) else str(value) if type(value) in (int, float) else ""
