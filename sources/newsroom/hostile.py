"""Feeds that attack their reader: titles with markup and terminal sequences. The articles behind them are ordinary."""

from dataclasses import replace
from datetime import datetime, timedelta

from .formats import Channel, Row, json_feed, rss2
from .pages import paragraphs

# Written into XML as a character reference after escaping, which would spoil the reference itself.
_REFERENCE = {chr(0xE000 + code): f"&#{code};" for code in (0x07, 0x1B, 0x9B)}

TITLES = {
    "markup-close": "[/b] x",
    "markup-click": "[@click=app.bell]Free tickets[/] for the lantern parade",
    "markup-upper": "[VIDEO] Fire brigade band plays the quay",
    "markup-todo": "[TODO] plan for the tram sheds goes to council",
    "markup-sic": "Mayor: tram 'dont [sic] stop here' sign to be corrected",
    "markup-link": "[link=https://example.invalid/]Allotment fees[/link] frozen for a year",
    "escape-raw": "\x1b[31mRed \x1b]0;owned\x07paint for the lighthouse\x1b[0m",
    "escape-clear": "\x1b[2J\x1b[HLibrary opens on Sundays",
    "escape-link": "\x1b]8;;http://example.invalid\x1b\\Chess club\x1b]8;;\x1b\\ wins the cup",
    "escape-reference": "\ue01b[5mBlinking\ue01b[0m street lamp mended \ue01b]52;c;cm0gLXJm\ue007",
    "c1-raw": "\x9b31mBakery\x9b0m keeps its Wednesday rye\x9d0;title\x9c",
    "c1-reference": "\ue09b7mCat \ue09b0mfound in the organ loft",
    "bidi-override": "Invoice \u202egnp.exe\u202c found on school computer",
    "bidi-isolate": "\u2067Ferry\u2069 timetable \u2066changes\u2069 at Easter",
    "zero-width": "Z\u200be\u200br\u200co wi\u200ddth\ufeff ga\u2060te at the stadium",
    "combining": "Sto" + "\u0301\u0302\u0308" * 60 + "rm warning lifted",
    "long": "Very " + "long " * 2_000 + "council meeting ends",
    "emoji": "Dog 🐕‍🦺 rescues family 👩‍👩‍👧‍👦 from fog 🌫️ 🇻🇦",
    "cjk": "港の市場、来週から夜も開く 항구 시장 夜市開張",
    "newlines": "Two\r\nlines\tand a tab\x00 in the weather \u2028report\u2029",
    "tags": "Hidden\U000e0069\U000e0067\U000e006e\U000e006f\U000e0072\U000e0065 tag letters in a notice",
    "html": "<script>alert(1)</script><b>Bold</b> &amp; &lt;i&gt;brave&lt;/i&gt; swimmers",
    "bare-ampersand": "Fish & chips & vinegar: the chip shop turns fifty",
    "null": "",
}
"""Titles by the name of their attack; private-use U+E0xx stands for `&#xx;` in the XML feed."""

_BODY = (
    "The notice went up on the door of the town hall on Monday and was read by those who passed.\n\n"
    "The clerk, Wenna Astley, said the matter had been before the council since the spring and had cost less than "
    "expected. Members voted for it by eleven to two.\n\n"
    "Work is to start after the holiday and should take three weeks. Buses will stop at Candle Street in the meantime."
)


def rows(base: str, start: datetime) -> list[Row]:
    """Return one feed item per hostile title; links lead to ordinary pages under `base`."""
    return [
        Row(
            f"oddments-{name}",
            f"{base}/oddments/{name}.html",
            title,
            _BODY.partition("\n\n")[0],
            paragraphs(_BODY),
            (start - timedelta(minutes=10 * number)).replace(microsecond=0),
        )
        for number, (name, title) in enumerate(TITLES.items())
    ]


def hostile_rss(channel: Channel, items: list[Row]) -> bytes:
    """Return an RSS 2.0 document with raw controls and references to them: not well-formed, as found in the wild."""
    document = rss2(channel, items).decode()
    for stand_in, reference in _REFERENCE.items():
        document = document.replace(stand_in, reference)
    return document.encode()


def hostile_json(channel: Channel, items: list[Row]) -> bytes:
    """Return a JSON Feed with the same titles; its escapes carry every control character in well-formed JSON."""
    decoded = []
    for item in items:
        title = item.title
        for stand_in in _REFERENCE:
            title = title.replace(stand_in, chr(ord(stand_in) - 0xE000))
        decoded.append(replace(item, title=title))
    return json_feed(channel, decoded)


def page_text() -> str:
    """Return the ordinary article that stands behind every hostile title."""
    return _BODY
