"""What every row and page needs at hand: the desk, the hour, and a few answers worked out from both."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from sources.conflicts.numerals import next_run
from sources.conflicts.position import TURNS_DOWN
from sources.conflicts.sides import brief, stands_for_another
from sources.conflicts.words import stem
from sources.models import Article, Conflict, Evidence, Kind, QuoteForm, Statement, Triage
from sources.reviews import Review, Reviews
from tui import words
from tui.cells import shown
from tui.glyphs import ACT_WORD, KIND_WORD, STANCE_WORD, TURNED_DOWN
from tui.keymap import commands_with

if TYPE_CHECKING:
    from sources.desk import Desk

_NEWEST = 3_000
_GATHERED_SECONDS = 5.0
CLOSED = frozenset((Triage.RESOLVED, Triage.DISMISSED))


class Context:
    """The desk as rows see it. `now` gives the present as an aware datetime; times are shown in its zone."""

    def __init__(self, desk: "Desk", now: Callable[[], datetime]) -> None:
        """Take the desk and the clock."""
        self.desk = desk
        self.now = now
        self.commands, self.key_faults = commands_with(desk.config.keys, desk.config.path)
        """The table of commands with the user's keys, and what is wrong with these."""
        self.reviews = Reviews(())
        """Published reviews of claims; the app keeps them up to date."""
        self._gathered: tuple[float, list[str], list[str]] | None = None

    def title(self, article: Article) -> str:
        """Return the headline, or the text's beginning when there is none."""
        return shown((article.title or article.text[:160] or "untitled").strip())

    def outlet(self, article: Article) -> str:
        """Return the name of the outlet."""
        return shown(article.outlet or article.feed or "no outlet")

    def reviews_of(self, conflict: Conflict) -> list[Review]:
        """Return the published reviews of what the conflict is about."""
        if not self.reviews.every:
            return []
        said = (f"{party(each.statement)} {each.statement.content.text}" for each in every_evidence(conflict))
        return self.reviews.about({conflict.claim, *said})

    def is_here(self, article: str) -> bool:
        """Say whether the desk still holds the article."""
        try:
            self.desk.article(article)
        except KeyError:
            return False
        return True

    def is_open(self, conflict: str) -> bool:
        """Say whether the user has neither resolved nor dismissed the conflict."""
        return self.desk.conflict_mark(conflict).triage not in CLOSED

    def is_unseen(self, conflict: str) -> bool:
        """Say whether an open conflict is new or has moved since the user last looked at it."""
        mark = self.desk.conflict_mark(conflict)
        return mark.triage not in CLOSED and (mark.seen is None or mark.seen < self.desk.conflict(conflict).updated)

    def disputes(self, article: str) -> list[str]:
        """Return the open conflicts that the article takes part in, most contested first as the desk gives them."""
        return [key for key in self.desk.conflicts_of(article) if self.is_open(key)]

    def disputes_of_statements(self, article: str) -> dict[str, str]:
        """Return, for each statement of the article that takes part in an open conflict, that conflict's id."""
        found: dict[str, str] = {}
        for key in self.disputes(article):
            for evidence in every_evidence(self.desk.conflict(key)):
                if evidence.article == article:
                    found.setdefault(evidence.statement.id, key)
        return found

    def parties(self) -> list[str]:
        """Return the named parties of the newest articles, those who speak most first."""
        return self._names()[0]

    def outlets(self) -> list[str]:
        """Return the outlets of the feeds and of the newest articles."""
        return self._names()[1]

    def _names(self) -> tuple[list[str], list[str]]:
        """Gathered anew now and then: completion asks at every key."""
        if self._gathered is None or monotonic() - self._gathered[0] > _GATHERED_SECONDS:
            found: Counter[str] = Counter()
            outlets = {shown(feed.outlet): None for feed in self.desk.feeds}
            for key in self.desk.article_ids()[:_NEWEST]:
                outlets[self.outlet(self.desk.article(key))] = None
                reading = self.desk.reading(key)
                found.update(each.source.party for each in (reading.statements if reading else ()) if each.source.party)
            self._gathered = monotonic(), [shown(name) for name, _ in found.most_common()], list(outlets)
        return self._gathered[1:]

    def tags(self) -> list[str]:
        """Return the tags that the user has given, in order."""
        return sorted(self.desk.marks.tags())

    def when(self, statement: Statement) -> str:
        """Return the day that the text gives the statement, or nothing."""
        return words.iso_day(shown(statement.when), self.now()) if statement.when else ""


def every_evidence(conflict: Conflict) -> list[Evidence]:
    """Return the statements of all sides and of the others."""
    return [evidence for side in (*conflict.sides, *conflict.others) for evidence in side.statements]


def party(statement: Statement) -> str:
    """Return the name of who the statement comes from, as a side has it: the party, or an unnamed source's heart."""
    source = statement.source
    if not source.party and stands_for_another(source.text):
        return "unnamed source"
    return shown(source.party or brief(source.text) or "unnamed source")


def quoted(statement: Statement) -> str:
    """Return the content, in quotation marks when all of it is a quotation and it carries none of its own."""
    text = shown(statement.content.text).strip()
    return f"“{text}”" if statement.quote is QuoteForm.DIRECT and text[:1] not in "\"“'‘«„" else text


def via(names: tuple[str, ...], own: str | None = None) -> str:
    """Return the media in the order in which the report went through them: nearest to the source first."""
    return " → ".join(shown(name) for name in names if name != own)


_HEDGES = {
    "over", "under", "about", "around", "nearly", "almost", "some", "only", "exactly", "roughly", "approximately",
}  # fmt: skip
_PAIRS = {("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than"), ("up", "to")}


def figure(evidence: Evidence) -> str:
    """Return the figure that a statement gives in its conflict, in its own words where they are numbers, `at least 31`;
    nothing when it gives none.
    """
    if evidence.figure is None:
        return ""
    found = evidence.statement.words
    low, high = evidence.figure
    place = next_run(found, 0)
    while place is not None and not low <= place[1] <= (place[1] if high is None else high):
        place = next_run(found, place[2])
    if place is None:
        return figures(low, high)
    start, _, end = place
    at = start
    before = [word.text.lower() for word in found[:at]]
    if tuple(before[-2:]) in _PAIRS:
        start -= 2
    elif before and before[-1] in _HEDGES:
        start -= 1
    return shown(" ".join(word.text for word in found[start:end]))


def figures(low: float, high: float | None) -> str:
    """Return an interval in words: `31`, `at least 31`, `20 to 30`."""
    if high is None:
        return f"at least {_number(low)}"
    if low == high:
        return _number(low)
    return f"at most {_number(high)}" if low == 0 else f"{_number(low)} to {_number(high)}"


def _number(value: float) -> str:
    whole = abs(value - round(value)) < 0.005
    return f"{value:,.0f}" if whole else f"{value:,.2f}".rstrip("0")


def attributed(context: Context, article: Article, statement: Statement | None = None) -> str:
    """Return text to paste elsewhere: the headline or the statement, with who said it and where it stands."""
    place = ", ".join(
        part
        for part in (
            context.outlet(article),
            words.day(context.desk.time_of(article.id).astimezone(context.now().tzinfo).date(), datetime.min.date()),
            article.url or "",
        )
        if part
    )
    if statement is None:
        return f"{context.title(article)} ({place})"
    through = f", via {via(statement.via)}" if statement.via else ""
    content = shown(statement.content.text).strip().strip('"“”')
    return f"{party(statement)} {stance_word(statement)}: “{content}”{through} ({place})"


def stance_word(statement: Statement) -> str:
    """Return the verb for what the source does with the content."""
    if statement.act in TURNED_DOWN and stem(statement.cue.lemma) in TURNS_DOWN:
        return TURNED_DOWN[statement.act]
    return ACT_WORD.get((statement.act, statement.stance)) or STANCE_WORD[statement.stance]


def as_text(context: Context, conflict: Conflict) -> str:
    """Return a conflict as plain text with every statement attributed, to paste elsewhere."""
    lines = [f"{KIND_WORD[conflict.kind]}: {shown(conflict.claim)}"]
    for side in (*conflict.sides, *conflict.others):
        lines.append(f"{STANCE_WORD[side.stance]}: {', '.join(shown(name) for name in side.parties)}")
        for evidence in side.statements:
            lines.append("  " + attributed(context, context.desk.article(evidence.article), evidence.statement))
    return "\n".join(lines)


def shows_figures(conflict: Conflict) -> bool:
    """Say whether what tells the sides apart is what each says, rather than whether it agrees."""
    return conflict.kind in (Kind.FIGURES, Kind.BLAME, Kind.RIVAL) or len(
        {side.stance for side in conflict.sides}
    ) < min(2, len(conflict.sides))
