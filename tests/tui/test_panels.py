"""Panels: the keys and their search, and what an edited article was before."""

from dataclasses import replace

from tests.tui.news import StillDesk, article, press, reading, running, screen, shows, until


async def test_the_keys_are_searched(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["question_mark", "slash", *"take last"])
        await shows(pilot, app, "Take the last mark back")
        assert "Next open conflict" not in screen(app)
        await press(pilot, ["ctrl+u", *"P"])
        await until(pilot, lambda: "The page of who speaks" in screen(app))
        await press(pilot, ["ctrl+u", *"could not"])
        await shows(pilot, app, "? could not verify")
        await press(pilot, ["x", "x", "x"])
        await shows(pilot, app, "Nothing of that name")
        await press(pilot, ["escape"])
        await shows(pilot, app, "Next open conflict")
        await press(pilot, ["escape"])
        assert app.screen is app.main


async def test_what_changed_in_an_edited_article_is_shown(desk: StillDesk) -> None:
    before = article("e1", "Nine dead in quay fire", minutes=1, text="Nine people died.\nThe fire is out.")
    async with running(desk) as (app, pilot):
        desk.take([before])
        await until(pilot, lambda: desk.saved)
        desk.take([replace(before, title="Twelve dead in quay fire", text="Twelve people died.\nThe fire is out.")])
        await until(pilot, lambda: desk.saved and len(desk.versions("e1")) == 2)
        await press(pilot, ["g", "enter"])
        await shows(pilot, app, "edited: 2 versions were fetched; V shows what changed")
        await press(pilot, ["V"])
        await shows(pilot, app, "[-Nine-] {+Twelve+} people died.", "headline: [-Nine-] {+Twelve+} dead", "SHA-256")
        assert "[-The fire" not in screen(app)


async def test_an_article_that_was_never_edited_says_so(desk: StillDesk) -> None:
    desk.give(reading(article("e2", "Calm", minutes=1)))
    async with running(desk) as (app, pilot):
        await press(pilot, ["g", "enter", "V"])
        await shows(pilot, app, "It is as it was first fetched.")
