import pytest

from tests.tui.news import StillDesk, capture, conflict, press, running, screen, shows, until
from tui.screens.marking import tags_of


async def test_tags_are_given_taken_and_shown(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["t", *"Front osh", "enter"])
        await shows(pilot, app, "#front #osh")
        assert desk.article_mark("a1").tags == ("front", "osh")
        await press(pilot, ["t", *"-osh", "enter"])
        await until(pilot, lambda: desk.article_mark("a1").tags == ("front",))
        await press(pilot, ["u", "u"])
        await until(pilot, lambda: desk.article_mark("a1").tags == ())


async def test_a_grade_is_checked_and_shown(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "A", *"b2", "enter"])
        await shows(pilot, app, "[B2]")
        await press(pilot, ["A", *"z9", "enter"])
        await shows(pilot, app, "is no grade")
        assert desk.conflict_mark("c1").grade == "B2"


async def test_any_mark_is_repeated_on_another_row(desk: StillDesk) -> None:
    desk.oppose(conflict(capture(), "c2", "the bridge at Osh Tal was destroyed"))
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "t", *"check", "enter", "j", "full_stop"])
        await until(pilot, lambda: desk.conflict_mark("c2").tags == ("check",))
        await press(pilot, ["x", "k", "full_stop"])
        await until(pilot, lambda: desk.conflict_mark("c1").triage == desk.conflict_mark("c2").triage)
        await press(pilot, ["1", "full_stop"])
        await shows(pilot, app, "goes to conflicts; there is none here")


async def test_selected_rows_get_one_step_each_keeping_its_own_tags(desk: StillDesk) -> None:
    desk.mark_articles(["q0"], "tag", tags=("old",))
    async with running(desk) as (app, pilot):
        await press(pilot, ["space", "space", "t", *"new", "enter"])
        await until(pilot, lambda: desk.article_mark("a1").tags == ("new",))
        assert set(desk.article_mark("q0").tags) == {"new", "old"}
        await press(pilot, ["u"])
        await until(pilot, lambda: desk.article_mark("a1").tags == ())
        assert desk.article_mark("q0").tags == ("old",)
        assert "Taken back: tag new, 2 articles" in screen(app)


@pytest.mark.parametrize(
    ("text", "plus", "minus"),
    [
        ("a, B #c", {"a", "b", "c"}, set()),
        ("-a b", {"b"}, {"a"}),
        ("[x] é/ö", {"x", "é/ö"}, set()),
        (" - # ", set(), set()),
    ],
)
def test_tags_of_a_line(text: str, plus: set[str], minus: set[str]) -> None:
    assert tags_of(text) == (plus, minus)


async def test_what_is_no_conflict_leaves_the_board_and_comes_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "D"])
        await shows(pilot, app, "No conflicts yet.", "Off the Board: 1 conflict")
        await press(pilot, ["u"])
        await shows(pilot, app, "! DENIAL")


async def test_selected_conflicts_are_merged(desk: StillDesk) -> None:
    desk.oppose(conflict(capture(), "c2", "the bridge at Osh Tal was destroyed"))
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "M"])
        await shows(pilot, app, "Select two or more conflicts")
        await press(pilot, ["space", "space", "M"])
        await shows(pilot, app, "1 open", "Merged 2 conflicts")


async def test_a_statement_is_split_off_and_the_reasons_are_told(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "enter", "W"])
        await shows(pilot, app, "Why they stand together", "It denies what Hill Guard asserts.")
        await press(pilot, ["escape", "S"])
        await shows(pilot, app, "Step to a statement with j")
        await press(pilot, ["j", "S"])
        await shows(pilot, app, "Split off. u takes it back.")
        assert [each.ruling.value for each in desk.conflict_mark("c1").decisions] == ["apart"]
