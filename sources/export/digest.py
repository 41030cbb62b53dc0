"""What moved on the board since a time, in plain text for a mail."""

from collections.abc import Iterable
from datetime import UTC, datetime
from textwrap import fill

from sources.export.dossier import STANCE_WORDS
from sources.models import Conflict, Status, Triage
from sources.query import Known
from sources.text import clean_line

_WIDTH = 72
_PARTIES = 4


def digest(known: Known, ids: Iterable[str], since: datetime, now: datetime) -> str:
    """Return what became new, moved or settled since then, most contested first; dismissed conflicts are left out."""
    conflicts = [known.conflict(key) for key in ids if known.conflict_mark(key).triage is not Triage.DISMISSED]
    new = [each for each in conflicts if each.opened >= since and each.updated >= since]
    moved = [each for each in conflicts if each.opened < since <= each.updated]
    over = [each for each in (*new, *moved) if each.status is not Status.CONTESTED]
    head = f"Disputed since {_time(since)}: {len(new)} new, {len(moved)} moved, {len(over)} settled or reversed."
    parts = [head]
    for title, found in (
        ("SETTLED OR REVERSED", over),
        ("NEW", [each for each in new if each not in over]),
        ("MOVED", [each for each in moved if each not in over]),
    ):
        if found:
            parts.append("\n\n".join([title, *(_entry(known, each, since) for each in found)]))
    parts.append(f"gainsay, {_time(now)}. Who claims what; not who is right.")
    return "\n\n".join(parts) + "\n"


def _entry(known: Known, conflict: Conflict, since: datetime) -> str:
    state = {Triage.WATCHING: " (watched)", Triage.RESOLVED: " (resolved)"}.get(
        known.conflict_mark(conflict.id).triage, ""
    )
    lines = [fill(f"* {clean_line(conflict.claim)}", _WIDTH, subsequent_indent="  ")]
    lines.append(
        f"  {conflict.kind.value}, {conflict.status.value}{state}, {conflict.outlets} outlets, "
        f"{conflict.origins} origins, moved {_time(conflict.updated)}"
    )
    for side in (*conflict.sides, *conflict.others):
        names = [clean_line(name) for name in side.parties] or ["an unnamed source"]
        more = f" and {len(names) - _PARTIES} more" if len(names) > _PARTIES else ""
        fresh = sum(1 for each in side.statements if each.published and each.published >= since)
        said = f", {fresh} new" if fresh else ""
        text = f"{STANCE_WORDS[side.stance]}: {', '.join(names[:_PARTIES])}{more}{said}"
        lines.append(fill(text, _WIDTH, initial_indent="    ", subsequent_indent="      "))
    urls = dict.fromkeys(
        known.article(each.article).url
        for side in (*conflict.sides, *conflict.others)
        for each in side.statements
        if each.published and each.published >= since
    )
    lines += [f"    {url}" for url in list(urls)[:3] if url]
    return "\n".join(lines)


def _time(time: datetime) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
