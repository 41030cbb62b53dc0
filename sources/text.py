"""The one door for text from outside: what passes `clean` can reach a terminal, a store or an offset safely."""

import re
import unicodedata
from urllib.parse import urlsplit

# C0 and C1 controls but newline and tab; bidi marks, embeddings, overrides and isolates (Unicode TR9, section 2);
# deprecated format characters; interlinear annotation; tags. Line and paragraph separators become newlines before. Soft
# hyphens, zero-width spaces and invisible operators go too: they show nothing and keep one word from equalling another.
# Zero-width joiners stay: several scripts spell with them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufff9-\ufffc\ufeff\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACE = re.compile(r"[^\S\n]+")
_BLANKS = re.compile(r"\n{3,}")
_MAX_COMBINING = 4
_MAX_ADDRESS = 4_000


def clean(text: str, *, limit: int = 1_000_000) -> str:
    """Return `text` in NFC without anything that could steer a terminal, and no longer than `limit` code points.

    Control characters (but newline and tab), bidirectional controls, interlinear annotation marks, tag characters,
    byte-order marks, soft hyphens and zero-width spaces are dropped; lone surrogates become U+FFFD; every line break
    becomes a newline; runs of more than four combining marks are cut. What is clean stays as it is. Square brackets
    and other printable characters stay too: markup is the business of the widget, which must take this text as text.
    """
    text = _BREAK.sub("\n", text[: limit * 2])
    text = _SURROGATE.sub("\ufffd", text)
    text = unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))
    if not text.isascii():
        text = _cap_combining(text)
    return text[:limit]


def clean_line(text: str, *, limit: int = 1_000) -> str:
    """Return `text` cleaned and on one line with white space folded: a title or name of at most `limit` code points."""
    return " ".join(clean(text, limit=limit * 4).split())[:limit].rstrip()


def clean_body(text: str, *, limit: int = 1_000_000) -> str:
    """Return `text` cleaned, with white space folded within lines and at most one blank line between paragraphs."""
    lines = (_SPACE.sub(" ", line).strip() for line in clean(text, limit=limit).split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def web_address(url: str | None) -> str | None:
    """Return `url` cleaned if it is an absolute http or https address with a host, else None.

    An address of more than 4,000 code points is none: cut, it would be another one.
    """
    if not url or len(url) > _MAX_ADDRESS:
        return None
    url = clean_line(url, limit=_MAX_ADDRESS)
    try:
        parts = urlsplit(url)
        # Reading the port is what checks it.
        _ = parts.port
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname and " " not in url else None


def _cap_combining(text: str) -> str:
    out, run = [], 0
    for char in text:
        # By category, not by combining class: the marks of several scripts have class 0 and still stack.
        run = run + 1 if unicodedata.category(char) in {"Mn", "Me"} else 0
        if run <= _MAX_COMBINING:
            out.append(char)
    return "".join(out)
