# ruff: noqa: E501 - a document a line
"""Feed documents as they occur: every format, encoding and breakage, each with what a reader must show of it.

A case's documents hold two items, `ONE` and `TWO` (or those that it names); `Case.titles` says which of them, in order,
must come out, or `Case.fault` which words must tell why none does.
"""

import codecs
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ONE, TWO = "Gate shut by the harbour board", "Quay open again"
BOTH = (ONE, TWO)
BODY = "The board said that the gate was shut."


@dataclass(frozen=True)
class Case:
    """A document, the headers that it came with, and what must come of it."""

    name: str
    body: bytes
    titles: tuple[str, ...] = BOTH
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    note: bool | None = None
    """Whether a note must tell that the document is broken; None: as it is."""


def item(title: str, number: int, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://quay.example/{number}</link><guid>tag:quay.example,{number}</guid>"
        f"<description>{BODY}</description>{more}</item>"
    )


ITEMS = item(ONE, 1) + item(TWO, 2)


def rss(
    inner: str = ITEMS, head: str = '<?xml version="1.0" encoding="utf-8"?>', attributes: str = 'version="2.0"'
) -> str:
    return (
        f"{head}<rss {attributes}><channel><title>Quay</title><link>https://quay.example/</link>{inner}</channel></rss>"
    )


def entry(title: str, number: int, more: str = "") -> str:
    return (
        f'<entry><title>{title}</title><id>tag:quay.example,{number}</id><link href="https://quay.example/{number}"/>'
        f"<updated>2025-06-03T08:00:00Z</updated><summary>{BODY}</summary>{more}</entry>"
    )


ENTRIES = entry(ONE, 1) + entry(TWO, 2)
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def atom(inner: str = ENTRIES, attributes: str = ATOM) -> str:
    return f'<?xml version="1.0"?><feed {attributes}><title>Quay</title><id>urn:q</id>{inner}</feed>'


def jsonfeed(items: object = None, **more: object) -> str:
    listed = [{"id": str(n), "title": t, "url": f"https://quay.example/{n}"} for n, t in enumerate(BOTH, 1)]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "items": listed if items is None else items} | more
    )


def formats() -> Iterator[tuple[str, str]]:
    """Yield every format and dialect, by name."""
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    for version, ns in (("0.90", "http://my.netscape.com/rdf/simple/0.9/"), ("1.0", "http://purl.org/rss/1.0/")):
        yield f"rss {version}", f'<rdf:RDF {rdf} xmlns="{ns}"><channel><title>Quay</title></channel>{ITEMS}</rdf:RDF>'
    about = "".join(f'<item rdf:about="https://quay.example/{n}"><title>{t}</title></item>' for n, t in enumerate(BOTH))
    yield "rss 1.0 by rdf:about", f'<rdf:RDF {rdf} xmlns="http://purl.org/rss/1.0/"><channel/>{about}</rdf:RDF>'
    yield (
        "rss 1.0 with a prefix",
        f'<rdf:RDF {rdf} xmlns:r="http://purl.org/rss/1.0/"><r:channel/>'
        + "".join(f"<r:item><r:title>{t}</r:title><r:link>https://q.example/{t[0]}</r:link></r:item>" for t in BOTH)
        + "</rdf:RDF>",
    )
    for version in ("0.91", "0.92", "0.93", "0.94", "2.0", "2.0.1", "3.0", ""):
        yield f"rss {version or 'without a version'}", rss(attributes=f'version="{version}"' if version else "")
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://quay.example/rss-0.91.dtd">'
    yield "rss 0.91 of Netscape", rss(head=f'<?xml version="1.0"?>{doctype}', attributes='version="0.91"')
    for name, ns in (
        ("of Userland", 'xmlns="http://backend.userland.com/rss2"'),
        ("of Harvard", 'xmlns="http://blogs.law.harvard.edu/tech/rss"'),
        ("with an unknown namespace", 'xmlns="urn:mine"'),
    ):
        yield f"rss 2.0 {name}", rss(attributes=f'version="2.0" {ns}')
    yield (
        "rss 2.0 with items beside the channel",
        f"<rss version='2.0'><channel><title>Q</title></channel>{ITEMS}</rss>",
    )
    yield "rss 2.0 with items first", f"<rss version='2.0'><channel>{ITEMS}<title>Quay</title></channel></rss>"
    yield (
        "rss 2.0 in two channels",
        f"<rss version='2.0'><channel>{item(ONE, 1)}</channel><channel>{item(TWO, 2)}</channel></rss>",
    )
    yield "rss in capitals", rss().replace("item>", "ITEM>").replace("title>", "TITLE>").replace("rss", "RSS")
    modules = {
        "content": (
            "http://purl.org/rss/1.0/modules/content/",
            "<content:encoded><![CDATA[<p>Text</p>]]></content:encoded>",
        ),
        "dc": ("http://purl.org/dc/elements/1.1/", "<dc:creator>Ana</dc:creator><dc:date>2025-06-03</dc:date>"),
        "media": ("http://search.yahoo.com/mrss/", "<media:group><media:title>Photo of it</media:title></media:group>"),
        "itunes": ("http://www.itunes.com/dtds/podcast-1.0.dtd", "<itunes:title>Short</itunes:title>"),
        "slash": ("http://purl.org/rss/1.0/modules/slash/", "<slash:comments>7</slash:comments>"),
        "georss": ("http://www.georss.org/georss", "<georss:point>1 2</georss:point>"),
        "a10": ("http://www.w3.org/2005/Atom", "<a10:updated>2025-06-03T08:00:00Z</a10:updated>"),
        "atom": ("http://www.w3.org/2005/Atom", "<atom:link rel='self' href='https://quay.example/self'/>"),
        "news": ("http://www.google.com/schemas/sitemap-news/0.9", "<news:title>Other</news:title>"),
    }
    for prefix, (ns, markup) in modules.items():
        inner = item(ONE, 1, markup) + item(TWO, 2, markup)
        yield f"rss with {prefix}", rss(inner, attributes=f'version="2.0" xmlns:{prefix}="{ns}"')
    yield "atom 1.0", atom()
    yield "atom 0.3", atom(ENTRIES.replace("updated", "modified"), 'version="0.3" xmlns="http://purl.org/atom/ns#"')
    prefixed = atom(attributes='xmlns:atom="http://www.w3.org/2005/Atom"')
    for tag in ("feed", "title", "id", "entry", "link", "updated", "summary"):
        prefixed = prefixed.replace(f"<{tag}", f"<atom:{tag}").replace(f"</{tag}", f"</atom:{tag}")
    yield "atom with a prefix", prefixed
    xhtml = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p></div></content>'
    yield "atom with xhtml", atom(entry(ONE, 1, xhtml) + entry(TWO, 2, xhtml))
    yield "atom with html titles", atom().replace("<title>", '<title type="html">')
    yield (
        "atom with escaped html",
        atom(entry(ONE, 1, '<content type="html">&lt;p&gt;x&lt;/p&gt;</content>') + entry(TWO, 2)),
    )
    yield "atom with a base", atom().replace("<feed ", '<feed xml:base="https://quay.example/x/" ')
    yield "atom with media", atom(attributes=f'{ATOM} xmlns:media="http://search.yahoo.com/mrss/"')
    yield "json feed 1.1", jsonfeed()
    yield "json feed 1.0", jsonfeed().replace("version/1.1", "version/1")
    yield "json feed over http", jsonfeed().replace("https://jsonfeed.org", "http://jsonfeed.org")
    yield "json feed with hubs", jsonfeed(hubs=[{"type": "x"}], authors=[{"name": "Ana"}], icon=None, expired=False)
    yield "json feed of content alone", jsonfeed([{"id": n, "content_text": t} for n, t in enumerate(BOTH)])
    yield "json feed of html alone", jsonfeed([{"id": n, "content_html": f"<h1>{t}</h1>"} for n, t in enumerate(BOTH)])


ENCODINGS = {
    "utf-8": "Żuraw 港 кран", "iso-8859-1": "Grüße", "iso-8859-2": "Żuraw", "iso-8859-3": "Ĥaveno", "iso-8859-4": "Ķegums",
    "iso-8859-5": "Гавань", "iso-8859-6": "ميناء", "iso-8859-7": "Λιμάνι", "iso-8859-8": "נמל", "iso-8859-9": "İskele",
    "iso-8859-10": "Þingeyri", "iso-8859-13": "Ķegums", "iso-8859-14": "Ŵyl", "iso-8859-15": "5 €", "iso-8859-16": "Țara",
    "windows-1250": "Żuraw", "windows-1251": "Гавань", "windows-1252": "“Gate”", "windows-1253": "Λιμάνι",
    "windows-1254": "İskele", "windows-1255": "נמל", "windows-1256": "ميناء", "windows-1257": "Ķegums",
    "koi8-r": "Гавань", "koi8-u": "Їжак", "ibm866": "Гавань", "macintosh": "Grüße", "shift_jis": "港の市場",
    "euc-jp": "港の市場", "iso-2022-jp": "港の市場", "gb2312": "港口", "gbk": "港口開", "gb18030": "港口開放",
    "big5": "港口", "euc-kr": "항구", "tis-620": "ท่าเรือ", "utf-16": "Żuraw 港", "us-ascii": "Gate",
}  # fmt: skip
"""An encoding by the name that feeds give it, and a title that needs it."""


def encodings() -> Iterator[Case]:
    """Yield documents in every encoding, declared in each way, and declared wrongly."""
    for name, title in ENCODINGS.items():
        text = rss(item(title, 1), f'<?xml version="1.0" encoding="{name}"?>')
        yield Case(f"declared {name}", text.encode(name), (title,))
    for name in ("utf-8", "iso-8859-2", "windows-1251", "shift_jis", "koi8-r", "euc-kr"):
        text = rss(item(ENCODINGS[name], 1), '<?xml version="1.0"?>')
        told = {"content-type": f'application/rss+xml; charset="{name}"'}
        yield Case(f"{name} in the header alone", text.encode(name), (ENCODINGS[name],), told)
    plain, title = rss(item("Żuraw 港", 1), '<?xml version="1.0"?>'), ("Żuraw 港",)
    yield Case("utf-8 undeclared", plain.encode(), title)
    for name, mark in (
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ):
        yield Case(f"{name} by its mark", mark + plain.encode(name), title)
    for name, mark in (("utf-32-le", codecs.BOM_UTF32_LE), ("utf-32-be", codecs.BOM_UTF32_BE)):
        yield Case(f"{name} by its mark", mark + plain.encode(name), title)
    yield Case("utf-16 without a mark", plain.encode("utf-16-le"), title)
    yield Case(
        "a mark and another declaration",
        codecs.BOM_UTF8 + plain.replace("?>", " encoding='iso-8859-1'?>").encode(),
        title,
    )
    cafe = rss(item("Café “Quay”", 1))
    yield Case("windows-1252 declared as utf-8", cafe.encode("cp1252"), ("Café “Quay”",))
    yield Case("windows-1252 declared as latin", cafe.replace("utf-8", "iso-8859-1").encode("cp1252"), ("Café “Quay”",))
    yield Case("utf-8 declared as ascii", cafe.replace("utf-8", "us-ascii").encode(), ("Café “Quay”",))
    yield Case("utf-8 declared as utf-16", cafe.replace("utf-8", "utf-16").encode(), ("Café “Quay”",))
    yield Case("utf-8 declared as nothing known", cafe.replace("utf-8", "x-unknown").encode(), ("Café “Quay”",))
    yield Case("utf-8 declared as zlib", cafe.replace("utf-8", "zlib").encode(), ("Café “Quay”",))
    yield Case("utf-8 served as text/xml", cafe.encode(), ("Café “Quay”",), {"content-type": "text/xml"})
    yield Case("utf-8 served as ascii", cafe.encode(), ("Café “Quay”",), {"content-type": "text/xml; charset=us-ascii"})
    yield Case("utf-8 served as text", cafe.encode(), ("Café “Quay”",), {"content-type": "text/plain"})
    yield Case("utf-8 served as html", cafe.encode(), ("Café “Quay”",), {"content-type": "text/html; charset=utf-8"})
    yield Case(
        "latin declared, served as utf-8",
        cafe.replace("utf-8", "iso-8859-15").replace("“", "").replace("”", "").encode("iso-8859-15"),
        ("Café Quay",),
        {"content-type": "text/xml; charset=utf-8"},
    )
    yield Case(
        "one bad byte in utf-8",
        rss(item("Żółty", 3) + ITEMS).encode().replace(b"board</t", b"board\xff</t"),
        ("Żółty", ONE + "\ufffd", TWO),
    )
    yield Case(
        "half a character in utf-8",
        rss(item("Żółty", 3) + ITEMS).encode().replace(b"again", b"again \xc5"),
        ("Żółty", ONE, TWO + " \ufffd"),
    )
    yield Case("json feed in utf-16", jsonfeed().encode("utf-16"))
    yield Case("json feed with a mark", codecs.BOM_UTF8 + jsonfeed().encode())
    yield Case(
        "json feed with half a pair", jsonfeed().replace("again", "again \\ud800").encode(), (ONE, TWO + " \ufffd")
    )
