"""Feed documents to entries: every format, and what their titles, texts, links, ids and dates come to."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.feeds.html import line_of, text_of
from sources.feeds.parse import parse
from sources.models import Feed

from .documents import FORMATS, SHORT, document
from .parsing import FEED, NOW, read, rss, texts, unsafe


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_gives_the_same_entry(form: str) -> None:
    parsed = read(document(form, "Gate shut, says harbour"))
    entry = parsed.entries[0]
    assert parsed.title == "Quay Wire"
    assert parsed.language == "en"
    assert parsed.notes == ()
    assert entry.title == "Gate shut, says harbour"
    assert entry.content == "The harbour office said the gate was shut.\n\nThe union denied it."
    assert (entry.url or "").startswith("https://quay.example/a")
    assert (entry.feed, entry.outlet, entry.language) == ("Quay", "Quay Wire", "en")
    if form != "rss 0.91":
        assert entry.published == datetime(2025, 6, 3, 8, tzinfo=UTC)
    if form not in {"rss 0.91", "rss 1.0"}:
        assert entry.author == "Ana Teller"
        assert entry.summary == SHORT


def test_relative_links_ttl_and_a_description_alone() -> None:
    parsed = read(document("rss 2.0", "Gate"))
    assert parsed.ttl == 45 * 60
    second = parsed.entries[1]
    assert second.url == "https://quay.example/relative/b"
    assert second.content == second.summary == SHORT
    assert second.published is None


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("[@click=app.quit]Press[/] [b", "[@click=app.quit]Press[/] [b"),
        ("Fish &amp; chips", "Fish & chips"),
        ("<b>Gate</b> <script>alert(1)</script>shut", "Gate shut"),
        ("&lt;em&gt;Gate&lt;/em&gt; shut", "Gate shut"),
        ("2 &lt; 3", "2 < 3"),
        ("Bidi \u202egnp.exe\u202c here", "Bidi gnp.exe here"),
        ("Tag \U000e0069\U000e0067 letters", "Tag letters"),
        ("&#27;]0;owned&#7; title", "]0;owned title"),
    ],
)
def test_hostile_and_careless_titles(form: str, title: str, shown: str) -> None:
    assert read(document(form, title)).entries[0].title == shown


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "title", ["\x1b[31mred\x1b[0m", "\x9b31mred", "&#27;[31mred", "&#x1b;]52;c;cm0=&#7;", "&#155;2J", "\x00\x08"]
)
@pytest.mark.parametrize("raw", [True, False])
def test_no_terminal_sequence_gets_through_any_format(form: str, title: str, raw: bool) -> None:
    parsed = read(document(form, f"a {title} b", body=f"<p>{title}</p>", raw=raw))
    assert parsed.entries
    assert not any(unsafe(text) for entry in parsed.entries for text in texts(entry))


def test_atom_text_titles_keep_their_angle_brackets() -> None:
    atom = document("atom", "x").decode().replace('type="html">x', 'type="text">If a &lt; b &amp;amp; c')
    assert read(atom).entries[0].title == "If a < b &amp; c"


def test_ids_stay_over_polls_and_differ_between_feeds() -> None:
    first, other = (read(document("rss 2.0", title)).entries[0] for title in ("Gate shut", "Gate open again"))
    assert first.id == other.id
    for scheme in ("http", "https"):
        permalink, number = (
            rss(f"<title>x</title><guid>{guid}</guid>").encode() for guid in (f"{scheme}://quay.example/1", "17")
        )
        moved, bare = (parse(body, {}, f"{scheme}://b.example/", FEED, NOW) for body in (permalink, number))
        assert moved.entries[0].id == read(rss("<title>x</title><guid>https://quay.example/1</guid>")).entries[0].id
        assert bare.entries[0].id == read(rss("<title>x</title><guid>17</guid>")).entries[0].id
        assert bare.entries[0].url is None
    elsewhere = read(document("rss 2.0", "Gate shut"), feed=Feed("Quay", "https://quay.example/other", "Q"))
    assert elsewhere.entries[0].id != first.id


def test_items_without_guid_are_known_by_link_without_trackers_then_by_title_and_day() -> None:
    def one(*parts: str) -> str:
        return read(rss("".join(parts))).entries[0].id

    link, date = "<link>https://quay.example/a{}</link>", "<pubDate>Tue, 03 Jun 2025 {}:00:00 GMT</pubDate>"
    title = "<title>Gate</title>"
    plain = one(title, link.format("?id=1"))
    assert one(title, link.format("?utm_source=x&amp;id=1#top")) == plain
    assert one(title, link.format("?id=2")) != plain
    assert one(title, date.format("08")) == one(title, date.format("20"))
    assert one(title, date.format("08")) != one(title, date.format("08").replace("03", "04"))


def test_a_guid_that_repeats_is_told_apart_by_link_and_copies_are_one() -> None:
    item = "<title>{0}</title><guid isPermaLink='false'>same</guid><link>https://quay.example/{1}</link>"
    parsed = read(rss(item.format("One", "1"), item.format("Two", "2"), item.format("Two", "2")))
    assert [entry.title for entry in parsed.entries] == ["One", "Two"]
    assert len({entry.id for entry in parsed.entries}) == 2


@pytest.mark.parametrize("form", ["rss 2.0", "json feed"])
def test_dates_ahead_are_clamped_and_placeholders_dropped(form: str) -> None:
    def dated(when: datetime) -> datetime | None:
        body = document(form, "Gate").decode()
        body = body.replace("2025-06-03T10:00:00+02:00", when.isoformat())
        body = body.replace("Tue, 03 Jun 2025 10:00:00 +0200", when.strftime("%a, %d %b %Y %H:%M:%S +0000"))
        return read(body).entries[0].published

    soon = (NOW + timedelta(minutes=8)).replace(microsecond=0)
    assert dated(NOW + timedelta(days=400)) == NOW
    assert dated(soon) == soon
    assert dated(datetime(1970, 1, 1, tzinfo=UTC)) is None


def test_an_item_without_title_is_headed_by_its_text_and_one_without_anything_is_left_out() -> None:
    long = (
        "The harbour office said on Monday that the gate at the north end of the quay was shut by order of the town. "
        * 3
    )
    parsed = read(rss(f"<description>{long}</description>", "<guid>x</guid>", "<link>https://quay.example/z</link>"))
    headed, linked = parsed.entries
    assert long.startswith(headed.title)
    assert 60 < len(headed.title) <= 120
    assert linked.title == "https://quay.example/z"


def test_links_that_are_no_web_address_are_none() -> None:
    parsed = read(
        rss(
            *(
                f"<title>x</title><guid>{n}</guid><link>{u}</link>"
                for n, u in enumerate(["javascript:alert(1)", "file:///etc/passwd"])
            )
        )
    )
    assert [entry.url for entry in parsed.entries] == [None, None]


@pytest.mark.parametrize(
    ("encoding", "headers"),
    [
        ("iso-8859-1", {}),
        ("windows-1251", {}),
        ("utf-16", {}),
        ("utf-8", {"Content_Type": "text/xml; charset=utf-8"}),
        ("shift_jis", {}),
    ],
)
def test_encodings_are_read_as_declared(encoding: str, headers: dict[str, str]) -> None:
    title = {"iso-8859-1": "Café", "windows-1251": "Гавань", "shift_jis": "港の市場"}.get(encoding, "Żuraw 港")
    text = rss(f"<title>{title}</title><guid>1</guid>", head=f'<?xml version="1.0" encoding="{encoding}"?>')
    assert read(text.encode(encoding), **headers).entries[0].title == title


def test_json_feed_takes_what_publishers_write() -> None:
    items = [
        {"id": 7, "external_url": "/x", "content_text": "One.\n\nTwo [sic].", "date_modified": "2025-06-03T08:00:00"},
        "nonsense",
        {"id": "8", "title": None, "content_html": 3, "tags": {}},
        {"id": "9", "title": "Esc \x1b]0;x\x07 \x9b1m", "author": {"name": "B"}, "date_published": "yesterday"},
    ]
    parsed = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    one, three, nine = parsed.entries
    assert (one.url, one.content) == ("https://quay.example/x", "One.\n\nTwo [sic].")
    assert one.published == datetime(2025, 6, 3, 8, tzinfo=UTC)
    assert three.title == "3"
    assert (nine.title, nine.author, nine.published) == ("Esc ]0;x 1m", "B", None)
    assert "no objects: 1" in parsed.notes[0]


def test_html_becomes_paragraphs_lines_and_quotation_marks() -> None:
    markup = (
        "<style>p{}</style><h2>Gate</h2><p>He said <q>no</q>.<br>Twice.</p>loose <em>words</em>"
        "<ul><li>one</li><li>two</li></ul><table><tr><td>3</td><td>4</td></tr></table><noscript>x</noscript>"
    )
    assert text_of(markup) == "Gate\n\nHe said “no”.\nTwice.\n\nloose words\n\none\ntwo\n\n3 4"


def test_trailers_of_publishing_systems_are_no_text() -> None:
    trailer = "&lt;p&gt;The post Gate shut appeared first on Quay Wire.&lt;/p&gt;"
    assert (
        read(rss(f"<title>x</title><description>&lt;p&gt;Shut.&lt;/p&gt;{trailer}</description>")).entries[0].content
        == "Shut."
    )
    assert read(rss("<title>x</title><description>Shut. Continue reading…</description>")).entries[0].content == "Shut."


@given(st.text(max_size=200))
def test_a_line_is_one_clean_line(text: str) -> None:
    line = line_of(text)
    assert "\n" not in line
    assert not unsafe(line)
    assert unicodedata.is_normalized("NFC", line)
