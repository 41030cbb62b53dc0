"""Reviews of claims that others have published (https://schema.org/ClaimReview), shown as theirs beside a claim.

The program itself never rates anything: it only finds which published review is about the same words.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path
from typing import Any

from sources.conflicts.words import stem, weight
from sources.text import clean_line, web_address

FILE = "reviews.json"
_SCRIPT = re.compile(r"<script[^>]*application/ld\+json[^>]*>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w+")
_TELLING = 2.0
"""How rare a word must be, in nats, to say what a claim is about."""
_SHARED = 3
"""Such words that a review and a claim have in common at least."""
_COVERED = 0.6
"""The part of the reviewed claim, each word by how rare it is, that the disputed claim must hold."""
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Review:
    """What one publisher found about one claim, in that publisher's words."""

    claim: str
    rating: str
    reviewer: str
    url: str
    date: str = ""
    """ISO date, as far as it is told."""
    claimant: str = ""


def reviews_in(text: str) -> list[Review]:
    """Return the reviews that a document holds: JSON-LD, a data feed of it, an answer of a claim search, or a page.

    Raises ValueError, in words, when it is none of these.
    """
    found: list[Review] = []
    scripts = _SCRIPT.findall(text) if "<script" in text.lower() else []
    for part in scripts or [text]:
        try:
            data = json.loads(part if not scripts else unescape(part))
        except ValueError as error:
            if scripts:
                continue
            raise ValueError(f"neither JSON nor a page with JSON-LD in it ({error})") from error
        found += _walk(data, 0)
    return list(dict.fromkeys(found))


def _walk(data: Any, depth: int) -> Iterator[Review]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for each in data:
            yield from _walk(each, depth + 1)
    elif isinstance(data, dict):
        kinds = data.get("@type", ())
        if "ClaimReview" in ([kinds] if isinstance(kinds, str) else kinds or ()):
            yield from _review(data)
        elif isinstance(data.get("claimReview"), list):
            yield from _searched(data)
        else:
            for each in data.values():
                yield from _walk(each, depth + 1)


def _review(data: Mapping[str, Any]) -> Iterator[Review]:
    rating = _dict(data.get("reviewRating"))
    item = _dict(data.get("itemReviewed"))
    words = _text(rating.get("alternateName")) or _text(rating.get("name"))
    if not words and (value := _text(rating.get("ratingValue"))):
        best = _text(rating.get("bestRating"))
        words = f"{value} of {best}" if best else value
    claimant = _name(item.get("author")) or _name(_dict(item.get("itemReviewed")).get("author"))
    yield from _made(
        _text(data.get("claimReviewed")) or _text(item.get("name")),
        words,
        _name(data.get("author")) or _name(data.get("publisher")),
        _text(data.get("url")) or _text(data.get("mainEntityOfPage")),
        _text(data.get("datePublished")),
        claimant,
    )


def _searched(data: Mapping[str, Any]) -> Iterator[Review]:
    """An answer as claim searches give it: a claim with the reviews of it."""
    for each in data["claimReview"]:
        review = _dict(each)
        yield from _made(
            _text(data.get("text")),
            _text(review.get("textualRating")),
            _name(review.get("publisher")) or _text(_dict(review.get("publisher")).get("site")),
            _text(review.get("url")),
            _text(review.get("reviewDate")),
            _text(data.get("claimant")),
        )


def _made(claim: str, rating: str, reviewer: str, url: str, date: str, claimant: str) -> Iterator[Review]:
    address = web_address(url)
    if claim and address and (rating or reviewer):
        day = date[:10] if re.fullmatch(r"\d{4}(-\d\d){0,2}", date[:10]) else ""
        yield Review(claim, rating or "no rating", reviewer or "unnamed reviewer", address, day, claimant)


def _dict(data: Any) -> Mapping[str, Any]:
    if isinstance(data, list):
        data = data[0] if data else {}
    return data if isinstance(data, dict) else {}


def _text(data: Any) -> str:
    if isinstance(data, bool) or data is None:
        return ""
    if isinstance(data, str | int | float):
        return clean_line(str(data))
    return _text(data[0]) if isinstance(data, list) and data else ""


def _name(data: Any) -> str:
    if isinstance(data, list):
        return ", ".join(filter(None, map(_name, data)))
    return _text(data.get("name")) if isinstance(data, dict) else _text(data)


def load(folder: Path) -> tuple[Review, ...]:
    """Return the reviews kept in the store's `folder`. Raises ValueError, in words, when the file is damaged."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return tuple(Review(**{key: str(value) for key, value in each.items()}) for each in data)
    except FileNotFoundError:
        return ()
    except (OSError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{folder / FILE}: cannot be read ({error})") from error


def save(reviews: Iterable[Review], folder: Path) -> None:
    """Keep these reviews in `folder`, whole or not at all. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{FILE}.{os.getpid()}.draft"
    with draft.open("w", encoding="utf-8") as file:
        json.dump([asdict(each) for each in reviews], file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / FILE)


class Reviews:
    """Published reviews, found by the words of a claim."""

    def __init__(self, reviews: Iterable[Review]) -> None:
        """Take the reviews."""
        self.every = tuple(reviews)
        self._stems = [_stems(each.claim) for each in self.every]
        self._with: dict[str, list[int]] = {}
        for number, stems in enumerate(self._stems):
            for each in stems:
                self._with.setdefault(each, []).append(number)

    def about(self, texts: Iterable[str]) -> list[Review]:
        """Return the reviews whose claim is mostly in the words of one of these texts, the closest first."""
        best: dict[int, float] = {}
        for text in texts:
            shared: dict[int, list[str]] = {}
            for each in _stems(text):
                for number in self._with.get(each, ()):
                    shared.setdefault(number, []).append(each)
            for number, stems in shared.items():
                covered = sum(map(weight, stems)) / sum(map(weight, self._stems[number]))
                if len(stems) >= _SHARED and covered >= _COVERED:
                    best[number] = max(best.get(number, 0.0), covered)
        return [self.every[number] for number in sorted(best, key=lambda number: -best[number])]


def _stems(text: str) -> frozenset[str]:
    return frozenset(each for word in _WORD.findall(text) if weight(each := stem(word)) > _TELLING)
