"""A brief in Markdown that an editor can forward: who says what, through whom, since when, and where it stands."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from sources.export.dossier import STANCE_WORDS, Dossier, digest, iso, party_of
from sources.models import Article, Evidence, Kind, Side
from sources.text import clean_line, web_address

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_TITLES = {
    Kind.DENIAL: "one says so, another says not",
    Kind.FIGURES: "they give different numbers",
    Kind.BLAME: "they name different culprits",
    Kind.RIVAL: "their accounts cannot both be",
    Kind.REVERSAL: "one party has turned on its own words",
}


def escaped(text: str) -> str:
    """Return outside text so that Markdown shows it as it is (CommonMark, section 2.4)."""
    return _SPECIAL.sub(r"\\\1", clean_line(text))


def brief(dossiers: Sequence[Dossier]) -> str:
    """Return the conflicts as one Markdown document."""
    parts = [_conflict(each) for each in dossiers]
    number = len({key for each in dossiers for key in each.articles})
    foot = (
        f"*Compiled by gainsay from {_count(number, 'article')}. It reports who claims what and says nothing of who is "
        "right.*"
    )
    return "\n\n---\n\n".join([*parts, foot]) + "\n"


def _conflict(dossier: Dossier) -> str:
    conflict, mark = dossier.conflict, dossier.mark
    state = [conflict.status.value, _TITLES[conflict.kind]]
    spread = f"{_count(conflict.outlets, 'outlet')}, {_count(conflict.origins, 'independent origin')}"
    lines = [
        f"# Disputed: {escaped(conflict.claim)}",
        "",
        f"**{conflict.kind.value.capitalize()}** · {' · '.join(state)}  ",
        f"{spread} · since {_time(conflict.opened)} · last moved {_time(conflict.updated)}",
    ]
    own = [f"grade {mark.grade}" if mark.grade else "", " ".join(f"#{tag}" for tag in mark.tags), mark.note]
    if any(own):
        lines += ["", f"> Desk note: {escaped(' · '.join(part for part in own if part))}"]
    for side in conflict.sides:
        lines += ["", f"## {_who(side)} {STANCE_WORDS[side.stance]}", "", *_statements(dossier, side)]
    if conflict.others:
        lines += ["", "## Standing aside", ""]
        for side in conflict.others:
            lines += _statements(dossier, side)
    lines += ["", "## Sources", ""]
    lines += [f"{n}. {_source(article)}" for n, article in enumerate(dossier.articles.values(), 1)]
    return "\n".join(lines)


def _who(side: Side) -> str:
    names = [escaped(name) for name in side.parties] or ["An unnamed source"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _statements(dossier: Dossier, side: Side) -> list[str]:
    numbers = {key: n for n, key in enumerate(dossier.articles, 1)}
    return [f"- {_statement(each, numbers[each.article])}" for each in side.statements]


def _statement(evidence: Evidence, number: int) -> str:
    said = evidence.statement
    content = clean_line(said.content.text).strip("\"“”'‘’ ")
    through = f", via {escaped(', '.join(said.via))}" if said.via else ""
    day = f", dated {said.when}" if said.when else ""
    words = STANCE_WORDS[said.stance]
    return f"**{escaped(party_of(evidence))}** {words}: “{escaped(content)}”{through}{day} [{number}]"


def _source(article: Article) -> str:
    title = escaped(article.title or article.id)
    url = web_address(article.url)
    linked = f"[{title}](<{url.replace('>', '%3E').replace('<', '%3C')}>)" if url else title
    time = _time(article.published or article.fetched)
    return f"{linked}, {escaped(article.outlet or 'no outlet')}, {time}; text SHA-256 `{digest(article)[:16]}…`"


def _time(time: datetime | None) -> str:
    if time is None or iso(time).startswith("1970-01-01"):
        return "no date"
    return f"{time.astimezone(UTC).day} {time.astimezone(UTC):%B %Y, %H:%M} UTC"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else noun + 's'}"
