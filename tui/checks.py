"""What only the screen can tell of a configuration: its keys, filters and theme."""

from datetime import UTC, datetime

from textual.theme import BUILTIN_THEMES

from sources.config import Config, ConfigError
from sources.query import Place, QueryError, parse
from tui.keymap import commands_with
from tui.themes import THEMES


def check(config: Config) -> None:
    """Raise ConfigError with every fault in the configuration's keys, filters and theme."""
    faults = list(commands_with(config.keys, config.path)[1])
    now = datetime.now(UTC)
    for name, text in config.filters.items():
        wrong = []
        for place in Place:
            try:
                parse(text, place, now, config.filters)
            except QueryError as error:
                wrong.append(error.message)
        if len(wrong) == len(Place):
            faults.append(f"{config.path}: filters.{name}: {text!r}: {wrong[0]}")
    known = sorted({*(theme.name for theme in THEMES), *BUILTIN_THEMES})
    if config.theme not in known:
        faults.append(f"{config.path}: screen.theme: there is no theme {config.theme!r}; known: {', '.join(known)}")
    if faults:
        raise ConfigError(faults)
