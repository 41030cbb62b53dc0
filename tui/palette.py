"""The palette: every command by name, and every article and conflict by its words."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui import cells
from tui.commands import MOVE, keys_shown, on_screen
from tui.glyphs import KIND_WORD
from tui.screens.base import DeskScreen

_HITS = 40
_PAUSE_EVERY = 400
_LAST = 99


class DeskProvider(Provider):
    """Finds commands of the screen, conflicts, parties, outlets, saved filters and articles."""

    @property
    def _desk_screen(self) -> DeskScreen | None:
        screen = self.screen
        return screen if isinstance(screen, DeskScreen) else None

    async def discover(self) -> Hits:
        """Offer every command that works now, before anything is typed."""
        for label, help_text, run in self._commands(telling=True):
            yield DiscoveryHit(Content(label), run, text=label, help=help_text)

    async def search(self, query: str) -> Hits:
        """Find commands by likeness, conflicts and articles by the words that they hold."""
        screen = self._desk_screen
        if screen is None:
            return
        matcher = self.matcher(query)
        wanted = query.casefold().split()
        for label, help_text, run in self._commands():
            score = matcher.match(label)
            if score <= 0 and all(word in help_text.casefold() for word in wanted):
                score = 0.6
            if score > 0:
                yield Hit(score, Content(label), run, text=label, help=help_text)
        found = 0
        for number, (text, low, run) in enumerate(self._things(screen)):
            if number % _PAUSE_EVERY == _PAUSE_EVERY - 1:
                await asyncio.sleep(0)
            if all(word in low for word in wanted):
                found += 1
                yield Hit(0.5 - found / 1000, _lit(text, wanted), run, text=text)
                if found == _HITS:
                    return

    def _commands(self, *, telling: bool = False) -> Iterator[tuple[str, str, Callable[[], None]]]:
        """Yield the commands that work now; for `telling`, those of the footer first, and none that only move about."""
        screen = self._desk_screen
        if screen is None:
            return
        commands = on_screen(screen.where, screen.context.commands)
        if telling:
            commands = [each for each in commands if each.group != MOVE]
            commands.sort(key=lambda each: each.footer or _LAST)
        for command in commands:
            if command.action not in ("palette", "down", "up") and not screen.why_not(command.action):
                label = f"{screen.label(command)}  {keys_shown(command)}"
                yield label, command.help, partial(screen.action_do, command.action)

    def _things(self, screen: DeskScreen) -> Iterator[tuple[str, str, Callable[[], None]]]:
        context, app = screen.context, screen.gainsay
        for key in list(context.desk.conflict_ids()):
            conflict = context.desk.conflict(key)
            text = f"{KIND_WORD[conflict.kind]}  {cells.shown(conflict.claim)}"
            yield text, text.casefold(), partial(app.open_conflict, key)
        for name in context.parties():
            yield f"PARTY  {name}", f"party {name.casefold()}", partial(app.open_party, name)
        for name in context.outlets():
            yield f"OUTLET  {name}", f"outlet {name.casefold()}", partial(app.show_outlet, name)
        for kind, name in app.mutes.names():
            yield f"MUTED  {name}", f"muted unmute {kind} {name}".casefold(), partial(app.mute, kind, name, False)
        for name, query in sorted(app.main.saved().items()):
            yield (
                f"FILTER  @{name}  {query}",
                f"filter @{name} {query}".casefold(),
                partial(app.main.seek_here, f"@{name}"),
            )
        for key in list(context.desk.article_ids()):
            article = context.desk.article(key)
            text = f"{context.outlet(article)}  {context.title(article)}"
            yield text, text.casefold(), partial(app.open_article, key, None)


def _lit(text: str, wanted: list[str]) -> Content:
    """Return the text with the words that were looked for in bold; never as markup, for it comes from outside."""
    kind, gap, rest = text.partition("  ")
    content = Content.assemble((kind, "$gainsay-muted"), gap, rest)
    low = text.casefold()
    if len(low) != len(text):
        return content
    for word in wanted:
        at = low.find(word)
        content = content.stylize("bold underline", at, at + len(word))
    return content
