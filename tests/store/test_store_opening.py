"""What a store makes of what is there already: damage, former files, network disks, a newer program's work."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sources.models import ArticleMark, ConflictMark
from sources.store.places import kind_in
from sources.store.store import Batch, Store, StoreError
from tests.store.test_store import ARTICLE, full


def test_a_damaged_text_is_reported_and_stops_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(Batch(articles={"a1": ARTICLE}))
    store.save(Batch(articles={"a2": replace(ARTICLE, id="a2", text="Nothing was said.")}))
    store.close()
    pack = next((tmp_path / "bodies").glob("*.pack"))
    data = bytearray(pack.read_bytes())
    data[80] ^= 1
    pack.write_bytes(data)
    store = Store(tmp_path)
    articles = store.load().articles
    assert articles["a1"].text == "" and articles["a2"].text == "Nothing was said."
    assert any("article a1" in report and "store check" in report for report in store.reports())


def test_a_cut_tail_is_kept_aside_and_told(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(full())
    store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    path = store.journal.path
    assert path is not None
    store.close()
    path.write_bytes(path.read_bytes()[:-9])
    store = Store(tmp_path)
    assert store.load().article_marks == {"a1": ArticleMark(read=True)}
    (report,) = store.reports()
    assert "interrupted" in report and "aside/" in report
    assert len(list((tmp_path / "aside").iterdir())) == 1


def test_damage_in_the_middle_is_refused_and_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(full())
    at = (store.journal.path or tmp_path).stat().st_size
    store.save(Batch(article_marks={"a1": ArticleMark(starred=True)}))
    store.save(Batch(article_marks={"a1": ArticleMark(note="x")}))
    path = store.journal.path
    assert path is not None
    store.close()
    data = bytearray(path.read_bytes())
    data[at + 60] ^= 4
    path.write_bytes(data)
    for read_only in (False, True):
        with pytest.raises(StoreError, match=rf"{path.name}: bytes {at} to .* damaged.*store repair"):
            Store(tmp_path, read_only=read_only)
    assert path.read_bytes() == data


@pytest.mark.parametrize("damage", [b"{", b'{"articles": 3}', b"\xff\xfe", b"[]"])
def test_a_former_file_that_is_damaged_is_named_and_not_overwritten(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "desk.json").write_bytes(damage)
    with pytest.raises(StoreError, match=r"desk\.json"):
        Store(tmp_path)
    assert (tmp_path / "desk.json").read_bytes() == damage


def test_a_former_file_is_taken_over_once(tmp_path: Path) -> None:
    record = {"id": "a1", "title": None, "url": None, "published": None, "outlet": "Kestrel", "text": "Old."}
    (tmp_path / "desk.json").write_text(json.dumps({"articles": {"7": {"key": "a1", "record": record}}}))
    store = Store(tmp_path)
    assert store.load().articles["a1"].text == "Old."
    store.save(Batch(removed={"a1"}, conflict_marks={"c": ConflictMark()}))
    store.close()
    assert not Store(tmp_path).load().articles


def test_a_document_that_does_not_fit_is_named(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.database.table("articles").insert({"key": "a", "record": {"id": 5}})
    with pytest.raises(StoreError, match="'articles', document 1"):
        store.load()


def test_an_empty_folder_is_an_empty_store_and_reading_leaves_it_so(tmp_path: Path) -> None:
    stored = Store(tmp_path / "new", read_only=True).load()
    assert not stored.articles and not stored.feeds
    assert not (tmp_path / "new").exists()
    assert not Store(tmp_path / "new").load().articles


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
31 22 0:44 / /home rw shared:9 - nfs4 server:/home rw
33 31 8:2 / /home/me/My\\040Disk rw - ext4 /dev/sdb1 rw
35 22 0:50 / /mnt/x rw - fuse.sshfs me@host:/ rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/x", None),
        ("/home/me/.local", "nfs4"),
        ("/home/me/My Disk/s", None),
        ("/homework", None),
        ("/mnt/x", "fuse.sshfs"),
    ],
)
def test_network_file_systems_are_known(path: str, kind: str | None) -> None:
    assert kind_in(MOUNTS, path) == kind


def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.store.places.network", lambda folder: "nfs4")
    with pytest.raises(StoreError, match=r"nfs4.*--store"):
        Store(tmp_path)


def test_nothing_is_read_that_a_newer_program_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.store.store.SCHEMA", 99)
    Store(tmp_path).close()
    monkeypatch.undo()
    with pytest.raises(StoreError, match="newer gainsay"):
        Store(tmp_path)
