"""The board holds the newest articles and the disputed ones, in bounds, and comes back the same."""

from dataclasses import replace
from pathlib import Path

from sources.desk.scope import Scope
from sources.desk.standing import Standing
from sources.models import Reading, Triage
from sources.store.store import Batch, Store
from sources.wire import Wire
from tests.conflicts.make import article, said
from tests.conflicts.test_denial import CAPTURE
from tests.desk.running import config, running

DENIED = "its soldiers/N had been captured/V!"


def quiet(number: int) -> Reading:
    word = f"thing{number}"
    return article(f"q{number}", said("Mira Holt", f"{word}/N opened/V! {word}s/N"), hours=number)


def disputed(name: str, hours: float) -> list[Reading]:
    """Two articles of which one denies what the other tells."""
    content = CAPTURE.replace("Kolombe", f"Kolombe{name}").replace("soldiers", f"soldiers{name}")
    return [
        article(f"{name}1", said("Reed Front", content), hours=hours),
        article(
            f"{name}2",
            said("Velmar Army", f"its soldiers{name}/N had been captured/V! near/A Kolombe{name}/P", "denies"),
            hours=hours + 0.1,
        ),
    ]


def on(readings: list[Reading], most: int) -> Scope:
    wire = Wire()
    scope = Scope(wire, Standing(), most)
    for each in readings:
        wire.put(each.article)
        wire.put_reading(each)
        scope.add(each)
        scope.shrink()
    return scope


def held(scope: Scope) -> set[str]:
    return set(scope._held)


def test_old_quiet_articles_leave_the_board_and_disputed_ones_stay() -> None:
    scope = on([*disputed("x", 0), *(quiet(n) for n in range(1, 30))], most=7)
    assert held(scope) == {"x1", "x2", *(f"q{n}" for n in range(25, 30))}
    assert scope.disputed == {"x1", "x2"} and scope.noted() == {"x1": True, "x2": True}
    assert not scope.noted()
    (conflict,) = scope.board.conflicts()
    assert set(scope.chosen()) == held(scope)
    scope.remove("x2")
    scope.review()
    assert scope.disputed == set() and conflict.id not in {c.id for c in scope.board.conflicts()}
    for number in range(30, 40):
        each = quiet(number)
        scope._wire.put(each.article)
        scope._wire.put_reading(each)
        scope.add(each)
        scope.shrink()
    assert held(scope) == {f"q{n}" for n in range(33, 40)}


def test_more_disputed_articles_than_are_held_leave_as_well_oldest_first() -> None:
    scope = on([each for n, name in enumerate("abcdef") for each in disputed(name, n)], most=4)
    assert held(scope) == {"e1", "e2", "f1", "f2"}
    assert {"a1", "d2"} < scope.disputed
    assert set(scope.chosen()) == held(scope)


async def test_a_disputed_article_of_long_ago_comes_back_on_the_board_with_its_triage(tmp_path: Path) -> None:
    made = config(tmp_path, (), on_board=100, keep_days=0)
    readings = [*disputed("x", 0), *(quiet(n) for n in range(1, 150))]
    scope = on(readings, most=100)
    (before,) = scope.board.conflicts()
    store = Store(tmp_path)
    store.save(
        Batch(
            articles={each.article.id: each.article for each in readings},
            readings={each.article.id: each for each in readings},
            disputed=dict(scope.noted()),
        )
    )
    store.close()
    async with running(made) as (desk, log):
        await log.until(lambda d: d.settled and d.leads)
        assert desk.conflict_ids() == [before.id]
        assert desk.conflict(before.id) == before
        assert len(held(desk._scope)) == 100
        desk.mark_conflicts([before.id], "watch", triage=Triage.WATCHING)
        await log.until(lambda d: d.saved)
    async with running(replace(made, keep_days=1)) as (desk, log):
        await log.until(lambda d: d.settled and d.leads)
        assert desk.conflict_mark(before.id).triage is Triage.WATCHING
        assert set(desk.conflicts_of("x1")) == {before.id}


async def test_what_comes_in_is_noted_as_disputed_and_kept(tmp_path: Path) -> None:
    async with running(config(tmp_path, ())) as (desk, log):
        await log.until(lambda d: d.leads)
        for each in disputed("x", 0):
            desk.wire.put(each.article)
            desk._keeper.add(articles={each.article.id: each.article})
            await desk._read(each)
        await log.until(lambda d: d.saved)
    store = Store(tmp_path)
    assert store.load().disputed == {"x1", "x2"}
    store.save(Batch(disputed={"x1": False}, removed={"x2"}))
    assert store.load().disputed == set()
