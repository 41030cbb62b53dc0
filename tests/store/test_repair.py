"""Bringing back what a damaged store still holds."""

import shutil
from pathlib import Path

import pytest

from sources.models import ArticleMark
from sources.store.backup import back_up
from sources.store.check import check
from sources.store.repair import repair
from sources.store.store import Batch, Store, StoreError
from tests.store.looking import flip, journal, path_of
from tests.store.test_store import ARTICLE, STATEMENT


def test_a_flipped_bit_is_put_right_and_nothing_is_lost(store: Store) -> None:
    before = store.load()
    expected = [getattr(before, name) for name in ("feeds", "article_marks", "conflict_marks")]
    path = path_of(store)
    middle = path.stat().st_size // 2
    store.close()
    flip(path, middle)
    assert check(store.folder).faults
    with pytest.raises(StoreError, match="store repair"):
        Store(store.folder)
    told = repair(store.folder).lines
    assert any("one bit was flipped" in line for line in told) and any("nothing was lost" in line for line in told)
    again = Store(store.folder).load()
    assert [getattr(again, name) for name in ("feeds", "article_marks", "conflict_marks")] == expected
    assert again.articles["a2"].text == "Nothing was said."
    assert not check(store.folder).faults
    assert not repair(store.folder).lines
    assert len(list((store.folder / "aside").iterdir())) == 1


def test_what_is_lost_is_counted_and_the_rest_comes_back(store: Store) -> None:
    start = path_of(store).stat().st_size
    store.save(Batch(article_marks={"a2": ArticleMark(note="lost")}))
    end = path_of(store).stat().st_size
    store.save(Batch(article_marks={"a1": ArticleMark(note="kept")}))
    path = path_of(store)
    store.close()
    data = bytearray(path.read_bytes())
    data[start:end] = b"?" * (end - start)
    path.write_bytes(data)
    assert "1 commits are lost" in "\n".join(repair(store.folder).lines)
    assert Store(store.folder).load().article_marks == {"a1": ArticleMark(note="kept")}


def test_a_damaged_snapshot_is_taken_from_the_generation_before(store: Store) -> None:
    journal(store).compact()
    store.save(Batch(article_marks={"a2": ArticleMark(note="after")}))
    path = path_of(store)
    store.close()
    data = bytearray(path.read_bytes())
    data[300:330] = b"?" * 30
    path.write_bytes(data)
    told = repair(store.folder).lines
    assert any("nothing was lost" in line for line in told)
    stored = Store(store.folder).load()
    assert stored.article_marks == {"a1": ArticleMark(read=True), "a2": ArticleMark(note="after")}
    assert stored.articles["a1"] == ARTICLE


def test_a_lost_first_line_goes_back_a_generation_and_says_so(store: Store) -> None:
    journal(store).compact()
    path = path_of(store)
    store.close()
    path.write_bytes(b"?" * 40 + path.read_bytes()[40:])
    assert any("goes back to" in line for line in repair(store.folder).lines)
    assert Store(store.folder).load().articles["a1"] == ARTICLE


def test_a_flipped_bit_of_a_text_is_put_right(store: Store) -> None:
    flip(next((store.folder / "bodies").iterdir()), 90)
    store.close()
    assert check(store.folder).faults
    done = repair(store.folder)
    assert not done.lost and any("one bit was flipped" in line for line in done.lines)
    assert not check(store.folder).faults
    again = Store(store.folder).load()
    assert again.articles["a1"] == ARTICLE and again.readings["a1"].statements == (STATEMENT,)


def test_a_lost_text_comes_back_from_a_backup_elsewhere_or_is_read_again(store: Store, tmp_path: Path) -> None:
    made = back_up(journal(store))
    pack = next((store.folder / "bodies").iterdir())
    second = made / "bodies" / pack.name
    second.rename(tmp_path / "pack")
    shutil.copy(tmp_path / "pack", second)  # A file of its own, as on another disk.
    store.close()
    good = pack.read_bytes()
    pack.write_bytes(good[:70] + b"?" * (len(good) - 70))
    done = repair(store.folder)
    assert not done.lost and any("taken from a backup" in line for line in done.lines)
    assert Store(store.folder).load().articles["a1"] == ARTICLE

    shutil.rmtree(store.folder / "backups")
    for each in (store.folder / "bodies").iterdir():
        each.write_bytes(b"?" * each.stat().st_size)
    done = repair(store.folder)
    assert done.lost == 3 and any("kestrel.example/1" in line for line in done.lines)
    health = check(store.folder)
    assert not health.faults and any("lost before" in line for line in health.lines)
    assert not repair(store.folder).lines
    reopened = Store(store.folder)
    stored = reopened.load()
    assert set(stored.articles) == {"a1", "a2"} and not stored.readings
    assert stored.article_marks == {"a1": ArticleMark(read=True)}
    reopened.save(Batch(articles={"a1": ARTICLE}))
    assert reopened.load().articles["a1"].text == ARTICLE.text
