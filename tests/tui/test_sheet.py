"""What the sheet of a conflict tells at a glance, and what it holds below."""

from dataclasses import replace
from datetime import timedelta

from sources.models import Evidence, Side, Stance
from sources.reviews import Review, save
from tests.tui.news import NOW, StillDesk, article, capture, conflict, press, reading, running, screen, shows, statement

CLAIM = "two Vardian soldiers taken prisoner near Osh Tal"


async def test_the_first_glance_at_any_size_tells_who_holds_what(desk: StillDesk) -> None:
    for size in ((80, 24), (120, 40), (200, 50), (300, 60)):
        async with running(desk, size) as (app, pilot):
            await press(pilot, ["3", "enter"])
            await shows(
                pilot,
                app,
                *("! DENIAL", CLAIM, "5 outlets, 2 independent origins", "since 28 Sep"),
                *("▲ ASSERTS", "Hill Guard", "via Ama news agency", "▼ DENIES", "Vardian Interior Ministry"),
                "? could not verify  Kestrel",
            )
            app.pop_screen()
        desk._store = type(desk._store)(desk.config.store)
        desk._keeper._store = desk._store


async def test_a_party_is_quoted_where_it_says_the_claim_most_plainly(desk: StillDesk) -> None:
    text = (
        "The Hill Guard said that winter was near. Its envoy claimed that two Vardian soldiers were taken prisoner "
        "near Osh Tal. Its captain added that more would follow."
    )
    said = (
        ("The Hill Guard", "said", "winter was near"),
        ("Its envoy", "claimed", "two Vardian soldiers were taken prisoner near Osh Tal"),
        ("Its captain", "added", "more would follow"),
    )
    of = reading(
        article("a2", "Guard speaks", minutes=2, text=text),
        *(statement(f"g{n}", text, *one, Stance.ASSERTS, party="Hill Guard") for n, one in enumerate(said)),
    )
    desk.give(of)
    made = conflict(capture())
    mine = tuple(Evidence("a2", "Kestrel", of.article.published, each) for each in of.statements)
    desk.oppose(replace(made, sides=(Side(Stance.ASSERTS, ("Hill Guard",), mine), *made.sides[1:])))
    async with running(desk, (80, 60)) as (app, pilot):
        await press(pilot, ["3", "enter"])
        await shows(pilot, app, "what else they said")
        top, rest = screen(app).split("what else they said")
        assert "two Vardian soldiers were taken" in top
        assert "winter was near" not in top
        assert "winter was near" in rest
        assert "more would follow" in rest


async def test_a_reversal_stands_in_the_course_of_a_party(desk: StillDesk) -> None:
    text = "The Vardian Interior Ministry said that its men had been captured."
    of = reading(
        article("a2", "Ministry admits", minutes=-1440, text=text),
        statement(
            "m1",
            text,
            "The Vardian Interior Ministry",
            "said",
            "its men had been captured",
            Stance.ASSERTS,
            party="Vardian Interior Ministry",
        ),
    )
    desk.give(of)
    made = conflict(capture())
    later = Evidence("a2", "Meridian", NOW + timedelta(days=1), of.statements[0])
    first = replace(made.sides[0], statements=(*made.sides[0].statements, later))
    desk.oppose(replace(made, sides=(first, *made.sides[1:])))
    async with running(desk, (120, 60)) as (app, pilot):
        await press(pilot, ["3", "enter"])
        await shows(pilot, app, "positions over time")
        chart = screen(app).split("positions over time")[1]
        course = next(line for line in chart.splitlines() if line.strip().startswith("Vardian Interior Ministry"))
        assert course.index("▼") < course.index("⇄▲")
        assert any("Meridian" in line and "╵" in line for line in chart.splitlines())


async def test_the_articles_of_a_conflict_are_opened_from_its_sheet(desk: StillDesk) -> None:
    async with running(desk, (120, 60)) as (app, pilot):
        await press(pilot, ["3", "enter", *"jjjj", "enter"])
        await shows(pilot, app, "text from the page", "3 statements; n goes to the next")


async def test_what_the_user_did_to_a_conflict_stands_there(desk: StillDesk) -> None:
    async with running(desk, (120, 60)) as (app, pilot):
        await press(pilot, ["3", "enter", "w", "i", *"ask", "enter", "u"])
        await shows(pilot, app, "what you did here", "watching", "note: ask", "note taken away")


async def test_a_published_review_stands_beside_its_claim(desk: StillDesk) -> None:
    review = Review(
        "The Hill Guard took two Vardian soldiers prisoner near Osh Tal",
        "Not shown",
        "Lantern [b]Check[/b]",
        "https://check.example/osh-tal",
        "2031-10-02",
        "Hill Guard",
    )
    save([review], desk.config.store)
    async with running(desk, (120, 60)) as (app, pilot):
        opened: list[str] = []
        app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]
        await shows(pilot, app, "§ 1 published review")
        await press(pilot, ["3", "enter"])
        await shows(
            pilot, app, "§ Lantern [b]Check[/b] says: “Not shown”", "2 Oct", "of the claim Hill Guard: “The Hill"
        )
        await press(pilot, ["j", "j", "j"])
        await press(pilot, ["o"])
        assert opened == [review.url]
        await press(pilot, ["enter"])
        await shows(pilot, app, "o opens the review in the web browser.")
