"""What goes round without a speaker: sentences that tell of a rumour, a story or a post and of what it says.

"A rumour surfaced that ...", "the false report came from a site called ...", "the story was headlined ...". They are
statements of nobody, or of the site that spread them, and count only where somebody denies what goes round.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sources.conflicts.words import running_words, word_list
from sources.models import Act, Cue, Excerpt, QuoteForm, Source, Span, Stance, Statement, Word

TELLING = "telling"
"""The rule's name in the statements that it finds."""
MOST = 6
"""Tellings kept of one article."""
LONGEST = 400
"""Characters of a sentence beyond which it is no sentence but a list or a run of headlines."""

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*")
_RUMOUR = (
    r"rumou?rs?|speculation|hoax(?:es)?|reports?|stor(?:y|ies)|articles?|posts?|claims?|allegations?|news|tales?|gossip"
    r"|whispers|legend|pieces?|tweets?|messages?|headlines?|theor(?:y|ies)"
)
_THING = rf"{_RUMOUR}|videos?|photos?|pictures?|images?|footage|clips?|screenshots?|pages?|press releases?"
_ROUND = (
    r"circulat\w+|surfac(?:ed|ing)|swirl\w*|resurfac\w+|(?:go|went|gone|going|goes) viral|gain\w+ traction"
    r"|(?:ma(?:de|king)|makes?|do(?:es|ing)?|did) (?:its|the|their) rounds?|started (?:on|with|as|at|by|in)|originat\w+"
    r"|c[ao]mes? (?:out )?from|began (?:on|with|at|as|in|when|flying|circulating|spreading)|stem\w* from|took off"
    r"|(?:was|were|been|is|being) (?:\w+ly |first |\w+ ){0,2}(?:posted|published|shared|spread|carried|printed|written"
    r"|created|started|reported|invented|picked up|passed around)|appear(?:s|ed) (?:on|in|at)|spread(?:s|ing)?"
    r"|popp(?:ed|ing) up|emerg(?:ed|ing)|(?:going|went|go) (?:a)?round"
)
_GOES = re.compile(rf"\b(?P<what>{_THING})\b[^\n\"\u201c\u201d;:]{{0,90}}?\b(?P<cue>{_ROUND})\b", re.I)
_VIRAL = re.compile(
    r"\b(?P<cue>(?:made|making|makes) (?:its|the|their) rounds?|(?:went|gone|going) viral|"
    r"(?:spread|circulat\w+|shared) (?:\w+ )?(?:on|across|over|all over) (?:the )?"
    r"(?:internet|web|social media|twitter|facebook|online)|trend(?:ed|ing) (?:on|worldwide))\b",
    re.I,
)
_SPREADS = re.compile(
    rf"\b(?P<cue>spread(?:ing)?|shar(?:ed|ing)|publish(?:ed|ing)|post(?:ed|ing)|ran|carried|circulat(?:ed|ing)) "
    rf"(?:\w+ ){{0,2}}(?:fake|false|bogus|hoax|phony|satirical|made-up|fictitious) (?:\w+ )?(?P<what>{_THING})\b",
    re.I,
)
_THAT = re.compile(
    r"\b(?P<what>rumou?rs?|speculation|hoax(?:es)?|reports?|stor(?:y|ies)|news|claims?|gossip|legend"
    r"|allegations?|theor(?:y|ies)|article|post)\b[^\n.;\"\u201c\u201d]{0,110}?"
    r"(?P<cue>(?:,| --| \u2014| \u2013)? ?(?<!site )(?<!page )(?<!blog )(?<!one )\bthat"
    r"|\b(?:claim|alleg|say|stat|suggest)(?:ing|s|ed))\b",
    re.I,
)
_HEADED = re.compile(
    r"\b(?P<cue>headlined|titled|entitled|headline (?:read|reads|said|says|was)|captioned|memorial page|page"
    r"|(?:ha[sd]|have|with|under|bearing|ran|carried) (?:the|a|its) headline)\b[,:]?\s*"
    r"(?P<told>[\"\u201c\u2018'][^\n\"\u201d]{15,200}[\"\u201d\u2019'])",
    re.I,
)
_SITE = re.compile(
    r"\b[\w-]+\.(?:com|net|org|info|es|co\.\w\w|website|us)\b(?:\.\w+)?"
    r"|(?<=\bcalled )[A-Z][\w'\u2019]*(?: [A-Z][\w'\u2019]*)*"
    r"|(?<=\b(?:site|page|blog) )[A-Z][\w'\u2019]*(?: [A-Z][\w'\u2019]*)*"
    r"|(?<=\bwebsite )[A-Z][\w'\u2019]*(?: [A-Z][\w'\u2019]*)*"
)
_NOUN_PHRASE = re.compile(r"\b(?:an?|any|the|this|that|these|those|some)\s+(?:[\w'\u2019-]+\s+){0,3}$", re.I)
_DENIED = re.compile(
    r"^(?:[\w'\u2019.-]+ ){0,4}?(?P<what>rumou?rs?|reports?|claims?|allegations?|accusations?|suggestions?|speculation"
    r"|stor(?:y|ies))\s+(?:(?:of (?P<who>(?:the )?(?-i:[A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*)*|"
    + "|".join(sorted(word_list("tellers", stemmed=False)))
    + r"))|(?:by|from|in) (?P<whom>[\w'\u2019-]+(?: [\w'\u2019-]+){0,5}?)) (?=that\s))?"
    r"(?P<told>(?:that|of|about|saying|claiming|alleging)\s.*?)"
    r"(?:\s+(?:are|is|was|were|as|had been)\s+(?:\w+\s+){0,2}(?:false|untrue|fake|baseless|unfounded|wrong)\b.*)?$",
    re.I | re.S,
)
_BEFORE = frozenset(("The", "These", "Those", "Such", "Some", "A", "An", "This", "That"))
_NO = re.compile(r"\b(?:den(?:y|ies|ied)|dismiss\w*|refut\w+|reject\w*|debunk\w*)\b", re.I)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text's sentences that are not too long to be one, each with where it starts."""
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if 0 < len(sentence) <= LONGEST:
            yield match.start() + len(match[0]) - len(match[0].lstrip()), sentence


def tellings(text: str, taken: Sequence[Span], read: Sequence[Span]) -> tuple[Statement, ...]:
    """Return what a text tells as going round, in order, at most six.

    Left out are sentences in which a source speaks, whose stretches are `taken`, and those of which most is `read`
    already as what a report or a rumour says.
    """
    found: list[Statement] = []
    for start, sentence in sentences(text):
        match = _told(sentence)
        if match is None or _NO.search(sentence) or "http" in sentence:
            continue
        cue = (start + match.start("cue"), start + match.end("cue"))
        end = start + len(sentence)
        begin = start + min(match.start(), match.start("cue"))
        if any(low < cue[1] and begin < high for low, high in taken):
            continue
        if any(2 * (min(high, end) - max(low, start)) > end - start for low, high in read):
            continue
        found.append(_telling(f"told{len(found) + 1}", text, (start, end), match, start, cue))
    return tuple(found[:MOST])


def supposed(statement: Statement) -> bool:
    """Return whether nobody need have told what goes round: "rejected any suggestion that"."""
    return statement.rule == TELLING and statement.source.text.lower().startswith("any ")


def denied(statement: Statement) -> Statement | None:
    """Return what a denial names as told: "denied reports that ...", "dismissed the claim of the front that ...".

    None when it names nothing so, or is in pieces.
    """
    match = _DENIED.match(statement.content.text)
    if match is None or len(statement.content.spans) != 1:
        return None
    start, end = statement.content.spans[0]
    if end - start != len(statement.content.text):
        return None
    told = (start + match.start("told"), start + match.end("told"))
    count = len(running_words(match["told"]))
    before = len(running_words(statement.content.text[: match.start("told")]))
    phrase = _NOUN_PHRASE.search(match.string, 0, match.start("what"))
    what = phrase.start() if phrase else match.start("what"), match.end("what")
    whose = match.span("who") if match["who"] else match.span("whom") if match["whom"] else what
    teller = match.string[slice(*whose)]
    name = teller.removeprefix("the ") if whose != what else ""
    named = name[:1].isupper()
    return Statement(
        id=f"{statement.id}told",
        source=Source(teller, ((start + whose[0], start + whose[1]),), name if named else None, named),
        cue=Cue(match["what"], ((start + match.start("what"), start + match.end("what")),), "report"),
        content=Excerpt(match["told"], (told,)),
        stance=Stance.ASSERTS,
        act=Act.SPEECH,
        quote=QuoteForm.INDIRECT,
        words=_cut(statement.words, before, before + count),
        rule=TELLING,
    )


def _cut(words: Sequence[Word], start: int, end: int) -> tuple[Word, ...]:
    """Some of a content's words by themselves: those whose head is left out are heads."""
    cut = []
    for word in words[start:end]:
        inside = start <= word.head < end
        cut.append(replace(word, head=word.head - start if inside else -1, role=word.role if inside else "root"))
    return tuple(cut)


def _told(sentence: str) -> re.Match[str] | None:
    found = (m for p in (_HEADED, _THAT, _GOES, _SPREADS, _VIRAL) for m in p.finditer(sentence))
    return next((m for m in found if not _verb(m)), None)


def _verb(match: re.Match[str]) -> bool:
    """Whether what is taken for a telling is what somebody does, or their name: "Reuters reports that"."""
    what = match.groupdict().get("what")
    if not what:
        return False
    before = match.string[: match.start("what")].split()
    if what[:1].isupper() and before and before[-1][0].isupper() and before[-1] not in _BEFORE:
        return True
    if what.lower() not in {"reports", "claims"}:
        return False
    return bool(before) and before[-1][0].isupper() and before[-1] not in _BEFORE


def _telling(id: str, text: str, sentence: Span, match: re.Match[str], start: int, cue: Span) -> Statement:
    groups = match.groupdict()
    content = sentence
    if groups.get("told"):
        content = (start + match.start("told"), start + match.end("told"))
    site = _SITE.search(text, *sentence)
    if site is not None:
        source = Source(site[0], (site.span(),), site[0], True)
    elif groups.get("what"):
        end = start + match.end("what")
        phrase = _NOUN_PHRASE.search(text, sentence[0], start + match.start("what"))
        begin = phrase.start() if phrase else start + match.start("what")
        source = Source(text[begin:end], ((begin, end),), None, False)
    else:
        source = Source("", (), None, False)
    return Statement(
        id=id,
        source=source,
        cue=Cue(text[slice(*cue)], (cue,), "report"),
        content=Excerpt(text[slice(*content)], (content,)),
        stance=Stance.ASSERTS,
        act=Act.SPEECH,
        quote=QuoteForm.INDIRECT,
        words=tuple(_words(text[slice(*content)])),
        rule=TELLING,
    )


def _words(text: str) -> Iterable[Word]:
    """The words of a sentence that was not parsed: names by their capitals, but for its first one."""
    for at, word in enumerate(running_words(text)):
        pos = "NUM" if word[0].isdigit() else "PROPN" if word[0].isupper() and at else "X"
        yield Word(word, word.lower(), pos, "dep", -1)
