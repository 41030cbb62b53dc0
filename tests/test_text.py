"""The cleaning door: whatever comes in, nothing that goes out can steer a terminal, and clean text stays as it is."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sources.text import clean, clean_body, clean_line, web_address

HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cf", "Cs", "Mn", "Me", "Zl", "Zp", "Zs"]),
        st.sampled_from("ab[]\r\n\t \x1b\x9b\u202e\u2028\xad\u0301\u0e47\u1100\u1161\U000e0041"),
    ),
    max_size=300,
)
BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def steers(text: str) -> list[str]:
    return [
        hex(ord(c))
        for c in text
        if (unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\n\t")
        or c in BIDI
        or 0xE0000 <= ord(c) <= 0xE007F
    ]


@given(HOSTILE, st.integers(0, 400))
@example("a" * 999 + " b", 1000)
def test_nothing_that_steers_a_terminal_survives_and_clean_text_stays(text: str, limit: int) -> None:
    for door in (clean, clean_line, clean_body):
        out = door(text, limit=limit)
        assert not steers(out)
        assert len(out) <= limit
        assert door(out, limit=limit) == out
        assert unicodedata.is_normalized("NFC", out)
    assert "\n" not in clean_line(text)
    assert clean(text).count("[") == text.count("[")
    assert clean(text).count("]") == text.count("]")


@given(HOSTILE)
def test_a_body_has_no_two_blank_lines_and_no_ragged_space(text: str) -> None:
    body = clean_body(text)
    assert "\n\n\n" not in body
    assert all(line == line.strip() and "  " not in line for line in body.split("\n"))
    assert body == body.strip()


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("\x1b]0;owned\x07Title", "]0;ownedTitle"),
        ("\x9b31mred", "31mred"),
        ("abc\u202edcba", "abcdcba"),
        ("[@click=app.quit]press[/]", "[@click=app.quit]press[/]"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("cap\xadtured", "captured"),
        ("cafe\u0301", "café"),
        ("\ud83d alone", "\ufffd alone"),
        ("a" + "\u0301" * 40, "á" + "\u0301" * 4),
        ("ก" + "\u0e47" * 40, "ก" + "\u0e47" * 4),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_each_kind_of_dirt(dirty: str, tidy: str) -> None:
    assert clean(dirty) == tidy


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//host.example/x",
        "http://",
        "https://host.example:port/",
        "http://[half/",
        "https://host.example/a b",
        "https://host.example/" + "a" * 4_000,
    ],
)
def test_what_is_no_web_address(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_passes_whole() -> None:
    assert web_address(" https://host.example/a?b=[c]#d\n") == "https://host.example/a?b=[c]#d"


def test_long_hostile_text_is_cut_in_bounded_time() -> None:
    started = time.process_time()
    assert len(clean("e\u0301\u202e" * 2_000_000, limit=1_000)) <= 1_000
    assert time.process_time() - started < 0.5
