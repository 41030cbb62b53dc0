"""Broken feed documents, odd dates and odd items, in the form of `wild.py`."""

import json
from collections.abc import Iterator

from tests.feeds.wild import ATOM, BODY, BOTH, ITEMS, ONE, TWO, Case, atom, entry, item, jsonfeed, rss


def breakage() -> Iterator[Case]:
    """Yield documents that no parser should be sent, and that every reader gets."""
    for name, text in _around():
        yield Case(name, text.encode())
    for name, text in _within():
        yield Case(name, text.encode())
    whole = rss().encode()
    for name, end in (
        ("after the first item", whole.index(b"</item>") + 7),
        ("within a tag", whole.index(b"<link>https://quay.example/2") + 3),
        ("within a title", whole.index(b"open again")),
    ):
        yield Case(f"cut off {name}", whole[:end], BOTH if name == "within a tag" else (ONE,), note=True)
    cdata = rss(item(ONE, 1) + item(TWO, 2).replace(BODY, f"<![CDATA[{BODY} More.]]>")).encode()
    yield Case("cut off within CDATA", cdata[: cdata.index(b" More.")], note=True)
    yield Case(
        "cut off within an entity",
        rss().encode().replace(b"gate was shut.</description></item></ch", b"gate&am"),
        note=True,
    )
    yield Case("cut off before the first item", whole[: whole.index(b"<item>") + 3], (), fault="no entry can be read")
    yield Case("no end of the channel", whole.replace(b"</channel></rss>", b""), note=True)
    yield Case("zero bytes within", whole.replace(b"Quay open", b"Quay\x00 open"))
    yield Case("zero bytes after", whole + bytes(500))
    yield Case("a second document after", whole + whole.replace(b"Quay open", b"Other"), titles=(*BOTH, "Other again"))
    for name, text in _json():
        yield Case(name, text.encode())
    for name, text, words in _no_feeds():
        yield Case(name, text.encode(), (), fault=words)


def _around() -> Iterator[tuple[str, str]]:
    text, head = rss(), '<?xml version="1.0" encoding="utf-8"?>'
    yield "blank lines before", "\n\n  \t" + text
    yield "a mark and blank lines before", "\ufeff\n" + text
    yield "a warning of PHP before", "Warning: Undefined variable $feed in /srv/rss.php on line 7\n" + text
    yield "a warning of PHP in bold before", "<br />\n<b>Notice</b>: odd in <b>/srv/x.php</b><br />\n" + text
    yield "a comment before", "<!-- cached 2025 -->" + text
    yield "a comment after", text + "<!-- 0.3 s, 12 queries -->"
    yield "a script after", text + "<script>track('x' && 1 < 2)</script>"
    yield "a web page after", text + "<html><body><p>Buy now<br></body></html>"
    yield "text after", text + "\nServed by quay-3 & mole-4"
    yield "two declarations", head + text
    yield "a declaration in capitals", text.replace("<?xml", "<?XML")
    yield "version 1.1", text.replace('version="1.0"', 'version="1.1"', 1)
    yield "a declaration without a version", text.replace(' version="1.0"', "", 1)
    yield "a declaration that is not closed", text.replace("?>", ">", 1)
    yield "no declaration", rss(head="")
    yield "a stylesheet", rss(head=head + '<?xml-stylesheet href="/s.xsl" type="text/xsl"?>')
    yield "a document type of HTML's entities", rss(head=head + '<!DOCTYPE rss [<!ENTITY nbsp "&#160;">]>')
    yield "a document type that is not there", rss(head=head + '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/none.dtd">')
    yield "stray end tags", text.replace("</channel>", "</item></channel></b>")


def _within() -> Iterator[tuple[str, str]]:
    first = f"<title>{ONE}</title>"

    def second(markup: str) -> str:
        return rss(item(ONE, 1, markup) + item(TWO, 2))

    yield "a bare ampersand", second("<category>R&D</category>")
    yield "a bare ampersand in an address", second('<enclosure url="https://q.example/?a=1&b=2"/>')
    yield "named entities", second("<category>caf&eacute;&nbsp;&hellip;&rsquo;</category>")
    yield "an unknown entity", second("<category>&quay;</category>")
    yield "an entity without its end", second("<category>R&amp D &copy 2025</category>")
    yield "a forbidden character", second("<category>x\x0b\x1b[2J</category>")
    yield "a forbidden character by number", second("<category>&#0;&#11;&#x1b;&#xFFFF;</category>")
    yield "a number beyond all characters", second("<category>&#x110000;&#99999999;</category>")
    yield "markup unescaped in the text", second("<description><p>One<br>two <b>three</p></description>")
    yield "an image unescaped", second('<description>See <img src="a.png"> and <hr> here</description>')
    yield "a prefix that is not declared", second('<media:thumbnail url="https://q.example/a.png"/>')
    yield "an attribute twice", second('<enclosure url="a" url="b"/>')
    yield "attributes without quotation marks", second("<enclosure url=a length=3 />")
    yield (
        "an attribute without a value",
        second("<guid isPermaLink>x</guid>").replace("<guid>tag:quay.example,1</guid>", ""),
    )
    yield "a less-than sign in the text", second("<category>1 < 2</category>")
    yield "the end of CDATA in the text", second("<category>a ]]> b</category>")
    yield "CDATA within CDATA", second("<description><![CDATA[a <![CDATA[b]]> c]]></description>")
    yield "CDATA around the title", rss(ITEMS.replace(first, f"<title><![CDATA[{ONE}]]></title>"))
    yield "CDATA with blank lines", rss(ITEMS.replace(first, f"<title>\n  <![CDATA[\n{ONE}\n]]>\n</title>"))
    yield "two dashes in a comment", second("<!-- a -- b -->")
    yield "a comment that is not closed", rss(ITEMS) + "<!-- the end"
    yield "tags that cross", second("<category><b>x<i>y</b>z</i></category>")
    yield "tags in another case", rss(ITEMS.replace("</title>", "</Title>"))
    yield "an empty item", rss(f"<item/>{ITEMS}<item></item>")
    yield "items within items", rss(item(ONE, 1, item(TWO, 2)))
    yield "titles twice", rss(item(ONE, 1).replace("</title>", "</title><title></title>") + item(TWO, 2))
    yield (
        "titles escaped twice",
        rss(item("Gate shut by the &amp;lt;b&amp;gt;harbour&amp;lt;/b&amp;gt; board", 1) + item(TWO, 2)),
    )
    yield "titles with markup", rss(item("Gate <b>shut</b> by the harbour board", 1) + item(TWO, 2))
    yield "titles over lines", rss(item(ONE.replace(" ", "\n\t "), 1) + item(TWO, 2))
    yield "a hundred unknown elements", second("".join(f"<x{n}>y</x{n}>" for n in range(100)))
    yield "nesting a hundred deep", second("<description>" + "<div>" * 100 + "x" + "</div>" * 100 + "</description>")
    yield "an attribute of a hundred thousand characters", second(f'<enclosure url="{"a" * 100_000}"/>')
    yield "a link in two lines", rss(ITEMS.replace("quay.example/1<", "quay.example/1\n<"))
    yield "an entry of atom in rss", rss(item(ONE, 1)).replace("</channel>", f"{item(TWO, 2)}</channel>")
    yield "atom with a bare ampersand", atom(entry(ONE, 1, "<rights>Q & Co</rights>") + entry(TWO, 2))
    yield "atom without its namespace", atom(attributes="")
    yield "atom with an odd namespace", atom(attributes='xmlns="http://www.w3.org/2005/atom"')
    yield "atom with named entities", atom(entry(ONE, 1, "<rights>&copy;&nbsp;Q</rights>") + entry(TWO, 2))
    yield "atom without ids", atom(attributes=ATOM).replace("<id>", "<x>").replace("</id>", "</x>")


def _json() -> Iterator[tuple[str, str]]:
    items = json.loads(jsonfeed())["items"]
    yield "json items with nulls", jsonfeed([{**i, "summary": None, "tags": None, "author": None} for i in items])
    yield (
        "json items with odd types",
        jsonfeed([{**i, "content_html": 7, "authors": "Ana", "language": []} for i in items]),
    )
    yield "json items with nonsense between", jsonfeed([items[0], None, 7, "x", [], {}, items[1]])
    yield "json keys twice", jsonfeed().replace('"title": "Quay', '"title": "x", "title": "Quay')
    yield "json with numbers that are none", jsonfeed(user_comment=0).replace(": 0", ": NaN")
    yield "json with blank lines before", "\n\n " + jsonfeed()
    yield "json with line ends in strings", jsonfeed(description="x").replace('"x"', '"a\nb"')
    yield "json ids as numbers", jsonfeed([{**i, "id": n} for n, i in enumerate(items)])
    yield "json ids missing", jsonfeed([{k: v for k, v in i.items() if k != "id"} for i in items])


def _no_feeds() -> Iterator[tuple[str, str, str]]:
    yield "nothing", "", "empty"
    yield "blank lines", "\n \n", "empty"
    yield "a web page", "<!doctype html><html><head><title>Quay</title></head></html>", "web page"
    yield "xhtml", '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head/></html>', "web page"
    yield "a list of feeds", '<?xml version="1.0"?><opml version="2.0"><body/></opml>', "OPML"
    yield "a sitemap", '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "sitemap"
    yield "json of another kind", '{"error": "not found"}', "not a JSON Feed"
    yield "json cut off", jsonfeed()[:60], "cannot be read"
    yield "plain words", "Not found", "not a feed"
    yield "svg", '<svg xmlns="http://www.w3.org/2000/svg"/>', "holds no feed"
    yield "soap", '<soap:Envelope xmlns:soap="urn:s"><soap:Body/></soap:Envelope>', "holds no feed"


DATES = {
    "Tue, 03 Jun 2025 08:00:00 GMT": True, "Tue, 03 Jun 2025 10:00:00 +0200": True, "Tue, 3 Jun 2025 08:00 GMT": True,
    "03 Jun 2025 08:00:00 GMT": True, "Tue, 03 Jun 25 08:00:00 GMT": True, "Tue, 03 Jun 2025 08:00:00 Z": True,
    "Tue, 03 Jun 2025 04:00:00 EDT": True, "Tue, 03 Jun 2025 03:00:00 EST": True, "Mon, 03 Jun 2025 08:00:00 GMT": True,
    "Tue, 03 June 2025 08:00:00 GMT": True, "tue, 03 jun 2025 08:00:00 gmt": True, "Tue,03 Jun 2025 08:00:00 GMT": True,
    "Tue, 03 Jun 2025 08:00:00": True, "2025-06-03T08:00:00Z": True, "2025-06-03T10:00:00+02:00": True,
    "2025-06-03T08:00:00.123Z": True, "2025-06-03 08:00:00": True, "20250603T080000Z": True, "2025-06-03T08:00Z": True,
    "Tue Jun 3 08:00:00 2025": True, "2025-06-03T10:00:00+0200": True, "  Tue, 03 Jun 2025 08:00:00 GMT\n": True,
    "yesterday": False, "": False, "0": False, "Tue, 31 Feb 2025 08:00:00 GMT": False, "0000-00-00 00:00:00": False,
    "Thu, 01 Jan 1970 00:00:00 GMT": False, "9999-99-99": False, "-1": False, "٣ يونيو": False,
}  # fmt: skip
"""A date as feeds write it, and whether it names eight o'clock on the third of June 2025 in UTC; else it names none."""


def identities() -> Iterator[Case]:
    """Yield documents whose items have odd addresses and names."""
    bare = "<item><title>{}</title></item>"
    yield Case("items of titles alone", rss(bare.format(ONE) + bare.format(TWO)).encode())
    yield Case("items of text alone", rss(f"<item><description>{ONE}</description></item>").encode(), (ONE,))
    yield Case(
        "items of links alone", rss("<item><link>https://q.example/1</link></item>").encode(), ("https://q.example/1",)
    )
    yield Case(
        "items of guids alone",
        rss(f"<item><guid>https://q.example/1</guid></item>{ITEMS}").encode(),
        ("https://q.example/1", *BOTH),
    )
    yield Case("one guid for all", rss(ITEMS.replace("example,2", "example,1")).encode())
    yield Case(
        "one guid and one link for all", rss(ITEMS.replace("example,2", "example,1").replace("/2", "/1")).encode()
    )
    yield Case("one link for all", rss(ITEMS.replace("/2", "/1")).encode())
    yield Case("empty guids", rss(ITEMS.replace("tag:quay.example,1", "").replace("tag:quay.example,2", "")).encode())
    yield Case("an item twice", rss(ITEMS + ITEMS).encode())
    yield Case("relative links", rss(ITEMS.replace("https://quay.example", "")).encode())
    yield Case("links without a scheme", rss(ITEMS.replace("https:", "")).encode())
    yield Case("links with spaces", rss(ITEMS.replace("example/1", "example/a b")).encode())
    yield Case("links beyond ASCII", rss(ITEMS.replace("example/1", "example/żuraw")).encode())
    yield Case("links of scripts", rss(ITEMS.replace("https://quay.example/1", "javascript:alert(1)")).encode())
    yield Case("links that are none", rss(ITEMS.replace("https://quay.example/1", "http://[half")).encode())
    yield Case(
        "two thousand and ten items",
        rss("".join(item(f"Notice {n}", n) for n in range(2_010))).encode(),
        tuple(f"Notice {n}" for n in range(2_000)),
    )
