"""Statements whose cue is a colon: headlines ("Minister: we did not fire") and transcripts ("VARGA: No.")."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from sources.claims import spans
from sources.claims.drafts import Draft
from sources.models import Span

_LINE = re.compile(r"[^\n]+")
_COLON = re.compile(r"^(?P<lead>[\"“‘]?)(?P<source>[^:\n\"“”‘]{2,60}?)(?P<cue>:)\s+(?P<content>\S.*)$")
_LABELS = frozenset(
    """read update updates photo photos picture video watch listen related note editor correction exclusive breaking
    source sources analysis opinion live factbox explainer timeline key q a transcript summary background profile
    image credit story copyright tags topics contact email phone tel date time place location warning more also
    review preview live-blog newsletter podcast quiz quick bottom step question""".split()
)
MAX_WORDS = 7


def find(doc: Doc, taken: Sequence[Span]) -> Iterator[Draft]:
    """Yield the statements of lines that name a speaker before a colon. `taken` are cues already found."""
    text = doc.text
    starts = [t.idx for t in doc]
    for line in _LINE.finditer(text):
        m = _COLON.match(line.group())
        if m is None or any(line.start() <= s < line.start() + m.end("cue") for s, _ in taken):
            continue
        at = line.start()
        source = range(bisect_left(starts, at + m.start("source")), bisect_left(starts, at + m.end("source")))
        tokens = [doc[i] for i in source if not doc[i].is_space]
        if not tokens or len(tokens) > MAX_WORDS or not _speaker(tokens):
            continue
        content = spans.trim(text, [(at + m.start("content"), line.end())])
        if not content or len(m["content"].split()) < 2:
            continue
        cue = bisect_left(starts, at + m.start("cue"))
        if cue >= len(doc) or doc[cue].text != ":":
            continue
        yield Draft("colon", cue, ":", [cue], [t.i for t in tokens], content)


def _speaker(tokens) -> bool:  # type: ignore[no-untyped-def]
    words = [t.lower_ for t in tokens]
    if any(w in _LABELS for w in words) or not tokens[0].text[0].isupper() or any(t.like_num for t in tokens):
        return False
    if any(t.pos_ in ("VERB", "AUX", "SCONJ") and not t.text.isupper() for t in tokens):
        return False
    return any(t.pos_ in ("PROPN", "NOUN") for t in tokens) and tokens[-1].pos_ in ("PROPN", "NOUN", "ADJ", "X")
