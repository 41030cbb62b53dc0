"""What somebody does by a text that they give out, or by taking to a channel.

"…, the mayor said in a statement denying the report", "released a letter rejecting claims that it had leaked", "took to
Chirp to deny the story". The parser of a small model hangs the participle now on the text, now on what follows it, and
takes the text for whoever speaks.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from sources.claims import spans, tree
from sources.claims.cues import Entry, Lexicon, words
from sources.claims.drafts import Draft
from sources.models import Act, Stance

RULE = "writing"
_TEXTS = words(
    """address article bulletin blog clip column communique communiqué editorial email e-mail interview letter memo
    message note notice op-ed post release reply speech statement thread tweet video"""
)
_GIVEN = words("circulate issue post publish put release send share sign tweet upload write")
_SPOKEN = words("add announce comment explain insist note remark reply respond say speak state tell tweet write")
_BY = frozenset(("in", "through", "via", "with"))
_GONE = words("come go take turn")
_SIDES = frozenset((Stance.DENIES, Stance.DOUBTS, Stance.CONFIRMS, Stance.RETRACTS))
_STOPS = frozenset((",", ".", ";", ":", ")", "—", "–", "--", "?", "!"))
_PHRASE = frozenset(("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "VERB"))
_REACH = 8
"""Words between what somebody says and the text in which they say it."""


def find(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[Draft]:
    """Yield what is denied, doubted, confirmed or withdrawn by a text or on a channel, of a sentence's tokens."""
    for n in range(3, len(tokens) - 1):
        verb = tokens[n]
        if verb.tag_ == "VBG" and tokens[n - 1].lower_ in _TEXTS:
            found = _governor(tokens, n - 1, lexicon)
        elif verb.tag_ == "VB" and tokens[n - 1].lower_ == "to":
            found = _taken_to(tokens, n - 1, lexicon)
        else:
            continue
        entry = lexicon.verb(verb)
        if found is None or entry is None or entry.stance not in _SIDES or entry.act is not Act.SPEECH:
            continue
        if (draft := _draft(tokens, n, found, entry)) is not None:
            yield draft


def _draft(tokens: Sequence[Token], n: int, found: tuple[int, int], entry: Entry) -> Draft | None:
    """The statement of the verb at `n`; `found` are the places of the verb whose subject speaks and of the cue's first
    word.
    """
    speaks, first = found
    verb = tokens[n]
    end = next((k for k in range(n + 1, len(tokens)) if tokens[k].text in _STOPS), len(tokens))
    content = [t.i for t in tokens[n + 1 : end]]
    subject = tree.subject(tokens[speaks])
    cue = [t.i for t in tokens[first : n + 1]]
    if not content or subject is None or tree.is_negated(tokens[speaks]):
        return None
    if tokens[n + 1].tag_ == "IN" and tokens[n + 1].lower_ != "that":
        return None
    source = tree.noun_phrase(subject, outside={*cue, *content})
    text = spans.text_of(verb.doc)
    return Draft(
        RULE,
        verb.i,
        entry.lemma,
        cue,
        source,
        spans.trim(text, spans.of_tokens(verb.doc, content)),
        entry.stance,
        Act.SPEECH,
        content[0],
    )


def _governor(tokens: Sequence[Token], noun: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The verb of whoever gives out the text at `noun`, and where the cue of what the text does begins."""
    start = noun
    while start and tokens[start - 1].pos_ in _PHRASE and noun - start < 4 and not _is_verb(tokens[start - 1]):
        start -= 1
    if not start:
        return None
    at = start - 1
    if tokens[at].lower_ in ("out", "up"):
        at -= 1
    if lexicon.lemma(tokens[at]) in _GIVEN and _is_verb(tokens[at]):
        return at, at
    if tokens[at].lower_ not in _BY:
        return None
    for k in range(at - 1, max(-1, at - _REACH), -1):
        if tokens[k].text in _STOPS:
            return None
        if _is_verb(tokens[k]):
            return (k, noun + 1) if lexicon.lemma(tokens[k]) in _SPOKEN else None
    return None


def _taken_to(tokens: Sequence[Token], to: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The verb of "took to Chirp to", "went on air to" before the "to" at that place, if it is there."""
    for k in range(to - 1, max(0, to - 6), -1):
        if tokens[k].pos_ == "PUNCT":
            return None
        if _is_verb(tokens[k]):
            channel = tokens[k + 1].lower_ in ("to", "on") and k + 2 < to
            return (k, k) if channel and lexicon.lemma(tokens[k]) in _GONE else None
    return None


def _is_verb(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.pos_ == "VERB"
