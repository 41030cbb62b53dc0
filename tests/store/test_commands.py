"""`gainsay store` as a person and a script meet it."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from tinydb import TinyDB

from sources.models import ArticleMark
from sources.store.backup import backups
from sources.store.places import local
from sources.store.store import Batch, Store, StoreError
from tests.store.looking import flip, path_of
from tests.store.test_store import ARTICLE, full
from tui.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    store = Store(tmp_path / "store")
    store.save(full())
    store.close()
    return store.folder


def journal_of(folder: Path) -> Path:
    store = Store(folder, read_only=True)
    store.close()
    return path_of(store)


def test_a_look_at_a_good_store(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["store"], ["store", "check"]):
        assert main([*command, "--store", str(folder)]) == 0
        said = capsys.readouterr()
        assert str(folder) in said.out and "articles: 1" in said.out and "bodies: 2 of 2" in said.out
        assert not said.err


def test_damage_is_named_repaired_and_gone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--store", str(folder)]
    path = journal_of(folder)
    flip(path, path.stat().st_size - 60)
    assert main(["store", "check", *where]) == 1
    said = capsys.readouterr()
    assert path.name in said.err and "store repair" in said.err
    assert main(["store", "repair", *where]) == 0
    assert "one bit was flipped" in capsys.readouterr().out
    assert main(["store", "check", *where]) == 0
    capsys.readouterr()
    assert main(["store", "repair", *where]) == 0
    assert capsys.readouterr().out == "Nothing to repair.\n"
    assert Store(folder).load().article_marks == {"a1": ArticleMark(read=True)}


def test_a_repair_that_cannot_bring_all_back_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = Store(folder)
    store.save(Batch(article_marks={"a1": ArticleMark(note="lost")}))
    store.close()
    path = journal_of(folder)
    for at in (80, 70, 60):
        flip(path, path.stat().st_size - at, 3)
    assert main(["store", "repair", "--store", str(folder)]) == 1
    assert "1 commits" in capsys.readouterr().out
    assert Store(folder).load().article_marks == {"a1": ArticleMark(read=True)}


def test_a_backup_is_made_listed_and_put_back(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--store", str(folder)]
    assert main(["store", "backups", *where]) == 0
    assert "no backups yet" in capsys.readouterr().err
    assert main(["store", "restore", *where]) == 2
    assert "no backups" in capsys.readouterr().err
    assert main(["store", "backup", *where]) == 0
    made = Path(capsys.readouterr().out.strip())
    assert main(["store", "backups", *where]) == 0
    assert capsys.readouterr().out.splitlines() == [str(made)] == list(map(str, backups(folder / "backups")))
    store = Store(folder)
    store.save(Batch(removed={"a1"}))
    store.close()
    assert main(["store", "restore", *where]) == 0
    assert "what was there before is" in capsys.readouterr().out
    assert Store(folder).load().articles["a1"].text == "Welo denied it."
    assert main(["store", "backup", str(tmp_path / "stick"), *where]) == 0
    elsewhere = Path(capsys.readouterr().out.strip())
    assert elsewhere.parent == tmp_path / "stick"
    fresh = tmp_path / "fresh"
    assert main(["store", "restore", str(elsewhere), "--store", str(fresh)]) == 0
    assert Store(fresh).load().articles["a1"].text == "Welo denied it."
    assert main(["store", "restore", made.name, *where]) == 0
    assert main(["store", "restore", "nothing", *where]) == 2
    assert "is no backup" in capsys.readouterr().err


def test_everything_is_handed_over_and_taken_in(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target, other = tmp_path / "all.json", tmp_path / "other"
    assert main(["store", "export", str(target), "--store", str(folder)]) == 0
    assert "5 documents" in capsys.readouterr().out
    with TinyDB(target) as stock:
        assert len(stock.table("articles")) == 1
    before = target.read_bytes()
    assert main(["store", "export", str(target), "--store", str(folder)]) == 2
    assert "--force" in capsys.readouterr().err and target.read_bytes() == before
    assert main(["store", "export", str(target), "--force", "--store", str(folder)]) == 0
    assert main(["store", "import", str(target), "--store", str(other)]) == 0
    assert Store(other).load() == Store(folder).load()
    target.write_text(json.dumps({"articles": {"1": {"key": "x"}}}))
    assert main(["store", "import", str(target), "--store", str(other)]) == 2
    assert "all.json: table 'articles', document 1" in capsys.readouterr().err


def test_versions_of_an_article_are_shown_with_what_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--store", str(folder)]
    store = Store(folder)
    store.save(
        Batch(articles={"a1": replace(ARTICLE, title="Another title", text="Welo denied it.\nLater he did not.")})
    )
    store.close()
    for name in ("a1", "https://kestrel.example/1"):
        assert main(["store", "versions", name, *where]) == 0
        said = capsys.readouterr().out
        assert "+Later he did not." in said and "A title [/b]" in said and "Another title" in said
        assert hashlib.sha256(b"Welo denied it.").hexdigest() in said
    assert main(["store", "versions", "a1", "--json", *where]) == 0
    assert [v["text"] for v in json.loads(capsys.readouterr().out)] == [
        "Welo denied it.",
        "Welo denied it.\nLater he did not.",
    ]
    assert main(["store", "versions", "a9", *where]) == 2
    assert "no article a9" in capsys.readouterr().err


def test_looking_at_a_store_makes_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = tmp_path / "nowhere"
    for command in (["check"], ["repair"], ["backup"], ["export", str(tmp_path / "x.json")]):
        assert main(["store", *command, "--store", str(nowhere)]) == 2
        assert "--store" in capsys.readouterr().err
        assert not nowhere.exists()


def test_a_person_sees_how_far_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["store", "check", "--store", str(folder)]) == 0
    assert "Reading what store holds" in screen.getvalue()


def test_a_network_file_system_is_refused_by_whatever_writes(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sources.store import places

    assert main(["store", "backup", str(tmp_path / "stick"), "--store", str(folder)]) == 0
    made = capsys.readouterr().out.strip()
    monkeypatch.setattr(places, "network", lambda folder: "nfs4")
    with pytest.raises(StoreError, match="nfs4"):
        local(folder)
    for command in (["backup"], ["repair"], ["restore", made], ["import", str(tmp_path / "x.json")]):
        assert main(["store", *command, "--store", str(folder)]) == 2
        assert "network file system (nfs4)" in capsys.readouterr().err
    assert main(["store", "check", "--store", str(folder)]) == 0
