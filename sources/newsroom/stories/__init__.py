"""The demo's outlets, parties and stories, and how each story should end on the board.

Every story is one TOML file: its articles and, for tests, its expected ending. Times are relative to the newsroom's
start, so that the demo is always fresh: `at` is the release in seconds after the start (articles without it stand in
the feeds from the beginning), `age` back-dates an article ("19d", "5h", "40m"). `{day}`, `{date}` and `{month}` in a
text name the weekday, the date and the month of publication; `{day-1}` is the weekday before.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sources.models import Article, Kind, PartyAlias, Stance, Status, TextFrom

_UNITS = {"m": 60, "h": 3_600, "d": 86_400}
_STAMP = re.compile(r"\{(day|date|month)([+-]\d+)?\}")
_OPENING_QUOTE = re.compile(r'(?<![^\s(\[—-])"')


@dataclass(frozen=True, slots=True)
class Outlet:
    """An invented outlet and the manners of its site."""

    id: str
    name: str
    about: str
    format: str
    """`rss2`, `rss1` (RDF), `atom` or `json` (JSON Feed)."""
    full: bool = False
    """Whether the feed carries whole articles."""
    agency: bool = False
    gzip: bool = False
    paywall: bool = False
    """Pages show two paragraphs; the whole text stands in their JSON-LD `articleBody`."""
    curly: bool = False
    """Whether the house style is typographic quotation marks."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article of a story, before its times are known."""

    id: str
    story: str
    outlet: Outlet
    title: str
    body: str
    """Paragraphs with a blank line between; stamps not yet filled in."""
    at: float = 0.0
    age: float = 0.0
    byline: str | None = None

    def published(self, start: datetime, speed: float = 1.0) -> datetime:
        """Return when the article appeared, for a newsroom that started at `start` and runs `speed` times as fast."""
        return (start + timedelta(seconds=self.at / speed - self.age)).replace(microsecond=0)

    def text(self, start: datetime) -> str:
        """Return the body with its dates filled in for a newsroom that started at `start`."""
        return self._styled(self.body, start)

    def headline(self, start: datetime) -> str:
        """Return the title with its dates filled in for a newsroom that started at `start`."""
        return self._styled(self.title, start)

    def _styled(self, text: str, start: datetime) -> str:
        day = self.published(start)

        def stamp(match: re.Match[str]) -> str:
            then = day + timedelta(days=int(match[2] or 0))
            month = f"{then:%B}"
            return {"day": f"{then:%A}", "date": f"{then.day} {month}", "month": month}[match[1]]

        text = _STAMP.sub(stamp, text)
        if self.outlet.curly:
            text = _OPENING_QUOTE.sub("\u201c", text).replace('"', "\u201d").replace("'", "\u2019")
        return text


@dataclass(frozen=True, slots=True)
class Expected:
    """How a story should end on the board, as a careful human reader would put it."""

    name: str
    kind: Kind | None
    """None: the story holds no conflict, and none of its articles may stand on the board."""
    also: tuple[Kind, ...]
    """Kinds that would be as good a reading."""
    status: Status
    asserts: tuple[str, ...]
    """Parties that put the claim forward; in figures, blame and rival conflicts the parties of every side."""
    denies: tuple[str, ...]
    """Parties that deny it; in a reversal the party that changed its position."""
    others: dict[Stance, tuple[str, ...]]
    outlets: int
    """Outlets that carry it."""
    origins: int
    """Newsrooms whose own reporting the articles rest on: copies of an agency's report are one with it."""
    articles: tuple[str, ...]
    """Ids of all the story's articles, in order of publication."""


@dataclass(frozen=True, slots=True)
class Story:
    """One story file."""

    name: str
    about: str
    items: tuple[Item, ...]
    expected: Expected | None
    """None for a file of unrelated background news; none of that is disputed."""


@cache
def outlets() -> tuple[Outlet, ...]:
    """Return the outlets, in the order of `outlets.toml`."""
    return tuple(Outlet(**row) for row in _load("outlets.toml")["outlet"])


@cache
def parties() -> tuple[PartyAlias, ...]:
    """Return the parties of the expected endings, each with the other names by which the stories call it."""
    return tuple(
        PartyAlias(row["name"], tuple(row.get("aliases", ())), row.get("kind", "body"))
        for row in _load("parties.toml")["party"]
    )


def same_party(name: str, shown: str) -> bool:
    """Return whether a party that a board shows is the one that an ending calls `name`: letter case and `the` aside."""
    known = {party.name: party for party in parties()}
    return _fold(shown) in {_fold(form) for form in (name, *known[name].aliases)}


@cache
def stories() -> tuple[Story, ...]:
    """Return all stories, by name."""
    here = files(__package__)
    names = sorted(path.name for path in here.iterdir() if path.name.endswith(".toml"))
    return tuple(_story(name) for name in names if name not in {"outlets.toml", "parties.toml"})


@cache
def items() -> tuple[Item, ...]:
    """Return the articles of all stories in order of publication."""
    return tuple(sorted((item for story in stories() for item in story.items), key=_order))


def expected() -> tuple[Expected, ...]:
    """Return the expected ending of every story that has one."""
    return tuple(story.expected for story in stories() if story.expected)


def articles(start: datetime) -> tuple[Article, ...]:
    """Return all articles as the engine takes them, as if each had been fetched whole, in order of publication.

    `start` is the newsroom's start, timezone-aware; everything counts from it.
    """
    return tuple(
        Article(
            id=item.id,
            title=item.headline(start),
            url=None,
            published=item.published(start),
            outlet=item.outlet.name,
            text=item.text(start),
            text_from=TextFrom.PAGE,
        )
        for item in items()
    )


def _fold(name: str) -> str:
    return name.casefold().replace("\u2019", "'").removeprefix("the ")


def _order(item: Item) -> tuple[float, str]:
    return item.at - item.age, item.id


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _story(file: str) -> Story:
    data = _load(file)
    name = file.removesuffix(".toml")
    houses = {outlet.id: outlet for outlet in outlets()}
    bodies: dict[str, str] = {}
    made = []
    for row in data["article"]:
        body = row.get("body", "").strip()
        if origin := row.get("copy_of"):
            kept = bodies[origin].split("\n\n")[: row.get("keep")]
            body = "\n\n".join(part for part in (*kept, body) if part)
            body = body.replace(row["cut"], "", 1) if "cut" in row else body
        bodies[row["id"]] = body
        age = row.get("age", "0m")
        made.append(
            Item(
                id=row["id"],
                story=name,
                outlet=houses[row["outlet"]],
                title=row["title"],
                body=body,
                at=float(row.get("at", 0)),
                age=float(age[:-1]) * _UNITS[age[-1]],
                byline=row.get("byline"),
            )
        )
    made.sort(key=_order)
    ending = data.get("expected")
    return Story(name, data["about"], tuple(made), _expected(name, ending, made) if ending is not None else None)


def _expected(name: str, ending: dict[str, Any], made: list[Item]) -> Expected:
    return Expected(
        name=name,
        kind=Kind(ending["kind"]) if "kind" in ending else None,
        also=tuple(Kind(kind) for kind in ending.get("also", ())),
        status=Status(ending.get("status", "contested")),
        asserts=tuple(ending.get("asserts", ())),
        denies=tuple(ending.get("denies", ())),
        others={Stance(stance): tuple(names) for stance, names in ending.get("others", {}).items()},
        outlets=ending["outlets"],
        origins=ending["origins"],
        articles=tuple(item.id for item in made),
    )
