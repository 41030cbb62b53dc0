"""Made-up news, a desk that holds it, and ways to look at the screen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from sources.config import load, shipped
from sources.conflicts.layer import Change
from sources.desk import Desk
from sources.events import ArticlesChanged, ConflictsChanged
from sources.models import (
    Act,
    Article,
    Conflict,
    Cue,
    Decision,
    Evidence,
    Excerpt,
    Feed,
    FeedState,
    Kind,
    QuoteForm,
    Reading,
    Ruling,
    Side,
    Source,
    Stance,
    Statement,
    Status,
    TextFrom,
)
from sources.store.store import Store
from tui.app import GainsayApp

NOW = datetime(2031, 10, 3, 14, 2, tzinfo=UTC)


class GivenBoard:
    """A board with the conflicts that a test puts there, in that order."""

    def __init__(self) -> None:
        self.given: dict[str, Conflict] = {}
        self.every: dict[str, Conflict] = {}

    def conflicts(self) -> list[Conflict]:
        return list(self.given.values())

    def close(self) -> None:
        pass

    def why(self, key: str) -> dict[tuple[str, str], str]:
        return {("a1", "s2"): "It denies what Hill Guard asserts."}

    def rule(self, decisions: Iterable[Decision]) -> Change:
        """Merge and take away as the real board does, as far as a test asks for it."""
        gone = {each.one[0] for each in decisions if each.ruling is not Ruling.APART}
        here = set(self.given)
        self.given = {key: each for key, each in self.all.items() if key not in gone}
        return Change(frozenset(set(self.given) - here), frozenset(), frozenset(here - set(self.given)))

    def no_conflict(self, key: str) -> tuple[Decision, ...]:
        return (Decision(Ruling.NO_CONFLICT, (key, ""), (key, "")),)

    def merge(self, one: str, other: str) -> tuple[Decision, ...]:
        return (Decision(Ruling.TOGETHER, (other, ""), (one, "")),)

    def split(self, key: str, statement: tuple[str, str]) -> tuple[Decision, ...]:
        return (Decision(Ruling.APART, statement, statement),)

    @property
    def all(self) -> dict[str, Conflict]:
        self.every.update(self.given)
        return self.every

    def ids(self) -> list[str]:
        return list(self.given)

    def rank(self, key: str) -> tuple[float, float, str]:
        return float(list(self.given).index(key)), 0.0, key

    def conflict(self, key: str) -> Conflict:
        return self.given[key]

    def conflicts_of(self, article: str) -> tuple[str, ...]:
        return tuple(
            key
            for key, conflict in self.given.items()
            for side in (*conflict.sides, *conflict.others)
            if any(each.article == article for each in side.statements)
        )


class StillDesk(Desk):
    """A real desk that polls nothing: what it knows is what a test gives it."""

    def __init__(self, folder: Path, feeds: Sequence[Feed] = ()) -> None:
        super().__init__(replace(load(shipped()), feeds=tuple(feeds), parties=(), store=folder), Store(folder))
        self.board: Any = GivenBoard()
        self._scope.board = self.board
        self.opened: list[str] = []

    async def run(self) -> None:
        await self._keeper.run()

    def give(self, *readings: Reading) -> None:
        for reading in readings:
            self.wire.put(reading.article)
            self.wire.put_reading(reading)
        self._tell(ArticlesChanged(frozenset(reading.article.id for reading in readings)))

    def oppose(self, *conflicts: Conflict) -> None:
        new = frozenset(each.id for each in conflicts if each.id not in self.board.given)
        for each in conflicts:
            self.board.given[each.id] = each
        self._tell(ConflictsChanged(new, frozenset(each.id for each in conflicts) - new))

    def fail(self, feed: str, error: str) -> None:
        self._intake.attempted.add(feed)
        self._intake.states[feed] = FeedState(feed, last_attempt=NOW, last_error=error, failures=1)


def article(key: str, title: str, *, minutes: int = 0, outlet: str = "Kestrel", text: str = "", **more: Any) -> Article:
    time = NOW - timedelta(minutes=minutes)
    url = more.pop("url", f"https://{outlet.lower().replace(' ', '-')}.example/{key}")
    return Article(key, title, url, time, outlet, text or title + ".", TextFrom.PAGE, outlet, time, **more)


def statement(key: str, text: str, source: str, cue: str, content: str, stance: Stance, **more: Any) -> Statement:
    def spans(part: str) -> tuple[tuple[int, int], ...]:
        at = text.index(part)
        return ((at, at + len(part)),)

    party = more.pop("party", source)
    return Statement(
        key,
        Source(source, spans(source), party, party is not None),
        Cue(cue, spans(cue), cue),
        Excerpt(content, spans(content)),
        stance,
        more.pop("act", Act.SPEECH),
        more.pop("quote", QuoteForm.INDIRECT),
        **more,
    )


def reading(of: Article, *statements: Statement, language: str = "en") -> Reading:
    return Reading(of, language, None, statements)


def plain(number: int, minutes: int | None = None) -> Reading:
    """A quiet article without claims."""
    return reading(article(f"q{number}", f"Quiet news number {number} from the valley", minutes=minutes or number))


CAPTURE = (
    "The Hill Guard said in a video that its fighters took two Vardian soldiers prisoner near Osh Tal.\n\n"
    "The Vardian Interior Ministry denied that its men had been captured. Kestrel could not verify the footage."
)


def capture(minutes: int = 4) -> Reading:
    """An article with an assertion, a denial, and one who could not verify."""
    return reading(
        article("a1", "Ministry denies soldiers were captured at Osh Tal", minutes=minutes, text=CAPTURE),
        statement(
            "s1",
            CAPTURE,
            "The Hill Guard",
            "said in a video",
            "its fighters took two Vardian soldiers prisoner near Osh Tal",
            Stance.ASSERTS,
            party="Hill Guard",
            via=("Ama news agency",),
            when="2031-09-28",
        ),
        statement(
            "s2",
            CAPTURE,
            "The Vardian Interior Ministry",
            "denied",
            "its men had been captured",
            Stance.DENIES,
            party="Vardian Interior Ministry",
        ),
        statement("s3", CAPTURE, "Kestrel", "could not verify", "the footage", Stance.UNVERIFIED),
    )


def conflict(of: Reading, key: str = "c1", claim: str = "two Vardian soldiers taken prisoner near Osh Tal") -> Conflict:
    def evidence(number: int) -> tuple[Evidence, ...]:
        return (Evidence(of.article.id, of.article.outlet, of.article.published, of.statements[number]),)

    return Conflict(
        key,
        Kind.DENIAL,
        claim,
        Status.CONTESTED,
        NOW - timedelta(days=5),
        NOW - timedelta(minutes=4),
        5,
        2,
        (
            Side(Stance.ASSERTS, ("Hill Guard",), evidence(0)),
            Side(Stance.DENIES, ("Vardian Interior Ministry",), evidence(1)),
        ),
        (Side(Stance.UNVERIFIED, ("Kestrel",), evidence(2)),),
    )


def screen_lines(app: GainsayApp) -> list[str]:
    """Return what stands on the screen, a string a line, as the terminal would get it."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def screen(app: GainsayApp) -> str:
    """Return what stands on the screen."""
    return "\n".join(line.rstrip() for line in screen_lines(app))


@asynccontextmanager
async def running(desk: Desk, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[GainsayApp, Pilot[str]]]:
    """Run the app on a desk without a terminal."""
    app = GainsayApp(desk, now=lambda: NOW)
    async with app.run_test(size=size, notifications=True) as pilot:
        await until(pilot, lambda: app.main.is_mounted and app.screen is app.main)
        await pilot.pause()
        yield app, pilot


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app work until a condition holds."""
    async with asyncio.timeout(120):
        while not condition():
            await pilot.pause(0.01)


async def shows(pilot: Pilot[Any], app: GainsayApp, *texts: str) -> None:
    """Let the app work until all these texts stand on the screen; say what stands there instead when they do not."""
    try:
        await until(pilot, lambda: all(text in screen(app) for text in texts))
    except TimeoutError:
        raise AssertionError(f"not all of {texts} on the screen:\n{screen(app)}") from None


async def press(pilot: Pilot[Any], keys: Iterable[str]) -> None:
    """Press keys one after another and let the app draw after each."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
