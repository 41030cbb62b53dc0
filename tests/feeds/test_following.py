"""Finding a feed, OPML, and the list of feeds edited at a desk that works and from the command line."""

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sources.config import load
from sources.feeds.discover import Discovery, address_of, discover
from sources.feeds.fetch import Fetcher
from sources.feeds.opml import OpmlError, fresh_feeds, read_opml, write_opml
from sources.models import Feed
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from sources.workers import Workers
from tests.desk.running import config, done, running
from tui.cli import main

NOW = datetime.now(UTC)
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def room() -> Iterator[Newsroom]:
    with Newsroom(manual=True) as newsroom:
        newsroom.release_all()
        yield newsroom


async def find(address: str, private: bool = True) -> Discovery:
    async with Workers(1, memory=1 << 30, seconds=15, max_tasks=None) as workers, Fetcher(0) as fetcher:
        return await discover(address, fetcher, workers, 900, NOW, allow_private=private)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("quay.example", "https://quay.example"),
        (" http://quay.example/a ", "http://quay.example/a"),
        ("feed:https://quay.example/f", "https://quay.example/f"),
        ("feed://quay.example/f", "https://quay.example/f"),
        ("FEED:quay.example/f", "https://quay.example/f"),
        ("ftp://quay.example", "ftp://quay.example"),
    ],
)
def test_addresses_are_taken_as_people_type_them(typed: str, address: str) -> None:
    assert address_of(typed) == address


async def test_a_page_leads_to_its_feed_and_each_is_asked_once(room: Newsroom) -> None:
    found = await find(f"{room.url}/kestrel/".removeprefix("http://"))
    assert found.best is not None
    assert found.best.feed == Feed("Kestrel", f"{room.url}/kestrel/feed.xml", "Kestrel", allow_private=True)
    assert {(e.feed, e.outlet) for e in found.best.poll.entries} == {("Kestrel", "Kestrel")}
    assert found.best.poll.state.feed == "Kestrel"
    assert [r.path for r in room.log] == ["/kestrel/", "/kestrel/feed.xml"]
    room.forget()
    direct = await find(f"{room.url}/kestrel/feed.xml")
    assert direct.best is not None
    assert [r.path for r in room.log] == ["/kestrel/feed.xml"]


async def test_feeds_of_comments_come_last_and_those_that_fail_are_shown(room: Newsroom) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
        for title, href in (
            ("Comments feed", "/kestrel/feed.xml"),
            ("Gone", "/none.xml"),
            ("All", "/meridian/atom.xml"),
        )
    )
    room.script("/page", Response(200, HTML, f"<html><head>{links}</head></html>"))
    room.script("/bare", Response(200, HTML, '<html><body><a href="/kestrel/feed.xml">Our RSS</a></body></html>'))
    room.script("/none", Response(200, HTML, "<html><body>Nothing</body></html>"))
    found = await find(f"{room.url}/page")
    working = [t.feed.url.removeprefix(room.url) for t in found.trials if t.works]
    assert working[-1] == "/kestrel/feed.xml"
    assert "status 404" in found.error
    bare = (await find(f"{room.url}/bare")).best
    assert bare is not None and bare.feed.url == f"{room.url}/kestrel/feed.xml"
    nothing = await find(f"{room.url}/none")
    assert nothing.best is None
    assert "web page" in nothing.error
    assert (await find(f"{room.url}/kestrel/", private=False)).best is None


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="North"><outline type="rss" text="Quay &amp; Co \x1b[2J" xmlUrl="https://quay.example/feed"/></outline>
<outline type="rss" text="Quay &amp; Co" xmlUrl="https://quay.example/other"/>
<outline type="rss" text="Known" xmlUrl="https://known.example/feed"/>
<outline type="rss" text="Local" xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_lists_of_other_readers_are_taken(tmp_path: Path) -> None:
    found = read_opml(OPML.replace("\x1b", "&#155;").encode())
    assert [url for _, url in found.feeds] == [
        f"https://{h}" for h in ("quay.example/feed", "quay.example/other", "known.example/feed")
    ]
    assert "Local" in found.notes[0] and "no web address" in found.notes[0]
    known = (Feed("Known before", "https://moved.example/", "K", formerly="https://known.example/feed"),)
    feeds = fresh_feeds(found, known, "auto")
    assert len({feed.name for feed in feeds}) == 2 == len(feeds)
    assert all(feed.name.isprintable() for feed in feeds)
    again = read_opml(write_opml(feeds, NOW))
    assert again.feeds == tuple((feed.name, feed.url) for feed in feeds)
    assert again.notes == ()


@pytest.mark.parametrize("body", [b"", b"{}", b"<opml/>", b"<rss><channel/></rss>", b"\x00\xff", b"x" * (9 << 20)])
def test_what_is_no_list_is_named(body: bytes) -> None:
    with pytest.raises(OpmlError):
        read_opml(body)


def test_bombs_in_lists_do_not_go_off() -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = (
        f'<!DOCTYPE opml [<!ENTITY e0 "ha">{entities}]><opml><body><outline text="&e12;" xmlUrl="https://a.example/"/>'
    )
    with pytest.raises(OpmlError):
        read_opml(f"{bomb}</body></opml>".replace("xmlUrl", "x").encode())
    with contextlib.suppress(OpmlError):
        assert all(len(name) <= 200 for name, _ in read_opml(f"{bomb}</body></opml>".encode()).feeds)


async def test_the_list_is_edited_while_the_desk_works(room: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text("# Mine.\n[screen]\nclock = 'utc' # as at sea\n")
    made = config(tmp_path / "store", (), path=path)
    async with running(made) as (desk, log):
        found = await desk.try_feed(f"{room.url}/kestrel/", allow_private=True)
        assert found.best is not None
        feed = desk.add_feed(found.best, interval=3_600)
        assert [f.name for f in desk.feeds] == ["Kestrel"]
        await log.until(lambda d: done(d) and d.article_ids())
        assert len([r for r in room.log if r.path == "/kestrel/feed.xml"]) == 1
        assert load(path).feeds == (feed,)
        desk.pause_feed("Kestrel")
        assert not desk.feeds[0].enabled
        desk.resume_feed("Kestrel")
        desk.edit_feed("Kestrel", outlet="The Kestrel")
        assert desk.feeds[0].outlet == "The Kestrel"
        (tmp_path / "l.opml").write_bytes(write_opml([Feed("N", "http://127.0.0.1:9/", "N")], NOW))
        feeds, notes = await desk.import_opml(tmp_path / "l.opml")
        assert ([f.name for f in feeds], notes) == (["N"], ())
        await log.until(lambda d: d.feed_state("N").last_error)
        assert b"/kestrel/feed.xml" in desk.export_opml()
        desk.remove_feed("N")
        desk.move_feed("Kestrel", f"{room.url}/meridian/atom.xml")
        assert desk.feeds[0].formerly == f"{room.url}/kestrel/feed.xml"
        assert len(desk.article_ids()) > 0
    text = path.read_text()
    assert text.startswith("# Mine.\n[screen]\nclock = 'utc' # as at sea\n")


def test_the_command_line_edits_the_list(room: Newsroom, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path, store = tmp_path / "c.toml", tmp_path / "store"
    path.write_text("# Mine.\n")

    def feeds(*words: str) -> tuple[int, str, str]:
        status = main(["feeds", *words, "--config", str(path), "--store", str(store)])
        return status, *capfd.readouterr()

    status, out, _ = feeds("add", f"{room.url}/kestrel/", "--private", "--dry-run")
    assert (status, "14 entries" in out, path.read_text()) == (0, True, "# Mine.\n")
    assert "add --private" in feeds("add", f"{room.url}/kestrel/")[2]
    assert feeds("add", f"{room.url}/kestrel/", "--private", "--name", "Falcon")[0] == 0
    assert "is followed already, as 'Falcon'" in feeds("add", f"{room.url}/kestrel/feed.xml", "--private")[2]
    assert "paused" in feeds("pause", "falc")[1]
    assert not load(path).feeds[0].enabled
    assert "polled again" in feeds("resume", "Falcon")[1]
    room.forget()
    status, out, _ = feeds("check", "--json")
    assert json.loads(out)[0]["why_last"].endswith("nothing has changed")
    assert "if-none-match" in room.log[0].headers
    assert "next: " in feeds("check")[1]
    assert "No feed has moved" in feeds("move")[1]
    opml = tmp_path / "out.opml"
    assert feeds("export", str(opml))[0] == 0
    assert "Falcon" in feeds("export")[1]
    assert "0 feeds were added, 1 are followed already" in feeds("import", str(opml))[1]
    assert "was removed" in feeds("remove", "Falcon")[1]
    assert feeds("remove", "Falcon")[0] == 2
    assert "1 feeds were added" in feeds("import", str(opml))[1]
    assert "cannot be read" in feeds("import", str(tmp_path / "none"))[2]
    assert path.read_text().startswith("# Mine.\n")
