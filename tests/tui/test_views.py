from tests.tui.news import StillDesk, press, running, screen, shows, until
from tui.screens.article import ArticleScreen
from tui.screens.conflict import ConflictScreen


async def test_enter_opens_the_article_and_marks_it_read(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["enter"])
        await shows(pilot, app, "text from the page", "Hill Guard asserts ▲", "Vardian Interior Ministry denies ▼")
        assert desk.article_mark("a1").read
        await press(pilot, ["m"])
        await until(pilot, lambda: app.screen is app.main)
        assert not desk.article_mark("a1").read


async def test_n_steps_through_the_statements(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["enter", "n"])
        await shows(pilot, app, "1 of 3", "Hill Guard asserts · via Ama news agency · 28 Sep")
        await press(pilot, ["n", "n"])
        await shows(pilot, app, "3 of 3", "could not verify")
        await press(pilot, ["n"])
        await shows(pilot, app, "This is the last statement.")
        await press(pilot, ["N"])
        await shows(pilot, app, "2 of 3")


async def test_a_claim_opens_its_article_there(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["2", "j", "enter"])
        await shows(pilot, app, "2 of 3")


async def test_a_statement_leads_to_its_conflict_and_back(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["enter", "n", "enter"])
        await shows(pilot, app, "▲ ASSERTS", "▼ DENIES", "standing aside", "positions over time")
        assert isinstance(app.screen, ConflictScreen)
        assert not desk.unseen()
        await press(pilot, ["l", "enter"])
        await until(pilot, lambda: isinstance(app.screen, ArticleScreen))
        await shows(pilot, app, "1 of 3")
        await press(pilot, ["escape", "escape", "escape"])
        assert app.screen is app.main


async def test_the_sheet_quotes_the_whole_sentence(desk: StillDesk) -> None:
    async with running(desk, size=(160, 50)) as (app, pilot):
        await press(pilot, ["3", "enter"])
        await shows(pilot, app, "The Vardian Interior Ministry denied that its men had been captured.")
        assert "captured. Kestrel could not" not in screen(app)


async def test_the_sides_stand_one_below_the_other_when_narrow(desk: StillDesk) -> None:
    async with running(desk, size=(80, 40)) as (app, pilot):
        await press(pilot, ["3", "enter"])
        await shows(pilot, app, "▲ ASSERTS", "▼ DENIES")
        lines = screen(app).splitlines()
        tops = [next(n for n, line in enumerate(lines) if word in line) for word in ("▲ ASSERTS", "▼ DENIES")]
        assert tops[0] < tops[1]


async def test_a_statement_is_copied_with_attribution(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        await press(pilot, ["2", "y"])
        await until(pilot, lambda: bool(app.clipboard))
        assert app.clipboard.startswith("Hill Guard asserts: “its fighters took two Vardian soldiers prisoner")
        assert "https://kestrel.example/a1" in app.clipboard
        assert "via Ama news agency" in app.clipboard


async def test_only_web_addresses_are_opened(desk: StillDesk) -> None:
    async with running(desk) as (app, pilot):
        opened: list[str] = []
        app.open_url = lambda url, *, new_tab=True: opened.append(url)  # type: ignore[method-assign]
        await press(pilot, ["o"])
        assert opened == ["https://kestrel.example/a1"]
        from tests.tui.news import article, reading

        desk.give(reading(article("odd", "A file", minutes=1, url="file:///etc/passwd")))
        await shows(pilot, app, "A file")
        await press(pilot, ["g", "o"])
        await shows(pilot, app, "There is no web address to open here.")
        assert len(opened) == 1
