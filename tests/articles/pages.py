"""The set of pages by which extraction and labels are measured: `python -m tests.articles.pages` prints the figures.

Extraction is scored as trafilatura scores itself (https://trafilatura.readthedocs.io/en/latest/evaluation.html): each
stretch that must be there and is counts as true positive, each that must not be there and is as false positive.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.articles.text import article
from sources.feeds.fetch import Fetcher
from sources.models import Access, Article, Entry, Feed
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.newsroom.stories import Item
from sources.workers import Workers
from tests.articles.later import LATER
from tests.articles.layouts import ARTICLES, BEGAN, Made, gallery, live_blog, long_items, parts, title
from tests.articles.walls import CONSENTS, LISTINGS, PAYWALLS

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Sample:
    """One page, how it is served, the item whose link leads to it, and how it must be labelled."""

    kind: str
    name: str
    item: Item
    made: Made
    access: Access
    response: Response


@dataclass
class Score:
    """Stretches that were kept and left out."""

    kept: int = 0
    lost: int = 0
    noise: int = 0
    names: list[str] = field(default_factory=list)

    def add(self, text: str, made: Made) -> None:
        there = [part in _flat(text) for part in map(_flat, made.wanted)]
        self.kept += sum(there)
        self.lost += len(there) - sum(there)
        self.noise += sum(_flat(part) in _flat(text) for part in made.unwanted)

    @property
    def f1(self) -> float:
        return 2 * self.kept / (2 * self.kept + self.lost + self.noise) if self.kept else 0.0


def samples() -> list[Sample]:
    """Return the set: at least forty pages of every kind."""
    stories = long_items(6)
    out: list[Sample] = []

    def add(kind: str, layouts: Sequence[object], access: Access, times: int) -> None:
        for n in range(times):
            layout = layouts[n % len(layouts)]
            at = len(out) % len(stories)
            item, others = stories[at], stories[at + 1 :] + stories[:at]
            made: Made = layout(item, others)  # type: ignore[operator]
            name = f"{layout.__name__} {n}"  # type: ignore[attr-defined]
            out.append(Sample(kind, name, item, made, access, Response(200, {"Content-Type": HTML}, made.html)))

    add("article", ARTICLES, Access.FULL, 2 * len(ARTICLES))
    add("live blog", [live_blog], Access.FULL, 4)
    add("gallery", [gallery], Access.FULL, 4)
    add("paywall", PAYWALLS, Access.PAYWALLED, len(PAYWALLS))
    add("consent", CONSENTS, Access.CONSENT, len(CONSENTS))
    add("listing", LISTINGS, Access.PARTIAL, len(LISTINGS))
    for kind, layout, access in LATER:
        add(kind, [layout], access, 1)
    refusals = {
        "forbidden": (Response(403), Access.BLOCKED),
        "challenge": (Response(403, {"cf-mitigated": "challenge"}, "<title>Just a moment</title>"), Access.BLOCKED),
        "legal": (Response(451), Access.BLOCKED),
        "sign in": (Response(401), Access.PAYWALLED),
        "payment": (Response(402), Access.PAYWALLED),
        "kept from archives": (Response(200, {"Content-Type": HTML, "X-Robots-Tag": "noarchive"}, "x"), Access.BLOCKED),
        "out of order": (Response(500), Access.ERROR),
        "busy": (Response(503, {"Retry-After": "60"}), Access.ERROR),
        "cut off": (Response(200, {"Content-Type": HTML}, "<html>" * 99, truncate=50), Access.ERROR),
        "not there": (Response(404), Access.PARTIAL),
        "a document": (Response(200, {"Content-Type": "application/pdf"}, "%PDF-1.7"), Access.PARTIAL),
    }
    for n, (name, (response, access)) in enumerate(refusals.items()):
        out.append(Sample("refusal", name, stories[n], Made("", (), ()), access, response))
    return out


async def articles(found: Sequence[Sample]) -> list[Article]:
    """Return what the pipeline makes of each page, fetched from a server on loopback, with the feed's summary known."""
    made = []
    with Newsroom(manual=True) as room:
        room.script("/robots.txt", Response(404))
        feed = Feed("Set", f"{room.url}/set.xml", "Set", allow_private=True)
        async with Workers(1, memory=1 << 30, seconds=15, max_tasks=None) as workers, Fetcher(0) as fetcher:
            for n, sample in enumerate(found):
                room.script(f"/set/{n}.html", sample.response)
                summary = parts(sample.item)[0]
                address = f"{room.url}/set/{n}.html"
                entry = Entry(str(n), "Set", "Set", title(sample.item), address, BEGAN, "", summary)
                made.append(await article(entry, feed, fetcher, workers, BEGAN))
    return made


def _flat(text: str) -> str:
    return " ".join(text.split())


def main() -> int:
    """Measure and print; exit status 1 when a bar is missed."""
    import trafilatura

    found = samples()
    got = asyncio.run(articles(found))
    kinds = Counter(sample.kind for sample in found)
    print(f"{len(found)} pages: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}")
    print(f"{'kind':10} {'pages':>5} {'ours':>6} {'trafilatura':>11} {'labels':>7}")
    whole, theirs, right = Score(), Score(), 0
    for kind, count in kinds.items():
        ours, plain, labels = Score(), Score(), 0
        for sample, made in zip(found, got, strict=True):
            if sample.kind != kind:
                continue
            labels += made.access is sample.access
            if made.access is not sample.access:
                print(f"  {sample.kind}, {sample.name}: {made.access.value}, not {sample.access.value} ({made.note})")
            if not sample.made.html:
                continue
            text = made.text if made.text_from.value == "page" else ""
            other = trafilatura.extract(sample.made.html, include_comments=False) or ""
            for score, words in ((ours, text), (whole, text), (plain, other), (theirs, other)):
                score.add(words, sample.made)
        right += labels
        print(f"{kind:10} {count:5} {ours.f1:6.3f} {plain.f1:11.3f} {labels:3}/{count}")
    print(
        f"{'all':10} {len(found):5} {whole.f1:6.3f} {theirs.f1:11.3f} {right:3}/{len(found)} = {right / len(found):.3f}"
    )
    print(f"ours: {whole.kept} kept, {whole.lost} lost, {whole.noise} noise; ", end="")
    print(f"trafilatura: {theirs.kept} kept, {theirs.lost} lost, {theirs.noise} noise")
    return 0 if whole.f1 >= theirs.f1 and right >= 0.95 * len(found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
