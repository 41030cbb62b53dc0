"""Feed documents with faults, documents that are no feeds, and what hostile ones try."""

import time
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.feeds.items import FeedError

from .documents import BODY, FORMATS, document
from .parsing import NOW, read, rss, texts, unsafe


def test_common_faults_of_xml_are_mended_without_changing_the_text() -> None:
    head = "\n\n<?xml version='1.0'?>"
    parsed = read(rss("<title>AT&T and R&amp;D&nbsp;caf&eacute; \x1b x &unknown; y</title>", head=head))
    assert parsed.entries[0].title == "AT&T and R&D café x &unknown; y"
    assert parsed.notes == ()


def test_a_feed_cut_off_gives_what_can_be_read_and_a_note() -> None:
    whole = rss(*(f"<title>Item {n}</title><guid>{n}</guid>" for n in range(10)))
    parsed = read(whole[: whole.index("Item 6")])
    assert [entry.title for entry in parsed.entries][:6] == [f"Item {n}" for n in range(6)]
    assert "broken (line 2:" in parsed.notes[0]


@pytest.mark.parametrize(
    "subset",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">',
        "<!ENTITY a 'aaa'><!ENTITY b '&a;&a;'>",
        '<!ENTITY % p SYSTEM "http://evil.example/p.dtd"> %p;',
        '<!ENTITY a "' + "a" * 300 + '">',
        "".join(f'<!ENTITY e{n} "x">' for n in range(40)),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entity_bombs_are_refused(subset: str, encoding: str) -> None:
    text = rss("<title>&b;</title>", head=f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [{subset}]>')
    with pytest.raises(FeedError, match="harmful"):
        read(text.encode(encoding))


def test_harmless_entities_and_outside_files_are_no_danger() -> None:
    head = '<!DOCTYPE rss [\n<!ENTITY house "Quay House">\n<!ENTITY file SYSTEM "file:///etc/passwd">\n]>'
    parsed = read(rss("<title>At &house; &file;</title><guid>1</guid>", head=head))
    assert parsed.entries[0].title.startswith("At Quay House")
    assert "root:" not in repr(parsed)


def test_a_body_that_is_the_name_of_a_file_is_not_opened() -> None:
    with pytest.raises(FeedError, match="not a feed"):
        read(b"/etc/passwd")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the answer was empty"),
        (b" \n\t", "the answer was empty"),
        (b"<!DOCTYPE html><html><head><title>Sign\x1b in</title></head></html>", "web page (“Sign in”)"),
        (b"<!-- x --><HTML><body>Hello", "is a web page, not a feed"),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html><head/></html>", "web page"),
        (b'{"status": "ok"}', "not a JSON Feed"),
        (b"[1, 2]", "not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", ', "cannot be read"),
        (b"[" * 200_000, "cannot be read"),
        (b"<?xml version='1.0'?><opml version='2.0'><body/></opml>", "list of feeds (OPML)"),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "sitemap"),
        (b"<note><to>x</to></note>", "XML, but holds no feed"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n", "image"),
        (b"just words", "not a feed (its type is text/plain)"),
        (b"<rss version='2.0'><channel><item", "no entry can be read"),
    ],
)
def test_what_is_no_feed_is_named_with_the_mend(body: bytes, words: str) -> None:
    with pytest.raises(FeedError) as caught:
        read(body, Content_Type="text/plain; charset=utf-8")
    assert words in str(caught.value)
    assert ": " in str(caught.value)
    assert not unsafe(str(caught.value))


def test_a_web_page_names_its_feeds() -> None:
    page = (
        "<html><head><title>Quay</title><link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
        "<link rel='alternate' type='application/rss+xml' href='javascript:x'><link rel=stylesheet href=x></head>"
    )
    with pytest.raises(FeedError, match=r"names its feed as https://quay\.example/feed\.xml$"):
        read(page)


def test_fields_and_items_are_capped() -> None:
    items = "".join(f"<item><title>Item {n}</title><guid>{n}</guid></item>" for n in range(2_100))
    parsed = read(f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert len(parsed.entries) == 2_000
    assert "2100" in parsed.notes[0]
    entry = read(rss(f"<title>{'t' * 9_000}</title><description>{'d' * 1_200_000}</description>")).entries[0]
    assert len(entry.title) == 1_000
    assert len(entry.content) <= 1_000_000


def test_a_large_feed_is_read_in_good_time() -> None:
    body = "&lt;p&gt;word &lt;b&gt;bold&lt;/b&gt;" * 40
    items = (f"<title>Item {n}</title><guid>{n}</guid><description>{body}</description>" for n in range(1_000))
    started = time.process_time()
    assert len(read(rss(*items)).entries) == 1_000
    assert time.process_time() - started < 8


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    body = bytearray(document(draw(st.sampled_from(FORMATS)), draw(st.text(max_size=30)), body=BODY))
    for _ in range(draw(st.integers(0, 8))):
        at = draw(st.integers(0, len(body)))
        cut = draw(st.integers(0, 40))
        patch = draw(
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from(
                    [
                        b"<item>",
                        b"</entry>",
                        b"]]>",
                        b"<![CDATA[",
                        b"&#27;",
                        b"&",
                        b"\x00",
                        b"<!--",
                        b"{",
                        b'"',
                        b"\\u001b",
                    ]
                ),
            )
        )
        body[at : at + cut] = patch
    return bytes(body)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
def test_whatever_a_document_holds_it_gives_clean_entries_or_plain_words(body: bytes) -> None:
    try:
        parsed = read(body)
    except FeedError as error:
        assert not unsafe(str(error))
        return
    assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
    for entry in parsed.entries:
        assert not any(unsafe(text) for text in texts(entry))
        assert entry.title
        assert "\n" not in entry.title
        assert entry.published is None or entry.published <= NOW + timedelta(minutes=10)
