from datetime import timedelta
from pathlib import Path

import pytest

from sources.events import Trouble
from sources.models import Feed, Triage
from tests.tui.news import (
    NOW,
    StillDesk,
    capture,
    conflict,
    plain,
    press,
    running,
    screen,
    screen_lines,
    shows,
    until,
)


async def test_rows_that_arrive_above_move_neither_cursor_nor_place(desk: StillDesk) -> None:
    async with running(desk, size=(120, 24)) as (app, pilot):
        await press(pilot, ["j"] * 12)
        before = [line[:38] for line in screen_lines(app)[2:-2]]
        cursor = app.main.incoming.rows.cursor
        desk.give(*(plain(number, minutes=1) for number in range(100, 107)))
        await shows(pilot, app, "▲ 7 new")
        assert app.main.incoming.rows.cursor == cursor
        assert [line[:38] for line in screen_lines(app)[2:-2]] == before
        await press(pilot, ["g"])
        await until(pilot, lambda: "▲ 7 new" not in screen(app))


async def test_the_first_row_stays_selected_once_the_user_has_chosen_it(desk: StillDesk) -> None:
    async with running(desk, size=(120, 24)) as (app, pilot):
        await press(pilot, ["j", "k"])
        desk.give(plain(200, minutes=1))
        await shows(pilot, app, "▲ 1 new")
        assert app.main.incoming.rows.cursor == "a1"


async def test_an_untouched_list_follows_the_newest(desk: StillDesk) -> None:
    async with running(desk, size=(120, 24)) as (app, pilot):
        desk.give(plain(200, minutes=1))
        await shows(pilot, app, "number 200")
        assert app.main.incoming.rows.cursor == "q200"


async def test_a_hundred_thousand_rows_build_only_what_is_in_sight(empty: StillDesk) -> None:
    for number in range(100_000):
        empty.wire.put(plain(number).article)
    async with running(empty) as (app, pilot):
        rows = app.main.incoming.rows
        built: list[str] = []
        build = rows._build
        rows._build = lambda key, width: (built.append(key), build(key, width))[1]
        await press(pilot, ["G", "k", "k", "g", "j"])
        empty.give(plain(200_000))
        await until(pilot, lambda: "q200000" in rows.index)
        assert len(rows.index) == 100_001
        assert len(built) < 1_000


async def test_marks_are_made_and_taken_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["r"])
        assert desk.article_mark("a1").read
        assert app.main.incoming.rows.cursor == "q0"
        await shows(pilot, app, "30 unread of 31")
        await press(pilot, ["s", "u", "u"])
        assert not desk.article_mark("a1").read
        assert not desk.article_mark("q0").starred
        await press(pilot, ["U"])
        assert desk.article_mark("a1").read


async def test_selected_rows_are_marked_together(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["space", "space"])
        await shows(pilot, app, "2 selected")
        await press(pilot, ["r"])
        assert [key for key in desk.article_ids() if desk.article_mark(key).read] == ["a1", "q0"]
        await until(pilot, lambda: "2 selected" not in screen(app))


async def test_all_are_read_only_after_asking(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["R"])
        await shows(pilot, app, "Mark 31 unread articles as read?")
        await press(pilot, ["n", "R", "y"])
        await shows(pilot, app, "0 unread of 31")
        await press(pilot, ["u"])
        await shows(pilot, app, "31 unread of 31")


@pytest.mark.parametrize(("key", "triage"), [("w", Triage.WATCHING), ("v", Triage.RESOLVED), ("x", Triage.DISMISSED)])
async def test_a_conflict_is_triaged_and_new_again(desk: StillDesk, key: str, triage: Triage) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", key])
        assert desk.conflict_mark("c1").triage == triage
        await shows(pilot, app, triage.value)
        await press(pilot, [key])
        assert desk.conflict_mark("c1").triage == Triage.NEW


async def test_closed_conflicts_can_be_hidden(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "x", "X"])
        await shows(pilot, app, "Nothing is open.", "X shows them")
        await press(pilot, ["X"])
        await shows(pilot, app, "× dismissed")


async def test_a_note_is_written_and_shown(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["i", *"call", "enter"])
        await shows(pilot, app, "note: call")
        assert desk.article_mark("a1").note == "call"


async def test_pause_holds_the_lists_and_lets_them_catch_up(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["p"])
        desk.give(plain(300, minutes=1))
        await shows(pilot, app, "paused, 1 waiting")
        assert "number 300" not in screen(app)
        await press(pilot, ["p"])
        await shows(pilot, app, "number 300", "live")


async def test_claims_of_the_article_or_of_all(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await shows(pilot, app, "3 of this article", "could not verify")
        await press(pilot, ["j"])
        await shows(pilot, app, "No claims in this article.")
        await press(pilot, ["a"])
        await shows(pilot, app, "3 of all articles", "could not verify")


async def test_a_moved_conflict_says_so(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        desk.see("c1")
        await until(pilot, lambda: "● new" not in screen(app))
        moved = conflict(capture())
        desk.oppose(type(moved)(**{**{n: getattr(moved, n) for n in moved.__slots__}, "updated": NOW + timedelta(0)}))
        await shows(pilot, app, "● moved", "1 conflict new or moved")


async def test_narrow_screens_show_one_pane_at_a_time(desk: StillDesk) -> None:
    async with running(desk, size=(80, 24)) as (app, pilot):
        await shows(pilot, app, "1 Incoming 31", "Quiet news number 0")
        await press(pilot, ["tab"])
        await shows(pilot, app, "Vardian Interior Ministry", "denies")
        assert "Quiet news" not in screen(app)
        await press(pilot, ["3"])
        await shows(pilot, app, "! DENIAL")
        await pilot.resize_terminal(130, 30)
        await shows(pilot, app, "Quiet news number 0", "! DENIAL")


async def test_an_empty_desk_speaks_plainly(tmp_path: Path) -> None:
    made = StillDesk(tmp_path, [Feed("kestrel", "https://kestrel.example/feed", "Kestrel")])
    async with running(made) as (app, pilot):
        await shows(pilot, app, "Polling 1 feed…", "No article is selected.", "No conflicts yet.")


async def test_when_nothing_can_be_reached_the_demo_is_offered(tmp_path: Path) -> None:
    made = StillDesk(tmp_path, [Feed("kestrel", "https://kestrel.example/feed", "Kestrel")])
    async with running(made) as (app, pilot):
        made.fail("kestrel", "The name kestrel.example is not known.")
        made._stirred("kestrel")
        await shows(pilot, app, "No feed can be reached", "The name kestrel.example is not known.", "d start the demo")
        await pilot.press("d")
        await until(pilot, lambda: app.return_value is not None)
        assert app.return_value == "demo"


async def test_trouble_is_told_and_kept(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        desk._tell(Trouble("The feed [kestrel] sent no news [/b] at all."))
        await shows(pilot, app, "The feed [kestrel] sent no news [/b]")
        await press(pilot, ["L"])
        await shows(pilot, app, "14:02", "sent no news [/b] at all.")


async def test_a_pane_takes_the_whole_screen_and_gives_it_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "z"])
        await shows(pilot, app, "3 Board 1 open", "! DENIAL")
        assert "Quiet news" not in screen(app)
        await press(pilot, ["tab"])
        await shows(pilot, app, "Quiet news number 0")
        assert "! DENIAL" not in screen(app)
        await press(pilot, ["z"])
        await shows(pilot, app, "Quiet news number 0", "! DENIAL")


@pytest.mark.parametrize("theme", ["gainsay-light", "nord", "ansi-dark", "solarized-light", "textual-dark"])
async def test_every_theme_has_a_style_for_everything(desk: StillDesk, theme: str) -> None:
    async with running(desk) as (app, pilot):
        app.theme = theme
        await press(pilot, ["j", "3", "enter", "escape", "1", "enter"])
        await shows(pilot, app, "text from the page")
