"""The article's own voice: where the medium itself says that what is told is not so ("the story is a hoax").

A medium is a party only for its own voice; what a quoted source says of a report is that source's statement.
"""

import re
from collections.abc import Iterator

from sources.conflicts.headline import HeadlineStance, headline_stance
from sources.conflicts.truth import UNTRUE
from sources.conflicts.words import running_words, stem, weight, word_list
from sources.models import Act, Article, Cue, Excerpt, QuoteForm, Reading, Source, Span, Stance, Statement

OWN_VOICE = "own_voice"
"""The rule's name in the statements that it finds."""
LIGHT = word_list("light")
REPORTS = word_list("reports")
MOST = 4
"""Own judgements kept of one article."""
LONGEST = 400
"""Characters of a sentence beyond which it is no sentence but a list or a run of headlines."""
ANSWERS = 0.5
"""Share of a plain negative sentence's telling weight that must stand in what an article tells to be its denial."""
LEAST_TOLD = 5.0
"""The least such weight, in nats."""

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*")
_TOLD = (
    r"(?:reports?|stor(?:y|ies)|rumou?rs?|claims?|news|posts?|postings?|tales?|articles?|headlines?|videos?|photos?"
    r"|pictures?|images?|whole thing|accounts?|hoax|it|this|that|these|they)"
)
_FALSE = (
    r"(?:false|fake|hoax|untrue|fiction(?:al)?|fictitious|bogus|fabricated|unfounded|baseless|debunked|satir(?:e|ical)"
    r"|a lie|made[- ]up|a myth|nonsense|an urban legend|bullshit|not (?:\w+ ){0,3}(?:true|real)|no truth"
    r"|nothing,? but an? lie)"
)
_LINK = (
    r"(?:is|are|was|were|has been|have been|be|'s|\u2019s|isn't|isn\u2019t|wasn't|wasn\u2019t|proved"
    r"|turned out|turns out|appears?|seems?|exposed|confirmed|deemed)"
)
_JUDGES = (
    re.compile(rf"\b{_TOLD}\b[^\n\"\u201c\u201d]{{0,160}}?\b{_LINK}\b[^\n\"\u201c\u201d;]{{0,40}}?\b{_FALSE}\b", re.I),
    re.compile(rf"\b(?:exposed|confirmed|dismissed|debunked|revealed) (?:as|to be) (?:\w+ ){{0,3}}{_FALSE}\b", re.I),
    re.compile(rf"\b(?:proved|turned out|turns out) to be (?:\w+ ){{0,3}}{_FALSE}\b", re.I),
    re.compile(r"\b(?:isn't|isn\u2019t|wasn't|wasn\u2019t|aren't|aren\u2019t) (?:\w+ ){0,3}true\b", re.I),
    re.compile(r"\b(?:victim of|just|yet) (?:an?|another|the)\b[^\n,;]{0,30}\bhoax\b", re.I),
    re.compile(
        r"\b(?:fake|false|bogus|phony|fictitious|hoax|satirical|fabricated) (?:\w+ )?(?:report|story|article|post|"
        r"rumou?r|headline|claim)\b",
        re.I,
    ),
    re.compile(r"\b(?:death hoax|was never true)\b", re.I),
)
_HEDGED = re.compile(r"\b(?:whether|if|could be|might be|may be|unclear|or not|not (?:a )?(?:hoax|fake|false))\b", re.I)
_NEGATED = re.compile(
    r"\b(?:not|no|never|nobody|(?:is|was|are|were|has|have|had|did|does|do|ca|wo|could)n['\u2019]t)\b", re.I
)
_SAYS = re.compile(r"\b(?:says?|said|claims?|denies|calls?|according|insists?|tells?)\b|: [A-Z\w ]+$", re.I)
"""Somebody else judges in the headline."""
_QUOTED = re.compile('\u201c[^\u201d\n]*\u201d|"[^"\n]*"')


def own_voice(reading: Reading) -> tuple[Statement, ...]:
    """Return the medium's own denials in an article, in order, at most four, as statements of the outlet.

    Only sentences in which no other statement was found count: a source that calls a report false speaks for itself.
    Where the medium judges a telling false, it also speaks for itself in plain negative sentences about what was told
    ("She has not been arrested.").
    """
    article = reading.article
    taken = [span for s in reading.statements if not hearsay(s) for span in (*s.cue.spans, *s.content.spans)]
    taken += [match.span() for match in _QUOTED.finditer(article.text)]
    ends = {s.content.spans[-1][1] for s in reading.statements if hearsay(s) and s.content.spans}
    within = [span for s in reading.statements if hearsay(s) for span in s.content.spans]
    judged: list[tuple[int, str, Span]] = []
    for start, sentence in _sentences(article.text):
        match = next((match for pattern in _JUDGES if (match := pattern.search(sentence))), None)
        if match is None or _HEDGED.search(sentence):
            continue
        cue = (start + match.start(), start + match.end())
        free = not any(low < cue[1] and cue[0] < high for low, high in taken)
        inside = any(low <= cue[0] and cue[1] < high for low, high in within if high not in ends)
        if free and not inside:
            judged.append((start, sentence, cue))
    title = _judged_by_title(article)
    if not judged and title is None:
        return ()
    found = [
        _own(
            article,
            f"voice{number}",
            article.text[cue[0] : cue[1]],
            (cue,),
            sentence,
            ((start, start + len(sentence)),),
        )
        for number, (start, sentence, cue) in enumerate(sorted(judged[:MOST] + _answers(reading, taken)), 1)
    ]
    return tuple([title, *found] if title else found)


def _own(
    article: Article, id: str, cue: str, cue_spans: tuple[Span, ...], content: str, spans: tuple[Span, ...]
) -> Statement:
    return Statement(
        id=id,
        source=Source(article.outlet or "this article", (), article.outlet, article.outlet is not None),
        cue=Cue(cue, cue_spans, "deny"),
        content=Excerpt(content, spans),
        stance=Stance.DENIES,
        act=Act.SPEECH,
        quote=QuoteForm.INDIRECT,
        rule=OWN_VOICE,
    )


def _judged_by_title(article: Article) -> Statement | None:
    """What the medium says above its text, where that does not stand in it: "Photo of the flood is a hoax"."""
    title = article.title or ""
    judging = next((word for word in running_words(title) if stem(word) in UNTRUE), None)
    if not judging or title in article.text or headline_stance(title) is not HeadlineStance.AGAINST:
        return None
    if _HEDGED.search(title) or _QUOTED.search(title) or _SAYS.search(title):
        return None
    return _own(article, "voice0", judging, (), title, ())


def _answers(reading: Reading, taken: list[Span]) -> list[tuple[int, str, Span]]:
    """Plain negative sentences, outside all statements, about what somebody is said to have told."""
    told = [
        (words, {stem(word) for word in running_words(s.content.text)})
        for s in reading.statements
        if s.stance in {Stance.ASSERTS, Stance.CONFIRMS} and not s.negated and (words := s.content.text)
    ]
    found = []
    for start, sentence in _sentences(reading.article.text):
        match = _NEGATED.search(sentence)
        if match is None or any(low < start + len(sentence) and start < high for low, high in taken):
            continue
        stems = {stemmed for word in running_words(sentence) if (stemmed := stem(word)) not in LIGHT}
        total = sum(weight(stemmed) for stemmed in stems)
        shared = max((sum(weight(x) for x in stems & other) for _, other in told), default=0.0)
        if shared >= max(ANSWERS * total, LEAST_TOLD):
            found.append((start, sentence, (start + match.start(), start + match.end())))
    return found[:MOST]


def hearsay(statement: Statement) -> bool:
    """Return whether no one but a telling stands behind a statement ("a report claims", "rumours that")."""
    source = statement.source
    words = [stem(word) for word in running_words(source.text) if stem(word) not in LIGHT]
    return not source.named and (not words or any(word in REPORTS for word in words) or words in (["which"], ["that"]))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if 0 < len(sentence) <= LONGEST:
            yield match.start() + len(match[0]) - len(match[0].lstrip()), sentence
