"""What comes from outside reaches the screen as text, whatever it holds."""

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tui
from sources.models import Stance
from tests.tui.news import (
    NOW,
    StillDesk,
    article,
    capture,
    conflict,
    press,
    reading,
    running,
    screen,
    screen_lines,
    shows,
    statement,
)
from tui.context import Context
from tui.widgets.page_article import article_page
from tui.widgets.rows_article import article_row

NASTY = [
    "[/b] closes what nothing opened",
    "[VIDEO] Fire [TODO] says [sic] [@click=app.quit]here[/]",
    "\x1b[31mred\x1b[0m \x07bell \x9b2J",
    "turned \u202eround\u202c and \u2066isolated\u2069",
    "漢字かな交じり文の見出しがとても長く続いて折り返される場合",
    "👩‍👩‍👧‍👦 family 🇫🇷 flag é\u0301\u0301\u0301",
    "x" * 400,
    "",
    "tab\there\nand line",
]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 50)])
async def test_no_control_character_reaches_a_strip(empty: StillDesk, size: tuple[int, int]) -> None:
    given_readings = [
        reading(
            article(f"n{number}", title, outlet=title or "none", text=f"{title} said that {title} fell."),
            statement(
                "s", f"{title} said that {title} fell.", title, "said", "fell", Stance.ASSERTS, party=title or None
            ),
        )
        for number, title in enumerate(NASTY)
    ]
    empty.give(*given_readings)
    disputed = capture()
    empty.give(disputed)
    empty.oppose(*(conflict(disputed, f"c{number}", title) for number, title in enumerate(NASTY)))
    async with running(empty, size) as (app, pilot):
        for keys in (
            ["j"],
            ["a", "2", "G"],
            ["3", "G"],
            ["enter"],
            ["escape", "1", "enter", "n"],
            ["escape", "colon", "f"],
        ):
            await press(pilot, keys)
            lines = screen_lines(app)
            assert len(lines) == size[1]
            assert all(line.isprintable() for line in lines)


async def test_brackets_are_shown_as_they_are(empty: StillDesk) -> None:
    empty.give(reading(article("n", "[VIDEO] Fire says [sic] 12 [/b]", outlet="[red]")))
    async with running(empty, (160, 40)) as (app, pilot):
        await shows(pilot, app, "[VIDEO] Fire says [sic] 12 [/b]", "[red]")
        await press(pilot, ["enter"])
        await shows(pilot, app, "[VIDEO] Fire says [sic] 12 [/b]", "[red]")
        assert "[sic]" in screen(app)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(title=st.text(max_size=200), outlet=st.text(max_size=60), width=st.integers(12, 120))
async def test_rows_and_pages_hold_to_their_width(tmp_path: Path, title: str, outlet: str, width: int) -> None:
    from rich.cells import cell_len

    from sources.config import load, shipped
    from sources.wire import Wire

    class Bare:
        def __init__(self) -> None:
            from sources.marks import Marks

            self.wire, self.marks, self.config = Wire(), Marks(), load(shipped())
            self.article, self.reading, self.time_of = self.wire.article, self.wire.reading, self.wire.time_of
            self.article_mark, self.conflict_mark = self.marks.article, self.marks.conflict

        def conflicts_of(self, key: str) -> tuple[str, ...]:
            return ()

    bare = Bare()
    bare.wire.put(article("n", title, outlet=outlet, text=title))
    context = Context(bare, lambda: NOW)  # type: ignore[arg-type]
    for line in article_row(context, "n", width):
        text = "".join(piece.text for piece in line)
        assert text.isprintable()
        assert cell_len(text) <= width
    for line in article_page(context, "n", width + 20).lines:
        text = "".join(piece.text for piece in line)
        assert text.isprintable()
        assert cell_len(text) <= width + 20


_TAKES_MARKUP = {"Static", "Label", "Option", "Digits", "Button"}


def test_no_widget_is_given_a_bare_string() -> None:
    """A str given to a Textual widget is read as markup; only Content and lines of pieces are text."""
    faults = []
    folder = Path(tui.__file__).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            where = f"{path.relative_to(folder)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in _TAKES_MARKUP and not _is_content(node.args[0]):
                    faults.append(where)
                if name == "notify" and not any(
                    keyword.arg == "markup" and getattr(keyword.value, "value", True) is False
                    for keyword in node.keywords
                ):
                    faults.append(where)
                if name in ("from_markup", "update") and name == "from_markup":
                    faults.append(where)
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    titled = isinstance(target, ast.Attribute) and target.attr in ("border_title", "border_subtitle")
                    if titled and not _is_content(node.value):
                        faults.append(where)
    assert not faults


def _is_content(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func.value if isinstance(node.func, ast.Attribute) else node.func
    return isinstance(called, ast.Name) and called.id == "Content"
