from pathlib import Path

from tests.tui.news import StillDesk, capture, conflict, plain, press, running, screen, shows, until
from tui import session


async def test_a_filter_is_live_and_dropped_with_escape(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"number 2"])
        await shows(pilot, app, "12 of 31", "Incoming / number 2")
        assert "Ministry denies soldiers" not in screen(app)
        await press(pilot, ["enter", "j"])
        assert app.main.incoming.rows.cursor == "q12"
        await press(pilot, ["escape"])
        await shows(pilot, app, "31 unread of 31")
        assert app.main.incoming.rows.cursor == "q12"
        await press(pilot, ["g"])
        await shows(pilot, app, "Ministry denies")


async def test_escape_in_the_line_brings_the_filter_before_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"is:disputed", "enter"])
        await shows(pilot, app, "1 of 31")
        await press(pilot, ["slash", *" x", "escape"])
        await shows(pilot, app, "1 of 31", "Incoming / is:disputed")


async def test_an_error_stands_where_it_is_and_changes_nothing(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"is:disputed kind:quarrel"])
        await shows(pilot, app, "! kind: takes denial, figures", "1 of 31")
        fault = app.main.filter._marked.fault
        assert fault is not None
        assert (fault.start, fault.end) == (12, 24)


async def test_news_is_filtered_as_it_comes(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"number 2", "enter"])
        desk.give(plain(200, minutes=1), plain(300, minutes=1))
        await shows(pilot, app, "13 of 33", "number 200")
        assert "number 300" not in screen(app)


async def test_marking_all_goes_to_what_the_filter_shows(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"number 2", "enter", "R"])
        await shows(pilot, app, "Mark 12 unread articles as read?")
        await press(pilot, ["y", "escape"])
        await shows(pilot, app, "19 unread of 31")


async def test_board_and_claims_have_filters_of_their_own(desk: StillDesk) -> None:
    desk.oppose(conflict(capture(), "c2", "the bridge at Osh Tal was destroyed"))
    async with running(desk) as (app, pilot):
        await press(pilot, ["3", "slash", *"bridge", "enter"])
        await shows(pilot, app, "1 of 2", "Board / bridge")
        await press(pilot, ["2", "slash", *"stance:denies", "enter"])
        await shows(pilot, app, "1 of 3", "its men had been captured")
        assert "31 unread of 31" in screen(app)


async def test_words_are_completed_with_tab(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"par"])
        await until(pilot, lambda: app.main.filter.line._suggestion == "party:")
        await press(pilot, ["tab", *"Hil"])
        await until(pilot, lambda: app.main.filter.line._suggestion == 'party:"Hill Guard"')
        await press(pilot, ["tab"])
        await shows(pilot, app, "1 of 31")


async def test_a_filter_is_saved_by_name_and_kept_for_the_next_start(desk: StillDesk, tmp_path: Path) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["slash", *"number 2", "ctrl+s", *"twos", "enter"])
        await shows(pilot, app, "Saved: @twos stands for number 2")
        await press(pilot, ["ctrl+u", *"@twos", "enter"])
        await shows(pilot, app, "Incoming / @twos", "12 of 31")
        await press(pilot, ["slash", "ctrl+u", "up", "enter"])
    kept = session.load(desk.config.store)
    assert kept.saved == {"twos": "number 2"}
    assert kept.earlier[-1] == "@twos"


async def test_a_filter_over_very_many_rows_shows_the_first_at_once(empty: StillDesk) -> None:
    for number in range(50_000):
        empty.wire.put(plain(number).article)
    async with running(empty) as (app, pilot):
        await press(pilot, ["slash", *"49 number"])
        rows = app.main.incoming.rows
        await until(pilot, lambda: not rows.searching)
        titles = {key: empty.article(key).title or "" for key in empty.article_ids()}
        assert list(rows.index) == [key for key, title in titles.items() if "49" in title]
