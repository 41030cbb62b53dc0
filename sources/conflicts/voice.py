"""The article's own voice: where the medium itself says that what is told is not so ("the story is a hoax").

A medium is a party only for its own voice; what a quoted source says of a report is that source's statement.
"""

import re
from collections.abc import Iterator

from sources.models import Act, Cue, Excerpt, QuoteForm, Reading, Source, Span, Stance, Statement

OWN_VOICE = "own_voice"
"""The rule's name in the statements that it finds."""
MOST = 3
"""Own judgements kept of one article."""
LONGEST = 400
"""Characters of a sentence beyond which it is no sentence but a list or a run of headlines."""

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*")
_TOLD = (
    r"(?:reports?|stor(?:y|ies)|rumou?rs?|claims?|news|posts?|postings?|tales?|articles?|headlines?|videos?|photos?"
    r"|pictures?|images?|whole thing|hoax|it|this|that|these|they)"
)
_FALSE = (
    r"(?:false|fake|hoax|untrue|fiction(?:al)?|fictitious|bogus|fabricated|unfounded|baseless|debunked|satir(?:e|ical)"
    r"|a lie|made[- ]up|a myth|nonsense|an urban legend|not (?:\w+ )?(?:true|real)|no truth)"
)
_LINK = (
    r"(?:is|are|was|were|has been|have been|'s|\u2019s|isn't|isn\u2019t|proved|turned out|turns out|appears?|seems?"
    r"|exposed|confirmed|deemed)"
)
_JUDGES = (
    re.compile(rf"\b{_TOLD}\b[^\n\"\u201c\u201d]{{0,90}}?\b{_LINK}\b[^\n\"\u201c\u201d,;]{{0,40}}?\b{_FALSE}\b", re.I),
    re.compile(r"\b(?:victim of|just|yet) (?:an?|another|the)\b[^\n,;]{0,30}\bhoax\b", re.I),
    re.compile(
        r"\b(?:fake|false|bogus|phony|fictitious|hoax|satirical|fabricated) (?:\w+ )?(?:report|story|article|post|"
        r"rumou?r|headline|claim)\b",
        re.I,
    ),
    re.compile(r"\b(?:death hoax|was never true)\b", re.I),
)
_HEDGED = re.compile(r"\b(?:whether|if|could be|might be|may be|unclear|or not|not (?:a )?(?:hoax|fake|false))\b", re.I)
_QUOTED = re.compile('\u201c[^\u201d\n]*\u201d|"[^"\n]*"')


def own_voice(reading: Reading) -> tuple[Statement, ...]:
    """Return the medium's own denials in an article, in order, at most three, as statements of the outlet.

    Only sentences in which no other statement was found count: a source that calls a report false speaks for itself.
    """
    article = reading.article
    taken = [
        span for s in reading.statements for span in (*s.cue.spans, *(s.content.spans if s.act is Act.SPEECH else ()))
    ]
    taken += [match.span() for match in _QUOTED.finditer(article.text)]
    found: list[Statement] = []
    name = article.outlet or "this article"
    for start, sentence in _sentences(article.text):
        judged = next((match for pattern in _JUDGES if (match := pattern.search(sentence))), None)
        if judged is None or _HEDGED.search(sentence):
            continue
        cue: Span = (start + judged.start(), start + judged.end())
        if any(low < cue[1] and cue[0] < high for low, high in taken):
            continue
        found.append(
            Statement(
                id=f"voice{len(found) + 1}",
                source=Source(name, (), article.outlet, article.outlet is not None),
                cue=Cue(judged[0], (cue,), "deny"),
                content=Excerpt(sentence, ((start, start + len(sentence)),)),
                stance=Stance.DENIES,
                act=Act.SPEECH,
                quote=QuoteForm.INDIRECT,
                rule=OWN_VOICE,
            )
        )
        if len(found) == MOST:
            break
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if 0 < len(sentence) <= LONGEST:
            yield match.start() + len(match[0]) - len(match[0].lstrip()), sentence
