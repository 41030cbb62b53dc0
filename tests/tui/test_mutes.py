"""Outlets and parties that the user does not want to see."""

from dataclasses import replace

from sources.alerts import Alerts
from tests.tui.news import StillDesk, article, capture, conflict, plain, press, reading, running, screen, shows, until


async def test_a_muted_outlet_is_gone_and_comes_back(desk: StillDesk) -> None:
    desk.give(reading(article("loud", "Loud news", minutes=1, outlet="Evening Plumb")))
    async with running(desk) as (app, pilot):
        await press(pilot, ["m", "n"])
        await shows(pilot, app, "Loud news")
        await press(pilot, ["m", "y"])
        await shows(pilot, app, "31 unread of 32, 1 muted", "Muted Evening Plumb")
        assert "Loud news" not in screen(app)
        desk.give(reading(article("more", "More loud news", outlet="Evening Plumb")), plain(40, 1))
        await shows(pilot, app, "2 muted")
        await press(pilot, ["g"])
        await shows(pilot, app, "Quiet news number 40")
        assert "More loud news" not in screen(app)
        await press(pilot, ["u", "g"])
        await shows(pilot, app, "More loud news", "Taken back: mute Evening Plumb")
        await press(pilot, ["U"])
        await until(pilot, lambda: "More loud news" not in screen(app))


async def test_a_muted_party_is_out_of_claims_and_board_until_the_palette_brings_it_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["2", "m", "y"])
        await shows(pilot, app, "2 of this article, 1 muted", "1 open, 1 muted")
        assert "Hill Guard" not in screen(app).replace("Muted Hill Guard", "")
        await press(pilot, ["colon", *"unmute hill"])
        await shows(pilot, app, "MUTED  Hill Guard")
        await press(pilot, ["down", "enter"])
        await shows(pilot, app, "▲ Hill Guard", "! DENIAL")


async def test_what_is_muted_stays_so_and_rings_no_bell(desk: StillDesk) -> None:
    desk.config = replace(desk.config, alerts=Alerts(words=("bridge",)))
    async with running(desk) as (app, pilot):
        await press(pilot, ["2", "m", "y"])
        await shows(pilot, app, "1 muted")
        desk.oppose(conflict(capture(), "c2", "the bridge at Osh Tal was destroyed"))
        await shows(pilot, app, "2 muted")
        assert not [each for each in app.troubles if "Alert" in each[1]]
        assert app.kept.muted_parties == ["Hill Guard"]
