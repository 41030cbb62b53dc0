"""Articles from files: text exactly as given, and every fault with its place and mend."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.articles.files import Unreadable, load
from sources.models import Article, TextFrom

TEXT = "  The line\tdenied it.\r\n\r\n\n\nThe board [sic] “agreed” \u202eabc\n"
PAGE = (
    "<html><head><title>Pier row</title></head><body><nav>Home</nav><article><h1>Pier row</h1>"
    + "<p>The harbour board said on Monday that the pier at Lysholm was unsafe and would be shut for the summer.</p>"
    * 4
    + "</article></body></html>"
)


def one(path: Path | str) -> Article | Unreadable:
    (item,) = load([path])
    return item


def write(path: Path, body: str | bytes) -> Path:
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_text_file_is_taken_exactly(tmp_path: Path, mark: bytes) -> None:
    path = write(tmp_path / "a.txt", mark + TEXT.encode())
    assert one(path) == Article(str(path), None, None, None, None, TEXT, TextFrom.FILE)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1).filter(str.strip))
def test_no_text_is_changed_on_the_way_in(text: str) -> None:
    from sources.articles.files import _jsonl, _text

    plain = _text("a", text.encode())
    (line,) = _jsonl("a", json.dumps({"id": "x", "text": text}, ensure_ascii=False).encode())
    assert isinstance(line, Article)
    assert line.text == text
    assert isinstance(plain, Article)
    assert plain.text == text.removeprefix("\ufeff")


def test_json_lines_give_what_they_hold_and_name_the_faulty_line(tmp_path: Path) -> None:
    lines = [
        {
            "id": "a",
            "text": TEXT,
            "title": "Pier\x1b row",
            "url": "https://post.example/a",
            "published": "2025-06-03T10:00:00+02:00",
            "outlet": "Lysholm Post",
        },
        {"id": 7, "text": "Two\u2028lines."},
        {"text": "No id.", "url": "javascript:x", "published": "yesterday"},
        {"id": "b", "text": ""},
        {"id": "c\x1b[2J", "text": "Foul id."},
    ]
    body = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    body += '\n\nnot json\n["a"]\n' + '{"id": "d", "text": "\\ud800"}'
    path = write(tmp_path / "a.jsonl", body)
    first, second, third, *rest = load([path])
    assert first == Article(
        "a",
        "Pier row",
        "https://post.example/a",
        datetime(2025, 6, 3, 8, tzinfo=UTC),
        "Lysholm Post",
        TEXT,
        TextFrom.FILE,
    )
    assert isinstance(second, Article)
    assert (second.id, second.text) == ("7", "Two\u2028lines.")
    assert isinstance(third, Article)
    assert (third.id, third.url, third.published) == (f"{path}:3", None, None)
    assert "published" in (third.note or "")
    assert [item.id for item in rest] == ["b", f"{path}:5", f"{path}:7", f"{path}:8", "d"]
    errors = [item.error for item in rest if isinstance(item, Unreadable)]
    assert len(errors) == 4
    for error, words in zip(errors, ["`text` is missing", "not JSON", "not an object", "surrogate"], strict=True):
        assert words in error
    assert f"{path}:4" in errors[0]


def test_a_folder_gives_its_files_by_name_and_a_bad_one_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "Second.")
    write(tmp_path / "a.html", PAGE)
    write(tmp_path / "z.csv", "not for reading")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git" / "x.txt", "hidden")
    (tmp_path / "more").mkdir()
    write(tmp_path / "more" / "c.txt", "Fourth: caf\xe9".encode("latin-1"))
    write(tmp_path / "more" / "d.jsonl", '{"id": "e", "text": "Fifth."}')
    page, second, bad, fifth = load([tmp_path])
    assert isinstance(page, Article)
    assert page.text.startswith("Pier row\n\nThe harbour board said")
    assert (page.title, page.text_from) == ("Pier row", TextFrom.FILE)
    assert isinstance(second, Article)
    assert isinstance(bad, Unreadable)
    assert "not UTF-8 (byte 11)" in bad.error
    assert "iconv" in bad.error
    assert isinstance(fifth, Article)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    cases = {
        tmp_path / "none.txt": "no such file",
        empty: "holds no file that ends in",
        write(tmp_path / "blank.txt", " \n"): "it is empty",
        write(tmp_path / "binary", b"\x00\x01\x02"): "it is not text",
        write(tmp_path / "hollow.html", "<html><body><script>run()</script></body></html>"): "no article was found",
    }
    for path, words in cases.items():
        item = one(path)
        assert isinstance(item, Unreadable)
        assert item.id == str(path)
        assert words in item.error


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_rights_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x")
    path.chmod(0)
    item = one(path)
    assert isinstance(item, Unreadable)
    assert "rights" in item.error


@pytest.mark.parametrize(
    ("body", "ids"),
    [("Plain text.", ["-"]), (PAGE, ["-"]), ('{"id": "x", "text": "One."}\n{"id": "y", "text": "Two."}', ["x", "y"])],
)
def test_standard_input_is_any_of_the_three(body: str, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(body.encode())))
    items = list(load(["-"]))
    assert [item.id for item in items] == ids
    assert all(isinstance(item, Article) for item in items)
