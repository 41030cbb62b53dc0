"""Feed documents made fit for a strict parser, where that can be done without changing what they say."""

import codecs
import html.entities
import re
from collections.abc import Mapping

from sources.feeds.items import FeedError

_ENTITY = re.compile(rb"<!ENTITY\s+(%?)[^\"'>]*(?:\"([^\"]*)\"|'([^']*)')?", re.IGNORECASE)
_DECLARED = re.compile(rb"<!ENTITY\s+(\w+)\s")
_ROOT = re.compile(rb"<[A-Za-z_]")
_MAX_ENTITIES = 32
_MAX_ENTITY = 256
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_AMPERSAND = re.compile(rb"&(?!#\d{1,8};|#[xX][0-9A-Fa-f]{1,8};|[A-Za-z][A-Za-z0-9]{1,30};)")
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_NUMBERED = re.compile(rb"&#(?:(\d{1,8})|[xX]([0-9A-Fa-f]{1,8}));")
# A character reference expands into nothing more, unless it spells the beginning of another reference.
_HARMLESS = re.compile(rb"&#(?!0*3[78];|[xX]0*2[56];)(?:\d{1,7}|[xX][0-9A-Fa-f]{1,6});")
_XML_NAMES = frozenset([b"amp", b"lt", b"gt", b"quot", b"apos"])
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_STATED = re.compile(rb"\A[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNS = ((b"<\x00\x00\x00", "utf-32-le"), (b"<\x00", "utf-16-le"), (b"{\x00", "utf-16-le"))
_SIGNS_BIG = ((b"\x00\x00\x00<", "utf-32-be"), (b"\x00<", "utf-16-be"), (b"\x00{", "utf-16-be"))


def in_bytes(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a document whose encoding its bytes give away in UTF-8, without a declaration; any other as it is.

    That is UTF-16 and UTF-32, with a byte-order mark or by the zeros beside the first sign (XML 1.0, appendix F), and
    UTF-8 with some damage: where most of what is not ASCII is sound, the rest becomes U+FFFD, as browsers show it; read
    as another encoding, all of it would be spoiled.
    """
    for mark, name in _WIDE:
        if body.startswith(mark):
            return _recoded(body[len(mark) :], name)
    for sign, name in (*_SIGNS, *_SIGNS_BIG):
        if body.startswith(sign):
            return _recoded(body, name)
    told = next((value for key, value in headers.items() if key.lower() == "content-type"), "")
    named, stated = _CHARSET.search(told), _STATED.search(body)
    if (stated[1] if stated else b"utf-8").lower() not in {b"utf-8", b"utf8"}:
        return body
    if named and named[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        damage = text.count("\ufffd")
        if sum(1 for char in text if char > "\x7f") - damage > damage:
            return text.encode()
    return body


def _recoded(body: bytes, name: str) -> bytes:
    return _DECLARATION.sub("", body.decode(name, "replace")).encode("utf-8", "replace")


def refuse_bombs(body: bytes) -> None:
    """Refuse what could expand without bound; expat's own guard lets 8 MiB through (billion laughs, CWE-776).

    Raises FeedError.
    """
    # Without its zero bytes, UTF-16 and UTF-32 markup reads as ASCII.
    head = body[: 1 << 20].replace(b"\x00", b"")
    if b"<!ENTITY" not in head.upper():
        return
    root = _ROOT.search(head)
    found = _ENTITY.findall(head, 0, root.start() if root else len(head))
    if len(found) > _MAX_ENTITIES or any(
        parameter or any(mark in _HARMLESS.sub(b"", value) for mark in b"&%") or len(value) > _MAX_ENTITY
        for parameter, *values in found
        for value in values
    ):
        raise FeedError("the feed's XML declares entities that expand into others: it is refused as harmful")


def mended(body: bytes) -> bytes:
    """Return XML with its usual faults mended: a bare ampersand, an HTML entity, a character that XML forbids."""
    known = _XML_NAMES | set(_DECLARED.findall(body[: 1 << 20]))

    def name(found: re.Match[bytes]) -> bytes:
        code = html.entities.html5.get(found[1].decode() + ";")
        if found[1] in known:
            return found[0]
        return b"".join(b"&#%d;" % ord(c) for c in code) if code else b"&amp;" + found[0][1:]

    body = _CONTROLS.sub(b"", body.removeprefix(b"\xef\xbb\xbf").lstrip())
    return _NUMBERED.sub(_number, _NAMED.sub(name, _AMPERSAND.sub(b"&amp;", body)))


def _number(found: re.Match[bytes]) -> bytes:
    code = int(found[1]) if found[1] else int(found[2], 16)
    allowed = code in {9, 10, 13} or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or 0x10000 <= code <= 0x10FFFF
    # Controls show nothing; what is beyond all characters shows as damage.
    return found[0] if allowed else b"" if code < 0x20 else b"&#65533;"
