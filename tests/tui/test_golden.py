"""Whole screens as text. After a change that is meant, run with GOLDEN=write and look at what changed."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sources.models import Evidence, Feed, FeedState, Kind, Reading, Side, Stance, Word
from sources.reviews import Review, save
from tests.tui.news import NOW, StillDesk, article, capture, conflict, press, reading, running, screen, shows, statement

FOLDER = Path(__file__).parent / "golden"


SCREENS = {
    "desk": ([], "Ministry denies"),
    "claims": (["2"], "Hill Guard"),
    "board": (["3"], "! DENIAL"),
    "article": (["enter", "n"], "1 of 3"),
    "versions": (["enter", "V"], "It is as it was first fetched."),
    "sheet": (["3", "enter", "j"], "▲ ASSERTS"),
    "sheet-end": (["3", "enter", "G"], "the articles"),
    "figures": (["3", "j", "enter"], "! FIGURES"),
    "why": (["3", "enter", "W"], "Why they stand together"),
    "party": (["2", "P", "j"], "what it said, newest first"),
    "filter": (["slash", *"is:disputed kind:quarrel"], "kind: takes"),
    "found": (["slash", *"number 2", "enter"], "Quiet news number 12"),
    "nothing": (["slash", *"zebra", "enter"], "Nothing matches zebra"),
    "palette": (["colon", *"hill"], "PARTY  Hill Guard"),
    "help": (["question_mark"], "Moving about"),
    "help-search": (["question_mark", "slash", *"undo"], "Take the last mark back"),
    "tour": (["f1"], "Welcome"),
    "feeds": (["f"], "refused the connection"),
    "log": (["L"], "Nothing has gone wrong"),
    "note": (["3", "i"], "Note on 1 conflict"),
    "confirm": (["R"], "Mark 33 unread articles as read?"),
    "selected": (["space", "space"], "2 selected"),
    "paused": (["p"], "paused, 0 waiting"),
}
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}


TOLLS = {"t1": (14.0, 14.0), "t2": (31.0, 31.0)}


def toll(key: str, outlet: str, minutes: int, who: str, number: str) -> Reading:
    text = f"{who} said that {number} people died in the fire at the Lower Quay."
    of = article(key, f"{number} dead in quay fire", minutes=minutes, outlet=outlet, text=text)
    content = f"{number} people died in the fire at the Lower Quay"
    words = (Word(number, number, "NUM", "nummod", 1), Word("people", "person", "NOUN", "nsubj", 2))
    said = statement("f1", text, who, "said", content, Stance.ASSERTS)
    return reading(of, replace(said, words=(*words, Word("died", "die", "VERB", "root", -1))))


def evidence(of: Reading, figure: tuple[float, float]) -> Evidence:
    return Evidence(of.article.id, of.article.outlet, of.article.published, of.statements[0], figure=figure)


@pytest.fixture
async def full(desk: StillDesk) -> StillDesk:
    """The desk with clashing figures, a feed that fails and one that does not, and a published review."""
    told = [toll("t1", "Kestrel", 50, "City Hospital", "14"), toll("t2", "Meridian", 40, "Fire Brigade", "31")]
    desk.give(*told)
    sides = tuple(
        Side(
            Stance.ASSERTS,
            (each.statements[0].source.text,),
            (evidence(each, TOLLS[each.article.id]),),
        )
        for each in told
    )
    model = conflict(capture(), "c2", "people died in the fire at the Lower Quay")
    desk.oppose(replace(model, kind=Kind.FIGURES, sides=sides, others=(), outlets=2, opened=NOW - timedelta(hours=1)))
    desk.feeds = tuple(Feed(name, f"https://{name.lower()}.example/rss", name) for name in ("Kestrel", "Meridian"))
    desk._intake.states["Kestrel"] = FeedState("Kestrel", last_success=NOW, entries=31, next_due=NOW)
    desk.fail("Meridian", "meridian.example refused the connection: the server is down, or the port is wrong")
    review = Review(
        "Hill Guard took two Vardian soldiers prisoner near Osh Tal",
        "Not shown",
        "Lantern Check",
        "https://check.example/osh-tal",
        "2031-10-02",
    )
    save([review], desk.config.store)
    return desk


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_screen(full: StillDesk, name: str, size: str) -> None:
    keys, wanted = SCREENS[name]
    async with running(full, SIZES[size]) as (app, pilot):
        await press(pilot, keys)
        await shows(pilot, app, wanted)
        await pilot.pause(0.15)
        text = screen(app) + "\n"
    path = FOLDER / f"{name}-{size}.txt"
    if os.environ.get("GOLDEN") == "write":
        path.write_text(text)
    assert path.read_text() == text
