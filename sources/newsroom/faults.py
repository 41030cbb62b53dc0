"""What can be wrong with an answer, by name: `newsroom.script(path, FAULTS["gzip bomb"])`.

Every status, odd header, delay, truncation, bomb, redirect, character set and rule for robots that a reader meets.
"""

import gzip
import zlib
from collections.abc import Mapping
from http import HTTPStatus

from .http import Response

_RSS = {"Content-Type": "application/rss+xml"}
_TEXT = {"Content-Type": "text/plain"}
_NOTHING = 64 << 20
_TITLES = {
    "utf-8": "Żuraw 港",
    "utf-16": "Żuraw 港",
    "iso-8859-2": "Żuraw",
    "windows-1251": "Гавань",
    "shift_jis": "港の市場",
    "koi8-r": "Гавань",
    "gb18030": "港口開放",
    "euc-kr": "항구",
}


def document(title: str = "Gate shut", encoding: str = "utf-8") -> bytes:
    """Return a small RSS 2.0 document in this encoding, which it declares."""
    item = f"<item><title>{title}</title><guid>1</guid><link>https://quay.example/1</link></item>"
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return f'{head}<rss version="2.0"><channel><title>Quay</title>{item}</channel></rss>'.encode(encoding)


def _statuses() -> dict[str, Response]:
    return {
        f"status {int(status)}": Response(int(status), _TEXT, b"" if status in {204, 304} else b"no feed\n")
        for status in HTTPStatus
        if status >= 201
    }


def _codings() -> dict[str, Response]:
    bombs = {"gzip": gzip.compress(bytes(_NOTHING), 1, mtime=0), "deflate": zlib.compress(bytes(_NOTHING), 1)}
    made = {f"{name} bomb": Response(200, {**_RSS, "Content-Encoding": name}, body) for name, body in bombs.items()}
    made["coded as what it is not"] = Response(200, {**_RSS, "Content-Encoding": "br"}, document())
    made["coded in an unknown way"] = Response(200, {**_RSS, "Content-Encoding": "compress"}, document())
    made["coded five times"] = Response(200, {**_RSS, "Content-Encoding": "gzip, " * 5}, document())
    made["gzip cut off"] = Response(200, {**_RSS, "Content-Encoding": "gzip"}, gzip.compress(document(), mtime=0)[:-9])
    return made


def _headers() -> dict[str, Response]:
    odd = {
        "a cookie": {"Set-Cookie": "visitor=1; path=/"},
        "an odd tag": {"ETag": "caf\xe9'--gzip"},
        "a date that is none": {"Last-Modified": "yesterday"},
        "fresh for a year": {"Cache-Control": "max-age=31536000"},
        "fresh since long ago": {"Expires": "0", "Cache-Control": "no-cache"},
        "an age beyond all": {"Cache-Control": "max-age=600", "Age": "9" * 30},
        "nine hundred headers' worth": {"X-Odd": "x" * 9_000},
        "no type": {"Content-Type": "\xff"},
    }
    return {name: Response(200, _RSS | headers, document()) for name, headers in odd.items()}


def _rests() -> dict[str, Response]:
    return {
        "rest of an hour": Response(429, {"Retry-After": "3600"}),
        "rest until a date": Response(503, {"Retry-After": "Fri, 31 Dec 2100 23:59:59 GMT"}),
        "rest that is none": Response(429, {"Retry-After": "in a while"}),
        "rest without end": Response(503, {"Retry-After": "9" * 40}),
    }


def _redirects() -> dict[str, Response]:
    there = {
        "to a file": "file:///etc/passwd",
        "to another scheme": "gopher://quay.example/",
        "to half an address": "http://[half",
        "to the machine's own data": "http://169.254.169.254/latest/meta-data/",
        "to a private network": "http://10.0.0.1/",
        "to nowhere": "",
    }
    return {f"redirect {name}": Response(302, {"Location": url}) for name, url in there.items()}


def _bodies() -> dict[str, Response]:
    return {
        "cut off": Response(200, _RSS, document() * 9, truncate=200),
        "shorter than it says": Response(200, _RSS | {"Content-Length": "9000"}, document()),
        "empty": Response(200, _RSS),
        "a web page": Response(200, {"Content-Type": "text/html"}, "<html><title>Mended</title></html>"),
        "larger than is taken": Response(200, _RSS, bytes(6 << 20)),
    }


ROBOTS: Mapping[str, Response] = {
    "all allowed": Response(200, _TEXT, "User-agent: *\nAllow: /\n"),
    "nothing allowed": Response(200, _TEXT, "User-agent: *\nDisallow: /\n"),
    "nobody of this name": Response(200, _TEXT, "User-agent: gainsay\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
    "slowly": Response(200, _TEXT, "User-agent: *\nCrawl-delay: 9\n"),
    "not there": Response(404),
    "out of order": Response(503),
    "no rules but noise": Response(200, _TEXT, bytes(range(256)) * 40),
}
"""Rules for robots, and what comes in their place."""

FAULTS: Mapping[str, Response] = {
    **_statuses(),
    **_codings(),
    **_headers(),
    **_rests(),
    **_redirects(),
    **_bodies(),
    **{f"in {name}": Response(200, _RSS, document(title, name)) for name, title in _TITLES.items()},
}
"""Answers in place of a feed."""
