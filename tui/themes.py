"""How the inks look: two themes of our own, and the paint that any Textual theme, ours or not, is turned into."""

from typing import Any

from rich.style import Style
from textual.color import Color, ColorParseError
from textual.theme import Theme

from tui.ink import Ink

NIGHT = Theme(
    name="gainsay-dark",
    primary="#7fa7c9",
    secondary="#5f7f9c",
    accent="#e3b565",
    warning="#e3b565",
    error="#e8897c",
    success="#93c287",
    foreground="#ccd3da",
    background="#0f1317",
    surface="#151a20",
    panel="#1c232b",
    dark=True,
    variables={
        "gainsay-claim": "#fbf7ec",
        "gainsay-cursor": "#20303f",
        "gainsay-rule": "#36414c",
        "gainsay-chrome": "#74818e",
        "gainsay-muted": "#98a4af",
        "gainsay-asserts": "#93c287",
        "gainsay-denies": "#ee8f82",
        "gainsay-doubts": "#c7a3dd",
        "gainsay-new": "#7cc4e8",
    },
)

DAY = Theme(
    name="gainsay-light",
    primary="#2f5d86",
    secondary="#6f8aa3",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a8301f",
    success="#2f6b2a",
    foreground="#33383d",
    background="#fbf9f4",
    surface="#f4f1e9",
    panel="#ebe6da",
    dark=False,
    variables={
        "gainsay-claim": "#000000",
        "gainsay-cursor": "#dfe8ef",
        "gainsay-rule": "#cfc8b8",
        "gainsay-chrome": "#7c776b",
        "gainsay-muted": "#5f625f",
        "gainsay-asserts": "#2f6b2a",
        "gainsay-denies": "#a8301f",
        "gainsay-doubts": "#74409b",
        "gainsay-new": "#0d6390",
    },
)

THEMES = (NIGHT, DAY)

VARIABLES = ("claim", "cursor", "rule", "chrome", "muted", "asserts", "denies", "doubts", "new")
"""The colours that our themes name and that are worked out for the others; `app.tcss` may use `$gainsay-…`."""


def _colour(variables: dict[str, str], *names: str) -> Color:
    for name in names:
        try:
            return Color.parse(variables[name])
        except (KeyError, ColorParseError):
            continue
    return Color.parse("ansi_default")


def derived(variables: dict[str, str]) -> dict[str, str]:
    """Return a value for each of `VARIABLES`, as `gainsay-NAME`, from a theme's general variables."""
    front, back = _colour(variables, "foreground"), _colour(variables, "background")
    ansi = front.ansi is not None or back.ansi is not None

    def between(part: float, instead: str) -> str:
        return instead if ansi else back.blend(front, part).hex6

    def own(name: str) -> str:
        colour = _colour(variables, f"text-{name}", name)
        return variables.get(name, "ansi_default") if ansi or colour.a < 1 else colour.hex6

    light = back.brightness > 0.5
    return {
        "gainsay-claim": "ansi_default" if ansi else ("#000000" if light else "#ffffff"),
        "gainsay-cursor": "ansi_default" if ansi else back.blend(_colour(variables, "primary"), 0.25).hex6,
        "gainsay-rule": between(0.25, "ansi_bright_black"),
        "gainsay-chrome": between(0.52, "ansi_bright_black"),
        "gainsay-muted": between(0.68, "ansi_default"),
        "gainsay-asserts": own("success"),
        "gainsay-denies": own("error"),
        "gainsay-doubts": own("secondary") if not ansi else "ansi_magenta",
        "gainsay-new": own("primary") if not ansi else "ansi_cyan",
    }


class Paint:
    """The style of every ink under one theme."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Take the theme's CSS variables, `gainsay-…` among them."""

        def style(name: str, **flags: Any) -> Style:
            return Style(color=_colour(variables, name).rich_color, **flags)

        self._styles = {
            Ink.TEXT: style("foreground"),
            Ink.CLAIM: style("gainsay-claim", bold=True),
            Ink.STRONG: style("gainsay-claim", bold=True),
            Ink.FRESH: style("gainsay-claim"),
            Ink.MUTED: style("gainsay-muted"),
            Ink.CHROME: style("gainsay-chrome"),
            Ink.RULE: style("gainsay-rule"),
            Ink.ASSERTS: style("gainsay-asserts"),
            Ink.DENIES: style("gainsay-denies"),
            Ink.DOUBTS: style("gainsay-doubts"),
            Ink.SOFT: style("gainsay-muted"),
            Ink.ALERT: style("warning", bold=True),
            Ink.NEW: style("gainsay-new"),
            Ink.STAR: style("warning"),
            Ink.KEY: style("gainsay-new", bold=True),
            Ink.TITLE: style("gainsay-claim", bold=True),
            Ink.SOURCE: style("gainsay-new", bold=True),
            Ink.CUE: style("warning", italic=True),
            Ink.CONTENT: style("gainsay-claim", underline=True),
            Ink.ERROR: style("error", bold=True),
            Ink.TAB: style("gainsay-claim", bold=True, reverse=True),
        }
        cursor = _colour(variables, "gainsay-cursor")
        self.lit = Style(reverse=True) if cursor.ansi is not None else Style(bgcolor=cursor.rich_color)
        """What is laid under the row or the statement that the user stands on."""

    def __getitem__(self, ink: Ink) -> Style:
        """Return the style of `ink`."""
        return self._styles[ink]
