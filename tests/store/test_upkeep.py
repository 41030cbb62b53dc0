"""Checking, repairing, backing up, restoring, handing over, letting go, migrating: what `gainsay store` stands on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from sources.models import Article, ArticleMark, ConflictMark, Reading
from sources.store import bodies
from sources.store.backup import back_up, backups, daily, restore, taken
from sources.store.changes import TableChange, Tables
from sources.store.check import check
from sources.store.exchange import export, import_file
from sources.store.files import Disk
from sources.store.follower import Follower
from sources.store.generation import generations, name_of
from sources.store.journal import Journal
from sources.store.retention import tidy
from sources.store.store import Batch, Store, StoreError
from sources.store.upkeep import upkeep
from tests.store.looking import flip, journal
from tests.store.test_store import ARTICLE, NAMES, STATEMENT


def put_back(folder: Path, backup: Path) -> None:
    latch = Disk().latch(folder / "lock")
    restore(folder, backup, Disk(), latch)
    latch.close()


def same(store: Store, other: Store) -> bool:
    return all(getattr(store.load(), name) == getattr(other.load(), name) for name in NAMES)


def test_a_store_in_order_has_no_faults_and_says_what_it_holds(store: Store) -> None:
    back_up(journal(store))
    health = check(store.folder)
    assert not health.faults
    text = "\n".join(health.lines)
    assert "articles: 2" in text and "bodies: 3 of 3" in text and "in order" in text


def test_check_names_a_damaged_body_and_a_damaged_backup(store: Store) -> None:
    made = back_up(journal(store))
    flip(next((store.folder / "bodies").iterdir()), 90)
    flip(made / name_of(1), 200)
    faults = check(store.folder).faults
    assert any("bodies" in fault for fault in faults)
    assert any("backups" in fault and "snapshot is damaged" in fault for fault in faults)


def test_a_backup_puts_everything_back(store: Store, tmp_path: Path) -> None:
    before = store.load().articles
    made = back_up(journal(store), tmp_path / "elsewhere")
    store.save(Batch(removed={"a1"}, article_marks={"a2": ArticleMark(starred=True)}))
    store.close()
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for folder in (store.folder, fresh):
        put_back(folder, made)
        stored = Store(folder, read_only=True).load()
        assert stored.articles == before
        assert stored.article_marks == {"a1": ArticleMark(read=True)}
        assert stored.readings["a1"].statements == (STATEMENT,)


def test_a_running_desk_goes_on_with_what_was_put_back(store: Store) -> None:
    made = back_up(journal(store))
    store.save(Batch(removed={"a1"}))
    put_back(store.folder, made)
    batch = store.follow()
    assert batch.articles == {"a1": ARTICLE}
    store.save(Batch(article_marks={"a1": ArticleMark(note="on")}))
    assert Store(store.folder, read_only=True).load().article_marks == {"a1": ArticleMark(note="on")}


def test_a_damaged_backup_is_not_put_back(store: Store) -> None:
    made = back_up(journal(store))
    flip(made / name_of(1), 200)
    with pytest.raises(StoreError, match="damaged"):
        put_back(store.folder, made)
    with pytest.raises(StoreError, match="no backup"):
        put_back(store.folder, store.folder / "nowhere")
    assert store.load().articles["a1"] == ARTICLE


def test_a_backup_that_would_not_be_good_does_not_count(store: Store) -> None:
    flip(next((store.folder / "bodies").iterdir()), 90)
    with pytest.raises(StoreError, match="not a good copy"):
        back_up(journal(store))
    assert backups(store.folder / "backups") == []


def test_one_backup_a_day_is_kept_for_a_week(store: Store) -> None:
    now = datetime(2031, 3, 4, 12, tzinfo=UTC)
    for hour in range(0, 24 * 12, 6):
        daily(journal(store), now + timedelta(hours=hour))
    days = [taken(path).date() for path in backups(store.folder / "backups")]
    assert len(days) == 7 and days == sorted(set(days))
    assert (days[-1] - now.date()).days == 11
    assert not list((store.folder / "backups").glob("*.draft"))


def test_export_is_stock_tinydb_and_import_brings_it_back(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "export.json"
    store.save(Batch(articles={"a2": replace(ARTICLE, id="a2", text="Something was said.")}))
    count = export(store, target)
    stock = TinyDB(target)
    assert count == sum(len(stock.table(name)) for name in stock.tables())
    assert {d["record"]["text"] for d in stock.table("articles")} == {"Welo denied it.", "Something was said."}
    assert [d["record"]["text"] for d in stock.table("versions")] == ["Nothing was said."]
    other = Store(tmp_path / "other")
    import_file(other, target)
    assert same(store, other)


def test_an_import_that_does_not_fit_changes_nothing(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "bad.json"
    source.write_text(
        '{"article_marks": {"1": {"key": "a9", "record": {"read": true}}}, "articles": {"4": {"key": 1}}}'
    )
    with pytest.raises(StoreError, match=r"bad\.json: table 'articles', document 4"):
        import_file(store, source)
    assert "a9" not in store.load().article_marks


def test_bodies_that_nothing_speaks_of_go_and_shared_ones_stay(store: Store) -> None:
    store.save(Batch(articles={"a3": replace(ARTICLE, id="a3")}))
    assert tidy(store) == 0
    store.save(Batch(removed={"a1"}))
    assert tidy(store) == 1  # The statements; another article has the text.
    assert store.load().articles["a3"].text == ARTICLE.text
    assert not check(store.folder).faults


def test_sparse_packs_are_written_anew_and_go_with_the_generations(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "PACK_BYTES", 600)
    texts = {f"b{n}": replace(ARTICLE, id=f"b{n}", text=f"{n} " + str(n * 7919) * 40) for n in range(60)}
    for key, article in texts.items():
        store.save(Batch(articles={key: article}))
    made = back_up(journal(store))
    before = set(store.bodies.packs())
    gone = {key for n, key in enumerate(texts) if n % 6}
    store.save(Batch(removed=gone))
    assert tidy(store) == len(gone)
    for _ in range(4):
        journal(store).compact()
        tidy(store)
    assert len(set(store.bodies.packs()) & before) < len(before) / 2
    articles = store.load().articles
    assert all(articles[key] == article for key, article in texts.items() if key not in gone)
    assert not check(store.folder).faults
    store.close()
    put_back(store.folder, made)
    assert Store(store.folder).load().articles["b1"] == texts["b1"]


def test_upkeep_backs_up_and_lets_go(store: Store) -> None:
    store.save(Batch(removed={"a2"}))
    upkeep(store, datetime(2031, 3, 4, tzinfo=UTC))
    assert len(backups(store.folder / "backups")) == 1
    assert len(store.database.table("bodies")) == 2


def test_migrations_run_forward_once_with_the_former_file_handed_over_first(tmp_path: Path) -> None:
    first = Journal(tmp_path, schema=1)
    first.commit({"t": TableChange({1: b'{"n":1}'})})
    first.close()
    handed: list[bytes] = []

    def rename(tables: Tables) -> None:
        tables["u"] = tables.pop("t")

    def grow(tables: Tables) -> None:
        tables["u"].apply(TableChange({2: b'{"n":2}'}))

    migrations = {1: rename, 2: grow}
    reader = Follower(tmp_path, schema=3, migrations=migrations)
    assert reader.tables["u"].data == {1: b'{"n":1}', 2: b'{"n":2}'}
    for _ in range(2):
        made = Journal(
            tmp_path, schema=3, migrations=migrations, before_migration=lambda path: handed.append(path.read_bytes())
        )
        assert made.tables["u"].data == {1: b'{"n":1}', 2: b'{"n":2}'}
        made.close()
    assert len(handed) == 1
    with pytest.raises(StoreError, match="newer gainsay"):
        Journal(tmp_path, schema=2)


def test_a_store_of_an_older_schema_is_backed_up_and_brought_forward(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, folder = store.load(), store.folder
    store.close()

    def rename(tables: Tables) -> None:
        tables["article_marks"].apply(TableChange({99: b'{"key":"a2","record":{"note":"migrated"}}'}))

    monkeypatch.setattr("sources.store.store.SCHEMA", 3)
    monkeypatch.setattr("sources.store.store.MIGRATIONS", {2: rename})
    made = Store(folder)
    assert made.load().article_marks["a2"].note == "migrated" and made.load().articles == before.articles
    (backup,) = backups(folder / "backups")
    made.close()
    again = Store(folder)
    assert len(backups(folder / "backups")) == 1
    again.close()
    monkeypatch.setattr("sources.store.store.SCHEMA", 2)
    with pytest.raises(StoreError, match="newer gainsay"):
        Store(folder)
    put_back(folder, backup)
    assert Store(folder).load().article_marks == before.article_marks


def test_old_generations_go(store: Store) -> None:
    for _ in range(6):
        journal(store).compact()
    numbers = generations([path.name for path in store.folder.iterdir()])
    assert numbers == [5, 6, 7]


def test_marks_of_many_kinds_survive_a_new_generation(store: Store) -> None:
    store.save(Batch(conflict_marks={f"c{n}": ConflictMark(note="é\u2028" * n) for n in range(50)}))
    before = store.load().conflict_marks
    journal(store).compact()
    store.close()
    assert Store(store.folder).load().conflict_marks == before


def test_a_reading_without_its_article_is_left_out(store: Store) -> None:
    lone = Article("lone", None, None, None, None, "x")
    store.save(Batch(readings={"lone": Reading(lone, "en", None, ())}))
    assert set(store.load().readings) == {"a1"}
