"""Rejoinders: what somebody says is so, taken up by a noun that another one rejects.

"…, a claim the ministry said was false", "… (an allegation that the firm denies)", "…, a charge dismissed by the
governor". The parser of a small model hangs such a noun now on one verb, now on another, so the shape alone decides.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import idioms, spans, tree
from sources.claims.cues import Entry, Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

RULE = "rejoinder"
"""The rule's name; its stance is its own."""
_ARTICLES = frozenset(("a", "an"))
_OPENS = frozenset((",", "(", "—", "–", "--", "-", ";", ":"))
_STOPS = frozenset((",", ".", ")", ";", ":", "—", "–", "--", "?", "!"))
_SIDES = frozenset((Stance.DENIES, Stance.DOUBTS, Stance.CONFIRMS, Stance.RETRACTS))
_REACHED = words(
    "conclusion finding verdict diagnosis assessment analysis interpretation characterisation characterization"
)
"""Nouns that take up what somebody found, besides those of what is told."""
_UNABLE = frozenset(("could", "can", "cannot", "unable", "independently"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_JUDGES = words("say call brand label describe deem rate rule judge find declare consider dub know show prove")
"""Verbs that take the side of what they say of a telling."""
_NAMES = words("call brand label dub describe")
_FALSE = re.compile(
    rf"\b(?:(?:{'|'.join(sorted(idioms.listed('false')))})\b(?! alarm)"
    r"|(?:not|n['’]t) (?:\w+ )?(?:true|accurate|correct|so)\b"
    r"|without (?:any )?(?:foundation|basis|merit)|pants on fire|pinocchios)",
    re.IGNORECASE,
)
_BE, _HAVE = frozenset(("was", "were", "is", "are")), frozenset(("has", "have", "had"))
_NOUNS = ("NOUN", "PROPN", "VERB")
"""Parts of speech of a noun of telling; the tagger takes some for a verb ("the court's finding that")."""
_RELATIVES = frozenset(("that", "which"))
_NOT_SOURCES = frozenset(("who", "whom", "whose", "what", "to", "as", "i", "you"))
MOST = 10
"""Words between the noun and the verb, or in the name of whoever rejects."""


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield the rejoinders of a sentence, of its tokens; the content is the noun that takes up what was said."""
    told = idioms.told() | _REACHED
    for n, noun in enumerate(tokens):
        if noun.lower_ not in told or noun.pos_ not in _NOUNS or n + 2 >= len(tokens):
            continue
        if tokens[n + 1].lower_ == "that" and (whole := _subject(tokens, n, lexicon)) is not None:
            yield whole
            continue
        if noun.pos_ == "VERB" or n < 3:
            continue
        start = next((k for k in range(n - 1, max(0, n - 4), -1) if tokens[k].lower_ in _ARTICLES), None)
        if start is None or tokens[start - 1].text not in _OPENS:
            continue
        if any(t.pos_ not in ("ADJ", "NOUN", "ADV", "VERB") for t in tokens[start + 1 : n]):
            continue
        draft = _after(tokens, start, n, lexicon)
        if draft is not None:
            yield draft


def _after(tokens: Sequence[Token], start: int, noun: int, lexicon: Lexicon) -> Draft | None:
    first = noun + 1 + (tokens[noun + 1].lower_ in _RELATIVES)
    at = next((k for k in range(first, min(len(tokens), first + MOST)) if _is_cue(tokens[k], lexicon)), None)
    if at is None or any(t.text in _STOPS for t in tokens[first:at]):
        return None
    end = next(
        (k for k in range(at + 1, len(tokens)) if tokens[k].text in _STOPS and not _inner(tokens, k)), len(tokens)
    )
    lead, tail = tokens[first:at], tokens[at + 1 : end]
    particles = tail[: len(_particles(lexicon, tokens[at], tail))]
    tail = tail[len(particles) :]
    entry, verb = lexicon.verb(tokens[at]), tokens[at]
    lemma = entry.lemma if entry is not None else lexicon.lemma(verb)
    by = next((k for k, t in enumerate(tail) if t.lower_ == "by"), None)
    if by is not None and (not by or tail[0].lower_ == "as") and all(_light(t) for t in lead):
        source, cue, stance = _name(tail[by + 1 :]), [*lead, verb, tail[by]], _side(entry, lead)
        more: Sequence[Token] = tail[:by]
    else:
        group = {*tree.verb_group(verb)} | {t.i for t in lead if _light(t) and t.i >= verb.i - 4}
        source = [t for t in lead if t.i not in group]
        cue = [*(t for t in tokens[first : at + 1] if t.i in group), *particles]
        stance = _side(entry, lead)
        more = ()
        false = lemma in _JUDGES and tail and _FALSE.search(" ".join(t.text for t in tail))
        if stance is None and (false or (lemma in _NAMES and _is_slighted(tokens[noun], tail))):
            stance, cue = Stance.DENIES, [*cue, *tail]
        elif tail and tail[0].lower_ == "as":
            more = tail if not any(t.tag_ in _FINITE for t in tail) else ()
        elif tail and tail[0].pos_ in ("DET", "PRON", "SCONJ", "NOUN", "PROPN") and not tree.is_temporal(tail[0]):
            return None
    if stance is None or not _named(source):
        return None
    content = [t.i for t in (*tokens[start : noun + 1], *more)]
    return Draft(
        RULE,
        verb.i,
        lemma,
        sorted(t.i for t in cue),
        [t.i for t in source],
        spans.trim(spans.text_of(verb.doc), spans.of_tokens(verb.doc, content)),
        stance,
        Act.SPEECH,
        tokens[noun].i,
    )


def _is_slighted(noun: Token, tail: Sequence[Token]) -> bool:
    """Whether what is called names is what somebody is accused of: "an accusation his campaign called “sick”"."""
    held = noun.lower_ in idioms.listed("claim") and 0 < len(tail) < MOST
    return held and not idioms.GRANTED.search(" ".join(t.text for t in tail))


def _subject(tokens: Sequence[Token], noun: int, lexicon: Lexicon) -> Draft | None:
    """For "the finding that the valve failed was disputed by the mill": the parser takes the verb at the end for what
    the clause before it says.
    """
    finite = [k for k in range(noun + 2, len(tokens)) if tokens[k].tag_ in _FINITE or tokens[k].tag_ == "MD"]
    at = next((k for k in finite[1:] if tokens[k].lower_ in _BE or tokens[k].lower_ in _HAVE), None)
    if at is None or any(t.text in _STOPS for t in tokens[noun:at]):
        return None
    verb = next((k for k in range(at + 1, min(at + 5, len(tokens))) if not _light(tokens[k])), at)
    entry = lexicon.verb(tokens[verb])
    if tokens[verb].tag_ not in ("VBN", "VBD") or any(
        k > verb and not any(t.text in _STOPS for t in tokens[verb:k]) for k in finite
    ):
        return None
    lead, tail = tokens[at:verb], tokens[verb + 1 :]
    stance = _side(entry, lead)
    if entry is None or stance is None or (tokens[at].lower_ in _HAVE and not any(t.lower_ == "been" for t in lead)):
        return None
    stop = next((k for k, t in enumerate(tail) if t.text in _STOPS), len(tail))
    by = next((k for k, t in enumerate(tail[:stop]) if t.lower_ == "by"), None)
    particles = len(_particles(lexicon, tokens[verb], tail))
    timed = tail[particles : by if by is not None else stop]
    if any(t.pos_ not in ("ADP", "ADV", "SCONJ") and not tree.is_temporal(t) for t in timed[: None if by else 1]):
        return None
    source = _name(tail[by + 1 : stop]) if by is not None else []
    if by is not None and not _named(source):
        return None
    start = tokens[noun].left_edge.i if tokens[noun].left_edge.i >= tokens[0].i else tokens[noun].i
    content = range(start, tokens[at].i)
    return Draft(
        RULE,
        tokens[verb].i,
        entry.lemma,
        [t.i for t in (*lead, tokens[verb], *tail[: particles + (by == particles)])],
        [t.i for t in source],
        spans.trim(spans.text_of(tokens[0].doc), spans.of_tokens(tokens[0].doc, content)),
        stance,
        Act.SPEECH,
        tokens[noun].i,
    )


def _particles(lexicon: Lexicon, verb: Token, tail: Sequence[Token]) -> list[str]:
    """The words behind a verb that make one cue with it: "laughed | off"."""
    entry = lexicon.verb(verb)
    more = entry.lemma.split("_")[1:] if entry is not None else []
    return more if [t.lower_ for t in tail[: len(more)]] == more else []


def _is_cue(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word can be what is done to a claim: a verb that takes a side or judges."""
    if token.pos_ not in ("VERB", "AUX", "ADJ"):
        return False
    entry = lexicon.verb(token)
    return (entry is not None and entry.act is Act.SPEECH) or lexicon.lemma(token) in _JUDGES


def _inner(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma only parts words of one judgement: "false, absurd and harmful"."""
    return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].pos_ == "ADJ"


def _light(token: Token) -> bool:
    """Whether a word before a verb goes with it: an auxiliary, an adverb, a negation."""
    return token.pos_ in ("AUX", "ADV") or token.lower_ in tree.NEGATIONS


def _side(entry: Entry | None, lead: Sequence[Token]) -> Stance | None:
    """The side that a verb takes, turned by a negation before it."""
    stance = entry.stance if entry is not None and entry.stance in _SIDES else None
    if stance is None or not any(t.lower_ in tree.NEGATIONS for t in lead):
        return stance
    if stance is Stance.CONFIRMS and any(t.lower_ in _UNABLE for t in lead):
        return Stance.UNVERIFIED
    return Stance.DECLINES if stance in (Stance.DENIES, Stance.CONFIRMS) else None


def _name(tokens: Sequence[Token]) -> list[Token]:
    """Who rejects, up to when, where and why."""
    out: list[Token] = []
    for t in tokens[:MOST]:
        if t.pos_ in ("VERB", "SCONJ", "AUX") or (t.pos_ == "ADP" and (t.lower_ != "of" or not out)):
            break
        out.append(t)
    while out and (out[-1].lower_ in tree.TEMPORAL or out[-1].pos_ in ("ADV", "CCONJ", "DET")):
        out.pop()
    return out


def _named(source: Sequence[Token]) -> bool:
    return (
        any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in source)
        and source[0].lower_ not in _NOT_SOURCES
        and not any(t.pos_ in ("VERB", "SCONJ") or t.tag_ in ("WDT", "WP") for t in source)
    )
