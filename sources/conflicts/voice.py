"""The article's own voice: where the medium itself says that what is told is not so ("the story is a hoax").

A medium is a party only for its own voice; what a quoted source says of a report is that source's statement.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sources.conflicts.headline import HeadlineStance, headline_stance
from sources.conflicts.tellings import sentences
from sources.conflicts.truth import UNTRUE
from sources.conflicts.words import running_words, stem, weight, word_list
from sources.models import Act, Article, Cue, Excerpt, QuoteForm, Reading, Source, Span, Stance, Statement

OWN_VOICE = "own_voice"
"""The rule's name in the statements that it finds."""
LIGHT = word_list("light")
REPORTS = word_list("reports")
TELLINGS = frozenset(map(stem, ("report", "story", "article", "rumour", "rumor", "hoax", "post", "tale", "piece")))
"""Stems of what goes round without a speaker."""
MOST = 6
"""Own judgements kept of one article."""
BESIDE = 4
"""What else it says in its own voice that is kept of one kind."""
ANSWERS = 0.5
"""Share of a plain negative sentence's telling weight that must stand in what an article tells to be its denial."""
LEAST_TOLD = 5.0
"""The least such weight, in nats."""
SPOKEN = 40
"""Characters within which what follows somebody's cue is theirs: "the abbey wrote to us that it's not true"."""
_STOP = re.compile(r"[.!?;\n]")

_TOLD = (
    r"(?:reports?|stor(?:y|ies)|rumou?rs?|claims?|news|posts?|postings?|tales?|articles?|headlines?|videos?|photos?"
    r"|pictures?|images?|whole thing|accounts?|hoax|it|this|that|these|they)"
)
_FALSE = (
    r"(?:false|(?<!to )fake|hoax|untrue|fiction(?:al)?|fictitious|bogus|fabricated|unfounded|baseless|debunked"
    r"|satir(?:e|ical)|a lie|made[- ]up|a myth|nonsense|an urban legend|bullshit|not (?:\w+ ){0,3}(?:true|real)"
    r"|no truth|nothing,? but an? lie)"
)
_LINK = (
    r"(?:is|are|was|were|has been|have been|be|'s|\u2019s|isn't|isn\u2019t|wasn't|wasn\u2019t|proved"
    r"|turned out|turns out|appears?|seems?|exposed|confirmed|deemed)"
)
_JUDGES = (
    re.compile(
        rf"\b{_TOLD}\b[^\n\"\u201c\u201d]{{0,160}}?(?P<cue>\b{_LINK}\b[^\n\"\u201c\u201d;]{{0,40}}?\b{_FALSE})"
        r"\b(?! by\b)",
        re.I,
    ),
    re.compile(
        rf"\b(?:exposed|confirmed|dismissed|debunked|revealed) (?:as|to be) (?:\w+ ){{0,3}}{_FALSE}\b(?! by\b)", re.I
    ),
    re.compile(rf"\b(?:proved|turned out|turns out) to be (?:\w+ ){{0,3}}{_FALSE}\b", re.I),
    re.compile(r"\b(?:isn't|isn\u2019t|wasn't|wasn\u2019t|aren't|aren\u2019t) (?:\w+ ){0,3}true\b", re.I),
    re.compile(r"\b(?:victim of|just|yet) (?:an?|another|the)\b[^\n,;]{0,30}\bhoax\b", re.I),
    re.compile(
        r"\b(?:fake|false|bogus|phony|fictitious|hoax|satirical|fabricated) (?:\w+ ){0,2}(?:report|story|article|post|"
        r"rumou?r|headline|claim|tale|piece)\b",
        re.I,
    ),
    re.compile(r"\b(?:death hoax|was never true)\b", re.I),
)
_JUDGING = re.compile(
    r"\b(?:false|fake|hoax|untrue|tru(?:e|th)|ficti|bogus|fabricated|unfounded|baseless|debunked|satir|lie|made|myth"
    r"|nonsense|urban|bullshit|real|phony)",
    re.I,
)
"""How the words begin of which each of the patterns above needs one."""
_HINTS = (
    re.compile(
        r"\b(?:(?:does|do|did)(?: not|n['\u2019]t) (?:\w+ly )?(?:exist|happen|occur|take place)"
        r"|never (?:happened|existed|took place))\b",
        re.I,
    ),
    re.compile(r"\bthere (?:is|are|was|were) no such\b|\bno such \w+ (?:exist(?:s|ed)?|was|were|has)\b", re.I),
    re.compile(
        r"\b(?:satirical|satire|parody|spoof|hoax|fake|fake[- ]news) (?:news )?(?:web ?)?"
        r"(?:sites?|pages?|outlet|publication|blog)\b",
        re.I,
    ),
    re.compile(r"\b(?:duped|fooled|tricked|hoaxed|f[ae]ll(?:en|ing)? for|photoshopped|made[- ]up)\b", re.I),
)
"""What further tells, where a telling is judged false elsewhere, that it is."""
_ALIVE = re.compile(
    r"\b(?:alive and (?:\w+ing|well)|(?:is|are|was|still|very much|fully) alive|still[- ]living|not dead"
    r"|isn['\u2019]t dead)\b|, alive\b",
    re.I,
)
_DEATH = re.compile(r"\b(?:dead|death|died|dies|passed away|killed|demise)\b", re.I)
_HEDGED = re.compile(
    r"\b(?:(?:many|some|people|critics) (?:\w+ )?(?:are |is )?(?:\w+ )?call(?:ing|ed)?|whether|if|could be|might be"
    r"|may be|being (?:described|called|labell?ed|branded|dubbed)"
    r"|this (?:article|site|website|blog) is (?:\w+ )?satir\w+|unclear|or not|not (?:a )?(?:hoax|fake|false))\b",
    re.I,
)
_NEGATED = re.compile(
    r"\b(?:not|no(?! (?:matter|doubt|longer|wonder|more|less|fewer)\b)|never|nobody"
    r"|(?:is|was|are|were|has|have|had|did|does|do|ca|wo|could)n['\u2019]t(?! know\b))\b",
    re.I,
)
_SAYS = re.compile(r"\b(?:says?|said|claims?|denies|calls?|according|insists?|tells?)\b|: [A-Z\w ]+$", re.I)
"""Somebody else judges in the headline."""
_QUOTED = re.compile('\u201c[^\u201d\n]*\u201d|"[^"\n]*"')


def own_voice(reading: Reading) -> tuple[Statement, ...]:
    """Return the medium's own denials in an article, in order, as statements of the outlet.

    Only sentences in which no other statement was found count: a source that calls a report false speaks for itself.
    Where the medium judges a telling false, it also speaks for itself in plain negative sentences about what was told
    ("She has not been arrested.").
    """
    article = reading.article
    others = [s for s in reading.statements if not hearsay(s) and not of_itself(s)]
    taken = [span for s in others for span in (*s.cue.spans, *s.content.spans)]
    said = [s.cue.spans[-1][1] for s in others if s.cue.spans]
    carried = [s.content.spans[-1][1] for s in others if s.content.spans]
    taken += [match.span() for match in _QUOTED.finditer(article.text)]
    ends = {s.content.spans[-1][1] for s in reading.statements if hearsay(s) and s.content.spans}
    within = [span for s in reading.statements if hearsay(s) for span in s.content.spans]

    def free(cue: Span) -> bool:
        inside = any(low <= cue[0] and cue[1] < high for low, high in within if high not in ends)
        told = any(0 <= cue[0] - end <= SPOKEN and not _STOP.search(article.text[end : cue[0]]) for end in said)
        on = any(article.text[end : cue[0]].strip() in {"", ","} for end in carried if 0 <= cue[0] - end <= 2)
        return not inside and not told and not on and not any(low < cue[1] and cue[0] < high for low, high in taken)

    judged = [own for own in _judged(article.text) if free(own[2])][:MOST]
    title = _judged_by_title(article)
    if not judged and title is None:
        return ()
    hints = (*_HINTS, _ALIVE) if _DEATH.search(article.text) else _HINTS
    known = {start for start, _, _ in judged}
    judged += [own for own in _found(article.text, hints) if own[0] not in known and free(own[2])][:BESIDE]
    known = {start for start, _, _ in judged}
    judged += [own for own in _answers(reading, taken) if own[0] not in known]
    found = [
        _own(
            article,
            f"voice{number}",
            article.text[cue[0] : cue[1]],
            (cue,),
            sentence,
            ((start, start + len(sentence)),),
        )
        for number, (start, sentence, cue) in enumerate(sorted(judged), 1)
    ]
    return tuple([title, *found] if title else found)


def _found(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, str, Span]]:
    """Sentences that a pattern marks and nothing hedges: where each starts, itself, and the stretch that marks it."""
    for start, sentence in sentences(text):
        if patterns is _JUDGES and not _JUDGING.search(sentence):
            continue
        match = next((match for pattern in patterns if (match := pattern.search(sentence))), None)
        if match is not None and not sentence.endswith("?") and not _HEDGED.search(sentence):
            cue = "cue" if "cue" in match.groupdict() else 0
            yield start, sentence, (start + match.start(cue), start + match.end(cue))


@lru_cache(maxsize=4)
def _judged(text: str) -> tuple[tuple[int, str, Span], ...]:
    """The sentences in which something told is judged false, see `_found`."""
    return tuple(_found(text, _JUDGES)) if _JUDGING.search(text) else ()


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
        (s.content.spans, {stem(word) for word in running_words(s.content.text)})
        for s in reading.statements
        if s.stance in {Stance.ASSERTS, Stance.CONFIRMS} and (hearsay(s) or not s.negated) and s.content.text
    ]
    found = []
    for start, sentence in sentences(reading.article.text):
        match = _NEGATED.search(sentence)
        if match is None or any(low < start + len(sentence) and start < high for low, high in taken):
            continue
        stems = {stemmed for word in running_words(sentence) if (stemmed := stem(word)) not in LIGHT}
        total = sum(weight(stemmed) for stemmed in stems)
        end = start + len(sentence)
        others = [o for spans, o in told if not any(low < end and start < high for low, high in spans)]
        shared = max((sum(weight(x) for x in stems & other) for other in others), default=0.0)
        if shared >= max(ANSWERS * total, LEAST_TOLD):
            found.append((start, sentence, (start + match.start(), start + match.end())))
    return found[:BESIDE]


def hearsay(statement: Statement) -> bool:
    """Return whether no one but a telling stands behind a statement ("a report claims", "rumours that")."""
    return not statement.source.named and _only_told(statement.source.text)


@lru_cache(maxsize=20_000)
def _only_told(source: str) -> bool:
    head = _ATTRIBUTE.split(source, maxsplit=1)[0] or source
    words = [stem(word) for word in running_words(head) if stem(word) not in LIGHT and not word.endswith("ly")]
    return not words or any(word in REPORTS for word in words) or words in (["which"], ["that"])


def unnamed(reading: Reading) -> Reading:
    """Return a reading in which a telling that its article judges false is nobody's ("the phony report says").

    A report speaks for whoever published it, but not for the last one named before it when it is called a fake.
    """
    if not _judged(reading.article.text):
        return reading
    made = [
        replace(s, source=replace(s.source, party=None, named=False, person=None)) if _a_telling(s.source.text) else s
        for s in reading.statements
    ]
    return replace(reading, statements=tuple(made))


def _a_telling(source: str) -> bool:
    words = [
        stemmed for word in running_words(source) if (stemmed := stem(word)) not in LIGHT and word.lower() != "the"
    ]
    return bool(words) and words[-1] in TELLINGS and all(word in TELLINGS | UNTRUE for word in words)


def of_itself(statement: Statement) -> bool:
    """Return whether a statement is the medium's own finding ("it turned out that", "the story proved to be")."""
    return bool(_FOUND.search(statement.cue.text)) and not statement.source.named


_FOUND = re.compile(r"^(?:\w+ ){0,2}(?:turn(?:s|ed) out|prove[sd]?(?: to)?|transpire[sd])$", re.I)
_ATTRIBUTE = re.compile(r"\b(?:who|which|that|whose|claiming|saying)\b")
