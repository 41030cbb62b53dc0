"""Readings for tests, without a parser: `said("Party", "its fighters/N captured/V! two/# soldiers/N")`."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sources.models import Act, Article, Cue, Excerpt, QuoteForm, Reading, Source, Stance, Statement, Word

DAY = datetime(2031, 5, 1, 9, tzinfo=UTC)
CAPTURE = "its fighters/N captured/V! two/# Velmar/P soldiers/N near/A Kolombe/P"
POS = {"N": "NOUN", "V": "VERB", "P": "PROPN", "A": "ADJ", "S": "SCONJ", "#": "NUM"}


def said(
    party: str | None,
    content: str,
    stance: str = "asserts",
    *,
    cue: str = "said",
    negated: bool = False,
    source: str | None = None,
    act: str = "speech",
    direct: bool = False,
) -> Statement:
    """A statement; words marked /N /V /P /A /S /# are tagged so, the rest are function words.

    `!` marks the head word, `<` its subject, `>` its object and `^` the owner of the next word.
    """
    words = []
    for piece in content.split():
        text, _, tag = piece.partition("/")
        root = tag.endswith("!")
        role = {"<": "nsubj", ">": "obj", "^": "nmod:poss"}.get(tag[-1:], "dep")
        words.append((text, POS.get(tag.rstrip("!<>^"), "DET"), root, role))
    head = next((at for at, word in enumerate(words) if word[2]), 0)
    made = tuple(
        Word(
            text,
            text.lower(),
            pos,
            "root" if at == head else "nummod" if pos == "NUM" else role,
            _head(at, head, pos, role, len(words)),
        )
        for at, (text, pos, _, role) in enumerate(words)
    )
    text = " ".join(word[0] for word in words)
    return Statement(
        id="",
        source=Source(source or party or "", (), party, party is not None),
        cue=Cue(cue, (), cue),
        content=Excerpt(text, ()),
        stance=Stance(stance),
        act=Act(act),
        quote=QuoteForm.DIRECT if direct else QuoteForm.INDIRECT,
        negated=negated,
        words=made,
    )


def _head(at: int, head: int, pos: str, role: str, count: int) -> int:
    if at == head:
        return -1
    return at + 1 if (pos == "NUM" or role == "nmod:poss") and at + 1 < count else head


def article(
    id: str,
    *statements: Statement,
    hours: float = 0,
    outlet: str | None = None,
    agency: str | None = None,
    text: str | None = None,
) -> Reading:
    """A reading of an article whose text is its statements, one a line, unless another is given."""
    numbered = tuple(replace(statement, id=f"s{at}") for at, statement in enumerate(statements, 1))
    body = (
        text if text is not None else "\n".join(f"{s.source.text} {s.cue.text} {s.content.text}." for s in statements)
    )
    made = Article(id, None, None, DAY + timedelta(hours=hours), outlet or f"Outlet {id}", body)
    return Reading(made, "en", agency, numbered)
