"""`gainsay reviews`: published reviews of claims, kept to be shown beside the claims that they are about."""

import argparse
import asyncio
from pathlib import Path

from sources.feeds.decode import decode
from sources.feeds.faults import FetchError
from sources.feeds.fetch import Fetcher
from sources.reviews import Review, load, reviews_in, save
from sources.text import web_address
from tui.cli import Fault, configuration, store_folder

_MOST = 64 << 20
"""Bytes of a document at most: a whole collection of reviews is about half of that."""


def list_reviews(args: argparse.Namespace) -> int:
    """Print the reviews that are kept, one a line."""
    for each in _kept(_folder(args)):
        print("\t".join((each.date, each.reviewer, each.rating, each.claim, each.url)))
    return 0


def import_reviews(args: argparse.Namespace) -> int:
    """Keep the reviews of files and web pages; one that was there with the same address and claim gives way."""
    folder = _folder(args)
    kept = {(each.url, each.claim): each for each in _kept(folder)}
    for place in args.place:
        try:
            found = reviews_in(_text(place))
        except ValueError as error:
            raise Fault(f"{place}: {error}") from error
        kept.update({(each.url, each.claim): each for each in found})
        print(f"{place}: {len(found)} {'review' if len(found) == 1 else 'reviews'}")
    _keep(list(kept.values()), folder)
    return 0


def forget_reviews(args: argparse.Namespace) -> int:
    """Keep no longer the reviews with addresses that begin so; exit status 1 when there are none."""
    folder = _folder(args)
    kept = _kept(folder)
    left = [each for each in kept if not each.url.startswith(args.address)]
    _keep(left, folder)
    print(f"{len(kept) - len(left)} forgotten")
    return 0 if len(left) < len(kept) else 1


def _folder(args: argparse.Namespace) -> Path:
    return store_folder(args, configuration(args))


def _kept(folder: Path) -> tuple[Review, ...]:
    try:
        return load(folder)
    except ValueError as error:
        raise Fault(f"{error}: move it away and import again") from error


def _keep(reviews: list[Review], folder: Path) -> None:
    try:
        save(reviews, folder)
    except OSError as error:
        raise Fault(f"{folder}: cannot be written ({error.strerror})") from error


def _text(place: str) -> str:
    if web_address(place):
        return asyncio.run(_download(place))
    try:
        return Path(place).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Fault(f"{place}: cannot be read ({error.strerror})") from error


async def _download(url: str) -> str:
    try:
        async with Fetcher() as fetcher:
            got = await fetcher.get(url, allow_private=True, limit_bytes=_MOST, accept="application/ld+json, */*;q=0.5")
            body = decode(got.body, got.coding, _MOST)
    except FetchError as error:
        raise Fault(f"{url}: {error}") from error
    return body.decode("utf-8", "replace")
